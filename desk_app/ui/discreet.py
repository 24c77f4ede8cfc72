"""What the log says of an error: its kind and where it happened. Its words may name a customer and are left out."""

import logging
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType

from desk_app.domain.trouble import EnvironmentTrouble

_PLAIN = (AttributeError, TypeError, NameError, ImportError, AssertionError, RecursionError)
"""Errors whose words are the program's own."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Writes records without the words of the errors they are about."""

    def format(self, record: logging.LogRecord) -> str:
        record = copy(record)  # others may write it too, or have written it
        record.exc_text = None
        if isinstance(record.args, tuple):
            record.args = tuple(_Told(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
        return super().format(record)

    def formatException(self, ei: _ExcInfo) -> str:
        return "".join(_chain(ei[1])).rstrip("\n") if ei[1] else ""


class _Told:
    """An error that shows itself by its kind."""

    def __init__(self, error: BaseException) -> None:
        self._said = told(error)

    def __repr__(self) -> str:
        return self._said

    __str__ = __repr__


def told(error: BaseException) -> str:
    """An error's kind, and what of its words is nobody's name."""
    kind = type(error).__qualname__
    if isinstance(error, EnvironmentTrouble):
        return f"{kind}: {error.reason.key}"
    if isinstance(error, OSError):
        return f"{kind}: {error.strerror}"
    code = getattr(getattr(error, "orig", error), "sqlstate", None)
    return f"{kind}: {error}" if isinstance(error, _PLAIN) else f"{kind}: {code}" if code else kind


def _chain(error: BaseException, later: tuple[BaseException, ...] = ()) -> Iterator[str]:
    """The errors that led here, the first one first, each with its way through the program."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and before not in (error, *later):  # one may be its own cause
        yield from _chain(before, (error, *later))
        yield "\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{told(error)}\n"
