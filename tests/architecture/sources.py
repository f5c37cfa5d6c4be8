"""What the house rules are asked of: the project's own files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "zhenggai"
CONTEXTS = ("insight", "documents", "rectification", "signoff", "evidence", "accounts", "ledger")


@cache
def python_files() -> tuple[Path, ...]:
    """Our Python, migrations apart: those are written by a machine."""
    folders = (PACKAGE, ROOT / "config", ROOT / "tools", ROOT / "tests")
    return tuple(sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts))


@cache
def templates() -> tuple[Path, ...]:
    """Every template of the pages and of the texts that are mailed or printed."""
    return tuple(sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file()))


@cache
def assets() -> tuple[Path, ...]:
    """Our stylesheets, scripts and pictures."""
    return tuple(sorted(path for path in PACKAGE.rglob("static/**/*") if path.is_file()))


def name_of(path: Path) -> str:
    """The file as people name it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The dotted name a file is imported by."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> Iterator[str]:
    """Every module, or name in a module, that a file imports, anywhere in it; imports for the type checker alone are left out."""
    for node in _walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            continue
        yield child
        yield from _walk(child)
