"""Labels from the command line: to a PDF, to pictures, to a printer, or to a file as a raw printer takes it."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.devices.badge import Badge
from desk_app.devices.command_sheet import CommandLabel, CommandSheet
from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import A4, Drawable, LabelSize, ParcelLabel, draw
from desk_app.devices.outputs import Output, encoded, send
from desk_app.devices.pages import write_pdf, write_png, write_raw
from desk_app.devices.printers import print_labels
from desk_app.domain.commands import Command
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import Texts
from desk_app.settings import RAW_LANGUAGES


def write_or_print(place: Place, parcels: Sequence[Parcel], words: Namespace) -> Result:
    """Draw one label a parcel and send them where the words say. Raises EnvironmentTrouble."""
    get = place.settings.get
    size, dpi = words.size or get("label.size"), words.dpi or get("label.dpi")
    words.language = words.language or get("label.language")
    if (words.socket or words.out) and not words.language:
        return misused(place, "cli.language_missing", known=", ".join(RAW_LANGUAGES))
    start_drawing()
    try:
        files = _send(place.texts, parcels, LabelSize.parse(size), dpi, words)
    except ValueError:
        return misused(place, "cli.label_size", size=size, dpi=dpi)
    answer = Answer(Verdict.PRINTED, {"n": len(parcels)}, tuple(parcels))
    return result.of_answer(place.texts, answer, files=[str(file) for file in files])


def write_or_print_commands(place: Place, words: Namespace) -> Result:
    """Draw the command barcodes, on one page or each on a label, and send them. Raises EnvironmentTrouble."""
    texts, dpi, size = place.texts, place.settings.get("label.dpi"), str(A4)
    labels: list[Drawable] = [CommandSheet.of(texts)]
    if words.labels:
        size = place.settings.get("label.size")
        labels = [CommandLabel.of(command, texts) for command in Command]
    start_drawing()
    try:
        paper = LabelSize.parse(size)
        if words.printer:
            print_labels(words.printer, labels, paper, dpi)
        else:
            write_pdf(Path(words.pdf), [draw(label, paper, dpi) for label in labels])
    except ValueError:
        return misused(place, "cli.label_size", size=size, dpi=dpi)
    files = [] if words.printer else [words.pdf]
    return result.of_answer(place.texts, Answer(Verdict.PRINTED, {"n": len(labels)}), files=files)


def write_badge(place: Place, badge: Badge, words: Namespace) -> None:
    """Draw a clerk's badge as a label into the file that the words name. Raises EnvironmentTrouble, and ValueError."""
    start_drawing()
    picture = draw(badge, LabelSize.parse(place.settings.get("label.size")), place.settings.get("label.dpi"))
    if words.pdf:
        write_pdf(Path(words.pdf), [picture])
    else:
        write_png(Path(words.png), picture)


def misused(place: Place, key: str, **args: object) -> Result:
    """A usage message: the words cannot be done."""
    message = place.texts(key, **args)
    return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])


def _send(texts: Texts, parcels: Sequence[Parcel], size: LabelSize, dpi: int, words: Namespace) -> list[Path]:
    """The files written. Raises ValueError when the labels do not fit the size at that resolution."""
    labels = [ParcelLabel.of(parcel, texts) for parcel in parcels]
    if words.printer or words.socket:
        send(Output(Path(), words.printer or "", words.socket or "", words.language), labels, size, dpi)
        return []
    if words.out:
        write_raw(Path(words.out), encoded(words.language, labels, size, dpi))
        return [Path(words.out)]
    pictures = [draw(label, size, dpi) for label in labels]
    if words.pdf:
        write_pdf(Path(words.pdf), pictures)
        return [Path(words.pdf)]
    files = _names(Path(words.png), parcels)
    for file, picture in zip(files, pictures, strict=True):
        write_png(file, picture)
    return files


def _names(file: Path, parcels: Sequence[Parcel]) -> list[Path]:
    """One picture a parcel: the name as given for one, with each parcel's id for several."""
    if len(parcels) == 1:
        return [file]
    return [file.with_name(f"{file.stem}-{parcel.id}{file.suffix}") for parcel in parcels]
