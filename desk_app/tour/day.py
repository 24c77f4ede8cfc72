"""The day, scene by scene."""

from collections.abc import Callable, Iterator

from desk_app.tour import counter, house, team, together
from desk_app.tour.stage import Stage

Scene = Callable[[Stage], Iterator[str]]

DAY: tuple[Scene, ...] = (
    counter.opening,
    house.drop_off,
    house.announcing,
    house.labels,
    counter.check_out,
    counter.asked,
    counter.without_code,
    counter.taking_back,
    house.shelving,
    house.going_back,
    house.journal,
    counter.no_answer,
    together.same_customer,
    together.alone,
    together.elsewhere,
    house.messages,
    house.settings,
    team.naming,
    team.locking,
    house.other_language,
)
AFTERWARDS = counter.doubled  # in a process of its own
