"""Scenes behind the counter: parcels come in and get their places, the day is looked through. As ``counter.py``."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desk_app.domain.lists import Group
from desk_app.i18n import LANGUAGES
from desk_app.resources import FOLDER
from desk_app.tour.finding import expected, free_shelf, parcels, several_parcels, to_fetch
from desk_app.tour.stage import Stage
from desk_app.ui.scanner_check import TEST_CODE

Key = Qt.Key
CHOOSE = (Key.Key_Down, Key.Key_Return)  # the first of what is offered
ORDERS = "commandes-maison-iris.csv"  # in resources/demo


def drop_off(stage: Stage) -> Iterator[str]:
    """Shops bring parcels: one that was announced, one that was not."""
    stage.later(minutes=5)
    stage.go_to("arrivages")
    yield "arrivals"
    stage.scan(expected(stage).order)
    yield "received"
    stage.later(minutes=2)
    stage.scan("LL-9001")
    yield "unknown_order"
    stage.press(Key.Key_F3)
    stage.type("lin")
    stage.press(*CHOOSE, Key.Key_Return)
    stage.type("Noémie Darrigrand")
    yield "unannounced"
    stage.press(Key.Key_Return)
    yield "received_unannounced"
    stage.press(Key.Key_Escape)


def announcing(stage: Stage) -> Iterator[str]:
    """An order is announced by hand, another shop's by its file."""
    stage.later(minutes=3)
    stage.press(Key.Key_F7)
    stage.type("LL-9002")
    stage.press(Key.Key_Return)
    stage.type("nguy")
    yield "announce"
    stage.press(*CHOOSE, Key.Key_Return)
    yield "announced"
    stage.press(Key.Key_Escape)
    stage.drop(FOLDER / "demo" / ORDERS)
    stage.type("iris")
    stage.press(*CHOOSE, Key.Key_Return)
    yield "import_preview"
    stage.press(Key.Key_Return)
    yield "imported"
    stage.press(Key.Key_Return)


def labels(stage: Stage) -> Iterator[str]:
    """Several rows of the list, and their labels."""
    stage.later(minutes=2)
    stage.press(Key.Key_Escape, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Home)
    for _row in range(3):
        stage.press(Key.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
    stage.press(Key.Key_F5)
    yield "labels"


def shelving(stage: Stage) -> Iterator[str]:
    """What stands where; a parcel without a place gets one; a new row of shelves, and its labels."""
    stage.later(minutes=7)
    stage.go_to("etageres")
    yield "shelves"
    parcel = parcels(stage, Group.TO_SHELVE)[0]
    stage.scan(parcel.id)
    yield "in_hand"
    shelf = free_shelf(stage, parcel.zone)
    stage.scan(shelf.tag)
    yield "shelved"
    stage.scan(shelf.tag)
    yield "shelf"
    stage.press(Key.Key_F10)
    stage.scan(parcel.id)
    yield "sweep"
    stage.press(Key.Key_Escape, Key.Key_Escape, Key.Key_F3)
    stage.type("D-01")
    stage.press(Key.Key_Tab)
    stage.type("D-06")
    yield "new_shelves"
    stage.press(Key.Key_Return, Key.Key_F6)
    yield "shelf_labels"


def going_back(stage: Stage) -> Iterator[str]:
    """What is overdue is fetched, put on a shelf for returns, and given back to its shop."""
    stage.later(minutes=3)
    stage.go_to("retours")
    yield "worklist"
    stage.scan(to_fetch(stage).id)
    yield "fetched"
    stage.scan("R-1")
    stage.press(Key.Key_F3, Key.Key_Return)
    stage.type("Inès Delmas")
    yield "giving_back"
    stage.press(Key.Key_Return)
    yield "given_back"
    stage.press(Key.Key_F3)
    yield "missing"
    stage.press(Key.Key_F3, Key.Key_Return)
    yield "throwing_away"
    stage.press(Key.Key_Escape)


def journal(stage: Stage) -> Iterator[str]:
    """What happened today, line by line; what was refused."""
    stage.later(minutes=6)
    stage.go_to("journee")
    yield "journal"
    stage.press(Key.Key_F3, Key.Key_F3)
    yield "refusals"
    stage.press(Key.Key_F4)
    yield "till"
    stage.press(Key.Key_Escape)


def messages(stage: Stage) -> Iterator[str]:
    """What customers are told waits for a mail server; the words of it are changed."""
    stage.later(minutes=3)
    stage.go_to("messages")
    stage.press(Key.Key_F3)
    yield "messages"
    stage.press(Key.Key_F10, Key.Key_F8)
    yield "message_texts"


def settings(stage: Stage) -> Iterator[str]:
    """What the hub's manager sets once: keeping times, the database, the printer, the shops."""
    stage.later(minutes=4)
    stage.go_to("reglages")
    stage.press(Key.Key_F3)
    yield "settings"
    stage.press(Key.Key_F5, Key.Key_F9)
    yield "database"
    stage.press(Key.Key_F6)
    yield "printer"
    stage.press(Key.Key_F7)
    stage.try_scanner("fr", TEST_CODE)
    yield "scanner"
    stage.press(Key.Key_F8)
    yield "shops"
    stage.press(Key.Key_Down, Key.Key_Return)
    yield "shop"
    stage.press(Key.Key_Escape)


def other_language(stage: Stage) -> Iterator[str]:
    """The counter's language is changed; the window speaks it at once."""
    stage.later(minutes=2)
    stage.go_to("reglages")
    stage.press(Key.Key_F4, Key.Key_Tab, Key.Key_Tab)  # past the hub: there are two by now
    other = Key.Key_Right if stage.window.words.language == LANGUAGES[0] else Key.Key_Left
    stage.press(other, Key.Key_Return)
    yield "language_changed"
    stage.scan(several_parcels(stage).code)
    yield "other_language"
