"""What is done once a day, by whichever counter comes first: at night, or when the day's first counter opens."""

from desk_app.counter import privacy
from desk_app.counter.desk import Desk
from desk_app.domain.privacy import Purged
from desk_app.store import hubs
from desk_app.store.engine import Tx

_DAY = "retention.day"  # of the hub: the last day on which it was done


def due(desk: Desk) -> bool:
    """Whether it was not begun today, the counter's local day. Raises DatabaseOffline."""
    return desk.store.read(lambda tx: hubs.settings(tx, desk.hub_id)).get(_DAY) != _today(desk)


def run(desk: Desk) -> Purged | None:
    """Do it, unless another counter has begun it today. Takes a while: not on a lane that somebody waits for.

    Raises DatabaseOffline; what is left over is done the next day.
    """
    return privacy.purge(desk) if desk.store.write(lambda tx: _begin(tx, desk)) else None


def _begin(tx: Tx, desk: Desk) -> bool:
    if hubs.settings(tx, desk.hub_id).get(_DAY) == _today(desk):
        return False
    hubs.save_setting(tx, desk.hub_id, _DAY, _today(desk))
    return True


def _today(desk: Desk) -> str:
    return f"{desk.clock().astimezone():%Y-%m-%d}"
