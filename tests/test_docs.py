"""The commands and links that the documentation shows are true."""

import re
import shlex
from pathlib import Path

import pytest

from desk_app.cli import main
from tests.tree import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^ *```console\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_shown_work_in_their_order(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line.strip() for block in CONSOLE.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    for line in lines:
        prompt, command, *words = shlex.split(line)
        assert (prompt, command) == ("$", "desk-app")
        assert main(["--profile", str(tmp_path), *words]) == 0, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()] == []
