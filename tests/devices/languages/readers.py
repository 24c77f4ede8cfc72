"""Printers of paper: what TSPL, EPL2 and ESC/POS jobs would put on it. They know what we send and refuse the rest."""

import re

from PIL import Image


class Job:
    """The bytes of a job, read from the beginning."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def __bool__(self) -> bool:
        return bool(self._rest)

    def take(self, pattern: bytes) -> tuple[bytes, ...] | None:
        """The groups of ``pattern``, if that comes next; else None."""
        found = re.match(pattern, self._rest, re.DOTALL)
        if found is None:
            return None
        self._rest = self._rest[found.end() :]
        return found.groups()

    def need(self, pattern: bytes) -> tuple[bytes, ...]:
        """The groups of ``pattern``, which must come next."""
        groups = self.take(pattern)
        assert groups is not None, f"{pattern!r} is not in {self._rest[:40]!r}"
        return groups

    def bitmap(self, row_bytes: int, rows: int, mode: str) -> Image.Image:
        """The rows that come next; ``mode`` is ``1`` where 0 is black and ``1;I`` where 1 is black."""
        size = row_bytes * rows
        data, self._rest = self._rest[:size], self._rest[size:]
        assert len(data) == size
        return Image.frombytes("1", (8 * row_bytes, rows), data, "raw", mode).convert("L")


def tspl(data: bytes) -> list[tuple[str, Image.Image]]:
    """The size that each label was said to have, and what is on it."""
    job, labels = Job(data), []
    while job:
        (size,) = job.need(rb"\r\nSIZE ([\d.]+ mm,[\d.]+ mm)\r\nREFERENCE 0,0\r\nCLS\r\n")
        width, height = job.need(rb"BITMAP 0,0,(\d+),(\d+),0,")
        labels.append((size.decode(), job.bitmap(int(width), int(height), "1")))
        job.need(rb"\r\nPRINT 1,1\r\n")
    return labels


def epl(data: bytes, height: int) -> list[Image.Image]:
    """What is on each label, ``height`` dots high. The picture may come in strips, and what is white be left out."""
    job, labels = Job(data), []
    while job:
        (width,) = job.need(rb"\nN\nq(\d+)\n")
        label = Image.new("L", (int(width), height), 255)
        while strip := job.take(rb"\n?GW(\d+),(\d+),(\d+),(\d+)[,\n]"):
            x, y, row_bytes, rows = map(int, strip)
            label.paste(job.bitmap(row_bytes, rows, "1"), (x, y))
        job.need(rb"\nP1\n")
        labels.append(label)
    return labels


def escpos(data: bytes) -> list[Image.Image]:
    """What is on each piece of paper, up to the cut."""
    job, papers = Job(data), []
    while job:
        job.need(rb"\x1b@")
        bands = []
        while size := job.take(rb"\x1dv0\0(..)(..)"):
            row_bytes, rows = (int.from_bytes(number, "little") for number in size)
            assert rows <= 255
            bands.append(job.bitmap(row_bytes, rows, "1;I"))
        job.need(rb"\x1bd\x03\x1dVB\0")
        papers.append(_joined(bands))
    return papers


def _joined(bands: list[Image.Image]) -> Image.Image:
    paper = Image.new("L", (bands[0].width, sum(band.height for band in bands)), 255)
    top = 0
    for band in bands:
        paper.paste(band, (0, top))
        top += band.height
    return paper
