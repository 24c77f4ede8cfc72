"""Tests that need programs of the system are announced as skipped without them, or fail when all must run."""

import os
import shutil

import pytest


def need(*programs: str) -> None:
    """Skips the test when a program is not installed; fails it when ``DESK_APP_FULL_TESTS=1``."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        _absent(f"not installed: {', '.join(missing)}")


def _absent(reason: str) -> None:
    if os.environ.get("DESK_APP_FULL_TESTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
