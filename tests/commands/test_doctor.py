"""The doctor says what is sound, and what to do where something is not."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import Case
from zhenggai.commands import doctor
from zhenggai.commands.doctor import Line, attempt, data_writable, evidence_named, examine, fonts_present, keys_private, settings_sound
from zhenggai.evidence import storage


@pytest.mark.django_db
def test_a_sound_installation_is_all_sound(data_dir: Path) -> None:
    unsound = [line for line in examine() if not line.ok and line.what != "字体"]
    assert unsound == []


@pytest.mark.django_db
def test_the_tables_are_looked_at_only_when_they_are_there(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "pending_migrations", lambda: 3)
    assert "防改触发器" not in [line.what for line in examine()]


@pytest.mark.django_db
def test_evidence_that_no_row_names_is_listed_once_it_is_no_longer_in_hand(data_dir: Path) -> None:
    path = storage.path_of(storage.write(b"left behind"))
    assert evidence_named().ok
    os.utime(path, (0, 0))
    line = evidence_named()
    assert (line.ok, str(path) in line.seen) == (False, True)


def test_evidence_on_record_is_no_stray(case: Case) -> None:
    case.measure_at("working")
    for path in storage.lying():
        os.utime(path, (0, 0))
    assert evidence_named().ok


def test_debug_pages_are_not_sound(settings: Settings) -> None:
    settings.DEBUG = True
    assert not settings_sound().ok


def test_a_key_that_others_can_read_is_not_sound(data_dir: Path) -> None:
    key = data_dir / "keys" / "secret.key"
    key.parent.mkdir()
    key.touch(mode=0o644)
    line = keys_private()
    assert not line.ok
    assert "secret.key" in line.seen


def test_a_private_key_is_sound(data_dir: Path) -> None:
    key = data_dir / "keys" / "secret.key"
    key.parent.mkdir()
    key.touch(mode=0o600)
    assert keys_private().ok


def test_a_full_disk_is_not_sound(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_DISK", 1 << 60)
    assert not data_writable().ok


def test_a_machine_without_chinese_fonts_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "FONT_FOLDERS", (str(tmp_path),))
    line = fonts_present()
    assert not line.ok
    assert "fonts-noto-cjk" in line.todo


def test_a_check_that_breaks_is_not_sound_and_says_what_it_met() -> None:
    def broken() -> Line:
        raise OSError("no such place")

    line = attempt(broken)
    assert not line.ok
    assert "no such place" in line.seen
