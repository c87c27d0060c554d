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
# A little under a fifth of the text: at .2 the suite carries the same core claims (50 of 303) in more words.
_SHARE = 0.195
_LEAST_WORDS, _MOST_WORDS = 40, 170
_MOST_HEADLINE_WORDS = 34
_JOINED_WORDS = 46
_HEADLINE = ("The headline says: ", "The headline asks: ")
_ASKS = "The article asks: "
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
            "summary": grounding.summary or _summary(grounding.claims, document),
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
    neutral = [c for c in neutral if not c.statement.startswith(_ASKS)] or neutral
    short = [c for c in neutral if len(c.statement.split()) <= _MOST_HEADLINE_WORDS]
    plain = [c for c in short if c.support == "verified"]
    chosen = (plain or short or neutral)[0]
    return Line(text=_without_stop(chosen.statement), claim_ids=(chosen.id,))


def _without_stop(statement: str) -> str:
    """A headline has no full stop, but an abbreviation keeps its point."""
    return statement if re.search(r"\b[A-Z]\.$", statement) else statement.removesuffix(".")


def _summary(claims: Sequence[Claim], document: Document) -> tuple[Line, ...]:
    """The claims a reader must hear, as many as a fifth of the text has room for: what happened, then who says what.

    The first of them comes in whatever its length, for a report says first what it is about. After it, lines are taken
    for what they carry a word, and of a holder who has a line already only when the others have had theirs.
    """
    core = [claim for claim in claims if claim.salience == "core"] or list(claims[:2])
    # The article's own headline tells a reader nothing that the rest does not; it is a line where there is no other.
    core = [claim for claim in core if not claim.statement.startswith((*_HEADLINE, _ASKS))] or core
    own = [claim for claim in core if claim.attribution.mode == "none" and claim.kind != "judgement"]
    judged = [claim for claim in core if _judges(claim)]
    said = [claim for claim in core if claim.attribution.mode != "none"]
    groups = [*_by_holder(own), *_by_holder(said), *_by_holder(judged)]
    lines = [(number, _with_told(line, core)) for number, group in enumerate(groups) for line in _joined(group)]
    most_words = max(_LEAST_WORDS, min(_MOST_WORDS, round(_SHARE * len(document.text.split()))))
    chosen = _chosen(lines, core, most_words)
    order = {claim.id: place for place, claim in enumerate(claims)}
    first = {number: min(order[line.claim_ids[0]] for n, line in chosen if n == number) for number, _ in chosen}
    # The outlet's own verdict is heard last: what happened and who says what are not to be read in its light.
    verdicts = {claim.id for claim in judged}
    chosen.sort(key=lambda each: (each[1].claim_ids[0] in verdicts, first[each[0]], order[each[1].claim_ids[0]]))
    return tuple(line for _, line in chosen)


def _chosen(lines: Sequence[tuple[int, Line]], core: Sequence[Claim], most_words: int) -> list[tuple[int, Line]]:
    """The lines taken, each with the number of its holder."""
    told = {claim.id: claim for claim in core}
    place = {claim.id: number for number, claim in enumerate(core)}
    left = sorted(lines, key=lambda each: (_judges(told[each[1].claim_ids[0]]), place[each[1].claim_ids[0]]))
    chosen: list[tuple[int, Line]] = []
    carried: set[str] = set()
    n_words = 0
    while left and len(chosen) < _MOST_LINES:
        heard = Counter(number for number, _ in chosen)
        best = (
            left[0] if not chosen else max(left, key=lambda each: _worth(each[1], told, carried) - 0.5 * heard[each[0]])
        )
        left.remove(best)
        length = len(best[1].text.split())
        if {*best[1].claim_ids} <= carried or chosen and n_words + length > most_words:
            continue
        chosen.append(best)
        carried |= {*best[1].claim_ids}
        n_words += length
    return chosen


def _judges(claim: Claim) -> bool:
    return claim.attribution.mode == "none" and claim.kind == "judgement"


def _worth(line: Line, told: Mapping[str, Claim], carried: set[str]) -> float:
    """What a line adds: the claims that no other line carries, at what they cost in words, and how they are told."""
    new = [told[i] for i in line.claim_ids if i not in carried]
    n_words = len(line.text.split())
    return 30 * len(new) / (n_words + 10) + max((_substance(claim) for claim in new), default=-9.0) / 2


def _with_told(line: Line, core: Sequence[Claim]) -> Line:
    """A line that is a quotation cites all the claims whose words it holds."""
    cited = [claim for claim in core if claim.id in line.claim_ids]
    also = [claim.id for claim in core if any(_is_told(claim, other) for other in cited) and claim not in cited]
    return line.model_copy(update={"claim_ids": (*line.claim_ids, *also)}) if also else line


def _is_told(claim: Claim, whole: Claim) -> bool:
    """Whether a claim that is a quotation holds all that another says."""
    return whole.support == "quoted" and all(
        any(b.start <= a.start and a.end <= b.end for b in whole.evidence) for a in claim.evidence
    )


def _substance(claim: Claim) -> float:
    """How much a claim tells: dates and figures do, a judgement or a bare quotation of the text less."""
    score = 0.5 * bool(claim.date_ids) + 0.5 * any(character.isdigit() for character in claim.statement)
    score -= 0.5 * (claim.support == "quoted") + 0.5 * (claim.kind == "judgement")
    return score - 0.5 * (claim.attribution.confidence == "ambiguous")


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
