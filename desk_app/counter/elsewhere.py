"""What belongs to another hub of this database: nothing is done with it here, and its customer is told where to go."""

from desk_app.domain.hours import opening_of
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import hubs, parcels, pickups
from desk_app.store.engine import Tx
from desk_app.store.journal import Act


def of_code(tx: Tx, act: Act, code: str) -> Answer | None:
    """OTHER_HUB with how many parcels wait there, for a pickup code of another hub; else None."""
    found = pickups.of_any_hub(tx, code)
    if found is None or found[0] == act.hub_id:
        return None
    hub_id, pickup = found
    return _answer(tx, act, hub_id, sum(not p.is_too_late(act.at) for p in pickup.ready))


def of_parcel(tx: Tx, act: Act, parcel_id: str) -> Answer | None:
    """OTHER_HUB for the label of a parcel of another hub; else None."""
    hub_id = parcels.hub_of(tx, parcel_id)
    return None if hub_id in (None, act.hub_id) else _answer(tx, act, hub_id, None)


def _answer(tx: Tx, act: Act, hub_id: str, ready: int | None) -> Answer:
    """Where that hub is, and when it is open today, as far as it has said; of its customer nothing."""
    stored = hubs.settings(tx, hub_id)
    hours = opening_of(stored)
    args: dict[str, object] = {
        "hub": hubs.hub_name(tx, hub_id),
        "address": stored.get("hub.address", ""),
        "phone": stored.get("hub.phone", ""),
        "spans": hours.spans(hours.day_of(act.at)) if "hub.hours" in stored else None,
        "ready": ready,
    }
    return Answer(Verdict.OTHER_HUB, args)
