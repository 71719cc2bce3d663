"""The jars of the server that the tests start, fetched by Maven once; run as a program, it fetches them ahead with any Python 3.9."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "5.26.12"
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>lianjian</groupId><artifactId>neo4j</artifactId><version>1</version><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency></dependencies></project>
"""


class NoServer(Exception):
    """No Neo4j can be had here; the message says why."""


def cache() -> Path:
    """Where the server's jars are kept between runs."""
    windows = os.environ.get("LOCALAPPDATA") if os.name == "nt" else None
    return Path(os.environ.get("XDG_CACHE_HOME") or windows or Path.home() / ".cache") / "lianjian" / f"neo4j-{VERSION}" / "lib"


def jars() -> Path:
    """The folder of the server's jars, fetched by Maven the first time."""
    lib = cache()
    if not (lib.parent / "complete").exists():
        shutil.rmtree(lib, ignore_errors=True)
        lib.parent.mkdir(parents=True, exist_ok=True)
        (lib.parent / "pom.xml").write_text(POM, "utf-8")
        goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib")
        run = subprocess.run([shutil.which("mvn") or "mvn", "-q", "-B", *goal], cwd=lib.parent, capture_output=True, text=True)
        if run.returncode:
            raise NoServer(f"Maven could not fetch Neo4j: {run.stdout[-500:]}")
        (lib.parent / "complete").touch()
    return lib


if __name__ == "__main__":
    try:
        jars()
    except NoServer as why:
        sys.exit(str(why))
