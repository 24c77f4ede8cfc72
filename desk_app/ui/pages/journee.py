"""The day: its figures, its journal, and handovers taken back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.domain.lists import Totals
from desk_app.domain.scan import Kind as ScanKind
from desk_app.domain.scan import Scan
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Tone, Verdict, tone
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import theme
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages import journee_reading as reading
from desk_app.ui.pages.comptoir_undo import Undoing
from desk_app.ui.pages.journee_card import ParcelCard
from desk_app.ui.pages.journee_list import JournalList, detail
from desk_app.ui.pages.journee_reading import STEP, Journal, Kind
from desk_app.ui.pages.journee_sheets import cold_log, paper_list
from desk_app.ui.pages.journee_till import TillPanel
from desk_app.ui.proof_saving import has_proof, save_proof
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.chip import ChipButton
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.figures import Figures
from desk_app.ui.widgets.labels import label
from desk_app.ui.widgets.scrolling import Deck, plain_widget

_KINDS = tuple(Kind)
_FIGURES = {
    "collected_today": "ui_journee.figure_collected",
    "ready": "ui_journee.figure_ready",
    "overdue": "ui_journee.figure_overdue",
    "to_shelve": "ui_journee.figure_to_shelve",
    "expected": "ui_journee.figure_expected",
}


class Journee(Page):
    """The journal, or the panel that takes a handover back."""

    NAME = "journee"
    PLACEHOLDER = "ui_journee.placeholder"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.kind = Kind.ALL
        self.scanned: Parcel | None = None  # its label was scanned here
        self._read: Journal | None = None
        self._wanted = STEP
        self._answer: Answer | None = None
        self._reading: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_state()

    def _init_widgets(self) -> None:
        self.chips = {kind: ChipButton() for kind in _KINDS}
        self.count = label(role="small")
        self._filters = plain_widget()
        self.list = JournalList(self.words)
        self.nothing = EmptyState("wait")
        self.undoing = Undoing(self.session)
        self.undo = self.undoing.panel
        self.till = TillPanel(self.session)
        self._stack = Deck()
        self.today = Figures(self.words, "ui_journee.today", _FIGURES, frozenset({"overdue", "to_shelve"}))
        self.parcel_card = ParcelCard(self.words)

    def _add_widgets(self) -> None:
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for kind, chip in self.chips.items():
            self.words.bind(chip.setText, f"ui_journee.kind_{kind}")
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.count)
        self.main.setSpacing(theme.GAP_SMALL)
        self.main.addWidget(self._filters)
        self.main.addWidget(self._stack, 1)
        for widget in (self.nothing, self.list, self.undo, self.till):
            self._stack.addWidget(widget)
        self.side.addWidget(self.today)
        self.side.addWidget(self.parcel_card)
        self.side.addStretch(1)
        self.words.bind(self.list.setAccessibleName, "ui_journee.list")
        self.words.bind(self.undo.set_heading, "ui_journee.undo_heading")

    def _connect_signals(self) -> None:
        for kind, chip in self.chips.items():
            chip.clicked.connect(self._chooser(kind))
        self.list.moved.connect(self._on_moved)
        self.undo.changed.connect(self.show_actions)
        self.undoing.asking.connect(self._begin_undo)
        self.undoing.answered.connect(self._show_undone)
        self.undoing.failed.connect(self._on_failure)
        self.till.changed.connect(self.show_actions)
        self.session.totals_changed.connect(self._on_totals)
        self.session.online_changed.connect(self._show_state)

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A parcel's label shows the parcel, so that its handover can be taken back."""
        if scan.kind is ScanKind.MISREAD:
            self._say(Answer(Verdict.MISREAD))
        elif scan.kind is not ScanKind.PARCEL:
            self.session.note(self.words("ui_journee.scan_parcels"))
        else:
            desk = self.session.desk()
            return self.session.door.ask(lambda: reading.parcel(desk, scan.value), self._show_scanned, self._on_failure)
        return None

    def _show_scanned(self, parcel: Parcel | None) -> None:
        if self._is_over():
            self._leave()
        self.list.choose_none()
        self.scanned = parcel
        if parcel is None:
            self._say(Answer(Verdict.UNKNOWN_PARCEL))
        else:
            self._clear_answer()
            self.session.play(Tone.YES)
        self._show_parcel()

    # the journal

    def refresh(self) -> None:
        """The journal as it now stands."""
        if not self.session.is_open:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, kind, wanted = self.session.desk(), self.kind, self._wanted
        self._reading = self.session.door.ask(
            lambda: reading.journal(desk, kind, wanted), self._show_journal, self._on_not_read
        )
        if self.session.totals is not None:
            self.today.show_counts(_counts(self.session.totals))

    def _show_journal(self, read: Journal) -> None:
        self._read = read
        self.list.show_lines(read.lines)
        self._show_state()
        self._show_parcel()

    def _on_not_read(self, _error: Exception) -> None:
        self._show_state()

    def _on_totals(self, totals: Totals) -> None:
        self.today.show_counts(_counts(totals))
        if self.isVisible():
            self.refresh()

    def _chooser(self, kind: Kind) -> object:
        def choose() -> None:
            self.choose(kind)

        return choose

    def choose(self, kind: Kind) -> None:
        """Show another part of the journal."""
        self.kind, self._wanted = kind, STEP
        self.scanned = None
        self._show_state()
        self.refresh()

    def _choose_next(self) -> None:
        self.choose(_KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)])

    def _more(self) -> None:
        self._wanted += STEP
        self.refresh()

    def _on_moved(self) -> None:
        if self.list.current is not None:
            self.scanned = None
        self._show_parcel()

    def _show_parcel(self) -> None:
        current = self.list.current
        note = detail(self.words, current) if current is not None else ""
        self.parcel_card.show_parcel(self._meant(), note, self.session.now())
        self.show_actions()

    def _meant(self) -> Parcel | None:
        """The parcel that was scanned, or that of the line the arrows stand on."""
        current = self.list.current
        return self.scanned or (current.parcel if current else None)

    # taking a handover back

    def _is_undoing(self) -> bool:
        return self._stack.currentWidget() is self.undo

    def _ask_undo(self) -> Ticket | None:
        """The chosen handover, or the last one of this counter."""
        meant = self._meant()
        if meant is not None and meant.state is State.COLLECTED:
            self.undoing.about(meant)
            return None
        return self.undoing.ask()

    def _begin_undo(self, parcel: Parcel | None) -> None:
        if parcel is None:
            self.session.note(self.words("ui_journee.nothing_to_undo"))
            return
        self._clear_answer()
        self.scanned = parcel
        self._show_parcel()
        self._stack.setCurrentWidget(self.undo)
        self._show_state()

    def _is_over(self) -> bool:
        """Whether something else than the journal is shown."""
        return self._stack.currentWidget() in (self.undo, self.till)

    def _leave(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self._show_state()

    def _show_till(self) -> None:
        if self.session.is_open:
            self._clear_answer()
            self._stack.setCurrentWidget(self.till)
            self.till.begin()
            self._show_state()

    def _show_undone(self, answer: Answer) -> None:
        self._leave()
        self._say(answer)
        if tone(answer.verdict) is not Tone.NO:
            self.scanned = answer.parcels[0]
            self._show_parcel()
        self.session.tell_changed(Change.PARCELS)

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: what was typed stays."""
        if isinstance(error, DatabaseOffline):
            self._say(offline_answer(error))

    def _save_proof(self) -> None:
        meant = self._meant()
        if meant is not None:
            save_proof(self.session, meant, self, self._say)

    # what is said and shown

    def _say(self, answer: Answer) -> None:
        self._answer = answer
        shelf = str(answer.args.get("shelf", "")) if answer.verdict is Verdict.UNDONE else ""
        self.say(answer, shelf, self.words("ui_journee.put_back") if shelf else "")

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    def _show_state(self) -> None:
        """The widget that fits what is known, and its keys."""
        for kind, chip in self.chips.items():
            chip.setChecked(kind is self.kind)
        self._filters.setVisible(not self._is_over())
        if not self._is_over():
            self._show_list()
        read = self._read
        self.count.setText(self._words_of(read) if read is not None and read.kind is self.kind else "")
        self._take_keys()
        self.reveal_front(self._stack.currentWidget())
        self.show_actions()

    def _show_list(self) -> None:
        read = self._read
        if read is not None and read.lines:
            self._stack.setCurrentWidget(self.list)
            return
        state = "wait" if self.session.is_online else "offline"
        if read is not None:
            state = "refusals" if read.kind is Kind.REFUSALS else "none"
        self.nothing.set_icon({"none": "journee", "refusals": "yes"}.get(state, state))
        self.nothing.set_title(self.words(f"ui_journee.{state}_title"))
        self.nothing.set_sentence(self.words(f"ui_journee.{state}_text"))
        self._stack.setCurrentWidget(self.nothing)

    def _words_of(self, read: Journal) -> str:
        key = "ui_journee.shown_some" if read.more else "ui_journee.shown_all"
        return self.words(key, n=len(read.lines)) if read.lines else ""

    def _take_keys(self) -> None:
        """The keys that are not the window's belong to the list, or to the reason's field."""
        front = self._stack.currentWidget()
        widget: QWidget = self.list if front is not self.till else self.till
        if front is self.undo:
            widget = self.undo.field
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()

    # the page

    def page_actions(self) -> Sequence[Action]:
        """By what is shown."""
        if self._is_undoing():
            return [
                Action(ENTER, "ui_journee.undo_confirm", self.undo.confirm, True, enabled=bool(self.undo.reason)),
                Action(ESCAPE, "ui_journee.back", self._leave),
            ]
        if self._stack.currentWidget() is self.till:
            return self._till_actions()
        meant = self._meant()
        this = meant is not None and meant.state is State.COLLECTED
        following = _KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)]
        more, proves = self._read is not None and self._read.more, has_proof(meant)
        return [
            Action("F9", "ui_journee.undo_this" if this else "ui_journee.undo_last", self._ask_undo, primary=this),
            Action("F3", f"ui_journee.next_{following}", self._choose_next, shown=not (self.narrow and proves)),
            Action("F4", "ui_till.open", self._show_till),
            Action("F6", "proof.save", self._save_proof, enabled=proves, shown=proves),
            Action("F7", "ui_sheets.cold", partial(cold_log, self.session, self), shown=not self.narrow),
            Action("F10", "ui_sheets.paper", partial(paper_list, self.session), shown=not self.narrow),
            Action("F8", "ui_journee.more", self._more, enabled=more, shown=more),
            Action(ESCAPE, "ui_journee.clear", self._put_away, shown=False),
        ]

    def _till_actions(self) -> Sequence[Action]:
        has_lines = self.till.till is not None and bool(self.till.till.lines)
        scope = "ui_till.all" if self.till.is_here else "ui_till.here"
        return [
            Action("F5", "ui_till.print", self.till.print, primary=True, enabled=has_lines),
            Action("F8", "ui_till.save", self.till.save, enabled=has_lines),
            Action("F6", "ui_till.before", partial(self.till.step, -1), shown=not self.narrow),
            Action("F7", "ui_till.after", partial(self.till.step, 1), shown=not self.narrow),
            Action("F3", scope, self.till.choose_counter, shown=not self.narrow),
            Action(ESCAPE, "ui_till.close", self._leave),
        ]

    def resized(self) -> None:
        self.show_actions()

    def _put_away(self) -> None:
        self.scanned = None
        self._clear_answer()
        self.list.choose_none()
        self._show_parcel()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.undo.retranslate()
        self.till.retranslate()
        self._show_parcel()
        if self._answer is not None:
            self.show_band(self._answer)
        self._show_state()
        self.list.viewport().update()


def _counts(totals: Totals) -> dict[str, int]:
    return {name: int(getattr(totals, name)) for name in _FIGURES}
