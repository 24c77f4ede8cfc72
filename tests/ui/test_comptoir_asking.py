"""What a handover asks for, asked in the page: each question, its one key, and everything that comes between."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, journal, setup, till
from desk_app.domain.checks import Method
from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
ELOISE = "Éloïse Lefèvre"
Answered = Callable[[], None]


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def wine(hub: Hub) -> Parcel:
    """Something for adults."""
    return hub.ready(ELOISE, "Maison Iris", "B-03", age_check=True)


@pytest.fixture
def cheese(hub: Hub) -> Parcel:
    """Something to be paid."""
    return hub.ready(ELOISE, "Fromagerie du Marché", "A-12", due_cents=1250)


@pytest.fixture
def book(hub: Hub) -> Parcel:
    """Something that asks for nothing."""
    return hub.ready(ELOISE, "La Belle Plume", "A-02")


def state(hub: Hub, *parcels: Parcel) -> list[State]:
    """The states of these parcels in the store."""
    return [hub.parcel(parcel.id).state for parcel in parcels]


def question(page: Comptoir) -> Verdict | None:
    """What is asked now."""
    asked = page.serving.panel.asked
    return asked.question if asked is not None and page.mode is Mode.ASK else None


def asks(qtbot: QtBot, page: Comptoir, verdict: Verdict) -> None:
    """Wait until that is asked."""
    qtbot.waitUntil(lambda: question(page) is verdict and not page.serving.is_busy)


def given(qtbot: QtBot, page: Comptoir, title: str = "Tout est remis") -> None:
    """Wait until the band says so."""
    qtbot.waitUntil(lambda: page.band.isVisible() and page.band.title == title)


def money(hub: Hub) -> dict[tuple[str, Method], int]:
    """What is in the till today."""
    report = till.till(hub.desk, hub.now.astimezone().date())
    return {(line.shop, line.method): line.cents for line in report.lines}


def ask_always(hub: Hub, *policies: str) -> None:
    """The hub wants that of everybody."""
    for policy in policies:
        setup.save_hub_setting(hub.desk, f"{policy}.policy", "always")


def done(page: Comptoir) -> dict[str, tuple[str, bool]]:
    """The checklist: how each thing stands."""
    return {what: (how, ticked) for what, how, ticked in page.checklist.texts}


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


# what comes between


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
