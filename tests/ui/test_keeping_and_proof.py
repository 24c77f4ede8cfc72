"""A parcel is kept longer, and what became of it is proved, from wherever it is shown."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.arrivages_questions import Questions
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.pages.journee import Journee
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_layout import LONG, clipped, looks

Key = Qt.Key
ELOISE = "Éloïse Lefèvre"
Settled = Callable[[], None]


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """A parcel that waits on its shelf."""
    return hub.ready(ELOISE, shelf="A-02")


@pytest.fixture
def selected(parcel: Parcel, arrivages: Arrivages, keys: Keys, settled: Settled) -> Arrivages:
    """The drop-off, that parcel selected."""
    arrivages.refresh()
    settled()
    keys.press(Key.Key_Down)
    settled()
    assert arrivages.card.parcel is not None
    assert arrivages.card.parcel.id == parcel.id
    return arrivages


@pytest.fixture
def shelf(parcel: Parcel, window: Window, keys: Keys, settled: Settled) -> Etageres:
    """The shelves, the one of that parcel open."""
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    settled()
    keys.scan(parcel.id)
    settled()
    assert page.content.current is not None
    return page


def click(button: KeyButton) -> None:
    """With the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def days_more(hub: Hub, parcel: Parcel) -> int:
    """How many days longer it is kept than at first."""
    now = hub.parcel(parcel.id).keep_until
    assert now is not None
    assert parcel.keep_until is not None
    return (now.date() - parcel.keep_until.date()).days


def pdf(settings: Settings, parcel: Parcel) -> Path:
    """Where the proof goes while no dialog can ask."""
    return settings.profile / "labels" / f"preuve-{parcel.id}.pdf"


# keeping it longer


def test_what_is_selected_is_kept_longer(
    selected: Arrivages, parcel: Parcel, hub: Hub, keys: Keys, settled: Settled
) -> None:
    click(selected.card.keep)
    assert selected.questions.title == f"Combien de jours de plus pour {ELOISE}\u00a0?"
    keys.type("2")
    keys.press(Key.Key_Return)
    settled()
    assert days_more(hub, parcel) == 2
    assert selected.band.title.startswith("Gardé jusqu’au")
    assert not selected.questions.isVisible()
    assert selected.card.parcel == hub.parcel(parcel.id)


def test_what_stands_on_an_open_shelf_is_kept_longer(
    shelf: Etageres, parcel: Parcel, hub: Hub, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F6)
    assert shelf.questions.isVisible()
    keys.type("2")
    keys.press(Key.Key_Return)
    settled()
    assert days_more(hub, parcel) == 2
    assert shelf.band.title.startswith("Gardé jusqu’au")
    assert shelf.content.current == hub.parcel(parcel.id)


@pytest.mark.parametrize("typed", ["0", "400"])
def test_too_few_or_too_many_days_are_refused_with_what_will_do(
    shelf: Etageres, parcel: Parcel, hub: Hub, keys: Keys, settled: Settled, typed: str
) -> None:
    keys.press(Key.Key_F6)
    keys.type(typed)
    keys.press(Key.Key_Return)
    settled()
    assert shelf.band.tone is Tone.NO
    assert "de 1 à 365" in shelf.band.sentence
    assert days_more(hub, parcel) == 0


def test_escape_and_another_page_take_the_question_back(
    shelf: Etageres, parcel: Parcel, hub: Hub, window: Window, keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_F6)
    keys.press(Key.Key_Escape)
    assert not shelf.questions.isVisible()
    assert shelf.shelf is not None  # Escape has not left the shelf
    keys.press(Key.Key_F6)
    window.open_page("comptoir")
    window.open_page("etageres")
    assert not shelf.questions.isVisible()
    assert days_more(hub, parcel) == 0


def test_a_label_scanned_over_the_question_means_what_it_always_means(
    shelf: Etageres, parcel: Parcel, hub: Hub, keys: Keys, settled: Settled
) -> None:
    other = hub.ready("Paul Garnier", shelf="B-03")
    keys.press(Key.Key_F6)
    keys.scan(other.id)
    settled()
    assert not shelf.questions.isVisible()
    assert hub.parcel(other.id).shelf == "A-02"
    assert days_more(hub, parcel) == 0


@pytest.mark.parametrize("zone", [Zone.CHILLED, Zone.FROZEN])
def test_cold_goods_are_not_offered_more_time(
    hub: Hub, window: Window, keys: Keys, settled: Settled, zone: Zone
) -> None:
    cold = hub.ready(ELOISE, "Fromagerie du Marché", zone=zone)
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    settled()
    keys.scan(cold.id)
    settled()
    keys.press(Key.Key_F6)
    assert not page.questions.isVisible()


def test_what_has_left_is_not_kept_longer(
    parcel: Parcel, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    check_out.hand_over(hub.desk, parcel.pickup_code)
    arrivages.card.show_parcel(hub.parcel(parcel.id))
    settled()
    assert not arrivages.card.keep.isVisible()
    assert arrivages.card.proof.isVisible()


def test_without_the_database_nothing_is_kept_and_it_is_said(
    shelf: Etageres, parcel: Parcel, hub: Hub, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.press(Key.Key_F6)
    hub.go_away(monkeypatch)
    keys.type("2")
    keys.press(Key.Key_Return)
    settled()
    assert shelf.band.tone is Tone.NO
    hub.come_back()
    assert days_more(hub, parcel) == 0


# the proof


def test_the_drop_offs_card_saves_a_proof_and_says_where(
    selected: Arrivages, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    click(selected.card.proof)
    settled()
    assert pdf(settings, parcel).read_bytes().startswith(b"%PDF")
    assert selected.band.title == "Preuve enregistrée"
    assert selected.band.sentence == str(pdf(settings, parcel))


def test_an_open_shelf_saves_one(
    shelf: Etageres, parcel: Parcel, keys: Keys, settings: Settings, settled: Settled
) -> None:
    keys.press(Key.Key_F7)
    settled()
    assert pdf(settings, parcel).read_bytes().startswith(b"%PDF")
    assert shelf.band.title == "Preuve enregistrée"


def test_the_day_saves_one_of_what_has_left(
    parcel: Parcel, hub: Hub, window: Window, keys: Keys, settings: Settings, settled: Settled
) -> None:
    check_out.hand_over(hub.desk, parcel.pickup_code)
    page = window.open_page("journee")
    assert isinstance(page, Journee)
    settled()
    keys.press(Key.Key_F6)
    settled()
    assert not (settings.profile / "labels").exists()  # no parcel is meant yet
    keys.scan(parcel.id)
    settled()
    keys.press(Key.Key_F6)
    settled()
    assert pdf(settings, parcel).read_bytes().startswith(b"%PDF")
    assert page.band.title == "Preuve enregistrée"


def test_what_has_not_come_in_has_no_proof(hub: Hub, arrivages: Arrivages, settled: Settled) -> None:
    arrivages.card.show_parcel(hub.announce(ELOISE))
    settled()
    assert not arrivages.card.proof.isVisible()
    assert not arrivages.card.keep.isVisible()


def test_where_there_is_a_screen_the_clerk_says_where(
    shelf: Etageres, parcel: Parcel, keys: Keys, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.ui.proof_saving.has_screen", lambda: True)
    monkeypatch.setattr("desk_app.ui.save_as.has_screen", lambda: True)
    keys.press(Key.Key_F7)
    dialog = shelf.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == f"preuve-{parcel.id}.pdf"
    dialog.fileSelected.emit(str(tmp_path / "pour-la-boutique.pdf"))
    dialog.close()
    settled()
    assert (tmp_path / "pour-la-boutique.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_said(
    selected: Arrivages, parcel: Parcel, settings: Settings, qtbot: QtBot, settled: Settled
) -> None:
    pdf(settings, parcel).mkdir(parents=True)
    with qtbot.waitSignal(selected.session.troubled) as told:
        click(selected.card.proof)
    assert told.args is not None
    assert f"preuve-{parcel.id}.pdf" in told.args[0]
    settled()
    assert selected.band.title != "Preuve enregistrée"


def test_it_fits(hub: Hub, window: Window, keys: Keys, qtbot: QtBot, settled: Settled) -> None:
    long = hub.ready(LONG, shelf="A-02")
    for _look, name in product(looks(window, qtbot), ("arrivages", "etageres")):
        page = window.open_page(name)
        settled()
        keys.scan(long.id)
        settled()
        qtbot.waitUntil(lambda: clipped(window) == [])
        if isinstance(page, Arrivages):
            click(page.card.keep)
        else:
            keys.press(Key.Key_F6)
        qtbot.waitUntil(lambda: clipped(window) == [])
        asked = page.findChild(Questions)
        assert asked is not None
        assert asked.isVisible()
        assert asked.height() == asked.heightForWidth(asked.width())
        keys.press(Key.Key_Escape)
