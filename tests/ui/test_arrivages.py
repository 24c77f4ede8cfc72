"""Taking parcels in, on a real store, by keys and scans alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.domain import codes
from desk_app.domain.lists import Group
from desk_app.domain.states import State
from desk_app.domain.values import Shelf
from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.session import Change, Session
from desk_app.ui.window import Window
from tests.domain.wrong_keyboard import arrives
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


def shown_keys(page: Arrivages) -> list[str]:
    """The keys that are shown as buttons."""
    return [action.key for action in page.page_actions() if action.shown]


def test_scanning_the_shops_order_number_takes_the_parcel_in_and_prints_its_label(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings, sounds: list[Tone]
) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    now = hub.parcel(parcel.id)
    assert now.state is State.READY
    assert band(arrivages) == (Tone.YES, f"Rangez en {now.shelf}")
    assert sounds == [Tone.YES]
    assert len(printed(settings)) == 1
    assert [p.id for p in arrivages.list.selected()] == [parcel.id]
    assert arrivages.card.title.text() == "Éloïse Lefèvre"


@pytest.mark.parametrize("shops", [["La Belle Plume"], ["La Belle Plume", "Maison Iris"]])
def test_a_slow_scanner_of_another_layout_takes_the_parcel_in(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings, shops: list[str]
) -> None:
    parcels = [hub.announce("Éloïse Lefèvre", shop, reference="CMD-4127") for shop in shops]
    settings.set("scanner.layout", "fr(bepo)")
    arrivages.session.tell_changed(Change.SETTINGS)
    settled()
    keys.type(arrives("CMD-4127", "fr(bepo)"), 60)
    keys.press(Key.Key_Return, 60)
    settled()
    if len(shops) > 1:  # whose it is was asked: the first's
        keys.press(Key.Key_Return)
        settled()
    assert [hub.parcel(parcel.id).state for parcel in parcels].count(State.READY) == 1


def test_no_label_is_printed_when_the_setting_says_so(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    settings.set("label.print_on_receive", value=False)
    hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    assert band(arrivages)[0] is Tone.YES
    assert printed(settings) == []


def test_a_shelf_scanned_next_is_where_the_parcel_goes_and_its_label_is_printed_again(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.scan(tag(hub, "C-07"))
    settled()
    assert hub.parcel(parcel.id).shelf == "C-07"
    assert band(arrivages) == (Tone.YES, "Place\u00a0: C-07")
    assert len(printed(settings)) == 2


def test_the_same_shelf_prints_no_second_label(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.scan(tag(hub, str(hub.parcel(parcel.id).shelf)))
    settled()
    assert len(printed(settings)) == 1


def test_a_shelfs_code_can_be_typed_instead(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.type("b-03")
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(parcel.id).shelf == "B-03"


def test_a_shelf_of_the_wrong_zone_is_refused_and_the_next_one_still_counts(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.announce("Paul Garnier", "Fromagerie du Marché", reference="2301", zone=Zone.CHILLED)
    keys.scan("2301")
    settled()
    keys.scan(tag(hub, "A-12"))
    settled()
    assert band(arrivages) == (Tone.NO, "Pas dans cette zone")
    keys.scan(tag(hub, "F-02"))
    settled()
    assert hub.parcel(parcel.id).shelf == "F-02"
    assert band(arrivages)[0] is Tone.YES


def test_a_shelfs_label_misread_is_not_taken_for_an_order(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    right = tag(hub, "C-07")
    keys.scan(right[:-1] + ("B" if right[-1] != "B" else "C"))
    settled()
    assert band(arrivages) == (Tone.NO, "Emplacement inconnu")
    assert arrivages.receiving.current is not None


def test_each_scan_of_an_order_takes_its_next_piece_in(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, settings: Settings
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127", pieces=2)
    keys.scan("4127")
    settled()
    assert "colis 1/2" in arrivages.band.sentence
    keys.scan("4127")
    settled()
    assert "colis 2/2" in arrivages.band.sentence
    keys.scan("4127")
    settled()
    assert band(arrivages) == (Tone.LOOK, "Déjà reçu")
    assert len(printed(settings)) == 2


def test_a_parcels_own_label_takes_it_in_hand_and_never_the_next_piece_in(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    first = hub.announce("Éloïse Lefèvre", reference="4127", pieces=2)
    keys.scan("4127")
    settled()
    keys.scan(first.id)
    settled()
    assert band(arrivages) == (Tone.LOOK, "Déjà reçu")
    keys.scan(tag(hub, "C-07"))
    settled()
    assert hub.parcel(first.id).shelf == "C-07"
    assert [p.state for p in hub.pickup(first.pickup_code).parcels].count(State.ANNOUNCED) == 1


def test_an_order_nobody_announced_is_red_and_nothing_stays_in_hand(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    first = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.scan("NULLE-PART")
    settled()
    assert band(arrivages) == (Tone.NO, "Commande inconnue")
    assert sounds[-1] is Tone.NO
    assert arrivages.list.selected() == ()
    before = hub.parcel(first.id).shelf
    keys.scan(tag(hub, "C-07"))
    settled()
    assert hub.parcel(first.id).shelf == before


def test_enter_takes_a_selected_expected_parcel_in(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.announce("Éloïse Lefèvre")
    arrivages.refresh()
    settled()
    assert "Enter" not in shown_keys(arrivages)
    keys.press(Key.Key_Down)
    settled()
    assert shown_keys(arrivages)[0] == "Enter"
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(parcel.id).state is State.READY


def test_enter_twice_takes_one_piece_in(arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled) -> None:
    parcel = hub.announce("Éloïse Lefèvre", pieces=2)
    arrivages.list.show_group(Group.EXPECTED)
    settled()
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    settled()
    states = [p.state for p in hub.pickup(parcel.pickup_code).parcels]
    assert sorted(states) == [State.ANNOUNCED, State.READY]


def test_with_no_free_shelf_the_parcel_is_taken_in_and_its_place_asked_for(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    for shelf in hub.shelves():
        setup.save_shelf(hub.desk, Shelf(shelf.id, shelf.code, shelf.tag, Zone.FROZEN, 1))
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    assert band(arrivages) == (Tone.LOOK, "Reçu, à ranger")
    assert hub.parcel(parcel.id).state is State.RECEIVED
    keys.scan(tag(hub, "A-02"))
    settled()
    assert hub.parcel(parcel.id).shelf == "A-02"


def test_a_shelf_with_nothing_in_hand_shows_what_stands_there(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    here = hub.ready("Éloïse Lefèvre", shelf="A-12")
    hub.ready("Paul Garnier", shelf="B-03")
    keys.scan(tag(hub, "A-12"))
    settled()
    assert [row.parcel.id for row in arrivages.list.table.rows] == [here.id]
    assert arrivages.list.bar.narrowing["shelf"].text() == "A-12 ▾"


def test_selecting_another_row_puts_the_parcel_in_hand_down(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    other = hub.ready("Paul Garnier", shelf="B-03")
    hub.later(minutes=1)
    first = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.press(Key.Key_Down)
    settled()
    assert arrivages.card.parcel is not None
    assert arrivages.card.parcel.id == other.id
    shelf = hub.parcel(first.id).shelf
    keys.scan(tag(hub, "C-07"))
    settled()
    assert (hub.parcel(first.id).shelf, hub.parcel(other.id).shelf) == (shelf, "B-03")


def test_a_pickup_code_goes_to_the_counter(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    settled()
    assert window.page is not arrivages


def test_the_label_on_the_card_is_the_label_that_is_printed(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    qtbot.waitUntil(lambda: arrivages.card.picture.picture is not None)
    picture = arrivages.card.picture.picture
    assert picture is not None
    assert (picture.width(), picture.height()) == (496, 232)


def test_the_card_tells_the_parcels_story_without_whole_addresses(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127", phone="06 12 34 56 78", items="2 livres")
    keys.scan("4127")
    settled()
    text = arrivages.card.lines.text()
    assert text.startswith("2 livres · colis 1/1")
    assert "06 12 •• •• 78" in text
    assert "56" not in text
    assert text.count("\n") >= 4


def test_while_the_database_is_away_the_band_says_so_and_the_list_stays(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.announce("Éloïse Lefèvre", reference="4127")
    arrivages.refresh()
    settled()
    hub.go_away(monkeypatch)
    keys.scan("4127")
    settled()
    assert band(arrivages) == (Tone.NO, "Base de données injoignable")
    assert len(arrivages.list.table.rows) == 1


def test_everything_is_said_again_in_english(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    window.words.switch("en")
    settled()
    assert arrivages.band.title.startswith("Put it")
    assert arrivages.list.bar.groups[Group.EXPECTED].text() == "Expected 0"
    assert arrivages.list.table.rows[0].cells[0] == "ready"
    assert [p.id for p in arrivages.list.selected()] == [parcel.id]
    assert arrivages.card.lines.text().startswith("piece 1/1")


def test_a_shelfs_label_of_nowhere_is_refused(arrivages: Arrivages, keys: Keys, settled: Settled) -> None:
    keys.scan(codes.new_shelf_tag())
    settled()
    assert band(arrivages) == (Tone.NO, "Emplacement inconnu")


def test_escape_puts_the_answer_and_the_parcel_away(
    arrivages: Arrivages, hub: Hub, keys: Keys, settled: Settled
) -> None:
    parcel = hub.announce("Éloïse Lefèvre", reference="4127")
    keys.scan("4127")
    settled()
    keys.press(Key.Key_Escape)
    settled()
    assert not arrivages.band.isVisible()
    assert arrivages.list.selected() == ()
    assert arrivages.card.title.text() == "Aucun colis en main"
    shelf = hub.parcel(parcel.id).shelf
    keys.scan(tag(hub, "C-07"))
    settled()
    assert hub.parcel(parcel.id).shelf == shelf


def test_with_another_database_a_filter_of_the_old_one_is_taken_off(
    arrivages: Arrivages, hub: Hub, session: Session, settled: Settled, tmp_path: Path
) -> None:
    arrivages.list.narrow_to_shop(hub.shops["Maison Iris"])
    settled()
    other = Hub(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    try:
        there = other.announce("Paul Garnier", "Maison Iris")
        session.set_desk(other.desk)
        settled()
        assert [row.parcel.id for row in arrivages.list.table.rows] == [there.id]
        assert not arrivages.list.is_narrowed
    finally:
        session.set_desk(hub.desk)
        settled()
        other.close()
