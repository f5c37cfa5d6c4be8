"""What a row of the measurements says."""

from zhenggai.bench import Row, paired


def test_a_row_within_its_goal_is_ok() -> None:
    assert Row.of("reading", 20.0, 10.0, unit="ms", goal=2.0).ok


def test_a_row_beyond_its_goal_is_not_ok() -> None:
    assert not Row.of("reading", 21.0, 10.0, unit="ms", goal=2.0).ok


def test_an_absolute_goal_has_itself_as_floor() -> None:
    row = Row.within("first start", 5.0, 10.0, unit="s")
    assert (row.floor, row.ratio, row.goal, row.ok) == (10.0, 0.5, 1.0, True)


def test_pairs_are_run_by_turns_after_one_unmeasured_turn() -> None:
    turns: list[str] = []
    paired(lambda: turns.append("ours"), lambda: turns.append("floor"), pairs=2)
    assert turns == ["ours", "floor"] * 3


def test_pairs_become_milliseconds_for_each_piece_of_work() -> None:
    row = paired(lambda: sum(range(2000)), lambda: sum(range(2000)), pairs=3).row("sums", goal=100, per=10)
    assert row.unit == "ms"
    assert row.ok
