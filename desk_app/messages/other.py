"""Short messages by another channel, of which Apprise knows a hundred: SMS services and all sorts of messengers.

Its address is a secret. ``{to}`` in it is the number of whoever is told, so that nothing else can get into it.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from desk_app.domain.messages import Later, NoWay, Outcome, Refused, Sent, Unknown
from desk_app.domain.people import one_line
from desk_app.domain.values import Reason

if TYPE_CHECKING:
    from apprise import AppriseResult, NotifyBase

_NEVER_REACHED = re.compile(
    r"NewConnectionError|ConnectTimeout|NameResolutionError|Failed to (establish|resolve)|refused|CERTIFICATE|SSLError"
)
_ANSWERED = re.compile(r"error=(\d{3})")
_NUMBERS = re.compile(r"\+?\d{6,}|\S+://\S+")
_MOST_SAID = 160


class OtherChannel:
    """Sends short messages by one service."""

    def __init__(self, address: str) -> None:
        self._address = address

    def send(self, text: str, phone: str, handing: Callable[[], None]) -> Outcome:
        """Send a text to an E.164 number. ``handing`` is called before the service is asked."""
        if find_spec("apprise") is None:
            return NoWay(Reason("mail.no_apprise"))
        service = _service(self._address, phone.removeprefix("+"))
        if service is None:
            return NoWay(Reason("mail.other_address"))
        handing()
        return _sent(service, text)


def _service(address: str, digits: str) -> "NotifyBase | None":
    from apprise import Apprise, AppriseAsset, PersistentStoreMode  # noqa: PLC0415 - slow to load, and an extra

    asset = AppriseAsset(app_id="Comptoir", async_mode=False, storage_mode=PersistentStoreMode.MEMORY)
    with _listening():
        return Apprise.instantiate(address.replace("{to}", digits), asset=asset)


def _sent(service: "NotifyBase", text: str) -> Outcome:
    from apprise import Apprise  # noqa: PLC0415 - as above

    told = Apprise()
    told.add(service)
    with _listening():
        result = told.notify(body=text, body_format="text", log_level=logging.DEBUG)
    return Sent() if result else _failed(result)


@contextmanager
def _listening() -> Iterator[None]:
    """Only its log says why a service was not reached. Numbers and tokens are there too: none of it goes further."""
    own, below = logging.getLogger("apprise"), logging.getLogger("urllib3")
    level = own.level
    own.setLevel(logging.DEBUG)
    own.propagate = below.propagate = False
    try:
        yield
    finally:
        own.setLevel(level)
        own.propagate = below.propagate = True


def _failed(result: "AppriseResult") -> Outcome:
    """What the service's own words tell: it said no, it was never reached, or nobody knows."""
    entries = list(result.logs())
    said = _plain(" ".join(e.message for e in entries if e.level not in ("DEBUG", "TRACE")))
    every = " ".join(entry.message for entry in entries)
    answered = _ANSWERED.search(every)
    if answered is not None:
        final = answered[1].startswith("4") and answered[1] not in ("408", "429")
        words = {"said": said}
        return Refused(Reason("mail.other_refused", words)) if final else Later(Reason("mail.other_not_now", words))
    if _NEVER_REACHED.search(every):
        return Later(Reason("mail.other_not_now", {"said": said}), way_is_shut=True)
    return Unknown(Reason("mail.other_no_answer"))


def _plain(said: str) -> str:
    """Words of a service without the number and the secret address in them: they are kept with the message."""
    return one_line(_NUMBERS.sub("…", said))[:_MOST_SAID]
