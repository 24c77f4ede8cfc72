"""Which database the counter works on: tried first, changed without a restart, its password never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.settings import BY_KEY
from desk_app.ui import rooms
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import TextField
from desk_app.ui.pages.comptoir_cards import Rows
from desk_app.ui.pages.reglages_fields import PasswordField
from desk_app.ui.pages.reglages_section import Section
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.database import Address, Look
    from desk_app.counter.desk import Desk

URL = "database.url"


@dataclass(frozen=True, slots=True)
class Url:
    """What the fields say; put together in a job, since only the store can read addresses.

    An empty ``address`` is ``local``, the file of the profile. Without a password of its own it has that of
    ``before``, the address in use.
    """

    address: str
    password: str
    before: Address | None
    local: str

    def kept(self) -> str:
        """What the settings keep; empty for the local file. Raises DatabaseUnusable."""
        if not self.address:
            return ""
        before = self.before or rooms.database.Address("")
        return str(rooms.database.Address(self.address, self.password).joined(before))

    def whole(self) -> str:
        """Where to connect to. Raises DatabaseUnusable."""
        return self.kept() or self.local


class DatabaseSection(Section):
    """All work on databases goes through a lane of its own: one that hangs keeps no scan waiting."""

    NAME = "database"

    def __init__(self, session: Session) -> None:
        self.address = TextField("address")
        self.password = PasswordField("password")
        super().__init__(session, [self.address, self.password])
        self.form.set_columns(1)
        self.found = Rows(ruled=True)
        self.add(self.found)
        self.found.hide()
        self._stored: Address | None = None
        self._look: Look | None = None
        self._trying: Ticket | None = None
        for field in (self.address, self.password):
            self.words.bind(field.set_title, f"ui_reglages.database_{field.name}")
        self.words.bind(self.address.set_hint, "ui_reglages.database_hint")
        self.address.line.setMaxLength(500)
        self.words.bind(self.address.line.setPlaceholderText, "ui_reglages.database_local")

    def set_narrow(self, narrow: bool) -> None:
        """Addresses are long: always one column."""
        super().set_narrow(narrow)
        self.form.set_columns(1)

    def read(self) -> None:
        """The address in use, without its password."""
        url = str(self.session.settings.get(URL))
        self.session.door.ask(lambda: rooms.database.Address.split(url), self._show_stored, lane=Lane.BULK)

    def _show_stored(self, stored: Address) -> None:
        self._stored = stored
        if not self.is_edited:
            with self.filling():
                self.address.set_text(stored.text)
                self.password.set_text("")
        text = "ui_reglages.password_kept" if stored.password else "ui_reglages.password_none"
        self.words.bind(self.password.line.setPlaceholderText, text)

    def on_edit(self) -> None:
        """What was found out holds no longer."""
        self._look = None
        self._write_found()
        super().on_edit()

    def key_actions(self) -> list[Action]:
        """Also the test."""
        return [*self.form_actions(), Action("F9", "ui_reglages.test", self.try_out)]

    # the test

    def try_out(self) -> None:
        """Ask the database that is typed who it is; changes nothing."""
        if self._trying is not None and not self._trying.done:
            return
        url = self._asked()
        self.form.clear_wrong()
        self._tell(self.words("ui_reglages.testing"), [])
        self._trying = self.session.door.ask(lambda: _look(url), self._show_look, lane=Lane.BULK)

    def _asked(self) -> Url:
        return Url(self.address.text(), self.password.text(), self._stored, self.session.settings.local_url)

    def _show_look(self, found: Look | Reason) -> None:
        if isinstance(found, Reason):
            self._say_why(found)
        else:
            self._look = found
        self._write_found()
        if self._look is not None:
            self.showed.emit(self.found, self.found.rect())

    def _say_why(self, why: Reason) -> None:
        self._look = None
        field = "password" if why.key == "errors.database_password" else "address"
        self.refuse(field, reason(self.words.texts, why))

    def _write_found(self) -> None:
        found, words = self._look, self.words
        if found is None:
            self._tell("", [])
            return
        rows = [
            (words("ui_reglages.found_place"), found.shown),
            (words("ui_reglages.found_system"), f"{found.system} {found.version}".strip()),
        ]
        if found.schema is None:
            self._tell(words("ui_reglages.found_none"), rows)
        else:
            self._tell(words("ui_reglages.found"), [*rows, *self._rows_of(found, found.schema)])

    def _rows_of(self, found: Look, schema: str) -> list[tuple[str, str]]:
        words, tenths = self.words, round(found.milliseconds * 10)
        count = words("ui_reglages.found_more" if found.capped else "ui_reglages.found_count", n=found.parcels)
        return [
            (words("ui_reglages.found_schema"), schema),
            (words("ui_reglages.found_parcels"), count),
            (words("ui_reglages.found_time"), words("ui_reglages.milliseconds", n=tenths // 10, part=tenths % 10)),
        ]

    def _tell(self, heading: str, rows: list[tuple[str, str]]) -> None:
        self.found.set_heading(heading)
        self.found.fill(rows)
        self.found.setVisible(bool(heading))

    # saving

    def save(self) -> None:
        """Open the database that is typed; only when that went well is it kept and worked on."""
        if self.is_saving:
            return
        url, session = self._asked(), self.session
        desk = session.desk() if session.is_open else None
        self.form.clear_wrong()
        self._saving = session.door.ask(lambda: _move(session, url, desk), self._on_opened, lane=Lane.BULK)

    def _on_opened(self, opened: Desk | Reason) -> None:
        if isinstance(opened, Reason):
            self._say_why(opened)
            self._write_found()
            return
        before = self.session.desk().store if self.session.is_open else None
        self.is_edited = False
        self.session.set_desk(opened)
        if before is not None and before is not opened.store:
            self.session.door.ask(before.close, lambda _none: None)  # after all that was asked of it
        self.read()
        self.say_saved(self.words("ui_reglages.saved_database", place=opened.store.shown))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self._write_found()


def _look(url: Url) -> Look | Reason:
    try:
        found: Look = rooms.database.look(url.whole())
    except EnvironmentTrouble as trouble:
        return trouble.reason
    return found


def _move(session: Session, url: Url, desk: Desk | None) -> Desk | Reason:
    """The counter at that database, whose address is kept; the reason when either cannot be."""
    counter, clerk = session.settings.get("counter.name"), session.settings.get("counter.clerk")
    hub_name = str(BY_KEY["hub.name"].default)
    try:
        moved: Desk = rooms.database.move_to(url.whole(), desk, counter, clerk, hub_name)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    try:
        session.settings.set(URL, url.kept())
        session.settings.set("counter.hub", moved.hub_id if len(rooms.hubs.every(moved)) > 1 else "")
    except EnvironmentTrouble as trouble:
        moved.store.close()
        return trouble.reason
    found: Desk = rooms.clerks.standing(moved).desk  # another database may have clerks of its own
    return found
