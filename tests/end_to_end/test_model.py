"""A server and two counters with copies against ten lines of truth: hypothesis tries to tell them apart."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain, count
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
from tests.counter.old_backup import OldBackup
from tests.databases import postgres_database
from tests.end_to_end.referee import left_at_most_once, same_everywhere
from tests.end_to_end.relay import relay

COUNTERS, CUSTOMERS, PIECES = 2, 2, 2
PARCELS = CUSTOMERS * PIECES
LINES = {"hand_over": "collected", "undo": "undone"}
MOVES = {"receive": ("announced", "ready"), "hand_over": ("ready", "collected"), "undo": ("collected", "ready")}


@dataclass(frozen=True)
class Done:
    """One action of a counter."""

    number: int
    what: str
    parcel: int


class Truth:
    """What should be: a counter that is cut off sees what it saw last, and what it does becomes the hub's or is odd.

    A hub that is restored knows nothing of what came after its backup, until it is given back.
    """

    def __init__(self) -> None:
        self.hub = {parcel: "ready" if parcel < PIECES else "announced" for parcel in range(PARCELS)}
        self.known: dict[int, bool] = {}  # whether the hub could do it, by number: else it is an incident
        self.views = [self.hub] * COUNTERS
        self.done: list[list[Done]] = [[] for _ in range(COUNTERS)]
        self.waiting: list[list[Done]] = [[] for _ in range(COUNTERS)]
        self._numbers = count()
        self.back_up()

    def do(self, counter: int, what: str, parcel: int) -> bool:
        """Whether the counter may do it."""
        view = self.views[counter]
        if not _moves(view, what, parcel):
            return False
        one = Done(next(self._numbers), what, parcel)
        if view is self.hub:
            self.known[one.number] = True
            self.done[counter].append(one)
        else:
            self.waiting[counter].append(one)
        return True

    def cut(self, counter: int) -> None:
        """From now on it is alone."""
        self.views[counter] = dict(self.hub)

    def bring_back(self, counter: int) -> None:
        """The hub learns what it did, in order."""
        self.views[counter] = self.hub
        self._tell(self.waiting[counter])
        self.done[counter] += self.waiting[counter]
        self.waiting[counter] = []

    def back_up(self) -> None:
        """What the hub knows is kept."""
        self._kept = dict(self.hub), dict(self.known)

    def restore(self) -> None:
        """And comes in the place of what it knows now."""
        self.hub.update(self._kept[0])
        self.known = dict(self._kept[1])

    def give_back(self, counter: int) -> None:
        """The hub learns all that the counter has ever done, each once."""
        self._tell(self.done[counter])

    def has_lost(self, counter: int) -> bool:
        """Whether the hub does not know any more what the counter has told it."""
        return any(one.number not in self.known for one in self.done[counter])

    def incidents(self, counter: int) -> int:
        """How much of what a counter has told the hub it could not do."""
        return sum(not self.known[one.number] for one in self.done[counter])

    def written(self) -> Counter[str]:
        """How often the hub's journal says of a parcel that it left, or came back."""
        did = (one.what for one in chain.from_iterable(self.done) if self.known[one.number])
        return Counter(LINES[what] for what in did if what in LINES)

    def _tell(self, done: Sequence[Done]) -> None:
        for one in done:
            if one.number not in self.known:
                self.known[one.number] = _moves(self.hub, one.what, one.parcel)


def _moves(view: dict[int, str], what: str, parcel: int) -> bool:
    before, after = MOVES[what]
    if view[parcel] != before:
        return False
    view[parcel] = after
    return True


class Counters(RuleBasedStateMachine):
    """The real ones, each on a wire of its own; ``tally`` counts the incidents there were in the end, and what came
    back to a server that had lost it."""

    def __init__(self, url: str, template: str, folder: Path, tally: Counter[str]) -> None:
        super().__init__()
        self.truth = Truth()
        self._tally = tally
        self._all = ExitStack()
        mine = self._all.enter_context(postgres_database(url, template))
        self.hub = Hub(self._all.enter_context(closing(Store(mine))))
        self.parcels = [parcel for number in range(CUSTOMERS) for parcel in self._order(number)]
        port = make_url(mine).port or 0
        self.wires = [self._all.enter_context(relay(port)) for _ in range(COUNTERS)]
        self.desks = [self._desk(number, mine, folder / mine.rpartition("/")[2]) for number in range(COUNTERS)]
        self.parted = [False] * COUNTERS  # they have noticed that the server was restored
        self.backup = OldBackup(self.hub.store)

    def _order(self, number: int) -> tuple[Parcel, ...]:
        enter = self.hub.announce if number else self.hub.ready
        return enter(f"{number}", f"Client {number}", email=f"c{number}@exemple.fr", pieces=PIECES)

    def _desk(self, number: int, url: str, folder: Path) -> Desk:
        far = make_url(url).set(port=self.wires[number].port)
        store = self._all.enter_context(closing(SharedStore(far, folder / f"{number}" / COPY, self.hub.clock)))
        desk = open_desk(store, f"Poste {number}", f"Clerc {number}", self.hub.clock)
        replay.follow(desk, store)
        return desk

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
            self._notice(counter, self._follow(counter), has_lost=False)
            self.wires[counter].refuse()
            self.truth.cut(counter)
            check_out.look(self.desks[counter], self.parcels[0].pickup_code)

    @rule(counter=st.integers(0, COUNTERS - 1))
    def bring_back(self, counter: int) -> None:
        """Its wire is mended, and what it did is handed in."""
        if self._is_cut(counter):
            self.wires[counter].mend()
            waiting, has_lost = len(self.truth.waiting[counter]), self.truth.has_lost(counter)
            before = self.truth.incidents(counter) if not has_lost else None
            self.truth.bring_back(counter)
            done = replay.come_back(self.desks[counter])
            assert before is None or done.incidents == self.truth.incidents(counter) - before
            assert done.replayed >= waiting - done.incidents  # refusals are handed in too
            assert not self._store(counter).is_alone
            self._notice(counter, done.lost, has_lost=has_lost)

    @rule(parcel=st.integers(0, PARCELS - 1))
    def give_everywhere(self, parcel: int) -> None:
        """All are cut off, and all of them give the same parcel."""
        for counter in range(COUNTERS):
            self.cut(counter)
            self.do(counter, "hand_over", parcel)

    @rule()
    def back_up(self) -> None:
        """A backup is made at the server."""
        self.backup.take()
        self.truth.back_up()

    @rule()
    def restore(self) -> None:
        """The last backup is restored, and who is there notices."""
        self.backup.restore()
        self.truth.restore()
        for number in range(COUNTERS):
            if not self._is_cut(number):
                self._notice(number, self._follow(number), has_lost=self.truth.has_lost(number))

    @rule(counter=st.integers(0, COUNTERS - 1))
    def give_back(self, counter: int) -> None:
        """Somebody has the counter give back what the server has lost."""
        if self.parted[counter] and not self._is_cut(counter):
            self._tally["back"] += self.truth.has_lost(counter)
            self.truth.give_back(counter)
            assert replay.give_back(self.desks[counter]).incidents == self.truth.incidents(counter)
            self.parted[counter] = False

    def _follow(self, counter: int) -> int:
        return replay.follow(self.desks[counter], self._store(counter))

    def _notice(self, counter: int, lost: int, *, has_lost: bool) -> None:
        """What the server has lost is offered to it, until it is given back."""
        self.parted[counter] |= lost > 0
        assert self.parted[counter] or not has_lost

    def teardown(self) -> None:
        """Everybody is back, something more is lost at the server and given back, and all see the same."""
        with self._all:
            for number in range(COUNTERS):
                self.bring_back(number)
            self.back_up()
            for what in ("hand_over", "undo"):  # one of them can be done
                self.do(0, what, 0)
            self.restore()
            for number in range(COUNTERS):
                self.give_back(number)
            states = dict(map(tuple, self.hub.query("SELECT id, state FROM parcel")))
            assert [states[parcel.id] for parcel in self.parcels] == list(self.truth.hub.values())
            odd = sum(map(self.truth.incidents, range(COUNTERS)))
            assert self.hub.query("SELECT COUNT(*) FROM incident") == [(odd,)]
            self._tally["odd"] += odd
            assert dict(map(tuple, self.hub.query(_WRITTEN))) == self.truth.written()
            left_at_most_once(self.hub)
            self.hub.check()
            for number in range(COUNTERS):
                same_everywhere(self.hub, self._store(number).copy)


_WRITTEN = "SELECT verdict, COUNT(*) FROM journal WHERE verdict IN ('collected', 'undone') GROUP BY verdict"

CALLS: dict[str, Callable[[Desk, str, str], Answer]] = {
    "receive": lambda desk, parcel, _code: receive.receive(desk, parcel),
    "hand_over": lambda desk, parcel, code: check_out.hand_over(desk, code, [parcel]),
    "undo": lambda desk, parcel, _code: undo.undo(desk, parcel, "Changé d’avis"),
}


def test_counters_do_what_the_truth_says(postgres_url: str, postgres_template: str, tmp_path: Path) -> None:
    one_by_one = settings(max_examples=6, stateful_step_count=14, phases=[Phase.generate])  # to shrink takes too long
    tally: Counter[str] = Counter()

    class Here(Counters):
        def __init__(self) -> None:
            super().__init__(postgres_url, postgres_template, tmp_path, tally)

    run_state_machine_as_test(Here, settings=one_by_one)
    assert tally["odd"] > 0  # it was tried
    assert tally["back"] > 0
