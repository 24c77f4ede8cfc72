"""A fortnight of a whole hub ends with nothing unaccounted for: no parcel, no message, no cent."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text

from desk_app.counter import journal, lists, messages, returns, setup, till
from desk_app.counter.desk import Desk
from desk_app.counter.sending import OpenPost
from desk_app.domain.lists import Filter, Group
from desk_app.domain.messages import MessageState
from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Reason
from desk_app.messages.post import Post, Ways
from desk_app.messages.smtp import Account
from desk_app.store.engine import Store
from tests.counter.hub import WRONG
from tests.end_to_end.fortnight import BEGINS, DAYS, Fortnight
from tests.messages.servers import Box, mail_server, new_authority

DOCS = Path(__file__).parents[2] / "docs" / "fortnight.md"


@dataclass
class Moody(Box):
    """A mail server as they are: now and then busy, some addresses dead, connections lost before and after the mail."""

    answered: int = 0
    moods: Counter[str] = field(default_factory=Counter)

    def _answer(self, what: str, server: SMTP) -> str:
        self.answered += 1
        if what == "RCPT" and self.answered % 40 == 0:
            return self._mood("busy", "451 later")
        if what == "MAIL" and self.answered % 91 == 0:
            self.hangs_up = what
            self._mood("hung up before", "")
        answer = super()._answer(what, server)
        self.hangs_up = ""
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Clients whose number ends with 99 have given an address that is not there."""
        if re.match(r"client\d99@", address):
            return self._mood("refused", "550 no such user")
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Each hundredth mail is taken, and the connection lost before that is said."""
        answer = await super().handle_DATA(server, session, envelope)
        if answer.startswith("250") and len(self.kept) % 100 == 0:
            self._mood("hung up after", "")
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return answer

    def _mood(self, name: str, answer: str) -> str:
        self.moods[name] += 1
        return answer


@dataclass(frozen=True)
class Lived:
    """A hub after its fortnight, and its mail server's box."""

    fortnight: Fortnight
    box: Moody

    @property
    def desk(self) -> Desk:
        """Its counter."""
        return self.fortnight.desk

    def ask(self, question: str) -> list[Any]:
        """What a raw statement answers."""
        return self.desk.store.read(lambda tx: list(tx.execute(text(question))))

    def parcels(self) -> tuple[Parcel, ...]:
        """Every parcel."""
        return lists.parcels(self.desk, Filter(group=Group.ALL, limit=100_000)).rows


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Lived]:
    """The fortnight, lived once for all tests."""
    folder, box = tmp_path_factory.mktemp("fortnight"), Moody()
    file = folder / "hub.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    with mail_server(box, new_authority(folder), "starttls") as account, closing(Store(f"sqlite:///{file}")) as store:
        fortnight = Fortnight(store, lambda desk: _post(desk, account))
        fortnight.run()
        yield Lived(fortnight, box)


def _post(desk: Desk, account: Account) -> OpenPost:
    return lambda: Post(Ways(account, Reason("mail.no_other")), {}, desk.clock)


def test_every_parcel_is_done_or_on_a_list_that_says_who_must_act(lived: Lived) -> None:
    work = returns.overdue(lived.desk)
    clerks = {p.id for p in (*work.to_fetch, *work.to_throw_away)} | {m.parcel.id for m in work.missing}
    shops = {p.id for p in work.to_give_back}
    now = lived.desk.clock()
    for parcel in lived.parcels():
        done = parcel.state in (State.COLLECTED, State.RETURNED, State.DISPOSED, State.CANCELLED)
        shop = parcel.state is State.ANNOUNCED or parcel.id in shops
        customer = parcel.state is State.READY and parcel.id not in clerks and not parcel.is_overdue(now)
        assert [done, shop, customer, parcel.id in clerks].count(True) == 1, parcel
    assert not work.capped


def test_the_hub_knows_what_really_happened(lived: Lived) -> None:
    truth, states = lived.fortnight.truth, {p.id: p.state for p in lived.parcels()}
    assert {i: states[i].value for i in truth.left} == truth.left
    gone = {i for i, state in states.items() if state in (State.COLLECTED, State.RETURNED, State.DISPOSED)}
    assert gone == set(truth.left)
    for wrong in WRONG:
        assert lived.ask(wrong) == [], wrong


def test_the_till_is_right_to_the_cent(lived: Lived) -> None:
    wanted: Counter[tuple[object, ...]] = Counter()
    for taken in lived.fortnight.truth.till:
        wanted[taken.day, taken.shop, taken.method] += taken.cents
    found = {}
    for number in range(DAYS):
        day = BEGINS.fromordinal(BEGINS.toordinal() + number)
        for line in till.till(lived.desk, day).lines:
            found[day, line.shop, line.method] = line.cents
    assert {k: v for k, v in found.items() if v} == {k: v for k, v in wanted.items() if v}
    assert sum(wanted.values()) > 0


def test_each_message_is_sent_exactly_once(lived: Lived) -> None:
    arrived = Counter(str(message_from_bytes(mail)["Message-ID"]) for mail in lived.box.kept)
    assert [i for i, times in arrived.items() if times != 1] == []
    sent = messages.listed(lived.desk, [MessageState.SENT], 100_000)
    known = {i.strip("<>").partition("@")[0] for i in arrived}
    perhaps = messages.listed(lived.desk, [MessageState.PERHAPS], 100_000)
    assert {m.message.id for m in sent} | {m.message.id for m in perhaps} == known
    assert len(perhaps) == lived.box.moods["hung up after"]  # a person decides about these, and nobody else


def test_who_was_not_told_is_on_a_list(lived: Lived) -> None:
    failed = messages.listed(lived.desk, [MessageState.FAILED], 100_000)
    assert failed
    assert all(re.match(r"client\d99@", m.address or "") for m in failed)
    waiting = messages.listed(lived.desk, [MessageState.WAITING, MessageState.SENDING, MessageState.HANDING], 100_000)
    late = [m for m in waiting if m.address is not None and "@" in m.address and m.message.attempts == 0]
    assert all(m.message.next_try_at and m.message.next_try_at > lived.fortnight.end for m in late)


def test_the_journal_is_whole(lived: Lived) -> None:
    verified = journal.verify(lived.desk)
    assert not verified.breaks


def test_its_story_is_the_one_in_the_documentation(lived: Lived) -> None:
    story, page = lived.fortnight.truth.story, DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z_]+) \| ([\d ]+) \|", page, re.MULTILINE)
    assert len(rows) == 16
    assert {name: int(figure.replace(" ", "")) for name, figure in rows} == {name: story[name] for name, _ in rows}
    assert len(setup.shops(lived.desk)) == 30
