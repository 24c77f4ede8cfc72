"""The named answers a scan or an action can get, and how loud each one is."""

from enum import StrEnum


class Tone(StrEnum):
    """How an answer looks and sounds across the room."""

    YES = "yes"
    LOOK = "look"  # done or possible, but read the sentence
    NO = "no"


class Verdict(StrEnum):
    """One name per answer; the sentences are in the translations, under the same name."""

    # a customer's code
    READY = "ready"
    PARTLY_READY = "partly_ready"
    PARTLY_TOO_LATE = "partly_too_late"
    NOT_ARRIVED = "not_arrived"
    ALREADY_COLLECTED = "already_collected"
    OVERDUE = "overdue"
    TOO_LATE = "too_late"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    UNKNOWN_CODE = "unknown_code"
    MISREAD = "misread"
    # a handover
    COLLECTED = "collected"
    COLLECTED_ALL = "collected_all"
    WRONG_PARCEL = "wrong_parcel"
    NOTHING_READY = "nothing_ready"
    UNDONE = "undone"
    CANNOT_UNDO = "cannot_undo"
    # a drop-off
    ANNOUNCED = "announced"
    ALREADY_ANNOUNCED = "already_announced"
    RECEIVED = "received"
    SHELVED = "shelved"
    MOVED = "moved"
    ALREADY_RECEIVED = "already_received"
    UNKNOWN_ORDER = "unknown_order"
    SEVERAL_ORDERS = "several_orders"
    NO_SHELF = "no_shelf"
    UNKNOWN_SHELF = "unknown_shelf"
    WRONG_ZONE = "wrong_zone"
    # an import, the settings
    IMPORTED = "imported"
    IMPORT_REFUSED = "import_refused"
    IMPORT_STOPPED = "import_stopped"
    SAVED = "saved"
    ALREADY_EXISTS = "already_exists"
    UNKNOWN_SHOP = "unknown_shop"
    UNKNOWN_PARCEL = "unknown_parcel"
    INVALID = "invalid"
    PRINTED = "printed"
    REPRINTED = "reprinted"
    TEST_PRINTED = "test_printed"
    PRINT_WAITS = "print_waits"
    PRINT_DROPPED = "print_dropped"
    UNKNOWN_PRINT = "unknown_print"
    # the cold clock
    TAKEN_OUT = "taken_out"
    NOT_COLD = "not_cold"
    TOO_WARM = "too_warm"
    # a shelf swept
    SWEPT = "swept"
    # something is in the way
    DATABASE_OFFLINE = "database_offline"
    # what goes back, is missing or broken
    STILL_HERE = "still_here"
    STILL_MISSING = "still_missing"
    FETCHED = "fetched"
    ALREADY_FETCHED = "already_fetched"
    NOT_DUE_BACK = "not_due_back"
    FOR_RETURN = "for_return"
    NO_RETURN_SHELF = "no_return_shelf"
    GIVEN_BACK = "given_back"
    NOTHING_TO_GIVE_BACK = "nothing_to_give_back"
    KEPT = "kept"
    REFUSED = "refused"
    DISPOSED = "disposed"
    NOT_TO_DISPOSE = "not_to_dispose"
    NOTED_MISSING = "noted_missing"
    FOUND = "found"
    DAMAGED = "damaged"
    # the words of messages
    WORDS_SAVED = "words_saved"
    WORDS_WRONG = "words_wrong"
    # what a handover asks for besides the code
    AGE_CHECK = "age_check"
    IDENTITY_CHECK = "identity_check"
    PROXY_UNKNOWN = "proxy_unknown"
    PAYMENT_DUE = "payment_due"
    AMOUNT_UNKNOWN = "amount_unknown"
    SIGNATURE_NEEDED = "signature_needed"
    SETTLED = "settled"
    PROXY_TOLD = "proxy_told"
    TOO_MANY_CODES = "too_many_codes"
    # messages
    MESSAGE_WAITS = "message_waits"
    MESSAGE_CANCELLED = "message_cancelled"
    MESSAGE_SENT = "message_sent"
    UNKNOWN_MESSAGE = "unknown_message"
    # keeping longer
    EXTENDED = "extended"
    CANNOT_EXTEND = "cannot_extend"
    # who stands at the counter
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    WRONG_PIN = "wrong_pin"
    TOO_MANY_TRIES = "too_many_tries"
    UNKNOWN_BADGE = "unknown_badge"
    UNKNOWN_CLERK = "unknown_clerk"
    NEEDS_MANAGER = "needs_manager"
    # what is known of people
    PURGED = "purged"
    ERASED = "erased"
    EXPORTED = "exported"
    PERSON_EXPECTED = "person_expected"
    UNKNOWN_PERSON = "unknown_person"
    SEVERAL_PEOPLE = "several_people"
    PROOF_SAVED = "proof_saved"
    # what a code or a label opened once
    THROWN_AWAY = "thrown_away"
    # what a counter did alone, and the hub could not make its own
    INCIDENT = "incident"
    INCIDENT_SOLVED = "incident_solved"
    ALREADY_SOLVED = "already_solved"
    UNKNOWN_INCIDENT = "unknown_incident"
    NOT_APPLIED = "not_applied"  # done alone, and the hub cannot read what it was
    # the database kept and taken back
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    # several hubs
    OTHER_HUB = "other_hub"
    NEEDS_SERVER = "needs_server"


_MILD_REFUSALS = frozenset(
    {
        Verdict.NOT_ARRIVED,
        Verdict.ALREADY_RECEIVED,
        Verdict.SEVERAL_ORDERS,
        # what goes back
        Verdict.STILL_MISSING,
        Verdict.ALREADY_FETCHED,
        Verdict.NOT_DUE_BACK,
        Verdict.NOTHING_TO_GIVE_BACK,
        # what a handover asks for: go on when it was seen
        Verdict.AGE_CHECK,
        Verdict.IDENTITY_CHECK,
        Verdict.PROXY_UNKNOWN,
        Verdict.PAYMENT_DUE,
        Verdict.AMOUNT_UNKNOWN,
        Verdict.SIGNATURE_NEEDED,
        Verdict.NEEDS_MANAGER,
        # what is known of people
        Verdict.SEVERAL_PEOPLE,
        # several hubs
        Verdict.OTHER_HUB,
        # what a counter did alone
        Verdict.ALREADY_SOLVED,
        Verdict.NEEDS_SERVER,
    }
)
_LOOK = _MILD_REFUSALS | frozenset(
    {
        Verdict.PARTLY_TOO_LATE,
        Verdict.OVERDUE,
        Verdict.RECEIVED,
        Verdict.ALREADY_ANNOUNCED,
        Verdict.IMPORT_STOPPED,
        Verdict.UNDONE,
        # what goes back
        Verdict.STILL_HERE,
        Verdict.REFUSED,
        Verdict.NOTED_MISSING,
        Verdict.DAMAGED,
        Verdict.TAKEN_OUT,
        # what a counter did alone
        Verdict.INCIDENT,
    }
)
_YES = frozenset(
    {
        Verdict.READY,
        Verdict.PARTLY_READY,
        Verdict.COLLECTED,
        Verdict.COLLECTED_ALL,
        Verdict.ANNOUNCED,
        Verdict.SHELVED,
        Verdict.MOVED,
        Verdict.IMPORTED,
        Verdict.SAVED,
        Verdict.PRINTED,
        Verdict.REPRINTED,
        Verdict.TEST_PRINTED,
        Verdict.PRINT_WAITS,
        Verdict.PRINT_DROPPED,
        # what goes back
        Verdict.FETCHED,
        Verdict.FOR_RETURN,
        Verdict.GIVEN_BACK,
        Verdict.KEPT,
        Verdict.DISPOSED,
        Verdict.FOUND,
        # the words of messages
        Verdict.WORDS_SAVED,
        Verdict.SWEPT,
        # what a handover asks for
        Verdict.SETTLED,
        Verdict.PROXY_TOLD,
        # messages
        Verdict.MESSAGE_WAITS,
        Verdict.MESSAGE_CANCELLED,
        Verdict.MESSAGE_SENT,
        # keeping longer
        Verdict.EXTENDED,
        # who stands at the counter
        Verdict.SIGNED_IN,
        Verdict.SIGNED_OUT,
        # what is known of people
        Verdict.PURGED,
        Verdict.ERASED,
        Verdict.EXPORTED,
        Verdict.PROOF_SAVED,
        # what a counter did alone
        Verdict.INCIDENT_SOLVED,
        # the database kept and taken back
        Verdict.BACKED_UP,
        Verdict.RESTORED,
    }
)


def tone(verdict: Verdict) -> Tone:
    """Colour, icon and sound of a verdict."""
    if verdict in _YES:
        return Tone.YES
    return Tone.LOOK if verdict in _LOOK else Tone.NO


def is_refusal(verdict: Verdict) -> bool:
    """Whether nothing was done; some refusals are nobody's fault and do not shout."""
    return verdict in _MILD_REFUSALS or tone(verdict) is Tone.NO
