"""Looking at messages before anybody gets them, and trying the mail server."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.messages import message_list
from desk_app.cli.place import Place
from desk_app.cli.result import Result
from desk_app.counter import setup
from desk_app.counter.desk import Desk
from desk_app.counter.message_texts import own_words
from desk_app.domain.messages import Later, NoWay, Refused, Unknown
from desk_app.domain.people import normal_email
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.messages.mail import mail_of, picture_id
from desk_app.messages.picture import inline_picture
from desk_app.messages.post import Ways, test_mail
from desk_app.messages.render import render
from desk_app.messages.sample import CODE, sample
from desk_app.messages.words import our_words

_NOBODY = "client@exemple.fr"


def messages(place: Place, words: Namespace) -> Result:
    """Show one to nobody, try the mail server, or see to those that are not sent."""
    match words.what:
        case "preview":
            return preview(place, place.desk(), words)
        case "test":
            return test(place, place.desk(), words)
        case _:
            return message_list(place, words)


def preview(place: Place, desk: Desk, words: Namespace) -> Result:
    """A message to a demonstration customer or shop, in the hub's name and words."""
    language = place.texts.language
    hub = setup.hub_settings(desk)
    said = own_words(desk).get((words.kind, language)) or our_words(language)[words.kind]
    telling = sample(words.kind, language, hub, desk.clock())
    shown = render(words.kind, said, telling, inline_picture(CODE))
    files = {}
    if words.html:
        files[words.html] = shown.html.encode()
    if words.eml:
        sender = hub.get("smtp.sender") or _NOBODY
        sent = render(words.kind, said, telling, f"cid:{picture_id('preview', sender)}")
        mail = mail_of(sent, "preview", telling.hub, sender, _NOBODY, desk.clock())
        files[words.eml] = mail.as_bytes()
    _write(files)
    fields = {"kind": words.kind, "subject": shown.subject, "text": shown.text, "sms": shown.sms, "files": list(files)}
    if files:
        return Result(result.DONE, fields, [place.texts("mail.to_files", files=", ".join(files))])
    return Result(result.DONE, fields, [place.texts("mail.subject", subject=shown.subject), "", shown.text, shown.sms])


def test(place: Place, desk: Desk, words: Namespace) -> Result:
    """Send a test mail now, and say exactly what is in the way if it does not go."""
    address = normal_email(words.address)
    if address is None:
        return _failed(place, Reason("mail.address_wrong"), result.REFUSED)
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


def _write(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        try:
            Path(name).write_bytes(data)
        except OSError as error:
            raise EnvironmentTrouble(Reason("mail.file_unwritable", {"file": name})) from error
