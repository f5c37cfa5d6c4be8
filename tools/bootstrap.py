"""Finds uv, or installs it into ./.tools with pip, and prints its path. Any Python 3.8 or later can run this; it needs nothing else.

make runs it before everything, so that a fresh machine needs Python and nothing more.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent / ".tools"
NEEDED = (3, 11)
NO_INSTALLER = """\
uv is not on this machine, and this Python ({python}) has neither pip nor ensurepip to fetch it with.
Do one of these, then run the same command again:
  - install uv by the means of your system, or
  - install pip for this Python (Debian and Ubuntu: apt-get install python3-pip), or
  - copy a uv binary to {uv}
"""
NO_PYTHON = """\
zhenggai needs Python {needed} or later; {python} is {found}. Install one, then: make PYTHON=/path/to/python3.11 ...
"""


def say(text: str) -> None:
    """Tells the person; the answer alone goes to standard output."""
    sys.stderr.write(text if text.endswith("\n") else text + "\n")


def own_uv() -> Path:
    """Where uv is when we installed it ourselves."""
    return TOOLS / "bin" / ("uv.exe" if os.name == "nt" else "uv")


def pip() -> "list[str] | None":
    """The command of a pip that can install into a folder, or None when this Python has none.

    Debian takes ensurepip out of its Python and pip is a package of its own: either may be there, or neither.
    """
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        return None
    made = subprocess.run([sys.executable, "-m", "venv", str(TOOLS / "pip")], stdout=sys.stderr)
    inside = TOOLS / "pip" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return [str(inside), "-m", "pip"] if made.returncode == 0 else None


def install() -> int:
    """Installs uv into ./.tools from the package index this machine's pip is set to; 0, or 1 after saying what stands in the way."""
    installer = pip()
    if installer is None:
        say(NO_INSTALLER.format(python=sys.executable, uv=own_uv()))
        return 1
    say(f"uv is not on this machine: installing it into {TOOLS} (nothing outside of this folder changes)")
    command = [*installer, "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target", str(TOOLS), "uv"]
    if subprocess.run(command, stdout=sys.stderr, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}).returncode or not own_uv().exists():
        say("pip could not install uv; its own words are above. A package index of your own is named by PIP_INDEX_URL.")
        return 1
    return 0


def main() -> int:
    """Prints the path of a uv that works; 1 when there is none and none can be had."""
    if sys.version_info < NEEDED and not any(shutil.which(f"python3.{minor}") for minor in range(11, 20)):
        needed, found = (".".join(map(str, version[:2])) for version in (NEEDED, sys.version_info))
        say(NO_PYTHON.format(needed=needed, found=found, python=sys.executable))
        return 1
    found_uv = shutil.which("uv")
    if not found_uv and not own_uv().exists() and install():
        return 1
    print(found_uv or own_uv())
    return 0


if __name__ == "__main__":
    sys.exit(main())
