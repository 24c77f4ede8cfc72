"""The one window: rail, scan bar, the page in front, status bar; every key and every scan passes through it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.commands import BY_CODE, Command
from desk_app.domain.lists import Totals
from desk_app.domain.scan import Kind, Scan, decode
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.ui import pages, theme
from desk_app.ui.alone import Alone
from desk_app.ui.background import Ticket
from desk_app.ui.commands import asked_for, say_nothing_to_do
from desk_app.ui.help import Help
from desk_app.ui.key_filter import KeyFilter
from desk_app.ui.lock import Lock
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.page import Page
from desk_app.ui.rescue import Rescue
from desk_app.ui.scan_keys import Key, Suffix, Typed, Wedge, read
from desk_app.ui.scan_queue import ScanQueue
from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.shell import HEIGHT, LEAST_HEIGHT, LEAST_WIDTH, WIDTH
from desk_app.ui.signs import Signs
from desk_app.ui.widgets.alone_strip import AloneStrip
from desk_app.ui.widgets.banner import Banner
from desk_app.ui.widgets.rail import Rail
from desk_app.ui.widgets.scan_bar import ScanBar
from desk_app.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from desk_app.ui.gate import Gate
    from desk_app.ui.widgets.help_overlay import HelpOverlay

COUNTER = "comptoir"  # where pickup codes go, whatever page they were scanned on
WAIT_SHOWN_MS = 300  # an answer that takes longer is announced in the scan bar
CLOCK_MS = 2000
_LOW = 560


class Window(QWidget):
    """All that Comptoir's window shows. ``entries`` are the pages of its rail."""

    def __init__(self, session: Session, entries: Sequence[pages.Entry] | None = None) -> None:
        super().__init__()
        self.session = session
        self.words = session.words
        self.entries = tuple(pages.available() if entries is None else entries)
        self._every = (*self.entries, pages.INCIDENTS, pages.PRINTS, pages.RESCUE)  # those of the rail come first
        self._init_widgets()
        self._init_state()
        self._add_widgets()
        self._connect_signals()
        self._write_words()
        self.show_page(0)

    def _init_widgets(self) -> None:
        self.rail = Rail()
        self.scan_bar = ScanBar()
        self.banner = Banner("offline")
        self.strip = AloneStrip()
        self.stack = QStackedWidget()
        self.status = StatusBar()
        self._help = Help(self, self.words)
        self._wait = QTimer(self, interval=WAIT_SHOWN_MS)
        self._clock = QTimer(self, interval=CLOCK_MS)

    def _init_state(self) -> None:
        self.keys = KeyFilter(self, self)
        self.keys.set_wedge(self._wedge())
        self.scans = ScanQueue(self._answer)
        self.lock = Lock(self, self.session)
        self.manager = ManagerPrompt(self, self.session)
        self.rescue = Rescue(self, self.session)
        self.scanners = Scanners.of(self.session)
        self.signs = Signs(self.session, self.scanners, self.banner, self.scan_bar, self.status)
        self.alone = Alone(self.session, self.strip, self.status)
        self._pages: dict[int, Page] = {}
        self._stale: set[int] = set()
        self._place = -1
        self._before = 0  # the page under one that is not on the rail
        self._hint = ""
        self._not_open = Answer(Verdict.DATABASE_OFFLINE, {"reason": ""})
        if not self.session.is_open:
            self.scans.hold()

    def _add_widgets(self) -> None:
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(theme.style_sheet())
        row = QHBoxLayout(self)
        column = QVBoxLayout()
        for box in (row, column):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        for entry in self.entries:
            self.words.bind(self.rail.add(entry.name).setText, f"ui.page_{entry.name}")
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        for widget in (self.scan_bar, self.banner, self.strip, self.stack, self.status):
            column.addWidget(widget, int(widget is self.stack))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(WIDTH, HEIGHT)

    def _connect_signals(self) -> None:
        session = self.session
        self.rail.chosen.connect(self.show_page)
        self.scan_bar.search_clicked.connect(self._search)
        self.words.changed.connect(self._write_words)
        self.keys.broken.connect(self._on_keys_broken)
        self._wait.timeout.connect(self._show_waiting)
        self._clock.timeout.connect(self.signs.write_clock)
        self._clock.timeout.connect(self.lock.look_at_clock)
        self.lock.changed.connect(lambda: self.status.place.set_live(self.lock.is_staffed))
        self.status.place.clicked.connect(self.lock.lock)
        session.opened.connect(self._on_opened)
        session.open_failed.connect(self._on_open_failed)
        session.changed.connect(self._on_changed)
        session.totals_changed.connect(self._on_totals)
        session.said.connect(self._say)
        session.page_wanted.connect(self.open_page)
        session.scan_given.connect(self.scan)
        self.scanners.scanned.connect(self.on_read)
        self.status.printer.clicked.connect(self.toggle_prints)

    # pages

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self._place]

    def show_page(self, place: int) -> None:
        """Bring the page of that place to the front; makes it when it is shown for the first time."""
        if place == self._place or not 0 <= place < len(self._every):
            return
        if place not in self._pages:
            self._add_page(place)
        self._place = place
        self._help.close()
        if place < len(self.entries):
            self._before = place
            self.rail.select(place)
        self.stack.setCurrentWidget(self.page)
        self.page.setFocus()
        self.scan_bar.set_text("")
        self._invite()
        if place in self._stale and self.session.is_open:
            self._stale.discard(place)
            self.page.refresh()

    def toggle_prints(self) -> None:
        """What is not printed yet, over the page in front; away again."""
        self.show_page(self._before if self._every[self._place] is pages.PRINTS else self._every.index(pages.PRINTS))

    def open_page(self, name: str) -> Page:
        """Bring the page called ``name`` to the front."""
        self.show_page([entry.name for entry in self._every].index(name))
        return self.page

    def _invite(self) -> None:
        self.words.bind(self.scan_bar.set_placeholder, self.page.placeholder)

    def _invite_anew(self) -> None:
        """The page in front asks for something else: what was scanned last makes room for it."""
        if self.page.placeholder != self.page.PLACEHOLDER:
            self.scan_bar.set_text("")
        self._invite()

    def _add_page(self, place: int) -> None:
        page = self._every[place].make(self.session)
        page.placeholder_changed.connect(self._invite_anew)
        page.closed.connect(lambda: self.show_page(self._before))
        self._pages[place] = page
        self._stale.add(place)
        self.stack.addWidget(page)
        page.retranslate()
        page.show_actions()

    # scans

    def on_key(self, key: Key) -> bool:
        """A key as it came: the page in front may look at it, as the scanner's settings do."""
        return self.page.on_key(key)

    def on_line(self, line: Typed) -> None:
        """A line is complete: one scan, or several."""
        for scan in read(line, self._wedge().layout):
            if scan.kind is Kind.EMPTY or line.is_repeat:
                self.scan_bar.set_text(scan.shown, self._hint if scan.value else "")
            else:
                self.scan(scan)

    def _wedge(self) -> Wedge:
        """What the settings know of the scanner."""
        get = self.session.settings.get
        return Wedge(get("scanner.prefix"), Suffix(get("scanner.suffix")), get("scanner.layout"))

    def on_read(self, text: str) -> None:
        """A serial scanner or the camera has read this; no keyboard has changed it."""
        self.lock.touch()
        scan = decode(text)
        gate = self.gate
        if gate is not None:
            gate.on_read(text)
        elif scan.kind is not Kind.EMPTY:
            self.scan(scan)

    def scan(self, scan: Scan) -> None:
        """Answer a scan in its turn: of the keys, of a serial scanner, of a test."""
        self._help.close()
        self._hint = self.page.scan_hint(scan)
        self.scan_bar.set_text(scan.shown, self._hint)
        self._wait.start()
        self.scans.put(scan)

    def _answer(self, scan: Scan) -> Ticket | None:
        gate = self.gate
        if not self.session.is_open:
            self.session.say(self._not_open)
        elif gate is not None:
            gate.on_scan(scan)
        elif scan.kind is Kind.BADGE:
            return self.lock.take_badge(scan.value)
        elif scan.kind is Kind.MISREAD and not scan.value:  # what was left of a badge
            self.session.say(Answer(Verdict.MISREAD))
        else:
            return self._mean(scan)
        return None

    def _mean(self, scan: Scan) -> Ticket | None:
        """What the window itself does of a scan, or the page in front."""
        if scan.kind is Kind.COMMAND:
            return self._run(BY_CODE[scan.value])
        if self.page.keeps_scan(scan):
            return None
        self.show_page(self._before)  # where another one lies over it
        if scan.kind is Kind.PICKUP:
            self.open_page(COUNTER)
            self.scan_bar.set_text(scan.shown, self.page.scan_hint(scan))
        return self.page.on_scan(scan)

    def _run(self, command: Command) -> Ticket | None:
        """What the key of a command barcode does; the next scan waits for what that asks behind the screen."""
        if command is Command.NEXT_PAGE:
            self.show_page((self._before + 1) % len(self.entries))
            return None
        action = asked_for(command, self.page.page_actions())
        if action is not None:
            done = action.run()
            return done if isinstance(done, Ticket) else None
        if command is not Command.SEARCH or not self._search():
            say_nothing_to_do(self.session, command)
        return None

    def _show_waiting(self) -> None:
        if self.scans.is_busy:
            self.scan_bar.set_text(self.scan_bar.text, self.words("ui.one_moment"))
            return
        self._wait.stop()
        if self.scan_bar.hint == self.words("ui.one_moment"):
            self.scan_bar.set_text(self.scan_bar.text, self._hint)

    @property
    def gate(self) -> "Gate | None":
        """What asks who is there, when it lies over the window: all that is typed and scanned is its."""
        if self.lock.is_locked:
            return self.lock.gate
        return self.manager.gate if self.manager.is_open else None

    # keys

    def on_typing(self, text: str) -> None:
        """The scan bar's text has changed."""
        self.scan_bar.set_text(text)

    def on_enter(self) -> None:
        """Enter on the empty bar: never while a scan waits for its answer, so that nothing unseen is handed over."""
        if not self._help.close() and not self.scans.is_busy:
            self.page.on_enter()

    def on_escape(self) -> bool:
        """Escape: the help first, then what was scanned, then the page."""
        self.scan_bar.set_text("")
        return self._help.close() or self.page.on_escape()

    def on_function_key(self, key: str) -> bool:
        """F1, F11 and F12 are the window's, the others the page's; F2 searches from anywhere."""
        if key == "F1":
            self._toggle_help()
        elif key == "F11":
            self.toggle_prints()
        elif key == "F12":
            if not (self.signs.help_out() or self.alone.help_out()) and self.lock.lock():
                self._help.close()
        elif not self.page.run_key(key):
            return self._search() if key == "F2" else False
        return True

    def on_place(self, place: int) -> None:
        """Ctrl+1 and so on; after the pages of the rail come the incidents."""
        if place <= len(self.entries):
            self.show_page(place)

    def _search(self) -> bool:
        return self.page.run_key("F2") or self.open_page(COUNTER).run_key("F2")

    @property
    def help(self) -> "HelpOverlay":
        """The list of keys."""
        return self._help.overlay

    def _toggle_help(self) -> None:
        if not self._help.close():
            places = [entry.name for entry in self._every[:-1]]
            page = self._every[self._place].name
            self._help.open(page, self.page.page_actions(), places, locks=self.lock.is_staffed)

    # state

    def _on_open_failed(self, error: Exception) -> None:
        """What was scanned meanwhile is answered: nothing of it may happen later, unseen."""
        self._not_open = offline_answer(error)
        self.scans.release()

    def _on_opened(self) -> None:
        self.page.clear_band()
        self._stale.discard(self._place)
        self.page.refresh()
        self.scans.release()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        self._stale.update(self._pages)
        self._stale.discard(self._place)
        if Change.SETTINGS in changes:
            self.keys.set_wedge(self._wedge())
            self.signs.write()
        self.page.refresh()

    def _on_totals(self, totals: Totals) -> None:
        for entry, button in zip(self.entries, self.rail.buttons, strict=True):
            count = entry.count(totals)
            button.set_badge(self.words.texts.count(count) if count else "")

    def _say(self, answer: Answer) -> None:
        self.page.say(answer)

    def _on_keys_broken(self) -> None:
        self.signs.tell_trouble(self.words("ui.keys_broken"))

    def _write_words(self) -> None:
        """Everything that is not bound: the language may have changed."""
        self.setWindowTitle(self.words("ui.window_title"))
        self.scan_bar.search_hint.setText(self.words("ui.search_hint"))
        self.signs.write_clock()
        self.signs.write()
        self.alone.write()
        for page in self._pages.values():
            page.retranslate()
            page.show_actions()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listen()
        self._clock.start()
        self.page.setFocus()

    def _listen(self) -> None:
        handle = self.window().windowHandle()
        if handle is not None:
            self.keys.listen_to(handle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        low = self.height() < _LOW
        self.scan_bar.set_compact(low)
        self.status.set_compact(low)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As a window of its own."""
        self.stop()
        super().closeEvent(event)

    def stop(self) -> None:
        """Listen no more; what is being written is written to its end."""
        self.hide()
        self.keys.stop()
        self.scanners.stop()
        self._clock.stop()
        self._wait.stop()
        self.session.close()
