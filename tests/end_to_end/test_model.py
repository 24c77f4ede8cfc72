"""A server and two counters with copies against ten lines of truth: hypothesis tries to tell them apart."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import make_url

from desk_app.counter import check_out, receive, replay, undo
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import is_refusal
from desk_app.store.engine import Store
from desk_app.store.shared import COPY, SharedStore
from tests.counter.hub import Hub
from tests.databases import postgres_database
from tests.end_to_end.referee import left_at_most_once, same_everywhere
from tests.end_to_end.relay import relay

COUNTERS, CUSTOMERS, PIECES = 2, 2, 2
PARCELS = CUSTOMERS * PIECES
MOVES = {"receive": ("announced", "ready"), "hand_over": ("ready", "collected"), "undo": ("collected", "ready")}


class Truth:
    """What should be: a counter that is cut off sees what it saw last, and what it does becomes the hub's or is odd."""

    def __init__(self) -> None:
        self.hub = {parcel: "ready" if parcel < PIECES else "announced" for parcel in range(PARCELS)}
        self.views = [self.hub] * COUNTERS
        self.waiting: list[list[tuple[str, int]]] = [[] for _ in range(COUNTERS)]
        self.incidents = 0

    def do(self, counter: int, what: str, parcel: int) -> bool:
        """Whether the counter may do it."""
        before, after = MOVES[what]
        view = self.views[counter]
        if view[parcel] != before:
            return False
        view[parcel] = after
        if view is not self.hub:
            self.waiting[counter].append((what, parcel))
        return True

    def cut(self, counter: int) -> None:
        """From now on it is alone."""
        self.views[counter] = dict(self.hub)

    def bring_back(self, counter: int) -> None:
        """The hub learns what it did, in order."""
        self.views[counter] = self.hub
        for what, parcel in self.waiting[counter]:
            self.incidents += not self.do(counter, what, parcel)
        self.waiting[counter] = []


class Counters(RuleBasedStateMachine):
    """The real ones, each on a wire of its own; ``odd`` gets how many incidents there were in the end."""

    def __init__(self, url: str, template: str, folder: Path, odd: list[int]) -> None:
        super().__init__()
        self.truth = Truth()
        self._odd = odd
        self._all = ExitStack()
        mine = self._all.enter_context(postgres_database(url, template))
        self.hub = Hub(self._all.enter_context(closing(Store(mine))))
        self.parcels = [parcel for number in range(CUSTOMERS) for parcel in self._order(number)]
        port = make_url(mine).port or 0
        self.wires = [self._all.enter_context(relay(port)) for _ in range(COUNTERS)]
        self.desks = [self._desk(number, mine, folder / mine.rpartition("/")[2]) for number in range(COUNTERS)]

    def _order(self, number: int) -> tuple[Parcel, ...]:
        enter = self.hub.announce if number else self.hub.ready
        return enter(f"{number}", f"Client {number}", email=f"c{number}@exemple.fr", pieces=PIECES)

    def _desk(self, number: int, url: str, folder: Path) -> Desk:
        far = make_url(url).set(port=self.wires[number].port)
        store = self._all.enter_context(closing(SharedStore(far, folder / f"{number}" / COPY, self.hub.clock)))
        return open_desk(store, f"Poste {number}", f"Clerc {number}", self.hub.clock)

    def _store(self, counter: int) -> SharedStore:
        store = self.desks[counter].store
        assert isinstance(store, SharedStore)
        return store

    def _is_cut(self, counter: int) -> bool:
        return self.truth.views[counter] is not self.truth.hub

    @rule(counter=st.integers(0, COUNTERS - 1), what=st.sampled_from(sorted(MOVES)), parcel=st.integers(0, PARCELS - 1))
    def do(self, counter: int, what: str, parcel: int) -> None:
        """The counter does it if, and only if, it may."""
        answer = CALLS[what](self.desks[counter], self.parcels[parcel].id, self.parcels[parcel].pickup_code)
        assert is_refusal(answer.verdict) != self.truth.do(counter, what, parcel), answer
        assert self._store(counter).is_alone == self._is_cut(counter)

    @rule(counter=st.integers(0, COUNTERS - 1))
    def cut(self, counter: int) -> None:
        """Its wire is out, and it has noticed; until then its keeper has kept the copy fresh."""
        if not self._is_cut(counter):
            assert replay.follow(self.desks[counter], self._store(counter)) == 0  # nothing was lost
            self.wires[counter].refuse()
            self.truth.cut(counter)
            check_out.look(self.desks[counter], self.parcels[0].pickup_code)

    @rule(counter=st.integers(0, COUNTERS - 1))
    def bring_back(self, counter: int) -> None:
        """Its wire is mended, and what it did is handed in."""
        if self._is_cut(counter):
            self.wires[counter].mend()
            waiting = len(self.truth.waiting[counter])
            before = self.truth.incidents
            self.truth.bring_back(counter)
            done = replay.come_back(self.desks[counter])
            assert done.incidents == self.truth.incidents - before
            assert done.replayed >= waiting - done.incidents  # refusals are handed in too
            assert not self._store(counter).is_alone

    @rule(parcel=st.integers(0, PARCELS - 1))
    def give_everywhere(self, parcel: int) -> None:
        """All are cut off, and all of them give the same parcel."""
        for counter in range(COUNTERS):
            self.cut(counter)
            self.do(counter, "hand_over", parcel)

    def teardown(self) -> None:
        """Everybody is back, and sees the same."""
        with self._all:
            for number in range(COUNTERS):
                self.bring_back(number)
            states = dict(map(tuple, self.hub.query("SELECT id, state FROM parcel")))
            assert [states[parcel.id] for parcel in self.parcels] == list(self.truth.hub.values())
            assert self.hub.query("SELECT COUNT(*) FROM incident") == [(self.truth.incidents,)]
            self._odd.append(self.truth.incidents)
            left_at_most_once(self.hub)
            self.hub.check()
            for number in range(COUNTERS):
                same_everywhere(self.hub, self._store(number).copy)


CALLS: dict[str, Callable[[Desk, str, str], Answer]] = {
    "receive": lambda desk, parcel, _code: receive.receive(desk, parcel),
    "hand_over": lambda desk, parcel, code: check_out.hand_over(desk, code, [parcel]),
    "undo": lambda desk, parcel, _code: undo.undo(desk, parcel, "Changé d’avis"),
}


def test_counters_do_what_the_truth_says(postgres_url: str, postgres_template: str, tmp_path: Path) -> None:
    one_by_one = settings(max_examples=6, stateful_step_count=20, phases=[Phase.generate])  # to shrink takes too long
    odd: list[int] = []

    class Here(Counters):
        def __init__(self) -> None:
            super().__init__(postgres_url, postgres_template, tmp_path, odd)

    run_state_machine_as_test(Here, settings=one_by_one)
    assert sum(odd) > 0  # it was tried
