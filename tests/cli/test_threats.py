"""Hostile texts as words of the command line: each is answered in words, and is a text where it is kept."""

import json
from pathlib import Path

import pytest

from desk_app.cli import main
from tests.cli.conftest import Desk
from tests.counter.test_threats import HOSTILE

NO_TEXT = "\udcff\udcfe"  # what Python makes of bytes that are no UTF-8
SOME = [HOSTILE[0], HOSTILE[6], HOSTILE[12], HOSTILE[13], "\x1b[2J", NO_TEXT]  # tests/counter tries all of them
STATUSES = {0: "done", 1: "refused", 2: "usage", 3: "no text"}


@pytest.mark.parametrize("text", SOME, ids=range(len(SOME)))
def test_a_text_is_a_text_on_the_command_line(
    hub: Desk, text: str, tmp_path: Path, prepared_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*words: str) -> str:
        common = ["--profile", str(tmp_path / "profile"), "--database", prepared_url, "--json"]
        status = main([*common, *words])
        out, err = capsys.readouterr()
        answer = json.loads(out)
        assert (status in STATUSES, err) == (True, ""), words
        assert answer["message"], words
        return str(answer["verdict"])

    shop = "La Belle Plume"
    hub("announce", "--shop", shop, "--order", "1", "--name", "Anne", "--email", "a@exemple.fr")
    parcel = hub("receive", "1")["parcels"][0]
    mine, code = parcel["id"], parcel["pickup_code"]
    ask("announce", f"--shop={shop}", f"--order={text}", f"--name={text}", f"--email={text}", f"--phone={text}")
    ask("announce", f"--shop={text}", "--order=2", "--name=Anne")
    ask("shops", "add", "--", text)
    ask("receive", f"--shelf={text}", "--", text)
    ask("pickup", "--", text)
    ask("damaged", mine, f"--note={text}")
    ask("proxy", code, f"--name={text}")
    ask("collect", code, f"--proxy={text}")
    ask("undo", mine, f"--reason={text}")
    ask("refuse", mine, f"--note={text}")
    ask("return", f"--shop={shop}", f"--taken-by={text}")
    ask("messages", "retry", "none", f"--to={text}")
    ask("messages", "cancel", "--", text)
    ask("settings", "hub.name", "--", text)
    ask("person", "erase", "--", text)
    assert hub("journal", "verify")
    assert {row["id"] for row in hub("parcels", "--state", "collected")["parcels"]} <= {mine}


def test_bytes_that_are_no_text_are_refused_with_a_sentence(hub: Desk) -> None:
    said = hub("settings", "hub.name", NO_TEXT, want=3)
    assert "UTF-8" in said["message"]
    assert hub("settings", "hub.name")["value"] == "Maison du commerce"
