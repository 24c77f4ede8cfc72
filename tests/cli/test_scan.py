"""``scan`` says what the funnel makes of a text."""

from pathlib import Path

import pytest

from desk_app.cli import main
from desk_app.domain import codes, keyboards
from tests.cli.conftest import Desk
from tests.domain.wrong_keyboard import arrives

PICKUP = "BKDFTRHL" + codes.check_letter("BKDFTRHL")


def test_a_code_that_arrives_right(desk: Desk) -> None:
    said = desk("scan", codes.spell(PICKUP))
    assert (said["kind"], said["value"]) == ("pickup", PICKUP)


@pytest.mark.parametrize("words", [[], ["--layout", "us(dvorak)"]])
def test_a_code_that_does_not(desk: Desk, words: list[str]) -> None:
    said = desk("scan", arrives(PICKUP, "us(dvorak)"), *words)
    assert (said["kind"], said["value"]) == ("pickup", PICKUP)
    assert [candidate["text"] for candidate in said["candidates"]] == [PICKUP]
    assert "us(dvorak)" in said["candidates"][0]["layouts"]


def test_an_order_number(desk: Desk) -> None:
    said = desk("scan", "&é\"'", "--layout", "fr")
    assert (said["kind"], said["value"], said["alternatives"]) == ("text", "&é\"'", ["1234"])
    assert "fr" in said["candidates"][0]["layouts"]


@pytest.mark.parametrize(("text", "kind"), [("", "empty"), ("BBBBBBBBC", "misread"), ("Éloïse Lefèvre", "text")])
def test_what_is_none_of_our_codes(desk: Desk, text: str, kind: str) -> None:
    said = desk("scan", text)
    assert (said["kind"], said["candidates"]) == (kind, [])
    assert said["message"]


def test_an_unknown_layout_names_those_there_are(desk: Desk) -> None:
    message = desk("scan", PICKUP, "--layout", "azerty", want=2)["message"]
    assert all(name in message for name in keyboards.EUROPE)


def test_for_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path), "--lang", "en", "scan", arrives(PICKUP, "us(dvorak)")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"Pickup code {codes.spell(PICKUP)}."
    assert second.startswith(f"{PICKUP}  us(dvorak), ")
    assert second.endswith("…")
