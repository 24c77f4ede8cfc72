"""Eight counters, each a process of its own, hand over the same 150 parcels at the same moment."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import NamedTuple

import pytest

from desk_app.counter import announce, check_out, receive
from desk_app.counter.desk import open_desk
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.store.engine import Store
from tests.counter.hub import Hub

COUNTERS = 8
CUSTOMERS, PIECES = 30, 5
TOGETHER = 10
"""After so many parcels the counters wait for each other, so that they go on together."""
Told = tuple[str, Verdict, object, object, object]
"""A parcel, the verdict, and who was first: counter, clerk, time."""

start: Barrier


class Work(NamedTuple):
    """What a process is to do: hand over these (code, parcel), one by one, at this counter."""

    url: str
    counter: str
    clerk: str
    parcels: list[tuple[str, str]]


def set_start(barrier: Barrier) -> None:
    """Each process gets the barrier that all wait at."""
    global start  # noqa: PLW0603 - a barrier cannot be sent with the work
    start = barrier


def hand_over_all(work: Work) -> list[Told]:
    """One counter's day."""
    with closing(Store(work.url)) as store:
        desk = open_desk(store, work.counter, work.clerk)
        told: list[Told] = []
        for number, (code, parcel_id) in enumerate(work.parcels):
            if number % TOGETHER == 0:
                start.wait()
            answer = check_out.hand_over(desk, code, [parcel_id])
            assert [p.id for p in answer.parcels] == [parcel_id]
            counter, clerk, at = (answer.args.get(name) for name in ("counter", "clerk", "at"))
            told.append((parcel_id, answer.verdict, counter, clerk, at))
        return told


@pytest.fixture
def hub(store: Store) -> Hub:
    """A hub where 30 customers' five parcels each are ready."""
    hub = Hub(store)
    hub.shelf("A-1")
    orders = [
        Announcement(f"{n}", f"Client {n}", email=f"c{n}@exemple.fr", pieces=PIECES, due_cents=0)
        for n in range(CUSTOMERS)
    ]
    announce.import_orders(hub.desk, hub.plume, orders)
    for order in orders[::10]:
        assert receive.receive(hub.desk, order.reference, pieces=PIECES).verdict is Verdict.SHELVED
    hub.write(
        "UPDATE parcel SET state = 'ready', shelf_id = (SELECT id FROM shelf), received_at = announced_at,"
        " ready_at = announced_at WHERE state = 'announced'"
    )
    return hub


def work_of(hub: Hub) -> Iterator[Work]:
    """The same parcels in the same order for every counter: they reach for each at the same moment."""
    ready = [(str(code), str(parcel_id)) for code, parcel_id in hub.query(READY)]
    assert len(ready) == CUSTOMERS * PIECES
    url = hub.store.url.render_as_string(hide_password=False)
    for number in range(COUNTERS):
        yield Work(url, f"Poste {number}", f"Clerc {number}", ready)


READY = (
    "SELECT code, parcel.id FROM parcel JOIN pickup ON pickup.id = pickup_id WHERE state = 'ready' ORDER BY parcel.id"
)


def test_each_parcel_leaves_exactly_once(hub: Hub) -> None:
    spawn = get_context("spawn")
    with ProcessPoolExecutor(COUNTERS, spawn, set_start, (spawn.Barrier(COUNTERS),)) as pool:
        told = dict(enumerate(pool.map(hand_over_all, work_of(hub), timeout=120)))

    winners: dict[str, list[int]] = defaultdict(list)
    losers: dict[str, list[tuple[object, object, object]]] = defaultdict(list)
    for number, lines in told.items():
        for parcel_id, verdict, counter, clerk, at in lines:
            if verdict is Verdict.ALREADY_COLLECTED:
                losers[parcel_id].append((counter, clerk, at))
            else:
                assert verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL)
                winners[parcel_id].append(number)

    assert len(winners) == CUSTOMERS * PIECES
    assert {len(numbers) for numbers in winners.values()} == {1}
    assert len({numbers[0] for numbers in winners.values()}) > 1  # they did compete
    when: dict[str, datetime | None] = {}
    for parcel_id, (number,) in winners.items():
        parcel = hub.parcel(parcel_id)
        assert parcel.state is State.COLLECTED
        when[parcel_id] = parcel.collected_at
        assert losers[parcel_id] == [(f"Poste {number}", f"Clerc {number}", parcel.collected_at)] * (COUNTERS - 1)

    entries = [entry for entry in hub.journal() if entry.action == "hand_over"]
    assert {e.parcel: (e.at, e.counter) for e in entries if e.verdict is Verdict.COLLECTED} == {
        parcel_id: (at, f"Poste {winners[parcel_id][0]}") for parcel_id, at in when.items()
    }
    assert Counter(e.verdict for e in entries) == {
        Verdict.COLLECTED: CUSTOMERS * PIECES,
        Verdict.ALREADY_COLLECTED: CUSTOMERS * PIECES * (COUNTERS - 1),
    }
    assert hub.query("SELECT COUNT(*) FROM pickup WHERE closed_at IS NULL")[0][0] == 0
    hub.check()
