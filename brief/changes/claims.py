"""What became of the claims: which are new or gone, which are worded, credited, weighed or founded differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from brief.briefing import Attribution, Claim, Evidence
from brief.changes.pairing import pair_up, sharing
from brief.changes.record import Changed, Difference, Only, Part
from brief.likeness import content_words, word_f1

__all__ = ["compare_claims", "overlap_share"]

# One claim told in two ways: on the same words of the document, and then a fifth of the statement's words is enough,
# since a model paraphrases; or in much the same words, wherever they stand. Between the embedded engine's claims and
# the labelled ones of two of the suite's documents that makes 61 pairs; the 28 least alike, down to .29, are all right.
_SAME_WORDS_SHARE = 0.5
_LEAST_LIKENESS = 0.2
_PLAIN_FIELDS = ("source_type", "mode", "confidence")
_CLASS_FIELDS = ("kind", "salience", "hedged", "support")
_NOBODY = {"outlet": "the article itself", "implicit": "nobody named"}


@dataclass(frozen=True, eq=False)
class _Told:
    """A claim with what it is compared by."""

    claim: Claim

    @cached_property
    def words(self) -> Counter[str]:
        return content_words(self.claim.statement)

    @cached_property
    def evidence(self) -> Counter[str]:
        return content_words(" ".join(span.quote for span in self.claim.evidence))


def compare_claims(
    before: Sequence[Claim], after: Sequence[Claim], *, same_text: bool, actors: Mapping[str, str]
) -> Part:
    """What became of the claims.

    Args:
        before: The claims of the earlier briefing.
        after: Those of the later.
        same_text: Whether offsets of the two mean the same places.
        actors: By the id of an actor of the earlier briefing, the id of the same one in the later.
    """
    olds, news = [_Told(claim) for claim in before], [_Told(claim) for claim in after]
    bags = [[told.words + told.evidence for told in side] for side in (olds, news)]
    places = sharing(*bags)
    near = [(olds[old], news[new]) for old, new in places]
    pairing = pair_up(
        olds,
        news,
        key=lambda told: _identity(told.claim, same_text=same_text),
        likeness=lambda old, new: _likeness(old, new, same_text=same_text),
        candidates=places,
    )
    changed = []
    for old, new in pairing.pairs:
        differences = tuple(_differences(old.claim, new.claim, same_text=same_text, actors=actors))
        if differences:
            told = {"before_id": old.claim.id, "after_id": new.claim.id, "told": new.claim.statement}
            changed.append(Changed(**told, differences=differences))
    return Part(
        gone=tuple(_only(pairing.gone, near, same_text=same_text)),
        new=tuple(_only(pairing.new, [(new, old) for old, new in near], same_text=same_text)),
        changed=tuple(changed),
        same=len(pairing.pairs) - len(changed),
    )


def overlap_share(one: Sequence[Evidence], other: Sequence[Evidence]) -> float:
    """How much of two sets of places in one text is common to both, as an F1 of their characters."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(span.end - span.start for span in (*one, *other))
    return min(1.0, 2 * common / total) if total else 0.0


def _identity(claim: Claim, *, same_text: bool) -> tuple[object, ...]:
    held = claim.attribution
    evidence = tuple((span.start, span.end) if same_text else span.quote for span in claim.evidence)
    return claim.statement, held.source_type, held.source, evidence


def _likeness(old: _Told, new: _Told, *, same_text: bool) -> float:
    statement, evidence = word_f1(old.words, new.words), _shared(old, new, same_text=same_text)
    if statement < (_LEAST_LIKENESS if evidence >= _SAME_WORDS_SHARE else _SAME_WORDS_SHARE):
        return 0.0
    same_holder = _holder(old.claim.attribution) == _holder(new.claim.attribution)
    return statement + evidence + 0.1 * same_holder


def _shared(old: _Told, new: _Told, *, same_text: bool) -> float:
    if same_text:
        return overlap_share(old.claim.evidence, new.claim.evidence)
    return word_f1(old.evidence, new.evidence)


def _differences(old: Claim, new: Claim, *, same_text: bool, actors: Mapping[str, str]) -> Iterator[Difference]:
    if old.statement != new.statement:
        yield Difference(field="statement", before=old.statement, after=new.statement)
    was, now = old.attribution, new.attribution
    if not _is_same_holder(was, now, actors):
        yield Difference(field="holder", before=_holder(was), after=_holder(now))
    for part, fields in (("attribution", _PLAIN_FIELDS), ("", _CLASS_FIELDS)):
        for field in fields:
            before, after = (getattr(claim.attribution if part else claim, field) for claim in (old, new))
            if before != after:
                yield Difference(field=field, before=before, after=after)
    places = [[(span.start, span.end, span.quote) for span in claim.evidence] for claim in (old, new)]
    quotes = [tuple(span.quote for span in claim.evidence) for claim in (old, new)]
    if quotes[0] != quotes[1] or same_text and places[0] != places[1]:
        yield Difference(field="evidence", before=quotes[0], after=quotes[1])


def _is_same_holder(was: Attribution, now: Attribution, actors: Mapping[str, str]) -> bool:
    if was.actor_id is not None and now.actor_id is not None:
        return actors.get(was.actor_id) == now.actor_id
    return _holder(was).casefold() == _holder(now).casefold()


def _holder(held: Attribution) -> str:
    return held.source or _NOBODY[held.source_type]


def _only(alone: Sequence[_Told], near: Sequence[tuple[_Told, _Told]], *, same_text: bool) -> Iterator[Only]:
    """The claims that have no counterpart, with the claims of the other briefing that rest on the same words."""
    see: dict[str, list[str]] = {told.claim.id: [] for told in alone}
    for told, other in near:
        if told.claim.id in see and _shared(told, other, same_text=same_text) >= _SAME_WORDS_SHARE:
            see[told.claim.id].append(other.claim.id)
    for told in alone:
        yield Only(id=told.claim.id, told=told.claim.statement, see=tuple(see[told.claim.id]))
