"""Command barcodes: each does what its key does on the page in front, in its turn, or says that there is nothing."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Answered = Callable[[], None]
ELOISE = "Éloïse Lefèvre"


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The page in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


@pytest.fixture
def two(hub: Hub) -> list[Parcel]:
    """Two parcels of one customer."""
    return [hub.ready(ELOISE), hub.ready(ELOISE, "Maison Iris")]


def scan(keys: Keys, command: Command) -> None:
    """The barcode of a command, as a scanner types it."""
    keys.scan(COMMAND_CODES[command])


def states(hub: Hub, parcels: list[Parcel]) -> set[State]:
    """The states of these parcels in the store."""
    return {hub.parcel(parcel.id).state for parcel in parcels}


@pytest.mark.parametrize("command", [Command.HAND_OVER_ALL, Command.YES])
def test_scans_and_commands_are_answered_in_their_order(
    page: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], answered: Answered, command: Command
) -> None:
    keys.scan(two[0].pickup_code)
    scan(keys, command)
    scan(keys, Command.PUT_AWAY)
    answered()
    assert states(hub, two) == {State.COLLECTED}
    assert page.mode is Mode.IDLE


def test_undo_asks_for_the_reason_as_its_key_does(
    page: Comptoir, hub: Hub, keys: Keys, two: list[Parcel], answered: Answered
) -> None:
    keys.scan(two[0].pickup_code)
    scan(keys, Command.HAND_OVER_ALL)
    scan(keys, Command.UNDO)
    answered()
    assert page.undo.isVisible()
    assert states(hub, two) == {State.COLLECTED}
    scan(keys, Command.ESCAPE)
    answered()
    assert page.tiles.isVisible()


def test_the_pages_follow_each_other_and_begin_anew(window: Window, keys: Keys, answered: Answered) -> None:
    shown = []
    for _entry in window.entries:
        scan(keys, Command.NEXT_PAGE)
        answered()
        shown.append(window.page.NAME)
    assert shown == ["arrivages", "etageres", "retours", "messages", "journee", "reglages", "comptoir"]


def test_search_from_a_page_that_has_none(window: Window, keys: Keys, answered: Answered) -> None:
    window.open_page("journee")
    scan(keys, Command.SEARCH)
    answered()
    assert isinstance(window.page, Comptoir)
    assert window.page.mode is Mode.SEARCH


@pytest.mark.parametrize(
    ("name", "command", "word"),
    [
        ("comptoir", Command.HAND_OVER_ALL, "Tout remettre"),
        ("arrivages", Command.UNDO, "Annuler une remise"),  # the key of an undo opens a file here
        ("reglages", Command.UNDO, "Annuler une remise"),  # and prints a test here
        ("journee", Command.PRINT_AGAIN, "Imprimer"),
    ],
)
def test_nothing_to_do_is_said_and_changes_nothing(
    window: Window,
    keys: Keys,
    answered: Answered,
    sounds: list[Tone],
    qtbot: QtBot,
    name: str,
    command: Command,
    word: str,
) -> None:
    page = window.open_page(name)
    with qtbot.waitSignal(window.session.noted) as noted:
        scan(keys, command)
        answered()
    assert noted.args == [f"«\u00a0{word}\u00a0»\u00a0: rien à faire ici pour l’instant."]
    assert sounds == [Tone.LOOK]
    assert window.page is page
    assert window.scan_bar.hint == word


def test_a_clerk_sees_what_was_scanned(window: Window, keys: Keys, answered: Answered) -> None:
    scan(keys, Command.SEARCH)
    answered()
    assert window.scan_bar.hint == "Chercher"
