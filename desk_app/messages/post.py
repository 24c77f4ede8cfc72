"""Sends messages by the ways the hub has set up: a mail server, and another channel for short messages.

One :class:`Post` is opened for a batch, read from the settings as they are then, and closed after it.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING

from desk_app import keychain
from desk_app.domain.messages import Channel, Deliver, Message, NoWay, Outcome, Refused, Telling
from desk_app.domain.people import one_line
from desk_app.domain.templates import TemplateError
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.i18n import Texts
from desk_app.messages.render import Rendered, render
from desk_app.messages.words import OwnWords, our_words
from desk_app.settings import BY_KEY

if TYPE_CHECKING:
    from desk_app.messages.smtp import Account, MailServer


@dataclass(frozen=True, slots=True)
class Ways:
    """How messages go: an account on a mail server and the address of another channel, or why there is none."""

    mail: "Account | Reason"
    other: str | Reason = field(repr=False)

    @classmethod
    def of(cls, hub_id: str, hub: Mapping[str, str], ca_file: str) -> "Ways":
        """The ways of the hub's settings (those that are not at their defaults) and of this counter's secrets."""
        return cls(_account(hub_id, hub, ca_file), _other(hub_id, hub))


class Post:
    """A context that gives what delivers."""

    def __init__(self, ways: Ways, own: OwnWords, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """``own`` are the hub's own words."""
        self.ways = ways
        self._own = own
        self._clock = clock
        self._server: MailServer | None = None

    def __enter__(self) -> Deliver:
        return self.deliver

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._server is not None:
            self._server.close()

    def deliver(self, message: Message, telling: Telling, handing: Callable[[], None]) -> Outcome:
        """Send one message now, and say how it ended."""
        try:
            if message.channel is Channel.EMAIL:
                return self._mail(message, telling, handing)
            return self._tell(message, telling, handing)
        except TemplateError:  # its words were checked when they were saved: by another version
            return Refused(Reason("mail.text_broken"))

    def _mail(self, message: Message, telling: Telling, handing: Callable[[], None]) -> Outcome:
        from desk_app.messages.mail import mail_of, picture_id, server_address  # noqa: PLC0415 - only to send
        from desk_app.messages.smtp import MailServer  # noqa: PLC0415

        account = self.ways.mail
        if isinstance(account, Reason):
            return NoWay(account)
        recipient = server_address(telling.address)
        if recipient is None:
            return Refused(Reason("mail.address_wrong" if telling.address.isascii() else "mail.address_letters"))
        rendered = self._render(message, telling, f"cid:{picture_id(message.id, account.sender)}")
        mail = mail_of(rendered, message.id, telling.hub, account.sender, recipient, self._clock())
        self._server = self._server or MailServer(account)
        return self._server.send(mail, recipient, handing)

    def _tell(self, message: Message, telling: Telling, handing: Callable[[], None]) -> Outcome:
        from desk_app.messages.other import OtherChannel  # noqa: PLC0415 - as above

        if isinstance(self.ways.other, Reason):
            return NoWay(self.ways.other)
        rendered = self._render(message, telling, "")
        return OtherChannel(self.ways.other).send(rendered.sms, telling.address, handing)

    def _render(self, message: Message, telling: Telling, picture: str) -> Rendered:
        words = self._own.get((message.kind, telling.language)) or our_words(telling.language)[message.kind]
        return render(message.kind, words, telling, picture)


def test_mail(account: "Account", hub: str, recipient: str, texts: Texts, at: datetime) -> Outcome:
    """Send a mail that says that sending works, and say how it ended."""
    from desk_app.messages.mail import mail_of  # noqa: PLC0415 - as above
    from desk_app.messages.page import page  # noqa: PLC0415
    from desk_app.messages.smtp import MailServer  # noqa: PLC0415

    subject, text = (texts(f"mail.test_{part}", hub=one_line(hub)) for part in ("subject", "text"))
    rendered = Rendered(subject, f"{text}\n", page(texts.language, subject, hub, [(text,)], ""), "")
    with MailServer(account) as server:
        mail = mail_of(rendered, f"test.{secrets.token_hex(8)}", hub, account.sender, recipient, at)
        return server.send(mail, recipient, lambda: None)


def _account(hub_id: str, hub: Mapping[str, str], ca_file: str) -> "Account | Reason":
    from desk_app.messages.mail import server_address  # noqa: PLC0415 - as above
    from desk_app.messages.smtp import Account  # noqa: PLC0415

    def of(key: str) -> str:
        return hub.get(key) or str(BY_KEY[key].default)

    if not of("smtp.host") or not of("smtp.sender"):
        return Reason("mail.no_server")
    sender, user = server_address(of("smtp.sender")), of("smtp.user")
    if sender is None:
        return Reason("mail.sender_wrong")
    password = _password(user, hub_id, hub) if user else ""
    if isinstance(password, Reason):
        return password
    return Account(of("smtp.host"), int(of("smtp.port")), of("smtp.security"), user, password, sender, ca_file)


def _password(user: str, hub_id: str, hub: Mapping[str, str]) -> str | Reason:
    return _secret("smtp.password", hub_id, hub) or Reason("mail.no_password", {"user": user})


def _other(hub_id: str, hub: Mapping[str, str]) -> str | Reason:
    return _secret("messages.other", hub_id, hub) or Reason("mail.no_other")


def _secret(key: str, hub_id: str, hub: Mapping[str, str]) -> str | Reason:
    try:
        return keychain.secret(key, hub_id, hub)
    except EnvironmentTrouble as trouble:
        return trouble.reason
