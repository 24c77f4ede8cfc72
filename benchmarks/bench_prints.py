"""Prints: a label in each printer language, from Enter to the printer's first byte, scans beside a hundred labels.

The picture itself is measured in ``bench_labels.py``.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

from PySide6.QtGui import QImage

from benchmarks.bench_heartbeat import beats
from benchmarks.bench_labels import labels
from benchmarks.bench_window import scans
from benchmarks.figures import Figure, Times, in_turns
from benchmarks.raw_printer import RawPrinter
from benchmarks.screen import Screen, screen
from benchmarks.site import Site
from desk_app.counter import lists
from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import SMALL, draw
from desk_app.devices.languages import Language, encode, paper
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.printing import Labels

ENCODED, RECEIVED, QUEUED, SCANS = 200, 120, 100, 60
_EXPECTED = (
    "SELECT MIN(o.reference) FROM shop_order o JOIN parcel p ON p.order_id = o.id"
    " GROUP BY o.reference_key HAVING COUNT(*) = 1 AND MIN(p.state) = 'announced' ORDER BY 1"
)
_IN_HOUSE = "SELECT id FROM parcel WHERE state = 'ready' ORDER BY id"


def languages() -> Iterator[Figure]:
    """A label's picture in each language; the floor copies its dots."""
    start_drawing()
    for language in Language:
        sheet = paper(language)
        pictures = [draw(label, SMALL, sheet.dpi, sheet.margins) for label in labels(ENCODED)]
        times, floor = in_turns([(partial(encode, language=language), pictures), (_copied, pictures)])
        yield Figure(f"label → {language}", f"{SMALL}, {sheet.dpi} dpi", times.median, times.p99, floor.median, most=2)


def _copied(picture: QImage) -> bytes:
    return bytes(picture.constBits())


def run(site: Site) -> Iterator[Figure]:
    """The figures of a window with a raw printer."""
    with screen(site.desk) as shown, closing(RawPrinter()) as printer:
        settings: dict[str, Any] = {"label.wire": printer.address, "label.language": "zpl"}
        for key, value in settings.items():
            shown.session.settings.set(key, value)
        times, floor = received(site, shown, printer)
        work = "Enter → first byte at the printer"
        yield Figure(work, site.name, times.median, times.p99, floor.median, most_p99=30)
        yield from beside_labels(site, shown)


def received(site: Site, shown: Screen, printer: RawPrinter) -> tuple[Times, Times]:
    """Expected orders, scanned on the page of arrivals; the floor connects and sends the same bytes."""
    page = shown.window.open_page("arrivages")
    assert isinstance(page, Arrivages)
    shown.until(lambda: not shown.session.door.is_busy)

    def settled() -> bool:
        return printer.has_job and not shown.session.door.is_busy

    def receive(order: str) -> float:
        shown.type(order)
        started = time.perf_counter()
        shown.enter()
        shown.until(settled)
        return (printer.first_byte() - started) * 1000

    def bare(data: bytes) -> float:
        started = time.perf_counter()
        with socket.create_connection(("127.0.0.1", printer.port)) as line:
            line.sendall(data)
        shown.until(settled)
        return (printer.first_byte() - started) * 1000

    orders = [order for (order,) in site.sample(_EXPECTED, RECEIVED, seed=7)]
    datas = (encode(draw(label, SMALL), Language.ZPL) for label in labels(RECEIVED))
    runs = [(receive(order), bare(data)) for order, data in zip(orders, datas, strict=False)][10:]
    times, floor = zip(*runs, strict=True)
    return Times(tuple(sorted(times))), Times(tuple(sorted(floor)))


def beside_labels(site: Site, shown: Screen) -> Iterator[Figure]:
    """The screen while a hundred labels are queued and sent: alone, and with customers' codes scanned meanwhile."""
    ids = (parcel_id for (parcel_id,) in site.sample(_IN_HOUSE, QUEUED, seed=8))
    parcels = [parcel for parcel in (lists.parcel(site.desk, parcel_id) for parcel_id in ids) if parcel is not None]
    prints = Labels.of(shown.session)

    def queue() -> Callable[[], bool]:
        """Ask for all labels; whether they are out."""
        prints.parcels(parcels)
        return lambda: not shown.session.door.is_busy and not prints.unfinished

    for page in ("comptoir", "arrivages"):
        shown.window.open_page(page)
        shown.until(lambda: not shown.session.door.is_busy)
        gaps = beats(shown, queue())
        work = f"longest block of the screen: {QUEUED} labels sent, {page}"
        yield Figure(work, site.name, gaps.runs[-1], gaps.p99, gaps.median, most=16)
    alone = scans(site, shown, SCANS)
    is_out = queue()
    times = scans(site, shown, SCANS)
    work = f"Enter → verdict painted, {QUEUED} labels on their way"
    yield Figure(work, site.name, times.median, times.p99, alone.median)
    shown.until(is_out)
