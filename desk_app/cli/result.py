"""What a command came to, as one JSON object or as lines to read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from desk_app import wording
from desk_app.domain.codes import spell
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.i18n import Texts
from desk_app.store.errors import NEEDS_SERVER

DONE, REFUSED, USAGE, ENVIRONMENT = range(4)


@dataclass(frozen=True, slots=True)
class Result:
    """``fields`` are the JSON object; ``lines`` are what a person reads."""

    status: int
    fields: Mapping[str, Any]
    lines: Sequence[str] = field(default=())

    @property
    def is_complaint(self) -> bool:
        """Whether nothing was answered: the words go to standard error."""
        return self.status >= USAGE

    def alone(self) -> "Result":
        """The same, answered by the counter's own copy."""
        return replace(self, fields={**self.fields, "offline": True})

    def shown(self, *, as_json: bool) -> str:
        """The standard output."""
        if as_json:
            return json.dumps(self.fields, ensure_ascii=False, default=_plain)
        return "\n".join(self.lines)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def of_answer(texts: Texts, answer: Answer, parcels: Sequence[Parcel] | None = None, **more: object) -> Result:
    """An answer of the counter, with ``parcels`` instead of its own where given."""
    shown = answer.parcels if parcels is None else parcels
    message = said(wording.title(texts, answer), wording.sentence(texts, answer))
    fields = {"verdict": answer.verdict, "message": message, "parcels": [fields_of(p) for p in shown], **more}
    status = REFUSED if is_refusal(answer.verdict) else DONE
    return Result(status, fields, [message, *table(texts, shown)])


def of_trouble(texts: Texts, trouble: EnvironmentTrouble) -> Result:
    """Something of the environment is in the way."""
    message = wording.reason(texts, trouble.reason)
    return Result(ENVIRONMENT, {"verdict": _verdict_of(trouble), "message": message}, [message])


def _verdict_of(trouble: EnvironmentTrouble) -> str:
    if trouble.reason == NEEDS_SERVER:
        return Verdict.NEEDS_SERVER
    return Verdict.DATABASE_OFFLINE if "database" in trouble.reason.key else "environment"


def said(title: str, sentence: str) -> str:
    """Title and sentence on one line."""
    return f"{title}. {sentence}" if title and title[-1].isalnum() else f"{title} {sentence}".strip()


def fields_of(parcel: Parcel) -> dict[str, object]:
    """A parcel as scripts see it; null is unknown."""
    return {
        "id": parcel.id,
        "shop": parcel.shop,
        "order": parcel.order,
        "piece": parcel.piece,
        "pieces": parcel.pieces,
        "customer": parcel.customer,
        "email": parcel.email,
        "phone": parcel.phone,
        "items": parcel.items,
        "zone": parcel.zone,
        "age_check": parcel.age_check,
        "unannounced": parcel.unannounced,
        "state": parcel.state,
        "shelf": parcel.shelf,
        "pickup_code": parcel.pickup_code,
        "amount_due_cents": parcel.amount_due_cents,
        "keep_until": parcel.keep_until,
        "announced_at": parcel.announced_at,
        "received_at": parcel.received_at,
        "ready_at": parcel.ready_at,
        "collected_at": parcel.collected_at,
    }


def table(texts: Texts, parcels: Sequence[Parcel]) -> list[str]:
    """Parcels as aligned lines."""
    return columns(
        [
            spell(p.id),
            texts.name_of(p.state),
            p.shelf or "—",
            p.shop,
            p.order,
            f"{p.piece}/{p.pieces}",
            p.customer,
            spell(p.pickup_code),
        ]
        for p in parcels
    )


def columns(rows: Any) -> list[str]:
    """Rows of texts, each column as wide as its widest cell."""
    every = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in every]
