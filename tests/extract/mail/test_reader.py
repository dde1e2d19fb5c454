"""Mails as other programs write them: signed ones, reports of delivery, files in the text, what is sealed."""

from __future__ import annotations

import base64
import binascii
import io
import struct

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.reader import read_mbox
from pii_sweep.extract.text.encoded.uuencode import split_files
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Piece, Where
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import CSV, MAIL, NAME, compound, signed

HEAD = "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
LETTER = f"Content-Type: text/plain\r\n\r\nDear {NAME},\r\nit was sent to 12 Elm Street.\r\n"


def gaps(pieces: list[Piece]) -> list[str]:
    return [piece.reason for piece in pieces if isinstance(piece, Gap)]


def uu(data: bytes) -> str:
    lines = (data[at : at + 45] for at in range(0, len(data), 45))
    body = "".join(binascii.b2a_uu(line, backtick=True).decode() for line in lines)
    return f"begin 644 people.csv\n{body}`\nend\n"


def test_the_machine_that_handed_a_mail_in_is_read_and_the_servers_behind_it_are_not() -> None:
    by = "by mx.example.com (Postfix) with {} id 7F3; Mon, 8 Jan 2024 09:15:00 +0100\r\n"
    relay = "Received: from out.example.net (out.example.net [198.51.100.77])\r\n\t" + by.format("ESMTPS")
    client = "Received: from [192.168.7.9] (unknown [82.64.17.201])\r\n\t" + by.format("ESMTPSA")
    browser = "Received: from [82.64.17.202] " + by.format("HTTP")
    text = text_of(read("a.eml", (relay + client + browser + HEAD + LETTER).encode()))
    assert "Submitted from: [192.168.7.9] (unknown [82.64.17.201])" in text
    assert "Submitted from: [82.64.17.202]" in text
    assert "198.51.100.77" not in text
    unsaid = f"Received: from {'a by ' * 1500}" + "\r\n"
    assert "Submitted" not in text_of(read("a.eml", (unsaid + HEAD + LETTER).encode()))


def test_a_mail_that_is_sealed_in_its_signature_is_read_with_its_signer() -> None:
    packed = base64.encodebytes(signed(LETTER.encode())).decode()
    kind = "Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    pieces = read("a.eml", (HEAD + kind + packed).encode())
    assert f"Dear {NAME}" in text_of(pieces) and f"Signer: {NAME}\nE-mail: {MAIL}" in text_of(pieces)
    assert not gaps(pieces)


def test_signed_files_are_read_in_every_armour() -> None:
    der = signed(f"<invoice><name>{NAME}</name></invoice>".encode(), "A firm", "x@example.com")
    pem = b"-----BEGIN PKCS7-----\n" + base64.encodebytes(der) + b"-----END PKCS7-----\n"
    for data in (der, pem, pem.replace(b"\n", b"\r\n")):
        pieces = read("invoice.xml.p7m", data)
        (found,) = [piece for piece in pieces if isinstance(piece, Passage) and NAME in piece.text]
        assert found.where.inside == ("invoice.xml",) and not gaps(pieces)
    assert gaps(read("a.p7m", der[:80])) == ["MALFORMED_FILE"]


def test_a_signature_apart_from_what_it_signs_is_no_gap() -> None:
    pieces = read("smime.p7s", signed(b""))
    assert f"Signer: {NAME}" in text_of(pieces) and not gaps(pieces)


def test_what_is_encrypted_is_a_gap_that_says_so() -> None:
    enveloped = bytes.fromhex("308006092a864886f70d010703a0803080020100")
    assert gaps(read("smime.p7m", enveloped)) == ["ENCRYPTED_DOCUMENT"]
    armour = (
        b"-----BEGIN PGP MESSAGE-----\n\nhQEMA5vJp6v2AAAAAQf/c2VjcmV0\n=abcd\n-----END PGP MESSAGE-----\n"
    )
    assert gaps(read("a.asc", armour)) == ["ENCRYPTED_DOCUMENT"]


def test_a_report_of_delivery_says_who_was_meant() -> None:
    status = "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; maria@example.com\r\nAction: failed\r\n"
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
    report = f"Content-Type: message/delivery-status\r\n\r\n{status}\r\n"
    parts = f"--B\r\n\r\nNot delivered\r\n--B\r\n{report}--B--\r\n"
    text = text_of(read("a.eml", (HEAD + kind + parts).encode()))
    assert "Final-Recipient: rfc822; maria@example.com" in text and "Not delivered" in text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_in_the_text_of_a_mail_are_read_as_files(end: str) -> None:
    packed = f"begin-base64 644 note.txt\n{base64.encodebytes(b'Dear Ophelia Hargrove').decode()}====\n"
    text = f"See below.\n\n{uu(CSV)}\nand\n{packed}\nRegards\n".replace("\n", end)
    pieces = read("a.eml", (HEAD + "\r\n" + text).encode())
    assert (
        "Ophelia Hargrove" in text_of(pieces)
        and "Regards" in text_of(pieces)
        and "begin" not in text_of(pieces)
    )
    inside = {piece.where.inside for piece in pieces}
    assert ("people.csv",) in inside and ("note.txt",) in inside


def test_prose_that_begins_like_a_file_stays_prose() -> None:
    text = "Let us\nbegin 644 years ago\nwhen nothing was known\nend\n"
    assert split_files(text)[0].startswith("Let us") and split_files("begin\nend\n") == ("begin\nend\n", [])
    many = "begin 644 a\n" * 20_000
    assert split_files(many) == (many, []) and split_files(f"{many}end \n")[1] == []


def test_blanks_behind_the_end_of_a_file_end_it() -> None:
    text, files = split_files(f"{uu(CSV).rstrip()}  \nRegards\n{uu(CSV)}")
    assert (text, [data for _, data in files]) == ("\nRegards\n\n", [CSV, CSV])


def outlook(texts: dict[str, str | bytes], names: bytes = b"", page: int = 0) -> bytes:
    """Return an Outlook item of text properties; bytes are 8-bit texts."""
    streams = {
        f"__substg1.0_{tag}{'001F' if isinstance(text, str) else '001E'}": (
            text.encode("utf-16-le") if isinstance(text, str) else text
        )
        for tag, text in texts.items()
    }
    values = struct.pack("<HHII", 3, 0x3FFD, 6, page) + bytes(4) if page else b""
    streams["__properties_version1.0"] = bytes(32) + values
    streams["__nameid_version1.0/__substg1.0_00030102"] = names
    return compound(streams)


def test_contacts_and_appointments_of_outlook_are_read() -> None:
    # names: a mailbox (0x8083) as property 0x8000, a location (0x8208) as 0x8001, and a name in letters
    names = struct.pack("<IHHIHHIHH", 0x8083, 2, 0, 0x8208, 4, 1, 0x8083, 3, 2)
    held = {"3001": NAME, "3A1C": "(702) 555-0142", "3A15": "12 Elm Street\r\nReno", "8000": MAIL}
    text = text_of(
        read("a.msg", outlook({**held, "8001": "Room of Ann Lee", "8002": "no such thing"}, names))
    )
    assert f"Name: {NAME}\nMobile phone: (702) 555-0142" in text and "Address: 12 Elm Street Reno" in text
    assert f"E-mail: {MAIL}" in text and "Location: Room of Ann Lee" in text and "no such" not in text


def test_the_mailbox_of_a_sender_goes_before_the_name_in_a_directory() -> None:
    held = {"0037": "x", "0C1F": "/O=FIRM/CN=LEE", "0065": "old@example.com"}
    assert "From-Address: /O=FIRM/CN=LEE" in text_of(read("a.msg", outlook({**held})))
    assert f"From-Address: {MAIL}" in text_of(read("a.msg", outlook({**held, "5D01": MAIL})))


def test_a_formatted_body_of_outlook_that_is_kept_as_text_is_read_as_text() -> None:
    text = "<p>Dear Łukasz Wójcik</p>"
    kept = compound({"__properties_version1.0": bytes(32), "__substg1.0_1013001F": text.encode("utf-16-le"),
                     "__substg1.0_10130102": b"<p>Dear ?ukasz W?jcik</p>"})  # fmt: skip
    assert text_of(read("a.msg", kept)) == "Dear Łukasz Wójcik"


def test_8_bit_texts_of_outlook_are_read_in_their_code_page() -> None:
    texts: dict[str, str | bytes] = {"0037": "Dla: Łukasz Wójcik".encode("cp1250"), "1000": b"Hello"}
    assert "Łukasz Wójcik" in text_of(read("a.msg", outlook(texts, page=1250)))


def test_headers_of_a_mail_that_came_by_smtp_are_read_in_outlook_too() -> None:
    headers = f"Received: from mx\r\nFrom: a@example.com\r\nX-Original-To: {MAIL}\r\n\r\n"
    text = text_of(read("a.msg", outlook({"0037": "x", "1000": "Hello", "007D": headers})))
    assert f"X-Original-To: {MAIL}" in text and "From" not in text


@pytest.mark.parametrize("code_page", ["utf-8", "cp1252"])
def test_names_in_raw_8_bit_headers_are_read(code_page: str) -> None:
    mail = "From: Jürgen Krämer <j@example.com>\r\nTo: =?utf-8?q?Zo=C3=AB?= Faß <z@example.com>\r\n\r\nHi\r\n"
    text = text_of(read("a.eml", mail.encode(code_page)))
    assert "From: Jürgen Krämer <j@example.com>\nTo: Zoë Faß <z@example.com>" in text


def test_a_mailbox_s_quoted_lines_lose_one_mark() -> None:
    head = b"From z@example.com Sat Jan  3 01:05:34 2026\nSubject: x\n\n"
    text = head + b">From here\n>>From there\n>>>From far\n> From afar\nFrom now\n\n" + head + b"two\n"
    blobs = list(read_mbox(io.BytesIO(text), Where(ObjectRef("b", "a.mbox")), Budget(Extract())))
    bodies = [blob.open().read().partition(b"\n\n")[2] for blob in blobs]
    assert bodies == [b"From here\n>From there\n>>>From far\n> From afar\nFrom now\n\n", b"two\n"]


def test_a_line_within_a_text_begins_no_message_of_a_mailbox() -> None:
    head = "From z@example.com Sat Jan  3 01:05:34 2026\nSubject: x\n\n"
    text = f"{head}The bus left late.\nFrom Reno it goes at 10:30\n{NAME}\n"
    (one,) = read_mbox(io.BytesIO(text.encode()), Where(ObjectRef("b", "a.mbox")), Budget(Extract()))
    assert isinstance(one, Blob) and NAME.encode() in one.open().read()


def test_quoted_lines_without_a_table_are_counted_once() -> None:
    quoted = "> we talked of nothing but the weather and the sea\n" * 200
    mail = f"From: a@b.ch\nSubject: x\n\nHello\n{quoted}".encode()
    settings = Extract(ocr="off", faces=False, max_characters=len(mail) + 1000)
    blob = Blob(Where(ObjectRef("b", "a.eml")), lambda: io.BytesIO(mail), len(mail))
    pieces = list(walk(blob, settings))
    assert gaps(pieces) == []
    assert text_of(pieces).count("weather") == 200


REPORT = "--b\r\nContent-Type: message/{}\r\n\r\nReporting-UA: x\r\nNote: of Ada Quist\r\n\r\n--b--\r\n"


@pytest.mark.parametrize(
    "mail",
    [
        HEAD + "Keywords: of Ada Quist\r\n" + LETTER,
        HEAD + "Thread-Topic: of Ada Quist\r\n" + LETTER,
        HEAD + "Content-Description: of Ada Quist\r\n" + LETTER,
        HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Description: of Ada Quist\r\n"
        "Content-Type: text/plain\r\n\r\nhi\r\n--b--\r\n",
        *(
            HEAD + "Content-Type: multipart/report; boundary=b\r\n\r\n" + REPORT.format(kind)
            for kind in ("feedback-report", "disposition-notification", "delivery-status")
        ),
        HEAD + "Content-Type: message/global\r\n\r\nFrom: of Ada Quist <q@example.com>\r\n\r\nhi\r\n",
    ],
)
def test_headers_and_reports_of_every_name_are_read(mail: str) -> None:
    assert "of Ada Quist" in text_of(read("a.eml", mail.encode()))


def test_mailboxes_in_headers_of_carriers_are_read_once() -> None:
    received = (
        "Received: from a.example by mx.example with SMTP id 1 for <{}>; Mon, 1 Jan 2024 10:00:00 +0000\r\n"
    )
    leave = "List-Unsubscribe: <https://list.example/leave?who={}>\r\n"
    hidden = "".join((received + leave).format(*["quist@fjord.example"] * 2))
    text = text_of(read("a.eml", (hidden + HEAD + LETTER).encode()))
    assert "Received for: quist@fjord.example" not in text
    assert "leave?who=quist@fjord.example" in text
    assert "Received for: quist" in text_of(
        read("a.eml", (received.format("quist@fjord.example") + HEAD + LETTER).encode())
    )
    known = received.format("b@example.com") + leave.format("1234")
    text = text_of(
        read("a.eml", (known + "Precedence: bulk\r\nX-Spam-Score: 4\r\n" + HEAD + LETTER).encode())
    )
    assert not any(name in text for name in ("Received for", "leave", "Precedence", "Spam"))


def test_what_a_report_says_behind_its_headers_is_read() -> None:
    report = REPORT.format("feedback-report").replace(
        "\r\n\r\n--b--", "\r\n\r\nWritten by Zoltan Fjord\r\n--b--"
    )
    mail = HEAD + "Content-Type: multipart/report; boundary=b\r\n\r\n" + report
    text = text_of(read("a.eml", mail.encode()))
    assert "of Ada Quist" in text and "Written by Zoltan Fjord" in text


def test_the_description_of_parts_within_parts_is_read() -> None:
    mail = (
        HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Description: of Ada Quist\r\n"
        "Content-Type: multipart/alternative; boundary=c\r\n\r\n"
        "--c\r\nContent-Type: text/plain\r\n\r\nhi\r\n--c--\r\n--b--\r\n"
    )
    assert text_of(read("a.eml", mail.encode())).count("of Ada Quist") == 1


def test_a_mailbox_within_another_one_is_not_known() -> None:
    received = (
        "Received: from a.example by b.example with SMTP id 1 for <{}>; Mon, 1 Jan 2024 10:00:00 +0000\r\n"
    )
    mail = received.format("da@fjord.example") + "Expires: Tue, 2 Jan 2024 10:00:00 +0000\r\n"
    to = "To: ada@fjord.example\r\n" + LETTER
    text = text_of(read("a.eml", (mail + to).encode()))
    assert "Received for: da@fjord.example" in text
    assert "Expires" not in text
    mail = received.format("Ada@fjord.example")
    assert "Received for" not in text_of(read("a.eml", (mail + to).encode()))


def test_addresses_to_leave_a_list_cost_no_square() -> None:
    leave = f"List-Unsubscribe: <https://{'@' * 300_000}\r\n"
    assert "Unsubscribe" not in text_of(read("a.eml", (HEAD + leave + LETTER).encode()))
