"""Proves on this Linux machine that the offline bundle installs and serves a page with the network off.

    python tools/prove_bundle.py dist/zhenggai-0.1.0-offline.zip

The network is taken away by a network namespace of its own, with nothing in it but the loopback; where that is not permitted, by
proxies that lead nowhere. It needs Python alone, and starts the bundle with a bare environment, so that nothing of the checkout helps.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

CLONE_NEWNET, SIOCSIFFLAGS, IFF_UP = 0x40000000, 0x8914, 0x1
NOWHERE = "http://127.0.0.1:9"
PATIENCE = 120


def leave_network() -> bool:
    """Moves this process, and what it starts, into a network of its own with only the loopback up; False where it may not."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):
        return False
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", IFF_UP, b""))
    return True


def bare_environment(home: Path, isolated: bool) -> dict[str, str]:
    """What the bundle is started with: a path to find Python on, a home of its own, and no way out."""
    world = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    if not isolated:
        world |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE) | {"no_proxy": "127.0.0.1"}
    return world


def page(port: int) -> str:
    """The first page, redirects followed; empty while nothing listens. Raises RuntimeError when the answer is an error."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return str(answer.read().decode("utf-8"))
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"the first page is an error: {error}") from error
    except OSError:
        return ""


def prove(start: Path, environment: "dict[str, str]", port: int) -> None:
    """Starts the demo out of the bundle and waits for its first page. Raises RuntimeError when none comes."""
    command = [str(start), "demo", "--data", str(start.parent / "demo-data"), "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=start.parent, start_new_session=True)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            if "<html" in page(port):
                return
            time.sleep(0.2)
        raise RuntimeError(f"no page within {PATIENCE} seconds, or the bundle ended ({server.poll()})")
    finally:
        stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ends the server as Ctrl+C in a terminal does; harder when that is not enough."""
    for how in (signal.SIGINT, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(20)
            return


def main(arguments: "list[str]") -> int:
    """Unpacks, leaves the network, installs, starts, asks for a page, stops."""
    folder = Path(tempfile.mkdtemp(prefix="zhenggai-bundle-"))
    try:
        with zipfile.ZipFile(arguments[0]) as bundle:
            bundle.extractall(folder)
        start = next(folder.glob("*/start.sh"))
        start.chmod(0o755)
        isolated = leave_network()
        print(
            "network:", "none but the loopback" if isolated else "proxies that lead nowhere (a namespace is not permitted here)", flush=True
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        begun = time.monotonic()
        prove(start, bare_environment(folder, isolated), port)
        print(f"the bundle installed itself and served its first page after {time.monotonic() - begun:.0f} seconds")
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
