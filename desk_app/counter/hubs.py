"""The hubs of a database: each counter belongs to one of them."""

from dataclasses import replace

from desk_app.counter import clerks
from desk_app.counter.desk import Desk, refuse
from desk_app.domain.hubs import Hub
from desk_app.domain.people import one_line
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import hubs
from desk_app.store.engine import Tx


def every(desk: Desk) -> tuple[Hub, ...]:
    """All of them, the oldest first; a counter's own copy knows its own alone."""
    return desk.store.read(hubs.every)


def add(desk: Desk, name: str) -> Answer:
    """A new hub with no shop, shelf or clerk yet. SAVED with its id, ALREADY_EXISTS, NEEDS_MANAGER or INVALID."""
    if not desk.is_manager:
        return refuse(desk, desk.act("add_hub"), Answer(Verdict.NEEDS_MANAGER))
    called = one_line(name)
    if not called:
        return Answer(Verdict.INVALID, {"field": "name"})

    def do(tx: Tx) -> Answer:
        if hubs.name_taken(tx, called):
            return Answer(Verdict.ALREADY_EXISTS, {"name": called})
        return Answer(Verdict.SAVED, {"name": called, "id": hubs.add_hub(tx, called)})

    return desk.store.write(do)


def go_to(desk: Desk, hub_id: str) -> Desk:
    """The counter at another hub, as whoever stands there may use it: that hub may have clerks of its own."""
    desk.store.belong_to(hub_id)
    return clerks.standing(replace(desk, hub_id=hub_id, clerk_id="")).desk
