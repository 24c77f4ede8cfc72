"""Which database the counter works on: tried first, made ready, changed without a restart; no password is ever shown.

F9 is always the next step towards a shared server: try it, prepare it, bring this PC's parcels along.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desk_app.domain.values import Reason
from desk_app.ui import theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import TextField
from desk_app.ui.pages import reglages_database_jobs as jobs
from desk_app.ui.pages.comptoir_cards import Rows
from desk_app.ui.pages.reglages_database_jobs import URL, Ready, Stored, Url
from desk_app.ui.pages.reglages_fields import PasswordField, WordField
from desk_app.ui.pages.reglages_section import Section
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.labels import label
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.database import Address, Look
    from desk_app.counter.desk import Desk

_TLS = ("offered", "verified")
_BELOW = frozenset({"errors.database_password", "errors.no_keyring"})  # said beside the password
_OF_THE_FILE = frozenset({"errors.database_certificate"})


class DatabaseSection(Section):
    """All work on databases goes through a lane of its own: one that hangs keeps no scan waiting."""

    NAME = "database"

    def __init__(self, session: Session) -> None:
        self.address = TextField("address")
        self.password = PasswordField("password")
        self.tls = WordField("tls", _TLS)
        self.ca_file = TextField("ca_file")
        super().__init__(session, [self.address, self.password, self.tls, self.ca_file])
        self._stored: Address | None = None
        self._look: Look | None = None
        self._ready: Ready | None = None
        self._copied: int | None = None
        self._trying: Ticket | None = None
        self._init_found()
        self._bind_words()
        self._show_fields()

    def _init_found(self) -> None:
        self.form.set_columns(1)
        self.found = Rows(ruled=True)
        self.said = label(wraps=True)
        self.said.setContentsMargins(0, theme.GAP_SMALL, 0, 0)
        self.found.body.addWidget(self.said)
        self.add(self.found)
        self.found.hide()

    def _bind_words(self) -> None:
        bind = self.words.bind
        for field in (self.address, self.password):
            bind(field.set_title, f"ui_reglages.database_{field.name}")
        bind(self.address.set_hint, "ui_reglages.database_hint")
        bind(self.address.line.setPlaceholderText, "ui_reglages.database_local")
        bind(self.tls.set_title, "ui_moving.tls")
        bind(self.ca_file.set_title, "ui_moving.ca_file")
        bind(self.ca_file.set_hint, "ui_moving.ca_file_hint")
        self._write_tls()
        for field in (self.address, self.ca_file):
            field.line.setMaxLength(500)

    def _write_tls(self) -> None:
        self.tls.set_words([self.words(f"ui_moving.tls_{value}") for value in _TLS])

    def set_narrow(self, narrow: bool) -> None:
        """Addresses are long: always one column."""
        super().set_narrow(narrow)
        self.form.set_columns(1)

    def _show_fields(self) -> None:
        """A file has no password, and an authority vouches only where one is asked for."""
        hidden = set() if self._is_server() else {"password", "tls", "ca_file"}
        self.form.hide_fields(hidden if self.tls.text() == "verified" else hidden | {"ca_file"})

    def _is_server(self) -> bool:
        return self.address.text().startswith("postgres")

    # what holds

    def read(self) -> None:
        """The address in use, without its password."""
        url = str(self.session.settings.get(URL))
        self.session.door.ask(lambda: jobs.stored(url), self._show_stored, lane=Lane.BULK)

    def _show_stored(self, stored: Stored) -> None:
        self._stored = stored.address
        if not self.is_edited:
            self._write_address(stored.address)
        text = "ui_reglages.password_kept" if stored.has_password else "ui_reglages.password_none"
        self.words.bind(self.password.line.setPlaceholderText, text)
        hint = "errors.password_in_the_clear" if stored.address.password else "ui_moving.password_hint"
        self.words.bind(self.password.set_hint, hint)

    def _write_address(self, address: Address, password: str = "") -> None:
        with self.filling():
            self.address.set_text(address.text)
            self.password.set_text(password)
            self.tls.set_text(_TLS[address.is_verified])
            self.ca_file.set_text(address.ca_file)
        self._show_fields()

    def on_edit(self) -> None:
        """What was found out holds no longer."""
        self._look = self._ready = self._copied = None
        self._show_fields()
        self._write_found()
        super().on_edit()

    def discard(self) -> None:
        """Forget what was typed; a copy that goes on is stopped, and leaves nothing behind."""
        if self._trying is not None:
            self._trying.cancel()
        self._look = self._ready = self._copied = None
        self._write_found()
        super().discard()

    # the next step

    def key_actions(self) -> list[Action]:
        """Also the next step."""
        name, run = self._next_step()
        return [*self.form_actions(), Action("F9", name, run, enabled=not self.is_trying)]

    @property
    def is_trying(self) -> bool:
        """Whether a step is under way."""
        return self._trying is not None and not self._trying.done

    def _next_step(self) -> tuple[str, Callable[[], None]]:
        found = self._look
        if found is None or not self._is_server():
            return "ui_reglages.test", self.try_out
        if found.owns and self._ready is None:
            return self._step("prepare"), self.prepare
        is_ready = found.schema is not None or self._ready is not None
        if is_ready and self._local_file() and self._copied is None:
            return self._step("copy"), self.copy
        return "ui_reglages.test", self.try_out

    def _step(self, name: str) -> str:
        return f"ui_moving.{name}_short" if self.is_narrow else f"ui_moving.{name}"

    def _local_file(self) -> str:
        """The hub of this PC, where the counter works on one now."""
        store = self.session.desk().store if self.session.is_open else None
        return f"sqlite:///{store.file}" if store is not None and store.file else ""

    def _begin(self, heading: str, ticket: Callable[[], Ticket]) -> None:
        if self.is_trying:
            return
        self.form.clear_wrong()
        self._tell(self.words(heading), [])
        self._trying = ticket()
        self._trying.when_finished(self.worked.emit)
        self.worked.emit()

    def _asked(self) -> Url:
        typed = self.address.text(), self.password.text()
        is_verified = self._is_server() and self.tls.text() == "verified"
        local = self.session.settings.local_url
        return Url(*typed, self._stored, local, is_verified, self.ca_file.text() if is_verified else "")

    def try_out(self) -> None:
        """Ask the database that is typed who it is; changes nothing."""
        url, ask = self._asked(), self.session.door.ask
        self._begin("ui_reglages.testing", lambda: ask(lambda: jobs.look(url), self._show_look, lane=Lane.BULK))

    def _show_look(self, found: Look | Reason) -> None:
        if isinstance(found, Reason):
            self._say_why(found)
        else:
            self._look = found
        self._show_found()

    def prepare(self) -> None:
        """Make the tables and the role of the counters; the fields then say what counters need."""
        url, ask = self._asked(), self.session.door.ask
        self._begin("ui_moving.preparing", lambda: ask(lambda: jobs.prepare(url), self._show_ready, lane=Lane.BULK))

    def _show_ready(self, ready: Ready | Reason) -> None:
        if isinstance(ready, Reason):
            self._say_why(ready)
        else:
            self._ready = ready
            self._write_address(ready.address, ready.prepared.password)
            if not ready.prepared.password:
                self._look = None  # they have one that only they know
                self.password.setFocus()
        self._show_found()

    def copy(self) -> None:
        """Bring the parcels of this PC along."""
        url, source, door = self._asked(), self._local_file(), self.session.door

        def ask() -> Ticket:
            return door.ask_long(lambda work: jobs.copy(work, source, url), self._show_copied, None, self._on_progress)

        self._begin("ui_moving.copying", ask)

    def _on_progress(self, rows: int, is_checking: int) -> None:
        key = "ui_moving.checked_so_far" if is_checking else "ui_moving.copied_so_far"
        self._tell(self.words("ui_moving.copying"), [], self.words(key, n=rows))

    def _show_copied(self, rows: int | Reason | None) -> None:
        if isinstance(rows, Reason):
            self._say_why(rows)
        else:
            self._copied = rows
        self._show_found()

    # what is said of it

    def _say_why(self, why: Reason) -> None:
        self._look = self._copied = None
        field = "password" if why.key in _BELOW else "ca_file" if why.key in _OF_THE_FILE else "address"
        shown = field if self.form.fields[field].isVisibleTo(self.form) else "address"
        self.refuse(shown, reason(self.words.texts, why))

    def _show_found(self) -> None:
        self._write_found()
        self.worked.emit()
        if self.found.isVisibleTo(self):
            self.showed.emit(self.found, self.found.rect())

    def _write_found(self) -> None:
        found, ready, words = self._look, self._ready, self.words
        if self._copied is not None:
            self._tell(words("ui_moving.copied"), [], words("ui_moving.copied_text", n=self._copied))
        elif ready is not None:
            text = "ui_moving.ready_text" if ready.prepared.password else "ui_moving.ready_text_known"
            self._tell(words("ui_moving.ready"), self._rows_of_role(ready), words(text))
        elif found is None:
            self._tell("", [])
        elif found.schema is None:
            heading = "ui_moving.found_bare" if found.owns else "ui_reglages.found_none"
            self._tell(words(heading), self._rows_of(found), self._advice(found))
        else:
            self._tell(words("ui_reglages.found"), self._rows_of(found), self._advice(found))

    def _advice(self, found: Look) -> str:
        if found.owns:
            return self.words("ui_moving.owns")
        can_copy = found.schema is not None and self._is_server() and bool(self._local_file())
        return self.words("ui_moving.may_copy") if can_copy else ""

    def _rows_of_role(self, ready: Ready) -> list[tuple[str, str]]:
        words, rows = self.words, [(self.words("ui_moving.role"), ready.prepared.role)]
        if ready.prepared.password:
            rows.append((words("ui_reglages.database_password"), ready.prepared.password))
        return rows

    def _rows_of(self, found: Look) -> list[tuple[str, str]]:
        words, tenths = self.words, round(found.milliseconds * 10)
        rows = [
            (words("ui_reglages.found_place"), found.shown),
            (words("ui_reglages.found_system"), f"{found.system} {found.version}".strip()),
        ]
        if found.schema is None:
            return rows
        count = words("ui_reglages.found_more" if found.capped else "ui_reglages.found_count", n=found.parcels)
        return [
            *rows,
            (words("ui_reglages.found_schema"), found.schema),
            (words("ui_reglages.found_parcels"), count),
            (words("ui_reglages.found_time"), words("ui_reglages.milliseconds", n=tenths // 10, part=tenths % 10)),
        ]

    def _tell(self, heading: str, rows: list[tuple[str, str]], text: str = "") -> None:
        self.found.set_heading(heading)
        self.found.fill(rows)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.found.setVisible(bool(heading))

    # saving

    def save(self) -> None:
        """Open the database that is typed; only when that went well is it kept and worked on."""
        if self.is_saving or self.is_trying:
            return
        url, session = self._asked(), self.session
        desk = session.desk() if session.is_open else None
        self.form.clear_wrong()
        self._saving = session.door.ask(lambda: jobs.move(session, url, desk), self._on_opened, lane=Lane.BULK)

    def _on_opened(self, opened: Any) -> None:
        if isinstance(opened, Reason):
            self._say_why(opened)
            self._write_found()
            return
        before: Desk | None = self.session.desk() if self.session.is_open else None
        self.is_edited = False
        self._look = self._ready = self._copied = None
        self._write_found()
        self.session.set_desk(opened)
        if before is not None and before.store is not opened.store:
            self.session.door.ask(before.store.close, lambda _none: None)  # after all that was asked of it
        self.read()
        self.say_saved(self.words("ui_reglages.saved_database", place=opened.store.shown))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self._write_tls()
        self._write_found()
