"""Mails to real servers: taken, refused, put off or in doubt, each for the reason that is said."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, syntax

from desk_app.domain.messages import ClaimLost, Later, Outcome, Refused, Sent, Unknown
from desk_app.i18n import LANGUAGES, Texts
from desk_app.messages.smtp import Account, MailServer
from tests.messages.servers import HOST, PASSWORD, SENDER, Authority, Box, mail_server

TO = "eloise@exemple.fr"
QUICK = 0.3
"""Seconds of patience with a server that says nothing."""


def a_mail(text: str = "Bonjour\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SENDER, TO, "Prêt"
    mail.set_content(text)
    return mail


def sent(account: Account, to: str = TO, timeout: float = 10) -> tuple[Outcome, int]:
    """How sending one mail ended, and how often it was said that it is handed over."""
    handed: list[int] = []
    with MailServer(account, timeout) as server:
        return server.send(a_mail(), to, lambda: handed.append(1)), len(handed)


def reason_of(outcome: Outcome) -> str:
    """The reason's key; every reason can be said in both languages."""
    assert not isinstance(outcome, Sent)
    for language in LANGUAGES:
        assert Texts(language)(outcome.reason.key, **outcome.reason.args)
    return outcome.reason.key


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_is_taken(box: Box, authority: Authority, security: str) -> None:
    with mail_server(box, authority, security) as account:
        assert sent(account) == (Sent(), 1)
    assert box.recipients == [TO]
    assert box.mail()["Subject"] == "Prêt"
    assert box.mail().get_content() == "Bonjour\n"


def test_it_is_handed_over_when_the_server_wants_it(box: Box, authority: Authority) -> None:
    def handing() -> None:
        assert box.sessions
        assert box.kept == []

    with mail_server(box, authority) as account, MailServer(account) as server:
        assert server.send(a_mail(), TO, handing) == Sent()
    assert len(box.kept) == 1


def test_a_mail_that_another_counter_has_by_now_is_not_sent(box: Box, authority: Authority) -> None:
    def lost() -> None:
        raise ClaimLost

    with mail_server(box, authority) as account, MailServer(account) as server:
        with pytest.raises(ClaimLost):
            server.send(a_mail(), TO, lost)
        assert box.kept == []
        assert server.send(a_mail(), TO, lambda: None) == Sent()
    assert len(box.sessions) == 1


def test_many_mails_go_over_one_connection(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account, MailServer(account) as server:
        assert {server.send(a_mail(), f"c{n}@exemple.fr", lambda: None) for n in range(20)} == {Sent()}
    assert len(box.recipients) == len(set(box.recipients)) == 20
    assert len(box.sessions) == 1


def test_after_a_refusal_the_next_mail_goes(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account, MailServer(account) as server:
        box.says = {"RCPT": "550 no such box"}
        assert isinstance(server.send(a_mail(), "nobody@exemple.fr", lambda: None), Refused)
        box.says = {}
        assert server.send(a_mail(), TO, lambda: None) == Sent()
    assert len(box.sessions) == 1


def test_a_connection_that_was_lost_is_made_anew(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account, MailServer(account) as server:
        assert server.send(a_mail(), TO, lambda: None) == Sent()
        box.hangs_up = "RCPT"
        assert isinstance(server.send(a_mail(), TO, lambda: None), Later)
        box.hangs_up = ""
        assert server.send(a_mail(), TO, lambda: None) == Sent()
    assert len(box.kept) == 2


def test_lines_that_begin_with_a_dot_arrive(box: Box, authority: Authority) -> None:
    text = ".\n..\n.fin\n"
    with mail_server(box, authority) as account, MailServer(account) as server:
        assert server.send(a_mail(text), TO, lambda: None) == Sent()
    assert box.mail().get_content() == text


@pytest.mark.parametrize(
    ("when", "says", "kind", "key"),
    [
        ("MAIL", "550 unknown sender", Later, "mail.sender_refused"),
        ("MAIL", "451 try later", Later, "mail.not_now"),
        ("MAIL", "530 authentication required", Later, "mail.login_needed"),
        ("RCPT", "550 no such box", Refused, "mail.recipient_refused"),
        ("RCPT", "450 greylisted", Later, "mail.not_now"),
        ("RCPT", "452 box full", Later, "mail.not_now"),
        ("RCPT", "421 too busy", Later, "mail.not_now"),
        ("CONTENT", "554 looks like junk", Refused, "mail.content_refused"),
        ("CONTENT", "451 try later", Later, "mail.not_now"),
        ("CONTENT", "421 going down", Later, "mail.not_now"),
    ],
)
def test_what_a_server_answers_is_what_it_means(
    box: Box, authority: Authority, when: str, says: str, kind: type[Outcome], key: str
) -> None:
    box.says = {when: says}
    with mail_server(box, authority) as account:
        outcome, handed = sent(account)
    assert isinstance(outcome, kind)
    assert reason_of(outcome) == key
    assert handed == (when == "CONTENT")
    assert box.kept == []
    assert says[4:] in str(getattr(outcome, "reason").args["said"])  # noqa: B009


def test_only_what_concerns_all_mails_shuts_the_way(box: Box, authority: Authority) -> None:
    shut = {}
    for when, says in (("RCPT", "450 greylisted"), ("RCPT", "421 busy"), ("MAIL", "550 no")):
        box.says = {when: says}
        with mail_server(box, authority) as account:
            outcome, _ = sent(account)
        assert isinstance(outcome, Later)
        shut[says] = outcome.way_is_shut
    assert shut == {"450 greylisted": False, "421 busy": True, "550 no": True}


def test_a_server_that_does_not_want_the_mail_after_all(box: Box, authority: Authority) -> None:
    class Reluctant(SMTP):
        @syntax("DATA")
        async def smtp_DATA(self, arg: str) -> None:  # noqa: ARG002, N802
            await self.push("451 not now")

    with mail_server(box, authority, protocol=Reluctant) as account:
        outcome, handed = sent(account)
    assert isinstance(outcome, Later)
    assert (reason_of(outcome), handed) == ("mail.not_now", 1)


# connections that break


@pytest.mark.parametrize("when", ["MAIL", "RCPT"])
def test_hung_up_before_the_mail_was_given(box: Box, authority: Authority, when: str) -> None:
    box.hangs_up = when
    with mail_server(box, authority) as account:
        outcome, handed = sent(account)
    assert isinstance(outcome, Later)
    assert (reason_of(outcome), handed) == ("mail.hung_up", 0)


def test_hung_up_before_the_mail_was_answered(box: Box, authority: Authority) -> None:
    box.hangs_up = "CONTENT"
    with mail_server(box, authority) as account:
        outcome, handed = sent(account)
    assert isinstance(outcome, Unknown)
    assert (reason_of(outcome), handed) == ("mail.no_answer", 1)


@contextmanager
def speaking(*lines: bytes) -> Iterator[int]:
    """The port of a server that says so much, a line for each it hears, and then nothing; it hangs up at the end."""
    with closing(socket.create_server((HOST, 0))) as listening:
        over = threading.Event()

        def talk() -> None:
            with closing(listening.accept()[0]) as line, line.makefile("rb") as heard:
                for number, said in enumerate(lines):
                    if number:
                        heard.readline()
                    line.sendall(said)
                over.wait(20)

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("said", [(), (b"220 hello\r\n",), (b"220 hello\r\n", b"250 hello\r\n", b"250 OK\r\n")])
def test_a_server_that_falls_silent_before_the_mail_is_given(said: tuple[bytes, ...]) -> None:
    with speaking(*said) as port:
        outcome, handed = sent(Account(HOST, port, "none", sender=SENDER), timeout=QUICK)
    assert isinstance(outcome, Later)
    assert (reason_of(outcome), handed, outcome.way_is_shut) == ("mail.silent", 0, True)


def test_a_server_that_falls_silent_when_it_has_the_mail() -> None:
    said = (b"220 hello\r\n", *[b"250 OK\r\n"] * 3, b"354 go on\r\n")
    with speaking(*said) as port:
        outcome, handed = sent(Account(HOST, port, "none", sender=SENDER), timeout=QUICK)
    assert isinstance(outcome, Unknown)
    assert (reason_of(outcome), handed) == ("mail.no_answer", 1)


@pytest.mark.parametrize(
    ("said", "key"),
    [(b"554 not you\r\n", "mail.not_now"), (b"421 too many\r\n", "mail.not_now"), (b"SSH-2.0-x\r\n", "mail.nonsense")],
)
def test_a_greeting_that_is_none(said: bytes, key: str) -> None:
    with speaking(said) as port:
        outcome, _ = sent(Account(HOST, port, "none", sender=SENDER), timeout=QUICK)
    assert isinstance(outcome, Later)
    assert reason_of(outcome) == key


def test_nobody_listens() -> None:
    with closing(socket.create_server((HOST, 0))) as taken:
        port = taken.getsockname()[1]
    outcome, _ = sent(Account(HOST, port, "none", sender=SENDER))
    assert isinstance(outcome, Later)
    assert reason_of(outcome) == "mail.nobody_listens"


def test_a_name_that_nobody_knows() -> None:
    outcome, _ = sent(Account("no-such-host.invalid", sender=SENDER))
    assert isinstance(outcome, Later)
    assert reason_of(outcome) == "mail.no_such_host"


# security


def test_a_certificate_of_an_unknown_authority(box: Box, authority: Authority) -> None:
    for security in ("starttls", "tls"):
        with mail_server(box, authority, security) as account:
            outcome, handed = sent(replace(account, ca_file=""))
        assert isinstance(outcome, Later)
        assert (reason_of(outcome), handed) == ("mail.certificate", 0)
    assert box.sessions == []


def test_a_certificate_of_another_server(box: Box, authority: Authority) -> None:
    for security in ("starttls", "tls"):
        with mail_server(box, authority, security, context=authority.wrong_name) as account:
            outcome, _ = sent(account)
        assert reason_of(outcome) == "mail.certificate"


def test_a_password_is_never_sent_in_clear_text_instead(box: Box, authority: Authority) -> None:
    with mail_server(box, authority, "none") as account:
        outcome, _ = sent(replace(account, security="starttls"))
    assert isinstance(outcome, Later)
    assert reason_of(outcome) == "mail.no_starttls"


def test_tls_where_there_is_none(box: Box, authority: Authority) -> None:
    with mail_server(box, authority, "none") as account:
        outcome, _ = sent(replace(account, security="tls"))
    assert reason_of(outcome) == "mail.no_tls"


@pytest.mark.parametrize("file", ["", "nowhere.pem"])
def test_an_authority_that_cannot_be_read(box: Box, authority: Authority, file: str) -> None:
    rubbish = authority.ca_file.with_name("rubbish.pem")
    rubbish.write_text("rubbish", encoding="utf-8")
    with mail_server(box, authority) as account:
        outcome, _ = sent(replace(account, ca_file=file or str(rubbish)))
    assert isinstance(outcome, Later)
    assert reason_of(outcome) == "mail.ca_file"


@pytest.mark.parametrize(
    ("user", "password", "key"),
    [
        ("comptoir", "wrong", "mail.login_refused"),
        ("nobody", PASSWORD, "mail.login_refused"),
        ("comptoir", "épée", "mail.password_letters"),
        ("", "", "mail.login_needed"),
    ],
)
def test_a_login_that_is_refused(box: Box, authority: Authority, user: str, password: str, key: str) -> None:
    with mail_server(box, authority) as account:
        outcome, handed = sent(replace(account, user=user, password=password))
    assert isinstance(outcome, Later)
    assert (reason_of(outcome), handed, outcome.way_is_shut) == (key, 0, True)
    assert password not in str(outcome) or not password


def test_a_server_that_knows_no_login(box: Box, authority: Authority) -> None:
    with mail_server(box, authority, "none") as account:
        outcome, _ = sent(replace(account, user="comptoir", password=PASSWORD))
    assert reason_of(outcome) == "mail.no_login"


# what is kept of a server's words


def test_a_refusal_says_no_address(box: Box, authority: Authority) -> None:
    box.says = {"RCPT": f"550 5.1.1 <{TO}>: {TO} rejected, {'x' * 400}"}
    with mail_server(box, authority) as account:
        outcome, _ = sent(account)
    assert isinstance(outcome, Refused)
    said = str(outcome.reason.args["said"])
    assert "eloise" not in str(outcome)
    assert said.startswith("5.1.1 …: … rejected, xxx")
    assert len(said) < 200


def test_a_password_is_not_shown() -> None:
    assert PASSWORD not in repr(Account(HOST, password=PASSWORD))
