"""Quotation marks in a statement: where they are, whether what they hold is verbatim, and whose words it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from brief.document import Span
from brief.grounding.context import GuardContext, Holder, Refusal, fold
from brief.grounding.speaking import find_speakers, holder_stems

__all__ = ["Quoted", "check_quotations", "find_quoted", "flat", "holds_all", "quote_evidence"]

# "…: “one whole quotation”" and nothing behind it: whatever marks stand inside belong to the quotation.
_WHOLE = re.compile(
    r"^(?P<head>[^“”\"‘]*[:,]\s)(?:“(?P<double>.+)”|‘(?P<single>.+)’|\"(?P<straight>[^\"]+)\")\.?\s*$", re.DOTALL
)
_PAIR = re.compile(
    r"“(?P<curly>[^“”]*)”|«(?P<angle>[^«»]*)»|\"(?P<straight>[^\"]*)\"|(?<![^\W_])‘(?P<single>(?:[^‘’]|(?<=[^\W_])’(?=[^\W_]))*)’(?![^\W_])"
    r"|(?<![^\W_’])'(?P<plain>(?![\s'])(?!\d0s)(?:[^']|(?<=[^\W_])'(?=[^\W_]))*)'(?![^\W_])",
    re.DOTALL,
)
_EDGES = " \t\n.,;:!?…—–-"
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[…\])\s*")
_DOUBLE = re.compile(r"[“”„\"«»]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands inside a pair of marks of a statement, the marks left out."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=2048)
def find_quoted(statement: str) -> tuple[Quoted, ...]:
    """The outermost quotations of a statement.

    >>> [quoted.words for quoted in find_quoted("Holt called it “the ‘old’ pier” and the union's 'shame'.")]
    ['the ‘old’ pier', 'shame']
    """
    if whole := _WHOLE.match(statement):
        name = whole.lastgroup or "double"
        inner = whole[name]
        marks = {"double": "“”", "single": "", "straight": ""}[name]
        if not (marks and re.search(r"”[^“]*“", inner)):
            return (Quoted(whole.start(name), whole.end(name), inner),)
    found = []
    for match in _PAIR.finditer(statement):
        group = match.lastgroup
        if group and match[group].strip():
            found.append(Quoted(match.start(group), match.end(group), match[group]))
    return tuple(found)


@lru_cache(maxsize=512)  # the guards ask of one sentence many times over
def flat(wording: str) -> str:
    """A wording in which every quotation mark is one and the same: the form in which quotations are compared."""
    return fold(wording).replace('"', "'").replace("''", "'")


def holds_all(statement: str, evidence: Sequence[Span]) -> bool:
    """Whether a statement has every word of its evidence in one stretch, as the bare quotation of it would."""
    whole = flat(statement)
    return all(flat(span.quote).rstrip(" .,;:") in whole for span in evidence)


def _is_verbatim(fragment: str, there: str) -> bool:
    plain = flat(fragment).strip(_EDGES).strip("'").strip(_EDGES)
    if not plain:
        return False
    first = plain[0]
    return any(_stands(form + plain[1:], there) for form in {first, first.lower(), first.upper()})


def _stands(words: str, there: str) -> bool:
    """Whether the words stand there without cutting any."""
    at = there.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and there[at - 1].isalnum() and words[0].isalnum()) and not (
            end < len(there) and there[end].isalnum() and words[-1].isalnum()
        ):
            return True
        at = there.find(words, at + 1)
    return False


def check_quotations(
    statement: str, evidence: Sequence[Span], holder: Holder, *, own: bool, context: GuardContext
) -> Iterator[Refusal]:
    """Whether everything between the statement's marks is verbatim in its evidence, and said by its holder.

    Args:
        own: Whether the statement is framed as the article's ("The article says …"); else its marks are the document's.
    """
    quoted = find_quoted(statement)
    if not quoted:
        return
    there = [flat(span.quote) for span in evidence]
    speech = None
    for item in quoted:
        pieces = _split_elided(item.words)
        if not any(_is_verbatim(item.words, quote) for quote in there) and not all(
            any(_is_verbatim(piece, quote) for quote in there) for piece in pieces
        ):
            yield Refusal("quotation_not_verbatim", f"“{item.words[:80]}” does not stand in the evidence like this")
            continue
        if own:
            continue  # the article's own word may be quoted in its frame: 'The article says that … “once again” …'
        if speech is None:
            speech = _speech_of(evidence, holder, context)
        if not any(_is_verbatim(item.words, part) or all(_is_verbatim(p, part) for p in pieces) for part in speech):
            yield Refusal(
                "quotation_not_speech",
                f"“{item.words[:80]}” is not quoted from {holder.name or 'anybody'} in the document",
            )


def _split_elided(words: str) -> list[str]:
    """The parts of a quotation with words left out."""
    if "…" not in words and "..." not in words:
        return [words]
    return [piece for piece in _ELLIPSIS.split(words) if piece.strip(_EDGES)] or [words]


def _speech_of(evidence: Sequence[Span], holder: Holder, context: GuardContext) -> list[str]:
    """What the document quotes within the evidence, without what it quotes from somebody else than a named holder."""
    known = holder_stems(holder, with_roles=True)
    return [
        flat(quotation.inner.quote)
        for span in evidence
        for quotation in context.quotations_over(span.start, span.end, inner=True)
        if not known
        or not quotation.speech
        or not _speaks_else(quotation.span.start, quotation.span.end, known, context)
    ]


def _speaks_else(start: int, end: int, known: frozenset[str], context: GuardContext) -> bool:
    """Whether the nearest verb of saying in the quotation's sentence has another named subject."""
    sentence = context.document.sentence_at(start) or context.document.sentence_at(end - 1)
    if sentence is None:
        return False
    view = context.view(sentence.index)
    speakers = [speaker for speaker in find_speakers(view) if speaker.stems]
    if len(speakers) < 2 or not any(speaker.stems & known for speaker in speakers):
        return False
    nearest = min(
        speakers,
        key=lambda speaker: min(abs(view[speaker.place].start - end), abs(start - view[speaker.place].end)),
    )
    return not nearest.stems & known


def quote_evidence(quote: str) -> str:
    """A quote between marks, white space folded and otherwise verbatim.

    What holds double marks is put between single ones, so that nothing inside has to be changed.

    >>> quote_evidence("the pier"), quote_evidence("“No,” he said.")
    ('“the pier”', '‘“No,” he said.’')
    """
    plain = " ".join(quote.split())
    return f"‘{plain}’" if _DOUBLE.search(plain) else f"“{plain}”"
