"""Several counters go on while their server is killed, their wires are cut and they themselves are killed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url

from desk_app.store.copies import Copy
from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from desk_app.store.shared import COPY
from tests.counter.hub import Hub
from tests.databases import Postgres, postgres_server
from tests.end_to_end.counters import CounterProgram, answers, finish, stock, working
from tests.end_to_end.referee import judge, same_everywhere
from tests.end_to_end.relay import Relay, Way, relay
from tests.end_to_end.waiting import until

COUNTERS = 8
READY, ANNOUNCED = 4_500, 500
ROUNDS = 10
TOGETHER = 40  # so many answers all counters get between two misfortunes
ALONE = 5  # so many each counter gives by itself while its server is away
SECONDS = 300  # until a condition that does not come true is a failure


@dataclass(slots=True)
class Town:
    """A server, counters, and a wire for each."""

    server: Postgres
    hub: Hub
    counters: Sequence[CounterProgram]
    wires: Sequence[Relay]
    rng: Random = field(default_factory=lambda: Random(5))

    def work(self) -> None:
        """Let the counters get some answers more."""
        enough = len(answers(self.counters)) + TOGETHER
        until(lambda: len(answers(self.counters)) >= enough, "answers", SECONDS)

    def work_alone(self, counters: Sequence[CounterProgram]) -> None:
        """Let each of these serve some customers more without its server."""
        for counter, before in [(counter, alone(counter)) for counter in counters]:
            until(partial(_is_more, counter, before + ALONE), f"{counter.name} alone", SECONDS)

    def kill_server(self, *, counters: int) -> None:
        """Dead for a while, and some counters too: they start again without it."""
        self.server.kill()
        self.work_alone(self.counters)
        killed = self.rng.sample(self.counters, counters)
        for counter in killed:
            counter.kill()
            counter.start()
        self.work_alone(killed)
        self.server.start()

    def cut(self, how: Callable[[Relay], None]) -> None:
        """Some wires, until their counters have worked alone while the others go on."""
        those = self.rng.sample(range(COUNTERS), COUNTERS // 2)
        for number in those:
            how(self.wires[number])
        self.work_alone([self.counters[number] for number in those])
        for number in those:
            self.wires[number].mend()

    def break_connections(self) -> None:
        """Whatever is on its way is lost; who asks again is answered."""
        for wire in self.wires:
            wire.reset()
        self.work()

    def slow_down(self) -> None:
        """Every wire is long; whoever works over it works on."""
        for wire in self.wires:
            wire.slow_down(0.02)
        self.work()
        for wire in self.wires:
            wire.mend()


def alone(counter: CounterProgram) -> int:
    """How many answers it gave without its server."""
    return sum(note.alone for note in counter.notes())


def _is_more(counter: CounterProgram, enough: int) -> bool:
    return alone(counter) >= enough


def silent(wire: Relay) -> None:
    """Nobody hears anything."""
    wire.block()


def deaf(wire: Relay) -> None:
    """The server hears nothing any more."""
    wire.block(Way.THERE)


def mute(wire: Relay) -> None:
    """The server hears and does everything, and no answer comes."""
    wire.block(Way.BACK)


def refused(wire: Relay) -> None:
    """Nobody is there."""
    wire.refuse()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Everything as it should be, and everybody at work."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server())
        store = stack.enter_context(closing(Store(server.url)))
        prepare(store)
        hub = Hub(store)
        stock(hub, tmp_path, READY, ANNOUNCED)
        address = make_url(server.url)
        wires = [stack.enter_context(relay(address.port or 0)) for _ in range(COUNTERS)]
        urls = [str(address.set(port=wire.port)) for wire in wires]
        counters = stack.enter_context(working(tmp_path, urls))
        yield Town(server, hub, counters, wires)


def test_nothing_is_lost_and_nothing_is_done_twice(town: Town) -> None:
    cuts = [partial(town.cut, how) for how in (silent, deaf, mute, refused)]
    misfortunes: list[Callable[[], None]] = [*cuts, town.break_connections]
    for number in range(ROUNDS):
        town.work()
        town.kill_server(counters=2 * (number % 2))
        misfortunes[number % len(misfortunes)]()
    town.slow_down()
    finish(town.counters)
    tally = judge(town.hub, answers(town.counters))
    assert min(tally.alone, tally.undone, tally.received, tally.incidents, tally.twice) > 0, tally
    for counter in town.counters:
        with closing(Copy(counter.folder / COPY)) as copy:
            same_everywhere(town.hub, copy)
