#!/usr/bin/env python3
"""The door on a bare machine: makes .venv beside this file, installs what is pinned, then hands every verb to cli.py.

Standard library only, and written so that any Python 3 can read it far enough to say what is wrong.
"""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
STAMP = os.path.join(VENV, "installed.txt")
UNFINISHED = os.path.join(VENV, "unfinished.txt")
PINS = {"": ["requirements.txt"], "test": ["requirements.txt", "requirements-test.txt"]}
WORKING = ((3, 11), (3, 12), (3, 13))
WINDOWS = os.name == "nt"
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")

ENGLISH = os.environ.get("LIANJIAN_LANG", "zh").lower().startswith("en")
TOO_FAR = (
    "from versions: none",
    "max retries exceeded",
    "newconnectionerror",
    "name resolution",
    "getaddrinfo failed",
    "connection refused",
    "network is unreachable",
    "proxyerror",
    "timed out",
    "sslerror",
    "certificate verify failed",
    "connection broken",
    "connection aborted",
)
USAGE = (
    """联建图：基层组织网络建模
  python3 manage.py run     打开应用（首次会安装所需的包并载入示例）
  python3 manage.py test    运行测试
  python3 manage.py help    全部命令""",
    """Lianjian: a modeller of grassroots organisation networks
  python3 manage.py run     open the app (the first time installs what it needs and loads the sample)
  python3 manage.py test    run the tests
  python3 manage.py help    every verb""",
)


class Stop(Exception):
    """One line, in Chinese and English, that says why nothing more can be done."""


def say(zh, en):
    """Prints to standard error, which --json leaves free."""
    print(en if ENGLISH else zh, file=sys.stderr)
    sys.stderr.flush()


def stop(zh, en):
    """The exception that ends the run with one line."""
    return Stop(en if ENGLISH else zh)


def main(arguments):
    """Checks Python, sees to .venv, and becomes cli.py. The exit code where it cannot become it."""
    if not arguments:
        say(*USAGE)
        return 2
    try:
        if sys.version_info[:2] not in WORKING:
            return become([working_python(), os.path.join(HERE, "manage.py")] + arguments)
        wanted = "test" if arguments[0] == "test" else ""
        if not installed(wanted):
            install(wanted)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("已中断；下次会重新安装。", "Interrupted; the next run installs again.")
        return 130
    os.environ.setdefault("PYTHONUTF8", "1")
    door = ("commands", "keeping.py") if arguments[0] == "run" else ("cli.py",)
    return become([PYTHON, os.path.join(HERE, *door)] + arguments)


def become(command):
    """Puts another program in this one's place; on Windows, which cannot, runs it and gives its exit code."""
    if not WINDOWS:
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def working_python():
    """A Python on this machine that works, tried and not only found: a shim may be there for a Python that is not."""
    names = ["python%d.%d" % version for version in reversed(WORKING)]
    found = [[path] for path in map(shutil.which, names) if path]
    if shutil.which("py"):
        found += [["py", "-%d.%d" % version] for version in reversed(WORKING)]
    for command in found:
        try:
            told = subprocess.check_output(
                command + ["-c", "import sys; print(sys.executable); print('%d.%d' % sys.version_info[:2])"], stderr=subprocess.DEVNULL
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        path, version = told.decode("utf-8", "replace").split("\n")[:2]
        if tuple(map(int, version.split("."))) in WORKING:
            return path.strip()
    raise stop(
        "需要 Python 3.11、3.12 或 3.13，当前为 %d.%d，也没有找到其他可用的。可从操作系统或 python.org 安装。" % sys.version_info[:2],
        "Python 3.11, 3.12 or 3.13 is needed; this is %d.%d and no other was found. Install one from your system or python.org."
        % sys.version_info[:2],
    )


def wanted_stamp(wanted):
    """What the stamp says once everything is there: the pins' digest and the Python that they were installed for."""
    digest = hashlib.sha256()
    for name in PINS[wanted]:
        with open(os.path.join(HERE, name), "rb") as pins:
            digest.update(pins.read().replace(b"\r\n", b"\n"))
    return "%s %s %d.%d" % (wanted or "run", digest.hexdigest(), sys.version_info[0], sys.version_info[1])


def stamped():
    """The lines of the stamp; none without one."""
    try:
        with open(STAMP, encoding="utf-8") as stamp:
            return stamp.read().split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def installed(wanted):
    """Whether everything that is wanted was installed to the end. Only looks: this is the way of every later run."""
    return os.path.exists(PYTHON) and not os.path.exists(UNFINISHED) and wanted_stamp(wanted) in stamped()


def install(wanted):
    """Makes or mends .venv and installs the pins; the stamp is written last, so an interrupted run is seen the next time."""
    kept = [line for line in stamped() if line]
    if os.path.isdir(VENV) and (os.path.exists(UNFINISHED) or not kept or not answers()):
        say("上次安装未完成，重新建立 .venv …", "The last installation was not finished: making .venv again …")
        remove()
        kept = []
    elif kept and kept[0].split(" ")[-1] != "%d.%d" % sys.version_info[:2]:
        say("Python 版本已变，重新建立 .venv …", "Another Python than before: making .venv again …")
        remove()
        kept = []
    try:
        if not os.path.exists(PYTHON):
            make()
        with open(UNFINISHED, "w", encoding="utf-8") as mark:
            mark.write(wanted)
        pip(wanted)
        with open(STAMP, "w", encoding="utf-8") as stamp:
            stamp.write(
                "\n".join(
                    sorted({line for line in kept if line.split(" ")[0] != (wanted or "run")} | {wanted_stamp(wanted), wanted_stamp("")})
                )
            )
        os.remove(UNFINISHED)
    except OSError as error:
        raise stop(
            "不能写入 %s（%s）。把本目录放到可写的位置，或检查磁盘空间。" % (VENV, error.strerror),
            "Cannot write to %s (%s). Put this folder where you may write, or see whether the disk is full." % (VENV, error.strerror),
        )


def answers():
    """Whether the Python in .venv runs and has pip."""
    try:
        return subprocess.call([PYTHON, "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def remove():
    """Takes .venv away; says so where something still uses it."""
    try:
        shutil.rmtree(VENV)
    except OSError as error:
        raise stop(
            "不能删除 %s（%s）。关闭正在运行的应用后重试。" % (VENV, error.strerror),
            "Cannot remove %s (%s). Close the running app and try again." % (VENV, error.strerror),
        )


def make():
    """Makes .venv with pip in it."""
    say("建立 .venv（Python %d.%d）…" % sys.version_info[:2], "Making .venv (Python %d.%d) …" % sys.version_info[:2])
    lacking = (
        "Python 缺少 %%s 模块。Debian 或 Ubuntu：sudo apt install python%d.%d-venv；其他系统：重装完整的 Python。" % sys.version_info[:2],
        "This Python lacks the module %%s. Debian or Ubuntu: sudo apt install python%d.%d-venv; elsewhere: install a whole Python."
        % sys.version_info[:2],
    )
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            raise stop(lacking[0] % module, lacking[1] % module)
    os.makedirs(VENV, exist_ok=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        text = done.stdout.decode("utf-8", "replace").strip()
        if "ensurepip" in text:
            raise stop(lacking[0] % "ensurepip", lacking[1] % "ensurepip")
        raise stop("不能建立 .venv：%s" % last(text), "Cannot make .venv: %s" % last(text))


def pip(wanted):
    """Installs the pins, quietly; an error becomes one line. PIP_* settings of the user hold. Nothing is compiled: Python does so with what it imports."""
    files = [word for name in PINS[wanted] for word in ("-r", os.path.join(HERE, name))]
    with open(files[1], encoding="utf-8") as pins:
        count = sum(1 for line in pins if "==" in line)
    say("安装 %d 个包，约一两分钟 …" % count, "Installing %d packages, a minute or two …" % count)
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-compile"] + files,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if not done.returncode:
        return
    text = done.stdout.decode("utf-8", "replace").strip()
    if "No space left" in text:
        raise stop(
            "磁盘空间不足，包没有装完。腾出约 1 GB 后重试。",
            "The disk is full: the packages are not all installed. Free about 1 GB and try again.",
        )
    if any(sign in text.lower() for sign in TOO_FAR):
        raise stop(
            "连不上 Python 包的源。检查网络；可用 PIP_INDEX_URL 指定镜像，PIP_PROXY 指定代理，离线时用 PIP_FIND_LINKS 指定存放 wheel 的目录和 PIP_NO_INDEX=1。（%s）"
            % last(text),
            "The package registry cannot be reached. Check the network; PIP_INDEX_URL names a mirror, PIP_PROXY a proxy, and offline PIP_FIND_LINKS a folder of wheels with PIP_NO_INDEX=1. (%s)"
            % last(text),
        )
    raise stop("安装没有成功：%s" % last(text), "The installation failed: %s" % last(text))


def last(text):
    """The last line that says something."""
    return ([line.strip() for line in text.split("\n") if line.strip()] or [""])[-1][:300]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
