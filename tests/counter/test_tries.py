"""Guessing pickup codes is slowed down; a mis-scan never is."""

from datetime import timedelta

from desk_app.counter import check_out
from desk_app.domain import tries
from desk_app.domain.codes import new_pickup_code
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import LANGUAGES, Texts
from desk_app.wording import sentence
from tests.counter.hub import Hub
from tests.counter.test_check_out import misread


def guess(hub: Hub, times: int) -> Answer:
    """The answer to the last of so many wrong codes."""
    return [hub.look(new_pickup_code()) for _ in range(times)][-1]


def test_too_many_codes_make_the_counter_wait(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    assert guess(hub, tries.MOST).verdict is Verdict.UNKNOWN_CODE
    refused = check_out.hand_over(hub.desk, misread(code))
    assert refused.verdict is Verdict.TOO_MANY_CODES
    for language in LANGUAGES:
        assert "{" not in sentence(Texts(language, hub.clock), refused)
    lines = len(hub.journal())
    assert hub.journal()[0].verdict is Verdict.TOO_MANY_CODES
    for answer in (hub.look(code), check_out.hand_over(hub.desk, code), check_out.tell_proxy(hub.desk, code, "Paul")):
        assert answer == refused  # a right code neither, or it would be told from a wrong one
    assert not check_out.needs(hub.desk, code).due
    assert len(hub.journal()) == lines  # the pause is written down once, whatever is tried in it


def test_the_pause_ends_and_the_next_one_is_longer(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    waits = []
    for _ in range(3):
        until = guess(hub, tries.MOST + 1).args["at"]
        waits.append(until - hub.clock.now)  # type: ignore[operator]
        hub.clock.now = until  # type: ignore[assignment]
        assert hub.look(code).verdict is Verdict.READY
    assert waits == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    hub.clock.advance(hours=2)
    assert guess(hub, tries.MOST + 1).args["at"] == hub.clock.now + timedelta(seconds=30)


def test_another_counter_goes_on(hub: Hub) -> None:
    code = hub.ready()[0].pickup_code
    assert guess(hub, tries.MOST + 1).verdict is Verdict.TOO_MANY_CODES
    assert check_out.hand_over(hub.other, code).verdict is Verdict.COLLECTED_ALL


def test_a_days_mis_scans_block_nobody(hub: Hub) -> None:
    code = misread(hub.ready()[0].pickup_code)
    for _ in range(3 * tries.MOST):
        assert hub.look(code).verdict is Verdict.MISREAD
        hub.clock.advance(seconds=4)


def test_the_same_try_again_is_the_same_answer(hub: Hub) -> None:
    guess(hub, tries.MOST)
    first = check_out.hand_over(hub.desk, "rubbish", nonce="a")
    assert first.verdict is Verdict.TOO_MANY_CODES
    assert check_out.hand_over(hub.desk, "rubbish", nonce="a") == first
