"""The words of the pages in other languages, without xgettext or msgfmt: Babel reads the sources, Django says what its templates translate.

    python -m tools.messages             brings the catalogues up to date with the sources, then compiles them
    python -m tools.messages --check     1 when a message is missing, empty, fuzzy, no longer used, or its placeholders disagree
    python -m tools.messages --compile   only compiles (.mo files are not committed; the build hook does the same for the wheel)

Source strings are Chinese; `en` is the one catalogue (design §5).
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "zhenggai"
LOCALES = SOURCES / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2), "gettext_noop": None}


def sources() -> Iterator[Path]:
    """Every file that may hold words for people, in a fixed order. The demo's are content, not words of the product."""
    files = [*SOURCES.rglob("*.py"), *SOURCES.rglob("templates/**/*.html"), *SOURCES.rglob("templates/**/*.txt")]
    return iter(sorted(path for path in files if not {"migrations", "demo"} & set(path.relative_to(SOURCES).parts)))


def as_python(path: Path) -> str:
    """The file as Python that Babel can read; of a template, what Django would translate and blanks for the rest."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    # In brackets, so that the template's own indentation is not taken for Python's.
    return f"({templatize(text, origin=str(path))}\n)"


def collect() -> Catalog:
    """All messages of the sources, each with the files that say it (no line numbers: they would change with every edit)."""
    catalog = Catalog(charset="utf-8")
    for path in sources():
        found = extract("python", BytesIO(as_python(path).encode()), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return catalog


def catalogues() -> list[Path]:
    """The .po files, one for each language other than Chinese."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def load(path: Path) -> Catalog:
    """The catalogue as it stands."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def update(path: Path) -> None:
    """Adds new messages (empty, for a person to fill), drops those no longer said."""
    catalog = load(path)
    catalog.update(collect(), no_fuzzy_matching=True, update_header_comment=False)
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, ignore_obsolete=True, omit_header=True, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_bytes(head.encode() + buffer.getvalue())


def compile_catalogues() -> list[Path]:
    """Writes the .mo beside each .po, and gives their paths."""
    written = []
    for path in catalogues():
        target = path.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, load(path))
        written.append(target)
    return written


def translated(message: Message) -> bool:
    """Whether there are words for it, in every number that the language has."""
    words = message.string
    return all(words) if isinstance(words, list | tuple) and words else bool(words)


def problems(path: Path) -> list[str]:
    """What is wrong with a catalogue, one line each."""
    catalog, said = load(path), collect()
    wrong = []
    for message in said:
        ours = catalog.get(message.id, context=message.context) if message.id else None
        where = ", ".join(name for name, _line in message.locations)
        if message.id and not (ours and translated(ours)):
            wrong.append(f"not translated: {message.id!r} ({where})")
        elif ours is not None and ours.fuzzy:
            wrong.append(f"fuzzy: {message.id!r} ({where})")
    wrong += [f"no longer used: {message.id!r}" for message in catalog if message.id and said.get(message.id, message.context) is None]
    wrong += [f"{error}: {message.id!r}" for message, errors in catalog.check() for error in errors]
    return wrong


def main(arguments: list[str]) -> int:
    """Runs one of the three; see the top of this file."""
    if arguments == ["--check"]:
        found = [f"{path.relative_to(ROOT)}: {line}" for path in catalogues() for line in problems(path)]
        print("\n".join(found) or "the catalogues are complete")
        return 1 if found else 0
    if arguments not in ([], ["--compile"]):
        print(__doc__)
        return 2
    if not arguments:
        for path in catalogues():
            update(path)
    compile_catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
