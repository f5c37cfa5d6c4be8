"""What import-linter cannot say: which doors of a context others may use, and what a domain may not ask for (design §2)."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import CONTEXTS, PACKAGE, imports_of, module_of, name_of, python_files

DOORS = {"domain", "models", "queries", "actions"}
# The ledger proves itself to others, and only it can.
EXTRA_DOORS = {"ledger": {"proof"}}
# The outermost ring puts the product together: addresses, settings, commands.
OUTERMOST = ("config", "zhenggai.cli", "zhenggai.commands", "zhenggai.bench", "zhenggai.demo", "tests", "tools")
CLOCKS = {"today", "now", "localdate", "time", "monotonic", "utcnow", "perf_counter"}


def context_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "zhenggai" and len(parts) > 1 else ""


@pytest.mark.parametrize("context", CONTEXTS)
def test_others_enter_a_context_by_its_doors(context: str) -> None:
    doors = DOORS | EXTRA_DOORS.get(context, set())
    by_the_window = []
    for path in python_files():
        module = module_of(path)
        if module.startswith(OUTERMOST) or context_of(module) == context:
            continue
        for imported in imports_of(path):
            parts = imported.split(".")
            if parts[:2] == ["zhenggai", context] and (len(parts) < 3 or parts[2] not in doors):
                by_the_window.append(f"{name_of(path)} imports {imported}")
    assert by_the_window == []


def domain_files() -> list[Path]:
    return [path for path in python_files() if path.is_relative_to(PACKAGE) and "domain" in path.parts]


def test_a_domain_knows_no_framework_and_no_database() -> None:
    allowed_core = "zhenggai.core"
    strangers = []
    for path in domain_files():
        for imported in imports_of(path):
            ours = imported.startswith("zhenggai.")
            if imported.startswith("django") or (ours and ".domain" not in imported and not imported.startswith(allowed_core)):
                strangers.append(f"{name_of(path)} imports {imported}")
    assert strangers == []


def test_a_domain_has_no_clock() -> None:
    asked = []
    for path in domain_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                owner = ast.unparse(node.func.value)
                if owner in {"date", "datetime", "timezone", "time", "datetime.date", "datetime.datetime"}:
                    asked.append(f"{name_of(path)}:{node.lineno} {owner}.{node.func.attr}()")
    assert asked == []


def test_every_folder_of_python_is_a_package() -> None:
    bare = {name_of(path.parent) for path in python_files() if not (path.parent / "__init__.py").exists()}
    assert bare == set()


def test_no_module_is_called_by_what_it_is_not() -> None:
    vague = {"utils", "helpers", "services", "managers", "common", "misc"}
    assert [name_of(path) for path in python_files() if path.stem in vague or path.parent.name in vague] == []
