"""A screen of its own for each module, and counters whose window is open on it."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.xserver import XServer, x_server

pytest.register_assert_rewrite("tests.end_to_end.day", "tests.end_to_end.waiting")


@pytest.fixture(scope="module")
def screen() -> Iterator[XServer]:
    """An X server with a US keyboard."""
    with x_server() as server:
        server.setxkbmap("us")
        yield server


@pytest.fixture
def other_screen() -> Iterator[XServer]:
    """A second one, for a test that needs its window to be alone."""
    with x_server() as server:
        server.setxkbmap("us")
        yield server
