"""Files the program writes for people: whole or not at all, and sheets that a spreadsheet opens without harm."""

import csv
import errno
import io
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

_REASONS = {
    errno.ENOSPC: "devices.file_disk_full",
    errno.EDQUOT: "devices.file_disk_full",
    errno.ENOENT: "devices.file_no_folder",
    errno.ENOTDIR: "devices.file_no_folder",
    errno.EACCES: "devices.file_not_allowed",
    errno.EPERM: "devices.file_not_allowed",
    errno.EROFS: "devices.file_not_allowed",
    errno.EISDIR: "devices.file_is_folder",
}


class FileError(EnvironmentTrouble):
    """A file could not be written."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when all went well, and vanishes otherwise."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")  # its own name would be too long beside a long one
    try:
        file = part.open("xb")
        try:
            with file:
                yield file
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        key = _REASONS.get(error.errno or 0, "devices.file_failed")
        raise FileError(Reason(key, {"path": str(path), "folder": str(path.parent), "error": str(error)})) from error


def csv_text(rows: Iterable[Sequence[str]], language: str) -> str:
    """The rows as a spreadsheet of that language reads them; no cell is taken for a formula."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    sheet.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[str]], language: str) -> None:
    """Writes the rows. Raises FileError and leaves ``path`` as it was."""
    with replacing(path) as file:
        file.write(csv_text(rows, language).encode("utf-8-sig"))  # the mark tells a spreadsheet that é is one letter


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs; numbers stay numbers."""
    if cell[:1] in _FORMULA and not cell.lstrip("+-").replace(",", ".", 1).replace(".", "", 1).isdigit():
        return "'" + cell
    return cell


_FORMULA = frozenset("=+-@\t\r\n|%")
