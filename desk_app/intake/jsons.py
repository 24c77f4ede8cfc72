"""JSON files of orders, decoded one order at a time: a file decoded at once would hold up the screen."""

import json
import re
from collections.abc import Iterator

from desk_app.intake.source import Source, UnreadableFile

_PIECE = 64 * 1024
_LONGEST = 4 * 1024 * 1024  # characters of one order
_LISTS = frozenset({"data", "orders"})
_SPACE = re.compile(r"[ \t\r\n]*")
# Figures stay as they are written.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def iter_orders(source: Source) -> Iterator[object]:
    """The orders of a file: one, a list, or either in an envelope (``{"data": …}``). Figures come as text.

    Raises UnreadableFile where the JSON is broken.
    """
    text = _Text(source)
    yield from _items(text) if text.peek() == "[" else _members(text)
    if text.peek():
        raise UnreadableFile("intake.json_broken")


class _Text:
    """A window on the text that slides over it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._window = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no space, ``""`` at the end."""
        while True:
            found = _SPACE.match(self._window, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._window) or not self._slide():
                return self._window[self._at : self._at + 1]

    def take(self, character: str) -> None:
        """Passes over a character that must be there."""
        if self.peek() != character:
            raise UnreadableFile("intake.json_broken")
        self._at += 1

    def value(self) -> object:
        """The next value."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except (ValueError, RecursionError):
                if not self._slide():
                    raise UnreadableFile("intake.json_broken") from None
                continue
            if end < len(self._window) or not self._slide():  # a figure may go on behind the window
                self._at = end
                return value

    def _slide(self) -> bool:
        """Reads as much again as is left, so that a long value is not tried too often; False at the end."""
        left = self._window[self._at :]
        if self._ended or len(left) > _LONGEST:
            return False
        more = self._source.read(max(_PIECE, len(left)))
        self._window, self._at, self._ended = left + more, 0, not more
        return not self._ended


def _items(text: _Text) -> Iterator[object]:
    text.take("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != ",":
            break
        text.take(",")
    text.take("]")


def _members(text: _Text) -> Iterator[object]:
    """An object is an order, or holds one, or a list of them."""
    whole: dict[object, object] = {}
    listed = False
    text.take("{")
    while text.peek() == '"':
        key = text.value()
        text.take(":")
        if key in _LISTS and text.peek() == "[":
            listed = True
            yield from _items(text)
        else:
            whole[key] = text.value()
        if text.peek() != ",":
            break
        text.take(",")
    text.take("}")
    if not listed:
        yield whole.get("data") or whole.get("order") or whole
