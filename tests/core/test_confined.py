"""A confined child runs a function by name; one that dies, overruns or eats memory becomes a clear error, and the next call works."""

import sys
import time

import pytest

from zhenggai.core.confined import Confined, Died, Failed, Limits

HERE = "tests.core.confined_tasks"


def called(function: str, argument: object) -> object:
    """What one function gives, in a child of its own."""
    with Confined() as child:
        return child.call(f"{HERE}:{function}", argument)


def test_call_gives_what_the_function_returns() -> None:
    assert called("shout", "整改𫖮") == "整改𫖮!"


def test_call_takes_and_gives_bytes_as_they_are() -> None:
    assert called("backwards", b"\x00\xff\n") == b"\n\xff\x00"


def test_call_says_what_was_raised() -> None:
    with pytest.raises(Failed, match="no such thing") as caught:
        called("fail", "no such thing")
    assert caught.value.kind == "LookupError"


def test_call_serves_again_after_a_dead_child() -> None:
    with Confined() as child:
        with pytest.raises(Died):
            child.call(f"{HERE}:die", None)
        assert child.call(f"{HERE}:shout", "再来") == "再来!"


def test_call_ends_a_child_that_overruns_its_time() -> None:
    begun = time.monotonic()
    with pytest.raises(Died), Confined(Limits(wall=1.0)) as child:
        child.call(f"{HERE}:sleep", 60)
    assert time.monotonic() - begun < 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on memory for a single process here")
def test_call_ends_a_child_that_eats_memory() -> None:
    with pytest.raises(Died), Confined(Limits(memory=512)) as child:
        child.call(f"{HERE}:eat", 4096)


def test_call_keeps_one_child_for_many_calls() -> None:
    with Confined() as child:
        assert len({child.call(f"{HERE}:number", None) for _ in range(5)}) == 1


def test_call_leaves_what_the_function_prints_out_of_the_answer() -> None:
    assert called("chatter", "x") == "x"
