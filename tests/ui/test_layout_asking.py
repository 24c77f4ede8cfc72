"""The counter's questions and panels fit: a small screen, 200 %, a large one, in both languages."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.window import Window
from tests.ui.asking import asks
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_layout import LONG, clipped, looks

Key = Qt.Key


@pytest.fixture
def page(window: Window, hub: Hub) -> Comptoir:
    """The counter in a hub that asks for everything."""
    for policy in ("identity", "signature"):
        setup.save_hub_setting(hub.desk, f"{policy}.policy", "always")
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """What asks for everything, of a customer with a long name, from three shops."""
    for shop in ("Maison Iris", "Fromagerie du Marché"):
        hub.ready(LONG, shop, due_cents=123450)
    return hub.ready(LONG, age_check=True, due_cents=None, items="Coffret en édition limitée, numérotée et signée")


def found(window: Window, qtbot: QtBot) -> list[str]:
    """What is clipped at any size in either language."""
    return [what for look in looks(window, qtbot) for what in clipped(window)]


def test_every_question_fits(
    page: Comptoir, window: Window, keys: Keys, parcel: Parcel, answered: Callable[[], None], qtbot: QtBot
) -> None:
    keys.scan(parcel.pickup_code)
    answered()
    assert found(window, qtbot) == []
    keys.press(Key.Key_Return)
    answers: list[tuple[Verdict, Callable[[], object]]] = [
        (Verdict.AGE_CHECK, lambda: keys.press(Key.Key_Return)),
        (Verdict.IDENTITY_CHECK, lambda: keys.type("1")),
        (Verdict.AMOUNT_UNKNOWN, lambda: keys.press(Key.Key_F4)),
        (Verdict.PAYMENT_DUE, lambda: keys.type("1")),
        (Verdict.SIGNATURE_NEEDED, lambda: keys.press(Key.Key_Escape)),
    ]
    for question, answer in answers:
        asks(qtbot, page, question)
        assert found(window, qtbot) == [], question
        answer()


@pytest.mark.parametrize("key", [Key.Key_F6, Key.Key_F8, Key.Key_F10])
def test_every_panel_fits(
    page: Comptoir,
    window: Window,
    keys: Keys,
    parcel: Parcel,
    answered: Callable[[], None],
    qtbot: QtBot,
    key: Qt.Key,
) -> None:
    if key != Key.Key_F10:
        keys.scan(parcel.pickup_code)
        answered()
    keys.press(key)
    assert found(window, qtbot) == []
