"""The journal's chains from the command line: whether they hold, and where they end."""

import re
from argparse import Namespace
from pathlib import Path

from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import journal
from desk_app.domain.chain import Break, Head
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

_HEAD = re.compile(r"^(.+?)\s+([0-9]+)\s+([0-9a-f]{16,64})$", re.MULTILINE | re.IGNORECASE)


def verify_journal(place: Place, words: Namespace) -> Result:
    """Go along every counter's chain, and compare it with the heads noted in the files."""
    noted = [head for file in words.heads or () for head in _noted(Path(file))]
    verified = journal.verify(place.desk(), noted)
    wrong = {(b.hub_id, b.counter) for b in verified.breaks}
    whole = [head for head in verified.heads if (head.hub_id, head.counter) not in wrong]
    rows = [{"hub": h.hub_id, "counter": h.counter, "seq": h.seq, "digest": h.digest} for h in whole]
    breaks = [
        {"hub": b.hub_id, "counter": b.counter, "seq": b.seq, "fault": b.fault, "row": b.row_id}
        for b in verified.breaks
    ]
    heads = result.columns([h.counter, h.seq, h.digest] for h in whole)
    message = place.texts("journal.broken" if breaks else "journal.holds", n=sum(h.seq for h in verified.heads))
    status = result.REFUSED if breaks else result.DONE
    fields = {"holds": not breaks, "message": message, "heads": rows, "breaks": breaks}
    return Result(status, fields, [*heads, *(_said(place, found) for found in verified.breaks), message])


def _said(place: Place, found: Break) -> str:
    key = f"journal.fault_{found.fault.value}"
    return place.texts(key, counter=found.counter, seq=found.seq, row=found.row_id or "—")


def _noted(file: Path) -> list[Head]:
    """The heads that a text names, one a line as they were shown: counter, number, digest or its beginning."""
    try:
        data = file.read_bytes()
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except (OSError, ValueError) as error:
        raise EnvironmentTrouble(Reason("journal.heads_unreadable", {"file": str(file)})) from error
    heads = [
        Head("", counter.strip(), int(seq), digest) for counter, seq, digest in _HEAD.findall(text.replace("\r", ""))
    ]
    if not heads:
        raise EnvironmentTrouble(Reason("journal.heads_unreadable", {"file": str(file)}))
    return heads
