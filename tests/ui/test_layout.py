"""Nothing is clipped: on the counter's small screen, at 200 %, on a large one, in both languages."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desk_app.counter import check_out
from desk_app.domain.checks import Checks
from desk_app.domain.values import Parcel
from desk_app.domain.zones import Zone
from desk_app.ui import painting, theme
from desk_app.ui.pages.comptoir import Comptoir, Mode
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import LineLabel
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
LONG = "Maximilienne-Alexandrine Vandenbroucke-Castelnau de La Rochefoucauld"
SIZES = {"small screen": (1366, 768), "200 %": (683, 384), "large screen": (1920, 1080)}


def looks(window: Window, qtbot: QtBot) -> Iterator[str]:
    """The window at each of the sizes and in both languages, one after the other."""
    for size, (width, height) in SIZES.items():
        window.resize(width, height)
        qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))  # noqa: B023
        for language in ("en", "fr"):
            window.words.switch(language)
            yield f"{size} {language}"


@pytest.fixture(params=list(SIZES))
def sized(request: pytest.FixtureRequest, window: Window, qtbot: QtBot) -> Window:
    """The window at one of the sizes."""
    width, height = SIZES[request.param]
    window.resize(width, height)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))
    return window


@pytest.fixture
def many(hub: Hub) -> list[Parcel]:
    """Nine parcels with long names of a customer with a long one, and one to come."""
    shops = list(hub.shops)
    made = [
        hub.ready(
            LONG,
            shops[n % 3],
            zone=Zone.CHILLED if n % 3 == 2 else Zone.AMBIENT,
            items="Coffret cadeau en édition limitée, numérotée et signée de la main de l’artiste, avec sa boîte",
            due_cents=[0, 123450, None][n % 3],
            age_check=n % 2 == 0,
            phone="+33612345678",
        )
        for n in range(9)
    ]
    hub.announce(LONG, reference="UNE-TRES-LONGUE-REFERENCE-2026-000123")
    return made


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget below ``root`` that is shown."""
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible())


def is_scrolled(widget: QWidget) -> bool:
    """Whether a scrolling area shows it in parts."""
    viewport = widget.parentWidget()
    return viewport is not None and isinstance(viewport.parentWidget(), QScrollArea)


def clipped(root: QWidget) -> list[str]:
    """What does not fit into its place and does not tell itself by its tooltip either."""
    QApplication.processEvents()
    found = []
    for widget in visible(root):
        parent = widget.parentWidget()
        if parent is not None and not is_scrolled(widget) and not parent.rect().contains(widget.geometry()):
            found.append(f"{widget} {widget.geometry()} leaves {parent} {parent.rect()}")
        if isinstance(widget, QLabel) and not fits(widget):
            found.append(f"label {widget.text()!r} {widget.size()}")
        if isinstance(widget, LineLabel | KeyButton) and widget.width() < needed(widget) and not widget.toolTip():
            found.append(f"{widget.text()!r} is elided without a tooltip")
    return found


def fits(label: QLabel) -> bool:
    """Whether a label shows all its text."""
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height() + 1
    return label.sizeHint().width() <= label.width() + 1


def needed(widget: LineLabel | KeyButton) -> int:
    """How wide a widget would have to be for all its text."""
    return widget.sizeHint().width() - 2


def page_of(window: Window) -> Comptoir:
    """The counter."""
    assert isinstance(window.page, Comptoir)
    return window.page


def test_the_idle_counter_fits(window: Window, qtbot: QtBot) -> None:
    for look in looks(window, qtbot):
        assert clipped(window) == [], look


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_full_pickup_with_long_names_fits(
    sized: Window, keys: Keys, many: list[Parcel], answered: Callable[[], None], language: str
) -> None:
    sized.words.switch(language)
    keys.scan(many[0].pickup_code)
    answered()
    keys.scan(many[0].id)
    answered()
    assert clipped(sized) == []
    assert page_of(sized).band.height() >= page_of(sized).band.heightForWidth(page_of(sized).band.width())


def test_the_keys_of_an_open_pickup_are_written_out_at_200_percent(
    window: Window, keys: Keys, many: list[Parcel], answered: Callable[[], None]
) -> None:
    window.session.print_slip = lambda _pickup: None
    window.resize(*SIZES["200 %"])
    for language in ("fr", "en"):
        window.words.switch(language)
        keys.scan(many[0].pickup_code)
        answered()
        QApplication.processEvents()
        for key in ("Enter", "F5", "Esc"):
            button = window.page.action_bar.button(key)
            assert button is not None
            assert button.width() >= needed(button), (language, button.text())


def test_the_current_tile_is_whole_at_200_percent(
    window: Window, keys: Keys, many: list[Parcel], answered: Callable[[], None], qtbot: QtBot
) -> None:
    window.resize(*SIZES["200 %"])
    keys.scan(many[0].pickup_code)
    answered()
    for _ in range(5):
        keys.press(Key.Key_Down)
    current = page_of(window).tiles.tiles[5]
    qtbot.waitUntil(lambda: current.visibleRegion().boundingRect().height() == current.height())


@pytest.mark.parametrize("text", ["vandenbroucke", "xyzzy", ""])
def test_the_search_fits(window: Window, keys: Keys, many: list[Parcel], qtbot: QtBot, text: str) -> None:
    page = page_of(window)
    keys.press(Key.Key_F2)
    qtbot.waitUntil(page.search.field.hasFocus)
    keys.type(text)
    expected = {"vandenbroucke": 1}.get(text, 0)
    qtbot.waitUntil(lambda: page.search.model.rowCount() == expected)
    for look in looks(window, qtbot):
        assert clipped(window) == [], look


def test_the_undo_fits(window: Window, hub: Hub, keys: Keys, many: list[Parcel], qtbot: QtBot) -> None:
    page = page_of(window)
    check_out.hand_over(hub.desk, many[0].pickup_code, [many[0].id], checks=Checks(majority_seen=True))
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: page.mode is Mode.UNDO)
    for look in looks(window, qtbot):
        assert clipped(window) == [], look


def test_help_and_banner_fit(window: Window, keys: Keys, qtbot: QtBot) -> None:
    window.session.troubled.emit("Le disque est plein. Rien n’a été écrit : libérez de la place, puis recommencez.")
    keys.press(Key.Key_F1)
    assert window.help.isVisible()
    for look in looks(window, qtbot):
        assert clipped(window) == [], look


def test_every_rail_word_fits_its_button(window: Window) -> None:
    for language in ("fr", "en"):
        window.words.switch(language)
        for button in window.rail.buttons:
            width = painting.width_of(button.text(), theme.font(theme.TINY + 1))
            assert width <= button.width() - 8, button.text()
