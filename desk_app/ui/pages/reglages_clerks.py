"""The team: who works at the counters, one of them to be filled in, their badges, and when a counter locks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSizePolicy

from desk_app.domain.clerks import LONGEST_PIN, Clerk, Role, digits_of
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Field, TextField
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages.reglages_fields import PasswordField, WordField
from desk_app.ui.pages.reglages_section import Section
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.choice_list import Choice, ChoiceList
from desk_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

LOCK_MINUTES = "clerks.lock_minutes"
_MINUTES = ("0", "2", "5", "10", "30")
_SUGGESTED = "5"
_ROLES = tuple(role.value for role in Role)
_ON_OFF = ("True", "False")
_LEAST_LIST = 160
_FIELDS = {"pin_length": "pin", "pin_easy": "pin", "first_manager": "role", "last_manager": "role"}


class ClerksSection(Section):
    """The list, or the form over it."""

    NAME = "clerks"

    clerk: Clerk | None = None  # the one that is being filled in
    _clerks: Sequence[Clerk] = ()
    _has_read = False

    def __init__(self, session: Session) -> None:
        self.name, self.pin = TextField("name", required=True), PasswordField("pin")
        self.role, self.active = WordField("role", _ROLES), WordField("active", _ON_OFF)
        self.minutes = WordField("minutes", _MINUTES)
        fields: list[Field] = [self.name, self.pin, self.role, self.active]
        super().__init__(session, fields)
        self.list = ChoiceList()
        self.nothing = EmptyState("empty", framed=False)
        self._printing: Ticket | None = None
        self._badges = 0
        self._add_more([*fields, self.minutes])

    def _add_more(self, fields: Sequence[Field]) -> None:
        for field in fields:
            self.words.bind(field.set_title, f"ui_clerks.{field.name}")
        self.words.bind(self.role.set_hint, "ui_clerks.role_hint")
        self.name.line.setMaxLength(60)
        self.pin.line.setMaxLength(LONGEST_PIN)
        self.list.setMinimumHeight(_LEAST_LIST)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.words.bind(self.nothing.set_title, "ui_clerks.none_title")
        self.words.bind(self.nothing.set_sentence, "ui_clerks.none_text")
        self.add(self.minutes)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.list, 1)
        self._turn_to(None)
        self.list.picked.connect(self.change)
        self.list.currentRowChanged.connect(self._on_row)
        self.minutes.changed.connect(self._on_minutes)

    # the list

    def read(self) -> None:
        """Who works here, and when a counter locks."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: (rooms.clerks.clerks(desk), rooms.clerks.standing(desk)), self._show)

    def _show(self, found: tuple[Sequence[Clerk], Any]) -> None:
        (self._clerks, standing), self._has_read = found, True
        self.list.set_choices([self._choice(clerk) for clerk in self._clerks], max(0, self.list.currentRow()))
        with self.filling():
            self.minutes.set_text(str(standing.lock_minutes))
        self._show_list()
        self.write_title()
        self.edited.emit()

    def _show_list(self) -> None:
        """The list, or how to begin, or neither while somebody is filled in."""
        is_list = self.clerk is None
        self.list.setVisible(is_list and bool(self._clerks))
        self.minutes.setVisible(is_list and bool(self._clerks))
        self.nothing.setVisible(is_list and self._has_read and not self._clerks)

    def _choice(self, clerk: Clerk) -> Choice:
        words = self.words
        facts = (
            words.texts.name_of(clerk.role),
            words("ui_clerks.has_pin") if clerk.has_pin else "",
            words("ui_clerks.has_badge") if clerk.has_badge else "",
        )
        return Choice(clerk.name, clerk, " · ".join(filter(None, facts)) if clerk.active else words("ui_clerks.left"))

    def write_title(self) -> None:
        """How many there are, or who is filled in."""
        words, clerk, n = self.words, self.clerk, len([one for one in self._clerks if one.active])
        if clerk is not None:
            self.title.setText(clerk.name or words("ui_clerks.title_new"))
            self.about.setText(words("ui_clerks.about_one"))
            return
        self.title.setText(words("ui_clerks.title"))
        self.about.setText(words("ui_clerks.about", n=n) if n else "")

    def _on_row(self, row: int) -> None:
        if row >= 0 and self.list.isVisible():
            self.showed.emit(self.list, self.list.visualItemRect(self.list.item(row)))

    def take_keys(self) -> None:
        """The list, or the first field."""
        if self.clerk is None:
            self.list.setFocus()
        else:
            self.name.line.setFocus()

    def _on_minutes(self) -> None:
        minutes = self.minutes.text()
        if self._is_filling:
            return
        ManagerPrompt.ask(self.session, lambda desk: self._save_minutes(desk, minutes), self.read)

    def _save_minutes(self, desk: Desk, minutes: str) -> None:
        self.session.door.ask(
            lambda: rooms.setup.save_hub_setting(desk, LOCK_MINUTES, minutes), self._on_minutes_saved, self.on_failure
        )

    def _on_minutes_saved(self, answer: Answer) -> None:
        if answer.verdict is Verdict.SAVED:
            self.session.tell_changed(Change.SETTINGS)
            key, n = (
                ("ui_clerks.locks", int(self.minutes.text())) if self.minutes.text() != "0" else ("ui_clerks.open", 0)
            )
            self.say_saved(self.words(key, n=n))
        else:
            self.answered.emit(answer)

    # one of them

    def add_clerk(self) -> None:
        """Fill in a new one; the first of all is a manager."""
        self.change(Clerk("", "", Role.CLERK if self._clerks else Role.MANAGER))

    def change(self, clerk: Clerk) -> None:
        """Fill in that one."""
        self._turn_to(clerk)
        self.discard()

    def discard(self) -> None:
        """What holds now, again."""
        self.form.clear_wrong()
        if self.clerk is not None:
            with self.filling():
                self.name.set_text(self.clerk.name)
                self.pin.set_text("")
                self.role.set_text(self.clerk.role.value)
                self.active.set_text(str(self.clerk.active))
            kept = "pin_kept" if self.clerk.has_pin else "pin_none"
            self.words.bind(self.pin.line.setPlaceholderText, f"ui_clerks.{kept}")
            self.words.bind(self.pin.set_hint, "ui_clerks.pin_hint")
        self.is_edited = False
        self.edited.emit()

    def leave(self) -> None:
        """Back to the list; what was not saved is forgotten."""
        self.discard()
        self.pin.set_text("")
        self._turn_to(None)
        self.edited.emit()

    def _turn_to(self, clerk: Clerk | None) -> None:
        self.clerk = clerk
        self.form.setVisible(clerk is not None)
        self.form.hide_fields([] if clerk is not None and clerk.id else ["active"])
        self.rest.setVisible(clerk is not None)
        self._show_list()
        self.retranslate()
        if self.isVisible():
            self.take_keys()

    def save(self) -> None:
        """Write them, as a manager, or say beside the field what will not do."""
        clerk, typed = self.clerk, self.pin.text()
        self.form.clear_wrong()
        if clerk is None or self.is_saving or not self.session.is_open:
            return
        filled = replace(clerk, name=self.name.text(), role=Role(self.role.text()), active=self.active.text() == "True")
        pin = digits_of(typed) or typed
        ManagerPrompt.ask(self.session, lambda desk: self._write(desk, filled, pin))

    def _write(self, desk: Desk, clerk: Clerk, pin: str) -> None:
        is_first = not any(one.active for one in self._clerks)
        self._saving = self.session.door.ask(
            lambda: _save(desk, clerk, pin, is_first=is_first), self._after(is_first), self.on_failure
        )

    def _after(self, is_first: bool) -> Callable[[Answer], None]:
        return lambda answer: self._on_answer(answer, is_first=is_first)

    def _on_answer(self, answer: Answer, *, is_first: bool) -> None:
        args = answer.args
        if answer.verdict is Verdict.SAVED:
            if is_first:  # whoever names the first one is that one: nobody is shut out of what they are doing
                here = replace(self.session.desk(), clerk=str(args["name"]), clerk_id=str(args["id"]), is_manager=True)
                self.session.set_desk(here)
            self.leave()
            self.say_saved(self.words("ui_clerks.saved_first" if is_first else "ui_clerks.saved", name=args["name"]))
            self.session.tell_changed(Change.SETTINGS)
        elif answer.verdict is Verdict.ALREADY_EXISTS:
            self.refuse("name", self.words("ui_clerks.exists", name=args["name"]))
        elif answer.verdict is Verdict.INVALID:
            field = str(args["field"])
            self.refuse(_FIELDS.get(field, "name"), self.words(f"sentences.field_{field}"))
        else:
            self.answered.emit(answer)

    # badges

    def print_badge(self) -> None:
        """A new badge for the one that is filled in; the old one is dead from then on."""
        clerk = self.clerk
        if clerk is not None and not self._is_printing and self.session.is_open:
            ManagerPrompt.ask(self.session, lambda desk: self._print(desk, clerk))

    @property
    def _is_printing(self) -> bool:
        return self._printing is not None and not self._printing.done

    def _print(self, desk: Desk, clerk: Clerk) -> None:
        self._badges += 1
        stamp = f"{self.session.now().astimezone():%Y-%m-%d-%H%M%S}-{self._badges}"
        file = self.session.settings.profile / "labels" / f"badge-{stamp}.pdf"
        get = self.session.settings.get
        self._printing = self.session.door.ask(
            lambda: _print_badge(desk, clerk, get, file), self._told_badge(clerk, file), self.on_failure, Lane.PRINT
        )
        self._printing.when_finished(self.worked.emit)
        self.worked.emit()

    def _told_badge(self, clerk: Clerk, file: Path) -> Callable[[Answer], None]:
        def told(answer: Answer) -> None:
            self.answered.emit(answer)
            if answer.verdict is Verdict.SAVED and file.exists():
                self.session.note(self.words("ui_clerks.badge_file", file=f"{file.parent.name}/{file.name}"))
            if self.clerk is clerk:
                self.clerk = replace(clerk, has_badge=True)
            self.session.tell_changed(Change.SETTINGS)

        return told

    # keys

    def key_actions(self) -> list[Action]:
        """Of the list, or of the form."""
        if self.clerk is not None:
            can_print = bool(self.clerk.id) and self.clerk.active and not self._is_printing
            return [
                Action(ENTER, "ui_reglages.save", self.save, primary=True),
                Action("F9", "ui_clerks.print_badge", self.print_badge, enabled=can_print, shown=bool(self.clerk.id)),
                Action(ESCAPE, "ui_reglages.back", self.leave),
            ]
        some = self.list.count() > 0
        return [
            Action(ENTER, "ui_clerks.change", self.list.pick, primary=some, enabled=some, shown=some),
            Action("F9", "ui_clerks.add", self.add_clerk, primary=not some, enabled=self.session.is_open),
        ]

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        words = self.words
        self.role.set_words([words.texts.name_of(role) for role in Role])
        self.active.set_words([words("ui_reglages.yes"), words("ui_reglages.no")])
        self.minutes.set_words([words("ui_clerks.never"), *(words("ui_clerks.after", n=int(m)) for m in _MINUTES[1:])])
        self.write_title()
        self.list.set_choices([self._choice(clerk) for clerk in self._clerks], max(0, self.list.currentRow()))


def _save(desk: Desk, clerk: Clerk, pin: str, *, is_first: bool) -> Answer:
    """In a job. With the first clerk the counters begin to lock, unless the hub has said otherwise."""
    answer: Answer = rooms.clerks.save_clerk(desk, clerk, pin=pin)
    if is_first and answer.verdict is Verdict.SAVED and LOCK_MINUTES not in rooms.setup.hub_settings(desk):
        rooms.setup.save_hub_setting(desk, LOCK_MINUTES, _SUGGESTED)
    return answer


def _print_badge(desk: Desk, clerk: Clerk, get: Callable[[str], Any], file: Path) -> Answer:
    """In a job: a new badge, printed before it holds. Raises EnvironmentTrouble."""
    from desk_app.devices.badge import Badge  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.label import LabelSize  # noqa: PLC0415
    from desk_app.devices.outputs import Output, send  # noqa: PLC0415

    hub, size = rooms.setup.hub_settings(desk)[rooms.setup.HUB_NAME], LabelSize.parse(get("label.size"))

    def bring_out(code: str) -> None:
        send(Output.chosen(get, "", file), [Badge(clerk.name, code, hub)], size, get("label.dpi"))

    answer: Answer = rooms.clerks.new_badge(desk, clerk.id, bring_out)
    return answer
