"""Every list is what plain Python makes of the same parcels: each filter, sort and page; and the totals."""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from desk_app.counter import announce, check_out, lists, receive, setup, undo
from desk_app.domain.lists import GROUP_STATES, Filter, Group, Sort
from desk_app.domain.people import fold, words
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import lists as stored
from desk_app.store import orders, parcels
from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from desk_app.store.places import sort_key
from tests.counter.hub import NOON, Hub
from tests.databases import postgres_database

NAMES = ("Éloïse Lefèvre", "Jean Dupont", "Zoé Martin", "Ana Martinez", "Łukasz Kowal", "Émile Zola", "Li Wu")
SHELVES = {"A-2": Zone.AMBIENT, "A-12": Zone.AMBIENT, "B-1": Zone.AMBIENT, "F-1": Zone.CHILLED, "G-1": Zone.FROZEN}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """One random hub for all questions, the same each time."""
    if request.param == "sqlite":
        with closing(Store(f"sqlite:///{tmp_path_factory.mktemp('lists') / 'hub.sqlite3'}")) as store:
            prepare(store)
            yield filled(Hub(store))
        return
    server, template = (request.getfixturevalue(name) for name in ("postgres_url", "postgres_template"))
    with postgres_database(server, template) as url, closing(Store(url)) as store:
        yield filled(Hub(store))


def filled(hub: Hub) -> Hub:
    """The hub after some days: about 200 parcels in every state."""
    dice = random.Random(11)
    setup.save_hub_setting(hub.desk, "cold.block_minutes", "0")
    for code, zone in SHELVES.items():
        hub.shelf(code, zone)
    for shop in hub.shops.values():
        announce.import_orders(hub.desk, shop, [_order(dice, number) for number in range(50)])
    for reference in (f"CMD{number:02}" for number in range(50)):
        hub.clock.advance(hours=dice.choice([0, 1, 5]))
        for shop in hub.shops.values():
            if dice.random() < 0.7:
                receive.receive(hub.desk, reference, shop_id=shop)
    for code in [row[0] for row in hub.query("SELECT code FROM pickup ORDER BY id")][::3]:
        check_out.hand_over(dice.choice([hub.desk, hub.other]), code)
    ready = [row[0] for row in hub.query("SELECT id FROM parcel WHERE state = 'ready' ORDER BY order_id, piece")]
    for number, state in enumerate(("missing", "returning", "returned", "disposed", "received")):
        some = ", ".join(map(repr, ready[number::9][:3]))
        hub.write(f"UPDATE parcel SET state = '{state}' WHERE id IN ({some})")
    hub.write("UPDATE parcel SET shelf_id = NULL, shelf_key = '' WHERE state = 'received'")
    cancelled = [replace(_order(dice, number), cancelled=True) for number in range(0, 50, 4)]
    for shop in hub.shops.values():
        announce.import_orders(hub.desk, shop, cancelled)
    return hub


def _order(dice: random.Random, number: int) -> Announcement:
    name = dice.choice(NAMES)
    email = f"{'.'.join(words(name))}@exemple.fr" if dice.random() < 0.6 else None
    return Announcement(
        f"CMD{number:02}",
        f"{name} {dice.choice(['', 'Bis', 'Ter'])}".strip(),
        email=email,
        due_cents=0,
        zone=dice.choice([None, None, *Zone]),
        pieces=dice.choice([1, 1, 2]),
        slot=dice.choice(["", "", "samedi", *(f"{day}/11/2026 {hour}h" for day in range(26, 30) for hour in (10, 14))]),
    )


@cache
def everything(hub: Hub) -> dict[str, Parcel]:
    """All parcels, read one by one."""
    ids = [row[0] for row in hub.query("SELECT id FROM parcel")]
    return {p.id: p for p in hub.store.read(lambda tx: parcels.by_ids(tx, ids))}


@cache
def keys(hub: Hub) -> dict[str, dict[str, object]]:
    """What the lists are sorted by that a parcel itself does not say."""
    rows = hub.query("SELECT id, moved_at, shelf_key FROM parcel")
    return {row[0]: {"moved_at": row[1], "shelf_key": row[2]} for row in rows}


def model(hub: Hub, wanted: Filter, now: datetime) -> list[str]:
    """Ids of the whole list, as plain Python makes it."""
    every, said = everything(hub), keys(hub)
    states = GROUP_STATES[wanted.group] if wanted.state is None else {wanted.state}
    people = _people(hub, wanted.text) if wanted.text else set()
    mine = [
        p
        for p in every.values()
        if p.state in states
        and (wanted.group is not Group.OVERDUE or (p.keep_until is not None and p.keep_until < now))
        and (wanted.group is not Group.TODAY or (p.slot_at is not None and _is_today(p.slot_at, now)))
        and wanted.shop_id in (None, p.shop_id)
        and wanted.shelf_id in (None, p.shelf_id)
        and wanted.zone in (None, p.zone)
        and (not wanted.text.strip() or _mentions(p, wanted.text, people))
    ]
    far = datetime.max.replace(tzinfo=UTC)

    def by(p: Parcel) -> tuple[Any, str]:
        first = {
            Sort.RECENT: said[p.id]["moved_at"],
            Sort.SHOP: fold(p.shop),
            Sort.ORDER: sort_key(p.order),
            Sort.CUSTOMER: fold(p.customer),
            Sort.SHELF: said[p.id]["shelf_key"],
            Sort.KEEP_UNTIL: p.keep_until or far,
            Sort.SLOT: p.slot_at or far,
        }
        return first[wanted.sort], p.id

    return [p.id for p in sorted(mine, key=by, reverse=wanted.descending)]


def _is_today(at: datetime, now: datetime) -> bool:
    return at.astimezone().date() == now.astimezone().date()


@cache
def _people(hub: Hub, text: str) -> set[str]:
    """Orders of the customers whom ``text`` means: by a beginning, and by any part while they have parcels waiting."""
    by_person: dict[str, list[Parcel]] = {}
    person_of = dict(tuple(row) for row in hub.query("SELECT id, person_id FROM shop_order"))
    for p in everything(hub).values():
        by_person.setdefault(person_of[p.order_id], []).append(p)
    found = set()
    for mine in by_person.values():
        known = {key for p in mine for key in (*words(p.customer), p.email or "")} - {""}
        waits = any(p.state in OPEN for p in mine)
        if any(key.startswith(text) or (waits and text in key) for key in known):
            found |= {p.order_id for p in mine}
    return found


def _mentions(p: Parcel, text: str, found: set[str]) -> bool:
    number = orders.reference_key(text)
    by_number = len(number) > 3 and orders.reference_key(p.order).startswith(number)
    return p.order_id in found or by_number or p.id == text.upper()


def random_filters(hub: Hub, count: int) -> Iterator[Filter]:
    """Filters of all kinds, the same each time."""
    dice = random.Random(12)
    shelves = [row[0] for row in hub.query("SELECT id FROM shelf ORDER BY code_key")]
    a_parcel = hub.query("SELECT MIN(id) FROM parcel")[0][0]
    for _ in range(count):
        yield Filter(
            group=dice.choice(list(Group)),
            state=dice.choice([None] * 30 + list(State)),
            shop_id=dice.choice([None, None, *hub.shops.values()]),
            shelf_id=dice.choice([None] * 12 + shelves),
            zone=dice.choice([None] * 5 + list(Zone)),
            text=dice.choice(["", "", "", "mart", "zo", "cmd1", "cmd07", "exemple", "ter", a_parcel.lower()]),
            sort=dice.choice(list(Sort)),
            descending=dice.random() < 0.5,
            limit=10_000,
        )


def ids(hub: Hub, wanted: Filter) -> list[str]:
    """Ids of one page."""
    return [p.id for p in lists.parcels(hub.desk, wanted).rows]


def test_the_hub_has_everything(hub: Hub) -> None:
    states = [p.state for p in everything(hub).values()]
    assert [state for state in State if states.count(state) < 3] == []
    assert len(states) > 150


def test_every_filter_and_sort(hub: Hub) -> None:
    lengths = []
    for wanted in random_filters(hub, 200):
        page = lists.parcels(hub.desk, wanted)
        expected = model(hub, wanted, hub.clock.now)
        assert [p.id for p in page.rows] == expected, wanted
        assert (page.total, page.capped) == (len(expected), False)
        lengths.append(len(expected))
    assert sum(length > 0 for length in lengths) > 50


@pytest.mark.parametrize("group", Group)
def test_every_group_by_every_sort(hub: Hub, group: Group) -> None:
    for sort in Sort:
        for descending in (False, True):
            wanted = Filter(group=group, sort=sort, descending=descending, limit=10_000)
            assert ids(hub, wanted) == model(hub, wanted, hub.clock.now)


@pytest.mark.parametrize("sort", Sort)
def test_pages_make_the_whole_list(hub: Hub, sort: Sort) -> None:
    whole = Filter(group=Group.ALL, sort=sort, limit=10_000)
    paged: list[str] = []
    while page := ids(hub, replace(whole, offset=len(paged), limit=17)):
        assert len(page) <= 17
        paged += page
    assert paged == ids(hub, whole)
    assert len(paged) == len(set(paged)) == len(everything(hub))
    assert lists.parcels(hub.desk, replace(whole, offset=10_000)).rows == ()
    assert lists.parcels(hub.desk, replace(whole, limit=0)).total == len(paged)


def test_rows_are_the_parcels_themselves(hub: Hub) -> None:
    every = everything(hub)
    page = lists.parcels(hub.desk, Filter(group=Group.ALL, limit=10_000))
    assert {p.id: p for p in page.rows} == every
    for p in every.values():
        assert lists.parcel(hub.desk, p.id.lower()) == p
        assert (p.shelf is None) == (p.shelf_id is None)
        assert p.shelf is None or p.state in IN_HOUSE


def test_shelves_sort_as_people_do(hub: Hub) -> None:
    rows = lists.parcels(hub.desk, Filter(group=Group.READY, sort=Sort.SHELF, descending=False, limit=10_000)).rows
    walked = [p.shelf for p in rows]
    assert {a for a, b in pairwise(walked) if a != b} >= {"A-2", "A-12"}
    assert [s for i, s in enumerate(walked) if i == 0 or walked[i - 1] != s] == list(SHELVES)


def test_deadlines_come_before_what_has_none(hub: Hub) -> None:
    rows = lists.parcels(hub.desk, Filter(sort=Sort.KEEP_UNTIL, descending=False, limit=10_000)).rows
    limits = [p.keep_until for p in rows]
    assert None in limits
    known = [limit for limit in limits if limit is not None]
    assert limits == sorted(known) + [None] * (len(limits) - len(known))


def test_totals(hub: Hub) -> None:
    now, every = hub.clock.now, everything(hub).values()
    counts = {state: sum(p.state is state for p in every) for state in State}
    totals = lists.totals(hub.desk)
    assert totals.expected == counts[State.ANNOUNCED]
    assert totals.to_shelve == counts[State.RECEIVED]
    assert totals.missing == counts[State.MISSING]
    assert totals.ready == counts[State.READY]
    assert totals.open == sum(counts[state] for state in OPEN)
    assert totals.overdue == sum(p.is_overdue(now) for p in every)
    assert totals.today == sum(p.state in OPEN and p.slot_at is not None and _is_today(p.slot_at, now) for p in every)
    assert totals.today == lists.parcels(hub.desk, Filter(group=Group.TODAY)).total > 0
    assert totals.overdue == lists.parcels(hub.desk, Filter(group=Group.OVERDUE)).total > 0


def test_recent_handovers_are_the_last_customers_served(hub: Hub) -> None:
    gone = [p for p in everything(hub).values() if p.state is State.COLLECTED]
    by_code: dict[str, list[Parcel]] = {}
    for p in gone:
        by_code.setdefault(p.pickup_code, []).append(p)
    newest = sorted(by_code, key=lambda code: max(str(p.collected_at) for p in by_code[code]), reverse=True)
    recent = lists.recent_handovers(hub.desk, 4)
    assert [h.pickup_code for h in recent] == newest[:4]
    assert [h.count for h in recent] == [len(by_code[code]) for code in newest[:4]]
    for handover in recent:
        mine = by_code[handover.pickup_code]
        assert (handover.parcel_id in {p.id for p in mine}, handover.at) == (True, mine[0].collected_at)
        assert handover.customer in {p.customer for p in mine}
    last = {counter: undo.last(desk) for counter, desk in ((1, hub.desk), (2, hub.other))}
    assert max(str(p.collected_at) for p in last.values() if p) == max(str(p.collected_at) for p in gone)


def test_what_has_left_is_listed_from_its_newest(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "CAP", 5)
    whole = Filter(group=Group.COLLECTED, limit=10_000)
    capped = lists.parcels(hub.desk, whole)
    assert (len(capped.rows), capped.total, capped.capped) == (5, 5, True)
    assert [p.id for p in capped.rows] == model(hub, whole, NOON)[:5]
    waiting = lists.parcels(hub.desk, replace(whole, group=Group.OPEN))
    assert (waiting.capped, waiting.total) == (False, len(model(hub, Filter(), NOON)))


@pytest.fixture
def _paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 23, 11, 0, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 11, 0, tzinfo=UTC), datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),  # clocks went back
        (datetime(2026, 3, 29, 11, 0, tzinfo=UTC), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),  # clocks went forward
    ],
)
@pytest.mark.usefixtures("_paris")
def test_today_begins_at_midnight_on_the_wall(tmp_path: object, now: datetime, midnight: datetime) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/hub.sqlite3")) as store:
        prepare(store)
        hub = Hub(store)
        for number, moment in enumerate((midnight - timedelta(minutes=1), midnight + timedelta(minutes=1))):
            hub.clock.now = moment - timedelta(minutes=2)
            parcel = hub.ready(str(number), f"Client {number}", email=None)[0]
            hub.clock.now = moment
            assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
        hub.clock.now = now
        assert lists.totals(hub.desk).collected_today == 1
