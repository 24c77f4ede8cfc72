"""Everything that comes between a question at the counter and its answer: haste, other scans, lost answers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.domain.checks import Method
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.window import Window
from tests.ui.asking import asks, given, money, question, state
from tests.ui.conftest import ELOISE, Keys
from tests.ui.hub import Hub

Key = Qt.Key
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


def test_escape_hands_nothing_over_and_says_where_it_stays(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    answered()
    keys.press(Key.Key_Escape)
    assert page.mode is Mode.OPEN
    assert (page.band.title, page.band.sentence) == ("Pas remis", "Le colis reste ici\u00a0: B-03.")
    assert state(hub, wine) == [State.READY]


@pytest.mark.parametrize("after_ms", [10, 390, 450])
def test_a_second_enter_in_haste_confirms_nothing(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot, after_ms: int
) -> None:
    keys.scan(wine.pickup_code)
    answered()
    keys.press(Key.Key_Return)
    asks(qtbot, page, Verdict.AGE_CHECK)
    keys.press(Key.Key_Return, after_ms)
    assert question(page) is Verdict.AGE_CHECK
    assert state(hub, wine) == [State.READY]


def test_labels_scanned_while_it_is_asked_wait_for_the_answer_too(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, cheese: Parcel, book: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    keys.scan(wine.pickup_code)
    for parcel in (wine, book, book, cheese):
        keys.scan(parcel.id)
    answered()
    assert "Fromagerie du Marché" in page.serving.panel.what.text()
    keys.press(Key.Key_Return)
    asks(qtbot, page, Verdict.PAYMENT_DUE)
    keys.type("2")
    given(qtbot, page)
    assert state(hub, wine, book, cheese) == [State.COLLECTED] * 3
    assert money(hub) == {("Fromagerie du Marché", Method.CARD): 1250}


def test_somebody_elses_label_scanned_meanwhile_is_refused_and_the_question_stays(
    page: Comptoir, hub: Hub, keys: Keys, wine: Parcel, answered: Answered, qtbot: QtBot
) -> None:
    other = hub.ready("Paul Garnier", shelf="C-07")
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    keys.scan(other.id)
    answered()
    assert (page.band.tone, page.band.figure) == (Tone.NO, "C-07")
    assert question(page) is Verdict.AGE_CHECK
    keys.press(Key.Key_Return)
    given(qtbot, page)
    assert state(hub, wine, other) == [State.COLLECTED, State.READY]


def test_a_new_customers_code_leaves_the_question_and_says_that_nothing_was_given(
    page: Comptoir, window: Window, hub: Hub, keys: Keys, wine: Parcel, answered: Answered
) -> None:
    other = hub.ready("Paul Garnier")
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    keys.scan(other.pickup_code)
    answered()
    assert page.mode is Mode.OPEN
    assert page.pickup_card.customer.text() == "Paul Garnier"
    assert f"Rien n’a été remis à {ELOISE}" in window.status.note.text()
    assert state(hub, wine) == [State.READY]


@pytest.mark.parametrize("barcode", ["3760123456789", "CMD-4127", "1231"])
def test_some_barcode_scanned_meanwhile_answers_nothing(
    page: Comptoir, hub: Hub, keys: Keys, cheese: Parcel, answered: Answered, barcode: str
) -> None:
    keys.scan(cheese.pickup_code)
    keys.scan(cheese.id)
    answered()
    keys.scan(barcode)
    answered()
    assert question(page) is Verdict.PAYMENT_DUE
    assert money(hub) == {}


def test_some_barcode_scanned_into_the_amount_settles_nothing(
    page: Comptoir, hub: Hub, keys: Keys, answered: Answered, qtbot: QtBot
) -> None:
    parcel = hub.ready(ELOISE, due_cents=None)
    keys.scan(parcel.pickup_code)
    keys.scan(parcel.id)
    answered()
    qtbot.waitUntil(page.serving.panel.field.hasFocus)
    keys.scan("3760123")
    assert question(page) is Verdict.AMOUNT_UNKNOWN
    assert hub.parcel(parcel.id).amount_due_cents is None


def test_a_payment_whose_answer_got_lost_is_taken_once(
    page: Comptoir,
    hub: Hub,
    keys: Keys,
    cheese: Parcel,
    answered: Answered,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = check_out.hand_over
    lost = iter([True])

    def lossy(*args: object, **kwargs: object) -> object:
        answer = real(*args, **kwargs)  # type: ignore[arg-type]
        if answer.verdict is Verdict.COLLECTED_ALL and next(lost, False):
            hub.go_away(monkeypatch)
            return real(*args, **kwargs)  # type: ignore[arg-type]  # the database is away now: its answer is lost
        return answer

    monkeypatch.setattr(check_out, "hand_over", lossy)
    keys.scan(cheese.pickup_code)
    keys.scan(cheese.id)
    answered()
    keys.type("1")
    given(qtbot, page, "Base de données injoignable")
    assert question(page) is Verdict.PAYMENT_DUE
    hub.come_back()
    keys.type("1")
    given(qtbot, page)
    assert money(hub) == {("Fromagerie du Marché", Method.CASH): 1250}
    assert state(hub, cheese) == [State.COLLECTED]


def test_while_the_database_is_away_the_question_stays_and_the_band_says_why(
    page: Comptoir,
    hub: Hub,
    keys: Keys,
    wine: Parcel,
    answered: Answered,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys.scan(wine.pickup_code)
    keys.scan(wine.id)
    answered()
    hub.go_away(monkeypatch)
    keys.press(Key.Key_Return)
    given(qtbot, page, "Base de données injoignable")
    assert question(page) is Verdict.AGE_CHECK
    hub.come_back()
    keys.press(Key.Key_Return)
    given(qtbot, page)
    assert state(hub, wine) == [State.COLLECTED]


def test_what_stays_of_a_partial_handover_is_said(
    page: Comptoir, hub: Hub, keys: Keys, book: Parcel, wine: Parcel, answered: Answered
) -> None:
    keys.scan(book.pickup_code)
    keys.scan(book.id)
    answered()
    keys.press(Key.Key_Escape)
    assert page.mode is Mode.IDLE
    assert (page.band.title, page.band.tone) == ("1 remis, 1 reste", Tone.LOOK)
    assert "B-03" in page.band.sentence
    keys.press(Key.Key_Escape)
    assert not page.band.isVisible()
