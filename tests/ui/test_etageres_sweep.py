"""A shelf is swept at the shelves' page: labels tick parcels off, wrong ones are put right, the unseen are missing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out, journal, receive, returns
from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Shelf
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.domain.zones import Zone
from desk_app.ui.pages.etageres import Etageres
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def shelved(hub: Hub) -> list[Parcel]:
    """Two parcels on B-03."""
    return [hub.ready(name, shelf="B-03") for name in ("Anne Moreau", "Paul Garnier")]


@pytest.fixture
def page(window: Window, hub: Hub, shelved: list[Parcel], keys: Keys, settled: Settled) -> Etageres:
    """The sweep of B-03, begun."""
    page = window.open_page("etageres")
    assert isinstance(page, Etageres)
    settled()
    keys.scan(shelf(hub, "B-03").tag)
    settled()
    keys.press(Key.Key_F10)
    settled()
    assert page.sweeping.isVisibleTo(page)
    return page


def shelf(hub: Hub, code: str) -> Shelf:
    """A shelf by its code."""
    return next(shelf for shelf in hub.shelves() if shelf.code == code)


def chips(page: Etageres) -> list[tuple[str, str]]:
    """What stands at the left and at the right of each line."""
    return [(line.texts[0].split(" · ")[0], line.chip[0]) for line in page.sweeping.table.rows]


def verdicts(hub: Hub) -> list[Verdict]:
    """What the journal tells, the newest first."""
    return [entry.verdict for entry in journal.entries(hub.desk, 50)]


def test_each_label_ticks_its_parcel_off(
    page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    assert chips(page) == [("Anne Moreau", "à voir"), ("Paul Garnier", "à voir")]
    sounds.clear()
    keys.scan(shelved[0].id)
    settled()
    assert chips(page) == [("Paul Garnier", "à voir"), ("Anne Moreau", "vu")]
    assert page.sweeping.count.text() == "1 / 2"
    assert page.sweeping.current is not None
    assert page.sweeping.current.key == shelved[0].id
    assert sounds == [Tone.YES]
    assert not page.band.isVisibleTo(page)


def test_the_same_label_twice_is_one_parcel(
    page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    for _time in range(2):
        keys.scan(shelved[0].id)
        settled()
    assert page.sweeping.count.text() == "1 / 2"
    assert sounds[-2:] == [Tone.YES, Tone.YES]


def test_one_that_belongs_elsewhere_is_put_here_by_its_scan(
    hub: Hub, page: Etageres, keys: Keys, settled: Settled
) -> None:
    stray = hub.ready("Zoé Petit", shelf="A-02")
    keys.scan(stray.id)
    settled()
    assert chips(page)[-1] == ("Zoé Petit", "rangé ici")
    assert page.band.title == "Place\u00a0: B-03"
    assert hub.parcel(stray.id).shelf == "B-03"


def test_a_missing_one_is_found_by_its_scan(hub: Hub, page: Etageres, keys: Keys, settled: Settled) -> None:
    lost = hub.ready("Zoé Petit", shelf="A-02")
    returns.missing(hub.desk, lost.id)
    keys.scan(lost.id)
    settled()
    assert (hub.parcel(lost.id).state, hub.parcel(lost.id).shelf) == (State.READY, "B-03")
    assert verdicts(hub)[0] is Verdict.FOUND


def test_chilled_goods_are_not_put_on_this_shelf_and_are_told_where_they_go(
    hub: Hub, page: Etageres, keys: Keys, settled: Settled, sounds: list[Tone]
) -> None:
    cheese = hub.ready("Zoé Petit", "Fromagerie du Marché", zone=Zone.CHILLED)
    keys.scan(cheese.id)
    settled()
    assert page.band.title == "Pas dans cette zone"
    assert page.sweeping.table.rows[0].texts[1] == "Reportez-le en F-02, sa place."
    assert chips(page)[0] == ("Zoé Petit", "pas ici")
    assert (hub.parcel(cheese.id).shelf, sounds[-1]) == ("F-02", Tone.NO)


def test_goods_that_have_left_are_listed_and_the_scan_is_journalled(
    hub: Hub, page: Etageres, keys: Keys, settled: Settled
) -> None:
    given = hub.ready("Zoé Petit", shelf="A-02")
    check_out.hand_over(hub.desk, given.pickup_code)
    keys.scan(given.id)
    settled()
    assert page.band.title == "Déjà remis"
    assert chips(page)[0] == ("Zoé Petit", "remis")
    assert "mettez-le de côté" in page.sweeping.table.rows[0].texts[1]
    assert verdicts(hub)[0] is Verdict.ALREADY_COLLECTED


@pytest.mark.parametrize("code", ["3760012345678", "BKDFTRHLNPCK"])
def test_a_scan_nobody_knows_is_listed_and_can_be_forgotten(
    page: Etageres, keys: Keys, settled: Settled, sounds: list[Tone], code: str
) -> None:
    keys.scan(code)
    settled()
    assert (page.band.title, sounds[-1]) == ("Étiquette inconnue", Tone.NO)
    assert chips(page)[0] == (codes.spell(code), "inconnu")
    keys.press(Key.Key_F4)
    settled()
    assert [chip for _who, chip in chips(page)] == ["à voir", "à voir"]


def test_an_overdue_one_is_marked(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    hub.later(days=30)
    keys.scan(shelved[0].id)
    settled()
    assert chips(page)[-1] == ("Anne Moreau", "vu, délai dépassé")


def test_a_misread_label_is_scanned_again_and_a_shelfs_label_is_passed_over(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    code = shelved[0].id
    keys.scan(code[:-1] + next(c for c in codes.ALPHABET if c != code[-1]))
    settled()
    assert page.band.title == "Code mal lu"
    keys.scan(shelf(hub, "A-02").tag)
    settled()
    assert page.sweeping.shelf is not None
    assert page.sweeping.shelf.code == "B-03"
    assert len(page.sweeping.table.rows) == 2


def test_what_was_not_seen_is_missing_after_one_question(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    keys.scan(shelved[0].id)
    settled()
    keys.press(Key.Key_Return)
    settled()
    assert page.sweeping.question.title == "1 colis non vu\u00a0: le déclarer introuvable\u00a0?"
    assert hub.parcel(shelved[1].id).state is State.READY
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(shelved[1].id).state is State.MISSING
    assert hub.parcel(shelved[0].id).state is State.READY
    assert verdicts(hub)[:2] == [Verdict.SWEPT, Verdict.NOTED_MISSING]
    assert page.band.title == "Étagère vérifiée"
    assert page.content.isVisibleTo(page)


def test_a_shelf_that_is_right_asks_nothing(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    for parcel in shelved:
        keys.scan(parcel.id)
    settled()
    keys.press(Key.Key_Return)
    settled()
    assert verdicts(hub)[0] is Verdict.SWEPT
    assert page.sweeping.shelf is None


def test_escape_goes_back_to_looking_and_then_leaves_without_marking(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_Return)
    settled()
    keys.press(Key.Key_Escape)
    settled()
    assert not page.sweeping.question.isVisibleTo(page)
    keys.press(Key.Key_Escape)
    settled()
    assert page.content.isVisibleTo(page)
    assert {hub.parcel(p.id).state for p in shelved} == {State.READY}
    assert Verdict.SWEPT not in verdicts(hub)


def test_a_scan_puts_the_question_away(page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_Return)
    settled()
    keys.scan(shelved[0].id)
    settled()
    assert not page.sweeping.question.isVisibleTo(page)
    assert page.sweeping.count.text() == "1 / 2"


def test_what_left_while_the_question_was_open_is_not_marked(
    hub: Hub, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    keys.press(Key.Key_Return)
    settled()
    receive.move(hub.desk, shelved[0].id, "A-02")
    keys.press(Key.Key_Return)
    settled()
    assert hub.parcel(shelved[0].id).state is State.READY
    assert hub.parcel(shelved[1].id).state is State.MISSING


def test_scans_are_kept_while_the_database_is_away(
    hub: Hub, page: Etageres, keys: Keys, settled: Settled, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = hub.ready("Zoé Petit", shelf="A-02")
    with monkeypatch.context() as away:
        hub.go_away(away)
        keys.scan(stray.id)
        settled()
        assert page.band.title == "Base de données injoignable"
        assert page.sweeping.hint.text().startswith("1 scan gardé")
        keys.press(Key.Key_Return)
        settled()
        assert page.sweeping.shelf is not None
    hub.come_back()
    page.session.retry()
    qtbot.waitUntil(lambda: ("Zoé Petit", "rangé ici") in chips(page))
    assert hub.parcel(stray.id).shelf == "B-03"


def test_a_customer_may_come_meanwhile(
    window: Window, page: Etageres, shelved: list[Parcel], keys: Keys, settled: Settled
) -> None:
    keys.scan(shelved[0].id)
    settled()
    window.open_page("comptoir")
    settled()
    window.open_page("etageres")
    settled()
    assert page.sweeping.count.text() == "1 / 2"


def test_a_sweep_speaks_both_languages(window: Window, page: Etageres) -> None:
    window.words.switch("en")
    assert page.sweeping.title.text() == "Sweep of B-03"
    assert chips(page)[0] == ("Anne Moreau", "to be seen")
