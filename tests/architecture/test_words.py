"""Words for people: the catalogue is complete, and what the code says of itself in docs/ is what it does."""

from tools import docs, messages


def test_the_english_catalogue_is_complete() -> None:
    assert [line for path in messages.catalogues() for line in messages.problems(path)] == []


def test_there_is_an_english_catalogue() -> None:
    assert [path.parent.parent.name for path in messages.catalogues()] == ["en"]


def test_the_generated_documents_are_fresh() -> None:
    assert docs.stale() == []
