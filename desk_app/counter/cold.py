"""Cold goods out of the cold: taken out, warned of, and a log that can be shown. Shelving puts them back."""

from datetime import datetime

from desk_app.counter import opened
from desk_app.counter.deed import deed
from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain.cold import ColdRule, ColdSpell, OutOfCold
from desk_app.domain.states import IN_HOUSE
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import cold, hubs, journal, parcels, pickups
from desk_app.store.engine import Tx


def rule(tx: Tx, hub_id: str) -> ColdRule:
    """The hub's limits."""
    return ColdRule.of_settings(hubs.settings(tx, hub_id))


@deed
def take_out(desk: Desk, parcel_id: str, *, nonce: str | None = None) -> Answer:
    """Cold goods leave their fridge for a while: the clock runs until their shelf is scanned again."""
    act = desk.act("take_out", nonce)

    def do(tx: Tx) -> Answer:
        parcel = opened.parcel(tx, act, parcel_id)
        pickups.lock(tx, parcel.pickup_id)
        if parcel.state not in IN_HOUSE or not parcel.zone.is_cold:
            raise Refusal(Answer(Verdict.NOT_COLD, {"zone": parcel.zone, "state": parcel.state}, (parcel,)))
        cold.begin(tx, act, parcel.id, OutOfCold.TAKEN_OUT)
        journal.write(tx, act, [journal.Line(Verdict.TAKEN_OUT, parcel.id, parcel.pickup_id)])
        return _out(tx, parcel.id)

    return perform(desk, act, do, lambda tx, before: _out(tx, before[0].parcel_id or ""))


def _out(tx: Tx, parcel_id: str) -> Answer:
    parcel = parcels.by_ids(tx, [parcel_id])[0]
    return Answer(Verdict.TAKEN_OUT, {"shelf": parcel.shelf or ""}, (parcel,))


def out_now(desk: Desk) -> tuple[tuple[Parcel, ...], ColdRule]:
    """What is out of the cold now, the longest first, and the limits it is measured by."""
    return desk.store.read(lambda tx: (cold.out_now(tx, desk.hub_id), rule(tx, desk.hub_id)))


def log(desk: Desk, since: datetime, until: datetime) -> tuple[ColdSpell, ...]:
    """Each time out of the cold that began then, the earliest first: what an inspector asks for."""
    return desk.store.read(lambda tx: cold.spells(tx, desk.hub_id, since, until))
