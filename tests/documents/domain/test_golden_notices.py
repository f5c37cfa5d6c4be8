"""Every labelled notice is read as its label says; adding a case is dropping a .txt and its .json into tests/golden/notices."""

from pathlib import Path

import pytest

from tests.documents.labels import differences, labelled
from zhenggai.documents.domain.folding import fold

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "notices"
SHARED = ROOT.parent / "shared" / "notices"
WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"})


@pytest.mark.parametrize("label", labelled(GOLDEN), ids=lambda path: path.stem)
def test_read_gives_what_the_label_says(label: Path) -> None:
    assert differences(label) == []


@pytest.mark.parametrize("label", labelled(GOLDEN), ids=lambda path: path.stem)
def test_read_gives_the_same_in_half_width(label: Path) -> None:
    text = label.with_suffix(".txt").read_text("utf-8")
    narrow = fold(text) if label.stem != "traditional" else text
    assert differences(label, narrow) == []


@pytest.mark.parametrize("label", [path for path in labelled(GOLDEN) if path.stem != "tags"], ids=lambda path: path.stem)
def test_read_gives_the_same_in_full_width(label: Path) -> None:
    assert differences(label, label.with_suffix(".txt").read_text("utf-8").translate(WIDE)) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled notices are not beside this checkout (../shared/notices)")
def test_read_gives_what_the_shared_labels_say() -> None:
    wrong = {path.stem: found for path in labelled(SHARED) if (found := differences(path))}
    assert wrong == {}
