"""Remarks are kept beside the journal, under the nonce of the action they belong to."""

from desk_app.domain.remarks import RemarkKind
from desk_app.store import remarks
from tests.counter.hub import Hub


def test_what_is_put_is_there_in_its_order(hub: Hub) -> None:
    mine, other = hub.announce(pieces=2)
    damaged, undone = hub.desk.act("damaged"), hub.desk.act("undo")
    picture = b"\xff\xd8\x00\xff"
    hub.store.write(lambda tx: remarks.put(tx, damaged, mine.id, RemarkKind.DAMAGE, "Coin écrasé", picture))
    hub.store.write(lambda tx: remarks.put(tx, undone, mine.id, RemarkKind.UNDO, "Mauvais client"))
    first, second = hub.store.read(lambda tx: remarks.of_parcel(tx, mine.id))
    assert (first.kind, first.text, first.picture, first.nonce) == (
        RemarkKind.DAMAGE,
        "Coin écrasé",
        picture,
        damaged.nonce,
    )
    assert (second.kind, second.text, second.picture, second.at) == (RemarkKind.UNDO, "Mauvais client", None, undone.at)
    assert hub.store.read(lambda tx: remarks.of_parcel(tx, other.id)) == ()
