"""What the command line takes. Every command is declared here, and nowhere else."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from desk_app.domain.checks import Identity, Method
from desk_app.domain.clerks import Role
from desk_app.domain.messages import MessageKind, MessageState
from desk_app.domain.money import parse_cents
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES
from desk_app.settings import RAW_LANGUAGES

UNKNOWN, PAID = "unknown", "paid"
COUNTER_ROLE = "comptoir_counter"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its words. Exits with status 2 and a usage line when they are not understood."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    common = _common(default=argparse.SUPPRESS)  # the same options may stand after the command too
    parser = argparse.ArgumentParser(
        "desk-app",
        description="Comptoir, the counter of a click & collect hub. Without a command: the window.",
        parents=[_common(default=None)],
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    add("demo", "open the window on a demonstration hub")
    tour = add("tour", "play a whole day in the real windows, offscreen")
    tour.add_argument("--out", required=True, metavar="DIR", help="where the pictures and labels go")
    _add_places(
        add("hubs", "list the hubs that share the database, or add one"),
        add("shops", "list the shops, or add one"),
        add("shelves", "list the shelves, or add one"),
    )
    _add_clerks(add("clerks", "list who works at the counters, or change one of them"))
    _add_announcing(add("announce", "announce an order"), add("import", "announce the orders of files"))
    _add_parcels(add("parcels", "list parcels"), add("receive", "take a parcel in"), add("label", "print labels"))
    _add_sheet(add("sheet", "print the command barcodes to stick beside the till"))
    _add_handover(
        add("pickup", "show what a pickup code opens; changes nothing"),
        add("collect", "hand parcels over"),
        add("undo", "take a handover back"),
    )
    _add_returning(add)
    keep = add("keep", "keep a parcel that waits here some opening days longer")
    keep.add_argument("parcel", metavar="PARCEL")
    keep.add_argument("--days", type=_count, required=True, metavar="N", help="after its limit; after today if late")
    _add_money(
        add("proxy", "keep who may come instead of a customer"),
        add("settle", "say what is left to pay of an order"),
        add("till", "what was taken on a day, by shop and method"),
    )
    scan = add("scan", "say what a scanned text is; changes nothing")
    scan.add_argument("text", metavar="TEXT")
    scan.add_argument("--layout", default="", metavar="L", help="the computer's keyboard, as in fr or fr(bepo)")
    journal = add("journal", "show the journal, the newest first")
    journal.add_argument("--limit", type=_count, default=50, metavar="N")
    _add_verifying(journal)
    settings = add("settings", "list, show or set the settings")
    settings.add_argument("key", nargs="?", metavar="KEY")
    settings.add_argument("value", nargs="?", metavar="VALUE")
    settings.add_argument("--stdin", action="store_true", help="set a secret to the first line of standard input")
    _add_privacy(
        add("purge", "make people anonymous whose last parcel left long ago"),
        add("person", "what is held about one person"),
    )
    _add_cold(add("cold", "list what is out of the cold, or take something out; the log of it"))
    sweep = add("sweep", "compare what was scanned at a shelf with what should stand there")
    sweep.add_argument("shelf", metavar="SHELF")
    sweep.add_argument("file", metavar="FILE", help="a scan on each line; - is standard input")
    sweep.add_argument("--mend", action="store_true", help="move what is misplaced here, mark what is not here missing")
    paper = add("paper", "the list to hand parcels over with when the counter is out of order")
    paper.add_argument("--pdf", required=True, metavar="F")
    proof = add("proof", "write what became of a parcel on one page")
    proof.add_argument("parcel", metavar="PARCEL")
    proof.add_argument("--pdf", required=True, metavar="F")
    add("printers", "list the printers, and where labels go")
    prints = add("prints", "list what is not printed yet, print it again or drop it")
    change = prints.add_subparsers(dest="what")
    for name, text in (("retry", "print what is left of it, now"), ("cancel", "drop what is left of it")):
        one = change.add_parser(name, help=text, parents=[_common(default=argparse.SUPPRESS)])
        one.add_argument("id", metavar="ID")
    _add_telling(
        add("messages", "list what is not sent, or act on it"), add("statement", "what a shop is told of a day")
    )
    _add_alone(
        add("sync", "replay what this counter did alone, and refresh its copy of the hub"),
        add("incidents", "list what counters did alone and the server refused, or say how one was solved"),
    )
    add("doctor", "check database, printers, fonts, disk and languages")
    _add_keeping(
        add("backup", "write the whole database into one file, while counters work"),
        add("restore", "take the database back from such a file; what was there is set aside"),
        add("database", "look after the database itself"),
    )
    return parser


def _add_alone(sync: argparse.ArgumentParser, incidents: argparse.ArgumentParser) -> None:
    sync.add_argument("--give-back", action="store_true", help="the server was restored: replay all of the last days")
    _add_incidents(incidents)


class _Version(argparse.Action):
    """Looks the version up only when asked: the window does not wait for it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        parser.exit(message=f"desk-app {version('desk-app')}\n")


def _common(default: str | None) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--profile", metavar="DIR", default=default, help="where this counter keeps its data")
    common.add_argument("--database", metavar="URL", default=default, help="sqlite:///FILE or postgresql://…")
    common.add_argument("--lang", choices=LANGUAGES, default=default, help="language of the answers")
    is_json = default if default is argparse.SUPPRESS else False
    common.add_argument("--json", action="store_true", default=is_json, help="one JSON object on standard output")
    return common


def _add_cold(cold: argparse.ArgumentParser) -> None:
    what = cold.add_subparsers(dest="what")
    out = what.add_parser("out", help="it leaves its fridge", parents=[_common(default=argparse.SUPPRESS)])
    out.add_argument("parcel", metavar="PARCEL")
    log = what.add_parser("log", help="each time out of the cold", parents=[_common(default=argparse.SUPPRESS)])
    log.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY", help="a month ago when left out")
    log.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY", help="today when left out")
    log.add_argument("--csv", metavar="F")
    log.add_argument("--pdf", metavar="F")


def _add_places(
    hubs: argparse.ArgumentParser, shops: argparse.ArgumentParser, shelves: argparse.ArgumentParser
) -> None:
    what = hubs.add_subparsers(dest="what")
    new = what.add_parser("add", help="add a hub", parents=[_common(default=argparse.SUPPRESS)])
    new.add_argument("name", metavar="NAME")
    shop = shops.add_subparsers(dest="what").add_parser("add", parents=[_common(default=argparse.SUPPRESS)])
    shop.add_argument("name", metavar="NAME")
    shop.add_argument("--email", metavar="E")
    shop.add_argument("--phone", metavar="P")
    shop.add_argument("--prepaid", action="store_true", help="nothing of it is ever paid at the hub")
    shop.add_argument("--identity-check", action="store_true", help="it wants a document seen")
    shelf = shelves.add_subparsers(dest="what").add_parser("add", parents=[_common(default=argparse.SUPPRESS)])
    shelf.add_argument("code", metavar="CODE")
    shelf.add_argument("--zone", required=True, type=Zone, choices=list(Zone), metavar="|".join(Zone))
    shelf.add_argument("--capacity", type=_count, metavar="N")
    shelf.add_argument("--returns", action="store_true", help="kept for what goes back to the shops")


def _add_clerks(clerks: argparse.ArgumentParser) -> None:
    change = clerks.add_subparsers(dest="what")

    def one(name: str, text: str) -> argparse.ArgumentParser:
        made = change.add_parser(name, help=text, description=text, parents=[_common(default=argparse.SUPPRESS)])
        made.add_argument("name", metavar="NAME")
        return made

    add = one("add", "name somebody, or take somebody back")
    add.add_argument("--manager", action="store_true", help="may change the hub; the first clerk must be one")
    add.add_argument("--pin-stdin", action="store_true", help="read their PIN from standard input")
    one("pin", "give them the PIN that is typed, or read from standard input")
    where = one("badge", "write a new badge; the old one is dead").add_mutually_exclusive_group(required=True)
    where.add_argument("--pdf", metavar="F")
    where.add_argument("--png", metavar="F")
    role = one("role", "make them a manager, or a clerk")
    role.add_argument("role", type=Role, choices=list(Role), metavar="|".join(Role))
    one("remove", "they work here no longer")


def _add_verifying(journal: argparse.ArgumentParser) -> None:
    text = "say whether no line was changed, taken out or put in, and where each counter's chain ends"
    verify = journal.add_subparsers(dest="what").add_parser(
        "verify", help=text, description=text, parents=[_common(default=argparse.SUPPRESS)]
    )
    verify.add_argument("--head", action="append", dest="heads", metavar="FILE", help="what it showed earlier")


def _add_keeping(
    backup: argparse.ArgumentParser, restore: argparse.ArgumentParser, database: argparse.ArgumentParser
) -> None:
    for command in (backup, restore):
        command.add_argument("file", metavar="FILE")
    _add_database(database)


def _add_database(database: argparse.ArgumentParser) -> None:
    acts = database.add_subparsers(dest="what", required=True)
    text = "say whether it is whole, ours, safe and backed up; changes nothing"
    acts.add_parser("check", help=text, description=text, parents=[_common(default=argparse.SUPPRESS)])
    text = "make a shared database ready: tables, hub, and the role that counters connect as; mends what is there"
    init = acts.add_parser("init", help=text, description=text, parents=[_common(default=argparse.SUPPRESS)])
    init.add_argument("url", metavar="URL", help="as the role that is to own the tables")
    init.add_argument("--counter-role", default=COUNTER_ROLE, metavar="NAME", help="%(default)s when left out")
    init.add_argument("--password-stdin", action="store_true", help="that role's password; else one is made and shown")
    init.add_argument("--hub", metavar="NAME", help="what a new hub is called")
    text = "copy the hub of one database into another, and compare every row"
    copy = acts.add_parser("copy", help=text, description=text, parents=[_common(default=argparse.SUPPRESS)])
    copy.add_argument("source", metavar="FROM")
    copy.add_argument("target", metavar="TO")


def _add_privacy(purge: argparse.ArgumentParser, person: argparse.ArgumentParser) -> None:
    purge.add_argument("--dry-run", action="store_true", help="count, and change nothing")
    change = person.add_subparsers(dest="what", required=True)
    export = change.add_parser("export", help="write all of it", parents=[_common(default=argparse.SUPPRESS)])
    export.add_argument("who", metavar="NAME_OR_CONTACT")
    export.add_argument("--out", metavar="F", help="a JSON file; else standard output")
    erase = change.add_parser("erase", help="forget them", parents=[_common(default=argparse.SUPPRESS)])
    erase.add_argument("id", metavar="ID", help="as export shows it")


def _add_announcing(announce: argparse.ArgumentParser, files: argparse.ArgumentParser) -> None:
    announce.add_argument("--shop", required=True, metavar="S")
    announce.add_argument("--order", required=True, metavar="REF")
    announce.add_argument("--name", required=True, metavar="N")
    announce.add_argument("--email", metavar="E")
    announce.add_argument("--phone", metavar="P")
    announce.add_argument("--pieces", type=int, metavar="N")
    announce.add_argument("--zone", type=Zone, choices=list(Zone), metavar="Z")
    announce.add_argument("--age-check", action="store_true", help="only for people of 18 or more")
    announce.add_argument("--due", type=_amount, default=0, metavar=f"EUROS|{UNKNOWN}", help="nothing when left out")
    files.add_argument("--shop", required=True, metavar="S")
    files.add_argument("files", nargs="+", metavar="FILE")
    files.add_argument("--dry-run", action="store_true", help="count, and write nothing")


def _add_parcels(
    parcels: argparse.ArgumentParser, receive: argparse.ArgumentParser, label: argparse.ArgumentParser
) -> None:
    parcels.add_argument("--state", type=State, choices=list(State), metavar="S")
    parcels.add_argument("--shop", metavar="S")
    parcels.add_argument("--search", default="", metavar="TEXT")
    parcels.add_argument("--limit", type=_count, metavar="N")
    receive.add_argument("what", metavar="PARCEL_OR_ORDER")
    receive.add_argument("--shop", metavar="S")
    receive.add_argument("--shelf", metavar="CODE")
    receive.add_argument("--pieces", type=int, metavar="N", help="how many the order has; all of them are here")
    label.add_argument("parcels", nargs="+", metavar="PARCEL")
    label.add_argument("--size", metavar="62x29")
    label.add_argument("--dpi", type=_count, metavar="N")
    where = label.add_mutually_exclusive_group(required=True)
    where.add_argument("--pdf", metavar="F")
    where.add_argument("--png", metavar="F")
    where.add_argument("--printer", metavar="NAME")
    where.add_argument("--socket", metavar="HOST:PORT")
    where.add_argument("--out", metavar="F", help="what a raw printer would be sent")
    label.add_argument("--language", choices=RAW_LANGUAGES, help="what that raw printer understands")


def _add_telling(messages: argparse.ArgumentParser, statement: argparse.ArgumentParser) -> None:
    messages.add_argument("--state", type=MessageState, choices=list(MessageState), metavar="S")
    acts = messages.add_subparsers(dest="what")
    _add_mailing(acts)

    def act(name: str, text: str) -> argparse.ArgumentParser:
        return acts.add_parser(name, help=text, parents=[_common(default=argparse.SUPPRESS)])

    act("send", "send all that waits, now")
    retry = act("retry", "send it again; all that failed when no ID is given")
    retry.add_argument("id", nargs="?", metavar="ID")
    retry.add_argument("--to", metavar="ADDRESS", help="the e-mail address or phone it goes to from now on")
    act("cancel", "send it never").add_argument("id", metavar="ID")
    act("sent", "what was perhaps sent did arrive").add_argument("id", metavar="ID")
    statement.add_argument("shop", metavar="SHOP")
    statement.add_argument("--day", type=date.fromisoformat, metavar="D", help="2026-11-28; today when left out")


def _add_incidents(incidents: argparse.ArgumentParser) -> None:
    solve = incidents.add_subparsers(dest="what").add_parser("solve", parents=[_common(default=argparse.SUPPRESS)])
    solve.add_argument("id", metavar="ID")
    solve.add_argument("--how", required=True, metavar="TEXT", help="what was found and done")


def _add_sheet(sheet: argparse.ArgumentParser) -> None:
    sheet.add_argument("--labels", action="store_true", help="each on a label of its own, not all on an A4 page")
    where = sheet.add_mutually_exclusive_group(required=True)
    where.add_argument("--pdf", metavar="F")
    where.add_argument("--printer", metavar="NAME")


def _add_mailing(acts: Any) -> None:
    preview = acts.add_parser("preview", help="show one to nobody", parents=[_common(default=argparse.SUPPRESS)])
    preview.add_argument("kind", type=MessageKind, choices=list(MessageKind), metavar="|".join(MessageKind))
    preview.add_argument("--html", metavar="F")
    preview.add_argument("--eml", metavar="F")
    test = acts.add_parser("test", help="send a test mail now", parents=[_common(default=argparse.SUPPRESS)])
    test.add_argument("address", metavar="ADDRESS")


def _add_handover(
    pickup: argparse.ArgumentParser, collect: argparse.ArgumentParser, undo: argparse.ArgumentParser
) -> None:
    pickup.add_argument("code", metavar="CODE")
    collect.add_argument("code", metavar="CODE")
    collect.add_argument("--parcel", action="append", dest="parcels", metavar="ID", help="all ready ones when none")
    collect.add_argument("--majority-seen", action="store_true", help="a document said 18 or more")
    collect.add_argument("--identity-seen", type=Identity, choices=list(Identity), metavar="KIND")
    collect.add_argument("--paid", type=Method, choices=list(Method), metavar="METHOD", help="all that is due")
    collect.add_argument("--proxy", default="", metavar="NAME", help="who came instead of the customer")
    collect.add_argument("--override", default="", metavar="TEXT", help="why, though it was out of the cold too long")
    collect.add_argument("--at", type=_moment, metavar="TIME", help="was on paper: 14:05 or 2026-11-28T14:05")
    undo.add_argument("parcel", metavar="PARCEL")
    undo.add_argument("--reason", required=True, metavar="TEXT")


def _add_money(proxy: argparse.ArgumentParser, settle: argparse.ArgumentParser, till: argparse.ArgumentParser) -> None:
    proxy.add_argument("code", metavar="CODE")
    proxy.add_argument("--name", required=True, metavar="N", help="empty for nobody any more")
    settle.add_argument("parcel", metavar="PARCEL")
    settle.add_argument("--due", required=True, type=_left_to_pay, metavar=f"EUROS|{PAID}")
    till.add_argument("--day", type=date.fromisoformat, metavar="D", help="2026-11-28; today when left out")
    till.add_argument("--counter", metavar="C", help="all counters when left out")


def _add_returning(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    add("overdue", "list what is to be fetched, given back, searched for and thrown away")
    back = add("return", "fetch a parcel that goes back, or give what is fetched back to its shop")
    back.add_argument("parcel", nargs="?", metavar="PARCEL")
    back.add_argument("--reason", choices=[reason.value for reason in ReturnReason], help="known when left out")
    back.add_argument("--shop", metavar="S", help="to whom all that is fetched of theirs is given")
    back.add_argument("--taken-by", default="", metavar="NAME")
    back.add_argument("--pdf", metavar="F", help="write the return slip")

    def about(name: str, text: str) -> argparse.ArgumentParser:
        one = add(name, text)
        one.add_argument("parcel", metavar="PARCEL")
        return one

    thrown = about("dispose", "throw away what is past its limit, or damaged")
    thrown.add_argument("--reason", required=True, metavar="TEXT")
    about("missing", "note that a parcel is not where it should be")
    again = about("found", "a missing parcel is there again")
    again.add_argument("--shelf", metavar="CODE", help="where it was when left out")
    about("refuse", "the customer does not want it: it goes back").add_argument("--note", default="", metavar="TEXT")
    broken = about("damaged", "note what is broken")
    broken.add_argument("--note", required=True, metavar="TEXT")
    broken.add_argument("--picture", metavar="F", help="a JPEG or a PNG")
    broken.add_argument("--goes-back", action="store_true", help="to its shop")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _amount(text: str) -> int | None:
    if text.strip().lower() == UNKNOWN:
        return None
    cents = parse_cents(text)
    if cents is None:
        raise argparse.ArgumentTypeError(f"{text!r}: 12.50, 12,50 or {UNKNOWN}")
    return cents


def _left_to_pay(text: str) -> int:
    cents = 0 if text.strip().lower() == PAID else parse_cents(text)
    if cents is None:
        raise argparse.ArgumentTypeError(f"{text!r}: 12.50, 12,50 or {PAID}")
    return cents


def _moment(text: str) -> datetime | time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)
