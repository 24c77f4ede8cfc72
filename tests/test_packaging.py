"""What is installed on a counter PC is whole: words, sounds, icons and migrations are in the wheel, and it runs."""

import configparser
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tree import ROOT, own_files


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a freshly built wheel."""
    # Built from a copy: the builder writes into its folder, and what an older build left there must not count.
    source, wheels, installed = (tmp_path_factory.mktemp(name) for name in ("source", "wheels", "installed"))
    for path in [
        *own_files(under="desk_app"),
        *own_files(under="resources"),
        ROOT / "pyproject.toml",
        ROOT / "README.md",
    ]:
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(wheels)]
    subprocess.run([*build, str(source)], check=True)
    (wheel,) = wheels.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    return installed


def test_every_file_is_in_the_wheel(installed: Path) -> None:
    code = {path.relative_to(ROOT) for path in own_files(under="desk_app")}
    data = {Path("desk_app") / path.relative_to(ROOT) for path in own_files(under="resources")}
    wanted = {path for path in code | data if path.suffix != ".md"}
    assert {str(path) for path in wanted if not (installed / path).is_file()} == set()


def test_the_command_is_installed(installed: Path) -> None:
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    parsed = configparser.ConfigParser()
    parsed.read_string(entry_points.read_text(encoding="utf-8"))
    assert parsed["console_scripts"]["desk-app"] == "desk_app.cli:main"


def test_the_installed_package_runs(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "desk_app", "--profile", str(tmp_path / "profile"), "--json", "parcels"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["parcels"] == []
