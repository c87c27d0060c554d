"""From grounded claims to a briefing: headline, summary, coverage. Nothing here reads the text, only the claims.

A summary sentence is one claim's statement, or two of one holder joined; it never says what no claim says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from brief.briefing import Briefing, Claim, Coverage, Place, Provenance
from brief.briefing import Sentence as Line

if TYPE_CHECKING:
    from brief.document import Document
    from brief.grounding.gate import Grounding

__all__ = ["compose_briefing"]

_MOST_LINES = 8
# A little under a fifth of the text. Eleven articles and the seed carry 35 of 148 core claims at a fifth, 41 at a
# quarter, 48 at a third: more is to be had by better claims than by more of them.
_SHARE = 0.195
_LEAST_WORDS, _MOST_WORDS = 40, 170
_LEAD_SENTENCES, _MOST_LEAD_WORDS = 2, 48
_MOST_HEADLINE_WORDS = 42
_JOINED_WORDS = 46
# "Kell said that it would close", "The article says: “It is expected …”": of what, another sentence tells.
_LEANING = re.compile(
    r"(?i)\b(?:sa(?:id|ys)|expect(?:s|ed)?|believes?|thinks|hopes|fears|warned|denie[ds]|wrote) (?:that )?"
    r"(?:it|they|its|their|he|she|his|her)\b|"
    r": [“‘]+(?:it|they|he|she|this|that|these|those|such|its|their|his|her|all|each|both)\b"
)
# What a claim of a holder who has been heard already must be worth more than one of another.
_HEARD = 0.6
_HEADLINE = ("The headline says: ", "The headline asks: ")
_ASKS = "The article asks: "
# Tensions between what is said; those of names and times are told elsewhere.
_CONTRARY = frozenset({"source_disagreement", "internal_tension", "framing_asymmetry", "asserted_contrast"})
_ORDER = {"core": 0, "supporting": 1, "low": 2}


def compose_briefing(
    grounding: Grounding,
    document: Document,
    *,
    unread: Mapping[int, str],
    provenance: Provenance,
) -> Briefing:
    """The briefing that grounded claims make.

    Args:
        grounding: What the gate let through and what it refused; a headline and a summary that an engine wrote and the
            gate let through are taken, otherwise they are made of claims.
        document: The document they are of.
        unread: By sentence number, why the engine took nothing from it.
        provenance: How it was made.

    Raises:
        GroundingError: If an invariant is broken; that is a bug, not a weak claim.
    """
    return Briefing.of(
        document,
        {
            "headline": grounding.headline or _headline(grounding.claims, document),
            "summary": grounding.summary or _summary(grounding, document),
            "claims": grounding.claims,
            "actors": grounding.actors,
            "dates": grounding.dates,
            "loaded": grounding.loaded,
            "tensions": grounding.tensions,
            "open_questions": grounding.questions,
            "coverage": _coverage(grounding.claims, document, unread),
            "rejected": grounding.rejected,
            "provenance": provenance,
        },
    )


def _headline(claims: Sequence[Claim], document: Document) -> Line:
    """The first core claim that is short, in plain words and no judgement; failing that the first of the heaviest."""
    best = sorted(claims, key=lambda claim: _ORDER[claim.salience])
    core = [claim for claim in best if claim.salience == best[0].salience]
    # A headline that judges would make the outlet's verdict ours; it is taken only where there is nothing else.
    neutral = [c for c in core if c.kind != "judgement"] or [c for c in best if c.kind != "judgement"] or core
    neutral = [c for c in neutral if not _is_headline(c, document)] or neutral
    neutral = [c for c in neutral if not _LEANING.search(c.statement)] or neutral
    short = [c for c in neutral if len(c.statement.split()) <= _MOST_HEADLINE_WORDS]
    plain = [c for c in short if c.support == "verified"]
    chosen = (plain or short or neutral)[0]
    return Line(text=_without_stop(chosen.statement), claim_ids=(chosen.id,))


def _without_stop(statement: str) -> str:
    """A headline has no full stop, but an abbreviation keeps its point."""
    return statement if re.search(r"\b[A-Z]\.$", statement) else statement.removesuffix(".")


def _summary(grounding: Grounding, document: Document) -> tuple[Line, ...]:
    """The claims a reader must hear, as many as a fifth of the text has room for.

    They are taken by what they are worth a word, and of a holder who has been heard only when the others have had
    theirs; and told in this order: what happened, who says what, what is disputed, what the article makes of it.
    """
    claims = grounding.claims
    core = [claim for claim in claims if claim.salience == "core"] or list(claims[:2])
    # The article's own headline tells a reader nothing that the rest does not; it is a line where there is no other.
    core = [claim for claim in core if not _is_headline(claim, document)] or core
    worth = _worths(core, grounding, document)
    most_words = max(_LEAST_WORDS, min(_MOST_WORDS, round(_SHARE * len(document.text.split()))))
    chosen = _chosen(core, worth, most_words, lead=_lead(core, document))
    disputed = _disputed(grounding)
    order = {claim.id: place for place, claim in enumerate(claims)}
    # The outlet's own verdict is heard last: what happened and who says what are not to be read in its light.
    opening = min((claim for claim in chosen if not _judges(claim)), key=lambda c: order[c.id], default=chosen[0])
    part = {
        claim.id: 3 if _judges(claim) else 0 if claim is opening or _is_event(claim) else 1 + (claim.id in disputed)
        for claim in chosen
    }
    first: dict[tuple[int, object], int] = {}
    for claim in sorted(chosen, key=lambda each: order[each.id]):
        first.setdefault((part[claim.id], _holder(claim)), order[claim.id])
    told = sorted(chosen, key=lambda c: (part[c.id], first[part[c.id], _holder(c)], order[c.id]))
    return tuple(_with_told(line, claims) for line in _joined(told))


def _lead(core: Sequence[Claim], document: Document) -> Claim | None:
    """The claim with which a report opens, where it is in plain words and needs no other to be understood."""
    body = [sentence.span for sentence in document.sentences if not sentence.heading][:_LEAD_SENTENCES]
    for claim in core:
        plain = claim.support == "verified" and not _judges(claim) and not _LEANING.search(claim.statement)
        if plain and body and claim.evidence[-1].end <= body[-1].end:
            return claim if len(claim.statement.split()) <= _MOST_LEAD_WORDS else None
    return None


def _chosen(core: Sequence[Claim], worth: Mapping[str, float], most_words: int, *, lead: Claim | None) -> list[Claim]:
    """The claims that a summary has room for: what the report opens with, then the weightiest."""
    chosen = [lead] if lead is not None else []
    left = sorted((c for c in core if c is not lead), key=lambda claim: (_judges(claim), -worth[claim.id]))
    while left and len(_joined(chosen)) < _MOST_LINES:
        heard = Counter(_holder(claim) for claim in chosen)
        best = max(left, key=lambda c: worth[c.id] - _HEARD * heard[_holder(c)] - 9 * _judges(c))
        left.remove(best)
        if any(_is_told(best, other) for other in chosen):
            continue
        # A claim that tells all of another takes its place.
        taken = [*(claim for claim in chosen if not _is_told(claim, best)), best]
        if len(taken) > 1 and _n_words(_joined(taken)) > most_words:
            continue
        chosen = taken
    return chosen


def _n_words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _worths(core: Sequence[Claim], grounding: Grounding, document: Document) -> dict[str, float]:
    """What each claim is worth a word: more the earlier it stands and the more of the headline it tells."""
    title = _content_words(document.title or "")
    disputed = _disputed(grounding)
    length = max(1, len(document.text))
    found = {}
    for claim in core:
        score = 1.5 - 0.5 * claim.evidence[-1].start / length
        score += len(_content_words(claim.statement) & title) / max(1, len(title))
        score += 0.5 * (claim.kind in ("plan", "prediction")) + 0.5 * (claim.id in disputed)
        score -= 0.5 * (claim.attribution.mode == "direct") + 0.5 * (claim.attribution.confidence == "ambiguous")
        score -= 0.3 * (claim.support == "quoted") + 0.8 * (_LEANING.search(claim.statement) is not None)
        # Somewhat like a price a word: the twenty keep a line of six words from being always the best bargain.
        found[claim.id] = score * 30 / (len(claim.statement.split()) + 20)
    return found


def _content_words(words: str) -> set[str]:
    """The words that say something, cut to their first letters, so that "leaks" and "leaked" are one."""
    return {word[:5].casefold() for word in re.findall(r"[^\W_]{4,}|\d+", words)}


def _disputed(grounding: Grounding) -> set[str]:
    """The claims that pull apart from others."""
    return {claim_id for tension in grounding.tensions if tension.type in _CONTRARY for claim_id in tension.claim_ids}


def _is_event(claim: Claim) -> bool:
    """Whether the outlet tells it in plain words; of a quotation, nobody has made sure who speaks in it."""
    return claim.attribution.mode == "none" and claim.support == "verified"


def _judges(claim: Claim) -> bool:
    return claim.attribution.mode == "none" and claim.kind == "judgement"


def _is_headline(claim: Claim, document: Document) -> bool:
    """Whether it is the text's own headline, or a question of the article's."""
    first = document.sentences[0]
    stands_there = first.heading and all(
        first.span.start <= e.start and e.end <= first.span.end for e in claim.evidence
    )
    return stands_there or claim.statement.startswith((*_HEADLINE, _ASKS))


def _with_told(line: Line, claims: Sequence[Claim]) -> Line:
    """A line cites all the claims that it tells."""
    cited = [claim for claim in claims if claim.id in line.claim_ids]
    also = [claim.id for claim in claims if any(_is_told(claim, other) for other in cited) and claim not in cited]
    return line.model_copy(update={"claim_ids": (*line.claim_ids, *also)}) if also else line


def _is_told(claim: Claim, whole: Claim) -> bool:
    """Whether another claim says all that this one does: it goes on where this one ends, or quotes its words."""
    if claim is whole:
        return False
    if whole.statement.startswith(claim.statement.rstrip(".") + ",") and _holder(claim) == _holder(whole):
        return True
    return whole.support == "quoted" and all(
        any(b.start <= a.start and a.end <= b.end for b in whole.evidence) for a in claim.evidence
    )


def _holder(claim: Claim) -> tuple[str | None, str]:
    return claim.attribution.actor_id or claim.attribution.source, claim.attribution.source_type


def _joined(claims: Iterable[Claim]) -> list[Line]:
    """The claims as lines, in order; neighbours that both read "X said that …" become one."""
    lines: list[Line] = []
    for claim in claims:
        if lines and (both := _join(lines[-1].text, claim.statement)):
            lines[-1] = Line(text=both, claim_ids=(*lines[-1].claim_ids, claim.id))
        else:
            lines.append(Line(text=claim.statement, claim_ids=(claim.id,)))
    return lines


_OPENING = re.compile(r"^(?P<opening>[^“”:]{2,60}? said that )(?P<rest>[^:]+)$")


def _join(first: str, second: str) -> str | None:
    one, other = _OPENING.match(first), _OPENING.match(second)
    if not one or not other or one["opening"] != other["opening"] or first.count(" and that ") > 1:
        return None
    both = f"{first.removesuffix('.')}, and that {other['rest']}"
    return both if len(both.split()) <= _JOINED_WORDS else None


def _coverage(claims: Sequence[Claim], document: Document, unread: Mapping[int, str]) -> tuple[Coverage, ...]:
    given: dict[int, dict[str, None]] = {}
    for claim in claims:
        for span in claim.evidence:
            for sentence in document.sentences_over(span.start, span.end):
                given.setdefault(sentence.index, {})[claim.id] = None
    entries = []
    for sentence in document.sentences:
        start, end = sentence.span.start, sentence.span.end
        ids = tuple(given.get(sentence.index, ()))
        reason = None if ids else unread.get(sentence.index) or _reason(sentence.span.quote)
        entries.append(Coverage(sentence=Place(start=start, end=end), claim_ids=ids, reason=reason))
    return tuple(entries)


def _reason(quote: str) -> str:
    if not any(character.isalnum() for character in quote):
        return "it has no words"
    if quote.rstrip(" \"”’'").endswith("?"):
        return "it asks and does not say"
    return "no claim was found in it"
