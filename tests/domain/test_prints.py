"""Which print job is next."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk_app.domain.prints import (
    PERHAPS_OUT,
    TO_FILE,
    PrintJob,
    PrintKind,
    PrintState,
    next_of,
    pause_until_due,
    reason_fields,
)
from desk_app.domain.values import Reason

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SOON = NOON + timedelta(seconds=5)


def job(key: str, state: PrintState = PrintState.WAITING, destination: str = "", **changes: object) -> PrintJob:
    """A job of three labels, none of them out, or what ``changes`` make of it."""
    values = {"printed": 0, "attempts": 0, "reason": None, "made_at": NOON, **changes}
    return PrintJob(
        key,
        "Poste 1",
        "Camille",
        PrintKind.PARCEL_LABEL,
        ("a", "b", "c"),
        state=state,
        destination=destination,
        **values,  # type: ignore[arg-type]
    )


def test_the_oldest_that_waits_is_next() -> None:
    failed, sending = job("1", PrintState.FAILED), job("2", PrintState.SENDING)
    assert next_of([failed, sending, job("3"), job("4")]) == [job("3")]


def test_what_goes_the_same_way_waits_behind_what_pauses_and_what_goes_elsewhere_does_not() -> None:
    pausing = job("1", next_try_at=SOON)
    assert next_of([pausing, job("2"), job("3", destination=TO_FILE)]) == [pausing, job("3", destination=TO_FILE)]


def test_a_job_pauses_until_its_next_try() -> None:
    pausing = job("1", next_try_at=SOON)
    assert pause_until_due(pausing, NOON) == timedelta(seconds=5)
    assert pause_until_due(pausing, SOON) == pause_until_due(pausing, SOON + timedelta(days=1)) == timedelta()
    assert pause_until_due(job("2"), NOON) == timedelta()


def test_what_is_left_is_what_is_not_out() -> None:
    assert job("1", printed=2).left == ("c",)


def test_what_may_be_on_paper_is_looked_at_first() -> None:
    refused, unsure = job("1", reason=Reason("devices.wire_refused")), job("1", reason=Reason(PERHAPS_OUT))
    assert (refused.is_in_trouble, refused.needs_look) == (True, False)
    assert (unsure.is_in_trouble, unsure.needs_look) == (False, True)
    assert (job("1").is_in_trouble, job("1").needs_look) == (False, False)


def test_a_reason_is_kept_as_plain_text_and_numbers() -> None:
    assert reason_fields(Reason("any", {"path": Path("labels"), "n": 3})) == {"path": "labels", "n": 3}
