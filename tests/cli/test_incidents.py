"""Incidents from the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from desk_app.counter import check_out, incidents
from desk_app.counter.desk import open_desk
from desk_app.store.engine import Store

Desk = Callable[..., dict[str, Any]]


@pytest.fixture
def parcel(hub: Desk, prepared_url: str) -> dict[str, Any]:
    """A parcel that was handed over twice: here, and by a counter that was alone."""
    hub("announce", "--shop", "La Belle Plume", "--order", "4127", "--name", "Éloïse Lefèvre", "--due", "0")
    parcel = dict(hub("receive", "4127")["parcels"][0])
    hub("collect", parcel["pickup_code"])
    store = Store(prepared_url)
    desk = open_desk(store, "Poste 7", "Camille")
    act, what = desk.act("hand_over"), {"code": parcel["pickup_code"], "parcel_ids": [parcel["id"]]}
    answer = check_out.hand_over(desk, parcel["pickup_code"], [parcel["id"]], nonce=act.nonce)
    incidents.record(desk, act, "check_out.hand_over", answer, what)
    store.close()
    return parcel


def test_an_incident_is_listed_until_it_is_solved(hub: Desk, parcel: dict[str, Any]) -> None:
    (incident,) = hub("incidents")["incidents"]
    assert incident["message"].startswith("La Belle Plume, n° 4127\u00a0: remis par Camille, Poste 7, seul (")
    assert (incident["refused"], incident["customer"]) == ("already_collected", "Éloïse Lefèvre")
    assert (incident["parcels"], incident["pickup_code"]) == ([parcel["id"]], parcel["pickup_code"])
    assert hub("incidents", "solve", incident["id"], "--how", " ", want=1)["verdict"] == "invalid"
    solved = hub("incidents", "solve", incident["id"], "--how", "rapporté")
    assert (solved["verdict"], solved["incident_id"]) == ("incident_solved", incident["id"])
    assert hub("incidents") == {"incidents": []}
    late = hub("incidents", "solve", incident["id"], "--how", "rapporté", want=1)
    assert late["verdict"] == "already_solved"
    assert "a réglé" in late["message"]
    assert hub("incidents", "solve", "4127", "--how", "rapporté", want=1)["verdict"] == "unknown_incident"
