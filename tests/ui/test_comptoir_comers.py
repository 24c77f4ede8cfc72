"""Who comes instead of the customer, and what was handed over on paper while the counter was out of order."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, setup
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.window import Window
from tests.ui.asking import given, question, state
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


# who comes


def test_somebody_else_comes_and_what_was_seen_of_the_customer_does_not_count_for_them(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(wine.pickup_code)
    answered()
    keys.press(Key.Key_F6)
    qtbot.waitUntil(page.proxy.field.hasFocus)
    keys.type("Marc Petit")
    keys.press(Key.Key_Return)
    assert page.mode is Mode.OPEN
    assert page.pickup_card.proxy.text() == "Mandataire\u00a0: Marc Petit"
    keys.scan(wine.id)
    answered()
    assert question(page) is Verdict.AGE_CHECK
    keys.press(Key.Key_Return)
    given(qtbot, page)


def test_who_was_named_beforehand_is_offered(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    check_out.tell_proxy(hub.desk, book.pickup_code, "Marc Petit")
    keys.scan(book.pickup_code)
    answered()
    keys.press(Key.Key_F6)
    qtbot.waitUntil(page.proxy.field.hasFocus)
    assert page.proxy.field.text() == "Marc Petit"
    keys.press(Key.Key_Return)
    assert page.pickup_card.proxy.text() == "Mandataire\u00a0: Marc Petit"


def test_an_unknown_proxy_is_refused_where_the_hub_wants_them_named(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    setup.save_hub_setting(hub.desk, "proxy.policy", "beforehand")
    keys.scan(book.pickup_code)
    answered()
    keys.press(Key.Key_F6)
    qtbot.waitUntil(page.proxy.field.hasFocus)
    keys.type("Marc Petit")
    keys.press(Key.Key_Return)
    keys.scan(book.id)
    answered()
    given(qtbot, page, "Mandataire non annoncé")
    assert state(hub, book) == [State.READY]


# on paper


def on_paper(page: Comptoir, keys: Keys, qtbot: QtBot, time: str) -> None:
    """Begin to enter what was handed over at that time."""
    keys.press(Key.Key_F10)
    qtbot.waitUntil(page.paper.time.line.hasFocus)
    keys.type(time)
    keys.press(Key.Key_Return)


def test_what_was_handed_over_on_paper_is_entered_with_its_time(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    hub.later(hours=3)
    at = hub.now.astimezone().replace(minute=0) - hub.now.resolution * 0
    on_paper(page, keys, qtbot, f"{at.hour - 1}h05")
    assert page.on_paper.isVisible()
    keys.scan(book.pickup_code)
    keys.scan(book.id)
    answered()
    given(qtbot, page)
    collected = hub.parcel(book.id).collected_at
    assert collected is not None
    assert (collected.astimezone().hour, collected.astimezone().minute) == (at.hour - 1, 5)
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_Escape)
    assert not page.on_paper.isVisible()
    assert page.serving.paper_at is None


@pytest.mark.parametrize(
    ("typed", "wrong"), [("25:00", "pas une heure"), ("midi", "pas une heure"), ("23:59", "pas encore")]
)
def test_a_time_that_is_none_is_told(
    page: Comptoir, hub: Hub, keys: Keys, qtbot: QtBot, typed: str, wrong: str
) -> None:
    on_paper(page, keys, qtbot, typed)
    assert page.mode is Mode.PAPER
    assert wrong in page.paper.time.wrong
