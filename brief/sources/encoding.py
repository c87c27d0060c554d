"""From bytes to characters without a guess that could be wrong in silence.

A wrong encoding makes wrong words, and every quote of a briefing would then be one the source does not have. So UTF-8
and what carries a byte order mark are read; another encoding only where nothing else fits; everything else is refused,
with the byte at fault. Nothing is stripped: a byte order mark stays in the text.
"""

from __future__ import annotations

import codecs
import logging
import unicodedata
from typing import Final

from brief.errors import InputError

__all__ = ["decode_text"]

_LOG = logging.getLogger(__name__)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Text of before Unicode in these languages is in one of these encodings, and Windows is by far the more common.
_WESTERN_LANGUAGES: Final = frozenset("en fr de es it pt nl da sv nb no fi ca is ga".split())
_WESTERN: Final = ("cp1252", "mac_roman")
# Not ‚ µ ¢ and the like: what older code pages make of letters.
_PUNCTUATION: Final = frozenset("“”‘’–—…•·«»‹›£€¥§°©®™½¼¾²³¿¡ªº\u00a0\u00ad")
_MIN_COHERENCE_SHARE: Final = 0.4
_MAX_CHAOS_SHARE: Final = 0.02


def decode_text(content: bytes, *, shown: str) -> str:
    """The characters that the bytes stand for.

    Args:
        content: The whole source.
        shown: What the source is called in an error.

    Raises:
        InputError: If the bytes are no text, or in an encoding that cannot be told for sure.

    >>> decode_text(b"\\xef\\xbb\\xbfCaf\\xc3\\xa9", shown="menu.txt")
    '\\ufeffCafé'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content, encoding, shown=shown)
    if (nul := content.find(b"\0")) >= 0:
        looks = "it looks like UTF-16 without a byte order mark" if _is_like_utf16(content) else "this is no text"
        raise InputError(f"{shown}: byte {nul} is NUL, so {looks}; convert it to UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(content, error, shown=shown)


def _decode_strictly(content: bytes, encoding: str, *, shown: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown}: byte {error.start} (0x{content[error.start]:02X}) is no {encoding.upper()}, which its byte "
            "order mark announces; convert it to UTF-8 again"
        ) from error


def _is_like_utf16(content: bytes) -> bool:
    n_even, n_odd = content[0::2].count(0), content[1::2].count(0)
    return max(n_even, n_odd) > len(content) / 5 and min(n_even, n_odd) < len(content) / 50


def _decode_legacy(content: bytes, error: UnicodeDecodeError, *, shown: str) -> str:
    where = f"byte {error.start} (0x{content[error.start]:02X})"
    if not content[: error.start].isascii():
        # Valid multi-byte characters before it: this is UTF-8 that was damaged, and no other encoding.
        raise InputError(f"{shown}: {where} is no UTF-8, though the text before it is; repair it there") from error
    encoding = _detect_encoding(content)
    if encoding is None:
        raise InputError(
            f"{shown}: {where} is no UTF-8 and the encoding cannot be told for sure; "
            "convert it: iconv -f ENCODING -t UTF-8"
        ) from error
    _LOG.warning("%s: %s is no UTF-8; read as %s", shown, where, encoding)
    return content.decode(encoding)


def _detect_encoding(content: bytes) -> str | None:
    """The one encoding that fits, or None where two give different texts that could both be meant.

    charset-normalizer alone is too sure of itself: it reads KOI8-R as Japanese and ISO 8859-2 as 8859-3. It is believed
    where every encoding it holds possible gives the same text and it recognises a language. For Western languages the
    letters decide: each must be cased as its word is.
    """
    from charset_normalizer import from_bytes

    from brief.segmentation import detect_language

    if detect_language(content.decode("ascii", errors="ignore")) in _WESTERN_LANGUAGES:
        for encoding in _WESTERN:
            text = _try_decode(content, encoding)
            if text is not None and _is_plausible(text):
                return encoding
        return None
    matches = [match for match in from_bytes(content) if match.chaos <= _MAX_CHAOS_SHARE]
    if not matches or matches[0].coherence < _MIN_COHERENCE_SHARE:
        return None
    if len({str(match) for match in matches}) > 1:
        return None
    return matches[0].encoding


def _try_decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Whether every character beyond ASCII is a letter cased as its word, or a mark of punctuation that writers use."""
    for place, character in enumerate(text):
        if character.isascii() or character in _PUNCTUATION:
            continue
        category = unicodedata.category(character)
        before = text[place - 1 : place]
        if category not in ("Lu", "Ll") or (category == "Lu" and before.islower()):
            return False
    return True
