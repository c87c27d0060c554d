"""Who speaks, in a statement and in the sentences its evidence stands in: verbs of saying and their subjects.

Form decides here, and doubt is a refusal; finding out who a "he" is beyond doubt is left to `language`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from brief.grounding.context import GuardContext, Holder, Refusal
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.words import Word, split_words
from brief.language.modality import speech_group

__all__ = ["Frame", "Speaker", "check_speaker", "find_speakers", "holder_stems", "parse_frame"]

_OWN_SUBJECTS = frozenset("article text document outlet headline author".split())
_WINDOW_SENTENCES = 4
_SUBJECT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a statement only tells who speaks: `free` are the places of its words, `verbs` those of its verbs."""

    free: frozenset[int]
    verbs: tuple[int, ...]
    own: bool
    """Whether the document itself is made to speak ("The article says")."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A verb of saying outside quotation marks: where it stands, what it does, and the stems of its subject."""

    place: int
    group: str
    stems: frozenset[str]
    is_pronoun: bool
    is_name: bool


@lru_cache(maxsize=1024)
def _stems(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.stem for form in forms for word in split_words(form) if not is_light(word))


def holder_stems(holder: Holder, *, with_roles: bool = False) -> frozenset[str]:
    """The stems of a holder's names, and of its roles where they count."""
    return _stems((*holder.forms, *holder.roles) if with_roles else holder.forms)


def parse_frame(words: Sequence[Word], quoted: Sequence[bool], holder: Holder) -> Frame:
    """The words of a statement that only say whose words the rest is."""
    names = holder_stems(holder, with_roles=True)

    def is_subject(i: int) -> bool:
        return words[i].stem in names or words[i].key in _OWN_SUBJECTS

    free: set[int] = set()
    verbs: list[int] = []
    own = False
    for place, word in enumerate(words):
        if quoted[place] or not speech_group(word.key):
            continue
        if word.key == "according" and place + 1 < len(words) and words[place + 1].key == "to":
            reach = _reach(words, quoted, place + 2, 1, stop_at_break=True)
            span = [place, place + 1, *reach]
            subject = reach
        else:
            # A subject at the head may hold an insertion between commas; elsewhere it stands next to its verb.
            is_prefix = place <= _SUBJECT_WORDS and not any(speech_group(w.key) for w in words[:place])
            left = list(range(place)) if is_prefix else _reach(words, quoted, place - 1, -1, stop_at_break=True)
            right = _reach(words, quoted, place + 1, 1, stop_at_break=True) if word.breaks else []
            subject = left if any(map(is_subject, left)) else right
            span = [place, *subject]
        if not any(map(is_subject, subject)):
            continue
        own = own or any(words[i].key in _OWN_SUBJECTS for i in subject)
        verbs.append(place)
        is_plain = speech_group(word.key) in ("plain", "describing") or word.key == "according" or own
        free.update(i for i in span if is_subject(i) or is_light(words[i]) or i == place and is_plain
                    or words[i].key in ("to", "unnamed", "also", "source" if own else ""))  # fmt: skip
    return Frame(frozenset(free), tuple(verbs), own)


def _reach(words: Sequence[Word], quoted: Sequence[bool], at: int, step: int, *, stop_at_break: bool) -> list[int]:
    """The places of the words next to a verb, as far as a noun phrase may go."""
    found: list[int] = []
    while 0 <= at < len(words) and not quoted[at] and len(found) < _SUBJECT_WORDS:
        if step > 0 and words[at].breaks:
            break
        if function_class(words[at].key, words[at].stem) in ("verb", "subordinator") or words[at].key == "that":
            break
        found.append(at)
        if step < 0 and stop_at_break and words[at].breaks:
            break
        at += step
    return found


def find_speakers(view: Sequence[EvidenceWord]) -> Iterator[Speaker]:
    """The verbs of saying of a sentence that stand outside its quotations, with their subjects."""
    words = [item.word for item in view]
    quoted = [item.quoted for item in view]
    for place, item in enumerate(view):
        if item.speech is None or item.quoted:
            continue
        is_participle = item.word.key.endswith("ing") and item.word.key != "according"
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


def _subject_of(
    place: int, view: Sequence[EvidenceWord], words: Sequence[Word], quoted: Sequence[bool], *, is_participle: bool
) -> list[int]:
    """The places of the words that are the subject of a verb of saying."""
    if words[place].key == "according":
        follows = place + 1 < len(words) and words[place + 1].key == "to"
        return _reach(words, quoted, place + 2, 1, stop_at_break=True) if follows else []
    right = _reach(words, quoted, place + 1, 1, stop_at_break=True)
    if place == 0 or quoted[place - 1]:
        return right or _reach(words, quoted, place - 1, -1, stop_at_break=True)
    if not words[place].breaks and not is_participle:
        start = place - 1
        while start >= 0 and view[start].does in ("adverb", "auxiliary") and not quoted[start]:
            start -= 1
        return sorted(_reach(words, quoted, start, -1, stop_at_break=True))
    if right and words[right[0]].form[:1].isupper() and not is_participle:
        return right
    # "Holt, who runs the line, said": the subject stands before the insertion.
    clauses = [view[place].clause - 2, view[place].clause - 1, 0]
    for clause in clauses:
        head = [i for i in range(place) if view[i].clause == clause and not quoted[i]]
        if head and any(words[i].form[:1].isupper() or not is_light(words[i]) for i in head):
            return head
    return right


def _is_name(words: Sequence[Word], content: Sequence[int]) -> bool:
    """Whether a subject is a name: "Holt", "Holt, the mayor", but not "the Arden mayor", which is a role."""
    head: int | None = None
    for i in content:
        if head is not None and (i != head + 1 or words[i].breaks):
            break
        head = i
    return head is not None and words[head].form[:1].isupper()


def check_speaker(
    words: Sequence[Word],
    quoted: Sequence[bool],
    frame: Frame,
    holder: Holder,
    sentences: Sequence[int],
    context: GuardContext,
) -> Iterator[Refusal]:
    """Whether a statement gives its words to the one who has them in the document."""
    if holder.is_outlet:
        yield from _check_outlet(words, quoted, frame, sentences, context)
        return
    names = holder_stems(holder)
    if not names:
        return
    # "The article says: “Holt denies it.”" names its holder inside the quotation.
    spoken = {word.stem for word, inside in zip(words, quoted, strict=True) if frame.own or not inside}
    if not names & spoken:
        yield Refusal("holder_not_named", f"the statement does not name {holder.name!r}, who holds it")
    if unknown := [w.form for w in split_words(holder.name or "") if not is_light(w) and w.key not in context.keys]:
        yield Refusal("holder_not_in_text", f"{unknown[0]!r} of the holder's name is nowhere in the document")
    known = holder_stems(holder, with_roles=True)
    speakers = [speaker for index in sentences for speaker in find_speakers(context.view(index))]
    if any(speaker.stems & known for speaker in speakers):
        return
    if named := [s for s in speakers if s.is_name and s.stems]:
        yield Refusal(
            "wrong_speaker", f"the evidence gives it to {'/'.join(sorted(named[0].stems))}, not to {holder.name!r}"
        )
        return
    here = {item.word.stem for index in sentences for item in context.view(index) if not item.quoted}
    if here & known:
        return
    yield from _check_far_speaker(holder, known, min(sentences, default=1), sentences, context)


def _check_far_speaker(
    holder: Holder, known: frozenset[str], first: int, sentences: Sequence[int], context: GuardContext
) -> Iterator[Refusal]:
    """A pronoun speaks, or nobody does in these sentences: whoever spoke last before them must be the holder."""
    for index in range(first - 1, max(0, first - 1 - _WINDOW_SENTENCES), -1):
        view = context.view(index)
        for speaker in reversed([*find_speakers(view)]):
            if speaker.stems & known:
                return
            if speaker.stems and speaker.is_name:
                yield Refusal("wrong_speaker", f"{'/'.join(sorted(speaker.stems))} spoke last, not {holder.name!r}")
                return
        if any(item.word.stem in known and not item.quoted for item in view):
            return
    last = max(sentences, default=first)
    if last < len(context.document.sentences):
        for speaker in find_speakers(context.view(last + 1)):
            if speaker.stems & known:
                return
    yield Refusal("wrong_speaker", f"{holder.name!r} does not speak in the evidence or just before it")


def _check_outlet(
    words: Sequence[Word], quoted: Sequence[bool], frame: Frame, sentences: Sequence[int], context: GuardContext
) -> Iterator[Refusal]:
    for place, word in enumerate(words):
        if quoted[place] or place in frame.verbs:
            continue
        if word.key in ("said", "says", "told", "tells") or word.key == "according":
            yield Refusal("wrong_speaker", f"{word.form!r} gives the outlet's words to somebody else")
            return
