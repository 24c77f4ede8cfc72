"""Short messages through Apprise, to a real service of the test's own: told, refused, put off or in doubt."""

import json
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desk_app.domain.messages import Later, NoWay, Outcome, Refused, Sent, Unknown
from desk_app.i18n import LANGUAGES, Texts
from desk_app.messages.other import OtherChannel

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise looks for it

PHONE = "+33612345678"


class Service(ThreadingHTTPServer):
    """A service that keeps what it is told and answers with :attr:`status`; 0 hangs up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.status = 200
        self.told: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        """How Apprise calls it."""
        return f"json://127.0.0.1:{self.server_port}/token/{{to}}"


class _Request(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append((self.path, said["message"]))
        if self.server.status:
            self.send_response(self.server.status)
            self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def service() -> Iterator[Service]:
    """A running service."""
    with Service() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


def sent(address: str) -> tuple[Outcome, int]:
    """How telling one number ended, and how often it was said that it is handed over."""
    handed: list[int] = []
    outcome = OtherChannel(address).send("Prêt : 3 colis", PHONE, lambda: handed.append(1))
    return outcome, len(handed)


def key_of(outcome: Outcome) -> str:
    """The reason's key, which can be said in both languages; neither number nor token is in it."""
    assert not isinstance(outcome, Sent)
    assert "612345678" not in str(outcome)
    assert "token" not in str(outcome)
    for language in LANGUAGES:
        assert Texts(language)(outcome.reason.key, **outcome.reason.args)
    return outcome.reason.key


def test_a_number_is_told(service: Service) -> None:
    assert sent(service.address) == (Sent(), 1)
    assert service.told == [("/token/33612345678", "Prêt : 3 colis")]


@pytest.mark.parametrize(
    ("status", "kind", "key"),
    [
        (400, Refused, "mail.other_refused"),
        (404, Refused, "mail.other_refused"),
        (429, Later, "mail.other_not_now"),
        (503, Later, "mail.other_not_now"),
        (0, Unknown, "mail.other_no_answer"),
    ],
)
def test_what_a_service_answers_is_what_it_means(service: Service, status: int, kind: type[Outcome], key: str) -> None:
    service.status = status
    outcome, handed = sent(service.address)
    assert isinstance(outcome, kind)
    assert (key_of(outcome), handed, len(service.told)) == (key, 1, 1)


def test_a_service_that_is_not_there_is_tried_again() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    for host in (f"127.0.0.1:{port}", "no-such-host.invalid"):
        outcome, _ = sent(f"json://{host}/token/{{to}}")
        assert isinstance(outcome, Later)
        assert (key_of(outcome), outcome.way_is_shut) == ("mail.other_not_now", True)


@pytest.mark.parametrize("address", ["nonsense://{to}", "twilio://{to}"])
def test_an_address_that_apprise_does_not_know(address: str) -> None:
    outcome, handed = sent(address)
    assert isinstance(outcome, NoWay)
    assert (key_of(outcome), handed) == ("mail.other_address", 0)


def test_without_apprise_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    outcome, handed = sent("json://localhost/{to}")
    assert isinstance(outcome, NoWay)
    assert (key_of(outcome), handed) == ("mail.no_apprise", 0)


def test_nothing_of_it_is_in_a_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    service.status = 400
    with caplog.at_level(logging.DEBUG):
        sent(service.address)
    assert "33612345678" not in caplog.text
    assert logging.getLogger("apprise").propagate
