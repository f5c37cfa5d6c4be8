"""A fresh machine gets uv, or words that say what stands in the way."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import pytest

from tools import bootstrap


@pytest.fixture
def machine_without_uv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return tmp_path


def test_uv_on_the_path_is_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/somewhere/uv")
    assert bootstrap.main() == 0
    assert capsys.readouterr().out == "/somewhere/uv\n"


def test_uv_installed_before_is_taken_again(machine_without_uv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = bootstrap.own_uv()
    own.parent.mkdir()
    own.touch()
    assert bootstrap.main() == 0
    assert capsys.readouterr().out == f"{own}\n"


@pytest.mark.usefixtures("machine_without_uv")
def test_a_python_without_any_installer_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def nothing(name: str) -> Any:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)
    assert bootstrap.main() == 1
    assert "neither pip nor ensurepip" in capsys.readouterr().err
