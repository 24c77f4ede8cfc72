"""Whatever else a clerk does: nothing of it may read the whole hub."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from benchmarks.figures import Figure, Times, timed
from benchmarks.site import Site
from desk_app.counter import announce, journal, lists, receive, setup, undo
from desk_app.domain.values import Announcement

RUNS = 60
_EXPECTED = "SELECT id FROM parcel WHERE state = 'announced' ORDER BY id"


def run(site: Site) -> Iterator[Figure]:
    """The figures of the other actions."""
    desk, numbers = site.desk, count()
    newcomer = replace(desk, counter="Poste 9")
    shop = setup.shops(desk)[0]
    expected = [parcel_id for (parcel_id,) in site.sample(_EXPECTED, 2 * RUNS)]
    parcels = iter(expected)

    def announced() -> object:
        number = next(numbers)
        order = Announcement(f"ACTION-{number}", "Jeanne Actionnée", phone=f"06 44 {number:06}")
        return announce.announce(desk, shop.id, order)

    works: dict[str, Callable[[], object]] = {
        "the totals": lambda: lists.totals(desk),
        "the last handovers": lambda: lists.recent_handovers(desk),
        "the shelves": lambda: setup.shelves(desk),
        "the last handover of a counter": lambda: undo.last(desk),
        "the last handover of a new counter": lambda: undo.last(newcomer),
        "the journal": lambda: journal.entries(desk),
        "a name completed": lambda: announce.known_customers(desk, "mar"),
        "an order announced": announced,
        "a parcel received": lambda: receive.receive(desk, next(parcels)),
    }
    for name, work in works.items():
        times = _repeated(work)
        yield Figure(name, site.name, times.median, times.p99, most_p99=50)


def _repeated(work: Callable[[], object]) -> Times:
    return timed(lambda _: work(), range(RUNS))
