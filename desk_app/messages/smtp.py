"""Mails to a mail server, over a connection that is kept for the next one.

Every reply and every way a connection can break is one of the outcomes of :mod:`desk_app.domain.messages`. A mail is
only ever in doubt between its last line and the server's answer to it.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from types import TracebackType
from typing import Any

from desk_app.domain.messages import Later, Outcome, Refused, Sent, Unknown
from desk_app.domain.people import one_line
from desk_app.domain.values import Reason

TIMEOUT = 20.0
"""Seconds that a server may take for one answer."""

_POLICY = SMTP.clone(cte_type="7bit")  # an old server on the way may know no more
_HELLO = "[127.0.0.1]"  # the counter's own name is nobody's business, and looking it up may take seconds
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_MOST_SAID = 160
_LOGIN_NEEDED = frozenset({530, 534, 535, 538})


@dataclass(frozen=True, slots=True)
class Account:
    """A mail server and who sends there. ``security`` is one of desk_app.settings.SECURITIES.

    ``user`` empty: nobody logs in. ``ca_file`` is an authority trusted besides the system's.
    """

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    ca_file: str = ""


class _Stop(Exception):
    """The talk ends before the mail is handed over."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class MailServer:
    """Sends mails one after the other; a context that hangs up at its end."""

    def __init__(self, account: Account, timeout: float = TIMEOUT) -> None:
        """Nothing is connected before there is something to send."""
        self.account = account
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hang up politely; the server may have done so already."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def send(self, mail: EmailMessage, recipient: str, handing: Callable[[], None]) -> Outcome:
        """Send a mail to an address in ASCII.

        ``handing`` is called when the server wants the mail, just before it is given: from then on it may arrive.
        What ``handing`` raises stops it.
        """
        try:
            smtp = self._ready()
            self._address(smtp, recipient)
        except _Stop as stop:
            return stop.outcome
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _shut(_trouble(error, self.account))
        handing()
        return self._hand_over(smtp, mail.as_bytes(policy=_POLICY))

    def _ready(self) -> smtplib.SMTP:
        """The connection, a new one where the last one does not answer any more."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        self._smtp = _connected(self.account, self._timeout)
        return self._smtp

    def _address(self, smtp: smtplib.SMTP, recipient: str) -> None:
        code, said = smtp.mail(self.account.sender)
        if code != 250:
            raise _Stop(self._answered(code, said, _shut, "mail.sender_refused"))
        code, said = smtp.rcpt(recipient)
        if code not in (250, 251):
            raise _Stop(self._answered(code, said, Refused, "mail.recipient_refused"))

    def _hand_over(self, smtp: smtplib.SMTP, mail: bytes) -> Outcome:
        try:
            code, said = smtp.docmd("DATA")
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return _shut(_trouble(error, self.account))
        if code != 354:
            return self._answered(code, said, Refused, "mail.content_refused")
        try:
            smtp.send(re.sub(rb"(?m)^\.", b"..", mail) + b".\r\n")
            code, said = smtp.getreply()
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Unknown(Reason("mail.no_answer", {"host": self.account.host}))
        return Sent() if 200 <= code < 300 else self._answered(code, said, Refused, "mail.content_refused")

    def _answered(self, code: int, said: bytes, final: Callable[[Reason], Outcome], key: str) -> Outcome:
        """What a refusal means: ``final`` of the reason ``key`` when the server will say the same again."""
        words = {"host": self.account.host, "code": code, "said": _plain(said)}
        if code == 421:  # it hangs up
            self._drop()
            return _shut(Reason("mail.not_now", words))
        if code in _LOGIN_NEEDED:
            return _shut(Reason("mail.login_needed", words))
        return final(Reason(key, words)) if code >= 500 else Later(Reason("mail.not_now", words))

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _shut(reason: Reason) -> Later:
    return Later(reason, way_is_shut=True)


def _connected(account: Account, timeout: float) -> smtplib.SMTP:
    """A connection on which a mail may begin. Raises _Stop, SMTPException or OSError."""
    trusted = None if account.security == "none" else _trusted(account.ca_file)
    where: dict[str, Any] = {"local_hostname": _HELLO, "timeout": timeout}
    if account.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, context=trusted, **where)
    else:
        smtp = smtplib.SMTP(account.host, account.port, **where)
    try:
        _greet(smtp, account, trusted if account.security == "starttls" else None)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _greet(smtp: smtplib.SMTP, account: Account, starttls: ssl.SSLContext | None) -> None:
    smtp.ehlo_or_helo_if_needed()
    if starttls is not None:
        if not smtp.has_extn("starttls"):
            raise _Stop(_shut(Reason("mail.no_starttls", {"host": account.host, "port": account.port})))
        smtp.starttls(context=starttls)
        smtp.ehlo()
    if account.user:
        _log_in(smtp, account)


def _log_in(smtp: smtplib.SMTP, account: Account) -> None:
    try:
        smtp.login(account.user, account.password)
    except smtplib.SMTPNotSupportedError as error:
        raise _Stop(_shut(Reason("mail.no_login", {"host": account.host}))) from error
    except UnicodeEncodeError as error:
        raise _Stop(_shut(Reason("mail.password_letters", {"user": account.user}))) from error


def _trusted(ca_file: str) -> ssl.SSLContext:
    """The system's authorities, and the hub's own one besides."""
    context = ssl.create_default_context()
    try:
        if ca_file:
            context.load_verify_locations(ca_file)
    except OSError as error:  # an ssl.SSLError is one
        raise _Stop(_shut(Reason("mail.ca_file", {"file": ca_file}))) from error
    return context


_TROUBLES: tuple[tuple[type[Exception], str], ...] = (  # the nearest first
    (smtplib.SMTPAuthenticationError, "mail.login_refused"),
    (smtplib.SMTPResponseException, "mail.not_now"),
    (ssl.SSLCertVerificationError, "mail.certificate"),
    (ssl.SSLError, "mail.no_tls"),
    (socket.gaierror, "mail.no_such_host"),
    (ConnectionRefusedError, "mail.nobody_listens"),
    (smtplib.SMTPServerDisconnected, "mail.hung_up"),
    (ConnectionError, "mail.hung_up"),
    (smtplib.SMTPException, "mail.nonsense"),
)


def _trouble(error: smtplib.SMTPException | OSError, account: Account) -> Reason:
    """What is in the way, and so what to look at."""
    words = {"host": account.host, "port": account.port, "user": account.user, "security": account.security}
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Reason("mail.silent", words)  # smtplib calls it a disconnection
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code < 0:
        return Reason("mail.nonsense", words)
    key = next((key for kind, key in _TROUBLES if isinstance(error, kind)), "mail.unreachable")
    return Reason(key, words | _said(error))


def _said(error: smtplib.SMTPException | OSError) -> dict[str, int | str]:
    if isinstance(error, smtplib.SMTPResponseException):
        return {"code": error.smtp_code, "said": _plain(error.smtp_error)}
    said = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else getattr(error, "strerror", "")
    return {"said": one_line(said or str(error))}


def _plain(said: bytes | str) -> str:
    """A server's words on one line, not too long, without the addresses in them: they are kept with the message."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    bare = one_line(_ADDRESS.sub("…", text.replace("\n", " ")))
    return bare if len(bare) <= _MOST_SAID else f"{bare[:_MOST_SAID]}…"
