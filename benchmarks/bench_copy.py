"""A counter's copy of what its hub has at hand: taken whole, kept in step, and asked when there is nothing new."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from benchmarks import bench_check_out, databases
from benchmarks.figures import Figure, Times, clocked
from benchmarks.site import Site
from desk_app.store.copies import Copy

HANDOVERS, FILLS = 200, 3
_OPEN = "SELECT COUNT(*) FROM parcel WHERE state IN ('announced', 'received', 'ready', 'missing', 'returning')"
_BARE = "SELECT * FROM parcel WHERE id = ?"


def run(site: Site) -> Iterator[Figure]:
    """The figures of a copy; only a hub on a server has any."""
    if site.database != databases.POSTGRESQL:
        return
    with tempfile.TemporaryDirectory(dir=databases.FOLDER) as folder, closing(_copy(site, Path(folder))) as copy:
        copy.prepare()
        yield from filled(site, copy)
        yield from followed(site, copy)


def _copy(site: Site, folder: Path) -> Copy:
    return Copy(folder / "copy.sqlite", site.desk.clock)


def filled(site: Site, copy: Copy) -> Iterator[Figure]:
    """All of it, into an empty file and into one that is full; beside a thousand bare reads."""
    count = site.store.read(lambda tx: tx.execute(text(_OPEN)).scalar_one())
    times = _times(lambda: copy.fill(site.store, site.desk.hub_id), FILLS)
    yield Figure(f"a copy filled, {count:,} parcels open", site.name, times.median, most=30_000)
    size = copy.file.stat().st_size
    yield Figure("its file", site.name, size / 1e6, unit="MB")


def followed(site: Site, copy: Copy) -> Iterator[Figure]:
    """After each handover, and where nothing happened; beside one bare read."""
    hub_id, give = site.desk.hub_id, bench_check_out.hand_over(site)
    times, idle, floor = [], [], []
    with site.bare() as bare:
        for code in bench_check_out.codes(site, HANDOVERS, seed=3):
            give(code)
            times.append(clocked(lambda: copy.follow(site.store, hub_id)))
            idle.append(clocked(lambda: copy.follow(site.store, hub_id)))
            floor.append(clocked(lambda: bare.fetch(_BARE, ("none",))))
    for work, some, most in (("a handover followed", times, 50), ("nothing new to follow", idle, 10)):
        mine, bare_ones = Times(tuple(sorted(some))), Times(tuple(sorted(floor)))
        yield Figure(work, site.name, mine.median, mine.p99, bare_ones.median, most=most)


def _times(work: Callable[[], object], count: int) -> Times:
    return Times(tuple(sorted(clocked(work) for _ in range(count))))
