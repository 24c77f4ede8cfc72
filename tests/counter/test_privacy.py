"""People are forgotten: after a while all of them, on demand one. What is counted stays."""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from desk_app.counter import (
    announce,
    check_out,
    find,
    incidents,
    messages,
    nightly,
    prints,
    privacy,
    receive,
    setup,
    undo,
)
from desk_app.domain.checks import Checks, Identity, Method, Paid
from desk_app.domain.messages import Listed, MessageKind, MessageState
from desk_app.domain.prints import PrintKind
from desk_app.domain.privacy import RETENTION_DAYS, Purged
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.store import chains, remarks, tables, traces
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.counter.test_messages import with_mail
from tests.counter.traces import CORRECTED, EMAIL, ITEMS, NAME, NOTE, PHONE, PROXY, seen_in, seen_under

SAID = Announcement(
    "Z-1", CORRECTED, email=EMAIL, phone=PHONE, items=ITEMS, note=NOTE, slot=f"samedi, {NAME}", due_cents=1250
)
COUNTED = (
    "SELECT id, state, shop_id, received_at, collected_at, moved_at FROM parcel ORDER BY id",
    "SELECT id, amount_due_cents, paid_cents, item_count, reference FROM shop_order ORDER BY id",
    "SELECT COUNT(*) FROM person",
    "SELECT COUNT(*) FROM remark",
    "SELECT at, majority_seen, identity_seen FROM handover ORDER BY at",
)


def a_visit(hub: Hub) -> None:
    """All that a customer can leave behind, their proxy and a mended name too; everything has left at the end."""
    desk = hub.desk
    hub.shelf("A-1")
    announce.import_orders(desk, hub.plume, [SAID])
    announce.announce(desk, hub.plume, replace(SAID, customer=NAME))
    parcel_id = receive.receive(desk, "Z-1", label=True).parcels[0].id
    prints.queue(desk, PrintKind.SLIP, [hub.parcel(parcel_id).pickup_id])
    for typed in (NAME, "Zwyghuizn", EMAIL, "06 98 76 54 10"):
        assert find.customers(desk, typed)
        hub.look(typed)
    for message in messages.listed(desk):
        messages.retry(desk, message.message.id, EMAIL.upper())
    trouble = json.dumps({"key": "messages.refused", "args": {"said": f"550 no {EMAIL.upper()} here"}})
    hub.store.write(lambda tx: tx.execute(tables.message.update().values(state="failed", trouble=trouble)))
    code = hub.parcel(parcel_id).pickup_code
    check_out.tell_proxy(desk, code, PROXY)
    seen = Checks(proxy=PROXY, signature="M0 0 L10 10", identity_seen=Identity.CARD, paid=(Paid(Method.CARD),))
    assert check_out.hand_over(desk, code, [parcel_id], checks=seen).verdict is Verdict.COLLECTED_ALL
    undo.undo(desk, parcel_id, f"{PROXY} s’est trompé pour {NAME}")
    again = check_out.hand_over(desk, code, [parcel_id], checks=seen)
    assert again.verdict is Verdict.COLLECTED_ALL
    damage = hub.desk.act("damage")
    hub.store.write(lambda tx: remarks.put(tx, damage, parcel_id, RemarkKind.DAMAGE, f"vu avec {NAME}", NAME.encode()))
    what = {"code": code, "parcel_ids": [parcel_id], "checks": {"proxy": PROXY, "override": f"{NAME} attendait"}}
    late = check_out.hand_over(desk, code, [parcel_id], checks=seen)
    incidents.record(desk, desk.act("hand_over"), "check_out.hand_over", late, what)


def every_row(hub: Hub) -> bytes:
    """All tables as text, the journal too."""
    return repr(hub.rows((*hub.rows(), "journal"))).encode()


def every_message(hub: Hub) -> tuple[Listed, ...]:
    """All messages, whatever became of them."""
    return messages.listed(hub.desk, tuple(MessageState))


def counted(hub: Hub) -> list[object]:
    """What a purge leaves as it is."""
    return [[tuple(row) for row in hub.query(query)] for query in COUNTED]


def test_nothing_is_left_of_a_person_in_any_file_and_in_any_encoding(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    if hub.store.file:
        traces_copy = tmp_path / f"{hub.store.file.name}.before-0003"
        with closing(sqlite3.connect(hub.store.file)) as live, closing(sqlite3.connect(traces_copy)) as copy:
            live.backup(copy)
        before = seen_under(tmp_path)
        assert {"hub.sqlite3-wal", traces_copy.name} <= set(before)
        assert {NAME, PROXY, PHONE, EMAIL.lower(), EMAIL.upper()} <= set().union(*before.values())
        aged = (hub.clock.now + timedelta(days=RETENTION_DAYS - 40)).timestamp()
        os.utime(traces_copy, (aged, aged))
    assert {NAME, PROXY, PHONE, "wendeline"} <= seen_in(every_row(hub))
    stays = counted(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=1)
    assert seen_in(every_row(hub)) == set()
    assert counted(hub) == stays
    if hub.store.file:
        assert seen_under(tmp_path) == {}
    assert chains.verify(hub.store.read)[1] == ()
    assert find.customers(hub.desk, NAME) == find.customers(hub.desk, EMAIL) == ()
    hub.check()


def test_others_keep_their_words(hub: Hub) -> None:
    """The same first name, the same family."""
    a_visit(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    hub.announce("other", "Wendeline Martin", email="w.martin@exemple.fr")
    privacy.purge(hub.desk)
    known = {row[0] for row in hub.query("SELECT word FROM name_word")}
    assert "wendeline" in known
    assert not known & {"zwyghuizen", "zwyghuyzenne", "wendelinne"}
    assert {row[0] for row in hub.query("SELECT word FROM name_slip")} == {w for w in known if len(w) > 2}
    assert [found.customer for found in find.customers(hub.desk, "Wendelin")] == ["Wendeline Martin"]


def test_who_came_lately_or_is_expected_stays(hub: Hub) -> None:
    hub.collected("1")
    hub.ready("2", "Paul Garnier", email="paul@exemple.fr")
    hub.clock.advance(days=RETENTION_DAYS - 1)
    assert privacy.purge(hub.desk) == Purged()
    hub.clock.advance(days=2)
    assert privacy.purge(hub.desk, dry_run=True) == Purged(people=1)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=1)
    assert privacy.purge(hub.desk) == Purged()
    assert hub.of_order("2")[0].customer == "Paul Garnier"
    assert hub.of_order("1")[0].customer == ""


def test_how_long_is_a_setting(hub: Hub) -> None:
    hub.collected()
    setup.save_hub_setting(hub.desk, "retention.days", "400")
    hub.clock.advance(days=399)
    assert privacy.purge(hub.desk) == Purged()
    hub.clock.advance(days=2)
    assert privacy.purge(hub.desk).people == 1


def test_an_announcement_that_never_came_is_cancelled_and_forgotten(hub: Hub) -> None:
    hub.announce(pieces=2)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=2, cancelled=2)
    assert hub.states() == [State.CANCELLED] * 2
    assert [e.verdict for e in hub.journal()[:3]] == [Verdict.PURGED, Verdict.CANCELLED, Verdict.CANCELLED]
    hub.check()


def test_what_was_forgotten_is_not_known_again_by_an_old_file(hub: Hub) -> None:
    """Shops send all their orders, the old ones too."""
    a_visit(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    privacy.purge(hub.desk)
    before = hub.rows()
    assert announce.import_orders(hub.desk, hub.plume, [SAID]).identical == 1
    assert hub.rows() == before


def test_who_comes_again_is_somebody_new(hub: Hub) -> None:
    a_visit(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    privacy.purge(hub.desk)
    hub.announce("new", NAME, email=EMAIL.lower())
    assert [found.customer for found in find.customers(hub.desk, NAME)] == [NAME]
    assert hub.query("SELECT COUNT(*) FROM person")[0][0] == 2


def test_an_old_order_that_comes_back_to_life_is_forgotten_again(hub: Hub) -> None:
    announce.announce(hub.desk, hub.plume, SAID)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    privacy.purge(hub.desk)
    announce.announce(hub.desk, hub.plume, SAID)  # the shop means it
    assert hub.states("Z-1") == [State.ANNOUNCED]
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=1, cancelled=1)
    assert seen_in(every_row(hub)) == set()


def test_a_purge_that_was_stopped_goes_on(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "BATCH", 2)
    for number in range(5):
        hub.collected(str(number), f"Nom{number} Zzyzx", email=f"n{number}@exemple.fr")
    hub.clock.advance(days=RETENTION_DAYS + 1)
    batches = iter(range(2))
    forget_some = privacy._forget_some

    def killed(*args: object) -> Purged | None:
        if next(batches, None) is None:
            raise KeyboardInterrupt
        return forget_some(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as power_cut:
        power_cut.setattr(privacy, "_forget_some", killed)
        with pytest.raises(KeyboardInterrupt):
            privacy.purge(hub.desk)
    assert hub.query("SELECT COUNT(*) FROM person WHERE name = ''")[0][0] == 4
    assert privacy.purge(hub.desk).people == 1
    assert b"zzyzx" not in every_row(hub).lower()
    lines = [e.detail for e in hub.journal() if e.detail.startswith("people")]
    assert lines == ["people 1 parcels 1", "people 2 parcels 2", "people 2 parcels 2"]


def test_two_counters_purge_at_once(hub: Hub) -> None:
    for number in range(6):
        hub.collected(str(number), f"Nom{number}", email=f"n{number}@exemple.fr")
    hub.clock.advance(days=RETENTION_DAYS + 1)
    done: list[Purged] = []
    threads = [Thread(target=lambda desk=desk: done.append(privacy.purge(desk))) for desk in (hub.desk, hub.other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one.people for one in done) == 6
    assert chains.verify(hub.store.read)[1] == ()


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
def test_a_reader_or_a_writer_in_the_way_is_said_and_tried_again(hub: Hub, tmp_path: Path) -> None:
    assert hub.store.file is not None  # a server wipes by itself
    a_visit(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    with closing(sqlite3.connect(hub.store.file)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM parcel").fetchall()
        done = privacy.purge(hub.desk)
    assert done.people == 1
    assert done.trouble is not None
    assert done.trouble.key == "privacy.not_wiped"
    assert seen_under(tmp_path) != {}
    assert privacy.purge(hub.desk) == Purged()
    assert seen_under(tmp_path) == {}


def test_one_person_is_erased_on_demand_with_the_copies(hub: Hub, tmp_path: Path) -> None:
    a_visit(hub)
    hub.collected("2", "Paul Garnier", email="paul@exemple.fr")
    if hub.store.file:
        (tmp_path / f"{hub.store.file.name}.before-0002").write_bytes(hub.store.file.read_bytes())
    (found,) = privacy.candidates(hub.desk, "06 98 76 54 10")
    assert privacy.erase(hub.desk, found.id, nonce="n").verdict is Verdict.ERASED
    assert seen_in(every_row(hub)) == set()
    assert list(traces.copies(hub.store)) == []
    if hub.store.file:
        assert seen_under(tmp_path) == {}
    assert hub.of_order("2")[0].customer == "Paul Garnier"
    assert privacy.erase(hub.desk, found.id, nonce="n").verdict is Verdict.ERASED  # its answer was lost
    assert privacy.erase(hub.desk, found.id).verdict is Verdict.UNKNOWN_PERSON
    assert privacy.candidates(hub.desk, EMAIL) == []
    assert hub.journal()[1].detail == "parcels 1"


def test_what_a_server_said_of_an_address_goes_with_its_customer(hub: Hub) -> None:
    a_visit(hub)
    kept = ("message", "print_job")
    assert EMAIL.upper() in seen_in(repr(hub.rows(kept)).encode())
    before = [one.message.id for one in every_message(hub)]
    (found,) = privacy.candidates(hub.desk, EMAIL)
    privacy.erase(hub.desk, found.id)
    assert seen_in(repr(hub.rows(kept)).encode()) == set()
    assert [one.message.id for one in every_message(hub)] == before


def test_old_messages_are_deleted_and_how_many_is_journalled(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "BATCH", 2)
    hub.collected("old")
    hub.clock.advance(minutes=5)
    Carrier().go(hub.desk)
    hub.collected("failed", "Paul Garnier", email="paul@exemple.fr")
    hub.clock.advance(days=RETENTION_DAYS - 10)
    hub.collected("new")
    hub.clock.advance(minutes=5)
    Carrier().go(hub.desk)
    hub.clock.advance(days=11)
    assert privacy.purge(hub.desk) == Purged(people=1, parcels=1)
    assert [one.message.made_at > hub.clock.now - timedelta(days=12) for one in every_message(hub)] == [True, True]
    lines = [e.detail for e in hub.journal() if e.verdict is Verdict.PURGED]
    assert lines == ["messages 2", "messages 2", "people 1 parcels 1"]
    assert privacy.purge(hub.desk) == Purged()


def test_a_code_that_is_open_is_not_told_twice_for_its_message_is_kept(hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "hold.ambient_days", "365")
    parcel = hub.ready()[0]
    hub.clock.advance(minutes=5)
    Carrier().go(hub.desk)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    privacy.purge(hub.desk)
    assert [one.message.parcel_ids for one in every_message(hub)] == [(parcel.id,)]


def test_a_message_that_nobody_has_sent_is_not_forgotten(hub: Hub) -> None:
    with_mail(hub)
    hub.collected()
    hub.clock.advance(days=RETENTION_DAYS + 1)
    privacy.purge(hub.desk)
    assert {one.message.kind for one in every_message(hub)} == {MessageKind.DROPPED_OFF, MessageKind.SHOP_COLLECTED}


def test_who_is_expected_is_not_erased(hub: Hub) -> None:
    hub.ready()
    (found,) = privacy.candidates(hub.desk, "eloise@exemple.fr")
    before = hub.rows()
    assert privacy.erase(hub.desk, found.id).verdict is Verdict.PERSON_EXPECTED
    assert hub.rows() == before


@pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
def test_a_copy_that_cannot_be_removed_is_named(hub: Hub, tmp_path: Path) -> None:
    assert hub.store.file is not None  # a server has no copies beside it
    a_visit(hub)
    (found,) = privacy.candidates(hub.desk, NAME)
    (tmp_path / f"{hub.store.file.name}.before-0002").mkdir()
    with pytest.raises(EnvironmentTrouble) as told:
        privacy.erase(hub.desk, found.id)
    assert told.value.reason.key == "privacy.copies_left"
    assert "before-0002" in str(told.value.reason.args)


def test_all_that_is_held_is_exported_and_nothing_of_others(hub: Hub) -> None:
    a_visit(hub)
    hub.collected("2", "Paul Garnier", email="paul@exemple.fr")
    (found,) = privacy.candidates(hub.desk, EMAIL)
    assert (found.name, found.contacts) == (NAME, (PHONE, EMAIL.lower()))
    about = privacy.export(hub.desk, found.id)
    text = repr(about).encode()
    assert {NAME, PROXY, PHONE, "Brimborion", "Xyzalgine"} <= seen_in(text)
    assert b"Garnier" not in text
    empty = {name for name, rows in about.items() if not rows}
    assert empty <= {"cold_spell"}
    assert hub.journal()[0].action == "export"


def test_a_name_that_several_have_names_them_all(hub: Hub) -> None:
    hub.announce("1", "Anne Petit", email="a@exemple.fr")
    hub.announce("2", "Anne Petit", email="b@exemple.fr")
    assert [one.contacts for one in privacy.candidates(hub.desk, "Anne Petit")] == [
        ("a@exemple.fr",),
        ("b@exemple.fr",),
    ]
    (one,) = privacy.candidates(hub.desk, "b@exemple.fr")
    assert privacy.candidates(hub.desk, one.id) == [one]
    assert privacy.candidates(hub.desk, "nobody at all") == []


def test_it_is_done_once_a_day_by_whoever_comes_first(hub: Hub) -> None:
    a_visit(hub)
    hub.clock.advance(days=RETENTION_DAYS + 1)
    assert nightly.due(hub.desk)
    done = nightly.run(hub.other)
    assert done is not None
    assert done.people == 1
    assert not nightly.due(hub.desk)
    assert nightly.run(hub.desk) is None
    hub.clock.advance(days=1)
    assert nightly.due(hub.desk)
