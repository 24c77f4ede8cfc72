"""The hub's own words for messages, where it has changed ours."""

from sqlalchemy import select

from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import Words
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_W = t.message_text.c


def every(tx: Tx, hub_id: str) -> dict[tuple[MessageKind, str], Words]:
    """All of them, by kind and language."""
    rows = tx.execute(select(t.message_text).where(_W.hub_id == hub_id))
    return {(MessageKind(row.kind), row.language): Words(row.subject, row.body, row.sms) for row in rows}


def save(tx: Tx, hub_id: str, kind: MessageKind, language: str, words: Words) -> None:
    """Write one, instead of what was there."""
    values = {"subject": words.subject, "body": words.body, "sms": words.sms}
    mine = (_W.hub_id == hub_id) & (_W.kind == kind) & (_W.language == language)
    if not tx.execute(t.message_text.update().where(mine).values(values)).rowcount:
        tx.execute(t.message_text.insert().values(hub_id=hub_id, kind=kind, language=language, **values))


def forget(tx: Tx, hub_id: str, kind: MessageKind, language: str) -> None:
    """Ours are said again."""
    mine = (_W.hub_id == hub_id) & (_W.kind == kind) & (_W.language == language)
    tx.execute(t.message_text.delete().where(mine))
