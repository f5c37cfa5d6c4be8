"""Words for people: the catalogue is complete, and what the code says of itself in docs/ is what it does."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import PACKAGE, name_of, python_files
from tools import docs, messages

CHINESE = re.compile(r"[\u4e00-\u9fff]")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "gettext_noop"}
# The modules that speak to people; a grammar of notices and the demo's texts are about Chinese, and stay so.
# What is matched in a notice or becomes the title of its case is Chinese whoever reads it.
OF_PAPERS = {"中共", "巡察", " 年"}
SPEAKERS = {"views", "forms", "actions", "policy", "frame", "urls"}


def test_the_english_catalogue_is_complete() -> None:
    assert [line for path in messages.catalogues() for line in messages.problems(path)] == []


def test_there_is_an_english_catalogue() -> None:
    assert [path.parent.parent.name for path in messages.catalogues()] == ["en"]


def test_the_generated_documents_are_fresh() -> None:
    assert docs.stale() == []


def spoken(path: Path) -> list[str]:
    """Chinese literals of a file that no call of gettext holds: nobody could translate them. Docstrings are not spoken."""
    tree = ast.parse(path.read_text("utf-8"))
    held: set[int] = set()
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in GETTEXT
        if is_call or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            held |= {id(inner) for inner in ast.walk(node)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in held]
    return [
        f"{name_of(path)}:{node.lineno} {node.value!r}"
        for node in literals
        if CHINESE.search(str(node.value)) and node.value not in OF_PAPERS
    ]


def test_what_pages_and_actions_say_can_be_translated() -> None:
    asked = [path for path in python_files() if path.is_relative_to(PACKAGE) and SPEAKERS & {path.stem, *path.parts}]
    assert [line for path in asked for line in spoken(path)] == []
