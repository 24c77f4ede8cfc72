"""The mail itself, sent to a real server and read back by others: its headers, its parts, its picture."""

import io
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

import pytest
import zxingcpp
from PIL import Image

from desk_app.domain.codes import new_pickup_code
from desk_app.domain.messages import MessageKind, Sent, Telling
from desk_app.domain.templates import NEEDED
from desk_app.i18n import LANGUAGES
from desk_app.messages.picture import code_picture
from desk_app.messages.post import Post, Ways
from desk_app.messages.smtp import Account
from tests.messages.servers import SENDER, Authority, Box, mail_server
from tests.messages.tellings import NOW, TO, message, named, telling
from tests.messages.test_render import HOSTILE


def sent(box: Box, account: Account, told: Telling, kind: MessageKind = MessageKind.READY) -> EmailMessage:
    """The mail as it arrived."""
    box.kept.clear()
    with Post(Ways(account, ""), {}, lambda: NOW) as deliver:
        assert deliver(message(kind), told, lambda: None) == Sent()
    return box.mail()


def part(mail: EmailMessage, kind: str) -> MIMEPart:
    """The one part of a kind."""
    (found,) = [each for each in mail.walk() if each.get_content_type() == kind]
    return found


def read_code(png: bytes) -> str:
    """What somebody else's reader reads in a picture."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return str(found.text)


def test_headers_say_who_and_that_it_is_a_machine(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account:
        mail = sent(box, account, telling())
    assert mail["From"] == f"Maison du commerce <{SENDER}>"
    assert mail["To"] == TO
    assert mail["Subject"] == "Maison du commerce : 3 colis à retirer"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == "<0192a3b4@maison.example>"
    assert mail["Date"].datetime == NOW
    assert mail.get_content_type() == "multipart/alternative"
    assert not any(each.defects for each in mail.walk())


def test_the_same_message_has_the_same_id_again(box: Box, authority: Authority) -> None:
    with mail_server(box, authority) as account:
        ids = {sent(box, account, told)["Message-ID"] for told in (telling(), telling(MessageKind.READY, "en"))}
    assert len(ids) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_arrives_whole(box: Box, authority: Authority, kind: MessageKind, language: str) -> None:
    with mail_server(box, authority) as account:
        mail = sent(box, account, telling(kind, language), kind)
    text, page = part(mail, "text/plain").get_content(), part(mail, "text/html").get_content()
    pictures = [each for each in mail.walk() if each.get_content_type() == "image/png"]
    assert ("Lefèvre" in text) or kind.is_for_shop
    assert f'lang="{language}"' in page
    assert box.kept[0].isascii()
    assert max(map(len, box.kept[0].splitlines())) <= 998
    if NEEDED.get(kind) != "code":
        assert pictures == []
        return
    (picture,) = pictures
    assert read_code(picture.get_content()) == "BKDFTRHLN"
    assert "BKD-FTR-HLN" in text
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in page
    assert picture.get_content_disposition() == "inline"


def test_any_code_is_read_in_its_picture() -> None:
    for _ in range(50):
        code = new_pickup_code()
        assert read_code(code_picture(code)) == code


def test_a_picture_is_small() -> None:
    png = code_picture("BKDFTRHLN")
    picture = Image.open(io.BytesIO(png))
    assert picture.size == (406, 406)
    assert picture.mode == "1"
    assert len(png) < 1500


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_gets_into_a_header_or_out_of_the_page(box: Box, authority: Authority, name: str) -> None:
    with mail_server(box, authority) as account:
        honest = sent(box, account, telling())
        mail = sent(box, account, named(telling(), name))
    assert mail.keys() == honest.keys()
    assert [each.get_content_type() for each in mail.walk()] == [each.get_content_type() for each in honest.walk()]
    assert not any(each.defects for each in mail.walk())
    assert mail["From"].addresses[0].addr_spec == SENDER
    assert mail["To"] == TO
    assert box.recipients == [TO, TO]
    assert "<script" not in part(mail, "text/html").get_content()


@pytest.mark.parametrize("kind", MessageKind)
def test_the_customers_own_address_is_the_only_one(box: Box, authority: Authority, kind: MessageKind) -> None:
    told = telling(kind)
    private = tuple(replace(p, email="secret@exemple.fr", phone="+33611111111") for p in told.parcels)
    with mail_server(box, authority) as account:
        mail = sent(box, account, replace(told, parcels=private), kind)
    text = "".join(str(each.get_content()) for each in mail.walk() if each.get_content_maintype() == "text")
    assert "secret@" not in text
    assert "611111111" not in text.replace(" ", "")


def test_a_mail_about_120_parcels_is_read_back_whole(box: Box, authority: Authority) -> None:
    told = telling()
    assert told.pickup is not None
    many = tuple(replace(told.parcels[0], id=str(n), order_id=str(n), order=f"A{n:03d}") for n in range(120))
    told = replace(told, parcels=many, pickup=replace(told.pickup, parcels=many))
    with mail_server(box, authority) as account:
        mail = sent(box, account, told)
    for kind in ("text/plain", "text/html"):
        said = part(mail, kind).get_content()
        assert all(f"A{n:03d}" in said for n in range(120))


def test_what_others_wrote_is_read_as_they_wrote_it(box: Box, authority: Authority) -> None:
    name = 'Björn & Söhne "X" <y> Œuvre d’art'
    with mail_server(box, authority) as account:
        mail = sent(box, account, named(telling(), name))
    again = message_from_bytes(box.kept[0], policy=policy.SMTP)
    assert isinstance(again, EmailMessage)
    assert mail["From"].addresses[0].display_name == name
    assert f"Bonjour {name}," in part(again, "text/plain").get_content()
    assert "Björn &amp; Söhne &quot;X&quot; &lt;y&gt;" in part(again, "text/html").get_content()
