"""Bytes become the characters they stand for, or are refused with the byte at fault."""

from __future__ import annotations

import codecs
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import InputError
from brief.sources.encoding import decode_text

ENGLISH = (
    "The mayor said “we won’t close it” – a decision that cost £3 million. Café owners who weren’t asked called "
    "the naïve plan a ‘failure’."
)
POLISH = "Minister powiedział, że żadna decyzja nie została podjęta. Źródła mówią, że będzie to później."
RUSSIAN = "Министр сказал, что решение не принято. Источники говорят, что это произойдёт позже."


def decode(content: bytes) -> str:
    return decode_text(content, shown="a.txt")


@given(st.text())
def test_utf8_round_trips(text: str) -> None:
    if "\0" not in text:
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_stays(mark: bytes, encoding: str) -> None:
    assert decode(mark + f"{ENGLISH}\r\n🦑".encode(encoding)) == f"\ufeff{ENGLISH}\r\n🦑"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_english_encodings_are_told_apart_and_named(encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="brief"):
        assert decode(ENGLISH.encode(encoding)) == ENGLISH
    assert f"byte 15 (0x{ENGLISH.encode(encoding)[15]:02X}) is no UTF-8; read as {encoding}" in caplog.text


def test_another_language_is_read_where_only_one_encoding_fits() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8_r"),  # charset-normalizer alone says Japanese
        (POLISH, "iso8859_2"),  # and here ISO 8859-3
        ("Nobody asked José Álvarez, who has run the harbour for them since the storm.", "cp850"),
    ],
)
def test_a_doubtful_encoding_is_refused(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    offset = next(place for place, byte in enumerate(content) if byte > 127)
    with pytest.raises(InputError, match=rf"a\.txt: byte {offset} \(0x{content[offset]:02X}\) .* iconv"):
        decode(content)


@pytest.mark.parametrize("text", [RUSSIAN, POLISH, ENGLISH])
@pytest.mark.parametrize(
    "encoding", ["cp1250", "cp1251", "cp1252", "iso8859_2", "iso8859_15", "koi8_r", "cp437", "cp866", "mac_roman"]
)
def test_no_encoding_is_wrong_in_silence(text: str, encoding: str) -> None:
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return  # a text that cannot be written so cannot be met so either
    try:
        found = decode(content)
    except InputError:
        return
    assert found == text


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    content = "A café’s owner".encode() + b"\xff said."
    with pytest.raises(InputError, match=r"byte 17 \(0xFF\) is no UTF-8, though the text before it is"):
        decode(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"one\0two", "byte 3 is NUL, so this is no text"),
        ("No mark".encode("utf-16-le"), "byte 1 is NUL, so it looks like UTF-16 without a byte order mark"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "byte 2 (0x00) is no UTF-16-LE"),
    ],
)
def test_what_is_no_text_says_what_it_is(content: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(content)
    assert says in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    refusal, text = None, None
    try:
        text = decode(content)
    except InputError as error:
        refusal = str(error)
    assert (text is None) != (refusal is None)
    assert refusal is None or "\n" not in refusal
