"""One zip in dist/ that installs and starts where there is no network (`make bundle`).

It holds the project's own wheel, the wheels of everything it stands on for each kind of machine below, pip's own wheel, and a start
script. pip runs out of its wheel and installs into a folder beside the script, so that the machine needs Python and nothing more:
no pip, no venv, no ensurepip, and nothing outside of that folder changes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = Path(__file__).resolve().parent / "bundled"
DIST = ROOT / "dist"
# `uv run` names itself here; it may be ours in .tools and on no path.
UV = os.environ.get("UV", "uv")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine: pip's names for it (a wheel for any of them runs there), and what its Python says of itself."""

    name: str
    platforms: tuple[str, ...]
    markers: dict[str, str]


def _linux(processor: str) -> Machine:
    names = [f"manylinux_2_{minor}_{processor}" for minor in (28, 27, 26, 24, 17, 12, 5)]
    platforms = (*names, f"manylinux2014_{processor}", f"manylinux2010_{processor}", f"linux_{processor}")
    markers = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": processor, "os_name": "posix"}
    return Machine(f"Linux {processor}", platforms, markers)


MACHINES = (
    _linux("x86_64"),
    _linux("aarch64"),
    Machine(
        "Windows", ("win_amd64",), {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"}
    ),
)


def requirements() -> list[str]:
    """What the project stands on, exactly as locked, with the digests of the files: one requirement a line, markers kept."""
    command = [UV, "export", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate"]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return text.replace("\\\n", " ").splitlines()


def needed_on(lines: list[str], machine: Machine, python: str) -> list[str]:
    """The lines whose markers hold on that machine, without the markers: pip would judge them by this machine instead."""
    world = {
        **machine.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    kept = []
    for line in lines:
        text, *digests = line.split(" --hash=")
        requirement = Requirement(text.strip())
        if requirement.marker is None or requirement.marker.evaluate(world):
            kept.append(" --hash=".join([f"{requirement.name}{requirement.specifier}", *(digest.strip() for digest in digests)]))
    return kept


def download(lines: list[str], machine: Machine, python: str, wheels: Path) -> None:
    """Brings the wheels for one machine and one Python into `wheels`; those already there are not fetched again."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text("\n".join(needed_on(lines, machine, python)), "utf-8")
        platforms = [word for name in machine.platforms for word in ("--platform", name)]
        pip("download", "--require-hashes", "--no-deps", "--only-binary=:all:", *platforms, "--python-version", python, "--implementation",
            "cp", "--dest", str(wheels), "--requirement", str(wanted))  # fmt: skip


def pip(*arguments: str) -> None:
    """Runs pip (a development dependency); its words go to the terminal. Raises CalledProcessError."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments]
    subprocess.run(command, check=True)


def pack(wheels: Path, target: Path) -> None:
    """Writes the zip: one folder with the wheels, the start scripts and a README. Wheels are compressed already."""
    inside = target.stem
    with zipfile.ZipFile(target, "w") as bundle:
        for path in sorted(BUNDLED.iterdir()):
            entry = zipfile.ZipInfo(f"{inside}/{path.name}", (2020, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            text = path.read_text("utf-8")
            # Windows' own command interpreter misreads labels in a script with bare line feeds.
            bundle.writestr(entry, text.replace("\n", "\r\n") if path.suffix in {".bat", ".txt"} else text, zipfile.ZIP_DEFLATED)
        for path in sorted(wheels.glob("*.whl")):
            bundle.write(path, f"{inside}/wheels/{path.name}")


def main() -> int:
    """Builds the zip; `--python` and `--machine` (a number from the list) make a smaller one for a known place."""
    parser = argparse.ArgumentParser(description="one zip that installs and starts without a network")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="only this Python (may be repeated)")
    parser.add_argument(
        "--machine", action="append", choices=[machine.name for machine in MACHINES], help="only this machine (may be repeated)"
    )
    chosen = parser.parse_args()
    lines = requirements()
    # Kept between runs; pip checks what it finds there against the digests.
    cache = ROOT / "build" / "wheels"
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    for machine in MACHINES:
        for python in PYTHONS:
            if machine.name in (chosen.machine or [machine.name]) and python in (chosen.python or [python]):
                print(f"wheels for {machine.name}, Python {python}", flush=True)
                download(lines, machine, python, cache)
    pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(cache), "pip")
    subprocess.run([UV, "build", "--quiet", "--wheel", "--out-dir", str(cache)], cwd=ROOT, check=True)
    version = next(cache.glob("zhenggai-*.whl")).name.split("-")[1]
    DIST.mkdir(exist_ok=True)
    target = DIST / f"zhenggai-{version}-offline.zip"
    pack(cache, target)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.0f} MB, {sum(1 for _wheel in cache.glob('*.whl'))} wheels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
