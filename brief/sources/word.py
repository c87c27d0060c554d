"""A Word document as its text: paragraphs, lists, tables, boxes and notes, as they read with all changes accepted.

python-docx opens the archive and knows its parts and properties; the text is walked here, since inserted words, content
controls, text boxes and notes are not among what it gives. Heads and feet of pages, comments and hidden text are none.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from brief.errors import InputError
from brief.sources.reading import Fact, Reading, clean_text, collect_details, join_blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from brief.sources.reading import Hints

__all__ = ["read_word"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES: Final = ("/footnotes", "/endnotes")
# Taken out, moved away, only a field's formula, a comment or a number that points to a note.
_SILENT: Final = frozenset(
    f"{_W}{name}"
    for name in "del moveFrom instrText delText delInstrText pPr sectPr tblPr trPr tcPr annotationRef footnoteRef "
    "endnoteRef footnoteReference endnoteReference commentReference drawingProps".split()
) | {f"{_MC}Fallback"}
_CELLS: Final = " | "
# What the text of a long book takes unpacked; pictures are not unpacked.
_MAX_TEXT_BYTES: Final = 60_000_000
_MAX_UNPACKED_BYTES: Final = 500_000_000
_MAX_PARTS: Final = 20_000
_TITLES_TO_IGNORE: Final = frozenset({"word document", "untitled", "document", "untitled document"})
_AUTHORS_TO_IGNORE: Final = frozenset(
    {"python-docx", "user", "microsoft office user", "windows user", "unknown", "admin"}
)


def read_word(content: bytes, hints: Hints) -> Reading:
    """The text of a Word document with what its properties say.

    Raises:
        InputError: If it is damaged, swells when unpacked, or holds no text.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    _check_archive(content, hints.shown)
    try:
        word = Document(BytesIO(content))
    except (PackageNotFoundError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(hints.shown, error) from error
    blocks = list(_blocks(word.element.body))
    for part in _note_parts(word):
        blocks += _blocks(part)
    text = join_blocks(block for block, _ in blocks)
    if not text:
        raise InputError(f"{hints.shown}: there is no text in this Word document; it may hold pictures alone")
    return Reading(text, _details(word, blocks))


def _check_archive(content: bytes, shown: str) -> None:
    """Refuses an archive that is damaged, or that unpacks to more than any text."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise _damaged(shown, error) from error
    n_text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    n_bytes = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or n_text > _MAX_TEXT_BYTES or n_bytes > _MAX_UNPACKED_BYTES:
        raise InputError(
            f"{shown}: this Word document unpacks to {n_bytes:,} bytes in {len(parts):,} parts, more than any text; "
            "save its text anew, or give plain text"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{shown}: this Word document is encrypted; open it, save it without a password")


def _damaged(shown: str, error: Exception) -> InputError:
    return InputError(
        f"{shown}: this Word document is damaged or cut off ({clean_text(str(error))[:120] or type(error).__name__}); "
        "open it in a word processor and save it anew"
    )


def _note_parts(word: WordDocument) -> Iterator[Any]:
    """The roots of the notes' parts; those that only draw a line between notes and text hold no text."""
    from docx.oxml import parse_xml

    for relation in word.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            yield parse_xml(relation.target_part.blob)


def _blocks(element: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs in an element, each with its style's name; a row of a table is one."""
    for child in element:
        if child.tag in _SILENT:
            continue
        if child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            name = (style.get(f"{_W}val") or "") if style is not None else ""
            for line in _paragraphs(child):
                yield line, name
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        else:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[tuple[str, str]]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue  # of a table in a cell, which is read with its cell
        cells = [[text for text, _ in _blocks(cell)] for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]
        if len(cells) == 1 or any(len(cell) > 1 for cell in cells):  # a table that places text on the page
            yield from ((text, "") for cell in cells for text in cell)
        else:
            yield _CELLS.join(cell[0] for cell in cells if cell), ""


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{_W}tr"))


def _paragraphs(paragraph: Any) -> Iterator[str]:
    """A paragraph's text, and behind it that of the boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _collect(paragraph, pieces, boxes)
    lines = [clean_text(line) for line in "".join(pieces).split("\u2028")]
    if any(lines):
        yield "\n".join(line for line in lines if line)
    for box in boxes:
        yield from (text for text, _ in _blocks(box))


def _collect(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    for child in element:
        if child.tag in _SILENT or not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(_W)
        if name == "r" and _is_hidden(child):
            continue
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\u2028" if child.get(f"{_W}type") in (None, "textWrapping") else " ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _collect(child, pieces, boxes)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _details(word: WordDocument, blocks: list[tuple[str, str]]) -> Any:
    properties = word.core_properties
    title = properties.title.strip()
    if title.casefold() in _TITLES_TO_IGNORE or title.casefold().endswith((".docx", ".doc")):
        title = ""
    styled = next((text for text, style in blocks[:10] if style.casefold() in ("title", "titel", "titre")), None)
    heading = next((text for text, style in blocks[:1] if style.casefold().startswith(("heading", "title"))), None)
    stated = Fact(title, "document properties") if title else None
    if shown := styled or heading:  # what readers see goes before what the program wrote down
        stated = Fact(shown, "title style" if styled else "first heading")
    author = properties.author.strip()
    return collect_details(
        title=stated,
        authors=[Fact(author, "document properties")] if author.casefold() not in _AUTHORS_TO_IGNORE else [],
        published=None,
        language=Fact(properties.language, "document properties") if properties.language else None,
    )
