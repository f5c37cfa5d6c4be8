"""Words for people are found in Python and in templates, and a catalogue that lacks one is not complete."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages

TEMPLATE = """
<ul>
    {% for finding in findings %}
        <li title="{% translate "问题" %}">{{ finding.title }}</li>
      {% empty %}
    {% blocktranslate with n=count %}共 {{ n }} 项{% endblocktranslate %}
    {% endfor %}
</ul>
"""


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCES", tmp_path)
    monkeypatch.setattr(messages, "LOCALES", tmp_path / "locale")
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n', "utf-8")
    (tmp_path / "views.py").write_text('from x import gettext as _\n\nNAME = _("整改") + _("%(n)d 天") % {"n": 1}\n', "utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "page.html").write_text(TEMPLATE, "utf-8")
    return folder / "django.po"


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


@pytest.mark.usefixtures("project")
def test_messages_are_found_in_python_and_in_templates() -> None:
    assert ids(messages.collect()) == {"整改", "%(n)d 天", "问题", "共 %(n)s 项"}


def test_a_message_without_translation_is_named_with_its_file(project: Path) -> None:
    messages.update(project)
    assert "not translated: '整改' (views.py)" in messages.problems(project)


def test_a_complete_catalogue_has_no_problems_and_compiles(project: Path) -> None:
    messages.update(project)
    english = {"整改": "Rectification", "%(n)d 天": "%(n)d days", "问题": "Finding", "共 %(n)s 项": "%(n)s in all"}
    text = project.read_text("utf-8")
    for chinese, words in english.items():
        text = text.replace(f'msgid "{chinese}"\nmsgstr ""', f'msgid "{chinese}"\nmsgstr "{words}"')
    project.write_text(text, "utf-8")
    assert messages.problems(project) == []
    assert messages.compile_catalogues() == [project.with_suffix(".mo")]


def test_a_translation_that_loses_a_placeholder_is_a_problem(project: Path) -> None:
    messages.update(project)
    text = project.read_text("utf-8").replace('msgid "%(n)d 天"\nmsgstr ""', 'msgid "%(n)d 天"\nmsgstr "%(m)d days"')
    project.write_text(text, "utf-8")
    assert any("%(n)d" in line and not line.startswith("not translated") for line in messages.problems(project))


def test_a_message_no_longer_said_is_a_problem_until_updated(project: Path) -> None:
    with project.open("a", encoding="utf-8") as stream:
        stream.write('\nmsgid "旧话"\nmsgstr "old words"\n')
    assert "no longer used: '旧话'" in messages.problems(project)
    messages.update(project)
    assert "旧话" not in project.read_text("utf-8")
