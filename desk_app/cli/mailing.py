"""Looking at messages before anybody gets them, and trying the mail server."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import setup
from desk_app.counter.message_texts import own_words
from desk_app.domain.messages import Later, NoWay, Refused, Unknown
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.messages.mail import mail_of, picture_id, server_address
from desk_app.messages.picture import inline_picture
from desk_app.messages.post import Ways, test_mail
from desk_app.messages.render import render
from desk_app.messages.sample import CODE, sample
from desk_app.messages.words import our_words

_NOBODY = "client@exemple.fr"


def preview(place: Place, words: Namespace) -> Result:
    """A message to a demonstration customer or shop, in the hub's name and words."""
    desk, language = place.desk(), place.texts.language
    hub = setup.hub_settings(desk)
    said = own_words(desk).get((words.kind, language)) or our_words(language)[words.kind]
    telling = sample(words.kind, language, hub, desk.clock())
    shown = render(words.kind, said, telling, inline_picture(CODE))
    fields = {"kind": words.kind, "subject": shown.subject, "text": shown.text, "sms": shown.sms}
    if words.html:
        _write(words.html, shown.html.encode())
    if words.eml:
        sent = render(words.kind, said, telling, f"cid:{picture_id('preview', _NOBODY)}")
        _write(words.eml, mail_of(sent, "preview", telling.hub, _NOBODY, _NOBODY, desk.clock()).as_bytes())
    lines = [place.texts("mail.subject", subject=shown.subject), "", shown.text, shown.sms]
    return Result(result.DONE, fields, lines)


def test(place: Place, words: Namespace) -> Result:
    """Send a test mail now, and say exactly what is in the way if it does not go."""
    address = server_address(words.address)
    if address is None:
        return _failed(place, Reason("mail.address_wrong"), result.REFUSED)
    desk = place.desk()
    hub = setup.hub_settings(desk)
    account = Ways.of(desk.hub_id, hub, place.settings.get("smtp.ca_file")).mail
    if isinstance(account, Reason):
        return _failed(place, account, result.ENVIRONMENT)
    match test_mail(account, hub["hub.name"], address, place.texts, datetime.now(UTC)):
        case Refused(reason):
            return _failed(place, reason, result.REFUSED)
        case Later(reason) | NoWay(reason) | Unknown(reason):
            return _failed(place, reason, result.ENVIRONMENT)
    message = place.texts("mail.test_sent", host=account.host, address=address)
    return Result(result.DONE, {"verdict": "sent", "message": message}, [message])


def _failed(place: Place, reason: Reason, status: int) -> Result:
    message = wording.reason(place.texts, reason)
    return Result(
        status, {"verdict": "refused" if status == result.REFUSED else "environment", "message": message}, [message]
    )


def _write(name: str, data: bytes) -> None:
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        raise EnvironmentTrouble(Reason("mail.file_unwritable", {"file": name})) from error
