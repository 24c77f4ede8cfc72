"""What a handover asks for, asked in the page: each question, its one key, and everything that comes between."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import journal
from desk_app.domain.checks import Method
from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.window import Window
from tests.ui.asking import ask_always, asks, done, given, money, question, state
from tests.ui.conftest import ELOISE, Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


# before anything is handed over


def test_the_checklist_says_at_once_what_the_visit_will_ask_for(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, cheese: Parcel, answered: Answered
) -> None:
    ask_always(hub, "identity", "signature")
    hub.ready(ELOISE, "La Belle Plume", due_cents=None)
    keys.scan(wine.pickup_code)
    answered()
    assert page.checklist.isVisible()
    assert done(page) == {
        "Majorité": ("à voir", False),
        "Identité": ("à voir", False),
        "Fromagerie du Marché": ("12,50\u00a0€", False),
        "La Belle Plume": ("à fixer", False),
        "Signature": ("à voir", False),
    }


def test_without_anything_to_ask_for_there_is_no_checklist(
    page: Comptoir, keys: Keys, book: Parcel, answered: Answered
) -> None:
    keys.scan(book.pickup_code)
    answered()
    assert not page.checklist.isVisible()


# each question


def test_majority_is_seen_by_enter_and_the_handover_goes_on(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot, sounds: list[Tone]
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    answered()
    assert question(page) is Verdict.AGE_CHECK
    assert state(hub, wine) == [State.READY]
    assert sounds == [Tone.YES, Tone.LOOK]
    keys.press(Key.Key_Return)
    given(qtbot, page)
    assert state(hub, wine) == [State.COLLECTED]
    assert done(page) == {"Majorité": ("vue", True)}


def test_majority_seen_once_counts_for_the_whole_visit_and_not_for_the_next(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    more, others = hub.ready(ELOISE, age_check=True), hub.ready("Paul Garnier", age_check=True)
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    answered()
    keys.press(Key.Key_Return)
    given(qtbot, page, "Remis\u00a0: Maison Iris")
    keys.scan(more.id)
    answered()
    assert state(hub, more) == [State.COLLECTED]
    keys.scan(others.pickup_code)
    keys.scan(others.id)
    answered()
    assert question(page) is Verdict.AGE_CHECK


def test_the_yes_barcode_beside_the_till_answers(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    answered()
    keys.scan(COMMAND_CODES[Command.YES])
    given(qtbot, page)


@pytest.mark.parametrize("key", ["2", "é"])
def test_a_document_is_told_by_one_key(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, answered: Answered, qtbot: QtBot, key: str
) -> None:
    ask_always(hub, "identity")
    keys.scan(book.pickup_code)
    keys.scan(book.id)
    answered()
    assert question(page) is Verdict.IDENTITY_CHECK
    assert ELOISE in page.serving.panel.text.text()
    keys.type(key)
    given(qtbot, page)
    assert done(page) == {"Identité": ("Passeport", True)}
    details = [entry.detail for entry in journal.entries(hub.desk) if entry.verdict is Verdict.COLLECTED]
    assert details == ["scanned identity"]


def test_a_payment_is_told_by_one_click_with_its_amount_in_sight(
    page: Comptoir, hub: Hub, keys: Keys, cheese: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(cheese.pickup_code)
    keys.scan(cheese.id)
    answered()
    assert question(page) is Verdict.PAYMENT_DUE
    assert page.serving.panel.figure.text() == "12,50\u00a0€"
    QTest.mouseClick(page.serving.panel.choices.buttons[1], Qt.MouseButton.LeftButton)
    given(qtbot, page)
    assert money(hub) == {("Fromagerie du Marché", Method.CARD): 1250}
    assert done(page) == {"Fromagerie du Marché": ("payé", True)}


def test_the_amounts_of_all_shops_are_paid_at_once_each_for_its_shop(
    page: Comptoir, hub: Hub, keys: Keys, cheese: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    hub.ready(ELOISE, "Maison Iris", due_cents=800)
    keys.scan(cheese.pickup_code)
    answered()
    keys.press(Key.Key_Return)
    asks(qtbot, page, Verdict.PAYMENT_DUE)
    assert page.serving.panel.figure.text() == "20,50\u00a0€"
    keys.type("1")
    given(qtbot, page)
    assert money(hub) == {("Fromagerie du Marché", Method.CASH): 1250, ("Maison Iris", Method.CASH): 800}


@pytest.mark.parametrize(("typed", "cents"), [("12,50", 1250), ("0", 0)])
def test_an_unknown_amount_is_settled_first(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot, typed: str, cents: int
) -> None:
    parcel = hub.ready(ELOISE, due_cents=None)
    keys.scan(parcel.pickup_code)
    keys.scan(parcel.id)
    answered()
    assert question(page) is Verdict.AMOUNT_UNKNOWN
    qtbot.waitUntil(page.serving.panel.field.hasFocus)
    keys.type(typed)
    keys.press(Key.Key_Return)
    if cents:
        asks(qtbot, page, Verdict.PAYMENT_DUE)
        keys.type("1")
    given(qtbot, page)
    assert money(hub) == ({("La Belle Plume", Method.CASH): cents} if cents else {})


def test_an_order_that_was_paid_already_is_one_key(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    parcel = hub.ready(ELOISE, due_cents=None)
    keys.scan(parcel.pickup_code)
    keys.scan(parcel.id)
    answered()
    keys.press(Key.Key_F4)
    given(qtbot, page)
    assert money(hub) == {}


@pytest.mark.parametrize("typed", ["douze", "-3", "1.2.3", "99999999999"])
def test_what_is_no_amount_is_said_beside_the_field(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot, typed: str
) -> None:
    parcel = hub.ready(ELOISE, due_cents=None)
    keys.scan(parcel.pickup_code)
    keys.scan(parcel.id)
    answered()
    qtbot.waitUntil(page.serving.panel.field.hasFocus)
    keys.type(typed)
    keys.press(Key.Key_Return)
    assert "pas un montant" in page.serving.panel.wrong.text()
    assert question(page) is Verdict.AMOUNT_UNKNOWN


def sign(page: Comptoir) -> None:
    """A few strokes of the mouse."""
    pad = page.serving.panel.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for x in range(30, 150, 10):
        QTest.mouseMove(pad, QPoint(x, 20 + x % 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(150, 30))


def test_a_signature_is_drawn_and_confirmed(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    ask_always(hub, "signature")
    keys.scan(book.pickup_code)
    keys.scan(book.id)
    answered()
    assert question(page) is Verdict.SIGNATURE_NEEDED
    keys.press(Key.Key_Return)
    assert question(page) is Verdict.SIGNATURE_NEEDED  # nothing is signed yet
    sign(page)
    keys.press(Key.Key_F4)
    assert not page.serving.panel.pad.is_signed
    sign(page)
    keys.press(Key.Key_Return)
    given(qtbot, page)
    assert done(page) == {"Signature": ("faite", True)}


def test_several_questions_follow_each_other_and_one_refusal_is_journalled(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, cheese: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    ask_always(hub, "identity")
    keys.scan(wine.pickup_code)
    answered()
    keys.press(Key.Key_Return)
    asks(qtbot, page, Verdict.AGE_CHECK)
    keys.press(Key.Key_Return)
    asks(qtbot, page, Verdict.IDENTITY_CHECK)
    keys.type("1")
    asks(qtbot, page, Verdict.PAYMENT_DUE)
    keys.type("1")
    given(qtbot, page)
    assert state(hub, wine, cheese) == [State.COLLECTED] * 2
    handed = [entry.verdict for entry in journal.entries(hub.desk) if entry.action == "hand_over"]
    assert sorted(handed) == [Verdict.AGE_CHECK, Verdict.COLLECTED, Verdict.COLLECTED]


def test_the_questions_speak_english_at_once(
    page: Comptoir, window: Window, hub: Hub, keys: Keys, cheese: Parcel, answered: Answered
) -> None:
    keys.scan(cheese.pickup_code)
    keys.scan(cheese.id)
    answered()
    window.words.switch("en")
    assert (page.serving.panel.title.text(), page.serving.panel.figure.text()) == ("To be paid", "€12.50")
    assert [button.text() for button in page.serving.panel.choices.buttons][:2] == ["Cash", "Card"]
    button = page.action_bar.button("Esc")
    assert button is not None
    assert button.text() == "Not handed over"
