"""Each setting is declared once; a counter's file of settings is never lost and never in the way."""

import json
import os
from pathlib import Path

import pytest

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.settings import BY_KEY, DECLARED, Scope, Settings, default_profile


def test_every_key_is_declared_once() -> None:
    assert len(BY_KEY) == len(DECLARED)


@pytest.mark.parametrize("setting", DECLARED, ids=lambda setting: setting.key)
def test_every_default_is_a_value_of_its_setting(setting: object) -> None:
    declared = BY_KEY[getattr(setting, "key")]  # noqa: B009
    if declared.default != "":
        assert declared.parse(str(declared.default)) == declared.default


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("ui.sounds", "non", False),
        ("ui.sounds", " OUI ", True),
        ("ui.language", "en", "en"),
        ("hold.ambient_days", " 14 ", 14),
        ("label.size", "100x150", "100x150"),
        ("counter.name", " Poste 2 ", "Poste 2"),
        ("counter.clerk", "", ""),
        ("scanner.port", " /dev/ttyACM0 ", "/dev/ttyACM0"),
        ("scanner.baud", "115200", 115_200),
        ("scanner.camera", "0", "0"),
        ("hub.hours", " lun-ven 10h-19h ", "mon-fri 10:00-19:00"),
        ("hub.holidays", "fr-57", "FR-57"),
        ("hub.holidays", "", ""),
        ("hub.closures", "24/12/2026", "2026-12-24"),
        ("hub.time_zone", "Indian/Reunion", "Indian/Reunion"),
    ],
)
def test_what_a_clerk_types(key: str, text: str, value: object) -> None:
    assert BY_KEY[key].parse(text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("ui.sounds", "peut-être"),
        ("ui.language", "de"),
        ("hold.ambient_days", "0"),
        ("hold.ambient_days", "366"),
        ("hold.ambient_days", "sept"),
        ("label.size", "62"),
        ("label.size", "5x5"),
        ("label.dpi", "72"),
        ("scanner.baud", "110"),
        ("counter.name", "  "),
        ("hub.name", ""),
        ("hub.hours", ""),
        ("hub.hours", "quand on peut"),
        ("hub.holidays", "XX"),
        ("hub.closures", "Noël"),
        ("hub.time_zone", "Paris"),
    ],
)
def test_what_will_not_do(key: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        BY_KEY[key].parse(text)


def test_what_is_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new profile")
    settings.set("counter.name", "Poste 2")
    settings.set("ui.sounds", False)
    again = Settings(tmp_path / "new profile")
    assert again.get("counter.name") == "Poste 2"
    assert again.get("ui.sounds") is False
    assert again.get("ui.language") == "fr"
    assert again.trouble is None


def test_a_default_is_not_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set("counter.name", "Poste 2")
    settings.set("counter.name", "Poste 1")
    assert json.loads(settings.file.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'"text"'])
def test_a_broken_file_is_set_aside_and_said(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(rubbish)
    settings = Settings(tmp_path)
    assert settings.trouble is not None
    assert settings.trouble.key == "errors.settings_unreadable"
    assert (tmp_path / "settings.broken").read_bytes() == rubbish
    assert settings.get("counter.name") == "Poste 1"
    settings.set("counter.name", "Poste 2")
    assert Settings(tmp_path).trouble is None


def test_what_another_version_wrote_costs_nothing_else(tmp_path: Path) -> None:
    written = {"counter.name": "Poste 3", "no.such": 1, "ui.sounds": "yes", "label.dpi": 9, "ui.language": "de"}
    (tmp_path / "settings.json").write_text(json.dumps(written), encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.trouble is None
    assert settings.get("counter.name") == "Poste 3"
    assert settings.get("ui.sounds") is True
    assert settings.get("label.dpi") == 203
    assert settings.get("ui.language") == "fr"


def test_a_file_that_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "profile"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    settings = Settings(in_the_way)
    with pytest.raises(EnvironmentTrouble) as refused:
        settings.set("counter.name", "Poste 2")
    assert refused.value.reason.key == "errors.settings_unwritable"
    assert settings.get("counter.name") == "Poste 1"


def test_an_unknown_setting_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Settings(tmp_path).get("no.such")


def test_the_database_is_in_the_profile_unless_it_is_said(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'comptoir.sqlite'}"
    settings.set("database.url", "postgresql://hub@server/comptoir")
    assert settings.database_url == "postgresql://hub@server/comptoir"


def test_hub_settings_are_shared_and_counter_settings_are_not() -> None:
    shared = {setting.key for setting in DECLARED if setting.scope is Scope.HUB}
    assert {"hub.name", "hub.hours", "hold.ambient_days", "hold.hot_hours"} <= shared
    assert not {"counter.name", "database.url", "label.printer"} & shared


@pytest.mark.skipif(os.name != "posix", reason="the variable is that of Linux")
def test_the_profile_is_where_the_system_keeps_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_profile() == tmp_path / "Comptoir"
