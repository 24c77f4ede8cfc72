"""Mail servers that are real, with certificates of an authority made for the tests; what they were given is kept."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desk_app.messages.smtp import Account

USER, PASSWORD, SENDER = "comptoir", "tr4s#secret", "bonjour@maison.example"
HOST = "localhost"


@dataclass
class Box:
    """A handler: it keeps what it is given, and says what a test wants it to say instead of ``250 OK``."""

    says: dict[str, str] = field(default_factory=dict)
    hangs_up: str = ""
    kept: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """The sender."""
        if session not in self.sessions:
            self.sessions.append(session)
        envelope.mail_from = address
        return self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """The recipient."""
        answer = self._answer("RCPT", server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The mail, whole."""
        answer = self._answer("CONTENT", server)
        if answer.startswith("250"):
            assert isinstance(envelope.original_content, bytes)
            self.kept.append(envelope.original_content.replace(b"\r\n", b"\n"))
            self.recipients += envelope.rcpt_tos
        return answer

    def _answer(self, what: str, server: SMTP) -> str:
        if self.hangs_up == what:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.says.get(what, "250 OK")

    def mail(self) -> EmailMessage:
        """The one mail that came, read by the standard library."""
        (one,) = self.kept
        mail = message_from_bytes(one, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return mail


@dataclass(frozen=True)
class Authority:
    """A private certificate authority, and where its certificates are."""

    ca_file: Path
    server: ssl.SSLContext
    wrong_name: ssl.SSLContext


class _Running(Controller):
    """On a port that the system chooses."""

    def __init__(self, box: Box, protocol: type[SMTP], **more: Any) -> None:
        super().__init__(box, hostname=HOST, port=0, **more)
        self._protocol = protocol

    def factory(self) -> SMTP:
        return self._protocol(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _log_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    is_known = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=is_known)


@contextmanager
def mail_server(
    box: Box,
    authority: Authority,
    security: str = "starttls",
    context: ssl.SSLContext | None = None,
    protocol: type[SMTP] = SMTP,
) -> Iterator[Account]:
    """A running server, and the account that may send there; one without security asks for no login."""
    settings: dict[str, Any] = {
        "none": {},
        "starttls": {"tls_context": context or authority.server, "require_starttls": True, "auth_required": True},
        # inside TLS from the first byte on, it does not know that it is
        "tls": {"ssl_context": context or authority.server, "auth_require_tls": False},
    }[security]
    user, password = ("", "") if security == "none" else (USER, PASSWORD)
    running = _Running(box, protocol, authenticator=_log_in, **settings)
    running.start()
    try:
        yield Account(HOST, running.port, security, user, password, SENDER, str(authority.ca_file))
    finally:
        running.stop()


def new_authority(folder: Path) -> Authority:
    """An authority with certificates for the right name and for a wrong one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    root = _certificate(name, key, name, key, is_authority=True)
    file = folder / "ca.pem"
    file.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    return Authority(file, *(_context(folder, host, name, key) for host in (HOST, "elsewhere.example")))


def _context(folder: Path, host: str, issuer: x509.Name, by: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names = [x509.DNSName(host), *([x509.IPAddress(ip_address("127.0.0.1"))] if host == HOST else [])]
    own = _certificate(subject, key, issuer, by, names=names)
    file = folder / f"{host}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + own.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    by: ec.EllipticCurvePrivateKey,
    names: list[x509.GeneralName] | None = None,
    *,
    is_authority: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(by, hashes.SHA256())
