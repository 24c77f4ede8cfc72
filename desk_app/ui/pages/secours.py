"""The database's file is damaged: its last good copy, or an empty one. Not on the rail: it comes by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.ui import rooms
from desk_app.ui.page import Page
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desk_app.counter.backups import Restored
    from desk_app.store.backups import Backup


@dataclass(frozen=True, slots=True)
class Said:
    """What is shown: the keys of a title and a sentence, and what is filled in there."""

    title: str
    sentence: str
    args: dict[str, object]


class Secours(Page):
    """What the clerk may do about a damaged file."""

    NAME = "secours"
    PLACEHOLDER = "ui_secours.scan"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._file = Path()
        self._copy: Backup | None = None
        self._offered: tuple[Said, Callable[[], list[Action]]] = _LOOKING, list
        self._done = ""
        self.box = EmptyState("look")
        self.main.addWidget(self.box, 1)
        session.opened.connect(self._tell_done)

    def offer(self, file: Path) -> None:
        """Look for the last good copy of a damaged file, and let the clerk choose."""
        self._file = file
        self._show(_LOOKING)
        self.session.door.ask(
            lambda: rooms.backups.last_good(file), self._on_found, lambda _error: self._on_found(None)
        )

    def _on_found(self, copy: Backup | None) -> None:
        self._copy = copy
        self._choose()

    # what is shown

    def _show(self, said: Said, actions: Callable[[], list[Action]] = list) -> None:
        self._offered = said, actions
        self.retranslate()
        self.show_actions()

    def _choose(self) -> None:
        if self._copy is None:
            folder = str(self._file.parent / "backups")
            self._show(Said("ui_secours.title", "ui_secours.no_copy", {"folder": folder}), self._choices)
        else:
            args: dict[str, object] = {"at": self._copy.day, "n": self._copy.parcels, "file": self._file.name}
            self._show(Said("ui_secours.title", "ui_secours.copy", args), self._choices)

    def _ask_empty(self) -> None:
        self._show(Said("ui_secours.sure_title", "ui_secours.sure", {}), self._yes_or_no)

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        said, _actions = self._offered
        self.box.set_title(self.words(said.title))
        self.box.set_sentence(self.words(said.sentence, **said.args))

    def resized(self) -> None:
        """Narrow windows have room for short words only."""
        self.show_actions()

    # what the keys do

    def page_actions(self) -> list[Action]:
        """The copy first; nothing while something is under way."""
        return self._offered[1]()

    def _choices(self) -> list[Action]:
        short = "_short" if self.narrow else ""
        others = [
            Action("F8", f"ui_secours.empty{short}", self._ask_empty),
            Action("F12", "ui.retry", self.session.retry),
        ]
        if self._copy is None:
            return others
        take = Action("F5", f"ui_secours.take{short}", self._take, primary=True, args={"at": self._copy.day})
        return [take, *others]

    def _yes_or_no(self) -> list[Action]:
        return [
            Action(ENTER, "ui_secours.yes", self._begin_empty, primary=True),
            Action(ESCAPE, "ui_secours.back", self._choose),
        ]

    def _take(self) -> None:
        file, copy = self._file, self._copy
        assert copy is not None
        get = self.session.settings.get
        self._show(_WORKING)
        self.session.door.ask(
            lambda: rooms.backups.take_back(file, copy.file, get("counter.name"), get("counter.clerk")),
            lambda done: self._on_taken(done, copy.day),
            self._on_failed,
        )

    def _on_taken(self, done: Restored, at: datetime) -> None:
        key = "ui_secours.taken_doubtful" if done.doubtful else "ui_secours.taken"
        self._finish(self.words(key, at=at, file=str(done.aside), n=done.doubtful))

    def _begin_empty(self) -> None:
        file = self._file
        self._show(_WORKING)
        self.session.door.ask(
            lambda: rooms.backups.set_aside(file),
            lambda aside: self._finish(self.words("ui_secours.begun", file=str(aside))),
            self._on_failed,
        )

    def _finish(self, sentence: str) -> None:
        self._done = sentence
        self.session.open()

    def _on_failed(self, _error: Exception) -> None:
        """Why is said above the page; the choice is the clerk's again."""
        self._choose()

    def _tell_done(self) -> None:
        if self._done:
            self.session.troubled.emit(self._done)
            self._done = ""


_LOOKING = Said("ui_secours.title", "ui_secours.looking", {})
_WORKING = Said("ui_secours.working", "ui_secours.working_text", {})
