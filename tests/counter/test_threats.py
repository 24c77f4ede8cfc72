"""What hostile texts do when a shop, a customer or a scanner sends them: nothing but stand there as texts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk_app.counter import announce, check_out, find, journal, privacy, receive, setup, undo
from desk_app.domain import scan, tries
from desk_app.domain.codes import ALPHABET, check_letter, new_pickup_code
from desk_app.domain.values import Announcement, Shelf, Shop
from desk_app.domain.verdicts import Verdict
from tests.counter.hub import Hub

HOSTILE = [
    "'; DROP TABLE parcel; --",
    '" OR ""="',
    "1' UNION SELECT value, key, 1 FROM hub_setting --",
    "%' OR 1=1 /*",
    "Robert'); DELETE FROM journal;--",
    ":name %(name)s ? $1 {0} {name!r}",
    "=cmd|'/C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "..\\..\\CON",
    "a" * 10_000,
    "\u202eevil\u202c",
    "e\u0301" * 300,
]


def said(text: str) -> Announcement:
    """An announcement that is hostile all over."""
    return Announcement(text, text, platform_id=text, email=text, phone=text, items=text, note=text, slot=text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_a_text_everywhere(hub: Hub, text: str) -> None:
    desk = hub.desk
    tables = {table: len(rows) for table, rows in hub.rows(("shop", "shelf", "hub_setting")).items()}
    parcel = hub.ready("4127")[0]
    announce.import_orders(desk, hub.plume, [said(text)])
    announce.announce(desk, hub.iris, said(text))
    setup.save_shop(desk, Shop("", text, trade=text, email=text, phone=text))
    setup.save_shelf(desk, Shelf("", text, "", next(iter(setup.shelves(desk))).zone))
    for ask in (hub.look, lambda typed: check_out.identify(desk, typed), lambda typed: find.customers(desk, typed)):
        ask(text)
    receive.receive(desk, text, shelf=text)
    check_out.tell_proxy(desk, parcel.pickup_code, text)
    check_out.hand_over(desk, parcel.pickup_code, [text])
    undo.undo(desk, parcel.id, text)
    privacy.candidates(desk, text)
    assert hub.parcel(parcel.id).id == parcel.id
    now = {table: len(rows) for table, rows in hub.rows(tuple(tables)).items()}
    assert all(now[table] >= count for table, count in tables.items())
    assert journal.verify(desk).breaks == ()
    hub.check()


@pytest.mark.parametrize("text", ["x" * 10_000, "\x00\x01\x02\x1b[2J", "\ud800", "BKD" * 4_000, "\n" * 500])
def test_an_oversized_or_broken_scan_is_answered(hub: Hub, text: str) -> None:
    kind: Any = scan.decode(text)
    assert kind.value is not None
    if text.isprintable():
        assert hub.look(text).verdict in {Verdict.UNKNOWN_CODE, Verdict.MISREAD}


def test_a_forged_code_opens_nothing(hub: Hub) -> None:
    """Codes with the right check letter, of the right length, that nobody was given."""
    mine = hub.ready()[0].pickup_code
    for code in (new_pickup_code() for _ in range(10)):
        assert hub.look(code).verdict is Verdict.UNKNOWN_CODE
    turned = mine[1:8] + mine[0]
    forged = turned + check_letter(turned)
    assert hub.look(forged).verdict in {Verdict.UNKNOWN_CODE, Verdict.READY}
    assert hub.look(mine[:-1] + next(c for c in ALPHABET if c != mine[-1])).verdict is Verdict.MISREAD


def test_the_guess_rate_is_the_documented_one() -> None:
    """Somebody who types day and night, a code each 50 ms when no pause holds them."""
    start = now = datetime(2026, 1, 1, tzinfo=UTC)
    wrong: list[datetime] = []
    pauses: list[datetime] = []
    tried = 0
    while now - start < timedelta(days=1):
        lately = [at for at in pauses if at > now - tries.MEMORY]
        until = tries.paused_until(lately, now)
        if until is not None:
            now = until
            continue
        tried += 1
        too_many = tries.next_pause([at for at in wrong if at > now - tries.MEMORY], lately, now) is not None
        (pauses if too_many else wrong).append(now)
        now += timedelta(milliseconds=50)
    assert tried < 2_600
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert "2,541 a day" in page
    assert f"1 in {16**8 / 500 / 1e6:.1f} million" in page
    assert f"1 in {16**8 / 2_000 / 1e6:.1f} million" in page
