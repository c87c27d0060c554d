"""The claims of a page: who says what, what the article reports, what it judges; the weightiest in full.

What the title of a section says, that the article reports it or whose words they are, no claim under it says again.
Which claims matter was settled by whoever composed the briefing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.briefing import Briefing, Claim
from brief.renderers.facts import wording_blocks
from brief.renderers.page import ALSO, Entry, Heading, Item, Items, Paragraph, Text
from brief.renderers.references import References

__all__ = ["claim_blocks", "shown_claims"]

_OPINION = ("judgement", "position")
_REPORTS = "The article says that "
_SAYS = "The article says: "
# Claims of less weight that open alike are run in behind one opening.
_RUN_IN = {
    _REPORTS: "The article also says that ",
    "The article speaks of ": "The article also speaks of ",
    _SAYS: "In the article’s words: ",
}
_ABBREVIATED = re.compile(r"\b[A-Z]\.$")
_DOUBTS = {"inferred": " (speaker inferred)", "ambiguous": " (speaker uncertain)"}
# A page's worth; `everything` lifts it.
_MAX_SUPPORTING = 6
# A section that would stand empty shows this many of what weighs less.
_LEAST = 3

Block = Heading | Paragraph | Items


def claim_blocks(briefing: Briefing, references: References, *, everything: bool) -> Iterator[Block]:
    """The sections that tell claims: those that are shown, under who holds them."""
    shown = shown_claims(briefing, everything=everything)
    facts, said, views = ([claim for claim in group if claim.id in shown] for group in _groups(briefing))
    teller = _Teller(references, everything=everything)
    yield from _section("What the article reports", [teller.items(facts, strip=(_REPORTS, _SAYS))])
    yield from _section("What people and institutions say", list(teller.by_holder(said)))
    wording = wording_blocks(briefing, references, everything=everything)
    yield from _section("What the article itself judges", [teller.items(views, strip=(_SAYS,)), *wording])


def shown_claims(briefing: Briefing, *, everything: bool) -> frozenset[str]:
    """The claims a page has room for: the core, the first of those that support it, and something of each section."""
    claims = briefing.claims
    if everything:
        return frozenset(claim.id for claim in claims)
    told = [claim for claim in claims if claim.salience == "core"]
    told += [claim for claim in claims if claim.salience == "supporting"][:_MAX_SUPPORTING]
    ids = {claim.id for claim in told}
    for group in _groups(briefing):
        if ids.isdisjoint(claim.id for claim in group):
            told += sorted(group, key=lambda claim: claim.salience == "low")[:_LEAST]
    quoted = [claim for claim in told if claim.support == "quoted"]
    return frozenset(claim.id for claim in told if not any(_is_part(claim, other) for other in quoted))


def _groups(briefing: Briefing) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """What the article reports, what others say, what the article judges."""
    own = [claim for claim in briefing.claims if claim.attribution.mode == "none"]
    said = [claim for claim in briefing.claims if claim.attribution.mode != "none"]
    return (
        [claim for claim in own if claim.kind not in _OPINION],
        said,
        [claim for claim in own if claim.kind in _OPINION],
    )


def _is_part(claim: Claim, other: Claim) -> bool:
    """Whether a quotation that is shown holds all that a claim says, and more."""
    if claim.id == other.id or claim.support == "quoted" or (claim.salience, other.salience) == ("core", "supporting"):
        return False
    return all(any(b.start <= a.start and a.end <= b.end for b in other.evidence) for a in claim.evidence)


def _section(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    filled = [block for block in blocks if not (isinstance(block, Items) and not block.items)]
    if filled:
        yield Heading(2, Entry((Text(title),)))
        yield from filled


class _Teller:
    """Tells claims as points of a list, in full (`everything`) or the lesser ones run in behind the others."""

    def __init__(self, references: References, *, everything: bool) -> None:
        self._references = references
        self._everything = everything

    def items(self, claims: Sequence[Claim], *, strip: tuple[str, ...] = (), holder: str | None = None) -> Items:
        """The core claims one by one, the others run in; an opening that the title above has said is left out."""
        core = [claim for claim in claims if self._everything or claim.salience == "core"]
        others = [claim for claim in claims if not (self._everything or claim.salience == "core")]
        points = [Item((self._entry(claim, strip=strip, holder=holder),)) for claim in core]
        runs = {o: [c for c in others if c.statement.startswith(o)] for o in _RUN_IN if o not in strip}
        told = {claim.id for run in runs.values() if len(run) > 1 for claim in run}
        alone = [claim for claim in others if claim.id not in told]
        if holder is not None or not core:
            points += [Item((self._entry(claim, strip=strip, holder=holder),)) for claim in alone]
        elif alone:
            entries = tuple(self._entry(claim, strip=strip, holder=holder) for claim in alone)
            points.append(Item(entries, opening=ALSO if len(alone) > 1 else ""))
        points += [
            Item(self._run(run, opening=opening), opening=_RUN_IN[opening])
            for opening, run in runs.items()
            if len(run) > 1
        ]
        return Items(tuple(points))

    def by_holder(self, claims: Sequence[Claim]) -> Iterator[Block]:
        """The claims by holder: those who say more than one thing first, then the others, then who is not named."""
        holders: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.attribution.source:
                holders.setdefault(claim.attribution.actor_id or claim.attribution.source.casefold(), []).append(claim)
        several = [group for group in holders.values() if len(group) > 1]
        for group in several:
            name = max((claim.attribution.source or "" for claim in group), key=len)
            yield Heading(3, Entry((Text(_capital(name)),)))
            yield self.items(group, strip=(_SAYS,), holder=name)
        if single := [claim for group in holders.values() if len(group) == 1 for claim in group]:
            if several:
                yield Heading(3, Entry((Text("Others"),)))
            yield self.items(single)
        if unnamed := [claim for claim in claims if not claim.attribution.source]:
            yield Heading(3, Entry((Text("Holder not named"),)))
            yield self.items(unnamed)

    def _entry(self, claim: Claim, *, strip: tuple[str, ...], holder: str | None) -> Entry:
        words = claim.statement
        if not self._everything:
            opening = next((opening for opening in strip if words.startswith(opening)), "")
            words = words.removeprefix(opening)
            words = _capital(words) if opening == _REPORTS else words
            if holder is not None:
                words = _without_name(words, (holder, claim.attribution.source or holder))
        return Entry((Text(words), *_doubt(claim)), self._references.claims([claim.id]))

    def _run(self, claims: Sequence[Claim], *, opening: str) -> tuple[Entry, ...]:
        told = []
        for number, claim in enumerate(claims, start=1):
            words = claim.statement.removeprefix(opening)
            words = words if _ABBREVIATED.search(words) else words.removesuffix(".")
            after = (Text(";"),) if number < len(claims) else ()
            told.append(Entry((Text(words), *_doubt(claim)), self._references.claims([claim.id]), after))
        return tuple(told)


def _doubt(claim: Claim) -> tuple[Text, ...]:
    """What a reader must know of who a claim is credited to."""
    words = _DOUBTS.get(claim.attribution.confidence)
    return (Text(words),) if words else ()


def _without_name(words: str, names: Sequence[str]) -> str:
    """The words without the name they begin with: it stands above them."""
    forms = {form for name in names for form in (name, _capital(name))}
    either = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    match = re.match(rf"(?:The )?(?:{either}) (?=\S)", words)
    return words[match.end() :] if match else words


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
