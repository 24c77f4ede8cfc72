"""A parcel nobody announced: announced and received at once, and flagged."""

from desk_app.counter import receive
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from tests.counter.hub import EMAIL, Hub


def unannounced(hub: Hub, reference: str = "118", **said: object) -> Announcement:
    """What the clerk types of a parcel nobody announced."""
    return Announcement(reference, "Éloïse Lefèvre", email=EMAIL, **said)  # type: ignore[arg-type]


def test_unannounced(hub: Hub) -> None:
    hub.shelf("A-1")
    answer = receive.receive_unannounced(hub.desk, hub.plume, unannounced(hub, pieces=2))
    assert (answer.verdict, answer.args["n"]) == (Verdict.SHELVED, 2)
    assert all(p.unannounced and p.state is State.READY for p in answer.parcels)
    code = hub.ready("4127")[0].pickup_code
    assert {p.pickup_code for p in answer.parcels} == {code}


def test_unannounced_after_all_announced_is_the_announced_one(hub: Hub) -> None:
    hub.shelf("A-1")
    known = hub.announce("118")[0]
    answer = receive.receive_unannounced(hub.desk, hub.plume, unannounced(hub, "#118", pieces=2))
    assert answer.verdict is Verdict.SHELVED
    assert answer.parcels[0].id == known.id
    assert [(p.piece, p.pieces, p.unannounced) for p in answer.parcels] == [(1, 2, False), (2, 2, False)]
    again = receive.receive_unannounced(hub.desk, hub.plume, unannounced(hub))
    assert again.verdict is Verdict.ALREADY_RECEIVED


def test_unannounced_refused(hub: Hub) -> None:
    hub.shelf("F-1", Zone.CHILLED)
    hub.shelf("A-1")
    said = unannounced(hub, zone=Zone.CHILLED)
    refused = receive.receive_unannounced(hub.desk, "no such shop", said)
    assert refused.verdict is Verdict.UNKNOWN_SHOP
    refused = receive.receive_unannounced(hub.desk, hub.plume, Announcement("118", " "))
    assert (refused.verdict, refused.args) == (Verdict.INVALID, {"field": "customer"})
    refused = receive.receive_unannounced(hub.desk, hub.plume, said, shelf="A-1")
    assert refused.verdict is Verdict.WRONG_ZONE
    assert refused.parcels == ()  # it was never made
    assert hub.journal()[0].parcel is None
    assert hub.of_order("118") == []
