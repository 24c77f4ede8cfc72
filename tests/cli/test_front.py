"""The command line itself: usage, languages, settings, doctor, and a database that does not answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.cli import main
from desk_app.settings import DECLARED
from tests.cli.conftest import Desk


def said(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of one command without ``--json``."""
    capsys.readouterr()
    status = main(["--profile", str(profile), *words])
    output = capsys.readouterr()
    return status, output.out, output.err


@pytest.mark.parametrize(
    "words", [["nonsense"], ["collect"], ["announce", "--shop", "X"], ["parcels", "--state", "lost"]]
)
def test_wrong_usage_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert (stopped.value.code, "usage" in capsys.readouterr().err) == (2, True)


def test_it_speaks_two_languages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert said(capsys, tmp_path, "--lang", "fr", "collect", "BBBBBBBBC")[1].startswith("Code mal lu")
    assert said(capsys, tmp_path, "--lang", "en", "collect", "BBBBBBBBC")[1].startswith("Code misread")


def test_options_may_stand_after_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = said(capsys, tmp_path, "shops", "--json")
    assert json.loads(out) == {"shops": []}


def test_a_database_that_does_not_answer_is_said_in_the_users_language(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    address = "postgresql://someone:secret@127.0.0.1:1/hub"
    status, out, err = said(capsys, tmp_path, "--lang", "en", "--database", address, "parcels")
    assert (status, out) == (3, "")
    assert "does not answer" in err
    assert "secret" not in err


def test_every_setting_is_listed_with_its_description(desk: Desk) -> None:
    listed = desk("settings")["settings"]
    assert set(listed) == {setting.key for setting in DECLARED}
    assert all(row["description"] for row in listed.values())


@pytest.mark.parametrize(
    ("key", "value"), [("hub.name", "Maison de Dax"), ("counter.name", "Poste 9"), ("label.dpi", 300)]
)
def test_a_setting_is_kept(desk: Desk, key: str, value: object) -> None:
    assert desk("settings", key, value)["verdict"] == "saved"
    assert desk("settings", key) == {"key": key, "value": value}


@pytest.mark.parametrize(("key", "value"), [("label.size", "big"), ("ui.language", "de"), ("hold.chilled_hours", "0")])
def test_a_value_that_will_not_do_is_refused(desk: Desk, key: str, value: str) -> None:
    before = desk("settings", key)
    assert desk("settings", key, value, want=1)["verdict"] == "invalid"
    assert desk("settings", key) == before


def test_an_address_that_is_none_does_not_replace_the_good_one(desk: Desk) -> None:
    assert desk("settings", "database.url", "mysql://somewhere/hub", want=3)["verdict"] == "database_offline"
    assert desk("settings", "database.url")["value"] == ""


def test_an_unknown_setting_names_those_there_are(desk: Desk) -> None:
    assert "hub.name" in desk("settings", "hub.nam", want=2)["message"]


def test_the_doctor_looks_at_everything(desk: Desk) -> None:
    checks = desk("doctor")["checks"]
    assert [check["name"] for check in checks] == ["database", "printers", "scanner", "fonts", "disk", "languages"]
    assert all(check["ok"] for check in checks)


def test_it_is_a_module_too(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desk_app", "--profile", str(tmp_path), "--json", "shelves"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (json.loads(run.stdout), run.stderr) == ({"shelves": []}, "")
