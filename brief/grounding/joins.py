"""What was left out between, before and after the words a statement takes from its evidence, and whether that is licit.

"The mayor said the union rejected it" must not become "The mayor rejected it", though every word is there and in order.
Negations, hedges and quantities that were left out are looked after by `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from brief.grounding.context import Holder, Refusal
from brief.grounding.coordination import drops_complement, drops_predicate, leads_to_relative, loose_places
from brief.grounding.derivation import Derivation
from brief.grounding.edges import check_lead, check_tail, is_harmless, is_plain, opens_question
from brief.grounding.framing import was_said
from brief.grounding.openings import Opening
from brief.grounding.passages import Passage
from brief.grounding.scope import check_scope
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.speaking import Speaker, find_speakers, holder_stems

__all__ = ["check_joins", "licensed_frames"]

_SUBJECT_WORDS = 12
_DETERMINING = frozenset("its their his her this these".split())


def licensed_frames(passage: Passage, holder: Holder) -> dict[int, Speaker]:
    """By its place, each verb of saying in the evidence that the statement's own "X said" may stand for."""
    if holder.is_outlet:
        return {}
    known = holder_stems(holder, with_roles=True)
    found: dict[int, Speaker] = {}
    for speaker in passage.once(find_speakers):
        if speaker.group not in ("plain", "held", "describing"):
            continue
        if not was_said(speaker.place, passage.words, known):
            continue
        if not known or speaker.stems & known or speaker.is_pronoun or not speaker.stems or not speaker.is_name:
            found[speaker.place] = speaker
    return found


def check_joins(
    derivation: Derivation,
    free: frozenset[int],
    passage: Passage,
    frames: dict[int, Speaker],
    *,
    is_phrase: bool = False,
    opening: Opening = Opening(),  # noqa: B008  # a frozen value
) -> Iterator[Refusal]:
    """Whether every gap may be left open; a phrase ("… spoke of the plan for the pier") may be cut out of a clause."""
    kept, evidence = derivation.kept, passage.words
    if not kept:
        return
    is_antecedent = leads_to_relative(kept, evidence)
    if not is_phrase and not is_antecedent and (refusal := _check_opening(kept[0], opening, evidence, frames)):
        yield refusal
    lent = frozenset(i for i, j in enumerate(derivation.taken) if j in opening.anchors)
    yield from check_scope(derivation, free | lent, passage, frames, loose_places(kept, evidence))
    told = {j for i in free if (j := derivation.taken[i]) is not None}
    is_one_run = kept[-1] - kept[0] == len(kept) - 1 and evidence[kept[0]].sentence == evidence[kept[-1]].sentence
    for left, right in () if is_one_run else pairwise(kept):
        if right == left + 1 and evidence[left].sentence == evidence[right].sentence:
            continue
        if right in opening.pronouns or right in opening.anchors:
            continue
        if evidence[left].sentence != evidence[right].sentence:
            if refusal := check_tail(left, evidence, frames) or _check_start(right, evidence, frames):
                yield refusal
        elif left in told or right in told:
            # Between who says it and what is said, only the edge of what is said counts.
            refusal = check_lead(right, evidence, frames) if left in told else check_tail(left, evidence, frames)
            if refusal:
                yield refusal
        elif not _is_open(left, right, frozenset(kept), evidence, frames):
            gap = " ".join(item.word.form for item in evidence[left + 1 : right])
            yield Refusal(
                "words_joined",
                f"leaves out {gap[:80]!r} between {evidence[left].word.form!r} and {evidence[right].word.form!r}",
            )
    if not is_phrase and (refusal := check_tail(kept[-1], evidence, frames)):
        yield refusal


def _check_opening(
    place: int, opening: Opening, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]
) -> Refusal | None:
    """Whether the first word taken may open a statement, or else the word that the statement's name stands for."""
    refusal = check_lead(place, evidence, frames)
    if refusal is None and place not in opening.anchors:
        return None
    return refusal if opening.lead is None else check_lead(opening.lead, evidence, frames)


def _check_start(place: int, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]) -> Refusal | None:
    """Whether a further sentence goes on with its own subject: else what it says is said of the sentence before's."""
    item = evidence[place]
    first = place
    while first > 0 and evidence[first - 1].sentence == item.sentence:
        first -= 1
    before = evidence[first:place]
    is_subject = item.does not in ("verb", "auxiliary", "coordinator", "relative") and item.marker != "modal"
    if is_subject and all(is_harmless(e) or e.in_date or e.does == "coordinator" for e in before):
        return None
    if any(frame in frames for frame in range(first, place + 1)) or (is_subject and item.word.breaks):
        return check_lead(place, evidence, frames)
    return Refusal("words_joined", f"{item.word.form!r} is not what its sentence is about")


def _is_open(
    left: int, right: int, kept: frozenset[int], evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]
) -> bool:
    gap = range(left + 1, right)
    items = evidence[left + 1 : right]
    if all(is_harmless(item) or item.word.key == "that" for item in items):
        return True
    if drops_predicate(left, right, evidence) or drops_complement(left, right, evidence) or _is_loaded_list(items):
        return True
    if items[0].word.key in _DETERMINING and all(is_plain(item) and not item.word.breaks for item in items[1:]):
        # "of its new Tern 4", "of this page": who has it, and which it is, may be left open before a name or alone.
        is_name = evidence[right].word.form[:1].isupper()
        if evidence[left].does == "preposition" and not evidence[right].word.breaks and (is_name or len(items) == 1):
            return is_name or items[0].word.key in ("this", "these")
    if len(items) == 1 and items[0].does == "relative" and items[0].word.breaks:
        return _is_antecedent(left, kept, evidence)  # "Varga, who runs the line": he runs it
    speech = [place for place in gap if evidence[place].speech and not evidence[place].quoted]
    if evidence[left + 1].word.breaks and evidence[right].word.breaks:
        return all(place in frames for place in speech) and not _changes_subject(right, items, evidence)
    if speech:
        subjects = frozenset[str]().union(*(frames[place].stems for place in speech if place in frames))
        return all(
            place in frames or is_harmless(item) or is_light(item.word) or item.word.stem in subjects
            for place, item in zip(gap, items, strict=True)
        )
    if all(item.in_date or item.does == "preposition" or is_harmless(item) for item in items) and any(
        item.in_date for item in items
    ):
        return items[-1].does != "preposition"
    if _opens_noun_phrase(evidence[left]) or evidence[left + 1].word.breaks:
        return (
            not is_light(evidence[right].word)
            and evidence[right].does == ""
            and all(is_plain(item) and not item.word.breaks for item in items[1:])
            and is_plain(items[0])
        )
    verbs = [item for item in items if item.does == "verb"]
    return (
        items[0].does == "verb" and len(verbs) == 1 and items[-1].word.key in ("and", "but")
        and evidence[right].does == "verb"
        and not any(opens_question(item) for item in items)
    )  # fmt: skip


def _is_loaded_list(items: Sequence[EvidenceWord]) -> bool:
    """Whether a gap is nothing but judging words, one of them behind "and": "safe, affordable and beautiful"."""
    return all(is_harmless(item) or item.does == "coordinator" for item in items) and (
        items[0].in_loaded and items[-1].in_loaded
    )


def _is_antecedent(left: int, kept: frozenset[int], evidence: Sequence[EvidenceWord]) -> bool:
    """Whether what was taken before a relative clause is one noun, so that the clause is on nothing else."""
    at = left
    while at in kept and at not in (-1, left - _SUBJECT_WORDS) and evidence[at].sentence == evidence[left].sentence:
        item = evidence[at]
        if item.speech or item.does in ("coordinator", "demonstrative"):
            return True  # "Moe said Brandt, who …"
        if item.does not in ("", "determiner", "adverb", "pronoun") and not _is_of_date(at, evidence):
            return False
        if item.word.breaks and item.word.gap != "." and at - 1 in kept:
            return False  # "Brandt, a friend of Lind, who …"
        at -= 1
    return True


def _is_of_date(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether an "of" tells only when something was: "the storm of 9 March, which …"."""
    return evidence[at].word.key == "of" and at + 1 < len(evidence) and evidence[at + 1].in_date


def _changes_subject(right: int, items: Sequence[EvidenceWord], evidence: Sequence[EvidenceWord]) -> bool:
    """Whether what follows a gap between commas says something of a noun in it: "Pell, a friend of Voss, who …"."""
    if evidence[right].does == "relative":
        return True
    if items[0].does in ("relative", "preposition", "subordinator"):
        return False
    after = evidence[right + 1] if evidence[right].does == "coordinator" and right + 1 < len(evidence) else None
    has_verb = any(item.does in ("verb", "auxiliary") for item in items)
    return has_verb and after is not None and after.does in ("verb", "auxiliary")


def _opens_noun_phrase(item: EvidenceWord) -> bool:
    return item.does in ("determiner", "preposition", "auxiliary", "coordinator") or item.word.key in (
        "that",
        "their",
        "its",
        "his",
        "her",
    )
