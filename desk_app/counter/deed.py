"""What a counter may do alone, and how it is written down so that it can be done again at the server.

A deed is a function of the counter with its arguments. Run on the counter's own copy, it is kept there in the same
transaction; ``replay`` calls it again.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, get_type_hints

from desk_app.domain.deeds import DeedState
from desk_app.domain.draws import Draws
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import deeds
from desk_app.store.engine import Tx, is_copy
from desk_app.store.journal import Act, Line

if TYPE_CHECKING:
    from cattrs import Converter

    from desk_app.counter.desk import Desk

P = ParamSpec("P")

LINES = "lines"
"""The call of a deed that is nothing but lines of the journal: a refusal is never tried again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A function of the counter, by its name, as it was called; ``draws`` are the names that it made.

    ``meant`` are the arguments that would mean something else elsewhere or later; see :func:`meant`.
    """

    call: str
    arguments: Mapping[str, Any]
    draws: Draws
    meant: dict[str, Any] = field(default_factory=dict)


FUNCTIONS: dict[str, Callable[..., Answer]] = {}
"""What may be done alone, by name."""

_now_done: ContextVar[Deed | None] = ContextVar("deed", default=None)
_replaying: ContextVar[bool] = ContextVar("replaying", default=False)


def name_of(function: Callable[..., Answer]) -> str:
    """What a function of the counter is called where deeds are kept: its module and its name."""
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def deed(function: Callable[P, Answer]) -> Callable[P, Answer]:
    """Declares that a function, whose first parameter is the desk and one of whose is ``nonce``, may be done alone."""
    name = name_of(function)
    signature = inspect.signature(function)
    FUNCTIONS[name] = function

    @wraps(function)
    def done(*args: P.args, **words: P.kwargs) -> Answer:
        arguments = signature.bind(*args, **words).arguments
        kept = {key: value for key, value in arguments.items() if key not in ("desk", "nonce")}
        with doing(Deed(name, kept, Draws())):
            return function(*args, **words)

    return done


@contextmanager
def doing(one: Deed) -> Iterator[None]:
    """What is performed meanwhile is this deed."""
    token = _now_done.set(one)
    try:
        yield
    finally:
        _now_done.reset(token)


def now_done() -> Deed | None:
    """The deed that is done now on this thread."""
    return _now_done.get()


def meant(**words: Any) -> None:
    """What the deed that is done now came to mean here: done again elsewhere, it means that and nothing else."""
    one = _now_done.get()
    if one is not None:
        one.meant.update(words)


@contextmanager
def replaying() -> Iterator[None]:
    """What is done meanwhile was done before, elsewhere."""
    token = _replaying.set(True)
    try:
        yield
    finally:
        _replaying.reset(token)


def is_replay() -> bool:
    """Whether what is done now was done before, elsewhere."""
    return _replaying.get()


def keep(tx: Tx, desk: "Desk", act: Act, one: Deed, answer: Answer) -> None:
    """Have the server told of what was done on the copy."""
    if is_copy(tx):
        deeds.keep(tx, [row(desk, act, one, answer.verdict, DeedState.WAITING)])


def keep_lines(tx: Tx, act: Act, lines: Sequence[Line]) -> None:
    """Have the server told of what was only journalled on the copy."""
    if lines and is_copy(tx):
        said = Deed(LINES, {"action": act.action, "lines": [asdict(line) for line in lines]}, Draws())
        deeds.keep(tx, [_row(act, said, lines[0].verdict, DeedState.WAITING, clerk_id="", is_manager=False)])


def row(desk: "Desk", act: Act, one: Deed, verdict: Verdict, state: DeedState) -> dict[str, Any]:
    """How a deed is kept."""
    return _row(act, one, verdict, state, clerk_id=desk.clerk_id, is_manager=desk.is_manager)


def _row(act: Act, one: Deed, verdict: Verdict, state: DeedState, **who: Any) -> dict[str, Any]:
    return {
        **who,
        "nonce": act.nonce,
        "state": state,
        "at": act.at,
        "counter": act.counter,
        "clerk": act.clerk,
        "call": one.call,
        "arguments": json.dumps(_plain(one)),  # in ASCII: what was typed may be no text
        "drawn": json.dumps(one.draws.kept()),
        "verdict": verdict,
    }


def _plain(one: Deed) -> dict[str, Any]:
    if one.call == LINES:
        return dict(one.arguments)
    hints, convert = _hints(one.call), _converter()
    words = {**one.arguments, **one.meant}
    return {key: convert.unstructure(value, hints[key]) for key, value in words.items()}


def restored(call: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call as they were. Raises KeyError for a call that this program does not know."""
    hints, convert = _hints(call), _converter()
    return {key: convert.structure(value, hints[key]) for key, value in arguments.items()}


@cache
def _hints(call: str) -> dict[str, Any]:
    return get_type_hints(FUNCTIONS[call])


@cache
def _converter() -> "Converter":
    from cattrs.preconf.json import make_converter  # noqa: PLC0415 - a counter whose server is there needs none of it

    convert = make_converter()
    convert.register_structure_hook_func(lambda kind: kind is object, lambda value, _kind: value)
    return convert
