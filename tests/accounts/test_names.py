"""What may be a name: every script and every rare character, and nothing that cannot be seen."""

import pytest

from zhenggai.accounts.domain.names import name_problem, says_nothing, username_of, username_problem

GOOD = ["王芳", "\U00020bb7田", "古丽·阿迪力", "ئالىم", "O'Neill-Wang", "㐅", "\ue000", "葛󠄀", "字" * 60]
BAD = {
    "nothing": "",
    "spaces": " \u3000",
    "too long": "字" * 61,
    "four bytes each, too long": "\U00020bb7" * 61,
    "NUL": "王\0芳",
    "a line break": "王\n芳",
    "writing turned round": "王\u202egnaw",
    "an isolate": "\u2067王",
    "no width": "王\u200b芳",
    "half a pair": "王\ud842",
}


@pytest.mark.parametrize("text", GOOD)
def test_a_name_of_any_script_is_one(text: str) -> None:
    assert name_problem(text, 60) is None


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_no_name_is_refused_in_words(text: str) -> None:
    assert name_problem(text, 60)


@pytest.mark.parametrize("text", ["", " \u3000", "\u200b", "\ufeff \n", "\u202e"])
def test_what_shows_nothing_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", [*GOOD, "\u200b补"])
def test_what_shows_something_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(("typed", "kept"), [("Wang.Fang", "wang.fang"), ("ｗａｎｇ", "wang"), ("  王芳 ", "王芳")])
def test_a_user_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert username_of(typed) == kept
    assert username_problem(kept) is None


@pytest.mark.parametrize("text", ["", "a", "wang fang", "a" * 61, "王\0", "a/b", "a\u200bb"])
def test_what_is_no_user_name_is_refused_in_words(text: str) -> None:
    assert username_problem(text)
