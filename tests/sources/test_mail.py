"""An e-mail is its subject and its words; what hangs on it is named."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import InputError
from brief.sources.mail import read_mail
from brief.sources.reading import Hints, Reading
from tests.sources import writers

HINTS = Hints("a.eml")


def read(message: EmailMessage | bytes) -> Reading:
    return read_mail(message if isinstance(message, bytes) else message.as_bytes(), HINTS)


def message(text: str = "The levy rose.\n", **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"Subject": "Levy", "From": "Ada Quill <a@b.example>", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_subject_sender_and_date_are_title_author_and_day() -> None:
    reading = read(message(Date="Fri, 3 May 2024 23:30:00 -0700", Content_Language="en"))
    details = reading.details
    assert reading.text == "Levy\n\nThe levy rose.\n"
    assert (details.title, details.author, details.published) == ("Levy", "Ada Quill", date(2024, 5, 3))
    assert (details.origins.title, details.origins.author) == ("Subject header", "From header")
    assert details.origins.published == "Date header"


def test_an_encoded_header_and_body_are_decoded() -> None:
    raw = (
        b"From: =?utf-8?q?Zo=C3=AB?= <z@b.example>\r\nSubject: =?iso-8859-1?q?Caf=E9s_close?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"The caf=E9s said =93no=94.\r\n"
    )
    reading = read(raw)
    assert reading.text == "Cafés close\n\nThe cafés said “no”.\n"
    assert reading.details.author == "Zoë"


def test_the_page_of_a_message_is_read_where_its_plain_text_says_little() -> None:
    made = message("View this in your browser.")
    made.add_alternative(writers.page().decode(), subtype="html")
    assert writers.PARAGRAPHS[0] in read(made).text
    full = message("\n\n".join(writers.PARAGRAPHS))
    full.add_alternative("<p>Only for browsers.</p>", subtype="html")
    assert "browsers" not in read(full).text


def test_attachments_are_named_and_not_read() -> None:
    made = message()
    made.add_attachment(writers.pdf(), maintype="application", subtype="pdf", filename="plan.pdf")
    made.add_attachment("More words.", filename="more.txt")
    reading = read(made)
    assert reading.text == "Levy\n\nThe levy rose.\n"
    assert reading.remarks == ("attachments are not read: plan.pdf, more.txt",)


def test_flowed_lines_go_on() -> None:
    raw = b"From: a@b.example\nSubject: Levy\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
    assert read(raw + b"The levy rose \nin the spring.\n\nIt fell.\n-- \nAda\n").text == (
        "Levy\n\nThe levy rose in the spring.\n\nIt fell.\nAda\n"
    )


def test_a_subject_that_the_text_repeats_stands_once() -> None:
    assert read(message("Levy\n\nIt rose.\n")).text == "Levy\n\nIt rose.\n"


@pytest.mark.parametrize(
    "content", [b"From: a@b.example\nMIME-Version: 1.0\n\n", b"From: a@b.example\nSubject: x\n\n \n"]
)
def test_a_message_without_words_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="there is no text in this message"):
        read(content)


@given(st.binary(max_size=300))
def test_any_message_is_read_or_refused(content: bytes) -> None:
    for head in (b"", b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"):
        text, refusal = None, None
        try:
            text = read(head + content).text
        except InputError as error:
            refusal = str(error)
        assert (text is None) == (refusal is not None)
        if text is not None:
            text.encode()
