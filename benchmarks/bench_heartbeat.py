"""How long the screen's thread is held up while something long goes on behind it."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from benchmarks.figures import Figure, Times
from benchmarks.screen import Screen, screen
from benchmarks.site import Site
from desk_app.counter import announce, check_out, setup
from desk_app.domain.codes import new_pickup_code
from desk_app.intake import read_orders
from desk_app.store.engine import Store
from desk_app.ui.background import Lane, Work

ORDERS = 10_000
BEAT_MS = 1
HANG_SECONDS = 3
_MOST = 16.0


class Heartbeat(QObject):
    """Notes the time between turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        timer = QTimer(self, interval=BEAT_MS)
        timer.timeout.connect(self._beat)
        timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def run(site: Site) -> Iterator[Figure]:
    """The figures of the screen's thread."""
    with screen(site.desk) as shown:
        yield _figure("idle", site, beats(shown, _for_seconds(1)), None)
        yield _figure(f"{ORDERS:,} orders imported", site, beats(shown, _importing(site, shown)), _MOST)
        if not site.store.is_sqlite:
            yield _figure("the database hangs", site, beats(shown, _hanging(shown)), _MOST)


def _figure(work: str, site: Site, beats: Times, most: float | None) -> Figure:
    work = f"longest block of the screen: {work}"
    return Figure(work, site.name, beats.runs[-1], beats.p99, beats.median, most=most)


def beats(shown: Screen, over: Callable[[], bool]) -> Times:
    """The gaps until it is over."""
    heart = Heartbeat()
    shown.until(over)
    return Times(tuple(sorted(heart.gaps)))


def _for_seconds(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def _importing(site: Site, shown: Screen) -> Callable[[], bool]:
    shop, over = setup.shops(site.desk)[0], []
    phones = (f"05 36 49 {n // 100:02d} {n % 100:02d}" for n in range(ORDERS))
    rows = (f"HB{n};Client {n} Martin;client{n}@exemple.fr;{phone}" for n, phone in enumerate(phones))
    data = "\n".join(["N° commande;Client;Email;Téléphone", *rows]).encode()

    def job(_work: Work) -> None:
        announce.import_orders(site.desk, shop.id, read_orders("commandes.csv", data).announcements)

    shown.session.door.ask_long(job, lambda _: over.append(True), lane=Lane.BULK)
    return lambda: bool(over)


def _hanging(shown: Screen) -> Callable[[], bool]:
    """A server that takes connections and never says a word; a scan and the totals wait for it."""
    server = socket.create_server(("127.0.0.1", 0))
    desk = replace(shown.session.desk(), store=Store(f"postgresql://x@127.0.0.1:{server.getsockname()[1]}/hub"))
    shown.session.door.ask(lambda: check_out.look(desk, new_pickup_code()), lambda _: None, lambda _: None)
    over = _for_seconds(HANG_SECONDS)

    def is_over() -> bool:
        if not over():
            return False
        server.close()
        return not shown.session.door.is_busy

    return is_over
