"""How the embedded engine words a claim: the text's own words, a plain verb, quotation marks where words judge.

Nothing is paraphrased. Which stretch of text a claim takes and whose it is has been decided before; whether a wording
may stand is decided by `grounding`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from brief.document import Document, Span
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Attribution, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Wording",
    "holder_phrase",
    "lower_opening",
    "points_elsewhere",
    "quote_whole",
    "quote_words",
    "reporting_verb",
    "sentence_case",
    "with_article",
    "without_stop",
]

_SPACES = re.compile(r"\s+")
# Where two stretches meet, of two stops the first remains, and no space stands before one.
_JOINT = "\N{INVISIBLE SEPARATOR}"
_STOP_AT_JOINT = re.compile(rf"([,;:])\s*{_JOINT}\s*[,;:]|\s*{_JOINT}\s*([,.;:!?])")
# "according to plan,” with": the comma of a quoted phrase goes outside.
_COMMA_INSIDE = re.compile(r"([,;])([”’])(?=\s+[^\s“‘])")
# Markdown's emphasis and code marks, where they stand at the edge of a word.
_EMPHASIS = re.compile(r"(?<!\w)(?:\*{1,3}|_{1,3}|`)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|`)(?!\w)")
_EDGE_STOPS = " ,;:–—-"
_POINTING = re.compile(r"(?i)\b(?:this|these|those|such an?)\b")
_DEMONSTRATIVE = re.compile(
    r"\b((?:of|in|on|by|for|with|to|from|against|over|about|under|behind|into|at|after|before|during) )"
    r"(?:this|these|those) (?=[a-z])(?!(?:are|is|was|were|will|who|which|that|in|of|with)\b)"
    r"(?!(?:week|month|year|morning|afternoon|evening|summer|autumn|fall|winter|spring|decade|century|time)\b)"
)
_TIME_NOUN = re.compile(
    r"(?i)\bthis (?:week|month|year|morning|afternoon|evening|summer|autumn|fall|winter|spring|decade|century|time)\b"
)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$")
_DOUBLE = re.compile('["“”„«»]')
_PRONOUN = re.compile(r"(?i)(?:he|she|it|they|we|i|you|who|this|that|these|those|his|her|their|its)\b")
_DETERMINED = re.compile(
    r"(?i)(?:the|an?|some|many|most|several|other|others|few|two|three|four|five|one|both|all|no|none|neither|nobody|his|her|their|its)\b"
)

# Estimates and polls are nobody, so that they are not unnamed either.
_FINDINGS = frozenset(
    "estimates figures numbers reports studies polls surveys statistics data documents records research".split()
)
# What an entity is labelled that has no name in it: "Last week", "Three", "Half of".
_NO_NAMES = frozenset(("", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "MONEY"))

# Verbs that name another act than saying: they stay as they are, since "said" would lose what was done.
_KEPT = {
    "ask": "asked",
    "believe": "believes",
    "think": "thinks",
    "hope": "hopes",
    "expect": "expects",
    "want": "wants",
    "fear": "fears",
    "doubt": "doubts",
    "wonder": "wondered",
    "deny": "denied",
    "promise": "promised",
    "predict": "predicted",
    "propose": "proposed",
    "agree": "agreed",
    "warn": "warned",
    "write": "wrote",
    "plan": "plans",
    "intend": "intends",
    "know": "knows",
    "feel": "feels",
    "suspect": "suspects",
    "demand": "demanded",
    "urge": "urged",
    "recommend": "recommended",
    "forecast": "forecast",
    "estimate": "estimated",
    "decide": "decided",
    "wish": "wishes",
}


@dataclass(frozen=True)
class Wording:
    """Turns stretches of one document into running words; quotation marks come out curly and in pairs."""

    document: Document
    quotations: Sequence[Quotation]

    def words(self, ranges: Sequence[tuple[int, int]], *, marked: Sequence[Span] = ()) -> str:
        """The words of some stretches in order, white space folded, with `marked` spans put in quotation marks.

        A quotation cut by a stretch is closed where the stretch ends, so marks always come in pairs.
        """
        marks = self._marks(ranges, marked)
        pieces = [self._piece(start, end, marks) for start, end in ranges]
        line = _SPACES.sub(" ", f" {_JOINT} ".join(piece for piece in pieces if piece)).strip()
        line = _STOP_AT_JOINT.sub(lambda m: m[1] or m[2], line).replace(f"{_JOINT} ", "")
        if self._is_markdown:
            line = _EMPHASIS.sub("", line)
        return _COMMA_INSIDE.sub(lambda m: m[2] + m[1], line).strip(_EDGE_STOPS)

    @cached_property
    def _is_markdown(self) -> bool:
        return (self.document.source or "").casefold().endswith((".md", ".markdown"))

    def unquoted(self, ranges: Sequence[tuple[int, int]]) -> str:
        """The words of some stretches that no quotation holds."""
        text, pieces = self.document.text, []
        for start, end in ranges:
            at = start
            for quotation in self._near(start, end):
                if quotation.level == 1 and quotation.span.start < end and at < quotation.span.end:
                    pieces.append(text[at : max(at, quotation.span.start)])
                    at = min(end, quotation.span.end)
            pieces.append(text[at:end])
        return " ".join(pieces)

    def _near(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that may share a character with a stretch, in text order."""
        place = bisect_right(self._outer_starts, start) - 1
        first = self._outer[place] if place >= 0 else 0
        return self.quotations[first : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [quotation.span.start for quotation in self.quotations]

    @cached_property
    def _outer(self) -> list[int]:
        """Where the outermost quotations are in the list; what they hold comes behind them."""
        return [place for place, quotation in enumerate(self.quotations) if quotation.level == 1]

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [self._starts[place] for place in self._outer]

    def _marks(self, ranges: Sequence[tuple[int, int]], marked: Sequence[Span]) -> dict[int, tuple[str, int]]:
        """By offset: the mark to write there and how many characters of the text it replaces."""
        marks: dict[int, tuple[str, int]] = {}
        for quotation in self._near(ranges[0][0], ranges[-1][1]) if ranges else ():
            # Inside a quotation the document's kind of mark stays: changed, the words would no longer be its own.
            single = quotation.level > 1 and self.document.text[quotation.span.start] in "'‘‚‹"
            opening, closing = ("‘", "’") if single else ("“", "”")
            inside = [(a, b) for a, b in ranges if a < quotation.span.end and quotation.span.start < b]
            if not inside:
                continue
            (first, _), (_, last) = inside[0], inside[-1]
            n_open = quotation.inner.start - quotation.span.start
            n_close = quotation.span.end - quotation.inner.end
            if first <= quotation.span.start:
                marks[quotation.span.start] = (opening, n_open)
            else:
                marks[first] = (opening, max(0, quotation.inner.start - first))
            if last >= quotation.span.end:
                marks[quotation.inner.end] = (closing, n_close)
            else:
                marks[min(last, quotation.inner.end)] = (closing, max(0, last - quotation.inner.end))
        quoted = [quotation.span for quotation in self._near(ranges[0][0], ranges[-1][1])] if ranges else []
        for span in marked:
            if any(span.overlaps(other) for other in quoted):
                continue
            if span.start not in marks and span.end not in marks:
                marks[span.start], marks[span.end] = ("“", 0), ("”", 0)
        return marks

    def _piece(self, start: int, end: int, marks: dict[int, tuple[str, int]]) -> str:
        text, written, at = self.document.text, [], start
        places = sorted(marks)
        for place in places[bisect_left(places, start) :]:
            if place > end:
                break
            mark, length = marks[place]
            if place == end and mark in "“‘" or place == start and mark in "”’":
                continue
            written += [text[at:place], mark]
            at = min(end, place + length)
        return "".join([*written, text[at:end]])


def holder_phrase(attribution: Attribution, *, named: str | None, names: Set[str] = frozenset()) -> str | None:
    """How a statement names its holder; None where the text gives nothing to name.

    Args:
        attribution: Whose claim it is.
        named: The name of the actor that the source surely is.
        names: Words that are names in the text: "Unnamed Democrats", but "Unnamed farmers".
    """
    nameless = attribution.source_type in ("unnamed_collective", "government_collective")
    if not nameless and (name := named or attribution.holder) and name[:1].isupper():
        has_article = bool(attribution.source) and attribution.source[0].quote.casefold().startswith(
            f"the {name}".casefold()
        )
        return f"The {name}" if has_article else name
    if not attribution.source:
        return None
    designation = attribution.designation or attribution.source[0]
    words = _SPACES.sub(" ", designation.quote).strip(" ,.;:–—-\"“”‘’'")
    if not words or _PRONOUN.match(words):
        return None
    if nameless and not _DETERMINED.match(words):
        first, *rest = words.split(" ")
        if rest[-1:] and rest[-1].casefold() in _FINDINGS or first.casefold() in _FINDINGS:
            return sentence_case(words)
        keeps_capital = (
            first.isupper() or first in names or (rest and attribution.source_type == "government_collective")
        )
        return f"Unnamed {words if keeps_capital else words[:1].lower() + words[1:]}"
    return sentence_case(words)


def reporting_verb(attribution: Attribution, *, judging: bool, plural: bool = False, past: str | None = None) -> str:
    """The plain verb for a cue: "said", unless the cue names another act and does so without judging.

    Args:
        attribution: Whose cue it is.
        judging: Whether the cue judges what it reports.
        plural: Whether several hold it.
        past: The cue as the text has it, where that is in the past: "thought" does not become "thinks".
    """
    if judging:
        return "said"
    if past and _KEPT.get(attribution.cue_lemma, "").endswith("s"):
        return past
    if plural and _KEPT.get(attribution.cue_lemma, "").endswith("s"):
        return attribution.cue_lemma
    return _KEPT.get(attribution.cue_lemma, "said")


def points_elsewhere(words: str) -> bool:
    """Whether words point at something outside them: "this move", "such a system", but not "this week".

    >>> points_elsewhere("the deployment of this system"), points_elsewhere("it closes this week")
    (True, False)
    """
    return _POINTING.search(_TIME_NOUN.sub(" ", words)) is not None


def with_article(words: str) -> str:
    """The words with "the" for a demonstrative that points back from within: "the spread of this system".

    At the head of a clause it stays, for there the words are about nothing else.

    >>> with_article("the spread of this system"), with_article("this move ended it")
    ('the spread of the system', 'this move ended it')
    """
    return _DEMONSTRATIVE.sub(r"\1the ", words)


def quote_words(words: str) -> str:
    """Words in quotation marks, verbatim, the closing stop put outside.

    Marks inside are left as the document has them, for changed to another kind the words would no longer be its own;
    around double ones stand single ones.

    >>> quote_words('It is "over", he said.'), quote_words("It is over.")
    ('‘It is "over", he said’', '“It is over”')
    """
    plain = without_stop(words)
    return f"‘{plain}’" if _DOUBLE.search(plain) else f"“{plain}”"


def without_stop(words: str) -> str:
    """The words without their closing stop; the point of an abbreviation ("the U.S.") is none.

    >>> without_stop("It is over."), without_stop("in the U.S.")
    ('It is over', 'in the U.S.')
    """
    bare = words.strip()
    return bare if _ABBREVIATED.search(bare) else bare.rstrip(" .,;:")


def quote_whole(words: str, *, heading: bool = False) -> str:
    """The attributed quotation of a stretch: what stands when nothing else may."""
    verb = "asks" if words.rstrip(" \"”’'").endswith("?") else "says"
    quoted = quote_words(words)
    return f"The {'headline' if heading else 'article'} {verb}: {quoted}{'' if quoted[-2:-1] in '?!…' else '.'}"


def lower_opening(words: str, first: Token, names: Set[str]) -> str:
    """The words without the capital that only their place at a sentence's start gave them.

    Args:
        words: Running words.
        first: The token they begin with.
        names: Words that are names elsewhere in the text, whatever the parser takes them for here.
    """
    opens = first.is_sent_start or first.i > 0 and first.nbor(-1).text in ("-", "–", "—", "_", "--")
    if not words[:1].isupper() or not opens or first.text == "I":
        return words
    if first.text.isupper() and len(first) > 1:
        return words  # a label in capitals: "THE CAVEATS Not everybody …"
    if (
        first.lower_ in ("last", "next", "its", "his", "her", "their", "one", "two")
        or first.pos_ in ("DET", "ADP", "SCONJ", "PRON", "ADV", "CCONJ")
        or first.pos_ == "NUM"
        and first.is_alpha
    ):
        return words[:1].lower() + words[1:]
    if first.lower_ in load_actor_lexicon().demonyms:
        return words
    keeps = first.text in names or first.pos_ == "PROPN" or first.ent_type_ not in _NO_NAMES
    return words if keeps else words[:1].lower() + words[1:]


def sentence_case(words: str) -> str:
    """The words with a capital first letter.

    >>> sentence_case("the board"), sentence_case("“no” it is")
    ('The board', '“No” it is')
    """
    for place, character in enumerate(words):
        if character.isalnum():
            return words[:place] + character.upper() + words[place + 1 :]
    return words
