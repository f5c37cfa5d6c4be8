"""What the product imports is installed with it: a tool of the developers is not there where it runs."""

import re
import sys
from importlib.metadata import distribution, packages_distributions

from packaging.requirements import Requirement

from tests.architecture.sources import PACKAGE, ROOT, imports_of, name_of, python_files

OURS = {"zhenggai", "config"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_with(name: str, seen: set[str]) -> set[str]:
    """The project's requirements and theirs, as far as this machine's markers take them."""
    for text in distribution(name).requires or []:
        requirement = Requirement(text)
        wanted = canonical(requirement.name)
        extras = {"extra": "binary"}
        if wanted not in seen and (requirement.marker is None or requirement.marker.evaluate(extras)):
            seen.add(wanted)
            installed_with(wanted, seen)
    return seen


def test_every_import_is_a_requirement() -> None:
    there = installed_with("zhenggai", set())
    given_by = packages_distributions()
    missing = set()
    for path in python_files():
        if not (path.is_relative_to(PACKAGE) or path.is_relative_to(ROOT / "config")):
            continue
        for imported in imports_of(path):
            top = imported.split(".")[0]
            givers = {canonical(giver) for giver in given_by.get(top, [])}
            if top not in OURS and top not in sys.stdlib_module_names and not givers & there:
                missing.add(f"{name_of(path)} imports {imported}")
    assert missing == set()
