"""The database kept, taken back and looked at from the command line."""

from pathlib import Path

import pytest

from desk_app.cli import main
from desk_app.store import dumps
from tests.cli.conftest import Desk
from tests.databases import programs


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, those that came with the server."""
    monkeypatch.setenv("PATH", str(programs()), prepend=":")


def test_kept_and_taken_back(hub: Desk, prepared_url: str, tmp_path: Path) -> None:
    hub("announce", "--shop", "La Belle Plume", "--order", "4127", "--name", "Éloïse Lefèvre")
    file = tmp_path / "kept"
    kept = hub("backup", file)
    assert (kept["verdict"], kept["parcel_count"], kept["file"]) == ("backed_up", 1, str(file))
    if prepared_url.startswith("postgresql"):
        assert "vide" in hub("restore", file, want=3)["message"]
        return
    hub("announce", "--shop", "La Belle Plume", "--order", "4128", "--name", "Éloïse Lefèvre")
    back = hub("restore", file)
    assert (back["verdict"], back["parcel_count"], back["perhaps_sent"]) == ("restored", 1, 0)
    assert Path(back["set_aside"]).exists()
    assert [parcel["order"] for parcel in hub("parcels")["parcels"]] == ["4127"]
    assert hub("journal")["entries"][0]["verdict"] == "restored"


def test_a_file_that_cannot_be_written_or_read_is_said(hub: Desk, tmp_path: Path) -> None:
    assert hub("backup", tmp_path / "nowhere" / "kept", want=3)["verdict"] == "environment"
    assert "lu" in hub("restore", tmp_path / "nothing", want=3)["message"]
    (tmp_path / "letter").write_text("Bonjour")
    assert "sauvegarde" in hub("restore", tmp_path / "letter", want=3)["message"]


def test_what_is_looked_at(hub: Desk, prepared_url: str) -> None:
    checks = {check["name"]: check for check in hub("database", "check")["checks"]}
    more = ["rights"] if prepared_url.startswith("postgresql") else ["integrity", "references", "disk", "backup"]
    assert set(checks) == {"system", "schema", "journal", *more}
    assert all(check["ok"] for check in checks.values())


def test_a_damaged_file_names_the_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path), "shops", "add", "X"]) == 0
    assert main(["--profile", str(tmp_path), "backup", str(tmp_path / "kept")]) == 0
    file = tmp_path / "comptoir.sqlite"
    file.write_bytes(b"\x00" * 200 + file.read_bytes()[200:])
    capsys.readouterr()
    assert main(["--profile", str(tmp_path), "--lang", "fr", "shops"]) == 3
    assert "desk-app restore" in capsys.readouterr().err
    assert main(["--profile", str(tmp_path), "database", "check"]) == 3
    assert main(["--profile", str(tmp_path), "restore", str(tmp_path / "kept")]) == 0
    assert main(["--profile", str(tmp_path), "--json", "shops"]) == 0
    assert '"X"' in capsys.readouterr().out
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes()[:200] == b"\x00" * 200


def test_the_message_of_programs_that_are_missing(
    hub: Desk, prepared_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if prepared_url.startswith("sqlite"):
        hub("backup", tmp_path / "kept")  # needs none
        return
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dumps, "_FOLDERS", str(tmp_path))
    assert "postgresql-client" in hub("backup", tmp_path / "kept", want=3)["message"]
