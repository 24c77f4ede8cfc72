"""An answer in words: its title and its sentence, the same on the screen and on the command line.

The sentences are ``verdicts.<verdict>_title`` and ``_text``; the parts of a sentence that come and go
(how many are left, where to put it back) are put together here from ``sentences``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from desk_app.domain import codes, hours
from desk_app.domain.checks import Due
from desk_app.domain.incidents import Incident
from desk_app.domain.opening import Span, Week
from desk_app.domain.people import national_phone
from desk_app.domain.slots import is_whole_day
from desk_app.domain.states import OPEN
from desk_app.domain.values import Answer, Parcel, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import NBSP, Texts


def title(texts: Texts, answer: Answer) -> str:
    """What is read across the room."""
    return texts(f"verdicts.{answer.verdict.value}_title", **_Words(texts, answer.args).needed())


def sentence(texts: Texts, answer: Answer) -> str:
    """What to do next."""
    return texts(f"verdicts.{answer.verdict.value}_text", **_Words(texts, answer.args).needed())


def reason(texts: Texts, why: Reason) -> str:
    """A refusal or a warning of a file, or an error of the environment."""
    return texts(why.key, **why.args)


def week_lines(texts: Texts, week: Week) -> list[str]:
    """Opening hours as on the door: ``lundi – vendredi : 10 h – 13 h, 14 h – 19 h``; closed days are left out."""
    lines = []
    for first, last, spans in hours.runs(week):
        names = [texts(f"words.day_{day}") for day in (first, last)]
        days = names[0] if first == last else texts("hours.days", first=names[0], last=names[1])
        lines.append(texts("hours.line", days=days, spans=_spans(texts, spans)))
    return lines


def _spans(texts: Texts, spans: Sequence[Span]) -> str:
    """When it is open on one day: ``10 h – 13 h, 14 h – 19 h``."""
    return ", ".join(texts("hours.span", opens=texts.hour(s.opens), closes=texts.hour(s.closes)) for s in spans)


def slot(texts: Texts, parcel: Parcel, now: datetime) -> str:
    """When the customer is expected, as far as it is understood: ``14:00``, ``28 nov. 9:00``; else the shop's words."""
    at = parcel.slot_at
    if at is None:
        return parcel.slot
    if is_whole_day(at):
        return texts.date(at)
    is_today = at.astimezone().date() == now.astimezone().date()
    return texts.time(at) if is_today else f"{texts.date(at)}{NBSP}{texts.time(at)}"


def incident_title(texts: Texts, incident: Incident) -> str:
    """What became of what was done alone, in a word or two."""
    return texts(_incident_key(texts, "title", incident))


def incident_sentence(texts: Texts, incident: Incident) -> str:
    """What was done, by whom, what the hub knew then, and what to do."""
    cause, short = incident.cause, f"ui_journee.verdict_{incident.verdict}"
    args: dict[str, object] = {
        "subject": incident_subject(texts, incident),
        "action": incident_title(texts, incident),
        "who": who(incident.clerk, incident.counter),
        "at": incident.at,
        "other": who(cause.clerk, cause.counter) if cause else "",
        "then": cause.at if cause else "",
        "why": texts(short) if texts.has(short) else incident.verdict.value,
    }
    return texts(_incident_key(texts, "text", incident), **args)


def incident_subject(texts: Texts, incident: Incident) -> str:
    """Whose order it was about, where that is known; else what was scanned or typed."""
    left, those = len(incident.left), incident.in_the_way
    names = dict.fromkeys(
        _parcel(texts, p) if left else texts("incidents.order", shop=p.shop, order=p.order) for p in those
    )
    if len(names) == 1:
        return next(iter(names))
    if len(incident.parcel_ids) > 1:
        return texts("incidents.parcels", n=len(incident.parcel_ids) - left)
    named = (*incident.parcel_ids, incident.what.get("text"), incident.pickup_code, incident.what.get("code"))
    return codes.spell(next((str(one) for one in named if one), "")) or texts("incidents.nothing")


def piece(texts: Texts, parcel: Parcel) -> str:
    """A parcel by its order's number, and which piece of it: ``n° 4127 (1/2)``."""
    key = "incidents.piece" if parcel.pieces > 1 else "incidents.whole"
    return texts(key, order=parcel.order, piece=parcel.piece, pieces=parcel.pieces)


def incident_standing(texts: Texts, incident: Incident) -> list[tuple[str, str]]:
    """The name of each of an incident's parcels, and how it stands at the hub now."""
    known = {parcel.id: parcel for parcel in incident.parcels}
    return [
        (f"{piece(texts, known[one])} · {known[one].shop}", _stands(texts, incident, known[one]))
        if one in known
        else (codes.spell(one), texts("incidents.unknown"))
        for one in incident.parcel_ids
    ]


def incident_left(texts: Texts, incident: Incident) -> str:
    """What to do with those that the hub did nothing with since others stood in the way; empty where there are none."""
    key = f"incidents.left_{_SAME_ACTION.get(incident.action, incident.action)}"
    return texts(key, n=len(incident.left)) if incident.left else ""


def _stands(texts: Texts, incident: Incident, parcel: Parcel) -> str:
    state = texts.name_of(parcel.state)
    last = incident.last_of(parcel.id) if parcel.state not in OPEN else None
    if last is not None:
        return texts("incidents.state_by", state=state, who=who(last.clerk, last.counter), at=last.at)
    return texts("incidents.state_on", state=state, shelf=parcel.shelf) if parcel.shelf else state


def _parcel(texts: Texts, parcel: Parcel) -> str:
    return texts("incidents.parcel", shop=parcel.shop, piece=piece(texts, parcel))


def incident_details(texts: Texts, incident: Incident) -> list[tuple[str, str]]:
    """What the clerk had said besides, each with its name; nothing once it is solved."""
    return [
        (texts(f"incidents.what_{name}"), texts.money(value) if name.endswith("_cents") else str(value))
        for name, value in _flat(incident.what)
        if value not in (None, "") and texts.has(f"incidents.what_{name}")
    ]


def who(clerk: str, counter: str) -> str:
    """``Camille, Poste 1``, or the counter alone where nobody has signed in."""
    return ", ".join(filter(None, (clerk, counter)))


def _incident_key(texts: Texts, form: str, incident: Incident) -> str:
    """The most exact words there are: of the action and why it was refused, of the action, or of any."""
    action = _SAME_ACTION.get(incident.action, incident.action)
    known = incident.cause is not None or not incident.needs_cause
    names = (f"{action}_{_SAME_WHY.get(incident.verdict, incident.verdict)}" if known else action, action, "other")
    return next(key for key in (f"incidents.{form}_{name}" for name in names) if texts.has(key))


def _flat(what: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in what.items():
        if isinstance(value, Mapping):
            yield from value.items()
        elif not isinstance(value, list):
            yield name, value


_SAME_ACTION = {"receive_unannounced": "receive"}
_SAME_WHY = {
    Verdict.AMOUNT_UNKNOWN: Verdict.PAYMENT_DUE,
    Verdict.INVALID: Verdict.PAYMENT_DUE,  # what was paid is not what is due now
    Verdict.UNKNOWN_PARCEL: Verdict.UNKNOWN_ORDER,
}


class _Words:
    """The arguments of an answer and the parts of sentences that depend on them."""

    def __init__(self, texts: Texts, args: Mapping[str, Any]) -> None:
        self._texts = texts
        self._args = args

    def needed(self) -> dict[str, object]:
        """The arguments, empty where an answer does not give one, and every part that can be built of them."""
        words: dict[str, object] = dict.fromkeys(_PLAIN, "")
        words |= {"n": 0, "waiting": 0, "standing": 0, "missing": 0, "left": 0, "due": None} | dict(self._args)
        for name, build in _PARTS.items():
            words[name] = build(self)
        return words

    def _say(self, name: str, **args: object) -> str:
        return self._texts(f"sentences.{name}", **args)

    def _shops(self) -> str:
        return self._say("shops_count", n=self._args.get("shops", 0))

    def _rest(self) -> str:
        counts = ((what, self._args.get(what, 0)) for what in ("waiting", "late", "missing", "back"))
        return ", ".join(self._say(f"rest_{what}", n=n) for what, n in counts if n)

    def _where(self) -> str:
        counter, clerk = self._args.get("counter"), self._args.get("clerk")
        if not counter:
            return ""
        return self._say("where_clerk", counter=counter, clerk=clerk) if clerk else self._say("where", counter=counter)

    def _left(self) -> str:
        left = self._args.get("left", 0)
        return self._say("left", n=left) if left else self._say("left_none")

    def _later(self) -> str:
        waiting = self._args.get("waiting", 0)
        return self._say("waiting_later", n=waiting) if waiting else ""

    def _put_back(self) -> str:
        shelf = self._args.get("shelf")
        return self._say("put_back", shelf=shelf) if shelf else self._say("put_back_nowhere")

    def _more(self) -> str:
        waiting = self._args.get("waiting", 0)
        return self._say("more", n=waiting) if waiting else ""

    def _elsewhere(self) -> str:
        return self._say("put_in_cold" if self._args.get("warm") else "elsewhere", shelf=self._args.get("shelf"))

    def _place(self) -> str:
        shelf = self._args.get("shelf")
        return self._say("place", shelf=shelf) if shelf else self._say("place_none")

    def _there(self) -> str:
        shelf = self._args.get("shelf")
        return self._say("place_there", shelf=shelf) if shelf else ""

    def _before(self) -> str:
        shelf = self._args.get("shelf")
        return self._say("place_before", shelf=shelf) if shelf else ""

    def _field(self) -> str:
        return self._say(f"field_{self._args.get('field', 'value')}")

    def _dues(self) -> str:
        dues: Sequence[Due] = self._args.get("dues", ())
        return ", ".join(
            self._say("due_unknown", shop=due.shop, order=due.order)
            if due.amount_cents is None
            else self._say("due", shop=due.shop, due=due.amount_cents)
            for due in dues
        )

    def _proxy(self) -> str:
        name = self._args.get("proxy")
        return self._say("proxy", proxy=name) if name else self._say("proxy_none")

    def _wait(self) -> str:
        seconds = int(self._args.get("wait", 0))
        return self._say("wait_seconds", n=seconds) if seconds < 90 else self._say("wait_minutes", n=-(-seconds // 60))

    def _pause(self) -> str:
        return self._say("pause", wait=self._wait()) if self._args.get("wait") else ""

    def _elsewhere_hub(self) -> str:
        """How many parcels wait at another hub, where that is, and when it is open today."""
        ready, spans = self._args.get("ready"), self._args.get("spans")
        parts = [self._say("there_label") if ready is None else self._ready_there(ready)]
        phone = national_phone(self._args.get("phone", "")).replace(" ", NBSP)
        place = ", ".join(filter(None, (self._args.get("address"), phone)))
        parts += [f"{place}."] if place else []
        if spans is not None:
            hours = _spans(self._texts, spans)
            parts.append(self._say("there_open", hours=hours) if hours else self._say("there_closed"))
        return " ".join(parts)

    def _ready_there(self, ready: int) -> str:
        return self._say("there_ready", n=ready) if ready else self._say("there_none")

    def _reason(self) -> object:
        why = self._args.get("reason", "")
        return reason(self._texts, why) if isinstance(why, Reason) else why


_PLAIN = ("customer", "shop", "order", "shelf", "name", "state", "zone", "shelf_zone", "at", "piece", "pieces", "hub")
_PARTS: dict[str, Callable[[_Words], object]] = {
    "shops_text": _Words._shops,
    "rest_text": _Words._rest,
    "where": _Words._where,
    "left_text": _Words._left,
    "waiting_text": _Words._later,
    "put_back": _Words._put_back,
    "more_text": _Words._more,
    "elsewhere_text": _Words._elsewhere,
    "place_text": _Words._place,
    "place_there": _Words._there,
    "place_before": _Words._before,
    "field_text": _Words._field,
    "wait_text": _Words._wait,
    "pause_text": _Words._pause,
    "reason": _Words._reason,
    "elsewhere_hub": _Words._elsewhere_hub,
    "dues_text": _Words._dues,
    "proxy_text": _Words._proxy,
}
