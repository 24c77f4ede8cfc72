"""What a counter did alone becomes the hub's own: the same functions run again at the server, in order, each once."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from desk_app.counter import announce, check_out, cold, deed, incidents, keeping, receive, returns, till, undo
from desk_app.counter.deed import LINES, Deed
from desk_app.counter.desk import Desk
from desk_app.domain.deeds import DeedState
from desk_app.domain.draws import Draws
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import deeds, journal, lost_orders
from desk_app.store.copies import Parted
from desk_app.store.engine import Conflict, Tx
from desk_app.store.errors import DatabaseOffline
from desk_app.store.journal import Line
from desk_app.store.lost_orders import LostOrder
from desk_app.store.shared import SharedStore

log = logging.getLogger(__name__)

MODULES = (announce, check_out, cold, keeping, receive, returns, till, undo)
"""Whose functions may be done alone: they are known once they are loaded."""

LAST = 20
"""So few are replayed while the counter's own writing waits."""

GROUP = 20
"""So many are replayed before it is written down."""

KEPT = timedelta(days=7)
"""How long what is done can be given back to a server that was restored."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it: how many are the hub's own now, how many a person has to look at, how many wait still."""

    replayed: int = 0
    incidents: int = 0
    waiting: int = 0
    lost: int = 0
    """How many done before could be given back: the server was restored to an older state."""

    def __add__(self, more: "Replayed") -> "Replayed":
        return replace(self, replayed=self.replayed + more.replayed, incidents=self.incidents + more.incidents)


def come_back(desk: Desk, goes_on: Callable[[], bool] = lambda: True) -> Replayed:
    """Replay what waits and work at the server again. While the server is away, or goes away again, the rest waits.

    ``goes_on`` is asked before each action: the rest waits also when it says no.
    """
    store = desk.store
    if not isinstance(store, SharedStore) or not store.is_alone:
        return Replayed()
    if not store.is_back():
        return Replayed(waiting=waiting(desk))
    with store.replays:
        return _come_back(desk, store, goes_on)


def _come_back(desk: Desk, store: SharedStore, goes_on: Callable[[], bool]) -> Replayed:
    """Most of it while the counter goes on; the last of it while its own writing waits a moment, so that it ends."""
    done, left = Replayed(), waiting(desk)
    while left > LAST and goes_on():
        done += _replay_some(desk, store, left, goes_on)
        before, left = left, waiting(desk)
        if left >= before:
            break
    with store.holding():
        done += _replay_some(desk, store, waiting(desk), goes_on)
        left = waiting(desk)
        if not left:
            _go_back(desk, store)
    return replace(done, waiting=left, lost=0 if store.is_alone else _follow_soon(desk, store))


def give_back(desk: Desk) -> Replayed:
    """Replay all that this counter knows of the last days: the server was restored and may have lost some of it."""
    store = desk.store
    if not isinstance(store, SharedStore):
        return Replayed()
    store.keep_deeds()
    since = desk.clock() - KEPT
    with store.replays:
        store.copy.store.write(lambda tx: deeds.wait_again(tx, since))
        done = _replay_some(desk, store, waiting(desk), lambda: True)
    return replace(done, waiting=waiting(desk))


def waiting(desk: Desk) -> int:
    """How many actions of this counter the server does not know yet."""
    store = desk.store
    return store.copy.store.read(deeds.count_waiting) if isinstance(store, SharedStore) and store.copy.hub_id() else 0


def recall(desk: Desk, store: SharedStore) -> int:
    """How many actions this counter could give back: its own of the last days, and all orders that its copy knows.

    To be called before the copy is filled from a server that was restored. Raises DatabaseOffline.
    """
    orders = lost_orders.lost(store.copy.store, store.server)
    rows = [_announced(desk, order) for order in orders]
    since = desk.clock() - KEPT

    def count(tx: Tx) -> int:
        deeds.put_first(tx, rows)
        return deeds.count_since(tx, since)

    return store.copy.store.write(count)


def _announced(desk: Desk, order: LostOrder) -> dict[str, Any]:
    """The order's announcement as if it had been made here, with the same names; whoever knows it makes it once."""
    draws = Draws({"parcel": order.parcel_ids, "pickup": [order.pickup_code]})
    said = {"shop_id": order.shop_id, "announcement": order.announcement}
    act = replace(desk.act("announce", f"recalled:{order.id}"), at=order.announced_at)
    return deed.row(desk, act, Deed(deed.name_of(announce.announce), said, draws), Verdict.ANNOUNCED, DeedState.DONE)


def _replay_some(desk: Desk, store: SharedStore, count: int, goes_on: Callable[[], bool]) -> Replayed:
    """So many of those that wait, the oldest first; what the counter does meanwhile waits behind them."""
    counts: Counter[DeedState] = Counter()
    try:
        for start in range(0, count, GROUP):
            some = store.copy.store.read(partial(deeds.first_waiting, most=min(GROUP, count - start)))
            if not _replay_group(desk, store, some, goes_on, counts):
                break
    except DatabaseOffline:
        log.info("the server went away during the replay")
    return Replayed(counts[DeedState.DONE], counts[DeedState.INCIDENT])


def _replay_group(
    desk: Desk, store: SharedStore, some: Sequence[Any], goes_on: Callable[[], bool], counts: Counter[DeedState]
) -> bool:
    """Replay them all, and write down what became of them at once; whether there may be more to do.

    A counter that is killed before it is written down replays them again, and nothing is done twice: the server has
    each of them under its nonce, refusals and incidents too, and answers as it did.
    """
    became: dict[int, DeedState] = {}
    try:
        for one in some:
            if not goes_on():
                break
            became[one.number] = _replay(desk, store, one)
    finally:
        store.copy.store.write(lambda tx: deeds.mark(tx, became))
        counts.update(became.values())
    return 0 < len(some) == len(became)


def _go_back(desk: Desk, store: SharedStore) -> None:
    """Work at the server again."""
    try:
        store.copy.bring_prints(store.server, desk.hub_id, desk.counter)
    except DatabaseOffline:
        log.info("the server went away again")
        return
    store.go_back()


def _follow_soon(desk: Desk, store: SharedStore) -> int:
    try:
        return follow(desk, store)
    except DatabaseOffline:
        log.info("the server went away before the copy had followed")
        return 0


def follow(desk: Desk, store: SharedStore, *, house: bool = True, anew: bool = True) -> int:
    """Bring the copy up to date; how many actions could be given back to a server that was restored to an older state.

    ``house``: shops, shelves, clerks, settings too. ``anew``: it may be another server than before, so look well.
    Raises DatabaseOffline.
    """
    store.keep_deeds()
    try:
        if anew and store.copy.parted(store.server, desk.hub_id):
            raise Parted
        store.copy.follow(store.server, desk.hub_id, house=house)
        store.copy.fetch_prints(store.server, desk.hub_id, desk.counter)
    except Parted:
        lost = recall(desk, store)
        log.warning("the server does not know what this counter has seen; %d actions may be given back", lost)
        _take_anew(desk, store)
        return lost
    return 0


def _take_anew(desk: Desk, store: SharedStore) -> None:
    """Fill the copy, and forget what was done too long ago to be given back. Raises DatabaseOffline."""
    store.copy.fill(store.server, desk.hub_id)
    store.copy.fetch_prints(store.server, desk.hub_id, desk.counter)
    before = desk.clock() - KEPT
    store.copy.store.write(lambda tx: deeds.prune(tx, before))


def _replay(desk: Desk, store: SharedStore, one: Any) -> DeedState:
    there = replace(
        desk,
        store=store.server,
        counter=one.counter,
        clerk=one.clerk,
        clerk_id=one.clerk_id,
        is_manager=one.is_manager,
        clock=lambda: one.at,
    )
    arguments = json.loads(one.arguments)
    with deed.replaying():
        return _lines(there, one, arguments) if one.call == LINES else _act(there, one, arguments, desk)


def _lines(there: Desk, one: Any, said: dict[str, Any]) -> DeedState:
    """Lines of the journal and nothing else."""
    act = there.act(said["action"], one.nonce)
    lines = [Line(**line | {"verdict": Verdict(line["verdict"])}) for line in said["lines"]]

    def once(tx: Tx) -> None:
        if not journal.already(tx, act.nonce):
            journal.write(tx, act, lines)

    there.store.write(once)
    return DeedState.DONE


def _act(there: Desk, one: Any, arguments: dict[str, Any], desk: Desk) -> DeedState:
    """The action itself; what the hub cannot make its own is kept for a person."""
    try:
        answer = _again(there, one, arguments)
    except DatabaseOffline:
        raise
    except Conflict:  # another program of this counter replays too, and was quicker
        answer = _others(there, one)
    except Exception:  # whatever is wrong with one action, it is kept, and those after it are not held up
        log.exception("an action could not be replayed: %s", one.call)
        answer = Answer(Verdict.NOT_APPLIED)
    if not is_refusal(answer.verdict):
        return DeedState.DONE
    now_there = replace(there, clock=desk.clock)
    incidents.record(now_there, there.act(one.call, one.nonce), one.call, answer, arguments)
    return DeedState.INCIDENT


def _others(there: Desk, one: Any) -> Answer:
    """What came of an action that another program replayed at the same moment, as the journal has it."""
    lines = there.store.read(lambda tx: journal.already(tx, one.nonce))
    return Answer(lines[0].verdict if lines else Verdict.NOT_APPLIED)


def _again(there: Desk, one: Any, arguments: dict[str, Any]) -> Answer:
    words = deed.restored(one.call, arguments)
    with deed.doing(Deed(one.call, words, Draws(json.loads(one.drawn)))):
        return deed.FUNCTIONS[one.call](there, **words, nonce=one.nonce)
