"""``doctor``: database, printers, scanner, fonts, disk and languages, one line each."""

import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import database
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.i18n import LANGUAGES, load

if TYPE_CHECKING:
    from desk_app.devices.outputs import Output

ENOUGH_DISK = 200 * 1024 * 1024

Check = Callable[[Place], tuple[bool, str]]


def doctor(place: Place, _words: Namespace) -> Result:
    """Look at what the counter needs. Status 3 when something it cannot do without is missing."""
    checks = []
    for name, check in _CHECKS.items():
        try:
            is_well, message = check(place)
        except EnvironmentTrouble as trouble:
            is_well, message = False, wording.reason(place.texts, trouble.reason)
        checks.append({"name": name, "ok": is_well, "message": message})
    lines = result.columns(["✓" if c["ok"] else "✗", place.texts(f"cli.{c['name']}"), c["message"]] for c in checks)
    all_well = all(c["ok"] for c in checks)
    verdict = "ready" if all_well else "environment"
    message = place.texts("cli.all_well" if all_well else "cli.not_all_well")
    fields = {"verdict": verdict, "message": message, "checks": checks}
    return Result(result.DONE if all_well else result.ENVIRONMENT, fields, lines)


def _database(place: Place) -> tuple[bool, str]:
    shown = place.desk().store.shown
    if database.Address.split(place.settings.get("database.url")).password:
        return True, f"{shown}. {place.texts('errors.password_in_the_clear')}"
    return True, shown


def _printers(place: Place) -> tuple[bool, str]:
    from desk_app.devices.drawing import start_drawing  # noqa: PLC0415 - Qt only here
    from desk_app.devices.outputs import Output  # noqa: PLC0415

    start_drawing()
    get, file = place.settings.get, place.settings.profile
    labels, labels_go = _paper(Output.chosen(get, "", file), place)
    receipts, receipts_go = _paper(Output.chosen(get, "", file, receipts=True), place)
    said = (place.texts("cli.labels_go", place=labels_go), place.texts("cli.receipts_go", place=receipts_go))
    return labels and receipts, " · ".join(said)


def _paper(output: "Output", place: Place) -> tuple[bool, str]:
    """Whether paper can come out there, and where that is or what is in the way."""
    from desk_app.devices.outputs import probe  # noqa: PLC0415 - as above

    try:
        probe(output)
    except EnvironmentTrouble as trouble:
        return False, wording.reason(place.texts, trouble.reason)
    return True, str(output) or place.texts("prints.to_file")


def _scanner(place: Place) -> tuple[bool, str]:
    from desk_app.devices import camera, serial_scanner  # noqa: PLC0415 - as above

    get, texts = place.settings.get, place.texts
    if get("scanner.port"):
        said = serial_scanner.probe(get("scanner.port"), get("scanner.baud"))
    else:
        ports = ", ".join(port.shown for port in serial_scanner.ports())
        said = texts("scanners.keyboard_ports", ports=ports) if ports else texts("scanners.keyboard")
    if not get("scanner.camera"):
        return True, said
    camera.probe(get("scanner.camera"))
    return True, f"{said}, {texts('scanners.camera_well', camera=get('scanner.camera'))}"


def _fonts(place: Place) -> tuple[bool, str]:
    from desk_app.devices.drawing import font_families, start_drawing  # noqa: PLC0415 - Qt only here

    start_drawing()
    families = font_families()
    return (True, families[0]) if families else (False, place.texts("cli.no_font"))


def _disk(place: Place) -> tuple[bool, str]:
    folder = next(p for p in (place.settings.profile, *place.settings.profile.absolute().parents) if p.exists())
    free = shutil.disk_usage(Path(folder)).free
    return free >= ENOUGH_DISK, place.texts("cli.disk_free", n=free // (1024 * 1024), folder=str(folder))


def _languages(_place: Place) -> tuple[bool, str]:
    texts = [load(language) for language in LANGUAGES]
    return all(set(t) == set(texts[0]) for t in texts), ", ".join(LANGUAGES)


_CHECKS: dict[str, Check] = {
    "database": _database,
    "printers": _printers,
    "scanner": _scanner,
    "fonts": _fonts,
    "disk": _disk,
    "languages": _languages,
}
