"""What the drop-off asks the clerk, and how scans, keys and digits answer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from desk_app.domain.states import State
from desk_app.domain.verdicts import Tone
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.arrivages_keys import Mode
from desk_app.ui.window import Window
from tests.test_tour import symbols
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


def band(page: Arrivages) -> tuple[Tone, str]:
    """What the band says."""
    assert page.band.isVisible()
    return page.band.tone, page.band.title


def printed(settings: Settings) -> list[Path]:
    """The PDFs that were written instead of printed labels."""
    return sorted((settings.profile / "labels").glob("*.pdf"))


def tag(hub: Hub, code: str) -> str:
    """What a shelf's label says."""
    return next(shelf.tag for shelf in hub.shelves() if shelf.code == code)


def mode(page: Arrivages) -> Mode:
    """What the main part shows."""
    return page.mode


def test_f6_takes_all_pieces_in_and_mends_the_first_label(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    first = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.press(Key.Key_F6)
    assert arrivages.questions.isVisible()
    keys.type("3")
    keys.press(Key.Key_Return)
    settled()
    pieces = hub.pickup(first.pickup_code).parcels
    assert [(p.piece, p.pieces, p.state) for p in pieces] == [(n, 3, State.READY) for n in (1, 2, 3)]
    assert not arrivages.questions.isVisible()
    labels = [page for file in printed(settings) for page in symbols(file)]
    assert len(labels) == 4  # the first, two more, and the first again: it said 1/1
    assert {text for label in labels for text in label} == {p.id for p in pieces}


def test_f4_asks_where_a_selected_parcel_goes(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    parcel = hub.ready("Éloïse Lefèvre", shelf="A-02")
    arrivages.refresh()
    settled()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_F4)
    assert "A-02" in arrivages.questions.sentence
    keys.type("A-12")
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(parcel.id).shelf == "A-12"


def test_escape_takes_the_question_back(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    parcel = hub.ready("Éloïse Lefèvre", shelf="A-02")
    arrivages.refresh()
    settled()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_F4)
    keys.press(Key.Key_Escape)
    assert not arrivages.questions.isVisible()
    keys.scan(tag(hub, "A-12"))
    settled()
    assert hub.parcel(parcel.id).shelf == "A-02"


def test_a_question_asked_puts_its_invitation_into_the_scan_bar(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.press(Key.Key_F4)
    assert window.scan_bar.text == ""
    assert arrivages.placeholder == "ui_arrivages.invite_move"
    keys.press(Key.Key_Escape)
    assert arrivages.placeholder == Arrivages.PLACEHOLDER


def test_leaving_the_page_takes_the_question_back(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.ready("Éloïse Lefèvre", shelf="A-02")
    arrivages.refresh()
    settled()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_F4)
    window.open_page("comptoir")
    window.open_page("arrivages")
    settled()
    assert arrivages.questions.asked is None


def test_the_number_of_two_shops_is_asked_about_and_chosen_by_its_digit(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    here = {shop: hub.announce("Éloïse Lefèvre", shop, reference="777") for shop in ("La Belle Plume", "Maison Iris")}
    keys.scan("777")
    settled()
    assert band(arrivages) == (Tone.LOOK, "Quelle boutique\u00a0?")
    assert mode(arrivages) is Mode.CHOICE
    offered = [choice.text for choice in arrivages.choices.list.choices()]
    assert sorted(offered) == sorted(here)
    keys.type(str(offered.index("Maison Iris") + 1))
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(here["Maison Iris"].id).state is State.READY
    assert hub.parcel(here["La Belle Plume"].id).state is State.ANNOUNCED
    assert mode(arrivages) is Mode.LIST


def test_the_shop_can_be_chosen_by_arrows(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    for shop in ("La Belle Plume", "Maison Iris"):
        hub.announce("Éloïse Lefèvre", shop, reference="777")
    keys.scan("777")
    settled()
    second = arrivages.choices.list.choices()[1]
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    settled()
    assert arrivages.receiving.current is not None
    assert arrivages.receiving.current.shop == second.text


def test_another_scan_instead_of_a_choice_is_simply_answered(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    for shop in ("La Belle Plume", "Maison Iris"):
        hub.announce("Éloïse Lefèvre", shop, reference="777")
    other = hub.announce("Paul Garnier", reference="4200")
    keys.scan("777")
    settled()
    keys.scan("4200")
    settled()
    assert hub.parcel(other.id).state is State.READY
    assert mode(arrivages) is Mode.LIST
