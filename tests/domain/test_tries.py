"""How long a counter waits after how many wrong codes."""

from datetime import UTC, datetime, timedelta

from desk_app.domain.tries import MEMORY, MOST, next_pause, paused_until

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def ago(**time: float) -> datetime:
    """A moment before now."""
    return NOW - timedelta(**time)


def test_a_pause_begins_with_one_too_many_in_a_minute() -> None:
    recent, older = [ago(seconds=2 * n) for n in range(MOST)], [ago(seconds=61)] * 100
    assert next_pause(recent[1:] + older, (), NOW) is None
    assert next_pause(recent, (), NOW) == NOW + timedelta(seconds=30)
    assert next_pause(recent, [ago(seconds=3)], NOW) is None  # those before it have been waited for


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    lengths = [(paused_until([ago(seconds=1)] * n, NOW) or NOW) - ago(seconds=1) for n in range(1, 8)]
    assert [int(length.total_seconds()) for length in lengths] == [30, 60, 120, 240, 480, 900, 900]
    assert paused_until([ago(seconds=30)], NOW) is None
    assert paused_until((), NOW) is None


def test_how_many_codes_can_be_tried() -> None:
    """The figures of docs/inside.md: a counter that does nothing else, by the clock of the rule itself."""
    now, wrong, pauses, tried = NOW, list[datetime](), list[datetime](), 0
    counts = []
    for hour in range(1, 4):
        while now < NOW + timedelta(hours=hour):
            pauses, wrong = ([at for at in those if at > now - MEMORY] for those in (pauses, wrong))
            until = paused_until(pauses, now)
            if until is not None:
                now = until
                continue
            tried += 1
            (wrong if next_pause(wrong, pauses, now) is None else pauses).append(now)
            now += timedelta(milliseconds=100)
        counts.append(tried)
        tried = 0
    assert counts[0] == 168
    assert max(counts[1:]) == 126
