"""Shops: a long list moved through by keys, one of them filled in, errors beside their fields."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.domain.told import Told
from desk_app.domain.values import Shop
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_shops import PALETTE, ShopsSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> ShopsSection:
    """The shops, read and in front."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("shops")
    section = page.section
    assert isinstance(section, ShopsSection)
    qtbot.waitUntil(lambda: section.list.count() > 0)
    qtbot.waitUntil(section.list.hasFocus)
    return section


def names(section: ShopsSection) -> list[str]:
    """The names in the list."""
    return [choice.text for choice in section.list.choices()]


def shops(hub: Hub) -> dict[str, Shop]:
    """The shops in the database."""
    return {shop.name: shop for shop in setup.shops(hub.desk)}


def focused(widget: QWidget, qtbot: QtBot) -> None:
    """Wait until a widget has the keys."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)


def is_open(section: ShopsSection, qtbot: QtBot) -> None:
    """Wait for the form."""
    focused(section.name.line, qtbot)


def is_closed(section: ShopsSection, qtbot: QtBot) -> None:
    """Wait for the list."""
    qtbot.waitUntil(lambda: section.shop is None and section.list.isVisible())


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    shown = QColor(colour)
    parts = (shown.redF(), shown.greenF(), shown.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else float(((p + 0.055) / 1.055) ** 2.4) for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_of_the_palette_stands_out_from_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_shops_are_listed_inactive_ones_last(hub: Hub, section: ShopsSection, qtbot: QtBot) -> None:
    setup.save_shop(hub.desk, Shop("", "Atelier fermé", active=False))
    section.refresh()
    qtbot.waitUntil(lambda: len(names(section)) == 4)
    assert names(section)[-1] == "Atelier fermé"
    assert section.list.choices()[-1].detail == "inactive"


def test_a_shop_is_added_by_keys_alone(
    hub: Hub, section: ShopsSection, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    keys.press(Key.Key_F9)
    is_open(section, qtbot)
    keys.type("Jouets Colin")
    for line, text in ((section.trade.line, "jouets"), (section.email.line, "colin@exemple.fr")):
        QTest.keyClick(window.windowHandle(), Key.Key_Tab)
        focused(line, qtbot)
        keys.type(text)
    keys.press(Key.Key_Return)
    is_closed(section, qtbot)
    added = shops(hub)["Jouets Colin"]
    assert (added.trade, added.email, added.active) == ("jouets", "colin@exemple.fr", True)
    assert added.colour in PALETTE
    qtbot.waitUntil(lambda: "Jouets Colin" in names(section))


def test_arrows_and_enter_open_a_shop_and_everything_of_it_can_be_changed(
    hub: Hub, section: ShopsSection, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    QTest.keyClick(window.windowHandle(), Key.Key_Down)
    QTest.keyClick(window.windowHandle(), Key.Key_Return)
    is_open(section, qtbot)
    assert section.name.text() == names(section)[1] == "La Belle Plume"
    section.phone.set_text("05 49 88 11 22")
    for period, text in zip(section.periods, ("14", "48", "", "1"), strict=True):
        period.set_text(text)
    section.told.choose(Told.DAILY)
    section.language.choose("en")
    section.prepaid.choose("True")
    section.identity_check.choose("True")
    section.active.choose("False")
    section.colour.set_text(PALETTE[3])
    section.methods.set_values(["Retrait au comptoir", " Click  & Collect ", "Retrait au comptoir"])
    keys.press(Key.Key_Return)
    is_closed(section, qtbot)
    changed = shops(hub)["La Belle Plume"]
    assert changed.phone == "+33549881122"
    periods = (changed.hold_days, changed.hold_chilled_hours, changed.hold_frozen_days, changed.hold_hot_hours)
    assert periods == (14, 48, None, 1)
    assert (changed.told, changed.language, changed.prepaid, changed.identity_check) == (Told.DAILY, "en", True, True)
    assert (changed.active, changed.colour) == (False, PALETTE[3])
    assert changed.pickup_methods == ("Retrait au comptoir", "Click & Collect")


@pytest.mark.parametrize("typed", ["maison", "2", "la belle plume"])
def test_a_shop_can_be_named_or_numbered(section: ShopsSection, keys: Keys, qtbot: QtBot, typed: str) -> None:
    keys.type(typed)
    keys.press(Key.Key_Return)
    is_open(section, qtbot)
    assert section.shop is not None
    assert section.shop.name == ("Maison Iris" if typed == "maison" else "La Belle Plume")


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("name", "MAISON  IRIS", "existe déjà"),
        ("email", "pas une adresse", "e-mail n’est pas valable"),
        ("phone", "12", "téléphone n’est pas valable"),
        ("hold_days", "0", "de 1 à 365"),
        ("hold_days", "x", "de 1 à 365"),
        ("hold_hot_hours", "25", "de 1 à 24"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_typed_is_lost(
    hub: Hub, section: ShopsSection, keys: Keys, qtbot: QtBot, name: str, typed: str, says: str
) -> None:
    before = shops(hub)
    keys.press(Key.Key_F9)
    is_open(section, qtbot)
    section.name.set_text("Jouets Colin")
    field = section.form.fields[name]
    assert isinstance(field, TextField)
    field.set_text(typed)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: says in field.wrong)
    assert field.line.text() == typed
    assert shops(hub) == before


def test_a_shop_needs_a_name(hub: Hub, section: ShopsSection, keys: Keys, qtbot: QtBot) -> None:
    before = shops(hub)
    keys.press(Key.Key_F9)
    is_open(section, qtbot)
    section.save()
    qtbot.waitUntil(lambda: "nom manque" in section.name.wrong)
    assert shops(hub) == before


def test_escape_leaves_the_shop_as_it_was(hub: Hub, section: ShopsSection, keys: Keys, qtbot: QtBot) -> None:
    before = shops(hub)
    keys.press(Key.Key_Return)
    is_open(section, qtbot)
    keys.type("x")
    keys.press(Key.Key_Escape)
    is_closed(section, qtbot)
    assert shops(hub) == before
    assert not section.is_edited


def test_a_colour_is_chosen_by_arrows(section: ShopsSection, window: Window, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Key.Key_F9)
    is_open(section, qtbot)
    swatches = section.colour.swatches
    before = swatches.place
    swatches.setFocus()
    focused(swatches, qtbot)
    QTest.keyClick(window.windowHandle(), Key.Key_Right)
    assert section.colour.text() == PALETTE[before + 1]
    cell = swatches.cells(swatches.width())[0]
    QTest.mouseClick(swatches, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert section.colour.text() == PALETTE[0]
    assert min(cell.width(), cell.height()) >= 40


def test_forty_shops_can_be_moved_through(
    hub: Hub, section: ShopsSection, window: Window, keys: Keys, qtbot: QtBot
) -> None:
    for n in range(40):
        setup.save_shop(hub.desk, Shop("", f"Boutique {n:02d} de la rue Gambetta et de la place du Marché"))
    section.refresh()
    qtbot.waitUntil(lambda: section.list.count() == 43)
    QTest.keyClick(window.windowHandle(), Key.Key_End)
    row = section.list.visualItemRect(section.list.item(section.list.currentRow()))
    assert section.list.viewport().rect().contains(row)


def test_the_language_changes_at_once(section: ShopsSection, window: Window) -> None:
    window.words.switch("en")
    assert section.title.text() == "Shops"
    assert section.about.text().startswith("3 shops.")


def test_a_hub_without_shops_says_how_to_begin(section: ShopsSection) -> None:
    section._show(())
    assert section.nothing.isVisible()
    assert not section.list.isVisible()
    assert section.nothing.accessibleName() == "Aucune boutique"
    assert [action.key for action in section.key_actions() if action.shown] == ["F9"]


def test_twelve_shops_are_seen_at_once_on_the_counters_screen(
    window: Window, hub: Hub, section: ShopsSection, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    for number in range(12 - len(shops(hub))):
        setup.save_shop(hub.desk, Shop("", f"Boutique {number}", colour=PALETTE[number]))
    section.read()
    qtbot.waitUntil(lambda: section.list.count() == 12)
    qtbot.waitUntil(lambda: section.list.verticalScrollBar().maximum() == 0)
