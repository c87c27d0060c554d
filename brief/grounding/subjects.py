"""The subject of a verb of saying, by the form of its sentence alone.

What the verb gives to its subject is left to `voices`, whose subject a holder is to `holders`.
"""

from __future__ import annotations

from collections.abc import Sequence

from brief.grounding.sentences import HAVE, EvidenceWord, function_class, is_light
from brief.grounding.words import Word
from brief.language.modality import base_form

__all__ = [
    "ADDRESSING",
    "has_be_before",
    "is_bare_participle",
    "is_chain",
    "is_cut",
    "is_noun_form",
    "is_verb",
    "reach",
    "rest_of_clause",
    "subject_of",
]

_SUBJECT_WORDS = 12
_SHORT = 4
# Verbs whose object is the hearer: "Holt told the board" may stand behind what he told it.
ADDRESSING = frozenset(map(base_form, "tell inform remind assure warn".split()))
_CLAUSE_SIGNS = ("relative", "subordinator", "interrogative", "coordinator", "pronoun")
_SHORTENED = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt prof rev hon st jr sr".split())
_PLURAL_NOUNS = frozenset("hopes fears claims demands doubts estimates reports worries warnings".split())


def rest_of_clause(place: int, view: Sequence[EvidenceWord]) -> list[int]:
    """The places behind a word, up to the next punctuation."""
    return [k for k in range(place + 1, len(view)) if view[k].clause == view[place].clause]


def is_noun_form(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether the form of a verb of saying is a noun here: "the claims", "Holt's fears", "of hopes"."""
    if view[place].word.key == "according":
        return False
    if place == 0:
        return len(view) > 1 and view[1].speech is not None and not view[1].word.breaks  # "Reports say p"
    if view[place].word.breaks and view[place].word.gap != "-":
        return False
    before = view[place - 1]
    if view[place].word.key.endswith("ing"):
        return False
    behind = view[place + 1].word.key if place + 1 < len(view) else ""
    if view[place].word.gap == "-" or behind == "of" and view[place].word.key in _PLURAL_NOUNS:
        return True  # "a stronger-than-expected report", "cooled hopes of a cut"
    if before.word.stem.startswith("#") and view[place].word.key.endswith("s") and behind != "that":
        return True  # "1.3 points", "40 claims"
    if view[place].word.form[:1].isupper() and any(len(w.word.form) > _SHORT and w.word.form.islower() for w in view):
        return True  # "the United States", in a sentence that is no headline in capitals
    if before.does == "subordinator" and view[place].word.key in _PLURAL_NOUNS:
        return True  # "as hopes of a deal faded"
    return before.does == "determiner" or before.word.possessive or before.word.key == "one" or (
        before.does == "preposition" and before.word.key != "to"
    )  # fmt: skip


def is_verb(item: EvidenceWord) -> bool:
    """Whether a word shows itself to be a verb."""
    return item.does in ("verb", "auxiliary")


def is_chain(item: EvidenceWord) -> bool:
    """Whether a word may stand between a subject and its verb: "have not yet said"."""
    return item.does in ("adverb", "auxiliary") or item.word.key == "not"


def is_bare_participle(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a verb in -ing has no auxiliary of its own: "…, saying", but not "Holt is saying"."""
    key = view[place].word.key
    return key.endswith("ing") and key != "according" and not has_be_before(place, view)


def has_be_before(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a form of "be" makes a passive of the verb, with adverbs between ("been further told")."""
    at = place - 1
    if view[place].word.breaks:
        return False
    if at > 0 and not view[at].does and view[at - 1].word.stem == "be" and view[at].word.form[:1].islower():
        return True
    while at >= 0 and is_chain(view[at]):
        if view[at].word.stem == "be":
            return True
        at -= 1
    return False


def is_cut(words: Sequence[Word], at: int) -> bool:
    """Whether punctuation ends a phrase before this word; the stop of "Mr." or of an initial does not."""
    if not words[at].breaks or not at:
        return words[at].breaks
    before = words[at - 1]
    is_short = before.form[:1].isupper() and (len(before.form) == 1 or before.key in _SHORTENED)
    return not (is_short and words[at].form[:1].isupper())


def reach(words: Sequence[Word], quoted: Sequence[bool], at: int, step: int, *, stop_at_break: bool) -> list[int]:
    """The places of the words next to a verb, as far as a noun phrase may go."""
    found: list[int] = []
    while 0 <= at < len(words) and not quoted[at] and len(found) < _SUBJECT_WORDS:
        if step > 0 and is_cut(words, at):
            break
        if function_class(words[at].key, words[at].stem) in ("verb", "subordinator") or words[at].stem == HAVE:
            break
        if words[at].key == "that":
            break
        found.append(at)
        if step < 0 and stop_at_break and is_cut(words, at):
            break
        at += step
    return found


def subject_of(
    place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool], *, is_participle: bool
) -> list[int]:
    """The places of the words that are the subject of a verb of saying."""
    if words[place].key == "according":
        follows = place + 1 < len(words) and words[place + 1].key == "to"
        return reach(words, quoted, place + 2, 1, stop_at_break=True) if follows else []
    if is_participle and place > 1 and words[place - 1].key == "as":
        return sorted(reach(words, quoted, place - 2, -1, stop_at_break=True))
    if is_participle and (subject := _subject_before(place, view, words, quoted)):
        return subject
    right = reach(words, quoted, place + 1, 1, stop_at_break=True)
    if place == 0 or quoted[place - 1]:
        return right or reach(words, quoted, place - 1, -1, stop_at_break=True)
    start = place - 1
    while start >= 0 and is_chain(view[start]) and not quoted[start]:
        start -= 1
    if not is_participle and (last := _before_bracket(start + 1, words)) is not None:
        return sorted(reach(words, quoted, last, -1, stop_at_break=True))
    if start > 0 and words[start].key == "to" and not is_participle:
        # "Holt declined to say": the verb before it has the subject.
        start -= 1
        while start > 0 and (is_chain(view[start]) or is_verb(view[start])) and not words[start].breaks:
            start -= 1
    behind_insertion = any(words[k].breaks for k in range(start + 1, place + 1))
    if not is_participle and (subject := _shared_subject(start, view, words, quoted)):
        return subject
    if not behind_insertion and not is_participle:
        return _with_its_clause(sorted(reach(words, quoted, start, -1, stop_at_break=True)), view, words, quoted)
    is_inverted = words[place].breaks and not any(is_verb(view[k]) for k in rest_of_clause(place, view))
    if right and not is_participle and is_inverted:
        # "Holt knew of the leak, says engineer": a whole clause stands before it, and no subject with an insertion.
        before = [view[k].clause for k in range(place) if is_verb(view[k])]
        if words[place].stem in ADDRESSING:
            return [k for k in range(place) if view[k].clause == view[place].clause - 2 and not quoted[k]] or [
                k for k in range(place) if view[k].clause == view[place].clause - 1 and not quoted[k]
            ]
        if words[right[0]].form[:1].isupper() or {0, view[place].clause - 1} <= set(before):
            return right
    # "Holt, who runs the line, said": the subject stands before the insertion.
    clauses = [_before_particulars(view[place].clause - 2, view), view[place].clause - 1, 0]
    for clause in clauses:
        head = [i for i in range(place) if view[i].clause == clause and not quoted[i]]
        if head and clause == view[place].clause - 2 and _names_in_apposition(place, view):
            return [i for i in range(place) if view[i].clause >= clause and not quoted[i]]
        if head and any(words[i].form[:1].isupper() or not is_light(words[i]) for i in head):
            return head
    return right


def _subject_before(
    place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]
) -> list[int]:
    """Who says what a participle opens: of "the board said, adding that p", and of "with others cautioning that p"."""
    if not words[place].breaks:
        first = place
        while first and not words[first].breaks and view[first - 1].does in ("", "determiner", "pronoun"):
            first -= 1
        opens = first and not words[first].breaks and words[first - 1].key in ("with", "and")
        return [*range(first, place)] if opens and first < place else []
    said = next((k for k in range(place) if _is_finite_tag(k, place, view)), None)
    return [] if said is None else subject_of(said, view, words, quoted, is_participle=False)


def _is_finite_tag(k: int, place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a verb of saying stands in the clause right before a place, with a subject of its own there."""
    item = view[k]
    if item.clause != view[place].clause - 1 or item.speech != "plain" or item.quoted or is_bare_participle(k, view):
        return False
    beside = [view[n] for n in (k - 1, k + 1) if 0 <= n < place and view[n].clause == item.clause]
    return any(not is_light(near.word) or near.does == "pronoun" for near in beside) and not is_noun_form(k, view)


def _shared_subject(
    place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]
) -> list[int]:
    """The subject of the verb before an "and" that stands right before another: "Holt visited the mill and said p".

    Only where the stretch from its subject to the "and" is one plain clause, so that no other can be meant.
    """
    if place < 1 or words[place].key not in ("and", "but"):
        return []
    verbs = [k for k in range(place) if view[k].does == "verb" and not view[k].quoted]
    if len(verbs) != 1 or verbs[0] == 0 or any(words[k].breaks for k in range(1, place)):
        return []
    others = [view[k] for k in range(place) if k != verbs[0]]
    if any(item.does in _CLAUSE_SIGNS or item.speech or item.quoted or item.word.key == "that" for item in others):
        return []
    start = verbs[0] - 1
    while start >= 0 and is_chain(view[start]):
        start -= 1
    return sorted(reach(words, quoted, start, -1, stop_at_break=True))


def _with_its_clause(
    near: list[int], view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]
) -> list[int]:
    """The whole subject, where the words next to the verb are only the end of a clause on it.

    Who "a man who robbed Tarn Bank said" is about, is a man; and so of "a man jailed by Tarn Bank".
    """
    inner = [
        k
        for k in near
        if view[k].speech and not is_noun_form(k, view) and words[k].form.islower() and not words[k].key.endswith("ing")
    ]
    if inner and inner[-1] != near[-1]:
        near = [k for k in near if k > inner[-1]]  # "Holt believes Varga said p"
    if _is_that_clause(near, view):
        return [*sorted(reach(words, quoted, near[0] - 2, -1, stop_at_break=True)), *range(near[0] - 1, near[-1] + 1)]
    if not near or near[0] == 0 or words[near[0]].breaks or not is_verb(view[near[0] - 1]):
        return near
    at = near[0] - 1
    while at and not words[at].breaks and view[at].word.key != "that" and view[at].does != "relative":
        is_further = at < near[0] - 1 and view[at].speech is not None
        if is_further or view[at].does in ("coordinator", "subordinator") or quoted[at]:
            break
        at -= 1
    leads = view[at].does == "relative" or view[at].word.key == "that"
    if leads and at and not quoted[at] and not view[at - 1].speech and not is_verb(view[at - 1]):
        return [*sorted(reach(words, quoted, at - 1, -1, stop_at_break=True)), *range(at, near[-1] + 1)]
    if view[near[0]].does == "preposition" and not words[near[0] - 1].breaks:
        return [*sorted(reach(words, quoted, near[0] - 2, -1, stop_at_break=True)), *range(near[0] - 1, near[-1] + 1)]
    return near


def _is_that_clause(near: Sequence[int], view: Sequence[EvidenceWord]) -> bool:
    """Whether words next to a verb are the end of a clause with "that" on a noun: "a firm that owns Elm Wind said"."""
    if not near or near[0] < 2 or view[near[0] - 1].word.key != "that" or view[near[0] - 1].word.breaks:
        return False
    noun, first = view[near[0] - 2], view[near[0]]
    return not (noun.speech or is_verb(noun) or noun.does or first.does) and first.word.form.islower()


def _before_bracket(place: int, words: Sequence[Word]) -> int | None:
    """The last word before a bracket that closes right before a verb: "Holt (D-Wis.) said"."""
    if place >= len(words) or ")" not in words[place].gap:
        return None
    opens = next((k for k in range(place - 1, 0, -1) if "(" in words[k].gap or ")" in words[k].gap), 0)
    return opens - 1 if opens and "(" in words[opens].gap else None


def _names_in_apposition(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether nothing but a name stands between the marks before a verb: "The mayor of Arden, Ole Holt, says"."""
    between = [item for item in view[:place] if item.clause == view[place].clause - 1]
    return len(between) > 1 and all(item.word.form[:1].isupper() and not item.does for item in between)


def _before_particulars(clause: int, view: Sequence[EvidenceWord]) -> int:
    """The clause before those that only give somebody's age or address: "Holt, 44, of Quay Row, Arden, denies it"."""
    while clause > 0:
        opening = next((item for item in view if item.clause == clause), None)
        if opening is None or not (opening.word.key == "of" or opening.word.form.isdigit()):
            break
        clause -= 1
    return clause
