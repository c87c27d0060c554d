"""Where a text's paragraphs, headings and sentences begin and end, and which language it is in.

Blocks are found first, so that a headline never runs into the lead; nupunkt then splits within a block. What the
sentences say is left to `language`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from brief.document import Sentence, Span

__all__ = ["detect_language", "split_sentences"]

_BLANK_LINE = re.compile(r"\r?\n[ \t\u00a0\u200b\ufeff\r]*\n|\r(?!\n)[ \t]*\r|[\u2029\f]")
_LINE = re.compile(r"[^\r\n\u2028\u0085\v]+")
_TERMINAL = re.compile(r"[.!?…。！？۔।॥؟։።។။:;,–—-][\"'”’»)\]」』\u200b]*\s*$")
_STOP = re.compile(r"[.!?…。！？۔।॥؟։።។။][\"'”’»)\]」』\u200b]*\s*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*•·–]\s+|\d{1,2}[.)]\s+|#{1,6}\s|>\s)")
_LOWER_START = re.compile(r"[\"'“‘(\[]*[^\W\d_A-Z]")
_CJK_STOP = re.compile(r"[。！？]+[」』”’）]*")
# What goes on behind a closing mark: a particle ("「…。」と彼は言った"), or who says it ("“……。”林女士说。").
_CJK_GOES_ON = re.compile(
    r"[とってなどのはがをもに、，]|[^。！？「『“]{0,12}(?:说|說|道|表示|称|稱|指出|写道)[。，：:]"
)
# The stops of Arabic and Urdu, Hindi, Armenian, Amharic, Khmer and Burmese, which nupunkt does not know.
_OTHER_STOP = re.compile(r"[؟۔।॥։።។။]+[\"'”’»)\]]*(?=\s|$)")
# A stop before an opening mark that English does not use ("le 3 mai. « Nous n’avons pas le choix »").
_MARKED_START = re.compile(r"(?<=[.!?…])\s+(?=[«„]\s?[^\W\d_])")
# "am 3. Mai": nupunkt takes the point of a German ordinal for a stop.
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_GERMAN_MONTH = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
# Thai and Lao have no stop but white space, which they also put within sentences: a piece of them has a length first.
_SPACED_STOP = re.compile(r"(?<=[\u0e00-\u0eff])\s+(?=[\u0e00-\u0eff“\"(])|(?<=[”\"])\s+(?=[\u0e00-\u0eff])")
_LEAST_SPACED_CHARS = 60
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]")
# A headline in a script without spaces; prose in Thai, which has no full stop either, is longer.
_HEADING_UNSPACED_CHARS = 100
# Where nupunkt runs on: a stop, white space, and an opening curly mark before a capital ("this week. “The plan").
_QUOTED_START = re.compile(r"(?<=[.!?…])[”’]?\s+(?=[“‘][A-Z])")
# ... and a stop behind a whole word before a capital ("the stock. A report"), which an abbreviation alone undoes.
_WORD_END = re.compile(
    r"(?:(?<=[a-z]{4}[.!?])|(?<=\s[a-z]{3}[.!?])|(?<=\s[a-z]{2}[.!?]))[\"”’]?\s+(?=[\"“‘]?[A-Z][a-z ])"
)
_ABBREVIATION = re.compile(
    r"\b(?:approx|dept|govt|univ|assn|bros|intl|natl|prof|capt|corp)\.$"
    r"|\s(?:vs|ca|cf|al|eg|ie|viz|vol|ed|eds|fig|sen|rep|gov|gen|col|sgt|cpl|lt|maj|adm|hon|rev|dr|mr|mrs|ms|st|mt|ft"
    r"|inc|ltd|co)\.$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:Sens|Reps|Govs|Gens|Cols|Drs|Profs|Messrs|Mmes|St|Sts|Mt|Ft|Lt|Adm|Sgt|Cpl|Maj|Capt|Rev|Hon)\.$"
)
_CLOSERS = re.compile(r"[\"'”’»)\]]+\s*$")
# A block without a full stop that is longer than any headline is prose.
_HEADING_WORDS = 30
# Text without a full stop (a list, a transcript, noise) is cut at white space: nobody reads, and no parser parses in
# good time, a sentence of more than this.
_MAX_SENTENCE_CHARS = 2_000
_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, headings apart, numbered from 1.

    They are disjoint and in order, start and end on a character that is no white space, and leave out nothing else.

    >>> [(s.span.quote, s.heading) for s in split_sentences("Rates rise\\n\\nThey rose. Banks fell.")]
    [('Rates rise', True), ('They rose.', False), ('Banks fell.', False)]
    """
    found: list[Sentence] = []
    for block, (start, end) in enumerate(_blocks(text)):
        heading = _is_heading(text[start:end], is_first=block == 0)
        pieces = [(start, end)] if heading else _pieces(text, start, end)
        for a, b in pieces:
            found.append(Sentence(len(found) + 1, Span(a, b, text[a:b]), block, heading))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for blank in [*_BLANK_LINE.finditer(text), None]:
        stop = blank.start() if blank else len(text)
        yield from _paragraphs(text, at, stop)
        at = blank.end() if blank else stop


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without blank lines, cut where a line end is the end of a paragraph and no mere wrap."""
    lines = [m.span() for m in _LINE.finditer(text, start, end) if text[m.start() : m.end()].strip()]
    if not lines:
        if bare := _trimmed(text, start, end):
            yield bare
        return
    width = max(b - a for a, b in lines)
    opening = lines[0][0]
    for (a, b), following in zip(lines, [*lines[1:], None], strict=True):
        if following is not None and _is_wrapped(text, (a, b), following, width):
            continue
        if block := _trimmed(text, opening, b):
            yield block
        if following is not None:
            opening = following[0]


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line end is a wrap: the next line goes on in lower case, or its first word would not have fitted."""
    here, there = text[slice(*line)], text[slice(*following)]
    if _LIST_ITEM.match(there) or _MARKDOWN_HEADING.match(here):
        return False
    if _LOWER_START.match(there) and not _STOP.search(here):
        return True
    first_word = there.split(maxsplit=1)[0]
    # Lines that are all of one width were wrapped by a program; a line much shorter than that ended on purpose.
    return width <= 120 and len(here.rstrip()) + 1 + len(first_word) >= width - 4 and len(here) > 40


def _is_heading(block: str, *, is_first: bool) -> bool:
    if _MARKDOWN_HEADING.match(block) and "\n" not in block:
        return True
    n_words = len(block.split())
    if len(block) > _HEADING_UNSPACED_CHARS and _UNSPACED.search(block) and n_words < len(block) / 10:
        return False
    if n_words > _HEADING_WORDS or len(block) > 300 or "\n" in block.strip() and n_words > 16:
        return False
    if not _TERMINAL.search(block):
        return is_first or n_words <= 14
    return is_first and 3 <= n_words <= 20 and _is_title_case(block)


def _is_title_case(block: str) -> bool:
    """Whether nearly all long words are capitalised: a headline that some outlets close with a full stop."""
    long_words = [word for word in re.findall(r"[^\W\d_]+", block) if len(word) > 3]
    return len(long_words) >= 3 and sum(word[0].isupper() for word in long_words) >= 0.85 * len(long_words)


def _fitting(text: str, start: int, end: int) -> int | None:
    """Where a stretch that is too long for a sentence is cut: at its last white space within the limit."""
    if end - start <= _MAX_SENTENCE_CHARS:
        return None
    for place in range(start + _MAX_SENTENCE_CHARS, start, -1):
        if text[place].isspace():
            trimmed = _trimmed(text, start, place)
            return trimmed[1] if trimmed and _trimmed(text, place, end) else None
    return _fitting_unspaced(text, start)


def _fitting_unspaced(text: str, start: int) -> int | None:
    """The same in a script without spaces: behind its last comma within the limit, or between any two letters."""
    limit = start + _MAX_SENTENCE_CHARS
    commas = [place for mark in "、，；" if (place := text.rfind(mark, start + _MAX_SENTENCE_CHARS // 2, limit)) > 0]
    if commas:
        return max(commas) + 1
    for place in range(limit, limit - 20, -1):
        if _UNSPACED.match(text[place]) and unicodedata.category(text[place])[0] == "L":
            return place if _UNSPACED.match(text[place - 1]) else None
    return None


def _goes_on(block: str, stop: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a stop within its quotation marks."""
    return stop[0][-1] in "」』”’" and _CJK_GOES_ON.match(block, stop.end()) is not None


def _foreign_cuts(block: str) -> list[int]:
    """Where sentences end that English does not end so; few texts have any of it, which a look at the letters tells."""
    if block.isascii():
        return []
    cuts = [m.end() for m in _OTHER_STOP.finditer(block)]
    cuts += [m.end() for m in _MARKED_START.finditer(block) if block[m.end() :].lstrip("«„ \u00a0\u202f")[:1].isupper()]
    at = 0
    for gap in _SPACED_STOP.finditer(block):
        if gap.start() - at >= _LEAST_SPACED_CHARS:
            cuts.append(gap.end())
            at = gap.end()
    return cuts


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    import nupunkt

    block = text[start:end]
    cuts = [b for _, b in nupunkt.sent_spans(block)]
    cuts += [m.end() for m in _CJK_STOP.finditer(block) if not _goes_on(block, m)]
    cuts += _foreign_cuts(block)
    cuts += [m.end() for m in _WORD_END.finditer(block) if not _ABBREVIATION.search(block[: m.start()][-12:])]
    cuts += [m.end() for m in _QUOTED_START.finditer(block) if not _ABBREVIATED.search(block[: m.start()][-12:])]
    pieces: list[tuple[int, int]] = []
    at = 0
    for cut in sorted({*cuts, len(block)}):
        if cut <= at:
            continue
        piece = _trimmed(text, start + at, start + cut)
        at = cut
        if piece is None:
            continue
        while (shorter := _fitting(text, *piece)) is not None:
            pieces.append((piece[0], shorter))
            piece = _trimmed(text, shorter, piece[1]) or piece
        a, b = piece
        # “I quit.” he said: a piece that goes on in lower case after a closing mark belongs to the one before it;
        # so does one that is nothing but closing marks.
        if pieces and (
            (_ORDINAL.search(text[slice(*pieces[-1])][-4:]) and _GERMAN_MONTH.match(text, a))
            or (text[a].islower() and not text[a].isascii() and text[pieces[-1][1] - 1] == ".")
            or (_LOWER_START.match(text[a:b]) and text[a].islower() and _CLOSERS.search(text[slice(*pieces[-1])]))
            or not any(c.isalnum() for c in text[a:b])
            or _ABBREVIATED.search(text[slice(*pieces[-1])][-12:])
        ):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return pieces


# Common English function words that other languages in Latin script do not have (no "was", "has", "for", "her", "at").
_ENGLISH = frozenset(
    """the of and that with from which this been they their would could said it its not were you what who when where
    there than about into after other because through""".split()
)
_WORDS = re.compile(r"[^\W\d_]+")
# Of PolNeAR's 924 articles 918 have a share of at least 0.10 (the least: 0.05); py3langid decides the rest.
# French, German, Dutch, Danish and Afrikaans news sentences have 0.
_ENGLISH_SHARE = 0.10


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's language; `und` where it has too few words to tell.

    Plain English is recognised by its function words; anything doubtful is left to py3langid.
    """
    words = [word.casefold() for word in _WORDS.findall(text[:20_000])]
    if len(words) >= 8 and sum(word in _ENGLISH for word in words) / len(words) >= _ENGLISH_SHARE:
        return "en"
    n_letters = sum(len(word) for word in words)
    if n_letters < 12:
        return "und"
    import py3langid

    code, _ = py3langid.classify(text[:20_000])
    if code != "en" and len(words) < 8 and text.isascii():
        return "und"  # py3langid guesses wildly on a headline; plain ASCII that short is not held against the text
    return str(code)
