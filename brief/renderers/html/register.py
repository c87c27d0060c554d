"""Numbers and names that every part of the page shares: claims, speakers, sentences, and the links to them.

Ids come from a file that may hold anything, so none of them reaches the page unless all of them are plain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brief.briefing import Briefing, Claim, Place
from brief.document import Document
from brief.renderers.html.markup import Content, Html, element, join

__all__ = ["OUTLET", "Register", "Speaker", "spots"]

_PLAIN_ID = re.compile(r"c[1-9][0-9]{0,5}")
OUTLET = "The article itself"
_NOBODY = "Nobody named"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who holds claims: `key` is p0 for the outlet, and p1, p2 … for the others by the number of their claims."""

    key: str
    name: str
    claims: tuple[Claim, ...]

    @property
    def is_outlet(self) -> bool:
        """Whether it is the document's own voice."""
        return self.key == "p0"


class Register:
    """The numbers of a briefing's claims and sentences, and who its speakers are."""

    def __init__(self, briefing: Briefing, document: Document) -> None:
        self.briefing = briefing
        self.document = document
        ids = [claim.id for claim in briefing.claims]
        plain = all(_PLAIN_ID.fullmatch(name) for name in ids)
        self._numbers = {name: int(name[1:]) if plain else place for place, name in enumerate(ids, start=1)}
        self._starts = [entry.sentence.start for entry in briefing.coverage]
        self.claims = {claim.id: claim for claim in briefing.claims}
        self.speakers = _speakers(briefing)
        self._speaker_of = {claim.id: speaker for speaker in self.speakers for claim in speaker.claims}

    def number(self, claim_id: str) -> int:
        """The number of a claim: the one in its id where all ids are plain, its place in the list elsewhere."""
        return self._numbers[claim_id]

    def speaker(self, claim: Claim) -> Speaker:
        """Who holds a claim."""
        return self._speaker_of[claim.id]

    def sentences(self, place: Place) -> tuple[int, int]:
        """The numbers of the first and the last sentence that a place touches; the first sentence has the number 1."""
        first = max(1, bisect_right(self._starts, place.start))
        return first, max(first, bisect_right(self._starts, place.end - 1))

    def reference(self, claim_id: str) -> Html:
        """A small link to a claim."""
        number = self.number(claim_id)
        return element("a", number, class_="cite", href=f"#c{number}", data_claim=number, aria_label=f"Claim {number}")

    def references(self, claim_ids: Iterable[str]) -> Html:
        """Small links to claims, in the order given."""
        links: list[Content] = [[" ", self.reference(name)] for name in claim_ids]
        return element("span", links, class_="cites") if links else join()

    def passage(self, content: Content, places: Sequence[Place], *, class_: str = "passage") -> Html:
        """A link from the briefing to places in the text."""
        first, _ = self.sentences(places[0])
        return element("a", content, class_=class_, href=f"#s{first}", data_at=spots(places))

    def where(self, place: Place) -> str:
        """The sentence of a place, in words."""
        first, last = self.sentences(place)
        return f"sentence {first}" if first == last else f"sentences {first}–{last}"


def spots(places: Iterable[Place]) -> str:
    """Places as an attribute holds them."""
    return " ".join(f"{place.start}-{place.end}" for place in places)


def _speakers(briefing: Briefing) -> tuple[Speaker, ...]:
    names = {actor.id: actor.name for actor in briefing.actors}
    groups: dict[str, list[Claim]] = {}
    for claim in briefing.claims:
        groups.setdefault(_holder(claim), []).append(claim)
    own = groups.pop("", [])
    # Who says most comes first; a tie is decided by the place in the text.
    ranked = sorted(groups.values(), key=lambda claims: -len(claims))
    speakers = [Speaker("p0", OUTLET, tuple(own))] if own else []
    for number, claims in enumerate(ranked, start=1):
        first = claims[0].attribution
        longest = max((claim.attribution.source or "" for claim in claims), key=len)
        name = names[first.actor_id] if first.actor_id else longest or _NOBODY
        speakers.append(Speaker(f"p{number}", name[:1].upper() + name[1:], tuple(claims)))
    return tuple(speakers)


def _holder(claim: Claim) -> str:
    """What claims of one holder share; empty for the outlet."""
    attribution = claim.attribution
    if attribution.mode == "none":
        return ""
    if attribution.actor_id is not None:
        return f"actor {attribution.actor_id}"
    return f"named {attribution.source.casefold()}" if attribution.source else "nobody"
