"""The command line as a back office drives it: one profile, one database, JSON answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli import main

Desk = Callable[..., dict[str, Any]]


@pytest.fixture
def desk(tmp_path: Path, prepared_url: str, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Runs one command with ``--json`` and returns its object; ``want`` is the exit status."""

    def run(*words: object, want: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        common = ["--profile", str(tmp_path / "profile"), "--database", prepared_url, "--json"]
        status = main([*common, *map(str, words)])
        output = capsys.readouterr()
        assert (status, output.err) == (want, ""), output
        answer = json.loads(output.out)
        assert isinstance(answer, dict)
        return answer

    return run


@pytest.fixture
def hub(desk: Desk) -> Desk:
    """A desk whose hub has two shops and two shelves."""
    for shop in ("La Belle Plume", "Fromagerie du Marché"):
        desk("shops", "add", shop)
    desk("shelves", "add", "A-12", "--zone", "ambient")
    desk("shelves", "add", "F-02", "--zone", "chilled", "--capacity", 2)
    return desk
