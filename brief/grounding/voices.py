"""Who speaks in a sentence: its verbs of saying, the subject of each, and the words that each gives to its subject.

Form decides, and where it leaves two readings the wider one is taken: a word may then belong to more than one voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.subjects import (
    ADDRESSING,
    has_be_before,
    is_bare_participle,
    is_noun_form,
    is_verb,
    reach,
    rest_of_clause,
    subject_of,
)
from brief.grounding.words import Word
from brief.language.modality import speech_group

__all__ = ["HEARING", "VIEWS", "Report", "Speaker", "find_reports", "find_speakers"]

# What opens "in Holt's view", "in the words of Holt": the nouns that make a phrase with "in" a voice.
VIEWS = frozenset("view opinion eye word account telling judgement judgment".split())
# What these hear, somebody said there whom the text does not name.
_BINDING = frozenset("until before after unless because since while once".split())
HEARING = frozenset(("heard", "hears"))
_HEARERS = frozenset("court jury jurors inquest inquiry enquiry tribunal hearing trial panel committee coroner".split())


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
        is_participle = is_bare_participle(place, view)
        if is_participle and item.speech != "plain":
            continue
        subject = subject_of(place, view, words, quoted, is_participle=is_participle)
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
    telling = [k for k, item in enumerate(view) if item.speech or item.word.stem in VIEWS or item.word.key in HEARING]
    places = sorted({*leading, *telling})
    places = [place for place in places if not view[place].quoted]
    if not places:
        return ()
    words = [item.word for item in view]
    quoted = [item.quoted for item in view]
    found: list[Report] = []
    for place in places:
        item = view[place]
        if item.word.stem in VIEWS and (subject := _viewer(place, view, words, quoted)):
            found.append(Report(place, "held", subject, frozenset(range(len(view))), False, True))
        elif item.word.key in HEARING:
            found += _hearing(place, view)
        elif _speech_at(place, view) is not None and not is_noun_form(place, view):
            found.append(_report(place, view, words, quoted))
    return found


def _hearing(place: int, view: Sequence[EvidenceWord]) -> Sequence[Report]:
    """What "the court heard" brings: the words of somebody who is not named."""
    at = place - 1
    while at > 0 and view[at].does in ("auxiliary", "adverb") and not view[at + 1].word.breaks:
        at -= 1
    if at < 0 or view[place].word.breaks or view[at].word.key not in _HEARERS:
        return ()
    rest = rest_of_clause(place, view)
    if any(is_verb(view[k]) or view[k].word.key == "that" for k in rest):
        return (Report(place, "plain", (), frozenset(range(place + 1, len(view))), True, False),)
    own = [k for k, item in enumerate(view) if item.clause == view[place].clause]
    return (Report(place, "plain", (), frozenset(range(len(view))) - frozenset(own), True, True),)


def _speech_at(place: int, view: Sequence[EvidenceWord]) -> str | None:
    """What a verb of saying does; a form that may be a noun ("fear") is one before a "that" only."""
    item = view[place]
    leads_on = place + 1 < len(view) and view[place + 1].word.key == "that"
    return item.speech or (speech_group(item.word.key) if leads_on else None)


def _report(place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool]) -> Report:
    item = view[place]
    group = _speech_at(place, view) or ""
    is_participle, is_gerund = is_bare_participle(place, view), item.word.key.endswith("ing")
    if not is_gerund and has_be_before(place, view):
        by = next((k for k in rest_of_clause(place, view) if view[k].word.key == "by"), None)
        agent = reach(words, quoted, by + 1, 1, stop_at_break=True) if by is not None else []
        told = frozenset(range(0 if agent else place + 1, len(view)))
        return Report(place, group, tuple(agent), told, True, bool(agent))
    subject = tuple(subject_of(place, view, words, quoted, is_participle=is_participle))
    if item.word.key != "according" and _is_contact_clause(subject, view):
        return Report(place, group, subject, frozenset(), False, True)  # ", a line the mayor has repeated"
    if is_participle and subject and subject[-1] == place - 1 and not words[place].breaks:
        return Report(place, group, subject, frozenset(rest_of_clause(place, view)), False, False)
    joins = bool(subject) and subject[-1] == place - 1 and view[place - 1].does == "coordinator"
    if item.word.key == "according" or not joins and _is_aside(place, view):
        told = frozenset(range(len(view)))
        if subject and item.word.key != "according" and view[subject[-1]].clause < item.clause:
            told -= frozenset(range(subject[-1], place))  # an insertion on the subject: "Holt, who runs it, said"
        if subject and subject[0] > place:
            told -= _relative_behind(subject[-1], view)  # “…,” said Holt, who runs it
        return Report(place, group, subject, told, False, True)
    if _opens_as_passive(place, view):
        return Report(place, group, subject, frozenset(rest_of_clause(place, view)) - {*subject}, True, False)
    told = frozenset(range(place + 1, _content_end(place, group, view)))
    return Report(place, group, subject, told, False, False)


def _opens_as_passive(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a participle with its "by" opens a sentence or a clause on somebody else: "Asked by Hale, Pell said"."""
    behind = view[place + 1] if place + 1 < len(view) else None
    opens = place == 0 or view[place].word.breaks
    return opens and behind is not None and behind.word.key == "by" and not behind.word.breaks and is_verb(view[place])


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
    return frozenset((at, *rest_of_clause(at, view)))


def _is_aside(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a verb of saying stands in an aside of its own, with no clause behind it."""
    first = min(k for k in range(len(view)) if view[k].clause == view[place].clause)
    rest = rest_of_clause(place, view)
    if first == 0 or any(is_verb(view[k]) or view[k].word.key == "that" for k in rest):
        return False
    bound = next((k for k in range(first, place) if view[k].word.key in _BINDING), None)
    if bound is not None and any(is_verb(view[k]) for k in range(first, bound)):
        return False  # "…, called for a halt until investigators had reported"
    is_inverted = view[place].word.breaks or view[place - 1].quoted
    opens = view[rest[0]] if rest else None
    return (
        opens is None
        or is_inverted
        or view[first - 1].quoted
        or opens.in_date
        or opens.does in ("preposition", "adverb")
        or view[place].word.stem in ADDRESSING
    )


def _content_end(place: int, group: str, view: Sequence[EvidenceWord]) -> int:
    """Where what is said may end at the latest: with the sentence, or where the outlet makes its own comment on it."""
    rest = rest_of_clause(place, view)
    has_clause = any(is_verb(view[k]) or view[k].word.key in ("that", "to") for k in rest)
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


def _is_name(words: Sequence[Word], content: Sequence[int]) -> bool:
    """Whether a subject is a name: "Holt", "Holt, the mayor", but not "the Arden mayor", which is a role."""
    head: int | None = None
    for i in content:
        if head is not None and (i != head + 1 or words[i].breaks):
            break
        head = i
    return head is not None and words[head].form[:1].isupper()
