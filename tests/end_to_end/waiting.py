"""Waiting for another program: the one place where these tests let time pass."""

import select
import time
from collections.abc import Callable
from typing import TypeVar

from tests.end_to_end.xserver import TIMEOUT

T = TypeVar("T")
PAUSE = 0.02  # seconds between two askings, so that the program that is waited for has the processor


def until(condition: Callable[[], T], what: str, seconds: float = TIMEOUT) -> T:
    """Asks until ``condition`` gives something true, and gives that; fails after ``seconds`` with what it got."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"waited {seconds} s for {what}; last: {found!r}"
        select.select([], [], [], PAUSE)
    return found
