"""Labels from the command line: to a PDF, to pictures, or to a printer."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.devices.command_sheet import CommandLabel, CommandSheet
from desk_app.devices.drawing import start_drawing
from desk_app.devices.label import A4, Drawable, LabelSize, ParcelLabel, draw
from desk_app.devices.pages import write_pdf, write_png
from desk_app.devices.printers import print_labels
from desk_app.domain.commands import Command
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict


def write_or_print(place: Place, parcels: Sequence[Parcel], words: Namespace) -> Result:
    """Draw one label a parcel and send them where the words say. Raises EnvironmentTrouble."""
    dpi = words.dpi or place.settings.get("label.dpi")
    start_drawing()
    try:
        size = LabelSize.parse(words.size or place.settings.get("label.size"))
        files = _send(parcels, [ParcelLabel.of(parcel, place.texts) for parcel in parcels], size, dpi, words)
    except ValueError:
        return _unfit(place, words.size or place.settings.get("label.size"), dpi)
    answer = Answer(Verdict.PRINTED, {"n": len(parcels)}, tuple(parcels))
    return result.of_answer(place.texts, answer, files=[str(file) for file in files])


def write_or_print_commands(place: Place, words: Namespace) -> Result:
    """Draw the command barcodes, on one page or each on a label, and send them. Raises EnvironmentTrouble."""
    dpi, size = place.settings.get("label.dpi"), A4
    labels: list[Drawable] = [CommandSheet.of(place.texts)]
    start_drawing()
    try:
        if words.labels:
            size = LabelSize.parse(place.settings.get("label.size"))
            labels = [CommandLabel.of(command, place.texts) for command in Command]
        if words.printer:
            print_labels(words.printer, labels, size, dpi)
        else:
            write_pdf(Path(words.pdf), [draw(label, size, dpi) for label in labels])
    except ValueError:
        return _unfit(place, size, dpi)
    files = [] if words.printer else [words.pdf]
    return result.of_answer(place.texts, Answer(Verdict.PRINTED, {"n": len(labels)}), files=files)


def _unfit(place: Place, size: object, dpi: int) -> Result:
    message = place.texts("cli.label_size", size=size, dpi=dpi)
    return Result(result.USAGE, {"verdict": "usage", "message": message}, [message])


def _send(
    parcels: Sequence[Parcel], labels: Sequence[ParcelLabel], size: LabelSize, dpi: int, words: Namespace
) -> list[Path]:
    """The files written. Raises ValueError when the labels do not fit the size at that resolution."""
    if words.printer:
        print_labels(words.printer, labels, size, dpi)
        return []
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
