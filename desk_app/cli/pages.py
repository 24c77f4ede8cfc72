"""What the pages drawn from the command line have in common."""

from desk_app.counter.desk import Desk
from desk_app.counter.setup import HUB_NAME, hub_settings
from desk_app.devices.slips import Place


def place_of(desk: Desk) -> Place:
    """Where, by whom and when a page is made."""
    return Place(hub_settings(desk)[HUB_NAME], desk.counter, desk.clerk, desk.clock())
