"""A process of its own that keeps the app up: where native code takes the app down, it is opened again at once.

`python commands/keeping.py run …`: the words are those of cli.py. Standard library only, so that waiting costs nothing.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

CLI = Path(__file__).parents[1] / "cli.py"
QUICK = 20.0
"""An app that ends so many seconds after it was opened was never open."""
TOLD = (-signal.SIGINT, -signal.SIGTERM, 0xC000013A)
"""How an app ends that was told to; the last one is Ctrl+C on Windows. 130 and below are exit codes of its own."""
MOST = 3
"""How often in a row that may happen."""


def keep(words: list[str]) -> int:
    """Runs the app until it ends by itself or is told to; its exit code, 1 where it cannot stay open."""
    failed, again = 0, False
    while True:
        began = time.monotonic()
        command = [sys.executable, str(CLI), *words, *(["--no-browser"] if again else [])]
        app = subprocess.Popen(command, stdout=subprocess.DEVNULL if again else None)  # the address was told before
        signal.signal(signal.SIGTERM, lambda *_, app=app: app.terminate())
        code = ended(app)
        if code in TOLD:
            return 0
        if 0 <= code <= 130:
            return code
        failed = failed + 1 if time.monotonic() - began < QUICK else 0
        if failed == MOST:
            say("应用打不开，库中数据未改动。原因见上。", "The app cannot stay open; what is stored was not changed. The reason is above.")
            return 1
        say(
            f"应用意外退出（{code}），库中数据未改动，正在重新打开。",
            f"The app went down ({code}); what is stored was not changed. It is opened again.",
        )
        again = True


def ended(app: subprocess.Popen[bytes]) -> int:
    """The exit code of the app; Ctrl+C reaches it as well as this process, which waits for it."""
    while True:
        try:
            return app.wait()
        except KeyboardInterrupt:
            continue


def say(zh: str, en: str) -> None:
    """One line on standard error."""
    print(en if os.environ.get("LIANJIAN_LANG", "zh").lower().startswith("en") else zh, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
