"""What is not printed yet: seen, understood, and printed again, elsewhere or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import prints
from desk_app.devices import printers
from desk_app.devices.printers import Printer
from desk_app.domain.prints import PrintJob, PrintKind
from desk_app.domain.values import Parcel, Reason
from desk_app.settings import Settings
from desk_app.ui.pages.impressions import Impressions
from desk_app.ui.pages.impressions_list import standing, what
from desk_app.ui.printing import FEW
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.window import Window
from tests.devices.printer import RawPrinter
from tests.ui.conftest import Keys
from tests.ui.hub import NOON, Hub
from tests.ui.test_layout import clipped, looks, needed
from tests.ui.test_printing import files, pages

Key = Qt.Key
Settled = Callable[[], None]
AGAIN = f"nouvel essai à {NOON.astimezone():%H:%M}"
OFF = Reason("devices.wire_no_answer", {"address": "192.168.1.50:9100"})
NO_SIZE = Reason("devices.printer_no_size", {"printer": "Zebra", "size": "62x29", "known": "100x50"})


@pytest.fixture
def parcels(hub: Hub) -> list[Parcel]:
    """Three parcels on their shelves."""
    return [hub.ready(name) for name in ("Éloïse Lefèvre", "Paul Garnier", "Anne Moreau")]


def failed(hub: Hub, parcels: list[Parcel], reason: Reason = NO_SIZE, *, printed: int = 0, heals: bool = False) -> None:
    """A job that did not go out, or not all of it."""
    job = prints.begin(hub.desk, prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id for parcel in parcels]))
    assert job is not None
    prints.failed(hub.desk, replace(job, printed=printed), reason, heals=heals)


@pytest.fixture
def page(window: Window, keys: Keys, settled: Settled, hub: Hub, parcels: list[Parcel]) -> Impressions:
    """The page, with a job that failed after its first label, and one that is tried again."""
    settled()
    failed(hub, parcels, printed=1)
    failed(hub, parcels[:1], OFF, heals=True)
    keys.press(Key.Key_F11)
    settled()
    assert isinstance(window.page, Impressions)
    return window.page


def shown(page: Impressions) -> list[tuple[str, str]]:
    """What each row says, and how it stands."""
    return [(what(page.words, job), standing(page.words, job)[0]) for job in page.list.items.rows]


def left(hub: Hub) -> list[PrintJob]:
    """What is not out yet."""
    return list(prints.unfinished(hub.desk))


def test_f11_shows_what_is_not_out_and_why(page: Impressions) -> None:
    assert shown(page) == [
        ("3 étiquettes de colis · 1 sortie", "pas sortie"),
        ("1 étiquette de colis", AGAIN),
    ]
    assert "100x50" in page.card.why.text()
    assert page.card.where.text().endswith("Camille")


def test_f11_and_escape_put_it_away(window: Window, page: Impressions, keys: Keys) -> None:
    keys.press(Key.Key_F11)
    assert window.page.NAME == "comptoir"
    window.open_page("etageres")
    keys.press(Key.Key_F11)
    assert window.page is page
    keys.press(Key.Key_Escape)
    assert window.page.NAME == "etageres"


def test_the_printers_dot_opens_it(window: Window, page: Impressions, keys: Keys) -> None:
    keys.press(Key.Key_Escape)
    QTest.mouseClick(window.status.printer, Qt.MouseButton.LeftButton)
    assert window.page is page


def test_f5_prints_the_rest(
    page: Impressions, window: Window, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    button = page.action_bar.button("F5")
    assert button is not None
    assert button.text() == "Imprimer le reste (2)"
    keys.press(Key.Key_F5)
    settled()
    assert [pages(file) for file in files(settings)] == [2]
    assert shown(page) == [("1 étiquette de colis", AGAIN)]
    keys.press(Key.Key_F5)
    settled()
    assert [pages(file) for file in files(settings)] == [2, 1]
    assert page.stack.currentWidget() is page.nothing
    assert page.nothing.accessibleName() == "Tout est imprimé"
    assert window.status.printer.well


def test_f8_drops_the_rest(page: Impressions, hub: Hub, keys: Keys, settled: Settled, settings: Settings) -> None:
    before = left(hub)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_F8)
    settled()
    assert left(hub) == before[:1]
    assert files(settings) == []


def test_f4_sends_it_elsewhere(
    page: Impressions,
    hub: Hub,
    keys: Keys,
    settled: Settled,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printers, "available", lambda: (Printer("HP du bureau", "", is_default=True),))
    settings.set("label.printer", "Zebra au fond du placard")
    keys.press(Key.Key_F4)
    settled()
    assert [choice.text for choice in page.choices.list.choices()] == ["Fichier PDF", "HP du bureau"]
    keys.press(Key.Key_Escape)
    assert page.stack.currentWidget() is page.list_card
    keys.press(Key.Key_F4)
    keys.press(Key.Key_Return)
    settled()
    assert [pages(file) for file in files(settings)] == [2]
    keys.press(Key.Key_F4)
    settled()
    keys.scan("2")
    settled()
    (job,) = left(hub)
    assert job.destination == "printer:HP du bureau"
    assert "HP du bureau" in page.card.where.text()
    keys.press(Key.Key_F4)
    settled()
    assert [choice.text for choice in page.choices.list.choices()][1] == "Imprimante de ce poste"


def test_a_scan_is_answered_by_the_page_below(
    window: Window, page: Impressions, keys: Keys, parcels: list[Parcel], settled: Settled
) -> None:
    keys.scan(parcels[0].pickup_code)
    settled()
    assert window.page.NAME == "comptoir"
    assert window.page.band.isVisible()


def test_the_marked_job_stays_marked_when_others_go(page: Impressions, hub: Hub, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_Down)
    marked = page.list.current()
    prints.cancel(hub.desk, left(hub)[0].id)
    page.refresh()
    settled()
    assert [page.list.current()] == [marked] == list(page.list.items.rows)


@pytest.fixture
def printer(settings: Settings) -> Iterator[RawPrinter]:
    """The counter's label printer, switched on."""
    made = RawPrinter()
    settings.set("label.wire", made.address)
    settings.set("label.language", "zpl")
    made.switch_on()
    yield made
    made.switch_off()


def test_a_long_job_shows_how_far_it_is_and_is_stopped_there(
    page: Impressions,
    hub: Hub,
    keys: Keys,
    parcels: list[Parcel],
    printer: RawPrinter,
    settled: Settled,
    qtbot: QtBot,
) -> None:
    for job in left(hub):
        prints.cancel(hub.desk, job.id)
    held = Event()
    printer.on_job = lambda count: held.wait(20) if count == 3 else None
    page.labels.parcels(parcels * FEW)
    qtbot.waitUntil(lambda: len(printer.jobs) == 3 and page.printing.isVisible())
    qtbot.waitUntil(lambda: shown(page)[0][1] == "en cours")
    keys.press(Key.Key_F8)
    held.set()
    settled()
    assert len(printer.jobs) == 3
    assert shown(page) == [("60 étiquettes de colis · 3 sorties", "arrêtée")]
    assert page.printing.isHidden()


def test_it_fits(window: Window, page: Impressions, qtbot: QtBot) -> None:
    for look in looks(window, qtbot):
        qtbot.waitUntil(lambda: clipped(window) == [])  # one layout after the other makes room
        for key in ("F5", "F4", "F8", "Esc"):
            button = page.action_bar.button(key)
            assert isinstance(button, KeyButton)
            assert button.width() >= needed(button), (look, button.text())
