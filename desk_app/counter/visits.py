"""Two counters that have the same pickup open see each other. Nothing of it is journalled, and nobody waits for it.

A counter that goes on by itself sees nobody: on its own copy, or while the database is away, nothing happens.
"""

from collections.abc import Mapping
from contextlib import suppress

from desk_app.counter.desk import Desk
from desk_app.domain.states import State
from desk_app.domain.values import Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.domain.visits import Seen, Visitor
from desk_app.store import journal, pickups, visits
from desk_app.store.engine import Tx, is_copy
from desk_app.store.errors import DatabaseOffline


def begin(desk: Desk, pickup_id: str) -> tuple[Visitor, ...]:
    """This counter has a pickup open from now on, and no other; which others have it open too."""

    def do(tx: Tx) -> tuple[Visitor, ...]:
        if is_copy(tx):
            return ()
        me = Visitor(desk.counter, desk.clerk, desk.clock())
        visits.begin(tx, desk.hub_id, me, pickup_id)
        return visits.others(tx, pickup_id, me.counter, me.at)

    with suppress(DatabaseOffline):
        return desk.store.write(do)
    return ()


def end(desk: Desk) -> None:
    """This counter has no pickup open any more."""

    def do(tx: Tx) -> None:
        if not is_copy(tx):
            visits.end(tx, desk.hub_id, desk.counter)

    with suppress(DatabaseOffline):  # what stays is cleared away after a while
        desk.store.write(do)


def see(desk: Desk, pickup_id: str) -> Seen | None:
    """A pickup as it now stands, and what other counters do with it. Changes nothing. Raises DatabaseOffline.

    None where it is not known: the counter has another database than before.
    """

    def ask(tx: Tx) -> Seen | None:
        pickup = pickups.by_ids(tx, desk.hub_id, [pickup_id]).get(pickup_id)
        if pickup is None:
            return None
        others = () if is_copy(tx) else visits.others(tx, pickup_id, desk.counter, desk.clock())
        return Seen(pickup, others, _taken(tx, pickup, desk.counter))

    return desk.store.read(ask)


def _taken(tx: Tx, pickup: Pickup, counter: str) -> Mapping[str, Visitor]:
    """What other counters have handed over, by parcel."""
    found: dict[str, Visitor] = {}
    for parcel in pickup.parcels:
        line = journal.last_of(tx, parcel.id, [Verdict.COLLECTED]) if parcel.state is State.COLLECTED else None
        if line is not None and line.counter != counter:
            found[parcel.id] = Visitor(line.counter, line.clerk, parcel.collected_at or line.at)
    return found
