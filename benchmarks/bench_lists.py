"""The list of parcels: every group, every sort, every kind of filter; its first, middle and last page."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from random import Random
from typing import Any

from benchmarks.figures import Figure, timed
from benchmarks.site import Site
from desk_app.counter import lists, setup
from desk_app.domain.lists import Filter, Group, Sort
from desk_app.domain.zones import Zone

_BARE_PAGE = (
    "SELECT p.*, o.*, s.*, k.*, f.* FROM (SELECT id FROM parcel WHERE hub_id = ?"
    " AND state IN ('announced', 'missing', 'ready', 'received', 'returning')"
    " ORDER BY moved_at DESC, id DESC LIMIT 50) AS page"
    " JOIN parcel p ON p.id = page.id JOIN shop_order o ON o.id = p.order_id JOIN shop s ON s.id = p.shop_id"
    " JOIN pickup k ON k.id = p.pickup_id LEFT JOIN shelf f ON f.id = p.shelf_id"
)
_NAMES = "SELECT DISTINCT customer FROM shop_order ORDER BY id DESC LIMIT 20000"


def filters(site: Site) -> list[Filter]:
    """Everything a clerk can ask the list, one page of each, in no order."""
    shops, shelves = setup.shops(site.desk), setup.shelves(site.desk)
    ((name,),) = site.sample(_NAMES, 1)
    narrowed: tuple[dict[str, Any], ...] = (
        {},
        {"shop_id": shops[0].id},
        {"shop_id": shops[-1].id},
        {"zone": Zone.AMBIENT},
        {"zone": Zone.FROZEN},
        {"shop_id": shops[3].id, "zone": Zone.CHILLED},
        {"shelf_id": shelves[7].id},
        {"text": name},
        {"text": name[:3]},
        {"text": "mar"},
        {"text": "ier"},
        {"text": "10"},
    )
    pages = [
        page
        for group, sort, descending, more in product(Group, Sort, (False, True), narrowed)
        for page in _pages(site, Filter(group=group, sort=sort, descending=descending, **more))
    ]
    Random(3).shuffle(pages)
    return pages


def _pages(site: Site, wanted: Filter) -> list[Filter]:
    last = max(0, (lists.parcels(site.desk, replace(wanted, limit=1)).total - 1) // 50 * 50)
    return [replace(wanted, offset=offset) for offset in sorted({0, last // 100 * 50, last})]


def run(site: Site) -> Iterator[Figure]:
    """The figures of the list."""
    times = timed(partial(lists.parcels, site.desk), filters(site))
    with site.bare() as bare:
        floor = timed(lambda _: bare.fetch(_BARE_PAGE, (site.desk.hub_id,)), range(200))
    yield Figure("any filter, sort and page", site.name, times.median, times.p99, floor.median, most_p99=50)
    first = timed(lambda _: lists.parcels(site.desk, Filter()), range(200))
    yield Figure("the list as it opens", site.name, first.median, first.p99, floor.median)
