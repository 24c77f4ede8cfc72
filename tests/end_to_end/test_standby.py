"""The primary is killed in the middle of handovers, the standby takes its place: nothing that was confirmed is lost."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from tests.counter.hub import Hub
from tests.end_to_end.counters import CounterProgram, answers, finish, stock, working
from tests.end_to_end.referee import judge
from tests.end_to_end.standby import Pair, primary_and_standby
from tests.end_to_end.waiting import until

COUNTERS = 3
SECONDS = 90  # until a condition that does not come true is a failure
ANSWERS = 10


@pytest.fixture
def pair() -> Iterator[Pair]:
    with primary_and_standby() as running:
        yield running


def at_the_server(counters: Sequence[CounterProgram]) -> list[int]:
    """How many answers each counter had from a server."""
    return [sum(bool(note.verdict) and not note.alone for note in counter.notes()) for counter in counters]


def test_a_killed_primary_is_followed_by_its_standby(pair: Pair, tmp_path: Path) -> None:
    with closing(Store(pair.url)) as store:
        prepare(store)
        hub = Hub(store)
        stock(hub, tmp_path, ready=900, announced=100)
        with working(tmp_path, [pair.url] * COUNTERS) as counters:
            until(lambda: min(at_the_server(counters)) > ANSWERS, "work at the primary", SECONDS)
            pair.primary.kill()
            killed_at = at_the_server(counters)
            pair.standby.promote()
            until(lambda: grown(killed_at, at_the_server(counters)), "work at the standby", SECONDS)
            finish(counters)
            judge(hub, answers(counters))


def grown(before: Sequence[int], now: Sequence[int]) -> bool:
    """Each counter has got as many answers more."""
    return all(later > earlier + ANSWERS for earlier, later in zip(before, now, strict=True))
