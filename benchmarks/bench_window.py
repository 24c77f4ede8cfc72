"""What the clerk feels: from the scanner's Enter, or a key of the list, until the answer is painted."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from benchmarks.bench_check_out import codes
from benchmarks.figures import Figure, Times, timed
from benchmarks.screen import Screen, application, paint, screen
from benchmarks.site import Site
from desk_app.domain.lists import Group
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.comptoir import Comptoir

SCANS, PAGES, REPAINTS = 300, 200, 100
_BARE_LOOK = "SELECT c.name FROM pickup k JOIN person c ON c.id = k.person_id WHERE k.code = ?"
_TARGETS = {"sqlite": (8.0, 16.7), "postgresql": (12.0, 35.0)}


def run(site: Site) -> Iterator[Figure]:
    """The figures of the window."""
    most, most_p99 = _TARGETS[site.database]
    floor = bare_scans(site)
    with screen(site.desk) as shown:
        times = scans(site, shown)
        yield Figure(
            "Enter → verdict and tiles painted",
            site.name,
            times.median,
            times.p99,
            floor.median,
            most=most,
            most_p99=most_p99,
        )
        times = pages(shown)
        yield Figure("key → page of the list painted", site.name, times.median, times.p99, most_p99=50)
        times = repaints(shown)
        yield Figure("repaint of the list's page", site.name, times.median, times.p99, most=12)


def scans(site: Site, shown: Screen, count: int = SCANS) -> Times:
    """Customers' codes, one after the other, through the window's own keys."""
    page = shown.window.open_page("comptoir")
    assert isinstance(page, Comptoir)

    def scan(code: str) -> None:
        shown.enter()
        shown.until(lambda: page.visit is not None and page.visit.pickup.code == code)

    def typed(every: list[str]) -> Iterator[str]:
        for code in every:
            shown.type(code)  # not timed: a scanner takes its own time for it
            yield code

    every = codes(site, count, seed=5)
    runs = [timed(scan, typed([code]), warm_up=0).runs[0] for code in every]
    return Times(tuple(sorted(runs[10:])))


def bare_scans(site: Site) -> Times:
    """The floor: the customer's name by the bare driver, in a label."""
    application()
    label = QLabel()
    label.resize(1366, 768)
    label.show()
    with site.bare() as bare:

        def scan(code: str) -> None:
            label.setText(str(bare.fetch(_BARE_LOOK, (code,))[0][0]))
            paint()

        times = timed(scan, codes(site, SCANS, seed=5))
    label.close()
    return times


def pages(shown: Screen) -> Times:
    """Groups and pages of the incoming list, by their keys."""
    page = shown.window.open_page("arrivages")
    assert isinstance(page, Arrivages)
    shown.until(lambda: not shown.session.door.is_busy)

    def turn(number: int) -> None:
        shown.key((Qt.Key.Key_PageDown, Qt.Key.Key_Right)[number % 7 == 6])
        shown.until(lambda: not shown.session.door.is_busy)

    return timed(turn, range(PAGES))


def repaints(shown: Screen) -> Times:
    """The table alone, all of it."""
    page = shown.window.open_page("arrivages")
    assert isinstance(page, Arrivages)
    page.list.show_group(Group.OPEN)
    shown.until(lambda: not shown.session.door.is_busy)
    view = page.findChild(QTableView)
    assert view is not None
    return timed(lambda _: view.viewport().repaint(), range(REPAINTS))
