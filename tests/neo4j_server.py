"""A real Neo4j for the tests: one that is given, one started from Maven artifacts with Java, or one in Docker; in that order."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j_jars import VERSION, NoServer, cache, jars

OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")

SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java's second compiler costs more than it saves in a server that lives for minutes: a third of the processor time of a load. A collector
with threads of its own costs a twelfth."""

KEPT_PLANS = ("dbms.cypher.min_replan_interval=24h", "dbms.cypher.statistics_divergence_threshold=1.0",
              "internal.cypher.use_parameter_size=false")
"""A server that is emptied and filled all the time would plan every query anew each time, and for parameters of each size; the plans differ
little over stores this small, and to make one takes a quarter of a second."""


@contextlib.contextmanager
def running(folder: Path, heap: str = "512m", java_options: Sequence[str] = SHORT_LIVED) -> Iterator[str]:
    """The bolt address of an empty or wipeable Neo4j. NoServer when there is none to be had."""
    given = os.environ.get("NEO4J_TEST_URI")
    if given:
        yield given
        return
    java, maven, docker = shutil.which("java"), shutil.which("mvn"), shutil.which("docker")
    if java and (maven or len(list(cache().glob("*.jar"))) > 100):
        with started(folder, jars(), heap, java_options) as address:
            yield address
    elif docker and subprocess.run([docker, "info"], capture_output=True).returncode == 0:
        with contained(docker, heap) as address:
            yield address
    else:
        raise NoServer("neither NEO4J_TEST_URI, nor Java with Maven, nor Docker")


@contextlib.contextmanager
def started(folder: Path, lib: Path, heap: str, java_options: Sequence[str]) -> Iterator[str]:
    """A server of our own, without authentication, on a free port of this machine only."""
    port = free_port()
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    (folder / "conf" / "neo4j.conf").write_text("\n".join((
        "server.default_listen_address=127.0.0.1", f"server.bolt.listen_address=127.0.0.1:{port}", "server.http.enabled=false",
        "dbms.security.auth_enabled=false", "dbms.usage_report.enabled=false", f"server.memory.heap.max_size={heap}",
        "server.memory.pagecache.size=128m", *KEPT_PLANS)), "utf-8")
    command = ["java", f"-Xmx{heap}", *java_options, *(f"--add-opens={name}=ALL-UNNAMED" for name in OPENED), "-cp", str(lib / "*"),
               "org.neo4j.server.CommunityEntryPoint", f"--home-dir={folder}", f"--config-dir={folder / 'conf'}", "--console-mode"]
    with (folder / "console.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield answering(f"bolt://127.0.0.1:{port}", folder / "console.log", process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.contextmanager
def contained(docker: str, heap: str) -> Iterator[str]:
    """A server in Docker."""
    port = free_port()
    asked = ("-p", f"127.0.0.1:{port}:7687", "-e", "NEO4J_AUTH=none", "-e", f"NEO4J_server_memory_heap_max__size={heap}")
    container = subprocess.run([docker, "run", "-d", "--rm", *asked, f"neo4j:{VERSION}-community"], capture_output=True, text=True)
    if container.returncode:
        raise NoServer(f"Docker could not start Neo4j: {container.stderr[-500:]}")
    try:
        yield answering(f"bolt://127.0.0.1:{port}", None, None)
    finally:
        subprocess.run([docker, "stop", container.stdout.strip()], capture_output=True)


def free_port() -> int:
    """A port that no one listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def answering(address: str, log: Path | None, process: subprocess.Popen[bytes] | None, seconds: int = 120) -> str:
    """The address, once something answers there. NoServer with the end of its log when nothing does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not (process and process.poll() is not None):
        try:
            with GraphDatabase.driver(address, auth=None) as driver:
                driver.verify_connectivity()
                return address
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
    raise NoServer(f"Neo4j did not start: {log.read_text('utf-8', 'replace')[-500:] if log else ''}")
