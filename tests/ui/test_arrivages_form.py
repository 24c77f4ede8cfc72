"""Announcing by hand and taking in what nobody announced: completed, corrected in place, never lost."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone
from desk_app.ui.forms import TextField
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.arrivages_keys import Mode
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


def fill(keys: Keys, *texts: str) -> None:
    """Type into one field after the other, with Tab between."""
    for place, text in enumerate(texts):
        if place:
            keys.press(Key.Key_Tab)
        keys.type(text)


def focused(page: Arrivages) -> str:
    """The field that has the keys."""
    widget = QApplication.focusWidget()
    return next((name for name, field in page.form.form.fields.items() if field.entry is widget), "")


def mode(page: Arrivages) -> Mode:
    """What the main part shows."""
    return page.mode


def announced(hub: Hub, page: Arrivages) -> Parcel:
    """The parcel of the first row, as the store has it."""
    return hub.parcel(page.list.table.rows[0].parcel.id)


def test_f7_announces_an_order_with_all_that_is_said_of_it(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Fromagerie du Marché", "X-12", "Éloïse Lefèvre", "06 12 34 56 78", "eloise@exemple.fr", "2")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Tab)
    keys.type("12,50")
    keys.press(Key.Key_Return)
    settled()
    parcel = announced(hub, arrivages)
    assert (parcel.shop, parcel.order, parcel.customer) == ("Fromagerie du Marché", "X-12", "Éloïse Lefèvre")
    assert (parcel.phone, parcel.email) == ("+33612345678", "eloise@exemple.fr")
    assert (parcel.pieces, parcel.zone, parcel.age_check) == (2, Zone.CHILLED, True)
    assert parcel.amount_due_cents == 1250
    assert (arrivages.band.tone, arrivages.band.title) == (Tone.YES, "Annoncé")


def test_the_form_is_ready_for_the_next_order_of_the_same_shop(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "Paul Garnier")
    keys.press(Key.Key_Return)
    settled()
    assert mode(arrivages) is Mode.FORM
    assert focused(arrivages) == "order"
    fill(keys, "I-2", "Anne Moreau")
    keys.press(Key.Key_Return)
    settled()
    assert {row.parcel.order for row in arrivages.list.table.rows} == {"I-1", "I-2"}
    assert {row.parcel.shop for row in arrivages.list.table.rows} == {"Maison Iris"}


@pytest.mark.parametrize(("typed", "cents"), [("", 0), ("?", None), ("3", 300), ("1 234,50 €", 123450)])
def test_nothing_typed_is_nothing_due_and_a_question_mark_is_unknown(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, typed: str, cents: int | None
) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "Paul Garnier")
    arrivages.form.due.setFocus()
    keys.type(typed)
    keys.press(Key.Key_Return)
    settled()
    assert announced(hub, arrivages).amount_due_cents == cents


def test_enter_goes_to_what_is_missing_first(arrivages: Arrivages, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris")
    keys.press(Key.Key_Return)
    assert focused(arrivages) == "order"
    keys.scan("I-77")  # a scanner ends with Enter too
    assert focused(arrivages) == "customer"
    settled()
    assert arrivages.form.order.text() == "I-77"
    assert arrivages.list.table.rows == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("shop", "Nulle part", "boutique de la liste"),
        ("phone", "12", "téléphone"),
        ("email", "pas une adresse", "e-mail"),
        ("pieces", "cent", "colis"),
        ("pieces", "0", "colis"),
        ("pieces", "120", "99"),
        ("due", "beaucoup", "12,50"),
        ("due", "-3", "12,50"),
    ],
)
def test_what_is_wrong_is_said_under_its_field_and_the_rest_stays(
    arrivages: Arrivages, keys: Keys, settled: Settled, field: str, typed: str, said: str
) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "Paul Garnier")
    wrong = arrivages.form.form.fields[field]
    wrong.setFocus()
    assert isinstance(wrong, TextField)
    wrong.line.selectAll()
    keys.type(typed)
    keys.press(Key.Key_Return)
    settled()
    assert said in wrong.wrong
    assert focused(arrivages) == field
    assert arrivages.form.customer.text() == "Paul Garnier"
    assert arrivages.list.table.rows == []
    keys.type("x")
    assert wrong.wrong == ""


def test_a_shop_is_completed_by_the_beginning_of_any_word(arrivages: Arrivages, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F7)
    offered = arrivages.form.shop.completer
    qtbot.waitUntil(lambda: len(offered.suggestions) == 3)
    keys.type("mar")
    assert offered.suggestions == ["Fromagerie du Marché"]
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert arrivages.form.shop.text() == "Fromagerie du Marché"
    assert focused(arrivages) == "order"
    assert offered.suggestions == []


def test_a_known_customer_brings_phone_and_email_along(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", email="eloise@exemple.fr", phone="06 12 34 56 78")
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "lef")
    settled()
    assert arrivages.form.customer_completer.suggestions == ["Éloïse Lefèvre"]
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    form = arrivages.form
    assert (form.customer.text(), form.email.text(), form.phone.text()) == (
        "Éloïse Lefèvre",
        "eloise@exemple.fr",
        "06 12 34 56 78",
    )
    assert focused(arrivages) == "pieces"


def test_a_finger_takes_a_completion_too(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    hub.announce("Éloïse Lefèvre")
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "elo")
    settled()
    rows = arrivages.form.customer_completer.list
    assert rows is not None
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert arrivages.form.customer.text() == "Éloïse Lefèvre"


def test_escape_puts_the_completion_away_then_the_form_and_what_was_typed_is_kept(
    arrivages: Arrivages, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F7)
    keys.type("mai")
    qtbot.waitUntil(lambda: arrivages.form.shop.completer.suggestions == ["Maison Iris"])
    keys.press(Key.Key_Escape)
    assert mode(arrivages) is Mode.FORM
    keys.press(Key.Key_Escape)
    assert mode(arrivages) is Mode.LIST
    assert arrivages.list.view.hasFocus()
    keys.press(Key.Key_F7)
    assert arrivages.form.shop.text() == "mai"


def test_f3_takes_a_parcel_in_that_nobody_announced_with_the_number_just_scanned(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    keys.scan("MYST-1")
    settled()
    assert arrivages.band.title == "Commande inconnue"
    keys.press(Key.Key_F3)
    assert arrivages.form.order.text() == "MYST-1"
    assert not arrivages.form.due.isVisible()
    fill(keys, "Maison Iris")
    keys.press(Key.Key_Return)
    keys.type("Paul Garnier")
    keys.press(Key.Key_Return)
    settled()
    parcel = announced(hub, arrivages)
    assert (parcel.order, parcel.state, parcel.unannounced) == ("MYST-1", State.READY, True)
    assert parcel.amount_due_cents is None
    assert mode(arrivages) is Mode.LIST
    assert arrivages.band.title == f"Rangez en {parcel.shelf}"
    assert arrivages.receiving.current is not None


def test_the_shop_the_list_is_about_is_the_shop_of_the_form(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    arrivages.list.narrow_to_shop(hub.shops["Maison Iris"])
    settled()
    keys.press(Key.Key_F7)
    assert arrivages.form.shop.text() == "Maison Iris"
    assert focused(arrivages) == "order"


def test_announcing_the_same_again_is_said_and_changes_nothing(
    arrivages: Arrivages, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F7)
    for _ in range(2):
        arrivages.form.order.setFocus()
        fill(keys, "I-1", "Paul Garnier")
        arrivages.form.shop.set_text("Maison Iris")
        keys.press(Key.Key_Return)
        settled()
    assert (arrivages.band.tone, arrivages.band.title) == (Tone.LOOK, "Déjà annoncé")
    assert len(arrivages.list.table.rows) == 1


def test_while_the_database_is_away_the_form_stays_filled_and_is_sent_later(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.press(Key.Key_F7)
    fill(keys, "Maison Iris", "I-1", "Paul Garnier")
    hub.go_away(monkeypatch)
    keys.press(Key.Key_Return)
    settled()
    assert (arrivages.band.tone, arrivages.band.title) == (Tone.NO, "Base de données injoignable")
    assert mode(arrivages) is Mode.FORM
    assert arrivages.form.customer.text() == "Paul Garnier"
    hub.come_back()
    keys.press(Key.Key_Return)
    settled()
    assert [row.parcel.customer for row in arrivages.list.table.rows] == ["Paul Garnier"]


def test_a_label_scanned_while_a_form_is_open_is_answered_and_the_form_stays(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.announce("Éloïse Lefèvre")
    keys.press(Key.Key_F7)
    keys.type("Mai")
    keys.scan(parcel.id)
    settled()
    assert hub.parcel(parcel.id).state is State.READY
    assert mode(arrivages) is Mode.FORM
    assert arrivages.form.shop.text() == "Mai"


def test_f2_does_not_leave_a_form_behind(window: Window, arrivages: Arrivages, keys: Keys) -> None:
    keys.press(Key.Key_F7)
    keys.press(Key.Key_F2)
    assert window.page is arrivages
    assert mode(arrivages) is Mode.FORM


def test_the_form_speaks_english_too(window: Window, arrivages: Arrivages, keys: Keys) -> None:
    keys.press(Key.Key_F7)
    window.words.switch("en")
    assert arrivages.form.customer.title.text() == "Customer’s name"
    assert list(arrivages.form.zone.segments.texts) == ["ambient", "chilled", "frozen", "hot"]
