"""From grounded claims to a briefing: headline, summary, coverage. Nothing here reads the text, only the claims.

A summary sentence is one claim's statement, or two of one holder joined; it never says what no claim says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from brief.briefing import Briefing, Claim, Coverage, Place, Provenance
from brief.briefing import Sentence as Line

if TYPE_CHECKING:
    from brief.document import Document
    from brief.grounding.gate import Grounding

__all__ = ["compose_briefing"]

_MOST_LINES = 7
_MOST_WORDS = 170
_MOST_HEADLINE_WORDS = 34
_JOINED_WORDS = 46
_HEADLINE = ("The headline says: ", "The headline asks: ")
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
            "headline": grounding.headline or _headline(grounding.claims),
            "summary": grounding.summary or _summary(grounding.claims),
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


def _headline(claims: Sequence[Claim]) -> Line:
    """The first core claim that is short, in plain words and no judgement; failing that the first of the heaviest."""
    best = sorted(claims, key=lambda claim: _ORDER[claim.salience])
    core = [claim for claim in best if claim.salience == best[0].salience]
    # A headline that judges would make the outlet's verdict ours; it is taken only where there is nothing else.
    neutral = [c for c in core if c.kind != "judgement"] or [c for c in best if c.kind != "judgement"] or core
    short = [c for c in neutral if len(c.statement.split()) <= _MOST_HEADLINE_WORDS]
    plain = [c for c in short if c.support == "verified"]
    chosen = (plain or short or neutral)[0]
    return Line(text=_without_stop(chosen.statement), claim_ids=(chosen.id,))


def _without_stop(statement: str) -> str:
    """A headline has no full stop, but an abbreviation keeps its point."""
    return statement if re.search(r"\b[A-Z]\.$", statement) else statement.removesuffix(".")


def _summary(claims: Sequence[Claim]) -> tuple[Line, ...]:
    """What happened first, then who says what, holder by holder, in the text's order."""
    core = [claim for claim in claims if claim.salience == "core"] or list(claims[:2])
    # The article's own headline tells a reader nothing that the rest does not; it is a line where there is no other.
    core = [claim for claim in core if not claim.statement.startswith(_HEADLINE)] or core
    own = [claim for claim in core if claim.attribution.mode == "none" and claim.kind != "judgement"]
    judged = [claim for claim in core if claim.attribution.mode == "none" and claim.kind == "judgement"]
    said = [claim for claim in core if claim.attribution.mode != "none"]
    groups = [*_by_holder(own), *_by_holder(said), *_by_holder(judged)]
    n_words = 0
    # One line of each holder before a second line of any: a summary should hear everybody.
    told = {claim.id: claim for claim in core}
    ranked: list[tuple[int, int, Line]] = []
    for number, group in enumerate(groups):
        lines = _joined(group)
        best_first = sorted(lines, key=lambda line: -max(_substance(told[i]) for i in line.claim_ids))
        ranked += [(place, number, line) for place, line in enumerate(best_first)]
    chosen: list[tuple[int, int, Line]] = []
    for place, number, line in sorted(ranked, key=lambda each: (each[0], each[1])):
        length = len(line.text.split())
        claims_of = [told[i] for i in line.claim_ids]
        if any(_is_told(claim, told[i]) for claim in claims_of for _, _, other in chosen for i in other.claim_ids):
            continue
        if chosen and (len(chosen) >= _MOST_LINES or n_words + length > _MOST_WORDS):
            continue
        chosen.append((number, place, line))
        n_words += length
    order = {claim.id: place for place, claim in enumerate(claims)}
    chosen.sort(key=lambda each: (each[0], order[each[2].claim_ids[0]]))
    return tuple(line for _, _, line in chosen)


def _is_told(claim: Claim, other: Claim) -> bool:
    """Whether a quotation among the two holds all that the other says: one of them is enough for a summary."""
    part, whole = (claim, other) if other.support == "quoted" else (other, claim)
    return whole.support == "quoted" and all(
        any(b.start <= a.start and a.end <= b.end for b in whole.evidence) for a in part.evidence
    )


def _substance(claim: Claim) -> float:
    """How much a claim tells for its length: dates, figures and spoken words do, a bare quotation of the text less."""
    score = 1.0 * bool(claim.date_ids) + 0.5 * any(character.isdigit() for character in claim.statement)
    score += 1.0 * (claim.attribution.mode in ("direct", "mixed")) - 1.5 * (claim.support == "quoted")
    return score - 0.5 * (claim.attribution.confidence == "ambiguous") - 0.02 * len(claim.statement.split())


def _by_holder(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[str | None, str], list[Claim]] = {}
    for claim in claims:
        key = (claim.attribution.actor_id or claim.attribution.source, claim.attribution.source_type)
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _joined(claims: Sequence[Claim]) -> list[Line]:
    """The claims of one holder as lines; two short ones that both read "X said that …" become one."""
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
    if not one or not other or one["opening"] != other["opening"] or " and that " in first:
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
