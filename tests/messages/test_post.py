"""Ways that messages go: read from settings and secrets, each for its channel, or why there is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import keychain
from desk_app.domain.messages import Channel, MessageKind, NoWay, Refused, Sent
from desk_app.domain.templates import Words
from desk_app.domain.values import Reason
from desk_app.i18n import Texts
from desk_app.messages.mail import mail_of, server_address
from desk_app.messages.post import Post, Ways, test_mail
from desk_app.messages.render import Rendered
from desk_app.messages.smtp import Account
from tests.messages.servers import Authority, Box, mail_server
from tests.messages.tellings import NOW, PHONE, TO, message, telling

test_mail.__test__ = False  # type: ignore[attr-defined]  # it is the program's, and no test
HUB = {"smtp.host": "mail.example", "smtp.sender": "bonjour@maison.example"}
NO_PASSWORD = keychain.variable("smtp.password")


def test_a_hub_that_has_set_nothing_up_has_no_way() -> None:
    ways = Ways.of("hub", {}, "")
    assert isinstance(ways.mail, Reason)
    assert ways.mail.key == "mail.no_server"
    with Post(ways, {}) as deliver:
        outcome = deliver(message(), telling(), pytest.fail)
    assert outcome == NoWay(ways.mail)


def test_without_another_channel_a_number_waits() -> None:
    with Post(Ways(Reason("mail.no_server"), Reason("mail.no_other")), {}) as deliver:
        assert deliver(message(channel=Channel.SMS), telling(address=PHONE), pytest.fail) == NoWay(
            Reason("mail.no_other")
        )


def test_the_account_is_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_PASSWORD, "s3cret")
    more = {"smtp.port": "465", "smtp.security": "tls", "smtp.user": "joe"}
    ways = Ways.of("hub", HUB | more, "ca.pem")
    assert ways.mail == Account("mail.example", 465, "tls", "joe", "s3cret", "bonjour@maison.example", "ca.pem")
    assert Ways.of("hub", HUB, "").mail == Account("mail.example", sender="bonjour@maison.example")
    assert "s3cret" not in repr(ways)


def test_a_password_that_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_PASSWORD, "")
    ways = Ways.of("hub", HUB | {"smtp.user": "joe"}, "")
    assert ways.mail == Reason("mail.no_password", {"user": "joe"})


def test_the_other_channel_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keychain.variable("messages.other"), "json://host/t0ken/{to}")
    ways = Ways.of("hub", {}, "")
    assert ways.other == "json://host/t0ken/{to}"
    assert "t0ken" not in repr(ways)


def test_the_hubs_own_words_are_said(box: Box, authority: Authority) -> None:
    own = {(MessageKind.READY, "fr"): Words("À vous, {customer}", "Venez.\n\n{code}", "Venez {code}")}
    with mail_server(box, authority) as account, Post(Ways(account, ""), own) as deliver:
        assert deliver(message(), telling(), lambda: None) == Sent()
        assert box.mail()["Subject"] == "À vous, Éloïse Lefèvre"
        box.kept.clear()
        assert deliver(message(), telling(language="en"), lambda: None) == Sent()
        assert box.mail()["Subject"] == "Maison du commerce: 3 parcels to collect"


def test_words_that_another_version_let_through_are_refused(box: Box, authority: Authority) -> None:
    own = {(MessageKind.READY, "fr"): Words("{oops}", "{code}", "{code}")}
    with mail_server(box, authority) as account, Post(Ways(account, ""), own) as deliver:
        assert deliver(message(), telling(), pytest.fail) == Refused(Reason("mail.text_broken"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b.fr\r\nRCPT TO:<c@d.fr>",
        "a@b.fr, c@d.fr",
        "jean.@orange.fr",
        "a..b@orange.fr",
        "a@orange..fr",
        "a(b@orange.fr",
        "a:b@orange.fr",
        "a@[b].fr",
        f"a@{'b' * 70}.fr",
    ],
)
def test_what_is_no_address_is_refused(box: Box, authority: Authority, address: str) -> None:
    with mail_server(box, authority) as account, Post(Ways(account, ""), {}) as deliver:
        assert deliver(message(), telling(address=address), pytest.fail) == Refused(Reason("mail.address_wrong"))
    assert box.sessions == []


def test_an_accent_in_an_address_is_said(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account, Post(Ways(account, ""), {}) as deliver:
        told = telling(address="éloïse@exemple.fr")
        assert deliver(message(), told, pytest.fail) == Refused(Reason("mail.address_letters"))
        assert deliver(message(), telling(address="eloise@fenêtre.example"), lambda: None) == Sent()
    assert box.recipients == ["eloise@xn--fentre-kva.example"]


@given(st.emails() | st.text(st.sampled_from("ab.@()[]:;<>\\\"' é\r\n")) | st.text())
def test_any_address_is_one_or_none(address: str) -> None:
    known = server_address(address)
    if known is not None:
        mail = mail_of(Rendered("x", "x", "x", "x"), "id", "Maison", known, known, NOW)
        assert len(mail.as_bytes().split(b"\n\n")[0].split(b"\nTo:")) == 2
        assert known.isascii()


def test_a_sender_that_servers_do_not_take() -> None:
    assert Ways.of("hub", HUB | {"smtp.sender": "jean.@orange.fr"}, "").mail == Reason("mail.sender_wrong")


def test_a_test_mail_arrives(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account:
        assert test_mail(account, "Maison <b>", TO, Texts("fr"), NOW) == Sent()
        assert isinstance(test_mail(replace(account, port=1), "Maison", TO, Texts("fr"), NOW).reason, Reason)  # type: ignore[union-attr]
    assert box.mail()["Subject"] == "Essai de Maison <b>"
    assert box.recipients == [TO]
