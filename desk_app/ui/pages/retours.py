"""What goes back to its shop, what is missing, what is thrown away: a worklist that is worked through by scanning."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain.lists import Totals, Worklist
from desk_app.domain.remarks import Remark
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui import rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages.retours_cards import HandCard, NotesCard
from desk_app.ui.pages.retours_damage import DamagePanel
from desk_app.ui.pages.retours_panels import DisposePanel, GivePanel
from desk_app.ui.pages.retours_reading import Scanned, scanned
from desk_app.ui.pages.retours_rows import Row, RowList, Section, counts, rows
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.chip import ChipButton
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.scrolling import Deck, plain_widget

_SECTIONS = tuple(Section)
_TAKEN = (Verdict.FETCHED, Verdict.ALREADY_FETCHED)


class Retours(Page):
    """One part of the worklist, or a panel that asks about a parcel."""

    NAME = "retours"
    PLACEHOLDER = "ui_retours.placeholder"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.section = Section.FETCH
        self.work: Worklist | None = None
        self.in_hand: dict[str, Parcel] = {}  # fetched here, and not yet on a return shelf
        self._answer: Answer | None = None
        self._reading: Ticket | None = None
        self._writing: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_state()

    def _init_widgets(self) -> None:
        self.chips = {section: ChipButton() for section in _SECTIONS}
        self._chosen = plain_widget()
        self.list = RowList()
        self.nothing = EmptyState("wait")
        self.give, self.dispose = GivePanel(self.words), DisposePanel(self.words)
        self.damage = DamagePanel(self.session)
        self.panels = (self.give, self.dispose, self.damage)
        self._stack = Deck()
        self.hand_card = HandCard(self.words)
        self.notes_card = NotesCard(self.words)

    def _add_widgets(self) -> None:
        row = QHBoxLayout(self._chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.main.setSpacing(theme.GAP_SMALL)
        self.main.addWidget(self._chosen)
        self.main.addWidget(self._stack, 1)
        for widget in (self.nothing, self.list, *self.panels):
            self._stack.addWidget(widget)
        for card in (self.hand_card, self.notes_card):
            self.side.addWidget(card)
        self.side.addStretch(1)
        self.words.bind(self.list.setAccessibleName, "ui.page_retours")

    def _connect_signals(self) -> None:
        for section, chip in self.chips.items():
            chip.clicked.connect(partial(self.choose, section))
        self.list.moved.connect(self._on_moved)
        for panel in self.panels:
            panel.changed.connect(self.show_actions)
        self.give.confirmed.connect(self._give_back)
        self.dispose.confirmed.connect(self._throw_away)
        self.damage.confirmed.connect(self._note_damage)
        self.session.totals_changed.connect(self._on_totals)
        self.session.online_changed.connect(self._show_state)

    # scans

    def on_scan(self, scan: Scan) -> Ticket | None:
        """A parcel's label fetches it or says why not; a shelf takes what is in hand."""
        if scan.kind is Kind.MISREAD:
            self._say(Answer(Verdict.MISREAD))
            return None
        desk = self.session.desk()
        if scan.kind is Kind.PARCEL:
            self._leave_panels()
            return self._ask(lambda: scanned(desk, scan.value), self._show_scanned)
        ids = list(self.in_hand)
        if not ids:
            self.session.note(self.words("ui_retours.scan_parcels"))
            return None
        return self._ask(lambda: rooms.returns.to_return_shelf(desk, ids, scan.value), self._show_put)

    def _show_scanned(self, seen: Scanned) -> None:
        if seen.answer is not None:
            self._show_fetched(seen.answer)
        elif seen.parcel is not None:
            self.session.play(Tone.LOOK)
            self._begin(self.dispose, [seen.parcel])

    def _show_fetched(self, answer: Answer) -> None:
        if answer.verdict in _TAKEN:
            self.in_hand |= {parcel.id: parcel for parcel in answer.parcels}
        self._show_done(answer)

    def _show_put(self, answer: Answer) -> None:
        if answer.verdict is Verdict.FOR_RETURN:
            self.in_hand.clear()
        else:  # somebody else was quicker: what is not fetched any more is in nobody's hand
            gone = {parcel.id for parcel in answer.parcels if parcel.state is not State.RETURNING}
            self.in_hand = {key: parcel for key, parcel in self.in_hand.items() if key not in gone}
        self._show_done(answer)

    def _show_done(self, answer: Answer) -> None:
        self._say(answer)
        self._show_state()
        self.session.tell_changed(Change.PARCELS)

    def _ask(self, job: Callable[[], Any], then: Callable[[Any], None]) -> Ticket:
        self._writing = self.session.door.ask(job, then, self._on_failure)
        return self._writing

    def _on_failure(self, error: Exception) -> None:
        """Nothing is known to have happened: everything stays as it is shown."""
        if isinstance(error, EnvironmentTrouble):
            self._say(offline_answer(error))

    # the worklist

    def refresh(self) -> None:
        """The worklist as it now stands."""
        if not self.session.is_open:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk = self.session.desk()
        self._reading = self.session.door.ask(lambda: rooms.returns.overdue(desk), self._show_work, self._on_not_read)

    def _show_work(self, work: Worklist) -> None:
        self.work = work
        self._show_state()
        self._on_moved()

    def _on_not_read(self, _error: Exception) -> None:
        self._show_state()

    def _on_totals(self, _totals: Totals) -> None:
        if self.isVisible():
            self.refresh()

    def choose(self, section: Section) -> None:
        """Show another part of the worklist."""
        self.section = section
        self._clear_answer()
        self._show_state()
        self._on_moved()

    def _choose_next(self) -> None:
        self.choose(_SECTIONS[(_SECTIONS.index(self.section) + 1) % len(_SECTIONS)])

    def _on_moved(self) -> None:
        current = self._current()
        self.notes_card.show_parcel(current)
        if current is not None and self.session.is_open:
            desk, parcel_id = self.session.desk(), current.id
            self.session.door.ask(lambda: rooms.returns.notes(desk, parcel_id), partial(self._show_notes, parcel_id))
        self.show_actions()

    def _show_notes(self, parcel_id: str, notes: Sequence[Remark]) -> None:
        current = self._current()
        if current is not None and current.id == parcel_id:
            self.notes_card.show_notes(notes)

    def _current(self) -> Parcel | None:
        """The parcel the arrows stand on."""
        row: Row | None = self.list.current()
        return row.parcel if row is not None and self._stack.currentWidget() is not self.nothing else None

    # what is done without a scan

    def _do(self, action: str) -> Ticket | None:
        """One of the counter's actions on the parcel the arrows stand on, unless one is under way."""
        current = self._current()
        if current is None or not (self._writing is None or self._writing.done):
            return None
        desk, parcel_id = self.session.desk(), current.id
        then = self._show_fetched if action == "fetch" else self._show_done
        return self._ask(lambda: getattr(rooms.returns, action)(desk, parcel_id), then)

    def _begin(self, panel: GivePanel | DisposePanel, parcels: Sequence[Parcel]) -> None:
        self._clear_answer()
        self._stack.setCurrentWidget(panel)
        self._show_state()
        panel.begin(parcels)

    def _ask_who(self) -> None:
        """All of the shop whose parcel the arrows stand on."""
        current = self._current()
        if current is not None and self.work is not None:
            self._begin(self.give, [p for p in self.work.to_give_back if p.shop_id == current.shop_id])

    def _ask_why(self) -> None:
        current = self._current()
        if current is not None:
            self._begin(self.dispose, [current])

    def _ask_damage(self) -> None:
        current = self._current()
        if current is not None:
            self._clear_answer()
            self._stack.setCurrentWidget(self.damage)
            self._show_state()
            self.damage.begin(current)

    def _give_back(self) -> None:
        desk, name = self.session.desk(), self.give.text
        ids = [parcel.id for parcel in self.give.parcels]
        self._ask(lambda: rooms.returns.give_back(desk, parcel_ids=ids, taken_by=name), self._show_given)

    def _show_given(self, answer: Answer) -> None:
        from desk_app.ui.printing import Labels  # noqa: PLC0415 - the page is there before it can print

        self._leave_panels()
        self.in_hand = {key: p for key, p in self.in_hand.items() if key not in {p.id for p in answer.parcels}}
        self._show_done(answer)
        Labels.of(self.session).look()

    def _throw_away(self) -> None:
        desk, why, parcel_id = self.session.desk(), self.dispose.text, self.dispose.parcels[0].id
        self._leave_panels()
        self._ask(lambda: rooms.returns.dispose(desk, parcel_id, why), self._show_done)

    def _note_damage(self, parcel_id: str, note: str, picture: bytes | None, goes_back: bool) -> None:
        desk = self.session.desk()
        self._leave_panels()
        self._ask(lambda: rooms.returns.damaged(desk, parcel_id, note, picture, goes_back=goes_back), self._show_done)

    # what is said and shown

    def _say(self, answer: Answer) -> None:
        self._answer = answer
        self.say(answer, *self._figure(answer))

    def _figure(self, answer: Answer) -> tuple[str, str]:
        shelf = str(answer.args.get("shelf", "")) if answer.verdict in (Verdict.FOUND, Verdict.KEPT) else ""
        return shelf, self.words("ui_etageres.its_place") if shelf else ""

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    def _is_asking(self) -> bool:
        return self._stack.currentWidget() in self.panels

    def _leave_panels(self) -> None:
        if self._is_asking():
            self._stack.setCurrentWidget(self.list)
            self._show_state()

    def _show_state(self) -> None:
        """The widget that fits what is known, and its keys."""
        sizes = counts(self.work) if self.work is not None else dict.fromkeys(_SECTIONS, 0)
        for section, chip in self.chips.items():
            chip.setChecked(section is self.section)
            chip.setText(self.words(f"ui_retours.section_{section}", n=sizes[section]))
        self._chosen.setVisible(not self._is_asking())
        if not self._is_asking():
            self._show_list()
        self.hand_card.show_parcels(self.in_hand)
        self._take_keys()
        self.invite("ui_retours.placeholder_hand" if self.in_hand else "")
        self.show_actions()

    def _show_list(self) -> None:
        shown = rows(self.words, self.work, self.section, self.session.now()) if self.work is not None else []
        self.list.show_items(shown)
        if shown:
            self._stack.setCurrentWidget(self.list)
            return
        state = self.section.value if self.work is not None else "wait" if self.session.is_online else "offline"
        self.nothing.set_icon(state if self.work is None else "yes")
        self.nothing.set_title(self.words(f"ui_retours.{state}_title"))
        self.nothing.set_sentence(self.words(f"ui_retours.{state}_text"))
        self._stack.setCurrentWidget(self.nothing)

    def _take_keys(self) -> None:
        """The keys that are not the window's belong to the list, or to the panel's field."""
        front = self._stack.currentWidget()
        widget = next((panel.field for panel in self.panels if panel is front), self.list)
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()

    # what the keys do

    def page_actions(self) -> Sequence[Action]:
        """By what is shown."""
        front = self._stack.currentWidget()
        if front is self.damage:
            return self.damage.keys(self._leave_panels)
        if front is self.give or front is self.dispose:
            panel, name = (self.give, "give") if front is self.give else (self.dispose, "dispose")
            confirm = Action(ENTER, f"ui_retours.{name}_confirm", panel.confirm, True, enabled=bool(panel.text))
            return [confirm, Action(ESCAPE, "ui_retours.back", self._leave_panels)]
        following = _SECTIONS[(_SECTIONS.index(self.section) + 1) % len(_SECTIONS)]
        has_more = self._answer is not None or bool(self.in_hand)
        return [
            *(self._row_actions() if self._current() is not None else ()),
            Action("F3", f"ui_retours.next_{following}", self._choose_next, shown=not (self.narrow and self.in_hand)),
            Action(ESCAPE, "ui_retours.put_down", self._put_down, enabled=has_more, shown=bool(self.in_hand)),
        ]

    def _row_actions(self) -> list[Action]:
        current = self._current()
        first: dict[Section, tuple[str, Callable[[], object]]] = {
            Section.FETCH: ("fetch", partial(self._do, "fetch")),
            Section.GIVE_BACK: ("give", self._ask_who),
            Section.MISSING: ("found", partial(self._do, "found")),
            Section.THROW_AWAY: ("dispose", self._ask_why),
        }
        text, run = first[self.section]
        short = "_short" if self.narrow else ""
        args: dict[str, object] = {"shop": current.shop if current else ""}
        actions = [Action(ENTER, f"ui_retours.{text}{short}", run, primary=True, args=args)]
        if self.section is not Section.MISSING:
            actions.append(Action("F6", "ui_retours.missing", partial(self._do, "missing")))
            actions.append(Action("F7", "ui_retours.damaged", self._ask_damage, shown=not self.narrow))
        if self.section is Section.GIVE_BACK:
            actions.append(Action("F8", "ui_retours.keep", partial(self._do, "unfetch"), shown=not self.narrow))
        return actions

    def _put_down(self) -> None:
        """Nothing is in hand here any more: it is found among what is to be given back."""
        self.in_hand.clear()
        self._clear_answer()
        self._show_state()

    # the page

    def resized(self) -> None:
        """Narrow windows have room for short words only."""
        self.show_actions()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        for panel in self.panels:
            panel.retranslate()
        if self._answer is not None:
            self.show_band(self._answer, *self._figure(self._answer))
        self._show_state()
        self._on_moved()
