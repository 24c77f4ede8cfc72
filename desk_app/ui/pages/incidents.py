"""What counters did alone and the server could not make its own: what happened, what to do, and how it was solved.

It is not on the rail: the count in the status bar opens it, or Ctrl+8.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex

from desk_app.domain.incidents import Incident
from desk_app.domain.scan import decode
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.page import Page
from desk_app.ui.pages.incidents_cards import IncidentCard, LinesCard, SolvePanel, incident_list, standing, story
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card
from desk_app.ui.widgets.scrolling import Deck


class Incidents(Page):
    """The incidents that nobody has solved, the oldest first."""

    NAME = "incidents"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._has_read = False
        self._reading: Ticket | None = None
        self._solving: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_state()

    def _init_widgets(self) -> None:
        self.list = incident_list(self.words)
        self._list_card = Card()
        self.nothing = EmptyState("yes")
        self.panel = SolvePanel(self.words)
        self._stack = Deck()
        self.card = IncidentCard(self.words)
        self.standing = LinesCard(self.words, "ui_incidents.standing")
        self.story = LinesCard(self.words, "ui_incidents.story")

    def _add_widgets(self) -> None:
        self.words.bind(self._list_card.set_heading, "ui_incidents.heading")
        self._list_card.body.setContentsMargins(14, 14, 14, 14)
        self._list_card.body.addWidget(self.list, 1)
        self.main.addWidget(self._stack, 1)
        for widget in (self.nothing, self._list_card, self.panel):
            self._stack.addWidget(widget)
        for card in (self.card, self.standing, self.story):
            self.side.addWidget(card)
        self.side.addStretch(1)

    def _connect_signals(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_marked)
        self.panel.confirmed.connect(self._solve)
        self.panel.field.changed.connect(self.show_actions)
        self.session.online_changed.connect(self._show_state)
        self.session.alone_changed.connect(self.refresh)

    # what is shown

    def refresh(self) -> None:
        """Read them anew, while they are seen; alone there is nothing to be read."""
        if self._reading is not None:
            self._reading.cancel()
        if self.session.alone_since is not None:
            self._show_state()
        elif self.session.is_open and self.isVisible():
            desk = self.session.desk()
            self._reading = self.session.door.ask(lambda: rooms.incidents.unsolved(desk), self._show_read)

    def _show_read(self, found: Sequence[Incident]) -> None:
        self._has_read = True
        self.list.show_items(found)
        if self.panel.incident is not None and self.panel.incident.id not in {one.id for one in found}:
            self._leave_panel()  # somebody else was quicker
        self._show_state()
        self._on_marked()

    def _on_marked(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        marked = self._marked()
        self.card.show_incident(marked)
        self.standing.show_pairs(standing(self.words, marked))
        self.story.show_pairs(story(self.words, marked))
        self.show_actions()

    def _marked(self) -> Incident | None:
        found: Incident | None = self.list.current()
        return found

    @property
    def _is_asking(self) -> bool:
        return self._stack.currentWidget() is self.panel

    def _show_state(self) -> None:
        """The widget that fits what is known, and its keys."""
        if not self._is_asking:
            self._stack.setCurrentWidget(self._list_card if self.list.items.rows else self.nothing)
        state = self._state()
        self.nothing.set_icon("yes" if state == "none" else "offline" if state == "away" else "wait")
        self.nothing.set_title(self.words(f"ui_incidents.{state}_title"))
        self.nothing.set_sentence(self.words(f"ui_incidents.{state}_text"))
        widget = self.panel.field if self._is_asking else self.list
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()
        self.card.setVisible(self._marked() is not None and not self._is_asking)
        self.standing.setVisible(self.standing.has_pairs)
        self.story.setVisible(self._is_asking)
        self.show_actions()

    def _state(self) -> str:
        if self.session.alone_since is not None or not self.session.is_online:
            return "away"
        return "none" if self._has_read else "wait"

    # solving

    def _ask_how(self, incident: Incident) -> None:
        self.clear_band()
        self.panel.begin(incident)
        self._stack.setCurrentWidget(self.panel)
        self._show_state()
        self.reveal(self.panel.field)

    def _leave_panel(self) -> None:
        self.panel.incident = None
        self._stack.setCurrentWidget(self._list_card)
        self._show_state()
        self.reveal_top()

    def _solve(self, incident: Incident, how: str) -> None:
        if self._solving is None or self._solving.done:
            desk = self.session.desk()
            job = partial(rooms.incidents.solve, desk, incident.id, how)
            self._solving = self.session.door.ask(job, self._show_solved, self._on_failure)

    def _show_solved(self, answer: Answer) -> None:
        if answer.verdict is Verdict.INVALID:
            self.panel.refuse(answer)
            return
        self._leave_panel()
        self.say(answer)
        self.session.tell_changed(Change.PARCELS)

    def _on_failure(self, error: Exception) -> None:
        """Nothing was changed: what was typed stays."""
        if isinstance(error, DatabaseOffline):
            self.say(offline_answer(error))

    # the page

    def page_actions(self) -> Sequence[Action]:
        """By what is shown."""
        if self._is_asking:
            return [
                Action(ENTER, "ui_incidents.solve", self.panel.confirm, primary=True, enabled=bool(self.panel.text)),
                Action(ESCAPE, "ui_incidents.back", self._leave_panel),
            ]
        marked, close = self._marked(), Action(ESCAPE, "ui_incidents.close", self.closed.emit)
        if marked is None:
            return [close]
        pickup = Action("F5", "ui_incidents.pickup", partial(self._open_pickup, marked), shown=bool(marked.pickup_code))
        return [Action(ENTER, "ui_incidents.ask", partial(self._ask_how, marked), primary=True), pickup, close]

    def _open_pickup(self, incident: Incident) -> None:
        """The customer's pickup, as if its code were scanned."""
        if incident.pickup_code:
            self.session.scan_given.emit(decode(incident.pickup_code))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.panel.retranslate()
        self._on_marked()
        self._show_state()
        self.list.viewport().update()
