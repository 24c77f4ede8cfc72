"""Each command: the counter's function it stands for, and what is said of it."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.backup import backup, restore
from desk_app.cli.clerks import clerks
from desk_app.cli.cold import cold_goods
from desk_app.cli.database import copy, init
from desk_app.cli.database_check import check
from desk_app.cli.doctor import doctor
from desk_app.cli.handover import collect, proxy, settle, show_till, undo_handover
from desk_app.cli.hubs import elsewhere, hubs
from desk_app.cli.importing import import_files
from desk_app.cli.incidents import incidents
from desk_app.cli.keeping import keep
from desk_app.cli.messages import message_list, statement
from desk_app.cli.place import Place
from desk_app.cli.prints import print_jobs, printers
from desk_app.cli.privacy import person, purge
from desk_app.cli.proving import save_proof
from desk_app.cli.result import Result, of_answer
from desk_app.cli.returning import COMMANDS as RETURNING
from desk_app.cli.scanning import scan
from desk_app.cli.setting import settings
from desk_app.cli.shelves import paper_list, sweep_shelf
from desk_app.cli.syncing import sync
from desk_app.cli.verifying import verify_journal
from desk_app.counter import announce, check_out, journal, lists, receive, setup
from desk_app.counter.desk import Desk
from desk_app.domain.lists import Filter, Group
from desk_app.domain.values import Announcement, Answer, Parcel, Shelf, Shop
from desk_app.domain.verdicts import Verdict

Command = Callable[[Place, Namespace], Result]

_PAGE = 500
_MOST = 10_000


def _shop(desk: Desk, name: str) -> Shop | Answer:
    return setup.shop_by_name(desk, name) or Answer(Verdict.UNKNOWN_SHOP, {"shop": name})


def shops(place: Place, words: Namespace) -> Result:
    """List the shops, or add one."""
    desk = place.desk()
    if words.what == "add":
        shop = Shop("", words.name, email=words.email, phone=words.phone)
        shop = replace(shop, prepaid=words.prepaid, identity_check=words.identity_check)
        return of_answer(place.texts, setup.save_shop(desk, shop))
    every = setup.shops(desk)
    rows = [{"name": s.name, "email": s.email, "phone": s.phone, "active": s.active} for s in every]
    return Result(result.DONE, {"shops": rows}, [shop.name for shop in every])


def shelves(place: Place, words: Namespace) -> Result:
    """List the shelves, or add one."""
    desk = place.desk()
    if words.what == "add":
        shelf = Shelf("", words.code, "", words.zone, words.capacity, for_returns=words.returns)
        return of_answer(place.texts, setup.save_shelf(desk, shelf))
    every = setup.shelves(desk)
    rows = [
        {"code": s.code, "tag": s.tag, "zone": s.zone, "capacity": s.capacity, "occupied": s.occupied} for s in every
    ]
    lines = result.columns([s.code, place.texts.name_of(s.zone), f"{s.occupied}/{s.capacity or '∞'}"] for s in every)
    return Result(result.DONE, {"shelves": rows}, lines)


def announce_order(place: Place, words: Namespace) -> Result:
    """Announce an order by hand."""
    desk = place.desk()
    shop = _shop(desk, words.shop)
    if isinstance(shop, Answer):
        return of_answer(place.texts, shop)
    announcement = Announcement(
        words.order,
        words.name,
        email=words.email,
        phone=words.phone,
        pieces=words.pieces,
        zone=words.zone,
        age_check=words.age_check,
        due_cents=words.due,
    )
    return of_answer(place.texts, announce.announce(desk, shop.id, announcement))


def import_orders(place: Place, words: Namespace) -> Result:
    """Announce the orders of files."""
    desk = place.desk()
    shop = _shop(desk, words.shop)
    if isinstance(shop, Answer):
        return of_answer(place.texts, shop)
    return import_files(desk, place.texts, shop, [Path(name) for name in words.files], dry_run=words.dry_run)


def parcels(place: Place, words: Namespace) -> Result:
    """List parcels, what moved last first."""
    desk = place.desk()
    shop = _shop(desk, words.shop) if words.shop else None
    if isinstance(shop, Answer):
        return of_answer(place.texts, shop)
    limit = min(words.limit or _MOST, _MOST)
    found: list[Parcel] = []
    total, capped = 0, False
    while len(found) < limit:
        wanted = Filter(
            group=Group.ALL,
            state=words.state,
            shop_id=shop.id if shop else None,
            text=words.search,
            offset=len(found),
            limit=min(_PAGE, limit - len(found)),
        )
        page = lists.parcels(desk, wanted)
        found += page.rows
        total, capped = page.total, page.capped
        if len(page.rows) < wanted.limit:
            break
    fields = {"parcels": [result.fields_of(p) for p in found], "total": total, "capped": capped}
    return Result(result.DONE, fields, result.table(place.texts, found))


def receive_parcel(place: Place, words: Namespace) -> Result:
    """Take a parcel in."""
    desk = place.desk()
    shop = _shop(desk, words.shop) if words.shop else None
    if isinstance(shop, Answer):
        return of_answer(place.texts, shop)
    shop_id = shop.id if shop else None
    answer = receive.receive(desk, words.what, shop_id=shop_id, shelf=words.shelf, pieces=words.pieces)
    return of_answer(place.texts, answer)


def label(place: Place, words: Namespace) -> Result:
    """Print labels, or write them to files."""
    from desk_app.cli.labels import write_or_print  # noqa: PLC0415 - Qt only when something is drawn

    desk = place.desk()
    found: list[Parcel] = []
    for text in words.parcels:
        parcel = lists.parcel(desk, text)
        if parcel is None:
            return of_answer(place.texts, Answer(Verdict.UNKNOWN_PARCEL))
        found.append(parcel)
    return write_or_print(place, found, words)


def sheet(place: Place, words: Namespace) -> Result:
    """Print the command barcodes, or write them to a file."""
    from desk_app.cli.labels import write_or_print_commands  # noqa: PLC0415 - Qt only when something is drawn

    return write_or_print_commands(place, words)


def pickup(place: Place, words: Namespace) -> Result:
    """Show what a pickup code opens."""
    answer = check_out.look(place.desk(), words.code)
    return of_answer(place.texts, answer, answer.pickup.parcels if answer.pickup else (), **elsewhere(answer))


def show_journal(place: Place, words: Namespace) -> Result:
    """The journal, the newest first, or whether it is whole."""
    if words.what == "verify":
        return verify_journal(place, words)
    entries = journal.entries(place.desk(), words.limit)
    rows = [
        {
            "at": e.at,
            "counter": e.counter,
            "clerk": e.clerk,
            "action": e.action,
            "verdict": e.verdict,
            "parcel": e.parcel,
            "detail": e.detail,
            "remark": e.remark,
        }
        for e in entries
    ]
    lines = result.columns(
        [place.texts.when(e.at), e.counter, e.clerk, e.action, e.verdict, e.parcel or "—", e.detail, e.remark]
        for e in entries
    )
    return Result(result.DONE, {"entries": rows}, lines)


def messages(place: Place, words: Namespace) -> Result:
    """Show one to nobody, try the mail server, or see to those that are not sent."""
    if words.what not in ("preview", "test"):
        return message_list(place, words)
    from desk_app.cli.mailing import preview, test  # noqa: PLC0415 - mails and their pictures only here

    return preview(place, words) if words.what == "preview" else test(place, words)


def database(place: Place, words: Namespace) -> Result:
    """Look after the database itself."""
    return _DATABASE[str(words.what)](place, words)


def demo(place: Place, _words: Namespace) -> Result:
    """Open the window on a demonstration hub."""
    from desk_app.demo import open_demonstration  # noqa: PLC0415 - Qt only when there is a window

    return Result(open_demonstration(place.settings, place.texts.language), {})


def tour(place: Place, words: Namespace) -> Result:
    """Play a day in the real windows, offscreen, and keep pictures of it."""
    from desk_app.tour import play  # noqa: PLC0415 - Qt only when there is a window

    files = []
    for shown in play(Path(words.out), place.texts.language):
        files.append({"file": str(shown.file), "shows": shown.sentence})
        if not words.json:
            print(f"{shown.file}  {shown.sentence}", flush=True)
    return Result(result.DONE, {"files": files})


_DATABASE: dict[str, Command] = {"check": check, "init": init, "copy": copy}

COMMANDS: dict[str, Command] = {
    "demo": demo,
    "tour": tour,
    "hubs": hubs,
    "shops": shops,
    "shelves": shelves,
    "clerks": clerks,
    "announce": announce_order,
    "import": import_orders,
    "parcels": parcels,
    "receive": receive_parcel,
    "label": label,
    "sheet": sheet,
    "pickup": pickup,
    "collect": collect,
    "keep": keep,
    "undo": undo_handover,
    **RETURNING,
    "proxy": proxy,
    "settle": settle,
    "till": show_till,
    "scan": scan,
    "journal": show_journal,
    "purge": purge,
    "person": person,
    "proof": save_proof,
    "settings": settings,
    "printers": printers,
    "prints": print_jobs,
    "messages": messages,
    "incidents": incidents,
    "statement": statement,
    "doctor": doctor,
    "cold": cold_goods,
    "sweep": sweep_shelf,
    "paper": paper_list,
    "sync": sync,
    "backup": backup,
    "restore": restore,
    "database": database,
}
