"""Dates of order files."""

from datetime import UTC, datetime

import pytest

from desk_app.domain.dates import when


@pytest.mark.parametrize(
    "text",
    [
        "20/11/2026 10:15",
        "20-11-2026 10h15",
        "20.11.26 10:15",
        "2026-11-20 10:15",
        "2026-11-20T10:15:00",
        "2026-11-20T10:15:00.000+01:00",
        "2026-11-20 10:15:00 +0100",
        "2026-11-20T09:15:00Z",
        "2026-11-20 04:15:00 -0500",
        "2026/11/20 10:15",
        "Nov 20, 2026 10:15 AM",
        "20 novembre 2026 à 10h15",
        "ven. 20 nov. 2026 10:15",
    ],
)
def test_a_moment_is_understood_however_it_is_written(text: str) -> None:
    assert when(text) == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


def test_the_time_may_stand_in_a_cell_of_its_own() -> None:
    assert when("Dec 11, 2024", "2:10:40 PM") == datetime(2024, 12, 11, 13, 10, 40, tzinfo=UTC)
    assert when("Dec 11, 2024", "12:05 AM") == datetime(2024, 12, 10, 23, 5, tzinfo=UTC)
    assert when("11/12/2024", "14h") == datetime(2024, 12, 11, 13, 0, tzinfo=UTC)


def test_a_day_begins_at_midnight_in_paris() -> None:
    assert when("01/07/2026") == datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
    assert when("1er août 2026") == datetime(2026, 7, 31, 22, 0, tzinfo=UTC)


def test_another_zone_can_be_meant() -> None:
    assert when("2026-07-01T08:00:00", zone=UTC) == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "demain",
        "31/02/2026",
        "12/24/2026",
        "0000-00-00 00:00:00",
        "0001-01-01",
        "9999-12-31",
        "20/11/2026 25:00",
        "45980",
    ],
)
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert when(text) is None


def test_an_impossible_offset_is_left_out() -> None:
    assert when("2026-11-20T10:15:00+99:00") == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
