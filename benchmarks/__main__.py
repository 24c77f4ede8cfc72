"""``make bench``: every subject, its figures beside their floors and targets, on the terminal and in build/bench."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import (
    bench_actions,
    bench_check_out,
    bench_copy,
    bench_counters,
    bench_growth,
    bench_heartbeat,
    bench_imports,
    bench_labels,
    bench_lists,
    bench_live,
    bench_prints,
    bench_scans,
    bench_search,
    bench_start,
    bench_window,
    databases,
)
from benchmarks.figures import Figure, save, table
from benchmarks.site import Site, opened

FULL, QUICK = 1_000_000, 10_000
ON_A_HUB: dict[str, Callable[[Site], Iterator[Figure]]] = {
    "start": bench_start.run,
    "window": bench_window.run,
    "check_out": bench_check_out.run,
    "growth": bench_growth.run,
    "counters": bench_counters.run,
    "copy": bench_copy.run,
    "search": bench_search.run,
    "lists": bench_lists.run,
    "actions": bench_actions.run,
    "imports": bench_imports.run,
    "heartbeat": bench_heartbeat.run,
    "live": bench_live.run,
    "prints": bench_prints.run,
}


def main() -> int:
    """Measure what was asked for. The exit status is 0 whether or not targets are met: the table says it."""
    words = _words()
    figures: list[Figure] = []
    for database in words.database:
        subjects = [name for name in words.only if name in ON_A_HUB]
        if not subjects:
            continue
        with opened(database, words.size) as site:
            for name in subjects:
                print(f"  {name} on {site.name} …", flush=True)
                figures += ON_A_HUB[name](site)
    if "labels" in words.only:
        figures += bench_labels.run()
    if "prints" in words.only:
        figures += bench_prints.languages()
    if "scans" in words.only:
        figures += bench_scans.run()
    print(f"\n{words.size:,} parcels\n{table(figures)}")
    save(figures, words.size, databases.FOLDER / "results.json")
    return 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=FULL, help="parcels in the hub")
    parser.add_argument("--quick", action="store_const", dest="size", const=QUICK, help=f"{QUICK:,} parcels")
    subjects = [*ON_A_HUB, "labels", "scans"]
    parser.add_argument("--only", nargs="+", choices=subjects, default=subjects)
    both = [databases.SQLITE, databases.POSTGRESQL]
    parser.add_argument("--database", nargs="+", choices=both, default=both)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
