"""The proof of a parcel on one A4 page, as a PDF whose words can be searched and whose signature is a drawing."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QPointF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QPen, QPolygonF

from desk_app.devices import ink
from desk_app.devices.formats import FORMATS, TEXT_SIZE, Block, Paragraph, Part, Row, place, rule
from desk_app.devices.layout import Rect
from desk_app.devices.pages import write_raw
from desk_app.domain.codes import spell
from desk_app.domain.incidents import ABOUT_INCIDENTS
from desk_app.domain.proof import Handover, Proof
from desk_app.domain.signature import strokes
from desk_app.domain.values import JournalEntry
from desk_app.i18n import Texts

DPI = 600
_A4 = FORMATS["A4"]
_MOST_ENTRIES, _MOST_REMARKS, _MOST_PAYMENTS = 10, 3, 3  # as many as fit on one page
_VALUES = 0.24  # where the facts' values begin
_SMALL, _LOW = 0.68, 0.75  # of facts: the text in its row, the row's height in lines
_SIGNATURE_LINES = 3.5
_PEN_MM = 0.4


def write_proof(path: Path, proof: Proof, texts: Texts) -> None:
    """Writes the page. Raises FileError and leaves ``path`` as it was."""
    write_raw(path, [pdf_of(proof, texts)])


def pdf_of(proof: Proof, texts: Texts) -> bytes:
    """The PDF of one page."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(texts("proof.title"))
    painter = QPainter(writer)
    try:
        _draw(painter, proof, texts)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _draw(painter: QPainter, proof: Proof, texts: Texts) -> None:
    (page,) = place(blocks(proof, texts), "", _A4, DPI)  # what may be long is cut: it is always one
    for item, rect in page:
        if isinstance(item, ink.Text) and item.text == _HERE:
            _sign(painter, proof.handover.signature if proof.handover else "", rect)
        else:
            ink.put(painter, item, rect)


_HERE = "\ue000"  # of nobody's words: where the signature goes


def blocks(proof: Proof, texts: Texts) -> list[Block]:
    """What stands on the page, from top to bottom."""
    return [
        _head(proof, texts),
        _facts(_parcel_facts(proof, texts)),
        _titled(texts("proof.handover"), _facts(_handover_facts(proof, texts))),
        *([_signature(texts)] if proof.handover and proof.handover.signature else []),
        _titled(texts("proof.journal"), _entries(proof.entries, texts)),
        *([_titled(texts("proof.remarks"), _remarks(proof, texts))] if proof.remarks else []),
        _foot(proof, texts),
    ]


def _head(proof: Proof, texts: Texts) -> Block:
    return (
        Row((Part(ink.Text(proof.hub, align=0.5)),), 1.1),
        Row((Part(ink.Text(texts("proof.title"), size=0.8, bold=True, align=0.5)),), 1.8),
        rule(),
    )


def _titled(title: str, rows: Sequence[Row | Paragraph]) -> Block:
    return (Row(lines=0.5), Row((Part(ink.Text(title, size=TEXT_SIZE, bold=True)),)), rule(0.4), *rows)


def _facts(facts: Iterator[tuple[str, str]]) -> Sequence[Row]:
    return [
        Row((Part(ink.Text(name, size=_SMALL), 0, _VALUES - 0.02), Part(ink.Text(value, size=_SMALL), _VALUES)), _LOW)
        for name, value in facts
        if value
    ]


def _parcel_facts(proof: Proof, texts: Texts) -> Iterator[tuple[str, str]]:
    parcel = proof.parcel
    piece = f" ({parcel.piece}/{parcel.pieces})" if parcel.pieces > 1 else ""
    yield texts("proof.parcel"), f"{spell(parcel.id)}{piece}"
    yield texts("slips.shop"), parcel.shop
    yield texts("proof.order"), parcel.order
    yield texts("slips.customer"), parcel.customer or texts("proof.forgotten")
    yield texts("proof.state"), texts.name_of(parcel.state)
    yield texts("proof.announced"), _at(parcel.announced_at, texts)
    yield texts("proof.received"), _at(parcel.received_at, texts)
    yield texts("proof.ready"), _at(parcel.ready_at, texts)
    if proof.spells:
        minutes = sum(spell.minutes(proof.made_at) for spell in proof.spells)
        yield texts("proof.warm"), texts("proof.warm_minutes", n=len(proof.spells), minutes=minutes)


def _handover_facts(proof: Proof, texts: Texts) -> Iterator[tuple[str, str]]:
    seen = proof.handover
    if seen is None:
        yield texts("proof.handed_to"), texts("proof.not_handed")
        return
    yield texts("proof.handed_to"), _receiver(proof, seen, texts)
    yield texts("proof.at"), _at(seen.at, texts) + (texts("proof.on_paper") if seen.on_paper else "")
    yield texts("slips.counter"), " · ".join(filter(None, (seen.counter, seen.clerk)))
    if proof.parcel.age_check or seen.majority_seen:
        yield texts("proof.majority"), texts("proof.seen" if seen.majority_seen else "proof.not_seen")
    if seen.identity_seen:
        yield texts("proof.identity"), texts.name_of(seen.identity_seen)
    for paid in proof.payments[-_MOST_PAYMENTS:]:
        how = texts.name_of(paid.method)
        yield texts("proof.paid"), f"{texts.money(paid.amount_cents)} · {how} · {_at(paid.at, texts)}"


def _receiver(proof: Proof, seen: Handover, texts: Texts) -> str:
    if seen.proxy:
        return texts("proof.proxy", name=seen.proxy)
    return proof.parcel.customer or texts("proof.forgotten")


def _signature(texts: Texts) -> Block:
    return (
        Row((Part(ink.Text(texts("proof.signature"), size=_SMALL), 0, _VALUES - 0.02),), _LOW),
        Row((Part(ink.Text(_HERE), _VALUES, 0.75),), _SIGNATURE_LINES),
    )


def _entries(entries: Sequence[JournalEntry], texts: Texts) -> Sequence[Row]:
    """The first lines and the last ones, when there are too many for a page."""
    shown = list(entries)
    left = len(shown) - _MOST_ENTRIES
    half = _MOST_ENTRIES // 2
    rows = [_entry(entry, texts) for entry in (shown if left <= 0 else [*shown[:half], *shown[-half:]])]
    if left > 0:
        rows.insert(half, Row((Part(ink.Text(texts("proof.more", n=left), size=_SMALL)),), _LOW))
    return rows


def _entry(entry: JournalEntry, texts: Texts) -> Row:
    is_incident = entry.verdict in ABOUT_INCIDENTS  # its detail is the verdict that was refused
    cells = (
        _at(entry.at, texts),
        _verdict(entry.verdict.value, texts),
        _verdict(entry.detail, texts) if is_incident else _detail(entry.detail, texts),
        " · ".join(filter(None, (entry.counter, entry.clerk))),
    )
    ends = (0.0, _VALUES, 0.42, 0.76, 1.0)
    parts = [
        Part(ink.Text(cell, size=_SMALL), left, right - 0.02)
        for cell, left, right in zip(cells, ends, ends[1:], strict=False)
        if cell
    ]
    return Row(parts, _LOW)


def _verdict(verdict: str, texts: Texts) -> str:
    key = f"ui_journee.verdict_{verdict}"
    return texts(key) if texts.has(key) else verdict


def _detail(detail: str, texts: Texts) -> str:
    """The journal's marks in words; a shelf's code and what else is there stays."""
    marks = ((mark, f"proof.mark_{mark}") for mark in detail.split(" "))
    return " ".join(texts(key) if texts.has(key) else mark for mark, key in marks)


def _remarks(proof: Proof, texts: Texts) -> Sequence[Row]:
    return _facts(
        (_at(one.at, texts), f"{texts.name_of(one.kind)} · {one.text or texts('proof.forgotten')}")
        for one in proof.remarks[-_MOST_REMARKS:]
    )


def _foot(proof: Proof, texts: Texts) -> Block:
    link = proof.link
    chain = texts("proof.chain", counter=link.counter, seq=str(link.seq)) if link else ""
    digest = Row((Part(ink.Text(link.digest if link else "", size=_SMALL, least=0.5)),), _LOW)
    made = texts("proof.made", at=_at(proof.made_at, texts))
    return (rule(1), Paragraph(chain, 2, size=0.5), digest, Paragraph(made, 1, size=0.5))


def _at(at: datetime | None, texts: Texts) -> str:
    """The day with its year, and the time to the second where the hub is."""
    if at is None:
        return ""
    day = at.astimezone()
    month = texts(f"words.month_{day.month}")
    return texts("slips.moment", day=str(day.day), month=month, year=str(day.year), time=f"{day:%H:%M:%S}")


def _sign(painter: QPainter, path: str, rect: Rect) -> None:
    """The strokes, as large as fits."""
    drawn = strokes(path)
    points = [point for stroke in drawn for point in stroke]
    left, top = (min(axis) for axis in zip(*points, strict=True))
    right, bottom = (max(axis) for axis in zip(*points, strict=True))
    scale = min(rect.width / max(right - left, 1), rect.height / max(bottom - top, 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(painter.pen().color(), _PEN_MM * DPI / 25.4))
    for stroke in drawn:
        shape = [QPointF(rect.x + (x - left) * scale, rect.y + (y - top) * scale) for x, y in stroke]
        painter.drawPolyline(QPolygonF(shape))
