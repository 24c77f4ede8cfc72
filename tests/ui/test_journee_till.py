"""The day's till in the window: what was taken by shop and by how it was paid, printed and saved."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, prints, undo
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.prints import PrintKind
from desk_app.ui.pages.journee import Journee
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key


def pay(hub: Hub, shop: str, cents: int, method: Method) -> str:
    """A customer pays and takes their parcel with them; its id."""
    parcel = hub.ready(f"Client{cents} Garnier", shop, due_cents=cents)
    check_out.hand_over(hub.desk, parcel.pickup_code, checks=Checks(paid=(Paid(method),)))
    return parcel.id


@pytest.fixture
def page(window: Window, hub: Hub, keys: Keys, settled: Callable[[], None]) -> Journee:
    """The till of a day on which three customers paid and one had their money back."""
    pay(hub, "Maison Iris", 1250, Method.CASH)
    pay(hub, "Maison Iris", 800, Method.CARD)
    undo.undo(hub.desk, pay(hub, "La Belle Plume", 2000, Method.CASH), "erreur")
    pay(hub, "La Belle Plume", 500, Method.CASH)
    page = window.open_page("journee")
    assert isinstance(page, Journee)
    settled()
    keys.press(Key.Key_F4)
    settled()
    assert page.till.isVisible()
    return page


def cells(page: Journee) -> list[tuple[str, ...]]:
    """What the table says."""
    return [tuple(cell.replace("\u00a0", " ") for cell in row.cells) for row in page.till.model.rows]


def test_each_shop_has_its_lines_and_its_sum(page: Journee) -> None:
    assert cells(page) == [
        ("La Belle Plume", "Espèces", "2", "25,00 €", "-20,00 €", "5,00 €"),
        ("Maison Iris", "Carte bancaire", "1", "8,00 €", "", "8,00 €"),
        ("", "Espèces", "1", "12,50 €", "", "12,50 €"),
        ("", "Total", "", "", "", "20,50 €"),
    ]
    assert page.till.total.text() == "25,50\u00a0€"
    assert "Espèces 17,50\u00a0€" in page.till.methods.text()


def test_days_are_gone_through_up_to_today(page: Journee, hub: Hub, keys: Keys, settled: Callable[[], None]) -> None:
    today = hub.now.astimezone().date()
    keys.press(Key.Key_Left)
    settled()
    assert page.till.till is not None
    assert page.till.till.day == today - timedelta(days=1)
    assert page.till.nothing.isVisible()
    for _ in range(2):
        keys.press(Key.Key_F7)
        settled()
    assert page.till.till.day == today
    assert page.till.table.isVisible()


def test_another_counters_money_is_in_the_hubs_till_alone(
    page: Journee, hub: Hub, keys: Keys, settled: Callable[[], None], window: Window
) -> None:
    window.session.set_desk(replace(hub.desk, counter="Poste 9"))
    keys.press(Key.Key_F3)
    settled()
    assert page.till.till is not None
    assert (page.till.till.counter, page.till.till.lines) == ("Poste 9", ())
    keys.press(Key.Key_F3)
    settled()
    assert page.till.till.cents == 2550


def test_it_is_printed_as_a_slip(page: Journee, hub: Hub, keys: Keys, qtbot: QtBot, window: Window) -> None:
    keys.press(Key.Key_F5)
    qtbot.waitUntil(lambda: "PDF" in window.status.note.text(), timeout=20_000)
    assert prints.unfinished(hub.desk) == ()


def test_it_is_saved_as_a_sheet(page: Journee, hub: Hub, keys: Keys, qtbot: QtBot, window: Window) -> None:
    window.session.settings.profile.mkdir(exist_ok=True)
    keys.press(Key.Key_F8)
    qtbot.waitUntil(lambda: "Caisse enregistrée" in window.status.note.text())
    day = hub.now.astimezone().date().isoformat()
    file = window.session.settings.profile / f"caisse-{day}.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        read = list(csv.reader(opened, delimiter=";"))
    assert read[0][:3] == ["Jour", "Boutique", "Moyen"]
    assert read[1:] == [
        [day, "La Belle Plume", "Espèces", "2", "25,00", "20,00", "5,00"],
        [day, "Maison Iris", "Carte bancaire", "1", "8,00", "0,00", "8,00"],
        [day, "Maison Iris", "Espèces", "1", "12,50", "0,00", "12,50"],
    ]


def test_escape_goes_back_to_the_journal_which_says_what_was_paid(
    page: Journee, keys: Keys, settled: Callable[[], None]
) -> None:
    keys.press(Key.Key_Escape)
    settled()
    assert page.list.isVisible()
    assert not page.till.isVisible()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_speaks_both_languages(page: Journee, window: Window, language: str) -> None:
    window.words.switch(language)
    assert {"fr": "Caisse du", "en": "Till of"}[language] in page.till.day.text()


def test_the_kind_of_print_is_a_receipt() -> None:
    assert PrintKind.TILL.is_receipt
