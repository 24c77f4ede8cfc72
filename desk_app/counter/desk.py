"""Where an action happens: the counter's place in the hub."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desk_app.counter import deed
from desk_app.domain.deeds import DeedState
from desk_app.domain.draws import drawing
from desk_app.domain.hours import opening_of
from desk_app.domain.opening import Opening
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Clock, Reason
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import hubs, journal, migrate, parcels
from desk_app.store.engine import Conflict, Rollback, Store, Tx
from desk_app.store.errors import DatabaseOffline
from desk_app.store.keys import is_key


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """One counter of one hub, and who stands at it."""

    store: Store
    hub_id: str
    counter: str
    clerk: str = ""
    clock: Clock = utc_now
    is_manager: bool = True  # a hub that names no clerks trusts whoever stands there
    clerk_id: str = ""  # of who has signed in; a hub without clerks knows a name at most

    def act(self, action: str, nonce: str | None = None) -> journal.Act:
        """The who, where and when of an action; the same ``nonce`` again is the same action."""
        return journal.Act(self.hub_id, self.counter, self.clerk, self.clock(), nonce or new_nonce(), action)


def open_desk(
    store: Store, counter: str, clerk: str = "", clock: Clock = utc_now, *, hub_name: str = "", hub: str = ""
) -> Desk:
    """The desk of a database, its schema made or upgraded first. A counter with a copy opens without its server too.

    ``hub`` is the name or the id of the counter's hub, where there are several: the oldest when it is empty. A new
    database gets one, called so, or ``hub_name``. Raises EnvironmentTrouble, also when there is no such hub.
    """
    store.begin()
    try:
        migrate.prepare(store.server)
    except DatabaseOffline as error:
        store.go_alone(error)
    hub_id = store.read(lambda tx: hubs.find_hub(tx, hub)) or store.write(lambda tx: _open_hub(tx, hub, hub_name))
    store.belong_to(hub_id)
    return Desk(store, hub_id, counter, clerk, clock)


def _open_hub(tx: Tx, wanted: str, hub_name: str) -> str:
    hubs.open_hub(tx, hub_name if not wanted or is_key(wanted) else wanted)
    found = hubs.find_hub(tx, wanted)
    if found is None:
        known = ", ".join(hub.name for hub in hubs.every(tx))
        raise EnvironmentTrouble(Reason("hubs.unknown", {"hub": wanted, "known": known}))
    return found


def new_nonce() -> str:
    """Names one action, whatever becomes of it."""
    return secrets.token_hex(16)


class Refusal(Exception):
    """Raised inside an action: everything it wrote is taken back, and the refusal alone is journalled."""

    def __init__(self, answer: Answer, pickup_id: str | None = None) -> None:
        super().__init__(answer.verdict)
        self.answer = answer
        self.pickup_id = pickup_id


def perform(
    desk: Desk,
    act: journal.Act,
    do: Callable[[Tx], Answer],
    again: Callable[[Tx, Sequence[journal.Line]], Answer],
) -> Answer:
    """Run one action in one transaction: done once, or refused with nothing written but the refusal.

    ``again`` answers when the act's nonce is in the journal already: it was done, only its answer got lost.
    """

    doing = deed.now_done()

    def once(tx: Tx) -> Answer:
        before = journal.already(tx, act.nonce)
        if before and is_refusal(before[0].verdict):
            raise Rollback(_refused_again(tx, do, before[0].verdict))
        if before:
            return again(tx, before)
        with drawing(doing.draws if doing else None):
            answer = do(tx)
        if doing:
            deed.keep(tx, desk, act, doing, answer)
        return answer

    try:
        answer = desk.store.write(once, alone=doing is not None)
    except Refusal as refusal:
        return refuse(desk, act, refusal.answer, refusal.pickup_id)
    if doing:
        desk.store.remember(lambda: deed.row(desk, act, doing, answer.verdict, DeedState.DONE))
    return answer


def _refused_again(tx: Tx, do: Callable[[Tx], Answer], verdict: Verdict) -> Answer:
    """The answer of a refusal that got lost, for its words; what might be done by now is not."""
    try:
        do(tx)
    except Refusal as refusal:
        return refusal.answer
    except Conflict:  # it was done, up to its line in the journal, and will be rolled back
        pass
    return Answer(verdict)


def refuse(desk: Desk, act: journal.Act, answer: Answer, pickup_id: str | None = None) -> Answer:
    """Journal a refusal, and give it back with its parcels as they stand: what the action had made is gone."""

    def do(tx: Tx) -> Answer:
        there = parcels.by_ids(tx, [p.id for p in answer.parcels]) if answer.parcels else ()
        note_in(tx, act, [journal.Line(answer.verdict, there[0].id if there else None, pickup_id)])
        return replace(answer, parcels=there)

    return desk.store.write(do, alone=True)


def note(desk: Desk, act: journal.Act, lines: Sequence[journal.Line]) -> None:
    """Journal what changed nothing."""
    desk.store.write(lambda tx: note_in(tx, act, lines), alone=True)


def note_in(tx: Tx, act: journal.Act, lines: Sequence[journal.Line]) -> None:
    """As :func:`note`, inside a transaction."""
    journal.write(tx, act, lines)
    deed.keep_lines(tx, act, lines)


def opening(tx: Tx, hub_id: str) -> Opening:
    """When the hub is open."""
    return opening_of(hubs.settings(tx, hub_id))
