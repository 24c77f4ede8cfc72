"""Verifying the journal from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from desk_app.cli import main


@pytest.fixture
def kept(tmp_path: Path, sqlite_template: Path) -> Path:
    """A profile with some lines in its journal."""
    copyfile(sqlite_template, tmp_path / "comptoir.sqlite")
    assert main(["--profile", str(tmp_path), "shops", "add", "La Belle Plume"]) == 0
    for number in ("1", "2", "3"):
        announce(tmp_path, number)
    return tmp_path


def announce(profile: Path, number: str) -> None:
    words = ["announce", "--shop", "La Belle Plume", "--order", number, "--name", "Éloïse", "--email", "e@example.com"]
    assert main(["--profile", str(profile), *words]) == 0


def run(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["--profile", str(profile), "--lang", "en", "journal", "verify", *words])
    said = capsys.readouterr()
    return status, said.out + said.err


def change(profile: Path, *statements: str) -> None:
    """What somebody else's program does to the file."""
    with closing(sqlite3.connect(profile / "comptoir.sqlite")) as connection, connection:
        for name in ("guard_update", "guard_delete", "guard_replace", "schema_update"):
            connection.execute(f"DROP TRIGGER IF EXISTS journal_{name}")
        for statement in statements:
            connection.execute(statement)


def test_a_whole_journal_shows_where_its_chains_end(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, kept)
    first, last = said.splitlines()
    assert (status, first.startswith("Poste 1  3  ")) == (0, True)
    assert last.startswith("The journal is whole: 3 lines")
    status, said = run(capsys, kept, "--json")
    (head,) = json.loads(said)["heads"]
    assert first.endswith(head["digest"])


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE journal SET clerk = 'Autre' WHERE seq = 2", "Poste 1, line 2 ("),
        ("DELETE FROM journal WHERE seq = 2", "Poste 1, line 2: it is missing"),
        ("DELETE FROM journal WHERE seq = 3", "Poste 1, from line 3 on: the end is missing"),
    ],
)
def test_what_was_touched_is_named(
    kept: Path, capsys: pytest.CaptureFixture[str], statement: str, sentence: str
) -> None:
    change(kept, statement)
    status, said = run(capsys, kept)
    assert (status, sentence in said) == (1, True), said
    status, said = run(capsys, kept, "--json")
    answer = json.loads(said)
    assert (status, answer["holds"], answer["heads"], len(answer["breaks"])) == (1, False, [], 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_heads_that_were_noted(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    _, said = run(capsys, kept)
    noted = tmp_path / "noted.txt"
    noted.write_text(said.replace("\n", "\r\n"), encoding=encoding)
    announce(kept, "4")
    assert run(capsys, kept, "--head", str(noted))[0] == 0
    digits = said.split()[3]
    noted.write_text(said.replace(digits, "0" * 16), encoding=encoding)
    status, said = run(capsys, kept, "--head", str(noted))
    assert (status, "not the head that was noted" in said) == (1, True)


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"\xff\xfe\x00"])
def test_a_file_without_heads(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    noted = tmp_path / "noted.txt"
    assert run(capsys, kept, "--head", str(noted))[0] == 3
    noted.write_bytes(content)
    status, said = run(capsys, kept, "--head", str(noted))
    assert (status, "There is no head in" in said) == (3, True)
