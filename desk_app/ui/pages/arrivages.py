"""The drop-off: parcels of all shops are announced, taken in, labelled and placed; and all of them in one list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from desk_app.domain.scan import Kind as ScanKind
from desk_app.domain.scan import Scan, decode
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel, Shelf, Shop
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages.arrivages_card import ParcelCard
from desk_app.ui.pages.arrivages_choices import Choices, FilterChoices, orders
from desk_app.ui.pages.arrivages_drops import FileDrops
from desk_app.ui.pages.arrivages_form import Kind, OrderForm
from desk_app.ui.pages.arrivages_import import ImportPanel
from desk_app.ui.pages.arrivages_keys import Mode, keys
from desk_app.ui.pages.arrivages_list import ListPanel
from desk_app.ui.pages.arrivages_many import ManyLabels
from desk_app.ui.pages.arrivages_questions import Ask, Questions
from desk_app.ui.pages.arrivages_receive import PLACED, Receiving
from desk_app.ui.pages.arrivages_strips import PrintStrip, WaitingStrip
from desk_app.ui.printing import Labels
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.key_button import KeyButton

_PLACES = frozenset({Change.SHOPS, Change.SHELVES})


class Arrivages(Page):
    """The page of the drop-off."""

    NAME = "arrivages"
    PLACEHOLDER = "ui_arrivages.placeholder"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = Mode.LIST
        self._answer: Answer | None = None
        self._has_places = False
        self._taking: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_mode(Mode.LIST)

    def _init_widgets(self) -> None:
        self.labels = Labels.of(self.session)
        self.receiving = Receiving(self.session)
        self.list = ListPanel(self.session)
        self.choices = Choices()
        self.filters = FilterChoices(self.list, self.choices, self.words)
        self.form = OrderForm(self.session)
        self.importer = ImportPanel(self.session)
        self.questions = Questions(self.receiving, self.words)
        self.many = ManyLabels(self.session, self.labels, self.questions)
        self.waiting = WaitingStrip(self.labels, self.words)
        self.printing = PrintStrip(self.labels, self.words)
        self.card = ParcelCard(self.session)
        self._tools = {"F7": KeyButton(), "F9": KeyButton(), "F10": KeyButton()}

    def _add_widgets(self) -> None:
        for strip in (self.questions, self.waiting, self.printing):
            self.main.addWidget(strip)
        self._panels: dict[Mode, QWidget] = {
            Mode.LIST: self.list,
            Mode.CHOICE: self.choices,
            Mode.FORM: self.form,
            Mode.IMPORT: self.importer,
        }
        for panel in self._panels.values():
            self.main.addWidget(panel, 1)
        self._tool_box = QWidget()
        tools = QVBoxLayout(self._tool_box)
        tools.setContentsMargins(0, 0, 0, 0)
        for button in self._tools.values():
            tools.addWidget(button)
        self.side.addWidget(self.card)
        self.side.addWidget(self._tool_box)
        self.side.addStretch(1)
        self._tool_box.hide()
        self.drops = FileDrops(self)

    def _connect_signals(self) -> None:
        for part in (self.receiving, self.importer, self.card):
            part.answered.connect(self._show_answer)
        self.receiving.asked_shop.connect(self._ask_shop)
        self.receiving.current_changed.connect(self._write_card)
        self.card.keep_wanted.connect(lambda: self.ask(Ask.KEEP))
        self.list.chosen.connect(self._on_chosen)
        self.list.loaded.connect(self._on_chosen)
        self.list.bar.asked.connect(self.ask_filter)
        self.list.bar.announce.clicked.connect(self.announce)
        self.list.bar.load_file.clicked.connect(self.import_file)
        for rows in (self.list.view, self.importer.report.list):
            rows.walked.connect(lambda row, rows=rows: self.reveal(rows.viewport(), row))
        self.choices.picked.connect(self.show_list)
        self.form.answered.connect(self._on_form)
        self.form.failed.connect(self._on_failed)
        self.drops.dropped.connect(self._take_file)
        self.importer.changed.connect(self._on_importer)
        self.importer.closed.connect(self.show_list)
        self.questions.changed.connect(self._on_question)
        self.labels.changed.connect(self.show_actions)
        self.labels.finished.connect(self.show_actions)
        self.session.changed.connect(self._on_changed)
        QGuiApplication.instance().focusObjectChanged.connect(self._show_focus)  # type: ignore[union-attr]
        for key, button in self._tools.items():
            button.clicked.connect(lambda _on=False, key=key: self.run_key(key))

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """An answer to what is asked, a place for what is in hand, or something to be taken in."""
        if self.mode is Mode.CHOICE:
            if self.choices.answer(scan):
                return self.choices.ticket
            self.show_list()
        ticket = self.questions.answer(scan)
        if ticket is not None:
            return ticket
        if scan.kind is ScanKind.SHELF and self.receiving.current is None:
            self._show_shelf(scan.value)
            return None
        return self.receiving.scan(scan, self.filters.shelves)

    def scan_hint(self, scan: Scan) -> str:
        """A text is an answer to what is asked, else taken for the number of an order."""
        if scan.kind is not ScanKind.TEXT:
            return super().scan_hint(scan)
        is_asked = self.mode is Mode.CHOICE or self.questions.asked is not None
        return self.words("ui_arrivages.scan_answer" if is_asked else "ui_arrivages.scan_order")

    def _show_shelf(self, tag: str) -> None:
        """A shelf, and nothing in hand: what stands there."""
        shelf = next((shelf for shelf in self.filters.shelves if shelf.tag == tag), None)
        if shelf is None:
            self._show_answer(Answer(Verdict.UNKNOWN_SHELF, {"shelf": tag}))
            return
        self.clear_band()
        self.show_list()
        self.list.narrow_to_shelf(shelf)

    def _ask_shop(self, scan: Scan, answer: Answer) -> None:
        """Several shops have this order."""
        self._show_answer(answer)
        self.choices.offer(
            self.words("ui_arrivages.choose_order"),
            orders(answer.parcels, self.words),
            lambda shop_id: self.receiving.receive(scan, shop_id=str(shop_id)),
        )
        self._show_mode(Mode.CHOICE)

    # answers

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.say(answer)
        self.reveal_top()
        current = self.receiving.current
        if current is not None and any(parcel.id == current.id for parcel in answer.parcels):
            self.list.select_when_read(current.id)
            if answer.verdict not in PLACED:  # else everything is read again in a moment
                self.list.load()
        elif current is None and tone(answer.verdict) is Tone.NO:
            self.list.view.clearSelection()  # what was refused is not what is selected
        self.show_actions()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, EnvironmentTrouble):
            self._show_answer(offline_answer(error))

    def _on_form(self, answer: Answer) -> None:
        if self.form.kind is Kind.UNANNOUNCED:
            self.receiving.show_unannounced(answer)
            if answer.verdict in {Verdict.SHELVED, Verdict.RECEIVED}:
                self.show_list()
            return
        self._show_answer(answer)
        if answer.verdict is Verdict.ANNOUNCED:
            self.session.tell_changed(Change.PARCELS)

    # the list

    def _on_chosen(self) -> None:
        """Other rows are selected: by hand, then nothing is in hand any more."""
        current, selected = self.receiving.current, self.list.selected()
        if current is not None and selected and {p.id for p in selected} != {current.id}:
            self.receiving.let_go()
        self._write_card()
        self.show_actions()

    def chosen(self) -> Parcel | None:
        """The one parcel that keys are about: in hand, or the only one selected, as the list now has it."""
        selected, current = self.list.selected(), self.receiving.current
        if current is not None:
            return next((p for p in selected if p.id == current.id), current)
        return selected[0] if len(selected) == 1 and not self.list.everything else None

    def _write_card(self) -> None:
        parcel = self.chosen()
        if parcel is None:
            self.card.show_count(self.count())
        elif parcel != self.card.parcel:
            self.card.show_parcel(parcel)

    # what the keys do

    def page_actions(self) -> list[Action]:
        """By what is shown and what is asked."""
        return keys(self)

    def count(self) -> int:
        """How many parcels keys are about."""
        page = self.list.page
        return page.total if page is not None and self.list.everything else len(self.list.selected())

    def receive(self) -> None:
        """Take the selected parcel in."""
        parcel = self.chosen()
        if parcel is not None and (self._taking is None or self._taking.done):
            self._taking = self.receiving.receive(decode(parcel.id))

    def print_labels(self) -> None:
        """Print the labels of what is in hand or selected; what waits comes first."""
        if self.labels.waiting:
            self.labels.retry()
            return
        parcel = self.chosen()
        self.many.print(self.list, self.list.selected() if parcel is None else (parcel,))

    def ask(self, asked: Ask) -> None:
        """Ask where the parcel goes, how many there are, or how long it is kept."""
        parcel = self.chosen()
        if parcel is not None:
            self.clear_band()
            self.questions.about(asked, parcel)

    def unannounced(self) -> None:
        """The short form, with the number that was just scanned."""
        self._open_form(Kind.UNANNOUNCED, self.receiving.unknown)

    def announce(self) -> None:
        """The whole form."""
        self._open_form(Kind.ANNOUNCE)

    def _open_form(self, kind: Kind, reference: str = "") -> None:
        self.clear_band()
        self._show_mode(Mode.FORM)
        self.form.open(kind, reference, self._shop())
        self.show_actions()

    def close_form(self) -> None:
        """Escape: the completion first, then the form."""
        if not self.form.put_lists_away():
            self.show_list()

    def import_file(self) -> None:
        """Ask for a shop and its file."""
        self._take_file(None)

    def _take_file(self, file: Path | None) -> None:
        if file is not None and self.importer.is_busy:
            return
        self.clear_band()
        self._show_mode(Mode.IMPORT)
        self.importer.open(self._shop(), file)

    def _shop(self) -> Shop | None:
        """The shop the list is narrowed to: most likely the one that is meant next."""
        return next((shop for shop in self.filters.shops if shop.id == self.list.wanted.shop_id), None)

    def ask_filter(self, name: str) -> None:
        """Offer the choices of a filter."""
        self._show_mode(Mode.CHOICE)
        self.filters.ask(name)

    def search(self) -> None:
        """Give the search the keys."""
        self.show_list()
        self.list.bar.begin_search()

    def put_away(self) -> None:
        """Escape: the print job, the answer, the search and filters, what is in hand, one after the other."""
        if self.labels.is_long:
            self.labels.stop()
        elif self.list.is_narrowed or self.list.bar.is_searching:
            self.list.clear()
            self.list.view.setFocus()
        else:
            self.clear_band()
            self.receiving.let_go()
            self.list.view.clearSelection()
        self.show_actions()

    # modes

    def show_list(self) -> None:
        """Back to the list."""
        if self.mode is not Mode.LIST:
            self._show_mode(Mode.LIST)

    def _show_mode(self, mode: Mode) -> None:
        self.mode = mode
        self.questions.close_question()
        for name, panel in self._panels.items():
            panel.setVisible(name is mode)
        focus = {Mode.LIST: self.list.view, Mode.CHOICE: self.choices.list}.get(mode)
        self.reveal_top()
        self.setFocusProxy(focus)  # type: ignore[arg-type]
        if focus is not None:
            focus.setFocus()
        self.show_actions()

    def _on_importer(self) -> None:
        if self.mode is Mode.IMPORT:
            self.reveal_top()
            self.show_actions()

    def _on_question(self) -> None:
        asked = self.questions.asked
        self.invite(f"ui_arrivages.invite_{asked.value}" if asked and asked is not Ask.PRINT else "")
        if asked is not None:
            self.reveal_top()
        self.show_actions()

    # what changes

    def refresh(self) -> None:
        """The rows anew; shops and shelves when they have not been read yet."""
        if not self.session.is_open:
            return
        if not self._has_places:
            self._read_places()
        self.list.load()

    def _read_places(self) -> None:
        desk = self.session.desk()
        self._has_places = True
        self.session.door.ask(
            lambda: (rooms.setup.shops(desk), rooms.setup.shelves(desk)), self._set_places, self._on_no_places
        )

    def _set_places(self, places: tuple[tuple[Shop, ...], tuple[Shelf, ...]]) -> None:
        self.filters.shops, self.filters.shelves = places
        self.form.shop.shops = self.importer.shop.shops = places[0]
        self.list.keep_known({shop.id for shop in places[0]} | {shelf.id for shelf in places[1]})

    def _on_no_places(self, _error: Exception) -> None:
        self._has_places = False

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if changes & _PLACES and self._has_places:
            self._read_places()
        if Change.SETTINGS in changes:
            self.card.redraw()

    def retranslate(self) -> None:
        """Write everything anew."""
        for part in (self.list, self.form, self.importer):
            part.retranslate()
        for strip in (self.questions, self.waiting, self.printing, self.card):
            strip.write()
        self.card.redraw()
        for (key, button), text in zip(self._tools.items(), ("announce", "import_file", "filter"), strict=True):
            button.setText(self.words(f"ui_arrivages.{text}"))
            button.set_cap(key)
        if self._answer is not None and self.band.isVisibleTo(self):
            self.show_band(self._answer)

    def resized(self) -> None:
        """Narrow and low windows show less at once."""
        self.list.set_narrow(self.narrow, self.low)
        self.form.form.set_columns(1 if self.narrow and not self.low else 2)
        self._tool_box.setVisible(self.narrow)
        self.show_actions()

    def _show_focus(self, has_keys: object) -> None:
        """In narrow windows the page scrolls: the field with the keys is to be seen; of lists only the row is."""
        if not self.narrow or not isinstance(has_keys, QWidget) or isinstance(has_keys, QAbstractItemView):
            return
        if self.isAncestorOf(has_keys):
            self.reveal(has_keys, margin=40)

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is in front: a question nobody sees must not take the next scan."""
        self.questions.close_question()
        if self.mode is Mode.CHOICE:
            self.show_list()
        super().hideEvent(event)
