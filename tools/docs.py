"""Prints the documents that are generated from the code, so that they cannot say anything else.

python -m tools.docs             writes docs/states.md and docs/permissions.md
python -m tools.docs --check     1 when one of them is not what the code says
"""

import sys
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs"


def printers() -> dict[str, Callable[[], str]]:
    """The generated documents and what prints each."""
    from zhenggai.rectification.domain import printed

    return {"states.md": printed.states_markdown, "permissions.md": printed.permissions_markdown}


def stale() -> list[str]:
    """The names of the documents that differ from what the code says."""
    names = []
    for name, print_it in printers().items():
        path = FOLDER / name
        if not path.exists() or path.read_text("utf-8") != print_it():
            names.append(name)
    return names


def main(arguments: list[str]) -> int:
    """Writes them, or with --check only compares."""
    if arguments == ["--check"]:
        for name in (found := stale()):
            print(f"docs/{name} is not what the code says: run `make docs`")
        return 1 if found else 0
    for name, print_it in printers().items():
        (FOLDER / name).write_text(print_it(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
