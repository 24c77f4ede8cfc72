"""The counter's own copy, brought in step with its server by hand: what the window does by itself."""

from argparse import Namespace

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import replay
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.store.errors import NEEDS_SERVER
from desk_app.store.shared import SharedStore


def sync(place: Place, words: Namespace) -> Result:
    """Replay what waits, refresh the copy; give back to a restored server what this counter knows, when asked."""
    desk = place.desk()
    store = desk.store
    if not isinstance(store, SharedStore):
        return _said(place, replay.Replayed(), 0)
    done = place.came_back or replay.Replayed()
    if store.is_alone:
        raise EnvironmentTrouble(NEEDS_SERVER)
    lost = done.lost + replay.follow(desk, store)
    if words.give_back:
        more = replay.give_back(desk)
        done = replay.Replayed(done.replayed + more.replayed, done.incidents + more.incidents, more.waiting)
        lost = 0
        replay.follow(desk, store)
    return _said(place, done, lost)


def _said(place: Place, done: replay.Replayed, lost: int) -> Result:
    fields = {"replayed": done.replayed, "incidents": done.incidents, "waiting": done.waiting, "lost": lost}
    lines = [place.texts("alone.synced", n=done.replayed, incidents=done.incidents, waiting=done.waiting)]
    if lost:
        lines.append(place.texts("alone.lost", n=lost))
    return Result(result.REFUSED if done.waiting else result.DONE, fields, lines)
