"""The hub's own words for messages: kept when they can be filled in, and taken back."""

from collections.abc import Callable

from desk_app.counter.desk import Desk, refuse
from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import TemplateError, Words, check
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import message_texts
from desk_app.store.engine import Tx


def own_words(desk: Desk) -> dict[tuple[MessageKind, str], Words]:
    """Those that the hub has changed, by kind and language."""
    return desk.store.read(lambda tx: message_texts.every(tx, desk.hub_id))


def save_words(desk: Desk, kind: MessageKind, language: str, words: Words) -> Answer:
    """Say it so from now on. WORDS_SAVED, NEEDS_MANAGER, or WORDS_WRONG with the reason."""
    try:
        check(words, kind)
    except TemplateError as error:
        return Answer(Verdict.WORDS_WRONG, {"reason": error.reason})
    return _write(desk, lambda tx: message_texts.save(tx, desk.hub_id, kind, language, words))


def reset_words(desk: Desk, kind: MessageKind, language: str) -> Answer:
    """Say it in our words again. WORDS_SAVED or NEEDS_MANAGER."""
    return _write(desk, lambda tx: message_texts.forget(tx, desk.hub_id, kind, language))


def _write(desk: Desk, do: Callable[[Tx], None]) -> Answer:
    if not desk.is_manager:
        return refuse(desk, desk.act("save_words"), Answer(Verdict.NEEDS_MANAGER))
    desk.store.write(do)
    return Answer(Verdict.WORDS_SAVED)
