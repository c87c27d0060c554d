"""What may be cut off the end of a statement: adjuncts that tell only where, when or how, and no half that takes back.

"Kern shot a man in the square" says that Kern shot a man; "in a film", "by mistake" and "in mice" do not. A dropped
adjunct has to be known as plain; what is not known is kept. Where a statement may stop otherwise is for `edges`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from brief.grounding.sentences import EvidenceWord, is_finite_verb
from brief.language.modality import base_form, load_groups

__all__ = ["drops_limit", "is_plain_adjunct", "is_unreal", "takes_back"]

# Behind these an adjunct has to be known as plain; behind the others it is a participant, a path or a time.
_CHECKED = frozenset("in at on under by within inside among amongst amid".split())
_SINCE = frozenset("since until till before after for".split())
_ENDS_PHRASE = frozenset("coordinator subordinator relative interrogative".split())
_HALVES = ".!?;"
_LIMITING = ("negation", "hedge", "condition", "privative")
_BE = base_form("be")
_PLACE_ENDINGS = ("yard", "house", "room", "shop", "field", "ground", "land", "side", "port", "way", "town", "park")
_COUNTED = frozenset("one two three four five six seven eight nine ten half most some many few none".split())
_TURNED = frozenset(("turned", "turns"))


@cache
def _heads(group: str) -> frozenset[str]:
    entries = load_groups("plain_adjuncts")[group]
    return frozenset(base_form(word) for entry in entries for word in entry.split())


@cache
def _reversals(group: str) -> frozenset[str]:
    entries = load_groups("reversals")[group]
    return frozenset(base_form(word) for entry in entries for word in entry.split())


def _phrase(place: int, evidence: Sequence[EvidenceWord]) -> Sequence[EvidenceWord]:
    """The words that a preposition governs, up to the next preposition, verb, mark or clause."""
    end = place + 1
    while end < len(evidence) and evidence[end].sentence == evidence[place].sentence:
        item = evidence[end]
        if item.word.breaks or item.does in _ENDS_PHRASE:
            break
        if not item.word.form[:1].isupper():  # the month May is no auxiliary
            if item.does in ("preposition", "auxiliary"):
                break
            if item.does == "verb" and end > place + 1 and evidence[end - 1].does != "determiner":
                break
        end += 1
    return evidence[place + 1 : end]


def is_unreal(item: EvidenceWord) -> bool:
    """Whether a word names what need not have happened: a film, a dream, a draft."""
    return item.word.stem in _heads("unreal")


def is_plain_adjunct(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether what a preposition opens tells surely no more than a place, a time, a means or who took part."""
    key, phrase = evidence[place].word.key, _phrase(place, evidence)
    if not phrase:
        return key not in _CHECKED
    if any(item.marker in _LIMITING and not item.word.form[:1].isupper() for item in phrase):
        return False  # the month May is no hedge
    last = phrase[-1]
    names = phrase[:-1] if last.word.stem.startswith("#") else phrase  # "14 May 2024"
    if last.in_date or (names and names[-1].word.form[:1].isupper()):
        return True
    stems = {item.word.stem for item in phrase}
    if stems & _heads("unreal") and last.word.stem not in _heads("place"):
        return False
    if key not in _CHECKED:
        return True
    has_article = phrase[0].does in ("determiner", "demonstrative", "pronoun")
    counts = phrase[0].word.stem.startswith("#") or phrase[0].word.key in _COUNTED
    if key == "by":
        return has_article or counts or last.word.stem in _heads("means") | _heads("agent")
    if key in ("in", "at", "on", "under") and not has_article and last.word.stem in _heads("bare"):
        return True
    if counts and key == "in" and last.word.stem not in _heads("place"):
        return False  # "in one of 40 patients"
    stem, form = last.word.stem, last.word.key
    if stem in _heads("place") or form.endswith(_PLACE_ENDINGS):
        return has_article or len(phrase) > 1 or form != stem or form.endswith("s")
    return key not in ("under", "among", "amongst") and (stem in _heads("event") or stem in _heads("reason"))


def drops_limit(place: int, evidence: Sequence[EvidenceWord]) -> str | None:
    """The words behind a place that limit what stands before it, up to the next clause; None where there are none."""
    sentence = evidence[place].sentence
    is_behind_mark = False
    at = place + 1
    while at < len(evidence) and evidence[at].sentence == sentence:
        item = evidence[at]
        if item.word.breaks:
            if is_behind_mark or any(mark in item.word.gap for mark in _HALVES) or item.does != "preposition":
                return None
            is_behind_mark = True
        if item.does in _ENDS_PHRASE or item.word.key == "that" or item.speech:
            return None
        if item.does in ("verb", "auxiliary") and at > place + 1 and evidence[at - 1].does != "determiner":
            return None
        if item.does == "preposition" and not item.in_date and item.word.key not in ("of", "to", "as", "than", "like"):
            if not is_plain_adjunct(at, evidence) or _outlasts(place, at, evidence):
                return " ".join(e.word.form for e in evidence[at : at + 4] if e.sentence == sentence)
        at += 1
    return None


def _outlasts(place: int, at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a time bounds a denial or a state: "have not won since 1990", "was king for a day"."""
    if evidence[at].word.key not in _SINCE or at + 1 >= len(evidence):
        return False
    clause = [
        item
        for item in evidence[:at]
        if item.sentence == evidence[at].sentence and item.clause == evidence[place].clause
    ]
    if any(item.marker == "negation" and item.group == "strong" for item in clause):
        return True
    states = [k for k, item in enumerate(clause) if item.word.stem == _BE]
    if evidence[at].word.key != "for" or not states or not any(e.in_date for e in _phrase(at, evidence)):
        return False
    behind = clause[states[-1] + 1 :]
    return not any(is_finite_verb(item.word.key) or item.word.key.endswith("ing") for item in behind)


def takes_back(place: int, evidence: Sequence[EvidenceWord]) -> str | None:
    """The word behind a place that undoes what stands before it in its sentence: "…, but withdrew its approval"."""
    sentence = evidence[place].sentence
    rest: list[EvidenceWord] = []
    for item in evidence[place + 1 :]:
        if item.sentence != sentence or ";" in item.word.gap:
            break
        rest.append(item)
    always, of, what = _reversals("always"), _reversals("of"), {item.word.stem for item in rest} & _reversals("what")
    for k, item in enumerate(rest):
        stem = item.word.stem
        if item.marker is not None or item.quoted != evidence[place].quoted:
            continue
        if stem in always and not _is_infinitive(k, rest) and not _is_aside(k, rest):
            return item.word.form
        if (
            stem in of
            and what
            and (item.does == "verb" or is_finite_verb(item.word.key))
            and not _is_infinitive(k, rest)
        ):
            return item.word.form
        if item.word.key in _TURNED and k + 1 < len(rest) and rest[k + 1].word.key == "out":
            return item.word.form
    return None


def _is_aside(k: int, rest: Sequence[EvidenceWord]) -> bool:
    """Whether a noun stands in what a mark and an indefinite article open: ", a reversal of …" names what was told."""
    start = k
    while start > 0 and not rest[start].word.breaks:
        start -= 1
    is_noun = k + 1 < len(rest) and rest[k + 1].word.key == "of"
    return is_noun and rest[start].word.breaks and rest[start].word.key in ("a", "an")


def _is_infinitive(k: int, rest: Sequence[EvidenceWord]) -> bool:
    """Whether something is only to be done: "urged the court to quash it" undoes nothing."""
    return k > 0 and (rest[k - 1].word.key == "to" or rest[k - 1].marker in ("modal", "hedge", "negation"))
