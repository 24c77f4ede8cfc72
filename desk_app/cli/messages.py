"""What customers and shops are told, from the command line: messages and a shop's day."""

from argparse import Namespace
from collections.abc import Sequence

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import messages, setup, statements
from desk_app.counter.desk import Desk
from desk_app.counter.sending import Postman
from desk_app.domain.messages import Listed, MessageState, Statement
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict


def message_list(place: Place, words: Namespace) -> Result:
    """List the messages that are not sent, or do something about them."""
    desk = place.desk()
    match words.what:
        case "send":
            return _send(place, desk)
        case "retry" if not (words.id or words.to):
            return of_answer(place.texts, messages.retry_failed(desk))
        case "retry":
            return of_answer(place.texts, messages.retry(desk, words.id or "", words.to), message_id=words.id)
        case "cancel":
            return of_answer(place.texts, messages.cancel(desk, words.id), message_id=words.id)
        case "sent":
            return of_answer(place.texts, messages.arrived(desk, words.id), message_id=words.id)
    found = messages.listed(desk, [words.state] if words.state else ())
    lines = _lines(place, found) or [place.texts("messages.none")]
    return Result(result.DONE, {"messages": [_fields(place, one) for one in found]}, lines)


def _send(place: Place, desk: Desk) -> Result:
    """Send all that waits, now: nothing is waited for any longer."""
    messages.hurry(desk)
    done = Postman(desk).go_round(place.open_post(desk))
    waiting = messages.counts(desk).get(MessageState.WAITING, 0)
    fields = {
        "sent": done.sent,
        "failed": done.failed,
        "waiting": waiting,
        "perhaps": done.perhaps,
        "cancelled": done.cancelled,
    }
    return Result(result.DONE, fields, [place.texts("messages.tally", **fields)])


def _fields(place: Place, listed: Listed) -> dict[str, object]:
    one = listed.message
    return {
        "id": one.id,
        "kind": one.kind,
        "channel": one.channel,
        "state": one.state,
        "name": listed.name,
        "address": listed.address,
        "pickup_code": listed.code or None,
        "parcels": one.parcel_ids,
        "day": one.day or None,
        "attempts": one.attempts,
        "reason": wording.reason(place.texts, one.trouble) if one.trouble else None,
        "made_at": one.made_at,
        "next_try_at": one.next_try_at if one.state is MessageState.WAITING else None,
        "sent_at": one.sent_at,
    }


def _lines(place: Place, found: Sequence[Listed]) -> list[str]:
    texts = place.texts
    rows = [
        [
            one.message.id,
            texts.when(one.message.made_at),
            texts(f"messages.kind_{one.message.kind.value}"),
            one.name,
            one.address or texts("messages.nowhere"),
            texts(f"messages.state_{one.message.state.value}"),
            wording.reason(texts, one.message.trouble) if one.message.trouble else "",
        ]
        for one in found
    ]
    return result.columns(rows) if rows else []


def statement(place: Place, words: Namespace) -> Result:
    """What a shop is told of a day; today so far when no day is named."""
    desk = place.desk()
    shop = setup.shop_by_name(desk, words.shop)
    if shop is None:
        return of_answer(place.texts, Answer(Verdict.UNKNOWN_SHOP, {"shop": words.shop}))
    told = statements.statement(desk, shop.id, words.day or statements.today(desk))
    fields = {
        "shop": told.shop.name,
        "day": told.day.isoformat(),
        "came": [result.fields_of(parcel) for parcel in told.came],
        "left": [result.fields_of(parcel) for parcel in told.left],
        "waits": [result.fields_of(parcel) for parcel in told.waits],
        "goes_back": [result.fields_of(parcel) for parcel in told.goes_back],
        "taken": {method.value: cents for method, cents in told.taken},
        "taken_cents": told.taken_cents,
    }
    return Result(result.DONE, fields, _told_lines(place, told))


def _told_lines(place: Place, told: Statement) -> list[str]:
    texts = place.texts
    lines = [texts("messages.statement", shop=told.shop.name, day=texts.date(told.day))]

    def section(head: str, parcels: Sequence[Parcel]) -> None:
        lines.extend(["", head, *(result.table(texts, parcels) if parcels else ())])

    section(texts("messages.came", count=len(told.came)), told.came)
    section(texts("messages.left", count=len(told.left)), told.left)
    section(texts("messages.waits", count=len(told.waits)), told.waits)
    section(texts("messages.goes_back", count=len(told.goes_back)), told.goes_back)
    money = [texts("messages.taken", method=method, cents=cents) for method, cents in told.taken]
    return [*lines, "", *money, texts("messages.taken_all", cents=told.taken_cents)]
