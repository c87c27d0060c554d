"""What stands before a statement's first word in its sentence, and whether a clause can be told without it.

"On Monday, the dam burst" says that it burst; "In a simulation, the dam burst" does not. Dates, places, connectives,
licensed verbs of saying and clauses that name a fact may go; whatever else is fronted stays, or the statement falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from brief.grounding.sentences import EvidenceWord
from brief.grounding.speaking import Speaker
from brief.language.modality import load_groups

__all__ = ["OCCASIONS", "is_governed", "may_drop_front", "names_a_fact"]

_PLACE_PREPOSITIONS = frozenset("in at near outside inside across throughout off".split())
# Where and in what something is said: "in a speech in Ostby" says that it was said, and nothing of what.
OCCASIONS = frozenset(
    "speech statement interview debate rally hearing briefing conference email e-mail mail letter tweet post memo "
    "telegram announcement broadcast video testimony address release filing article blog message note stop event "
    "meeting forum call podcast programme program".split()
)
_FACTIVE = frozenset("after before because since although though while whereas when".split())
_INDIRECT = frozenset("when where while as".split())
_NOUN_PHRASE = ("", "determiner", "preposition")
_FAR = 8


@cache
def _connectives() -> frozenset[str]:
    groups = load_groups("function_words")
    return frozenset((*groups["connective"], *groups["coordinator"], *groups["adverb"]))


def _segments(stop: int, evidence: Sequence[EvidenceWord]) -> Iterator[Sequence[int]]:
    """The stretches between marks before a place, the nearest first, as far as the last full stop or semicolon."""
    end = stop
    for at in range(stop - 1, -1, -1):
        if evidence[at].sentence != evidence[stop].sentence:
            break
        first = at == 0 or evidence[at - 1].sentence != evidence[stop].sentence
        if evidence[at].word.breaks or first:
            yield range(at, end)
            end = at
            if any(mark in evidence[at].word.gap for mark in ".!?;"):
                return


def may_drop_front(at: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether everything before the mark at this place may be left out."""
    if any(mark in evidence[at].word.gap for mark in "!?;") or _is_dateline(at, evidence):
        return True
    if _is_named_behind_role(at, evidence) or _goes_on(at, evidence):
        return True
    segments = [*_segments(at, evidence)]
    for place, segment in enumerate(segments):
        items = [evidence[j] for j in segment]
        earlier = segments[place + 1] if place + 1 < len(segments) else ()
        if earlier and earlier[0] in frames and _describes(items):
            continue
        spoken = [j for j in segment if j in frames]
        if spoken:
            # "Dunn, who leads the union, said on Monday, …": behind the verb stands no subject, so it is before.
            if spoken[0] == segment[0] and not any(item.word.form[:1].isupper() for item in items if not item.in_date):
                return True
            continue
        if not (_is_connective(items) or _is_date_or_place(items) or _is_factive_clause(items)):
            return False
    return True


def _is_dateline(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether only a place and a date stand before a dash: "ARDEN, Oct 4 (AP) -- "."""
    if not re.search(r"--|[—–]|\s-|^-", evidence[at].word.gap):
        return False
    for back in range(at - 1, -1, -1):
        item = evidence[back]
        if item.sentence != evidence[at].sentence:
            break
        if not (item.word.form[:1].isupper() or item.word.form[:1].isdigit() or item.in_date):
            return False
    return True


def _is_named_behind_role(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a name explains the noun before it: "The port's owner, Ole Lind, left"."""
    segment = next(iter(_segments(at, evidence)), ())
    first = segment[0] if segment else at
    if first and evidence[first - 1].sentence == evidence[at].sentence:
        return False
    items = [evidence[j] for j in segment]
    if any(item.does not in _NOUN_PHRASE or item.marker or item.speech or item.quoted for item in items):
        return False
    if items and items[0].does == "preposition":
        return False  # "Beside the mayor, Ole Lind, …" has two people
    end = at
    while end < len(evidence) and evidence[end].word.form[:1].isupper() and (end == at or not _is_comma(end, evidence)):
        end += 1
    return at < end < len(evidence) and evidence[end].sentence == evidence[at].sentence and _is_comma(end, evidence)


def _is_comma(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    return "," in evidence[at].word.gap


def _goes_on(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether the first clause goes on behind an insertion or in a participle, and nobody speaks or doubts before."""
    item = evidence[at]
    is_participle = item.word.key.endswith("ing") and len(item.word.key) > 5
    if not (is_participle or item.does in ("verb", "auxiliary") or item.marker == "modal"):
        return False
    for back in range(at - 1, -1, -1):
        before = evidence[back]
        if before.sentence != item.sentence:
            break
        if is_participle and before.marker not in ("negation", "condition"):
            continue  # "Dunn said the dam leaked, suggesting a change of mind": it has no subject to mistake
        if before.speech or before.marker in ("negation", "hedge", "condition") or before.word.key == "that":
            return False
        if before.does in ("relative", "subordinator", "interrogative") or before.quoted:
            return False
        if not is_participle and (before.does in ("verb", "auxiliary") or before.word.key in ("unlike", "like")):
            return False
    return True


def _describes(items: Sequence[EvidenceWord]) -> bool:
    """Whether words only say who somebody is: "According to Dunn, a clerk involved in the matter, …"."""
    plain = not any(item.marker or item.speech or item.quoted for item in items)
    return plain and items[0].does == "determiner" and not any(item.does == "auxiliary" for item in items)


def _is_connective(items: Sequence[EvidenceWord]) -> bool:
    known = _connectives()
    return " ".join(item.word.key for item in items) in known or all(item.word.key in known for item in items)


def _is_date_or_place(items: Sequence[EvidenceWord]) -> bool:
    known = _connectives()
    rest = [item for item in items if not item.in_date and item.word.key not in known and item.marker is None]
    if len(rest) != len([item for item in items if not item.in_date and item.word.key not in known]):
        return False
    names = [item for item in rest if item.does not in ("preposition", "determiner")]
    if not names:
        return any(item.in_date for item in items)
    opening = next((item.word.key for item in items if item.word.key not in known), "")
    if _is_occasion(opening, rest):
        return True
    return opening in _PLACE_PREPOSITIONS and all(
        item.word.form[:1].isupper() and not item.word.possessive for item in names
    )


def _is_occasion(opening: str, rest: Sequence[EvidenceWord]) -> bool:
    """Whether words only tell on what occasion somebody spoke: "During the rally", "In his speech in Ostby"."""
    if opening not in ("in", "at", "during"):
        return False
    nouns = [item for item in rest if item.does not in ("preposition", "determiner", "pronoun")]
    is_plain = all(item.word.key in OCCASIONS or item.word.form[:1].isupper() for item in nouns)
    prepositions = {item.word.key for item in rest if item.does == "preposition"}
    return is_plain and nouns[0].word.key in OCCASIONS and prepositions <= {"in", "at", "during", "on"}


def _is_factive_clause(items: Sequence[EvidenceWord]) -> bool:
    opening = next((item.word.key for item in items if item.does != "coordinator"), "")
    return opening in _FACTIVE and names_a_fact(items) and not any(item.speech for item in items)


def names_a_fact(items: Sequence[EvidenceWord]) -> bool:
    """Whether a clause has a verb in the past: "when the wall broke", but not "when the wall breaks"."""
    return any(
        item.word.key in ("was", "were", "had", "did")
        or (item.does == "verb" and item.marker is None and item.word.key not in ("will", "can", "must", "shall"))
        for item in items
    )


def is_governed(conjunction: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether the clause behind "and", "when" or "because" may still belong to what somebody says, denies or thinks.

    "He denied that the dam leaked and the water was foul": the second clause is denied too.
    """
    sentence = evidence[conjunction].sentence
    if conjunction and evidence[conjunction].word.key in _INDIRECT:
        before = evidence[conjunction - 1]
        if before.sentence == sentence and before.speech and not evidence[conjunction].word.breaks:
            return True
    parted = evidence[conjunction].word.breaks
    for back in range(conjunction - 1, -1, -1):
        item = evidence[back]
        if item.sentence != sentence:
            return False
        if back in frames:
            return False
        if item.speech and item.quoted == evidence[conjunction].quoted:
            # "Kern will testify on Monday, and …" has no clause behind the verb that could go on.
            if not parted or any(e.does in ("verb", "auxiliary") for e in evidence[back + 1 : conjunction]):
                return True
        if item.marker == "negation" and item.group == "verbal" and not parted:
            return True
        if item.word.key == "that" and _is_complementizer(back, evidence):
            return not any(back - _FAR <= frame < back for frame in frames)
        if item.word.breaks and any(mark in item.word.gap for mark in ".!?;"):
            return False
    return False


def _is_complementizer(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether "that" opens a clause: not "that day", not "at that"."""
    if place == 0 or evidence[place - 1].does == "preposition" or evidence[place].in_date:
        return False
    return place + 1 < len(evidence) and evidence[place + 1].does not in ("preposition", "coordinator")
