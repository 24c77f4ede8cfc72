"""How messages go out: the mail server, tried before it is kept, another channel, and when customers are reminded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desk_app import keychain
from desk_app.domain.messages import NoWay, Outcome, Refused, Sent, Unknown
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Reason
from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, SECURITIES
from desk_app.ui import rooms, theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Field, TextField
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages.reglages_fields import PasswordField, WordField
from desk_app.ui.pages.reglages_section import DeclaredSection, save_hub
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.chip import Chip
from desk_app.ui.widgets.labels import label
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.messages.smtp import Account

PASSWORD, OTHER = "smtp.password", "messages.other"
_ON_OFF = ("True", "False")
_HINTS = ("smtp_host", "smtp_port", "smtp_user", "smtp_password", "messages_other", "messages_reminder_days")


class MessagesSection(DeclaredSection):
    """Shared by all counters, but for the secrets: each counter has its own in its keyring."""

    NAME = "messages"
    KEYS = (
        "smtp.host",
        "smtp.port",
        "smtp.security",
        "smtp.sender",
        "smtp.user",
        "messages.reminder_days",
        "messages.last_day",
    )

    def __init__(self, session: Session) -> None:
        names = [key.replace(".", "_") for key in self.KEYS]
        host, port, _security, sender, user, days, _last_day = (TextField(name) for name in names)
        self.security, self.last_day = WordField(names[2], SECURITIES), WordField(names[6], _ON_OFF)
        self.password, self.other = PasswordField("smtp_password"), PasswordField("messages_other")
        self.address = TextField("trial")
        account: list[Field] = [host, port, self.security, sender, user, self.password]
        super().__init__(session, [*account, self.address, self.other, days, self.last_day])
        self._stored: dict[str, str] = {}
        self._trying: Ticket | None = None
        self.ended, self.said = Chip(), label(wraps=True)
        self._add_more()
        self.retranslate()

    def _add_more(self) -> None:
        for field in self.form.fields.values():
            self.words.bind(field.set_title, f"ui_mailing.{field.name}")
        for name in _HINTS:
            self.words.bind(self.form.fields[name].set_hint, f"ui_mailing.hint_{name}")
        for secret in (self.password, self.other):
            secret.line.setMaxLength(500)
        self.address.changed.disconnect(self.form.changed)  # it is no setting, and Enter in it tries
        self.address.line.returnPressed.disconnect(self.form.go_on)
        self.address.line.returnPressed.connect(self.try_out)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.ended, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.said, 1)
        self.body.insertLayout(self.body.indexOf(self.rest), row)
        self._tell("", "plain", "")

    # what holds

    def read(self) -> None:
        """What the database says, and whether this counter has the secrets."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: _read(desk), self._show, lane=Lane.BULK)

    def _show(self, found: tuple[Mapping[str, str], frozenset[str]]) -> None:
        stored, secrets = found
        self._stored = {key: stored.get(key, str(BY_KEY[key].default)) for key in self.KEYS}
        for key, field in ((PASSWORD, self.password), (OTHER, self.other)):
            text = "ui_reglages.password_kept" if key in secrets else "ui_reglages.password_none"
            self.words.bind(field.line.setPlaceholderText, text)
            if not self.is_edited:
                field.set_text("")
        if not self.is_edited:
            self.show_values(self._stored)

    # saving

    def save(self) -> None:
        """Keep what has changed for all counters, and the secrets that were typed for this one."""
        values, secrets = self.parsed(), self._secrets()
        if values is None or secrets is None or self.is_saving or not self.session.is_open:
            return
        changed = {key: str(value) for key, value in values.items() if str(value) != self._stored.get(key)}

        def write(desk: Desk) -> None:
            self._saving = self.session.door.ask(
                lambda: _keep(desk, changed, secrets), self._on_kept, self.on_failure, Lane.BULK
            )

        ManagerPrompt.ask(self.session, write)

    def _secrets(self) -> dict[str, str] | None:
        """Those that were typed; None, and why it will not do said beside its field, when one is none."""
        typed = {PASSWORD: self.password.text(), OTHER: self.other.text().strip()}
        try:
            BY_KEY[OTHER].parse(typed[OTHER])
        except ValueError:
            self.refuse(self.other.name, self.wrong_text(BY_KEY[OTHER]))
            return None
        return {key: value for key, value in typed.items() if value}

    def _on_kept(self, ended: Answer | Reason | None) -> None:
        if isinstance(ended, Answer):
            self.answered.emit(ended)
            return
        if isinstance(ended, Reason):
            self.refuse(self.password.name, reason(self.words.texts, ended))
        else:
            self.say_saved(self.words("ui_reglages.saved_hub"))
            self.read()
        self.session.tell_changed(Change.SETTINGS)

    # the trial

    def key_actions(self) -> list[Action]:
        """Also the trial."""
        is_trying = self._trying is not None and not self._trying.done
        return [*self.form_actions(), Action("F9", self.short("try_mail"), self.try_out, enabled=not is_trying)]

    def try_out(self) -> None:
        """Send a mail with what is typed, saved or not, and say how it ended."""
        values = self.parsed()
        if values is None or not self.session.is_open or not self.address.text():
            self.address.setFocus()
            return
        typed = {key: str(value) for key, value in values.items()}
        ca_file, texts = self.session.settings.get("smtp.ca_file"), self.words.texts
        desk, password, address = self.session.desk(), self.password.text(), self.address.text()
        self._tell(self.words("ui_mailing.trying"), "plain", "")
        self._trying = self.session.door.ask(
            lambda: _try(desk, typed, password, ca_file, address, texts),
            partial(self._show_tried, address),
            lambda _error: self._tell("", "plain", ""),
            lane=Lane.MESSAGES,
        )
        self._trying.when_finished(self.worked.emit)
        self.worked.emit()

    def _show_tried(self, address: str, ended: Outcome) -> None:
        if isinstance(ended, Sent):
            sentence = self.words("mail.test_sent", host=self.typed("smtp.host"), address=address)
            self._tell(self.words("messages.state_sent"), "green", sentence)
        elif isinstance(ended, Unknown):
            self._tell(self.words("messages.state_perhaps"), "amber", reason(self.words.texts, ended.reason))
        else:
            self._tell(self.words("messages.state_failed"), "red", reason(self.words.texts, ended.reason))
        self.showed.emit(self.said, self.said.rect())

    def _tell(self, ended: str, tone: str, sentence: str) -> None:
        self.ended.set(ended, tone)
        self.said.setText(sentence)
        self.ended.setVisible(bool(ended))
        self.said.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self.security.set_words([self.words(f"ui_mailing.security_{security}") for security in SECURITIES])
        self.last_day.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
        self._tell("", "plain", "")


def _read(desk: Desk) -> tuple[Mapping[str, str], frozenset[str]]:
    hub: Mapping[str, str] = rooms.setup.hub_settings(desk)
    return hub, frozenset(key for key in (PASSWORD, OTHER) if keychain.shown(key, desk.hub_id, hub))


def _keep(desk: Desk, changed: Mapping[str, str], secrets: Mapping[str, str]) -> Answer | Reason | None:
    """None when all is kept; the refusal when nothing is, the reason when a secret is not."""
    refusal = save_hub(desk, changed)
    if refusal is not None:
        return refusal
    hub = rooms.setup.hub_settings(desk)
    try:
        for key, value in secrets.items():
            keychain.keep(key, desk.hub_id, hub, value)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    return None


def _try(desk: Desk, typed: Mapping[str, str], password: str, ca_file: str, address: str, texts: Texts) -> Outcome:
    from desk_app.messages.mail import server_address  # noqa: PLC0415 - behind the painted window
    from desk_app.messages.post import test_mail  # noqa: PLC0415

    recipient = server_address(address)
    if recipient is None:
        return Refused(Reason("mail.address_wrong"))
    hub = {**rooms.setup.hub_settings(desk), **typed}
    account = _account(desk.hub_id, hub, password, ca_file)
    if isinstance(account, Reason):
        return NoWay(account)
    return test_mail(account, hub["hub.name"], recipient, texts, desk.clock())


def _account(hub_id: str, hub: Mapping[str, str], password: str, ca_file: str) -> Account | Reason:
    """The account of these settings; its password as typed, else as it is kept."""
    from desk_app.messages.post import Ways  # noqa: PLC0415 - as above

    user = hub["smtp.user"]
    if not (user and password):
        return Ways.of(hub_id, hub, ca_file).mail
    bare = Ways.of(hub_id, {**hub, "smtp.user": ""}, ca_file).mail
    return bare if isinstance(bare, Reason) else replace(bare, user=user, password=password)
