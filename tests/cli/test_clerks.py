"""Clerks from the command line: named, given PINs and badges, and the way back when a manager's PIN is lost."""

import io
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desk_app.domain.scan import Kind, decode
from tests.cli.conftest import Desk


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Standard input, as a script pipes it."""
    piped = io.StringIO("2580\n7391\n8642\n")
    monkeypatch.setattr("sys.stdin", piped)
    return piped


@pytest.fixture
def team(desk: Desk, typed: io.StringIO) -> Desk:
    """A desk whose hub has a manager and a clerk."""
    desk("clerks", "add", "Claire", "--manager", "--pin-stdin")
    desk("clerks", "add", "Basile", "--pin-stdin")
    return desk


def shown(desk: Desk) -> list[tuple[object, ...]]:
    """Who works here, as the list says."""
    return [tuple(row.values()) for row in desk("clerks")["clerks"]]


def test_they_are_listed_with_what_they_have(team: Desk) -> None:
    assert shown(team) == [("Basile", "clerk", True, True, False), ("Claire", "manager", True, True, False)]


def test_nobody_is_listed_at_first(desk: Desk) -> None:
    assert shown(desk) == []


def test_the_first_one_must_be_a_manager(desk: Desk, typed: io.StringIO) -> None:
    assert desk("clerks", "add", "Basile", "--pin-stdin", want=1)["verdict"] == "invalid"
    assert desk("clerks", "add", "Claire", "--manager", want=1)["verdict"] == "invalid"


def test_a_pin_is_changed_and_a_bad_one_refused(team: Desk, typed: io.StringIO) -> None:
    assert team("clerks", "pin", "claire")["verdict"] == "saved"
    typed.seek(0)
    typed.write("1234\n")
    typed.seek(0)
    assert "1234" in team("clerks", "pin", "Claire", want=1)["message"]


def test_roles_and_leaving(team: Desk) -> None:
    assert team("clerks", "remove", "Claire", want=1)["verdict"] == "invalid"
    assert team("clerks", "role", "Basile", "manager")["verdict"] == "saved"
    assert team("clerks", "remove", "Claire")["verdict"] == "saved"
    assert shown(team) == [("Basile", "manager", True, True, False), ("Claire", "manager", False, True, False)]
    assert team("clerks", "add", "Claire")["verdict"] == "saved"
    assert shown(team)[1] == ("Claire", "clerk", True, True, False)
    assert team("clerks", "add", "Claire", want=1)["verdict"] == "already_exists"
    assert team("clerks", "role", "Zoé", "clerk", want=1)["verdict"] == "unknown_clerk"


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_badge_is_in_its_file_and_nowhere_else(team: Desk, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"badge.{kind}"
    answer = team("clerks", "badge", "Basile", f"--{kind}", file)
    picture = Image.open(file) if kind == "png" else pypdfium2.PdfDocument(file)[0].render(scale=203 / 72).to_pil()
    (code,) = (found.text for found in zxingcpp.read_barcodes(picture))
    assert decode(code).kind is Kind.BADGE
    assert code not in repr(answer)
    assert team("scan", code) == {**team("scan", code), "kind": "badge", "value": "", "candidates": []}
    assert code not in repr(team("scan", code.lower())).upper()
    assert code not in repr(team("journal"))


def test_a_badge_that_cannot_be_written_leaves_things_as_they_are(team: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "badge.pdf"
    assert str(file.parent) in team("clerks", "badge", "Basile", "--pdf", file, want=3)["message"]
    assert shown(team)[0] == ("Basile", "clerk", True, True, False)
