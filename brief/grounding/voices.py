"""Who speaks in a sentence: its verbs of saying, the subject of each, and the words that each gives to its subject.

Form decides, and where it leaves two readings the wider one is taken: a word may then belong to more than one voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.grounding.sentences import HAVE, EvidenceWord, function_class, is_light
from brief.grounding.words import Word
from brief.language.modality import base_form, speech_group

__all__ = ["Report", "Speaker", "find_reports", "find_speakers", "is_cut", "reach"]

_SUBJECT_WORDS = 12
_SHORT = 4
# Verbs whose object is the hearer: "Holt told the board" may stand behind what he told it.
_ADDRESSING = frozenset(map(base_form, "tell inform remind assure warn".split()))
_CLAUSE_SIGNS = ("relative", "subordinator", "interrogative", "coordinator", "pronoun")
_SHORTENED = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt prof rev hon st jr sr".split())
_PLURAL_NOUNS = frozenset("hopes fears claims demands doubts estimates reports worries warnings".split())
# What opens "in Holt's view", "in the words of Holt": the nouns that make a phrase with "in" a voice.
_VIEWS = frozenset("view opinion eye word account telling judgement judgment".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """A verb of saying outside quotation marks: where it stands, what it does, and the stems of its subject."""

    place: int
    group: str
    stems: frozenset[str]
    is_pronoun: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A voice in a sentence; `content` are the places of what it says, `subject` those of who says it.

    A passive has no subject but the one its "by" names: who "was told" only hears.
    """

    place: int
    group: str
    subject: tuple[int, ...]
    content: frozenset[int]
    is_passive: bool
    is_aside: bool
    """Whether it stands in or behind what it reports ("The pier is shut, Holt said"), all of which is then its own."""


def find_speakers(view: Sequence[EvidenceWord]) -> tuple[Speaker, ...]:
    """The verbs of saying of a sentence that stand outside its quotations, with their subjects."""
    return tuple(_speakers(view)) if any(item.speech for item in view) else ()


def _speakers(view: Sequence[EvidenceWord]) -> Iterator[Speaker]:
    words = [item.word for item in view]
    quoted = [item.quoted for item in view]
    for place, item in enumerate(view):
        if item.speech is None or item.quoted:
            continue
        is_participle = _is_participle(place, view)
        if is_participle and item.speech != "plain":
            continue
        subject = _subject_of(place, view, words, quoted, is_participle=is_participle)
        content = [i for i in subject if not is_light(words[i]) and not view[i].in_date]
        yield Speaker(
            place,
            item.speech,
            frozenset(words[i].stem for i in content),
            bool(subject) and any(view[i].does == "pronoun" for i in subject) and not content,
            _is_name(words, content),
        )  # fmt: skip


def find_reports(view: Sequence[EvidenceWord]) -> Sequence[Report]:
    """The voices of one sentence, in its order: verbs of saying of any kind, "according to X", "in X's view"."""
    # A form that may be a noun ("fear") is a verb of saying before a "that" only.
    leading = [place - 1 for place, item in enumerate(view) if item.word.key == "that" and place]
    places = sorted({*leading, *[place for place, item in enumerate(view) if item.speech or item.word.stem in _VIEWS]})
    places = [place for place in places if not view[place].quoted]
    if not places:
        return ()
    words = [item.word for item in view]
    quoted = [item.quoted for item in view]
    found: list[Report] = []
    for place in places:
        item = view[place]
        if item.word.stem in _VIEWS and (subject := _viewer(place, view, words, quoted)):
            found.append(Report(place, "held", subject, frozenset(range(len(view))), False, True))
        elif _speech_at(place, view) is not None and not _is_noun(place, view):
            found.append(_report(place, view, words, quoted))
    return found


def _speech_at(place: int, view: Sequence[EvidenceWord]) -> str | None:
    """What a verb of saying does; a form that may be a noun ("fear") is one before a "that" only."""
    item = view[place]
    leads_on = place + 1 < len(view) and view[place + 1].word.key == "that"
    return item.speech or (speech_group(item.word.key) if leads_on else None)


def _report(place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]) -> Report:
    item = view[place]
    group = _speech_at(place, view) or ""
    is_participle, is_gerund = _is_participle(place, view), item.word.key.endswith("ing")
    if not is_gerund and _has_be_before(place, view):
        by = next((k for k in _rest(place, view) if view[k].word.key == "by"), None)
        agent = reach(words, quoted, by + 1, 1, stop_at_break=True) if by is not None else []
        told = frozenset(range(0 if agent else place + 1, len(view)))
        return Report(place, group, tuple(agent), told, True, bool(agent))
    subject = tuple(_subject_of(place, view, words, quoted, is_participle=is_participle))
    if item.word.key != "according" and _is_contact_clause(subject, view):
        return Report(place, group, subject, frozenset(), False, True)  # ", a line the mayor has repeated"
    if item.word.key == "according" or _is_aside(place, view):
        told = frozenset(range(len(view)))
        if subject and item.word.key != "according" and view[subject[-1]].clause < item.clause:
            told -= frozenset(range(subject[-1], place))  # an insertion on the subject: "Holt, who runs it, said"
        if subject and subject[0] > place:
            told -= _relative_behind(subject[-1], view)  # “…,” said Holt, who runs it
        return Report(place, group, subject, told, False, True)
    told = frozenset(range(place + 1, _content_end(place, group, view)))
    return Report(place, group, subject, told, False, False)


def _is_contact_clause(subject: Sequence[int], view: Sequence[EvidenceWord]) -> bool:
    """Whether a subject stands right behind the noun that its clause is on: "a line the mayor"."""
    if not subject or not view[subject[0]].word.breaks or view[subject[0]].word.key not in ("a", "an"):
        return False
    second = [k for k in subject[2:] if view[k].does == "determiner" and view[k - 1].does == ""]
    return len(second) == 1 and not any(view[k].word.breaks or view[k].does == "preposition" for k in subject[1:])


def _relative_behind(place: int, view: Sequence[EvidenceWord]) -> frozenset[int]:
    """The places of a clause with "who" right behind a subject, which tells of him in the outlet's words."""
    at = place + 1
    if at >= len(view) or view[at].word.key != "who" or view[at].quoted or not view[at].word.breaks:
        return frozenset()
    return frozenset((at, *_rest(at, view)))


def _rest(place: int, view: Sequence[EvidenceWord]) -> list[int]:
    """The places behind a word, up to the next punctuation."""
    return [k for k in range(place + 1, len(view)) if view[k].clause == view[place].clause]


def _is_noun(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether the form of a verb of saying is a noun here: "the claims", "Holt's fears", "of hopes"."""
    if place == 0 or view[place].word.key == "according":
        return False
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


def _is_verb(item: EvidenceWord) -> bool:
    return item.does in ("verb", "auxiliary")


def _is_chain(item: EvidenceWord) -> bool:
    """Whether a word may stand between a subject and its verb: "have not yet said"."""
    return item.does in ("adverb", "auxiliary") or item.word.key == "not"


def _is_participle(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a verb in -ing has no auxiliary of its own: "…, saying", but not "Holt is saying"."""
    key = view[place].word.key
    return key.endswith("ing") and key != "according" and not _has_be_before(place, view)


def _has_be_before(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a form of "be" makes a passive of the verb, with adverbs between ("been further told")."""
    at = place - 1
    if view[place].word.breaks:
        return False
    if at > 0 and not view[at].does and view[at - 1].word.stem == "be" and view[at].word.form[:1].islower():
        return True
    while at >= 0 and _is_chain(view[at]):
        if view[at].word.stem == "be":
            return True
        at -= 1
    return False


def _is_aside(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a verb of saying stands in an aside of its own, with no clause behind it."""
    first = min(k for k in range(len(view)) if view[k].clause == view[place].clause)
    rest = _rest(place, view)
    if first == 0 or any(_is_verb(view[k]) or view[k].word.key == "that" for k in rest):
        return False
    is_inverted = view[place].word.breaks or view[place - 1].quoted
    opens = view[rest[0]] if rest else None
    return (
        opens is None
        or is_inverted
        or view[first - 1].quoted
        or opens.in_date
        or opens.does in ("preposition", "adverb")
        or view[place].word.stem in _ADDRESSING
    )


def _content_end(place: int, group: str, view: Sequence[EvidenceWord]) -> int:
    """Where what is said may end at the latest: with the sentence, or where the outlet makes its own comment on it."""
    rest = _rest(place, view)
    has_clause = any(_is_verb(view[k]) or view[k].word.key in ("that", "to") for k in rest)
    after = rest[-1] + 1 if rest else place + 1
    if group not in ("plain", "held") and rest and not has_clause:
        while after < len(view) and view[after].quoted:
            after += 1
        return after
    says_nothing = not rest or view[rest[0]].in_date or view[rest[0]].does == "preposition"
    if says_nothing and not has_clause and after < len(view) and view[after].does == "coordinator":
        return after  # "Holt will testify on Monday, and Varga …"
    for k in range(place + 1, len(view)):
        if view[k].word.breaks and view[k].speech and view[k].word.key.endswith("ing"):
            return k
    return len(view)


def _viewer(place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]) -> tuple[int, ...]:
    """Whose view "in X's view" and "in the view of X" tell."""
    start = place
    while start and not words[start].breaks and view[start - 1].does != "preposition":
        start -= 1
    if not start or words[start].breaks or view[start - 1].word.key not in ("in", "to"):
        return ()
    if any(words[k].possessive or view[k].does == "pronoun" for k in range(start, place)):
        return tuple(range(start, place))
    if place + 1 < len(view) and words[place + 1].key == "of":
        return tuple(reach(words, quoted, place + 2, 1, stop_at_break=True))
    return ()


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


def _subject_of(
    place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool], *, is_participle: bool
) -> list[int]:
    """The places of the words that are the subject of a verb of saying."""
    if words[place].key == "according":
        follows = place + 1 < len(words) and words[place + 1].key == "to"
        return reach(words, quoted, place + 2, 1, stop_at_break=True) if follows else []
    if is_participle and place > 1 and words[place - 1].key == "as":
        return sorted(reach(words, quoted, place - 2, -1, stop_at_break=True))
    right = reach(words, quoted, place + 1, 1, stop_at_break=True)
    if place == 0 or quoted[place - 1]:
        return right or reach(words, quoted, place - 1, -1, stop_at_break=True)
    start = place - 1
    while start >= 0 and _is_chain(view[start]) and not quoted[start]:
        start -= 1
    if not is_participle and (last := _before_bracket(start + 1, words)) is not None:
        return sorted(reach(words, quoted, last, -1, stop_at_break=True))
    if start > 0 and words[start].key == "to" and not is_participle:
        # "Holt declined to say": the verb before it has the subject.
        start -= 1
        while start > 0 and (_is_chain(view[start]) or _is_verb(view[start])) and not words[start].breaks:
            start -= 1
    behind_insertion = any(words[k].breaks for k in range(start + 1, place + 1))
    if not is_participle and (subject := _shared_subject(start, view, words, quoted)):
        return subject
    if not behind_insertion and not is_participle:
        return sorted(reach(words, quoted, start, -1, stop_at_break=True))
    is_inverted = words[place].breaks and not any(_is_verb(view[k]) for k in _rest(place, view))
    if right and not is_participle and is_inverted:
        # "Holt knew of the leak, says engineer": a whole clause stands before it, and no subject with an insertion.
        before = [view[k].clause for k in range(place) if _is_verb(view[k])]
        if words[place].stem in _ADDRESSING:
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
    while start >= 0 and _is_chain(view[start]):
        start -= 1
    return sorted(reach(words, quoted, start, -1, stop_at_break=True))


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


def _is_name(words: Sequence[Word], content: Sequence[int]) -> bool:
    """Whether a subject is a name: "Holt", "Holt, the mayor", but not "the Arden mayor", which is a role."""
    head: int | None = None
    for i in content:
        if head is not None and (i != head + 1 or words[i].breaks):
            break
        head = i
    return head is not None and words[head].form[:1].isupper()
