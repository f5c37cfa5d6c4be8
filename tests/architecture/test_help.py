"""`make help` names what there is to do, and nothing else."""

import re

from tests.architecture.sources import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
# Steps of others, and a measure that needs labelled notices which are no part of the project.
UNNAMED = {"help", "ready", "score"}


def test_help_names_every_target() -> None:
    (targets,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    named = re.findall(r"^\t@echo 'make (\w+) ", MAKEFILE, re.MULTILINE)
    assert sorted(named) == sorted(set(targets.split()) - UNNAMED)


def test_every_target_that_makes_no_file_is_said_to_be_none() -> None:
    """Else a file or folder of that name would keep it from being done: there is a folder `docs`."""
    (targets,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert set(re.findall(r"^([a-z]+):(?!=)", MAKEFILE, re.MULTILINE)) == set(targets.split())
