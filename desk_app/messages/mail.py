"""A rendered message as a standard mail: plain text, HTML, and the code's picture inside it."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime

from desk_app.domain.people import one_line
from desk_app.messages.picture import code_picture
from desk_app.messages.render import Rendered


def server_address(text: str) -> str | None:
    """An address as mail servers take it, its domain in ASCII, or None for what they would not."""
    local, _, domain = text.rpartition("@")
    try:
        return Address(addr_spec=f"{local}@{domain.encode('idna').decode()}").addr_spec
    except (ValueError, IndexError, MessageError):  # what the library raises is as odd as what it is given
        return None


def picture_id(message_id: str, sender: str) -> str:
    """The name by which the HTML of a message calls its picture, behind ``cid:``."""
    return f"code.{message_id}@{_domain(sender)}"


def mail_of(rendered: Rendered, message_id: str, hub: str, sender: str, recipient: str, at: datetime) -> EmailMessage:
    """The mail of one message, the same Message-ID whenever it is made; both addresses are :func:`server_address`.

    Header lines are written by the standard library, which folds and encodes what it is given; here it is one line.
    """
    mail = EmailMessage()
    mail["From"] = Address(one_line(hub), addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)  # no name: the address is enough
    mail["Subject"] = one_line(rendered.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_id}@{_domain(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"  # answering machines stay quiet
    mail.set_content(rendered.text)
    mail.add_alternative(rendered.html, subtype="html")
    if rendered.code:
        _add_picture(mail, rendered.code, f"<{picture_id(message_id, sender)}>")
    return mail


def _add_picture(mail: EmailMessage, code: str, cid: str) -> None:
    shown = mail.get_body(("html",))
    assert isinstance(shown, MIMEPart)
    shown.add_related(code_picture(code), "image", "png", cid=cid, disposition="inline", filename="code.png")


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
