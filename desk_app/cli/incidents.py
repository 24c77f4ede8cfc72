"""What counters did alone and the server could not make its own, from the command line."""

from argparse import Namespace

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import incidents as counter
from desk_app.domain.incidents import Incident


def incidents(place: Place, words: Namespace) -> Result:
    """List what nobody has solved, or say how one was solved."""
    desk = place.desk()
    if words.what == "solve":
        return of_answer(place.texts, counter.solve(desk, words.id, words.how), incident_id=words.id)
    found = counter.unsolved(desk)
    lines = [line for one in found for line in _lines(place, one)] or [place.texts("incidents.none")]
    return Result(result.DONE, {"incidents": [_fields(place, one) for one in found]}, lines)


def _lines(place: Place, one: Incident) -> list[str]:
    title = " · ".join(filter(None, (wording.incident_title(place.texts, one), one.customer)))
    said = [wording.incident_sentence(place.texts, one)]
    if len(one.parcel_ids) > 1:
        said += [
            place.texts("incidents.stands", parcel=p, state=s) for p, s in wording.incident_standing(place.texts, one)
        ]
    left = wording.incident_left(place.texts, one)
    return [f"{one.id}  {title}", *(f"  {line}" for line in (*said, *filter(None, [left])))]


def _fields(place: Place, one: Incident) -> dict[str, object]:
    return {
        "id": one.id,
        "action": one.action,
        "refused": one.verdict,
        "message": wording.incident_sentence(place.texts, one),
        "at": one.at,
        "counter": one.counter,
        "clerk": one.clerk,
        "found_at": one.found_at,
        "customer": one.customer or None,
        "pickup_code": one.pickup_code or None,
        "parcels": one.parcel_ids,
        "left": [parcel.id for parcel in one.left],
        "what": one.what,
    }
