"""Templates and assets: each is used, nothing comes from outside, nothing is written into the page that the policy of content forbids."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.sources import assets, name_of, python_files, templates

# Found by Django under their own names.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
FROM_OUTSIDE = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s\"'`)<]*")
# Names of vocabularies, not places that anything is fetched from.
VOCABULARIES = ("http://www.w3.org/",)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(
    r"\{%-?\s*blocktrans(?:late)?\b.*?\{%-?\s*endblocktrans(?:late)?\s*%\}|\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL
)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# A language is offered under its own name, whatever the page is read in.
OWN_NAMES = {"中文"}


def inner(path: Path) -> str:
    """The name that a template is loaded by."""
    return path.as_posix().split("/templates/", 1)[1]


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_template_compiles(path: Path) -> None:
    get_template(inner(path))


def test_every_template_is_used() -> None:
    sources = [path.read_text("utf-8") for path in (*python_files(), *templates()) if "tests" not in path.parts]
    unused = [inner(path) for path in templates() if inner(path) not in BY_NAME and not any(inner(path) in source for source in sources)]
    assert unused == []


@pytest.mark.parametrize("path", [*templates(), *(path for path in assets() if path.suffix in {".css", ".js", ".svg"})], ids=name_of)
def test_nothing_comes_from_outside(path: Path) -> None:
    found = [place for place in FROM_OUTSIDE.findall(path.read_text("utf-8")) if not place.startswith(VOCABULARIES)]
    assert found == []


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_no_style_or_script_is_written_into_a_page(path: Path) -> None:
    assert INLINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_every_word_of_a_page_can_be_translated(path: Path) -> None:
    text = TRANSLATED.sub("", path.read_text("utf-8"))
    said = [words for words in CHINESE.findall(TAG.sub("", text)) if words not in OWN_NAMES]
    assert said == [], "words outside of {% translate %}"


def test_every_asset_is_ours_or_named() -> None:
    """Nothing third-party is copied into the tree (design §4): htmx comes from its wheel."""
    minified = [name_of(path) for path in assets() if ".min." in path.name or "htmx" in path.name]
    assert minified == []


def test_every_asset_is_used() -> None:
    sources = [
        path.read_text("utf-8") for path in (*python_files(), *templates(), *assets()) if path.suffix in {".py", ".html", ".css", ".js"}
    ]
    unused = [name_of(path) for path in assets() if not any(path.name in source for source in sources)]
    assert unused == []


def test_static_files_are_there() -> None:
    from django.contrib.staticfiles import finders

    asked = {name for path in templates() for name in re.findall(r"\{%\s*static\s+[\"']([^\"']+)[\"']", path.read_text("utf-8"))}
    assert [name for name in sorted(asked) if finders.find(name) is None] == []
