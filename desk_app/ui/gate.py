"""Who is it? Names, a PIN, a badge; over everything, and the only thing that gets keys, scans and clicks meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk_app.domain.clerks import Clerk, digits_of, pin_trouble
from desk_app.domain.scan import Kind, Scan, decode
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Tone, tone
from desk_app.ui import theme
from desk_app.ui.key_filter import KeyFilter, Listener, put_away
from desk_app.ui.scan_keys import Key, Typed, read
from desk_app.ui.widgets.band import VerdictBand
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.widgets.name_tiles import NameTile, NameTiles
from desk_app.ui.widgets.pin_pad import BACK, ENTER, PinDots, PinPad
from desk_app.ui.widgets.scrolling import plain_widget, scroll_area
from desk_app.ui.words import Words
from desk_app.wording import sentence, title

_WIDTH, _HEIGHT, _PAD_WIDTH, _SMALL_PAD_WIDTH = 920, 520, 300, 200
_VEIL = 150


class Gate(QWidget):
    """Covers its parent, the window, while it is open. ``room`` names its words: ``ui_sign_in.<room>_title``.

    An ``opaque`` one lets nothing of the window be seen; another may be left by Escape.
    """

    pin_given = Signal(str, str)  # the id of a clerk, and the PIN that was typed
    badge_read = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, keys: KeyFilter, words: Words, room: str, *, opaque: bool) -> None:
        super().__init__(window)
        self._window = window
        self._keys, self._words, self._room = keys, words, room
        self._is_opaque, self._is_busy, self._is_small = opaque, False, False
        self._listener: Listener | None = None
        self._focus: QWidget | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self.hide()

    def _init_widgets(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = LineLabel(size=theme.SMALL, weight=theme.SEMIBOLD, ink=theme.MUTED)
        self.heading = label(role="title", wraps=True)
        self.hint = label(role="muted", wraps=True)
        self.band = VerdictBand()
        self.band.hide()
        self.tiles = NameTiles()
        self.name = LineLabel(size=theme.LARGE, weight=theme.SEMIBOLD)
        self.dots = PinDots()
        self.pad = PinPad()
        self.leave = KeyButton()
        self._around = QVBoxLayout(self)
        self._card = Card()
        self._scroll = scroll_area()
        self._pad_side = plain_widget()

    def _add_widgets(self) -> None:
        self._around.addWidget(self._card, 1, Qt.AlignmentFlag.AlignCenter)
        self._scroll.setWidget(self.tiles)
        side = QVBoxLayout(self._pad_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.GAP_SMALL)
        side.addWidget(self.name)
        side.addWidget(self.dots)
        side.addWidget(self.pad, 1)
        names = QVBoxLayout()
        names.setSpacing(theme.GAP_SMALL)
        for widget in (self.place, self.heading, self.hint, self.band):
            names.addWidget(widget)
        names.addWidget(self._scroll, 1)
        names.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_LARGE)
        row.addLayout(names, 1)
        row.addWidget(self._pad_side)
        self._card.body.addLayout(row, 1)
        self.leave.setHidden(self._is_opaque)
        self.leave.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _connect_signals(self) -> None:
        self.tiles.picked.connect(self._on_picked)
        self.pad.touched.connect(self._keys.touch)
        self.leave.clicked.connect(self.left)
        self._words.bind(self.leave.setText, "ui_sign_in.leave")
        self._words.bind(self.leave.set_cap, "ui.key_esc")
        self._words.bind(self.heading.setText, f"ui_sign_in.{self._room}_title")
        self._words.bind(self.hint.setText, f"ui_sign_in.{self._room}_hint")
        for key, name in ((BACK, "back"), (ENTER, "enter")):
            self._words.bind(self.pad.keys[key].setAccessibleName, f"ui_sign_in.key_{name}")
        self._window.installEventFilter(self)

    # open and closed

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window now."""
        return self._listener is not None

    def open(self, listener: Listener, place: str) -> None:
        """Lie over the window; ``listener`` has had the keys so far. ``place`` is said above the heading."""
        put_away()
        QToolTip.hideText()
        self._listener, self._focus = listener, QApplication.focusWidget()
        self.place.setText(place)
        self._hush()
        self._cover()
        self.raise_()
        self.show()
        self.setFocus()
        self._keys.listen(self)
        self._write_pin(0)
        _application().focusChanged.connect(self._keep_focus)

    def close_gate(self) -> None:
        """Give the window back as it was."""
        listener, self._listener = self._listener, None
        if listener is None:
            return
        _application().focusChanged.disconnect(self._keep_focus)
        self._keys.listen(listener)
        self.hide()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()

    def offer(self, clerks: Sequence[Clerk], chosen: str = "") -> None:
        """Who may come in; ``chosen`` is the id of the one that is meant most likely."""
        only = clerks[0].id if len(clerks) == 1 else ""
        self.tiles.set_tiles([self._tile(clerk) for clerk in clerks], self.tiles.current or chosen or only)
        self._write_name()

    def forget(self) -> None:
        """Nobody is chosen any more."""
        self.tiles.set_tiles(())

    def set_busy(self, busy: bool) -> None:
        """A try is being looked at: the next one waits."""
        self._is_busy = busy
        self.pad.setEnabled(not busy)

    def tell(self, answer: Answer) -> None:
        """Why nobody was let in."""
        texts = self._words.texts
        self._tell(tone(answer.verdict), title(texts, answer), sentence(texts, answer))

    def _tell(self, how: Tone, heading: str, text: str) -> None:
        self.band.show_answer(how, heading, text)
        self.hint.hide()

    def _hush(self) -> None:
        """Nothing is wrong any more."""
        self.band.hide()
        self.hint.setHidden(self._is_small)

    def _say(self, name: str) -> None:
        self._tell(Tone.LOOK, self._words(f"ui_sign_in.{name}_title"), self._words(f"ui_sign_in.{name}_text"))

    # what is shown

    def _tile(self, clerk: Clerk) -> NameTile:
        words = self._words
        facts = [words.texts.name_of(clerk.role)] if clerk.is_manager else []
        return NameTile(
            clerk.id, clerk.name, " · ".join(facts + ([] if clerk.has_pin else [words("ui_sign_in.badge")]))
        )

    def _write_name(self) -> None:
        chosen = next((tile.name for tile in self.tiles.tiles if tile.id == self.tiles.current), "")
        self.name.setText(self._words("ui_sign_in.pin_of", name=chosen) if chosen else self._words("ui_sign_in.whose"))

    def _write_pin(self, count: int) -> None:
        self.dots.set_count(count)

    def _on_picked(self, clerk_id: str) -> None:
        self._keys.forget()
        self._write_pin(0)
        self._hush()
        self._write_name()
        self._scroll.ensureVisible(0, int(self.tiles.rect_of(clerk_id).center().y()), 0, 60)

    # the keys, while it is open

    def on_key(self, _key: Key) -> bool:
        """Nobody else looks at the keys."""
        return False

    def on_typing(self, text: str) -> None:
        """Digits of a PIN: so many."""
        self._write_pin(len(text))

    def on_line(self, line: Typed) -> None:
        """A badge, a PIN, or some other scan."""
        self._write_pin(0)
        for scan in read(line):
            if scan.kind is Kind.BADGE or line.is_scanner:
                self.on_scan(scan)
            else:
                self._try(digits_of(line.text, line.physical))

    def on_scan(self, scan: Scan) -> None:
        """A badge opens; nothing else is done for nobody."""
        if scan.kind is Kind.BADGE:
            if not self._is_busy:
                self.badge_read.emit(scan.value)
        elif scan.kind is Kind.MISREAD:
            self._say("misread")
        else:
            self._say(f"{self._room}_scan")

    def on_read(self, text: str) -> None:
        """A serial scanner or the camera has read this."""
        scan = decode(text)
        if scan.kind is not Kind.EMPTY:
            self.on_scan(scan)

    def _try(self, pin: str) -> None:
        if not self.tiles.current:
            self._say("whose")
        elif pin_trouble(pin) == "pin_length":
            self._say("digits")
        elif not self._is_busy:
            self._hush()
            self.pin_given.emit(self.tiles.current, pin)

    def on_enter(self) -> None:
        """Nothing was typed."""
        self._say("digits" if self.tiles.current else "whose")

    def on_escape(self) -> bool:
        """Leave, where that may be."""
        self._write_pin(0)
        if not self._is_opaque:
            self.left.emit()
        return True

    def on_function_key(self, _key: str) -> bool:
        """They mean nothing here."""
        return True

    def on_place(self, place: int) -> None:
        """No page is opened."""

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark another name; nothing goes on to what is covered."""
        self.tiles.step(event.key())
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True

    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What is covered may ask for the keys, as when an answer comes in: it gets them when this is closed."""
        if new is None or new is self or not self._window.isAncestorOf(new):
            return
        self._focus = new
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin = theme.GAP_SMALL if self.height() < theme.LOW else theme.MARGIN
        self._around.setContentsMargins(margin, margin, margin, margin)
        room_x, room_y = self.width() - 2 * margin, self.height() - 2 * margin
        self._card.setFixedSize(min(_WIDTH, room_x), min(_HEIGHT, room_y))
        self._is_small = self.width() < theme.NARROW
        self._pad_side.setFixedWidth(_SMALL_PAD_WIDTH if self._is_small else _PAD_WIDTH)
        self.band.set_compact(self._is_small)
        self.hint.setHidden(self._is_small or self.band.isVisibleTo(self))

    def mousePressEvent(self, event: object) -> None:
        """A click beside the names and the keys goes nowhere."""

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = theme.colour(theme.DEEP).lighter(100)
        if not self._is_opaque:
            ground.setAlpha(_VEIL)
        QPainter(self).fillRect(self.rect(), ground)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
