"""Imports only go down, and the tree stays as it was meant: small files, nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import ROOT, own_files

PACKAGE = "desk_app"
QT = {"PySide6.QtCore", "PySide6.QtGui"}

# What each room may import besides itself, the standard library and the data of desk_app.resources.
BELOW: dict[str, set[str]] = {
    "domain": {"phonenumbers", "holidays"},
    "i18n": set(),
    "wording": {"desk_app.domain", "desk_app.i18n"},
    "settings": {"desk_app.domain", "desk_app.i18n", "platformdirs"},
    "keychain": {"desk_app.domain", "keyring"},
    "store": {"desk_app.domain", "desk_app.keychain", "sqlalchemy", "alembic", "psycopg"},
    "counter": {"desk_app.domain", "desk_app.keychain", "desk_app.store", "argon2", "cattrs"},
    "intake": {"desk_app.domain"},
    "devices": {
        *QT,
        "desk_app.domain",
        "desk_app.i18n",
        "desk_app.settings",
        "PySide6.QtPrintSupport",
        "barcode",
        "cv2",
        "qrcode",
        "serial",
        "zxingcpp",
    },
    # One thing beside it: a code is the same picture of modules on a label and in a mail.
    "messages": {
        "desk_app.domain",
        "desk_app.i18n",
        "desk_app.settings",
        "desk_app.keychain",
        "desk_app.devices.symbols",
        "apprise",
    },
}
# The screen sees all rooms below it, and no SQL; the roof wires everything.
BELOW["ui"] = {*(f"desk_app.{room}" for room in BELOW), "PySide6", "shiboken6"}
ROOF = {"app", "cli", "demo", "tour", "__main__", "__init__"}


def imports(path: Path) -> Iterator[str]:
    """The dotted names a module imports, inside its functions too; ``from a import b`` gives ``a.b``."""
    package = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: -node.level]) if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    """The first folder or module below the package."""
    return path.relative_to(ROOT / PACKAGE).with_suffix("").parts[0]


def within(name: str, allowed: set[str]) -> bool:
    """Whether a dotted name is one of the allowed modules or inside one."""
    return any(name == module or name.startswith(f"{module}.") for module in allowed)


MODULES = own_files("*.py", PACKAGE)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_go_down(path: Path) -> None:
    room = room_of(path)
    if room in ROOF:
        return
    assert room in BELOW, "say in this file what the new room may import"
    allowed = BELOW[room] | {f"{PACKAGE}.{room}", f"{PACKAGE}.resources"}
    names = {name for name in imports(path) if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in names if not within(name, allowed)} == set()


def test_sql_lives_in_the_store_only() -> None:
    users = {
        room_of(path) for path in MODULES if any(within(n, {"sqlalchemy", "alembic", "psycopg"}) for n in imports(path))
    }
    assert users <= {"store"}


def test_nobody_imports_the_orm() -> None:
    """It would double the start-up."""
    assert [path.name for path in MODULES if any(within(name, {"sqlalchemy.orm"}) for name in imports(path))] == []


def loaded_by(*modules: str) -> set[str]:
    """Names of all modules that a fresh Python has after importing these."""
    program = f"import sys, {', '.join(modules)}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_the_rules_run_without_a_screen() -> None:
    rules = {"domain", "counter", "intake", "settings", "wording", "i18n", "messages", "keychain"}
    rooms = [path for path in MODULES if room_of(path) in rules]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in rooms]
    loaded = loaded_by(*names)
    assert "sqlalchemy" in loaded
    assert not {name for name in loaded if within(name, {"PySide6", "sqlalchemy.orm"})}
    assert not {name for name in loaded if within(name, {"phonenumbers", "holidays"})}  # slow, and seldom needed


def test_the_command_line_starts_without_qt() -> None:
    assert not {name for name in loaded_by("desk_app.cli") if within(name, {"PySide6"})}


def test_signing_in_is_loaded_when_somebody_does() -> None:
    loaded = loaded_by("desk_app.ui.program", "desk_app.counter.clerks")
    assert not {name for name in loaded if within(name, {"argon2", "desk_app.ui.gate"})}


@pytest.mark.parametrize("folder", [PACKAGE, "tests", "benchmarks"])
def test_files_stay_readable(folder: str) -> None:
    files = own_files("*.py", folder)
    assert files
    assert [path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) >= 400] == []


def test_nothing_of_one_machine_is_in_the_tree() -> None:
    registry = re.compile(r"index[-_]url|(pypi|pythonhosted|npmjs)\.(org|com)", re.IGNORECASE)
    place = re.compile(r"(?<![\w.~-])/(root|work|home|Users)/|\b[A-Z]:\\Users\\")
    own = [path for path in own_files() if path != Path(__file__)]
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in own}
    assert [str(path) for path, text in texts.items() if registry.search(text) or place.search(text)] == []


def test_the_change_log_starts_with_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == project["version"]
