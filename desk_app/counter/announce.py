"""Announcing: a shop says that orders will come, by hand or from a file. The same words twice change nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desk_app.counter import entering
from desk_app.counter.deed import deed
from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain.lists import Known
from desk_app.domain.people import normal_email, normal_phone, one_line
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Answer, ImportReport, Reason, RefusedRow
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, parcels, people, places
from desk_app.store.engine import Rollback, Tx

BATCH = 50
"""Orders per transaction: short enough that other counters never notice an import."""


@deed
def announce(desk: Desk, shop_id: str, announcement: Announcement, *, nonce: str | None = None) -> Answer:
    """Announce one order by hand. ANNOUNCED, ALREADY_ANNOUNCED when nothing is new, or INVALID with the field."""
    act = desk.act("announce", nonce)
    wrong, tidy = check(announcement)

    def do(tx: Tx) -> Answer:
        shop = places.shop_by_id(tx, desk.hub_id, shop_id)
        if shop is None:
            raise Refusal(Answer(Verdict.UNKNOWN_SHOP))
        if wrong:
            raise Refusal(Answer(Verdict.INVALID, {"field": wrong}))
        outcome = entering.enter(tx, act, shop, [tidy])
        journal.write(tx, act, outcome.lines)
        is_new = outcome.new + outcome.changed > 0
        return _announced(tx, Verdict.ANNOUNCED if is_new else Verdict.ALREADY_ANNOUNCED, outcome.parcel_ids)

    return perform(desk, act, do, lambda tx, before: _announced(tx, Verdict.ANNOUNCED, journal.parcel_ids(before)))


def check(announcement: Announcement) -> tuple[str | None, Announcement]:
    """The first field that is wrong, if one is, and the announcement with its contacts in their normal form."""
    tidy = replace(
        announcement,
        reference=one_line(announcement.reference),
        customer=one_line(announcement.customer),
        items=one_line(announcement.items),
        note=one_line(announcement.note),
        slot=one_line(announcement.slot),
        email=normal_email(announcement.email),
        phone=normal_phone(announcement.phone),
    )
    contacts = {
        "email": bool(tidy.email) or not (announcement.email or "").strip(),
        "phone": bool(tidy.phone) or not (announcement.phone or "").strip(),
    }
    return _first_wrong(tidy) or next((field for field, is_right in contacts.items() if not is_right), None), tidy


def _first_wrong(a: Announcement) -> str | None:
    """The first field that cannot be entered; to cancel an order its reference is enough."""
    rights = {
        "order": bool(a.reference),
        "customer": bool(a.customer) or a.cancelled,
        "pieces": a.pieces is None or 1 <= a.pieces <= entering.MOST_PIECES,
        "due": a.due_cents is None or 0 <= a.due_cents <= entering.MOST_DUE,
    }
    return next((field for field, is_right in rights.items() if not is_right), None)


def _announced(tx: Tx, verdict: Verdict, parcel_ids: Sequence[str]) -> Answer:
    first = parcels.by_ids(tx, parcel_ids[:1])
    found = tuple(p for p in parcels.of_order(tx, first[0].order_id) if p.state is not State.CANCELLED) if first else ()
    args = {"order": first[0].order, "shop": first[0].shop, "n": len(found)} if first else {}
    return Answer(verdict, args, found)


def import_orders(
    desk: Desk,
    shop_id: str,
    announcements: Sequence[Announcement],
    *,
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Enter a file's orders, a batch per transaction; ``dry_run`` counts and writes nothing.

    ``on_progress`` gets (done, all) after each batch; what it raises stops the import there. What was entered
    stays, and the same file again goes on from there.
    """
    report = ImportReport()
    for start in range(0, len(announcements), BATCH):
        batch = announcements[start : start + BATCH]
        wrong = [(a, field) for a in batch if (field := _first_wrong(a))]
        report = replace(report, refused=(*report.refused, *(_refused(a, field) for a, field in wrong)))
        right = [a for a in batch if not _first_wrong(a)]
        report = _add(report, _enter_batch(desk, shop_id, right, dry_run=dry_run))
        if on_progress is not None:
            on_progress(start + len(batch), len(announcements))
    return report


def _refused(announcement: Announcement, field: str) -> RefusedRow:
    return RefusedRow(announcement.rows[0] if announcement.rows else 0, Reason(f"sentences.field_{field}"))


def _enter_batch(desk: Desk, shop_id: str, batch: Sequence[Announcement], *, dry_run: bool) -> entering.Outcome:
    act = desk.act("import")

    def do(tx: Tx) -> entering.Outcome:
        shop = places.shop_by_id(tx, desk.hub_id, shop_id)
        if shop is None:
            raise LookupError(shop_id)
        outcome = entering.enter(tx, act, shop, batch)
        if dry_run:
            raise Rollback(outcome)
        journal.write(tx, act, outcome.lines)
        return outcome

    return desk.store.write(do)


def _add(report: ImportReport, outcome: entering.Outcome) -> ImportReport:
    return ImportReport(
        new=report.new + outcome.new,
        changed=report.changed + outcome.changed,
        identical=report.identical + outcome.identical,
        cancelled=report.cancelled + outcome.cancelled,
        refused=report.refused,
        warnings=(*report.warnings, *outcome.warnings),
    )


def known_customers(desk: Desk, prefix: str, limit: int = 8) -> tuple[Known, ...]:
    """Customers to complete a form with."""
    found = desk.store.read(lambda tx: people.known(tx, desk.hub_id, prefix, limit))
    return tuple(Known(customer.name, customer.email, customer.phone) for customer in found)
