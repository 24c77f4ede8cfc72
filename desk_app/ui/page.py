"""What every page is: a main part with a band above it, a side part, and the keys of what can be done now."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.commands import BY_CODE
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import tone
from desk_app.ui import theme
from desk_app.ui.background import Ticket
from desk_app.ui.scan_keys import Key
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action, ActionBar
from desk_app.ui.widgets.band import VerdictBand
from desk_app.ui.widgets.scrolling import Modest, plain_widget, scroll_area
from desk_app.wording import sentence, title


class Page(QWidget):
    """Subclasses put widgets into ``main`` and ``side`` and override what they need of the methods below.

    Wide windows show the side beside the main part, with the keys under it. Narrow ones put the side under the
    main part, all in one scrolling area, and the keys in a row at the bottom: nothing is ever clipped.
    """

    NAME = ""  # the room of its texts is ``ui_<NAME>``; also its icon and its word on the rail
    PLACEHOLDER = "ui.scan_placeholder"  # what the empty scan bar invites to

    actions_changed = Signal()
    placeholder_changed = Signal()
    closed = Signal()  # a page that is not on the rail has been put away

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.words = session.words
        self.narrow = self.low = False
        self.placeholder = self.PLACEHOLDER
        self._front: QWidget | None = None
        self._init_areas()
        self._add_areas()

    # to be overridden

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A scan while this page is in front. The next scan waits until the ticket given back is finished."""
        return None

    def on_key(self, key: Key) -> bool:
        """A key as it came to the scan bar, Enter and Tab too; whether it shall go no further."""
        return False

    def keeps_scan(self, scan: Scan) -> bool:
        """Whether this page has answered a scan by itself, wherever it would go else."""
        return False

    def page_actions(self) -> Sequence[Action]:
        """What can be done now; call :meth:`show_actions` whenever that has changed."""
        return ()

    def refresh(self) -> None:
        """Read anew what is shown: the page came to the front, or something it may show has changed."""

    def retranslate(self) -> None:
        """Write anew what is not bound by ``words.bind``: the language has changed."""

    def scan_hint(self, scan: Scan) -> str:
        """What the scan bar says a scan is."""
        if scan.kind is Kind.COMMAND:
            return self.words.texts.name_of(BY_CODE[scan.value])
        return self.words(f"ui.scan_{scan.kind.value}")

    def resized(self) -> None:
        """``narrow`` or ``low`` has changed."""

    # what subclasses use

    def say(self, answer: Answer, figure: str = "", figure_word: str = "") -> None:
        """Show an answer in the band and sound it."""
        self.show_band(answer, figure, figure_word)
        self.session.sound(answer)

    def show_band(self, answer: Answer, figure: str = "", figure_word: str = "") -> None:
        """Show an answer in the band without its sound."""
        texts = self.words.texts
        self.band.show_answer(tone(answer.verdict), title(texts, answer), sentence(texts, answer), figure, figure_word)

    def clear_band(self) -> None:
        """Nothing is to be said any more."""
        self.band.hide()

    def reveal(self, widget: QWidget, part: QRect | None = None, margin: int = 10) -> None:
        """Scroll as far as ``part`` of a widget needs, or all of it, once everything has its place.

        ``margin`` is what else is to be seen above and below it, in logical pixels. What is larger than the screen
        cannot be brought onto it: then nothing moves.
        """

        def scroll() -> None:
            rect = widget.rect() if part is None else part
            is_here = widget.isVisible() and self._content.isAncestorOf(widget) and not rect.isEmpty()
            if not is_here or rect.height() > self._scroll.viewport().height():
                return
            place = widget.mapTo(self._content, rect.center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, rect.height() // 2 + margin)

        QTimer.singleShot(0, widget, scroll)

    def reveal_top(self) -> None:
        """Scroll back to where the page begins."""
        self._scroll.verticalScrollBar().setValue(0)

    def reveal_front(self, front: QWidget | None) -> None:
        """Scroll back to where the page begins when that is in front now and was not before."""
        if front is not self._front:
            self._front = front
            self.reveal_top()

    def show_actions(self) -> None:
        """The actions have changed."""
        self.action_bar.set_actions(self.page_actions())
        self.actions_changed.emit()

    def invite(self, key: str = "") -> None:
        """What the empty scan bar invites to from now on; the page's own words without a key."""
        self.placeholder = key or self.PLACEHOLDER
        self.placeholder_changed.emit()

    def run_key(self, key: str) -> bool:
        """Do what ``key`` (F2…F12, Enter, Esc) stands for now; whether it stood for anything."""
        for action in self.page_actions():
            if action.key == key and action.enabled:
                action.run()
                return True
        return False

    def on_enter(self) -> bool:
        """Enter on an empty scan bar, and no scan under way."""
        return self.run_key(ENTER)

    def on_escape(self) -> bool:
        """Escape, with nothing typed."""
        return self.run_key(ESCAPE)

    # areas

    def _init_areas(self) -> None:
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside a text field gives the keys back to the bar
        self.band = VerdictBand()
        self.band.hide()
        self.main = QVBoxLayout()
        self.main.setSpacing(theme.GAP)
        self._main_box = Modest()
        self._side_box = plain_widget()
        self.side = QVBoxLayout(self._side_box)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(theme.GAP)
        self._side_scroll = scroll_area()
        self._side_scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # scrolls by itself
        self._side_scroll.setParent(self)  # without one it would be shown as a window of its own, and take the keys
        self.action_bar = ActionBar(self.words)
        self._scroll = scroll_area()
        self._content = plain_widget()
        self._grid = QGridLayout(self._content)
        self._outer = QVBoxLayout(self)

    def _add_areas(self) -> None:
        column = QVBoxLayout(self._main_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.band)
        column.addLayout(self.main, 1)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._scroll.setWidget(self._content)
        self._scroll.resized.connect(self._fill_first_screen)
        self._outer.addWidget(self._scroll, 1)
        self._side_scroll.setWidget(self._side_box)
        self._grid.setColumnStretch(0, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put side and keys where the width asks for them."""
        for widget in (self._main_box, self._side_scroll, self._side_box, self.action_bar):
            self._grid.removeWidget(widget)
        self._outer.removeWidget(self.action_bar)
        self._side_scroll.setVisible(not self.narrow)
        if self.narrow:
            self._side_scroll.takeWidget()
            self._side_box.setMinimumWidth(0)
            self._grid.addWidget(self._main_box, 0, 0)
            self._grid.addWidget(self._side_box, 1, 0)
            self._outer.addWidget(self.action_bar)
        else:
            self._side_scroll.setWidget(self._side_box)
            self._side_scroll.setFixedWidth(self.side_width())
            self._grid.addWidget(self._main_box, 0, 0, 2, 1)
            self._grid.addWidget(self._side_scroll, 0, 1)
            self._grid.addWidget(self.action_bar, 1, 1)
        self._side_box.show()
        self.action_bar.set_in_row(self.narrow)
        margin = theme.GAP if self.low or self.narrow else theme.MARGIN
        top = theme.GAP_SMALL if self.low else theme.GAP_LARGE
        self._grid.setContentsMargins(margin, top, margin, top)
        self._grid.setHorizontalSpacing(theme.GAP_LARGE)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setRowStretch(0, 1)

    def side_width(self) -> int:
        """How wide the side part is, in logical pixels."""
        return theme.SIDE_WIDTH

    def resizeEvent(self, event: object) -> None:
        shape = self.width() < theme.NARROW, self.height() < theme.LOW
        if shape != (self.narrow, self.low):
            self.narrow, self.low = shape
            self.band.set_compact(self.low)
            self._lay_out()
            self._fill_first_screen()
            self.resized()

    def _fill_first_screen(self) -> None:
        """In narrow windows the main part has the first screenful, more when it needs more; then comes the side."""
        margins = self._grid.contentsMargins()
        room = self._scroll.viewport().height() - margins.top() - margins.bottom()
        self._grid.setRowMinimumHeight(0, max(0, room) if self.narrow else 0)
