"""Hours as they stand on the door."""

import pytest

from desk_app.domain.hours import read_hours
from desk_app.i18n import Texts
from desk_app.wording import week_lines


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ["lundi – vendredi : 10 h – 13 h, 14 h – 19 h", "samedi : 9 h 30 – 19 h"]),
        ("en", ["Monday – Friday: 10:00 – 13:00, 14:00 – 19:00", "Saturday: 9:30 – 19:00"]),
    ],
)  # fmt: skip
def test_a_week_is_said_in_as_few_lines_as_can_be(language: str, lines: list[str]) -> None:
    week = read_hours("mon-fri 10:00-13:00 14:00-19:00, sat 9:30-19:00")
    assert [line.replace("\u00a0", " ") for line in week_lines(Texts(language), week)] == lines
