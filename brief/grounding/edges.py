"""Where a statement may begin and stop within a sentence of its evidence.

"The water was foul" may not begin behind "denied that the dam leaked and"; "Varga sued" may not stop before "nobody".
What was left out in the middle is looked after by `joins`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brief.grounding.adjuncts import drops_limit
from brief.grounding.context import Refusal
from brief.grounding.fronts import OCCASIONS as _OCCASIONS
from brief.grounding.fronts import is_governed, may_drop_front
from brief.grounding.sentences import HAVE, EvidenceWord, is_light
from brief.grounding.speaking import Speaker
from brief.language.cues import load_frames

__all__ = ["bids", "check_lead", "check_tail", "is_harmless", "is_plain", "opens_question"]

_FACTIVE = frozenset("and but so yet while when after as because since although though whereas where".split())
_OPEN_ENDED = frozenset("as than or if unless until like".split())
_STARTS_NOTHING = frozenset("that whether how why what who which whom whose".split())
_ADJUNCTS = frozenset("in at on during via by from near outside".split())
_ADJUNCT_WORDS = 16
_POSSESSIVES = frozenset("its our his her their my".split())
_ENDS_SENTENCE = ".!?…"
# As the first word of what somebody says these ask that what follows be taken for true, which is not to say it.
_BIDDING = frozenset(
    "suppose supposing assume assuming imagine imagining pretend presume presuming picture consider remember forget "
    "trust believe think hope wish pray doubt note let make see look listen hypothesise hypothesize grant conceive "
    "posit envisage envision dream guess fancy judge know".split()
)


def opens_question(item: EvidenceWord) -> bool:
    """Whether a word opens a clause that cannot stand alone: "that", "whether", "which"."""
    return item.word.key in _STARTS_NOTHING


def is_harmless(item: EvidenceWord) -> bool:
    """Whether a word may be left out wherever it stands."""
    return item.in_loaded or item.does == "adverb" or item.does == "determiner"


def is_plain(item: EvidenceWord) -> bool:
    """Whether a word can stand before a noun without hiding who does what."""
    return item.does in ("", "adverb", "determiner") and item.speech is None and not opens_question(item)


def check_lead(place: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> Refusal | None:
    """Whether a statement may begin (again) at this word of a sentence."""
    sentence = evidence[place].sentence
    at = place
    if _leads_to_frame(place, evidence, frames) or _is_that_behind_adjunct(place, evidence, frames):
        return None
    if _is_of_noun(place, evidence):
        return _cut_before(place, place - 1, evidence)
    while True:
        before = at - 1
        if before < 0 or evidence[before].sentence != sentence:
            return None
        item = evidence[before]
        if before in frames and (not evidence[at].word.breaks or evidence[at].quoted):
            return _cut_before(place, before, evidence) if _is_occasion(before, evidence) else None
        if evidence[at].word.breaks:
            if _is_edge(at, evidence) if evidence[at].quoted or item.quoted else may_drop_front(at, evidence, frames):
                return None
            return _cut_before(place, before, evidence)
        if item.word.key in _FACTIVE and item.does in ("coordinator", "subordinator", "preposition"):
            return _cut_before(place, before, evidence) if is_governed(before, evidence, frames) else None
        if is_harmless(item) or item.in_date or (item.does == "preposition" and evidence[at].in_date):
            at = before
            continue
        if is_plain(item) and not is_light(evidence[place].word) and not bids(before + 1, evidence):
            at = before
            continue
        plain = at < place and not any(evidence[k].marker for k in range(at, place))
        if item.word.key in _POSSESSIVES and evidence[place].word.form[:1].isupper() and plain:
            at = before  # "Its rival Corran Air", "Our reporter Ada Kern"
            continue
        break
    if _is_told(before, evidence, frames):
        return None
    return _cut_before(place, before, evidence)


def bids(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a sentence or a quotation opens with the verb before a place, which bids suppose what follows."""
    verb = place - 1
    if verb < 0 or evidence[verb].sentence != evidence[place].sentence or evidence[verb].word.key not in _BIDDING:
        return False
    return verb == 0 or evidence[verb - 1].sentence != evidence[verb].sentence or _is_edge(verb, evidence)


def _leads_to_frame(place: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether a word is a licensed verb of saying, or an adverb right before one: "later said"."""
    while place not in frames and evidence[place].does == "adverb" and evidence[place].marker is None:
        place += 1
        if place == len(evidence) or evidence[place].word.breaks:
            return False
    return place in frames


def _is_of_noun(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a "that" opens what a noun says: "in reply to the claim that p", but not "in a statement that p"."""
    noun = evidence[place - 1].word if place else None
    if evidence[place].word.key != "that" or noun is None or evidence[place - 1].sentence != evidence[place].sentence:
        return False
    return noun.key not in _OCCASIONS and noun.key in load_frames("cue_nouns") and noun.form.islower()


def _is_that_behind_adjunct(place: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether a "that" opens what is said, with nothing but place and time between: "said at a stop in Ostby that …".

    "He said in reply to the claim that p" says nothing of p: the noun before the "that" must be an occasion, a date or
    a name.
    """
    if evidence[place].word.key != "that" or place + 1 == len(evidence) or evidence[place + 1].does == "verb":
        return False
    sentence = evidence[place].sentence
    frame = next((f for f in range(place - 1, max(-1, place - _ADJUNCT_WORDS), -1) if f in frames), None)
    if frame is None or evidence[frame].sentence != sentence:
        return False
    between = range(frame + 1, place)
    if not between or not (evidence[frame + 1].in_date or evidence[frame + 1].word.key in _ADJUNCTS):
        return False
    for k in between:
        item = evidence[k]
        if item.word.key in _OCCASIONS and not item.quoted:
            continue
        is_noun_before = evidence[k - 1].does == "determiner"  # "an emailed statement"
        if item.does in ("verb", "auxiliary") and not is_noun_before or item.marker is not None or item.quoted:
            return False
        if item.does in ("relative", "interrogative", "subordinator", "coordinator"):
            return False
        if item.does == "preposition" and item.word.key not in _ADJUNCTS:
            return False
        if item.speech is not None:
            return False
    last = evidence[place - 1]
    return last.word.key in _OCCASIONS or last.in_date or last.word.form[:1].isupper()


def _is_told(before: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether a licensed verb of saying stands before a place, with nothing between them that asks or negates."""
    item, sentence = evidence[before], evidence[before].sentence
    if item.word.key == "that" and before and evidence[before - 1].word.key in ("and", "but"):
        # "He said p and that q": the verb may stand far off.
        if any(evidence[frame].sentence == sentence and frame < before for frame in frames):
            return not is_governed(before - 1, evidence, frames)
    for back in range(before, max(-1, before - 12), -1):
        item = evidence[back]
        if item.sentence != sentence or item.marker == "negation":
            break
        if back in frames and _is_occasion(back, evidence):
            return False
        if back in frames:
            # "No evidence has emerged, Dunn said, that …": the clause hangs on what stands before the insertion.
            return not evidence[back + 1].word.breaks or may_drop_front(back + 1, evidence, frames)
        if item.does in ("verb", "relative", "interrogative", "subordinator") or item.speech is not None:
            break
        if item.word.stem == HAVE:
            break
    return False


def _is_occasion(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a verb of saying only opens its sentence, and what was said comes later: "Speaking on it, Kern said"."""
    item = evidence[place]
    opens = place == 0 or evidence[place - 1].sentence != item.sentence
    return opens and item.word.key.endswith("ing") and item.word.key != "according"


def _cut_before(place: int, before: int, evidence: Sequence[EvidenceWord]) -> Refusal:
    sentence = evidence[place].sentence
    cut = " ".join(w.word.form for w in evidence[max(0, before - 3) : place] if w.sentence == sentence)
    return Refusal("words_cut", f"begins at {evidence[place].word.form!r}, right behind {cut!r}")


def _adds(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a speaker goes on with a further clause behind a comma: "I stayed, and because …"; not "but only if"."""
    behind = evidence[at + 1 : at + 3]
    if evidence[at].word.key != "and" or evidence[at].word.gap != "," or len(behind) < 2:
        return False
    return all(item.marker is None for item in behind) and not any(opens_question(item) for item in behind)


def _is_edge(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a quotation begins or ends before a word, or a sentence ends there inside one."""
    if evidence[at].quoted != evidence[at - 1].quoted:
        return True
    return any(mark in evidence[at].word.gap for mark in _ENDS_SENTENCE)


def check_tail(place: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> Refusal | None:
    """Whether a statement may stop behind this word of a sentence."""
    if limit := drops_limit(place, evidence):
        return Refusal("words_cut", f"stops at {evidence[place].word.form!r}, and what limits it is gone: {limit!r}")
    after = place + 1
    while after < len(evidence) and evidence[after].sentence == evidence[place].sentence:
        item = evidence[after]
        if item.word.breaks:
            if not (evidence[place].quoted and item.quoted) or _is_edge(after, evidence) or _adds(after, evidence):
                return None
            break  # “Orr is innocent, my foot”
        if is_harmless(item) or item.in_date:
            after += 1
            continue
        if item.does == "preposition" and after + 1 < len(evidence) and evidence[after + 1].in_date:
            if evidence[place].in_date:
                return None
            after += 2
            continue
        if item.word.key == "to" and (evidence[place].does == "verb" or evidence[place].word.stem == HAVE):
            break
        if item.word.key == "of" and evidence[place].marker == "quantity":
            break
        if item.does == "preposition" and after + 1 < len(evidence) and evidence[after + 1].marker == "negation":
            break  # "a friend of nobody"
        if item.does in ("preposition", "coordinator", "subordinator", "relative") and item.word.key not in _OPEN_ENDED:
            return None
        if item.word.key == "that" and not evidence[place].speech:
            return None
        if any(after <= frame <= after + 6 for frame in frames):
            return None
        break
    else:
        return None
    cut = " ".join(w.word.form for w in evidence[place + 1 : place + 5] if w.sentence == evidence[place].sentence)
    return Refusal("words_cut", f"stops at {evidence[place].word.form!r}, right before {cut!r}")
