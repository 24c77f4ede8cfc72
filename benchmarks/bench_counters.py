"""Several counters on one server, each a process of its own: how many customers they serve together, and how fast.

And one counter that loses its server: until it goes on by itself, and until the server knows what it did meanwhile.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter
from typing import NamedTuple

import psycopg
from sqlalchemy import make_url, text

from benchmarks import hub
from benchmarks.bench_check_out import codes
from benchmarks.figures import Figure, clocked, timed
from benchmarks.site import Site
from desk_app.counter import check_out, replay, undo
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store.engine import Store
from desk_app.store.shared import COPY, SharedStore
from tests.end_to_end.relay import Relay, relay

COUNTERS = (1, 2, 4, 8)
HANDOVERS = 1_200  # by all counters together, each time
WARM_UP = 15  # by each counter, before: it is open all day, and its statements are known to the server by then
LEAST = 400  # a second, by eight counters
LOOKS = 300
PACE = 0.1  # seconds for each customer: ten counters' worth of a rush at each
ALONE = 500  # customers who are given their parcels and bring them back: twice as many actions
SWITCH = 2_000  # milliseconds
_BARE = (
    "CREATE TABLE bench_parcel (id text PRIMARY KEY, state text)",
    "CREATE TABLE bench_line (parcel text, counter text, verdict text)",
)

start: Barrier


class Shift(NamedTuple):
    """What a process is to do: serve these customers at this counter, so long for each at least."""

    url: str
    hub_id: str
    counter: str
    codes: Sequence[str]
    pace: float = 0


def set_start(barrier: Barrier) -> None:
    """Each process gets the barrier that all wait at."""
    global start  # noqa: PLW0603 - a barrier cannot be sent with the work
    start = barrier


def serve(shift: Shift) -> float:
    """Hand over what the codes open; how many seconds it took."""
    with closing(Store(shift.url)) as store:
        desk, watch = Desk(store, shift.hub_id, shift.counter, "Camille", lambda: hub.NOW), Event()
        for code in shift.codes[:WARM_UP]:
            _give(desk, code)
        gc.freeze()  # as the program does once it is up
        start.wait()
        started = perf_counter()
        for number, code in enumerate(shift.codes[WARM_UP:], 1):
            _give(desk, code)
            watch.wait(max(0, started + number * shift.pace - perf_counter()))
        return perf_counter() - started


def serve_barely(shift: Shift) -> float:
    """The floor: of each code a guarded update, an added row and a durable commit, by the bare driver."""
    with psycopg.connect(shift.url.replace("+psycopg", "", 1)) as connection:
        start.wait()
        started = perf_counter()
        for code in shift.codes[WARM_UP:]:
            update = "UPDATE bench_parcel SET state = 'collected' WHERE id = %s AND state = 'ready'"
            assert connection.execute(update, (code,)).rowcount == 1
            connection.execute("INSERT INTO bench_line VALUES (%s, %s, 'collected')", (code, shift.counter))
            connection.commit()
        return perf_counter() - started


def run(site: Site) -> Iterator[Figure]:
    """The figures of several counters; SQLite has none."""
    if site.store.file:
        return
    yield from _throughput(site)
    yield _looks_meanwhile(site)
    with _on_a_wire(site) as (desk, wire):
        yield from _alone(site, desk, wire)


def _throughput(site: Site) -> Iterator[Figure]:
    for count in COUNTERS:
        rate, floor = _rate(site, count), _bare_rate(site, count)
        least = LEAST if count == COUNTERS[-1] else None
        title = f"handovers a second by {count} counters"
        yield Figure(title, site.name, rate, floor=floor, least=least, unit="/s")


def _rate(site: Site, count: int) -> float:
    """How many a second by all together, until the slowest has done its share."""
    with _served(site, HANDOVERS + count * WARM_UP) as every, _at_work(_shifts(site, count, every), serve) as seconds:
        return (len(every) - count * WARM_UP) / max(seconds())


def _bare_rate(site: Site, count: int) -> float:
    keys = [str(number) for number in range(HANDOVERS + count * WARM_UP)]
    with psycopg.connect(site.url.replace("+psycopg", "", 1), autocommit=True) as connection:
        for statement in _BARE:
            connection.execute(statement.encode())
        connection.cursor().executemany("INSERT INTO bench_parcel VALUES (%s, 'ready')", [(key,) for key in keys])
        with _at_work(_shifts(site, count, keys), serve_barely) as seconds:
            rate = HANDOVERS / max(seconds())
        connection.execute("DROP TABLE bench_parcel, bench_line")
    return rate


def _looks_meanwhile(site: Site) -> Figure:
    """A code read at one counter while the others serve a queue each."""
    count = COUNTERS[-1]
    with _served(site, HANDOVERS) as every, _at_work(_shifts(site, count, every, PACE), serve) as seconds:
        times = timed(lambda code: check_out.look(site.desk, code), codes(site, LOOKS, seed=9))
        seconds()
    with site.bare() as bare:
        floor = timed(lambda _: bare.fetch("SELECT 1"), range(100))
    title = f"code read → answer, beside {count} busy counters"
    return Figure(title, site.name, times.median, times.p99, floor.median, most_p99=16.7 + floor.median)


@contextmanager
def _on_a_wire(site: Site) -> Iterator[tuple[Desk, Relay]]:
    """A counter with a copy, on a wire that can be cut."""
    address = make_url(site.url)
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        wire = stack.enter_context(relay(address.port or 0))
        store = SharedStore(address.set(port=wire.port), Path(folder) / COPY, lambda: hub.NOW)
        stack.enter_context(closing(store))
        yield open_desk(store, "Poste 20", "Camille", lambda: hub.NOW), wire


def _alone(site: Site, desk: Desk, wire: Relay) -> Iterator[Figure]:
    """Filled, cut off, at work alone, and back."""
    store = desk.store
    assert isinstance(store, SharedStore)
    yield Figure("copy filled", site.name, clocked(lambda: store.copy.fill(site.store, desk.hub_id)))
    some = codes(site, ALONE, seed=8)
    there = timed(lambda code: _give_and_take_back(desk, code), some[:100], warm_up=0)
    wire.block()
    first = clocked(lambda: check_out.look(desk, some[0]))
    yield Figure("wire silent → answer from the copy", site.name, first, most=SWITCH)
    alone = timed(lambda code: _give_and_take_back(desk, code), some, warm_up=0)
    yield Figure("given and taken back, alone", site.name, alone.median, alone.p99, there.median)
    wire.mend()
    took = clocked(lambda: replay.come_back(desk)) / 1000
    assert not store.is_alone
    title = f"{2 * len(some):,} actions replayed, and back at the server"
    yield Figure(title, site.name, took, floor=len(some) * there.median / 1000, unit="s")


def _give_and_take_back(desk: Desk, code: str) -> None:
    for parcel in _give(desk, code):
        assert undo.undo(desk, parcel.id, "Changé d’avis").verdict is Verdict.UNDONE


def _give(desk: Desk, code: str) -> Sequence[Parcel]:
    answer = check_out.hand_over(desk, code)
    assert answer.verdict in (Verdict.COLLECTED, Verdict.COLLECTED_ALL), answer
    return answer.parcels


@contextmanager
def _served(site: Site, count: int) -> Iterator[list[str]]:
    """Codes of customers to be served; in the end all is as if they had not been."""
    yield codes(site, count, seed=8)
    for statement in _PUT_BACK:
        site.store.write(lambda tx, statement=statement: tx.execute(text(statement)))  # type: ignore[misc]


_PUT_BACK = (
    "UPDATE parcel SET state = 'ready', collected_at = NULL, handover_id = NULL WHERE handover_id IS NOT NULL",
    "UPDATE pickup SET closed_at = NULL WHERE closed_at IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM parcel WHERE pickup_id = pickup.id AND state = 'ready')",
)


def _shifts(site: Site, count: int, every: Sequence[str], pace: float = 0) -> list[Shift]:
    """The same number of customers for each counter."""
    hub_id = site.desk.hub_id
    return [Shift(site.url, hub_id, f"Poste {10 + n}", every[n::count], pace) for n in range(count)]


@contextmanager
def _at_work(shifts: Sequence[Shift], work: Callable[[Shift], float]) -> Iterator[Callable[[], list[float]]]:
    """All of them, begun at the same moment; what is given waits until they have done, and says their seconds."""
    spawn = get_context("spawn")
    barrier = spawn.Barrier(len(shifts) + 1)
    with ProcessPoolExecutor(len(shifts), spawn, set_start, (barrier,)) as pool:
        running = pool.map(work, shifts)
        barrier.wait()
        yield lambda: list(running)
