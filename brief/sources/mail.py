"""An e-mail as a document: its subject as the title, its sender as the author, its date as the day of publication.

The standard library takes the message apart. Attachments are named and not read; what is quoted of earlier messages
stays, since it is text like any other.
"""

from __future__ import annotations

import re
from email import errors, policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from typing import TYPE_CHECKING, Final

from brief.errors import InputError
from brief.sources.calendar_dates import parse_day
from brief.sources.encoding import decode_text
from brief.sources.html import read_markup
from brief.sources.html.charsets import decode_declared
from brief.sources.reading import Fact, Reading, clean_text, collect_details, join_blocks

if TYPE_CHECKING:
    from brief.document import Details
    from brief.sources.reading import Hints

__all__ = ["read_mail"]

_MBOX_LINE = re.compile(rb"\AFrom [^\n]*\n")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# A plain part that only says where the page is to be read is no text of the message.
_MIN_PLAIN_SHARE: Final = 0.3
_MAX_NAMED: Final = 5


def read_mail(content: bytes, hints: Hints) -> Reading:
    """The text of a message, under its subject.

    Raises:
        InputError: If there is no text in it that can be read.
    """
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(_MBOX_LINE.sub(b"", content))
    subject = clean_text(_header(message, "Subject"))
    body, remarks = _body(message, hints)
    if not body:
        raise InputError(f"{hints.shown}: there is no text in this message; save its attachment and name that file")
    is_there = clean_text(body).startswith(subject) if subject else True
    text = body if is_there else join_blocks([subject]) + "\n" + body
    names = [part.get_filename() or part.get_content_type() for part in _attachments(message)]
    if names:
        more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
        remarks = (*remarks, f"attachments are not read: {', '.join(map(clean_text, names[:_MAX_NAMED]))}{more}")
    return Reading(text, _details(message, subject), remarks)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (errors.MessageError, ValueError, IndexError, AttributeError, TypeError):
        return ""  # a header that even the tolerant parser gives up on


def _details(message: EmailMessage, subject: str) -> Details:
    day = parse_day(_header(message, "Date"))
    return collect_details(
        title=Fact(subject, "Subject header") if subject else None,
        authors=[Fact(name, "From header") for name in _senders(message)],
        published=(day, "Date header") if day else None,
        language=Fact(language, "Content-Language header")
        if (language := _header(message, "Content-Language"))
        else None,
    )


def _senders(message: EmailMessage) -> list[str]:
    from email.utils import getaddresses

    return [name or address for name, address in getaddresses([_header(message, "From")]) if name or address]


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [
        part
        for part in message.walk()
        if not part.is_multipart()
        and (part.get_content_disposition() == "attachment" or part.get_content_maintype() not in ("text", "multipart"))
    ]


def _body(message: EmailMessage, hints: Hints) -> tuple[str, tuple[str, ...]]:
    """The text of the part that says most: the plain one, unless it is a mere stand-in for the page."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    text = _plain_text(plain, hints) if plain is not None else ""
    remarks: tuple[str, ...] = ()
    if page is not None:
        content = page.get_payload(decode=True)
        charset = page.get_content_charset()
        decoded = (
            decode_declared(content, [charset] if charset else [], shown=hints.shown)
            if isinstance(content, bytes)
            else None
        )
        try:
            reading = read_markup(decoded.text, hints) if decoded is not None else Reading("")
        except InputError:
            reading = Reading("")
        if len(text) < _MIN_PLAIN_SHARE * len(reading.text) or not text.strip():
            return reading.text, decoded.remarks if decoded is not None else ()
    return text, remarks


def _plain_text(part: MIMEPart, hints: Hints) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return ""
    charset = part.get_content_charset()
    text = (
        decode_declared(content, [charset], shown=hints.shown).text
        if charset
        else decode_text(content, shown=hints.shown)
    )
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if (part.get_param("format") or "") == "flowed":
        lines = _unflow(lines, delete_space=str(part.get_param("delsp") or "").casefold() == "yes")
    return join_blocks(_paragraph(block) for block in re.split(r"\n[ \t]*\n", lines))


def _unflow(text: str, *, delete_space: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676); the mark of a signature does not."""
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if flowing:
            lines[-1] += line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- "
        if flowing and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _paragraph(block: str) -> str:
    """A paragraph as it was typed, line ends included: whether they are wraps is for the sentences to tell."""
    return "\n".join(line for line in map(clean_text, _SIGNATURE.sub("", block).split("\n")) if line)
