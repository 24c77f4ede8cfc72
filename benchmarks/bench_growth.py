"""What a hundred times the parcels cost: the same work in a small hub and in this one, in turns."""

from collections.abc import Iterator

from benchmarks.bench_check_out import HANDOVERS, LOOKS, codes, hand_over, look
from benchmarks.figures import Figure, in_turns
from benchmarks.site import Site, opened

SMALL = 10_000


def run(site: Site) -> Iterator[Figure]:
    """How much longer each work takes than with 10,000 parcels."""
    if site.size <= SMALL:
        return
    with opened(site.database, SMALL) as small:
        for name, work, count in (("code read", look, LOOKS), ("handover", hand_over, HANDOVERS)):
            large_times, small_times = in_turns([(work(on), codes(on, count, seed=7)) for on in (site, small)])
            ratio = large_times.median / small_times.median
            title = f"growth of a {name} from {SMALL:,} parcels"
            yield Figure(title, site.name, ratio, floor=1, most=1.3, unit="×")
