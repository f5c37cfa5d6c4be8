"""Hostile files are parsed in a child process with limits on memory, processor and time (design §3, "Hostile files").

The child is a fresh interpreter, not a fork, so that a web server with threads may start one. It is told a function by its
dotted name ("package.module:function") and an argument, and answers with what the function returns: bytes go as they are, all else as
JSON, never pickled, so that a child which hostile data took over can hand back nothing but data. A child serves many calls,
one after the other; one that dies or overruns is replaced.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self, cast

from zhenggai.core.words import _

MEGABYTE = 1 << 20


class Died(Exception):
    """The child died, overran its time or its memory; the words say so to people."""


class Failed(Exception):
    """The function raised in the child; the words are those of its exception, `kind` its class name."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: memory in megabytes, processor seconds for each call, wall seconds for each call, answer in megabytes."""

    memory: int = 768
    processor: int = 20
    wall: float = 30.0
    answer: int = 64


class Confined:
    """A child process that runs functions by name, one at a time. Use as a context manager, or `close()` it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if one runs."""
        with self._lock:
            self._end()

    def call(self, function: str, argument: object) -> Any:
        """Run `function` ("package.module:name") on `argument` in the child and give what it returns.

        Raises `Failed` when the function raised, `Died` when the child ended, overran its time or ran out of memory.
        """
        with self._lock:
            child = self._started()
            timer = threading.Timer(self.limits.wall, child.kill)
            timer.start()
            try:
                _send(cast(IO[bytes], child.stdin), _pack(function, argument))
                answer = _receive(cast(IO[bytes], child.stdout), self.limits.answer * MEGABYTE)
            except (OSError, EOFError, ValueError):
                self._end()
                raise Died(_("解析这个文件的进程超出了内存或时间限制，已被终止。")) from None
            finally:
                timer.cancel()
            return self._result(answer)

    def _result(self, answer: bytes) -> Any:
        kind, result = _unpack(answer)
        if not kind:
            return result
        if kind in ("MemoryError", "RecursionError"):
            self._end()
            raise Died(_("解析这个文件的进程超出了内存或时间限制，已被终止。"))
        raise Failed(kind, str(result))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT, os.pathsep.join(sys.path), str(self.limits.memory), str(self.limits.processor)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name in _KEPT},
            creationflags=0x08000000 if sys.platform == "win32" else 0,
        )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()


_KEPT = frozenset({"PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "HOME"})
_BOOT = (
    "import sys, os; sys.path[:] = sys.argv[1].split(os.pathsep); from zhenggai.core.confined import serve; "
    "serve(int(sys.argv[2]), int(sys.argv[3]))"
)


def serve(memory: int, processor: int) -> None:
    """Be the child: take calls from standard input until it ends. `memory` in megabytes, `processor` in seconds for each call."""
    taken, given = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit_memory(memory)
    while True:
        try:
            request = _receive(taken, 1 << 31)
        except EOFError:
            return
        _limit_processor(processor)
        _send(given, _answer(request))


def _answer(request: bytes) -> bytes:
    try:
        name, argument = _unpack(request)
        module, _colon, function = name.partition(":")
        return _pack("", _function(module, function)(argument))
    except BaseException as error:
        return _pack(type(error).__name__, str(error)[:2000])


def _pack(name: str, value: object) -> bytes:
    """A message: a name in one line, then the value, marked as bytes or as JSON; lone surrogates travel as JSON escapes."""
    if isinstance(value, bytes):
        return name.encode() + b"\nb" + value
    return name.encode() + b"\nj" + json.dumps(value).encode()


def _unpack(message: bytes) -> tuple[str, Any]:
    name, _line, rest = message.partition(b"\n")
    return name.decode(), rest[1:] if rest[:1] == b"b" else json.loads(rest[1:])


def _function(module: str, function: str) -> Callable[[object], object]:
    return cast(Callable[[object], object], getattr(importlib.import_module(module), function))


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = megabytes * MEGABYTE
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: int) -> None:
    """The limit counts from the child's beginning, so each call moves it on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(struct.pack(">Q", len(message)) + message)
    pipe.flush()


def _receive(pipe: IO[bytes], most: int) -> bytes:
    """Give the next message. Raises EOFError at the end, ValueError when it is longer than `most` bytes."""
    head = _exactly(pipe, 8)
    (size,) = struct.unpack(">Q", head)
    if size > most:
        raise ValueError(size)
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
