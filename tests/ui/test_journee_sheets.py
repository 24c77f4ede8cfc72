"""The list for a day without computers, and the log of the cold, from the day's page."""

import csv
from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.zones import Zone
from desk_app.ui.pages.journee import Journee
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def page(window: Window, hub: Hub, settled: Settled) -> Journee:
    """The day, with a chilled parcel that stands on the counter and one on a shelf."""
    hub.ready("Anne Moreau", "Fromagerie du Marché", zone=Zone.CHILLED)
    hub.ready("Paul Garnier", shelf="B-03")
    hub.later(minutes=25)
    page = window.open_page("journee")
    assert isinstance(page, Journee)
    settled()
    return page


def pages(window: Window, name: str) -> int:
    """How many pages a PDF in the profile has."""
    with pypdfium2.PdfDocument(window.session.settings.profile / name) as document:
        return len(document)


def test_the_paper_list_is_written_over_the_last_one(page: Journee, window: Window, keys: Keys, qtbot: QtBot) -> None:
    for _evening in range(2):
        window.status.note.setText("")
        keys.press(Key.Key_F10)
        qtbot.waitUntil(lambda: "Liste de secours, 2 colis" in window.status.note.text(), timeout=20_000)
    assert pages(window, "liste-de-secours.pdf") == 1
    assert len(list(window.session.settings.profile.glob("*.pdf"))) == 1


def test_the_log_of_the_cold_is_a_page_and_a_sheet(
    page: Journee, hub: Hub, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F7)
    qtbot.waitUntil(lambda: "Relevé du froid enregistré" in window.status.note.text(), timeout=20_000)
    name = f"releve-du-froid-{hub.now.astimezone().date().isoformat()}"
    assert pages(window, f"{name}.pdf") == 1
    sheet = window.session.settings.profile / f"{name}.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as opened:
        titles, row = csv.reader(opened, delimiter=";")
    assert titles[:3] == ["Sorti", "Remis au froid", "Min"]
    assert (row[1:3], row[4]) == (["…", "25"], "Fromagerie du Marché")


def test_a_file_that_cannot_be_written_is_said(page: Journee, window: Window, keys: Keys, settled: Settled) -> None:
    troubles: list[str] = []
    window.session.troubled.connect(troubles.append)
    (window.session.settings.profile / "liste-de-secours.pdf").mkdir(parents=True)
    keys.press(Key.Key_F10)
    settled()
    assert len(troubles) == 1
    assert "liste-de-secours.pdf" in troubles[0]
