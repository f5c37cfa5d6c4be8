"""What docstrings and programs refer to is in the docs."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields

from tests.architecture.sources import PACKAGE, ROOT, python_files
from zhenggai.documents.domain.notice import Aspect, Claims, Contact, Finding, Notice, Remark

CHECK = re.compile(r"\bC-[A-Z]{3}-\d\b")
# The remarks' code is their first argument.
REMARKS = {"Remark", "mismatch"}


def codes() -> Iterator[str]:
    """Every code that a remark is made with."""
    for path in (PACKAGE / "documents" / "domain").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REMARKS:
                yield from (first.value for first in node.args[:1] if isinstance(first, ast.Constant) and isinstance(first.value, str))


def test_every_check_that_the_code_names_is_explained() -> None:
    cited = {name for path in python_files() for name in CHECK.findall(path.read_text("utf-8"))}
    explained = set(CHECK.findall((ROOT / "docs" / "rules.md").read_text("utf-8")))
    assert cited
    assert cited <= explained


def test_every_remark_is_explained() -> None:
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "reading.md").read_text("utf-8"), re.MULTILINE))
    assert set(codes())
    assert set(codes()) <= explained


def test_every_key_of_reading_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "reading.md").read_text("utf-8")))
    assert {field.name for shape in (Notice, Claims, Aspect, Finding, Contact, Remark) for field in fields(shape)} <= explained
