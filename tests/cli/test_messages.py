"""Messages and statements from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli import main

Desk = Callable[..., dict[str, Any]]


@pytest.fixture
def parcel(hub: Desk) -> dict[str, Any]:
    """A parcel on its shelf, whose customer is to be told."""
    order = ("--order", "4127", "--name", "Éloïse Lefèvre", "--email", "e@example.com")
    hub("announce", "--shop", "La Belle Plume", *order, "--due", "12,50")
    return dict(hub("receive", "4127")["parcels"][0])


def test_what_is_not_sent_is_listed(hub: Desk, parcel: dict[str, Any]) -> None:
    (message,) = hub("messages")["messages"]
    assert message | {"id": "", "made_at": "", "next_try_at": ""} == {
        "id": "",
        "kind": "ready",
        "channel": "email",
        "state": "waiting",
        "name": "Éloïse Lefèvre",
        "address": "e@example.com",
        "pickup_code": parcel["pickup_code"],
        "parcels": [parcel["id"]],
        "day": None,
        "attempts": 0,
        "reason": None,
        "made_at": "",
        "next_try_at": "",
        "sent_at": None,
    }
    assert hub("messages", "--state", "sent") == {"messages": []}


def test_without_a_server_messages_wait_and_say_what_to_set(hub: Desk, parcel: dict[str, Any]) -> None:
    for _ in range(2):
        assert hub("messages", "send") == {"sent": 0, "failed": 0, "waiting": 1, "perhaps": 0, "cancelled": 0}
    (message,) = hub("messages")["messages"]
    assert "smtp.host" in message["reason"]
    assert (message["attempts"], message["parcels"]) == (0, [parcel["id"]])


def test_a_message_gets_another_address_and_is_cancelled(hub: Desk, parcel: dict[str, Any]) -> None:
    message_id = hub("messages")["messages"][0]["id"]
    assert hub("messages", "retry", message_id, "--to", "nowhere", want=1)["verdict"] == "invalid"
    assert hub("messages", "retry", message_id, "--to", "juste@example.com")["verdict"] == "message_waits"
    assert hub("messages")["messages"][0]["address"] == "juste@example.com"
    assert hub("messages", "retry")["verdict"] == "message_waits"
    assert hub("messages", "retry", "--to", "juste@example.com", want=1)["verdict"] == "unknown_message"
    assert hub("messages", "sent", message_id, want=1)["verdict"] == "unknown_message"
    assert hub("messages", "cancel", message_id)["verdict"] == "message_cancelled"
    assert hub("messages") == {"messages": []}
    assert hub("pickup", parcel["pickup_code"])["verdict"] == "ready"


def test_a_shops_day(hub: Desk, parcel: dict[str, Any]) -> None:
    told = hub("statement", "la belle plume")
    assert [told[key] for key in ("shop", "taken", "taken_cents", "left", "goes_back")] == [
        "La Belle Plume",
        {},
        0,
        [],
        [],
    ]
    assert [p["id"] for p in told["came"]] == [p["id"] for p in told["waits"]] == [parcel["id"]]
    assert hub("statement", "La Belle Plume", "--day", "2020-02-29")["came"] == []
    assert hub("statement", "Nobody", want=1)["verdict"] == "unknown_shop"


def test_people_read_lines(
    hub: Desk, parcel: dict[str, Any], prepared_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> str:
        capsys.readouterr()
        assert main(["--profile", str(tmp_path), "--lang", "fr", "--database", prepared_url, *words]) == 0
        return capsys.readouterr().out

    assert all(word in said("messages") for word in ("Prêt", "Éloïse Lefèvre", "e@example.com", "en attente"))
    tally = "Envoyés : 0. Pas partis : 0. En attente : 1. À vérifier : 0.\n"
    assert said("messages", "send").replace("\u00a0", " ") == tally
    told = said("statement", "La Belle Plume").replace("\u00a0", " ")
    assert all(word in told for word in ("La Belle Plume, ", "Arrivés : 1", "Éloïse", "Encaissé en tout : 0,00 €"))
    hub("messages", "cancel", hub("messages")["messages"][0]["id"])
    assert said("messages") == "Aucun message en attente.\n"
