"""Importing files from the command line: counts, refused rows with their reasons, one file after the other."""

from collections.abc import Sequence
from pathlib import Path

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.result import Result
from desk_app.counter import announce
from desk_app.counter.desk import Desk
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, ImportReport, Reason, RefusedRow, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import Texts
from desk_app.intake import UnreadableFile, read_orders


def import_files(desk: Desk, texts: Texts, shop: Shop, files: Sequence[Path], *, dry_run: bool) -> Result:
    """Announce the orders of all files. Raises EnvironmentTrouble when one cannot be opened at all."""
    contents = [(file, _content(file)) for file in files]  # all are there before the first is entered
    reports = [(file, _import(desk, shop, file.name, data, dry_run=dry_run)) for file, data in contents]
    total = _sum([report for _, report in reports])
    counts = {"new": total.new, "changed": total.changed, "identical": total.identical, "cancelled": total.cancelled}
    refused = [_row(texts, file, row) for file, report in reports for row in report.refused]
    warnings = [_row(texts, file, row) for file, report in reports for row in report.warnings]
    answer = _answer(total, counts, refused)
    words = result.of_answer(texts, answer)
    fields = {**words.fields, **counts, "refused": refused, "warnings": warnings, "dry_run": dry_run}
    lines = [*words.lines, *(f"{row['file']}:{row['row']}: {row['reason']}" for row in (*refused, *warnings))]
    return Result(words.status, fields, lines)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(Reason("errors.file_unreadable", {"file": str(file)})) from error


def _import(desk: Desk, shop: Shop, name: str, data: bytes, *, dry_run: bool) -> ImportReport:
    try:
        reading = read_orders(name, data, pickup_methods=shop.pickup_methods)
    except UnreadableFile as unreadable:
        return ImportReport(refused=(RefusedRow(0, unreadable.reason),))
    report = announce.import_orders(desk, shop.id, reading.announcements, dry_run=dry_run)
    mended = tuple(RefusedRow(a.rows[0] if a.rows else 0, why) for a in reading.announcements for why in a.warnings)
    return ImportReport(
        report.new,
        report.changed,
        report.identical,
        report.cancelled,
        reading.refused,
        (*mended, *report.warnings),
    )


def _sum(reports: Sequence[ImportReport]) -> ImportReport:
    return ImportReport(
        sum(r.new for r in reports),
        sum(r.changed for r in reports),
        sum(r.identical for r in reports),
        sum(r.cancelled for r in reports),
        tuple(row for r in reports for row in r.refused),
    )


def _row(texts: Texts, file: Path, row: RefusedRow) -> dict[str, object]:
    return {"file": file.name, "row": row.row, "reason": wording.reason(texts, row.reason)}


def _answer(total: ImportReport, counts: dict[str, int], refused: Sequence[dict[str, object]]) -> Answer:
    if refused and not any(counts.values()):
        return Answer(Verdict.IMPORT_REFUSED, {"reason": refused[0]["reason"]})
    return Answer(Verdict.IMPORTED, {**counts, "refused": len(total.refused)})
