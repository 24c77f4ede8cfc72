"""Messages are looked at, mails are tried and secrets are kept from the command line."""

import io
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import keyring
import pytest

from desk_app.domain.messages import MessageKind
from desk_app.i18n import LANGUAGES
from desk_app.messages.smtp import Account
from tests.cli.conftest import Desk
from tests.messages.servers import PASSWORD, Authority, Box, mail_server, new_authority
from tests.messages.tellings import TO
from tests.test_keychain import Ring


@pytest.fixture
def box() -> Box:
    """Where mails arrive."""
    return Box()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """A private certificate authority."""
    return new_authority(tmp_path)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    """The system's keyring."""
    own = Ring()
    monkeypatch.delenv("COMPTOIR_SMTP_PASSWORD", raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", own)
    return own


def set_up(desk: Desk, account: Account, monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD) -> None:
    """The mail server, by commands."""
    for key, value in (
        ("smtp.host", account.host),
        ("smtp.port", account.port),
        ("smtp.security", account.security),
        ("smtp.user", account.user),
        ("smtp.sender", account.sender),
        ("smtp.ca_file", account.ca_file),
    ):
        desk("settings", key, value)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    desk("settings", "smtp.password", "--stdin")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_shown(desk: Desk, language: str) -> None:
    for kind in MessageKind:
        shown = desk("messages", "preview", kind, "--lang", language)
        assert shown["kind"] == kind
        assert shown["subject"].startswith("Maison du commerce")
        assert shown["text"]
        assert shown["sms"]


def test_a_preview_is_in_the_hubs_name(desk: Desk, tmp_path: Path) -> None:
    desk("settings", "hub.name", "Le Comptoir & Cie")
    desk("settings", "hub.address", "1 place Clemenceau")
    page, mail = tmp_path / "ready.html", tmp_path / "ready.eml"
    desk("messages", "preview", "ready", "--html", page, "--eml", mail)
    html = page.read_text(encoding="utf-8")
    assert "Le Comptoir &amp; Cie" in html
    assert 'src="data:image/png;base64,' in html
    read = message_from_bytes(mail.read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert "1 place Clemenceau" in read.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    answer = desk("messages", "preview", "ready", "--html", tmp_path / "nowhere" / "x.html", want=3)
    assert "x.html" in answer["message"]


def test_a_test_mail_arrives(
    desk: Desk, box: Box, authority: Authority, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(box, authority) as account:
        set_up(desk, account, monkeypatch)
        assert desk("messages", "test", TO)["verdict"] == "sent"
    assert box.recipients == [TO]


def test_what_is_in_the_way_is_said(
    desk: Desk, box: Box, authority: Authority, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "smtp.host" in desk("messages", "test", TO, want=3)["message"]
    with mail_server(box, authority) as account:
        set_up(desk, account, monkeypatch, "wrong")
        assert "smtp.password" in desk("messages", "test", TO, want=3)["message"]
        set_up(desk, account, monkeypatch)
        desk("settings", "smtp.ca_file", "")
        assert "smtp.ca_file" in desk("messages", "test", TO, want=3)["message"]
        desk("settings", "smtp.ca_file", account.ca_file)
        box.says = {"RCPT": "550 no such box"}
        assert "no such box" in desk("messages", "test", TO, want=1)["message"]
    assert "port" in desk("messages", "test", TO, want=3)["message"]
    desk("messages", "test", "nobody", want=1)


def test_a_secret_is_never_shown_or_written(
    desk: Desk, authority: Authority, ring: Ring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(desk, Account("mail.example", user="joe", sender=TO), monkeypatch)
    assert list(ring.kept.values()) == [PASSWORD]
    assert desk("settings", "smtp.password") == {"key": "smtp.password", "value": "••••"}
    assert desk("settings")["settings"]["smtp.password"]["value"] == "••••"
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert written
    assert not any(PASSWORD.encode() in file.read_bytes() for file in written)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    desk("settings", "smtp.password", "--stdin")
    assert ring.kept == {}
    assert desk("settings", "smtp.password")["value"] == ""


def test_a_secret_is_not_taken_from_the_command_line(desk: Desk, ring: Ring) -> None:
    assert "--stdin" in desk("settings", "smtp.password", PASSWORD, want=2)["message"]
    desk("settings", "smtp.host", "--stdin", want=2)
    assert ring.kept == {}


def test_another_channel_needs_a_place_for_the_number(desk: Desk, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    for address, want in (("json://host/token", 1), ("host/{to}", 1), ("json://host/{to}", 0)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(address))
        desk("settings", "messages.other", "--stdin", want=want)
    assert list(ring.kept.values()) == ["json://host/{to}"]
