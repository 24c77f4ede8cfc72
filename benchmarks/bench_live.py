"""Counters that hear of each other: how soon, how soon it is on the screen, and what it costs while nothing happens."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from queue import SimpleQueue
from threading import Event, Thread

import psycopg
from PySide6.QtCore import QTimer

from benchmarks import hub
from benchmarks.bench_check_out import codes
from benchmarks.figures import Figure, Times, timed
from benchmarks.screen import Screen, screen
from benchmarks.site import Bare, Site
from desk_app.counter import check_out
from desk_app.counter.desk import Desk
from desk_app.store.engine import Store
from desk_app.store.listening import Listener
from desk_app.ui.live import Live
from desk_app.ui.pages.comptoir import Comptoir

CHANGES, COUNTERS = 40, 20
SETTLE_SECONDS = 12.0  # the server counts what was asked some seconds later
IDLE_SECONDS = 61.0  # once around all that looks once a minute
_COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
_MOST_HEARD = {"sqlite": 250.0, "postgresql": 10.0}
_MOST_SEEN = {"sqlite": 300.0, "postgresql": 50.0}


def run(site: Site) -> Iterator[Figure]:
    """The figures of hearing."""
    with closing(Store(site.url)) as store:
        started = time.perf_counter()
        other = replace(
            site.desk,
            store=store,
            counter="Poste 2",
            clock=lambda: hub.NOW + timedelta(seconds=time.perf_counter() - started),  # the last one is the last one
        )
        heard, floor = heard_after(site, other)
        yield Figure(
            "commit → heard by another counter",
            site.name,
            heard.median,
            heard.p99,
            floor,
            most=_MOST_HEARD[site.database],
        )
        seen = seen_after(site, other)
        yield Figure(
            "commit → painted on another's screen",
            site.name,
            seen.median,
            seen.p99,
            floor or heard.median,
            most=_MOST_SEEN[site.database],
        )
    if not site.store.is_sqlite:
        most = 2.0 * COUNTERS
        yield Figure(f"{COUNTERS} idle listeners: queries a minute", site.name, listeners(site), most=most, unit="")
        yield Figure("an idle counter's window: queries a minute", site.name, window(site), most=20, unit="")


class Ear:
    """A thread that waits for the database's word, and notes when it comes."""

    def __init__(self, site: Site) -> None:
        self.times: SimpleQueue[float] = SimpleQueue()
        self._listener = Listener(site.url, site.desk.hub_id)
        self._is_over = Event()
        self._thread = Thread(target=self._listen)
        self._thread.start()
        self.times.get()  # everything may have changed before

    def _listen(self) -> None:
        with closing(self._listener):
            while not self._is_over.is_set():
                if self._listener.wait(60):
                    self.times.put(time.perf_counter())

    def close(self) -> None:
        """End it."""
        self._is_over.set()
        self._listener.wake()
        self._thread.join()


def heard_after(site: Site, other: Desk) -> tuple[Times, float | None]:
    """From a handover's commit to the listener's call; and the bare driver's own time for it on PostgreSQL."""
    with closing(Ear(site)) as ear:

        def once(code: str) -> float:
            site.gone.add(code)
            check_out.hand_over(other, code)
            done = time.perf_counter()
            return max(0.0, ear.times.get() - done) * 1000  # it may be heard before the action returns

        runs = [once(code) for code in codes(site, CHANGES, seed=21)]
    return Times(tuple(sorted(runs))), None if site.store.is_sqlite else _bare_notify(site)


def _bare_notify(site: Site) -> float:
    """A NOTIFY by the driver alone to another connection of it, in milliseconds."""
    url = site.url.replace("+psycopg", "", 1)
    with psycopg.connect(url, autocommit=True) as sender, psycopg.connect(url, autocommit=True) as hearer:
        hearer.execute("LISTEN bench")

        def once(_number: int) -> None:
            sender.execute("NOTIFY bench")
            list(hearer.notifies(stop_after=1))

        return timed(once, range(CHANGES)).median


def seen_after(site: Site, other: Desk) -> Times:
    """From a handover's commit to the other screen, whose last handovers are painted anew."""
    with screen(site.desk) as shown:
        page = shown.window.open_page("comptoir")
        assert isinstance(page, Comptoir)
        Live.of(shown.session)
        runs = [_seen(site, shown, page, code, other) for code in codes(site, CHANGES, seed=22)]
    return Times(tuple(sorted(runs)))


def _seen(site: Site, shown: Screen, page: Comptoir, code: str, other: Desk) -> float:
    site.gone.add(code)
    rest(shown, 0.4)  # the pause after the last reading is over
    before = page.recent.texts
    check_out.hand_over(other, code)
    done = time.perf_counter()
    shown.until(lambda: page.recent.texts != before)
    return (time.perf_counter() - done) * 1000


def rest(shown: Screen, seconds: float) -> None:
    """Let the window live for so long, and until nothing is under way."""
    end, ticks = time.perf_counter() + seconds, QTimer(shown.window, interval=50)
    ticks.start()
    shown.until(lambda: time.perf_counter() > end and not shown.session.door.is_busy)
    ticks.stop()


def listeners(site: Site) -> float:
    """What counters ask a minute while they listen and nobody does a thing."""
    with ExitStack() as stack:
        for _ in range(COUNTERS):
            stack.enter_context(closing(Ear(site)))
        time.sleep(SETTLE_SECONDS)
        return asked(site, lambda: time.sleep(IDLE_SECONDS))


def window(site: Site) -> float:
    """What a whole window asks a minute while nobody does a thing: it looks at what time changes by itself."""
    with screen(site.desk) as shown:
        Live.of(shown.session)
        rest(shown, SETTLE_SECONDS)
        return asked(site, lambda: rest(shown, IDLE_SECONDS))


def asked(site: Site, meanwhile: Callable[[], None]) -> float:
    """Transactions a minute, single queries among them."""
    with site.bare() as bare:
        started, before = time.perf_counter(), _commits(bare)
        meanwhile()
        return (_commits(bare) - before - 1) / (time.perf_counter() - started) * 60


def _commits(bare: Bare) -> int:
    return int(bare.fetch(_COMMITS)[0][0])
