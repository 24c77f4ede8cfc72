"""What may be done alone is written down as it was called, and read again as the same."""

import json
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest

from desk_app.counter import deed, replay
from desk_app.counter.deed import FUNCTIONS, Deed
from desk_app.counter.desk import Desk
from desk_app.domain.checks import Checks, Identity, Method, Paid
from desk_app.domain.deeds import DeedState
from desk_app.domain.draws import Draws, draw, drawing
from desk_app.domain.returns import ReturnReason
from desk_app.domain.values import Announcement, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store.engine import Store

NOON = datetime(2026, 11, 28, 11, tzinfo=UTC)
CALLS: list[tuple[str, dict[str, Any]]] = [
    (
        "check_out.hand_over",
        {
            "code": "BKDFTRHLN",
            "parcel_ids": ("XKDPTRBLJHVC",),
            "scanned": False,
            "checks": Checks(True, Identity.PASSPORT, (Paid(Method.CARD, "o1", 1250),), "Zoé ’", "M0,0L1,1", "", NOON),
        },
    ),
    (
        "receive.receive_unannounced",
        {
            "shop_id": "s1",
            "announcement": Announcement(
                "4127", "Éloïse", zone=Zone.HOT, created_at=NOON, warnings=(Reason("intake.zone", {"row": 3}),)
            ),
            "label": True,
        },
    ),
    ("returns.damaged", {"parcel_id": "p", "note": "x", "picture": bytes(range(256)), "goes_back": True}),
    ("returns.fetch", {"parcel_id": "p", "reason": ReturnReason.OVERDUE}),
    ("till.settle", {"what": "p", "amount_cents": 0}),
]


@pytest.mark.parametrize(("call", "arguments"), CALLS, ids=[call for call, _ in CALLS])
@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
def test_a_call_is_kept_with_its_types(store: Store, call: str, arguments: dict[str, Any]) -> None:
    desk = Desk(store, "h", "Poste 1", clock=lambda: NOON)
    row = deed.row(desk, desk.act("act"), Deed(call, arguments, Draws()), Verdict.COLLECTED, DeedState.WAITING)
    assert deed.restored(call, json.loads(row["arguments"])) == arguments


def test_whatever_may_be_done_alone_can_be_written_down() -> None:
    assert {call.partition(".")[0] for call in FUNCTIONS} == {m.__name__.rpartition(".")[2] for m in replay.MODULES}
    for function in FUNCTIONS.values():
        hints = get_type_hints(function)
        assert {"desk", "nonce"} < hints.keys()
        for name in hints.keys() - {"desk", "nonce", "return"}:
            assert deed._converter().get_structure_hook(hints[name]) is not None  # raises for what it cannot read


def test_an_action_draws_the_same_names_each_time() -> None:
    names, made = Draws(), iter("abcdef")
    with drawing(names):
        first = [draw("key", lambda: next(made)), draw("parcel", lambda: next(made)), draw("key", lambda: next(made))]
    with drawing(Draws(names.kept())):
        again = [draw("key", lambda: next(made)) for _ in range(3)]
    assert first == ["a", "b", "c"]
    assert again == ["a", "c", "d"]
    assert draw("key", lambda: "z") == "z"
