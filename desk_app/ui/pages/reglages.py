"""The settings: of the hub, of this counter, its database, printers and scanner, and the shops."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QGridLayout

from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.ui import theme
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages.reglages_clerks import ClerksSection
from desk_app.ui.pages.reglages_database import DatabaseSection
from desk_app.ui.pages.reglages_hours import HoursSection
from desk_app.ui.pages.reglages_hub import CounterSection, HubSection
from desk_app.ui.pages.reglages_messages import MessagesSection
from desk_app.ui.pages.reglages_printer import PrinterSection
from desk_app.ui.pages.reglages_receipts import ReceiptsSection
from desk_app.ui.pages.reglages_rules import RulesSection
from desk_app.ui.pages.reglages_scanner import ScannerSection
from desk_app.ui.pages.reglages_section import Section
from desk_app.ui.pages.reglages_shops import ShopsSection
from desk_app.ui.pages.reglages_texts import TextsSection
from desk_app.ui.scan_keys import Key
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import Card, label
from desk_app.ui.widgets.scrolling import Deck, plain_widget

_KINDS = (
    HubSection,
    HoursSection,
    RulesSection,
    CounterSection,
    ClerksSection,
    DatabaseSection,
    PrinterSection,
    ReceiptsSection,
    ScannerSection,
    ShopsSection,
    MessagesSection,
    TextsSection,
)
_KEYS = {
    "hub": "F3",
    "hours": "F3",
    "rules": "F3",
    "counter": "F4",
    "clerks": "F4",
    "database": "F5",
    "printer": "F6",
    "receipts": "F6",
    "scanner": "F7",
    "shops": "F8",
    "messages": "F8",
    "texts": "F8",
    "shelves": "F10",
}
_NAV_WIDTH = 214
_NAV_HEIGHT = 36  # all of them and an answer above fit a small screen


class Reglages(Page):
    """Each section has its key; what is typed in one stays while another is looked at."""

    NAME = "reglages"
    PLACEHOLDER = "ui_reglages.placeholder"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answer: Answer | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self.open_section("hub")

    def _init_widgets(self) -> None:
        self.sections: dict[str, Section] = {kind.NAME: kind(self.session) for kind in _KINDS}
        self.section: Section = self.sections["hub"]
        self.buttons = {name: KeyButton() for name in _KEYS}
        self._deck = Deck()
        self._nav = plain_widget()
        self._nav_grid = QGridLayout(self._nav)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.note = Card()
        self._scope = label(wraps=True)

    def _add_widgets(self) -> None:
        self._nav_grid.setContentsMargins(0, 0, 0, 0)
        self._nav_grid.setSpacing(theme.GAP_SMALL)
        self._nav_grid.setVerticalSpacing(theme.GAP_SMALL // 2)  # a small screen has room for all of them
        for name, button in self.buttons.items():
            button.set_cap(_KEYS[name])
        for section in self.sections.values():
            self._deck.addWidget(section)
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(self._nav)
        self._row.addWidget(self._deck, 1)
        self.main.addLayout(self._row, 1)
        self.words.bind(self.note.set_heading, "ui_reglages.note")
        self.note.body.addWidget(self._scope)
        self.side.addWidget(self.note)
        self.side.addStretch(1)
        self.resized()

    def _connect_signals(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(self._opener(name))
        for section in self.sections.values():
            section.answered.connect(self._say)
            section.edited.connect(self._on_edit)
            section.worked.connect(self.show_actions)
            section.showed.connect(self.reveal)
        self.session.section_wanted.connect(self.open_section)

    def _opener(self, name: str) -> Callable[[], None]:
        return lambda: self.open_section(name)

    # sections

    def open_section(self, name: str) -> None:
        """Show that section and give it the keys; the shelves have a page of their own."""
        if name == "shelves":
            self.session.page_wanted.emit("etageres")
            return
        self.section = self.sections[name]
        self._deck.setCurrentWidget(self.section)
        self._clear_answer()
        self.section.refresh()
        self.reveal_top()
        self._write_nav()
        self.show_actions()
        if self.isVisible():
            self.section.take_keys()

    def _write_nav(self) -> None:
        for name, button in self.buttons.items():
            section = self.sections.get(name)
            key = "ui_reglages.nav_edited" if section is not None and section.is_edited else "ui_reglages.nav"
            button.setText(self.words(key, section=self.words(f"ui_reglages.nav_{name}")))
            button.set_primary(section is self.section)
        self._scope.setText(self.words(f"ui_reglages.note_{self.section.NAME}"))

    def _on_edit(self) -> None:
        self._write_nav()
        self.show_actions()
        if self.section.is_edited:
            self._clear_answer()

    # scans and answers

    def on_key(self, key: Key) -> bool:
        """The scanner's part looks at the keys themselves."""
        if not (isinstance(self.section, ScannerSection) and self.section.on_key(key)):
            return False
        self._clear_answer()
        return True

    def keeps_scan(self, scan: Scan) -> bool:
        """What a serial scanner or the camera has read is looked at there too."""
        if not isinstance(self.section, ScannerSection):
            return False
        self.section.show_read(scan)
        return True

    def on_scan(self, scan: Scan) -> Ticket | None:
        """Nothing here is scanned; a shop may be named or numbered."""
        section = self.section
        if scan.kind is Kind.MISREAD:
            self._say(Answer(Verdict.MISREAD))
        elif not (scan.kind is Kind.TEXT and isinstance(section, ShopsSection) and section.pick_named(scan.value)):
            self.session.note(self.words("ui_reglages.nothing_to_scan"))
        return None

    def _say(self, answer: Answer) -> None:
        self._answer = answer
        self.say(answer)

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    # the page

    def page_actions(self) -> Sequence[Action]:
        """The section's own, and the keys of all sections."""
        opened = {key: self._opened_by(key) for key in _KEYS.values()}
        sections = [Action(key, f"ui_reglages.nav_{n}", self._opener(n), shown=False) for key, n in opened.items()]
        return [*self.section.key_actions(), *sections]

    def _opened_by(self, key: str) -> str:
        """The section that a key opens; those that share one take turns."""
        names = [name for name, own in _KEYS.items() if own == key]
        here = self.section.NAME
        return names[(names.index(here) + 1) % len(names)] if here in names else names[0]

    def refresh(self) -> None:
        """What is shown, unless something typed would be lost."""
        self.section.refresh()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        for section in self.sections.values():
            section.retranslate()
        self._write_nav()
        if self._answer is not None:
            self.show_band(self._answer)

    def resized(self) -> None:
        """The sections beside the form, or over it."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if self.narrow else direction.LeftToRight)
        columns = 3 if self.narrow else 1
        for place, button in enumerate(self.buttons.values()):
            self._nav_grid.removeWidget(button)
            self._nav_grid.addWidget(button, place // columns, place % columns)
            button.setFixedHeight(theme.TOUCH if self.narrow else _NAV_HEIGHT)
            button.set_compact(self.narrow)
        self._nav_grid.setRowStretch(len(self.buttons), 0 if self.narrow else 1)
        self._nav.setMinimumWidth(0 if self.narrow else _NAV_WIDTH)
        self._nav.setMaximumWidth(16_777_215 if self.narrow else _NAV_WIDTH)
        for section in self.sections.values():
            section.set_narrow(self.narrow)
