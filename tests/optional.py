"""Tests that need programs of the system are announced as skipped without them, or fail when all must run."""

import os
import shutil
from typing import NoReturn

import pytest


def need(*programs: str) -> None:
    """Skips the test when a program is not installed; fails it when ``DESK_APP_FULL_TESTS=1``."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])  # where servers live
    missing = [program for program in programs if not shutil.which(program, path=path)]
    if missing:
        leave(f"not installed: {', '.join(missing)}; `make test-packages` installs what all tests need")


def need_root() -> None:
    """The same for a test that starts servers which only root may start."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        leave("only root may start what this test needs")


def leave(reason: str) -> NoReturn:
    """Skips the test, or fails it when all must run."""
    if os.environ.get("DESK_APP_FULL_TESTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
