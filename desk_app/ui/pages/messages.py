"""What customers and shops are told: what did not go out and why, and the keys that mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain.messages import NEEDS_PERSON, Listed, MessageState
from desk_app.domain.scan import Scan
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.messenger import Messenger
from desk_app.ui.page import Page
from desk_app.ui.pages.messages_panels import AddressPanel, NoServerStrip
from desk_app.ui.pages.messages_reading import Outbox, Part, outbox
from desk_app.ui.pages.messages_rows import MessageCard, MessageList
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.chip import ChipButton
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card
from desk_app.ui.widgets.scrolling import Deck, plain_widget

_PARTS = tuple(Part)
_ICONS = {Part.TO_SEE: "yes", Part.WAITING: "yes", Part.SENT: "messages"}
_OPEN = frozenset({MessageState.WAITING, *NEEDS_PERSON})
"""What a person decides about; the others are on their way, or at their end."""


class Messages(Page):
    """The messages of the hub."""

    NAME = "messages"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.part = Part.TO_SEE
        self._read: Outbox | None = None
        self._answer: Answer | None = None
        self._reading: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self._show_state()

    def _init_widgets(self) -> None:
        self.strip = NoServerStrip(self.words)
        self.chips = {part: ChipButton() for part in _PARTS}
        self._filters = plain_widget()
        self.list = MessageList(self.words)
        self._list_card = Card()
        self.nothing = EmptyState("wait")
        self.panel = AddressPanel(self.words)
        self._stack = Deck()
        self.card = MessageCard(self.words)

    def _add_widgets(self) -> None:
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        self._list_card.body.setContentsMargins(8, 8, 8, 8)
        self._list_card.body.addWidget(self.list, 1)
        self.main.setSpacing(theme.GAP_SMALL)
        for widget in (self._list_card, self.nothing, self.panel):
            self._stack.addWidget(widget)
        self.main.addWidget(self.strip)
        self.main.addWidget(self._filters)
        self.main.addWidget(self._stack, 1)
        self.side.addWidget(self.card)
        self.side.addStretch(1)

    def _connect_signals(self) -> None:
        for part, chip in self.chips.items():
            chip.clicked.connect(partial(self.choose, part))
        self.strip.button.clicked.connect(self._set_up)
        self.list.selectionModel().currentChanged.connect(self._on_marked)
        self.list.dropped.connect(lambda: self.run_key("F8"))
        self.panel.confirmed.connect(self._mend)
        self.session.online_changed.connect(self._show_state)

    # what is shown

    def refresh(self) -> None:
        """Read them anew, while they are seen."""
        if not self.session.is_open or not self.isVisible():
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, part = self.session.desk(), self.part
        self._reading = self.session.door.ask(lambda: outbox(desk, part), self._show_read)

    def _show_read(self, read: Outbox) -> None:
        self._read = read
        self.list.show_items(read.rows)
        self._show_state()
        self._on_marked()

    def _on_marked(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        self.card.show_message(self._marked())
        self.show_actions()

    def _marked(self) -> Listed | None:
        found: Listed | None = self.list.current()
        return found

    def choose(self, part: Part) -> None:
        """Show another part of the messages."""
        self.part = part
        self._clear_answer()
        self._show_state()
        self.refresh()

    def _choose_next(self) -> None:
        self.choose(self._next_part())

    def _next_part(self) -> Part:
        return _PARTS[(_PARTS.index(self.part) + 1) % len(_PARTS)]

    def _show_state(self) -> None:
        """The widget that fits what is known, and its keys."""
        read = self._read
        for part, chip in self.chips.items():
            count = read.counts[part] if read is not None else 0
            chip.setText(self.words(f"ui_messages.{part}_n" if count else f"ui_messages.{part}", n=count))
            chip.setChecked(part is self.part)
        self.strip.setVisible(read is not None and not read.has_server and not self._is_mending)
        self._filters.setVisible(not self._is_mending)
        if not self._is_mending:
            self._show_list()
        self._take_keys()
        self.show_actions()

    def _show_list(self) -> None:
        read = self._read
        if read is not None and read.rows:
            self._stack.setCurrentWidget(self._list_card)
            return
        state = self.part.value if read is not None else "wait" if self.session.is_online else "offline"
        self.nothing.set_icon(_ICONS[self.part] if read is not None else state)
        self.nothing.set_title(self.words(f"ui_messages.none_{state}"))
        self.nothing.set_sentence(self.words(f"ui_messages.none_{state}_text"))
        self._stack.setCurrentWidget(self.nothing)

    def _take_keys(self) -> None:
        """The keys that are not the window's belong to the list, or to the address."""
        widget = self.panel.field if self._is_mending else self.list
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus()

    # what a person decides

    def _decide(self, do: Callable[[], Answer]) -> None:
        self.session.door.ask(do, self._show_decided, self._on_failure)

    def _show_decided(self, answer: Answer) -> None:
        if answer.verdict is Verdict.INVALID and self._is_mending:
            self.panel.refuse(answer)
            return
        self._leave_panel()
        self._say(answer)
        if answer.verdict is Verdict.MESSAGE_WAITS:
            Messenger.of(self.session).look()
        self.session.tell_changed(Change.MESSAGES)

    def _on_failure(self, error: Exception) -> None:
        """Nothing was changed: what was typed stays."""
        if isinstance(error, DatabaseOffline):
            self._say(offline_answer(error))

    def _retry(self, listed: Listed) -> None:
        desk = self.session.desk()
        self._decide(lambda: rooms.messages.retry(desk, listed.message.id))

    def _retry_failed(self) -> None:
        desk = self.session.desk()
        self._decide(lambda: rooms.messages.retry_failed(desk))

    def _arrived(self, listed: Listed) -> None:
        desk = self.session.desk()
        self._decide(lambda: rooms.messages.arrived(desk, listed.message.id))

    def _drop(self, listed: Listed) -> None:
        desk = self.session.desk()
        self._decide(lambda: rooms.messages.cancel(desk, listed.message.id))

    def _mend(self, message_id: str, address: str) -> None:
        desk = self.session.desk()
        self._decide(lambda: rooms.messages.retry(desk, message_id, address))

    # mending an address

    @property
    def _is_mending(self) -> bool:
        return self._stack.currentWidget() is self.panel

    def _ask_address(self, listed: Listed) -> None:
        self._clear_answer()
        self._stack.setCurrentWidget(self.panel)
        self._show_state()
        self.panel.begin(listed)

    def _leave_panel(self) -> None:
        if self._is_mending:
            self._stack.setCurrentWidget(self._list_card)
            self._show_state()

    # the slip instead

    def _print(self, listed: Listed) -> None:
        """What the message would have said, on paper."""
        desk, code = self.session.desk(), listed.code
        self.session.door.ask(lambda: rooms.check_out.look(desk, code), self._print_found, self._on_failure)

    def _print_found(self, answer: Answer) -> None:
        if answer.pickup is not None and self.session.print_slip is not None:
            self.session.print_slip(answer.pickup)
            self.session.note(self.words("ui_messages.printed", customer=answer.pickup.customer))
        elif is_refusal(answer.verdict):
            self._say(answer)

    # what is said

    def on_scan(self, scan: Scan) -> Ticket | None:
        """Nothing here is scanned."""
        self.session.note(self.words("ui_messages.nothing_to_scan"))
        return None

    def _say(self, answer: Answer) -> None:
        self._answer = answer
        self.say(answer)

    def _clear_answer(self) -> None:
        self._answer = None
        self.clear_band()

    # the page

    def page_actions(self) -> Sequence[Action]:
        """By what is marked."""
        if self._is_mending:
            return [
                Action(ENTER, "ui_messages.mend", self.panel.confirm, primary=True),
                Action(ESCAPE, "ui_messages.back", self._leave_panel),
            ]
        return [
            *self._about_marked(),
            Action("F3", f"ui_messages.next_{self._next_part()}", self._choose_next, shown=not self.narrow),
            Action("F10", "ui_messages.set_up", self._set_up, shown=False),
            Action(ESCAPE, "ui_messages.clear", self._clear_answer, shown=False),
        ]

    def _about_marked(self) -> list[Action]:
        """In a narrow window four have room; the notice is printed by its key all the same."""
        listed = self._marked()
        if listed is None:
            return []
        decisions = self._decisions(listed) if listed.message.state in _OPEN else []
        if not listed.code or self.session.print_slip is None:
            return decisions
        is_shown = not self.narrow or len(decisions) < 4
        return [*decisions, Action("F9", self._short("slip"), partial(self._print, listed), shown=is_shown)]

    def _decisions(self, listed: Listed) -> list[Action]:
        state = listed.message.state
        is_unsure, failed = state is MessageState.PERHAPS, self._read.failed if self._read else 0
        retry = self._short("send_now") if state is MessageState.WAITING else "ui_messages.retry"
        sure = Action("F7", "ui_messages.arrived", partial(self._arrived, listed), primary=True)
        every = Action("F4", self._short("retry_all"), self._retry_failed, args={"n": failed})
        return [
            *([sure] if is_unsure else []),
            Action("F5", retry, partial(self._retry, listed), primary=not is_unsure),
            *([every] if failed > 1 and state is MessageState.FAILED else []),
            Action("F6", self._short("address_key"), partial(self._ask_address, listed)),
            Action("F8", "ui_messages.drop", partial(self._drop, listed)),
        ]

    def _short(self, action: str) -> str:
        return f"ui_messages.{action}_short" if self.narrow else f"ui_messages.{action}"

    def _set_up(self) -> None:
        """To the settings of sending."""
        self.session.page_wanted.emit("reglages")
        self.session.section_wanted.emit("messages")

    def resized(self) -> None:
        """Narrow windows have room for short words only."""
        self.strip.set_narrow(narrow=self.narrow)
        self.show_actions()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.panel.retranslate()
        self.card.show_message(self._marked())
        if self._answer is not None:
            self.show_band(self._answer)
        self._show_state()
        self.list.viewport().update()
