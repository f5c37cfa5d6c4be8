"""First start with demo data, and what a worker that has served the main pages keeps in memory (design §8: seconds, and about 120 MB)."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from zhenggai.bench import Row

FIRST_START = 10.0
MEMORY = 150.0
PATIENCE = 60


def measure(full: bool) -> list[Row]:
    """Two rows with absolute goals: seconds from nothing to the first page, megabytes of the largest process after it served pages."""
    with tempfile.TemporaryDirectory(prefix="zhenggai-bench-") as folder:
        port = free_port()
        begun = perf_counter()
        with demo(Path(folder) / "demo", port) as server:
            wait_for(f"http://127.0.0.1:{port}/", server)
            first = perf_counter() - begun
            for _turn in range(200 if full else 40):
                get(f"http://127.0.0.1:{port}/")
            memory = worker_memory(server.pid)
    rows = [Row.within("first start with demo data", first, FIRST_START, unit="s")]
    if memory is not None:
        rows.append(Row.within("memory of a worker", memory, MEMORY, unit="MB"))
    return rows


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(folder: Path, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    """A demo, as a person starts it, in a process of its own; stopped at the end."""
    command = [sys.executable, "-m", "zhenggai", "demo", "--data", str(folder), "--port", str(port)]
    # A machine that forbids Python to keep its bytecode would measure the compiler, twice: here and in the worker.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server
    finally:
        server.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def get(address: str) -> None:
    """Fetches a page of our own server, redirects included."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - the address is ours, on loopback
        answer.read()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Returns when the page is served. Raises RuntimeError when the server ends first or a minute has passed."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the demo ended with {server.returncode}")
        try:
            return get(address)
        except OSError:
            sleep(0.05)
    raise RuntimeError(f"no page within {PATIENCE} seconds")


def worker_memory(parent: int) -> float | None:
    """Megabytes that the largest child of the server holds (its resident set); None where the system does not tell by /proc."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        facts = dict(re.findall(r"^(PPid|VmRSS):\s+(\d+)", text, re.MULTILINE))
        if facts.get("PPid") == str(parent) and "VmRSS" in facts:
            sizes.append(int(facts["VmRSS"]) / 1024)
    return max(sizes, default=None)
