"""Eight counters go on while their server is killed, their wires are cut and they themselves are killed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url

from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from tests.counter.hub import Hub
from tests.databases import Postgres, postgres_server
from tests.end_to_end.counters import CounterProgram, answers, stock, working
from tests.end_to_end.referee import judge
from tests.end_to_end.relay import Relay, Way, relay
from tests.end_to_end.waiting import until

COUNTERS = 8
READY, ANNOUNCED = 4_500, 500
ROUNDS = 10
TOGETHER = 60
"""So many answers all counters get between two misfortunes."""
SECONDS = 60  # until a condition that does not come true is a failure


@dataclass(slots=True)
class Town:
    """A server, counters, and a wire for each."""

    server: Postgres
    hub: Hub
    counters: Sequence[CounterProgram]
    wires: Sequence[Relay]
    rng: Random = field(default_factory=lambda: Random(5))

    def work(self, count: int = TOGETHER) -> None:
        """Let the counters get so many answers more."""
        enough = len(answers(self.counters)) + count
        until(lambda: len(answers(self.counters)) >= enough, f"{count} answers", SECONDS)

    def noticed(self, counters: Sequence[CounterProgram]) -> None:
        """Wait until each of these was told that its server is away."""
        before = [times_away(counter) for counter in counters]
        for counter, times in zip(counters, before, strict=True):
            until(lambda c=counter, t=times: times_away(c) > t, f"{counter.name} to notice", SECONDS)  # type: ignore[misc]

    def kill_server(self) -> None:
        """Dead for a while, then started again."""
        self.server.kill()
        self.noticed(self.counters)
        self.server.start()

    def kill_counters(self) -> None:
        """Two of them, which start again at once."""
        for counter in self.rng.sample(self.counters, 2):
            counter.kill()
            counter.start()

    def cut(self, how: Callable[[Relay], None]) -> None:
        """Three wires, until their counters have noticed."""
        those = self.rng.sample(range(COUNTERS), 3)
        for number in those:
            how(self.wires[number])
        self.noticed([self.counters[number] for number in those])
        for number in those:
            self.wires[number].mend()

    def slow_down(self) -> None:
        """Every wire is long; whoever works over it works on."""
        for wire in self.wires:
            wire.slow_down(0.02)
        self.work()
        for wire in self.wires:
            wire.mend()


def times_away(counter: CounterProgram) -> int:
    """How often it was told that its server is away."""
    return sum(note.call == "away" for note in counter.notes())


CUTS: dict[str, Callable[[Relay], None]] = {
    "silent": lambda wire: wire.block(),
    "deaf": lambda wire: wire.block(Way.THERE),
    "mute": lambda wire: wire.block(Way.BACK),
    "reset": lambda wire: wire.reset(),
    "refused": lambda wire: wire.refuse(),
}


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
    for name in list(CUTS) * (ROUNDS // len(CUTS)):
        town.work()
        town.kill_server()
        town.work()
        town.kill_counters()
        if name != "reset":
            town.cut(CUTS[name])
        else:
            for wire in town.wires:
                wire.reset()
    town.slow_down()
    for counter in town.counters:
        counter.finish()
    tally = judge(town.hub, answers(town.counters))
    print(tally)
