"""Nothing of the drop-off is clipped: on the counter's small screen, at 200 %, on a large one, in both languages."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from desk_app.domain.zones import Zone
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.parcel_table import Column
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_layout import LONG, SIZES, clipped, needed

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture(scope="module")
def furnished(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a hub with long names in its list, to be copied."""
    file = Path(shutil.copy(furnished, tmp_path_factory.mktemp("long")))
    with closing(Hub(f"sqlite:///{file}")) as hub:
        shops = list(hub.shops)
        for n in range(12):
            marks = {"zone": Zone.CHILLED, "age_check": True, "due_cents": 123450, "items": "Coffret numéroté, " * 4}
            hub.announce(f"{n} {LONG}", shops[n % 3], reference=f"TRES-LONG-2026-{n:06d}", **(marks if n % 2 else {}))
    return file


@pytest.fixture(params=[(size, language) for size in SIZES for language in ("fr", "en")], ids=" ".join)
def page(
    request: pytest.FixtureRequest, window: Window, arrivages: Arrivages, settled: Settled, qtbot: QtBot
) -> Arrivages:
    """The page at one of the sizes in one of the languages."""
    size, language = request.param
    window.words.switch(language)
    window.resize(*SIZES[size])
    qtbot.waitUntil(lambda: (window.width(), window.height()) == SIZES[size])
    arrivages.refresh()
    settled()
    return arrivages


def test_the_list_fits(page: Arrivages) -> None:
    assert clipped(page.window()) == []
    columns = [column for column in Column if not page.list.view.isColumnHidden(column)]
    assert sum(page.list.view.columnWidth(c) for c in columns) <= page.list.view.viewport().width()


def test_a_parcel_just_taken_in_fits(page: Arrivages, keys: Keys, settled: Settled) -> None:
    keys.scan("TRES-LONG-2026-000001")
    settled()
    assert page.band.isVisible()
    assert clipped(page.window()) == []


def test_forms_and_choices_fit(page: Arrivages, keys: Keys, settled: Settled) -> None:
    for key in (Key.Key_F3, Key.Key_F7, Key.Key_F9, Key.Key_F10):
        keys.press(key)
        keys.press(Key.Key_Return)
        settled()
        assert clipped(page.window()) == [], key
        for _ in range(3):  # a completion, what was asked, a form
            keys.press(Key.Key_Escape)
        settled()


def test_an_error_under_any_field_fits(page: Arrivages, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F7)
    keys.press(Key.Key_Escape)  # the completion
    for name in page.form.form.fields:
        page.form.form.show_wrong(name, page.words("ui_arrivages.wrong_shop"))
        qtbot.waitUntil(lambda: clipped(page.window()) == [])  # one layout after the other makes room


def test_questions_and_labels_that_wait_fit(page: Arrivages, keys: Keys, settled: Settled, settings: Settings) -> None:
    settings.set("label.printer", "Imprimante d’étiquettes au fond du placard à balais")
    keys.scan("TRES-LONG-2026-000001")
    settled()
    keys.press(Key.Key_F4)
    settled()
    assert page.waiting.isVisible()
    assert page.questions.isVisible()
    assert clipped(page.window()) == []


def test_a_files_report_fits(page: Arrivages, keys: Keys, settled: Settled, tmp_path: Path) -> None:
    file = tmp_path / "commandes-de-la-maison-iris-pour-le-mois-de-novembre.csv"
    file.write_text("N° commande;Client\nI-1;\nI-2;Paul Garnier\n", encoding="utf-8")
    keys.press(Key.Key_F9)
    page.importer.shop.set_text("Maison Iris")
    page.importer.file.set_text(str(file))
    page.importer.look()
    settled()
    assert page.importer.report.isVisible()
    assert clipped(page.window()) == []


def scrolled(page: Arrivages) -> int:
    """How far the page as a whole is scrolled, once everything has its place."""
    QApplication.processEvents()
    return page._scroll.verticalScrollBar().value()


def test_at_200_percent_the_list_opens_at_its_top(
    window: Window, crowd: list[str], arrivages: Arrivages, keys: Keys, settled: Settled
) -> None:
    window.resize(*SIZES["200 %"])
    window.open_page("comptoir")
    window.open_page("arrivages")
    settled()
    assert arrivages.list.table.rows
    assert scrolled(arrivages) == 0
    keys.press(Key.Key_F7)
    keys.press(Key.Key_Escape)  # the completion
    keys.press(Key.Key_Escape)
    assert arrivages.list.isVisible()
    assert scrolled(arrivages) == 0


def test_at_200_percent_every_row_that_is_walked_to_is_seen(
    window: Window, arrivages: Arrivages, keys: Keys, crowd: list[str], settled: Settled, qtbot: QtBot
) -> None:
    window.resize(*SIZES["200 %"])
    arrivages.refresh()
    settled()
    view = arrivages.list.view

    def is_seen() -> bool:
        return view.viewport().visibleRegion().contains(view.visualRect(view.currentIndex()).adjusted(0, 0, 0, -1))

    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_PageDown, Key.Key_End, Key.Key_Home):
        keys.press(key)
        qtbot.waitUntil(is_seen)


def test_at_200_percent_a_files_report_opens_with_its_title_and_its_figures(
    window: Window, arrivages: Arrivages, keys: Keys, settled: Settled, tmp_path: Path
) -> None:
    window.resize(*SIZES["200 %"])
    file = tmp_path / "iris.csv"
    file.write_text("N° commande;Client\nI-1;\nI-2;Paul Garnier\nI-3;\nI-4;\nI-5;\n", encoding="utf-8")
    keys.press(Key.Key_F9)
    arrivages.importer.shop.set_text("Maison Iris")
    arrivages.importer.file.set_text(str(file))
    arrivages.importer.look()
    settled()
    assert arrivages.importer.report.isVisible()
    assert scrolled(arrivages) == 0
    for number in arrivages.importer.report.numbers.values():
        assert number.visibleRegion().boundingRect().height() == number.height()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_at_200_percent_the_keys_of_a_file_are_written_out(
    window: Window, arrivages: Arrivages, keys: Keys, settled: Settled, tmp_path: Path, language: str
) -> None:
    window.words.switch(language)
    window.resize(*SIZES["200 %"])
    file = tmp_path / "iris.csv"
    rows = "".join(f"I-{n};Paul Garnier\n" for n in range(1234))
    file.write_text(f"N° commande;Client\nI-9999;\n{rows}", encoding="utf-8")
    keys.press(Key.Key_F9)
    arrivages.importer.shop.set_text("Maison Iris")
    arrivages.importer.file.set_text(str(file))
    arrivages.importer.look()
    settled()
    for key in ("Enter", "F6", "Esc"):
        button = arrivages.action_bar.button(key)
        assert button is not None
        assert button.width() >= needed(button), button.text()


def test_at_200_percent_a_wrong_field_is_brought_onto_the_screen(
    window: Window, arrivages: Arrivages, keys: Keys, qtbot: QtBot
) -> None:
    window.resize(*SIZES["200 %"])
    keys.press(Key.Key_F7)
    for text in ("Maison Iris", "I-1", "Paul Garnier"):
        keys.type(text)
        keys.press(Key.Key_Tab)
    arrivages.form.due.set_text("beaucoup")
    keys.press(Key.Key_Return)
    line = arrivages.form.due.line
    assert arrivages.form.due.wrong
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())


def test_at_200_percent_an_answer_is_seen_wherever_the_page_was_scrolled_to(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    window.resize(*SIZES["200 %"])
    hub.announce("Éloïse Lefèvre", reference="4127")
    bars = arrivages.findChildren(QScrollBar)
    for bar in bars:
        bar.setValue(bar.maximum())
    keys.scan("4127")
    settled()
    band = arrivages.band
    qtbot.waitUntil(lambda: band.visibleRegion().boundingRect().height() == band.height())


def test_at_200_percent_the_field_with_the_keys_is_on_the_screen(
    window: Window, arrivages: Arrivages, keys: Keys, qtbot: QtBot
) -> None:
    window.resize(*SIZES["200 %"])
    keys.press(Key.Key_F7)
    for _ in range(8):
        keys.press(Key.Key_Escape)  # the completion
        if not arrivages.form.isVisible():
            keys.press(Key.Key_F7)
        keys.press(Key.Key_Tab)
        entry = window.focusWidget()
        assert entry is not None
        qtbot.waitUntil(lambda: entry.visibleRegion().boundingRect().height() == entry.height())  # noqa: B023
