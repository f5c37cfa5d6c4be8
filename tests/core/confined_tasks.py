"""What the tests of confined children have them do."""

import os
import sys
import time


def shout(words: str) -> str:
    return words + "!"


def backwards(data: bytes) -> bytes:
    return data[::-1]


def fail(words: str) -> None:
    raise LookupError(words)


def die(_nothing: None) -> None:
    os._exit(9)


def sleep(seconds: int) -> None:
    time.sleep(seconds)


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def number(_nothing: None) -> int:
    return os.getpid()


def chatter(words: str) -> str:
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    return words
