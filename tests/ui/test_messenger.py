"""The window's messenger: sends behind the screen, and makes no noise of what is away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from desk_app.counter import messages, setup
from desk_app.counter.desk import Desk
from desk_app.domain.codes import spell
from desk_app.domain.messages import Deliver, Refused, Sent, Tally
from desk_app.domain.values import Reason
from desk_app.ui.messenger import Messenger
from desk_app.ui.session import Change, Session
from desk_app.ui.window import Window
from tests.counter.carrier import Carrier
from tests.messages.servers import Box, mail_server, new_authority
from tests.ui.hub import Hub


class Post:
    """A post that a test looks into."""

    def __init__(self) -> None:
        self.carrier: Deliver = Carrier()
        self.opened = 0

    @contextmanager
    def __call__(self, _desk: Desk, _ca_file: str) -> Iterator[Deliver]:
        self.opened += 1
        yield self.carrier


@pytest.fixture
def carrier() -> Carrier:
    """Who carries the messages."""
    return Carrier()


@pytest.fixture
def post(carrier: Carrier) -> Post:
    """Where they are handed in."""
    made = Post()
    made.carrier = carrier
    return made


@pytest.fixture
def messenger(window: Window, session: Session, post: Post) -> Messenger:
    """A messenger of the session, with that post."""
    return Messenger(session, post)


def waiting(hub: Hub) -> None:
    """A message that is due."""
    hub.ready("Paul Garnier")
    hub.later(minutes=5)


def test_what_is_due_is_sent_behind_the_screen(messenger: Messenger, carrier: Carrier, hub: Hub, qtbot: QtBot) -> None:
    waiting(hub)
    with qtbot.waitSignal(messenger.sent) as told:
        messenger.look()
    assert told.args == [Tally(sent=1)]
    assert [telling.address for _message, telling in carrier.taken] == ["paul@exemple.fr"]
    assert messages.counts(hub.desk) == {}


def test_nothing_is_opened_while_nothing_is_due(
    messenger: Messenger, post: Post, session: Session, qtbot: QtBot
) -> None:
    messenger.look()
    qtbot.waitUntil(lambda: not session.door.is_busy)
    assert post.opened == 0


def test_a_changed_setting_hurries_what_waits(
    messenger: Messenger, session: Session, carrier: Carrier, hub: Hub, qtbot: QtBot
) -> None:
    hub.ready("Paul Garnier")
    with qtbot.waitSignal(messenger.sent):
        session.tell_changed(Change.SETTINGS)
    assert len(carrier.taken) == 1


def test_what_needs_a_person_is_in_the_totals(
    messenger: Messenger, session: Session, carrier: Carrier, hub: Hub, qtbot: QtBot
) -> None:
    carrier.ends = [Refused(Reason("mail.address_wrong"))]
    waiting(hub)
    with qtbot.waitSignal(session.totals_changed, check_params_cb=lambda totals: totals.messages == 1):
        messenger.look()


def test_a_database_that_is_away_is_no_news(
    messenger: Messenger, session: Session, carrier: Carrier, hub: Hub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(hub)
    said: list[object] = []
    session.troubled.connect(said.append)
    session.online_changed.connect(said.append)
    qtbot.waitUntil(lambda: not session.door.is_busy)
    hub.go_away(monkeypatch)
    messenger.look()
    qtbot.waitUntil(lambda: not session.door.is_busy, timeout=20_000)
    assert said == []
    hub.come_back()
    with qtbot.waitSignal(messenger.sent):
        messenger.look()
    assert len(carrier.taken) == 1


def test_a_slow_server_keeps_nobody_waiting(
    messenger: Messenger, session: Session, post: Post, hub: Hub, qtbot: QtBot
) -> None:
    waiting(hub)
    may_end = Event()

    def slow(*_: object) -> Sent:
        may_end.wait(30)
        return Sent()

    post.carrier = slow
    messenger.look()
    answers: list[int] = []
    session.door.ask(lambda: 1, answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    messenger.look()  # one round at a time
    with qtbot.waitSignal(messenger.sent):
        may_end.set()
    assert post.opened == 1


def test_a_session_has_one_messenger(session: Session) -> None:
    assert Messenger.of(session) is Messenger.of(session)


def test_a_mail_server_is_given_the_code(
    window: Window, session: Session, hub: Hub, qtbot: QtBot, tmp_path: Path
) -> None:
    """The whole way: a row, a setting, a socket, a mail."""
    parcel, box, messenger = hub.ready("Paul Garnier"), Box(), Messenger.of(session)
    with mail_server(box, new_authority(tmp_path), "none") as account:
        said = {"host": account.host, "port": account.port, "security": "none", "sender": account.sender}
        for key, value in said.items():
            setup.save_hub_setting(hub.desk, f"smtp.{key}", str(value))
        with qtbot.waitSignal(messenger.sent, timeout=20_000) as told:
            session.tell_changed(Change.SETTINGS)
    assert told.args == [Tally(sent=1)]
    assert box.recipients == ["paul@exemple.fr"]
    assert spell(parcel.pickup_code).encode() in box.kept[0]
