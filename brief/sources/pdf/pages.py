"""The lines on the pages of a PDF with their places; the seam to PDFium, which nobody else imports.

PDFium gives characters in the order in which they are drawn, which is the order of reading in nearly all documents that
were not scanned, and tells where a word was cut. What the lines make together is left to `paragraphs`.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from brief.errors import InputError
from brief.sources.reading import clean_text

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["CELLS", "Line", "Page", "Properties", "read_pages"]

# Readers look for a PDF's end in its last kilobyte; some servers add to it.
_END_BYTES: Final = 4_096
_LINE = re.compile("[^\r\n\ufffe\x02]+(?:\ufffe|\x02|\r\n|\n|$)")
_CUT: Final = ("\ufffe", "\x02", "\u00ad")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
CELLS: Final = " | "
# What is between two words before they are two cells of a table, in heights of a letter: more than justifying adds.
_CELL_GAP_SIZES: Final = 2.0
_MAX_TILT: Final = 0.2  # radians; what is turned further is a watermark or a label


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on a page, in points from its lower left corner; `is_cut` where its last word goes on."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    is_cut: bool = False

    @property
    def size(self) -> float:
        """The height of its letters, ascenders and descenders included."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in the order of reading; `number` counts from 1, `n_unknown` letters no font explains."""

    number: int
    lines: tuple[Line, ...]
    n_letters: int
    n_unknown: int
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class Properties:
    """What a PDF says of itself."""

    title: str
    author: str
    language: str
    made: str


def read_pages(content: bytes, shown: str) -> tuple[list[Page], Properties]:
    """The pages of a PDF and its properties.

    Raises:
        InputError: If it is encrypted, cut off or damaged.
    """
    import pypdfium2

    if b"%%EOF" not in content[-_END_BYTES:]:
        raise InputError(f"{shown}: this PDF is cut off: its end is missing; fetch or copy it anew")
    try:
        pdf = pypdfium2.PdfDocument(content)
        n_pages = len(pdf)
        pages = [_read_page(pdf, number) for number in range(n_pages)]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise InputError(
                f"{shown}: this PDF is encrypted; save it without a password, "
                "for example with: qpdf --decrypt --password=… IN.pdf OUT.pdf"
            ) from error
        raise InputError(f"{shown}: this PDF is damaged ({error}); open it in a viewer and save it anew") from error
    if not n_pages:
        raise InputError(f"{shown}: this PDF is damaged: no page of it can be found; fetch or copy it anew")
    said = pdf.get_metadata_dict()
    return pages, Properties(
        clean_text(said.get("Title", "")),
        clean_text(said.get("Author", "")),
        _language(pdf),
        said.get("CreationDate", ""),
    )


def _language(pdf: pypdfium2.PdfDocument) -> str:
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * 64)()
    n_bytes = raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, ctypes.sizeof(buffer))
    if not 2 < n_bytes <= ctypes.sizeof(buffer):
        return ""
    return bytes(buffer)[: n_bytes - 2].decode("utf-16-le", errors="replace").strip()


def _read_page(pdf: pypdfium2.PdfDocument, number: int) -> Page:
    from pypdfium2 import raw

    page = pdf[number]
    characters = page.get_textpage()
    text = characters.get_text_range()
    lines, n_astral, at = [], 0, 0
    for match in _LINE.finditer(text):
        # PDFium counts in UTF-16 units, of which a rare character takes two.
        n_astral += sum(character > "\uffff" for character in text[at : match.start()])
        at = match.start()
        line = _read_line(characters.raw, match, number + 1, offset=n_astral)
        if line is not None:
            lines.append(line)
    has_pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    n_letters = sum(character.isalnum() for character in text)
    n_unknown = sum("\ue000" <= character <= "\uf8ff" or character in "\ufffd\0" for character in text)
    characters.close()
    page.close()
    return Page(number + 1, tuple(lines), n_letters, n_unknown, has_pictures)


def _read_line(characters: Any, match: re.Match[str], page: int, *, offset: int) -> Line | None:
    words = match[0].rstrip("\r\n\ufffe\x02")
    if not clean_text(words):
        return None
    shown = [place for place, character in enumerate(words) if not character.isspace()]
    places = [shown[0], shown[len(shown) // 2], shown[-1]]
    boxes = [_box(characters, match.start() + offset + place) for place in places]
    if any(box is None for box in boxes):
        return None
    first, middle, last = (box for box in boxes if box is not None)
    # Neither a great first letter nor a raised number at the end says how large a line's letters are.
    bottom, top = sorted([first, middle, last], key=lambda box: box.top - box.bottom)[1][1::2]
    is_cut = match[0].endswith(_CUT) or words.rstrip().endswith("\u00ad")
    words = _part_cells(characters, words, at=match.start() + offset, gap=_CELL_GAP_SIZES * (top - bottom))
    text = clean_text(words.translate(_LIGATURES).replace("\u00ad", "-"))
    return Line(text, page, first.left, last.right, bottom, top, is_cut)


def _part_cells(characters: Any, words: str, *, at: int, gap: float) -> str:
    """The words of a line with a mark at each gap that is too wide for a space: between the cells of a table."""
    for space in reversed([*_SPACE.finditer(words)]):
        before, behind = _box(characters, at + space.start() - 1), _box(characters, at + space.end())
        if before is not None and behind is not None and behind.left - before.right > gap:
            words = f"{words[: space.start()]}{CELLS}{words[space.end() :]}"
    return words


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def _box(characters: Any, index: int) -> _Box | None:
    """The place of a character; None where it is turned, as those of a watermark are."""
    from pypdfium2 import raw

    place = raw.FPDFText_GetCharIndexFromTextIndex(characters, index)
    angle = raw.FPDFText_GetCharAngle(characters, place)
    if min(abs(angle), abs(angle - math.tau)) > _MAX_TILT:
        return None
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(characters, place, ctypes.byref(box)):
        return None
    return _Box(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
