"""Who speaks in a statement: the words of its own "X said", and whether they name one holder of the document.

Form decides here, and doubt is a refusal; finding out who a "he" is beyond doubt is left to `language`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.grounding.context import GuardContext, Holder, Refusal
from brief.grounding.holders import holder_stems, is_one_name
from brief.grounding.sentences import function_class, is_light
from brief.grounding.subjects import reach
from brief.grounding.voices import Speaker, find_speakers
from brief.grounding.words import Word, split_words
from brief.language.modality import speech_group

__all__ = [
    "OWN_SUBJECTS",
    "SAYING",
    "Frame",
    "Speaker",
    "check_speaker",
    "find_speakers",
    "holder_stems",
    "parse_frame",
]

OWN_SUBJECTS = frozenset("article text document outlet headline author".split())
"""Who speaks where a statement lets the document itself speak."""
SAYING = frozenset("said says told tells according".split())
"""What gives an outlet's words to somebody else."""
_SUBJECT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a statement only tells who speaks: `free` are the places of its words, `verbs` those of its verbs."""

    free: frozenset[int]
    verbs: tuple[int, ...]
    subjects: frozenset[int]
    """The places of the subjects of these verbs."""
    own: bool
    """Whether the document itself is made to speak ("The article says")."""


def parse_frame(words: Sequence[Word], quoted: Sequence[bool], holder: Holder) -> Frame:
    """The words of a statement that only say whose words the rest is."""
    names = holder_stems(holder, with_roles=True)

    def is_subject(i: int) -> bool:
        return words[i].stem in names or words[i].key in OWN_SUBJECTS

    free: set[int] = set()
    verbs: list[int] = []
    subjects: set[int] = set()
    own = False
    for place in [place for place, word in enumerate(words) if speech_group(word.key)]:
        word = words[place]
        if quoted[place] or place and _is_noun_behind(words[place - 1], word):
            continue
        if word.key == "according" and place + 1 < len(words) and words[place + 1].key == "to":
            subject = reach(words, quoted, place + 2, 1, stop_at_break=True)
            span = [place, place + 1, *subject]
        else:
            # A subject at the head may hold an insertion between commas; elsewhere it stands next to its verb.
            earlier = [k for k in range(place) if speech_group(words[k].key)]
            is_prefix = place <= _SUBJECT_WORDS and all(_is_in_relative(k, place, words) for k in earlier)
            left = list(range(place)) if is_prefix else reach(words, quoted, place - 1, -1, stop_at_break=True)
            right = reach(words, quoted, place + 1, 1, stop_at_break=True) if word.breaks else []
            subject = left if any(map(is_subject, left)) else right
            span = [place, *subject]
        if not any(map(is_subject, subject)):
            continue
        own = own or any(words[i].key in OWN_SUBJECTS for i in subject)
        verbs.append(place)
        subjects.update(subject)
        is_plain = speech_group(word.key) in ("plain", "describing") or word.key == "according" or own
        free.update(i for i in span if is_subject(i) or is_light(words[i]) or i == place and is_plain
                    or words[i].key in ("to", "unnamed", "also", "source" if own else ""))  # fmt: skip
    return Frame(frozenset(free), tuple(verbs), frozenset(subjects), own)


def _is_in_relative(k: int, place: int, words: Sequence[Word]) -> bool:
    """Whether a word stands in an insertion with "who" that closes right before a place: "Lind, who asked it, said"."""
    if not words[place].breaks or any(words[n].breaks for n in range(k + 1, place)):
        return False
    first = k
    while first and not words[first].breaks:
        first -= 1
    return words[first].key == "who"


def _is_noun_behind(before: Word, word: Word) -> bool:
    """Whether a form is no verb that gives somebody words: "denied the report", "declined to comment"."""
    if word.breaks:
        return False
    return function_class(before.key, before.stem) == "determiner" or before.key == "to" and word.key == "comment"


def check_speaker(
    words: Sequence[Word],
    quoted: Sequence[bool],
    frame: Frame,
    holder: Holder,
    context: GuardContext,
) -> Iterator[Refusal]:
    """Whether a statement names its holder by a name of the document; whose words they are is for `attributing`."""
    if holder.is_outlet:
        yield from _check_outlet(words, quoted, frame)
        return
    names = holder_stems(holder)
    if not names:
        return
    # "The article says: “Holt denies it.”" names its holder inside the quotation.
    spoken = frozenset([word.stem for i, word in enumerate(words) if frame.own or not quoted[i]])
    if not names & spoken:
        yield Refusal("holder_not_named", f"the statement does not name {holder.name!r}, who holds it")
    if unknown := [w.form for w in split_words(holder.name or "") if not is_light(w) and w.key not in context.keys]:
        yield Refusal("holder_not_in_text", f"{unknown[0]!r} of the holder's name is nowhere in the document")
    if holder.name and not is_one_name(holder.name, context):
        yield Refusal("holder_not_in_text", f"nobody in the document goes by the one name {holder.name!r}")
    for i in frame.subjects:
        if words[i].key == "and" and i and words[i - 1].stem in names and not any(" and " in f for f in holder.forms):
            yield Refusal("wrong_speaker", f"{holder.name!r} says it alone")
    if stranger := _other_head(words, frame, names):
        yield Refusal("wrong_speaker", f"{stranger!r} stands where {holder.name!r} ought to")
    whole = split_words(holder.name or "")
    if any(word.key == "and" for word in whole) and not {w.stem for w in whole if not is_light(w)} <= spoken:
        yield Refusal("holder_not_named", f"the statement does not name all of {holder.name!r}")


def _other_head(words: Sequence[Word], frame: Frame, names: frozenset[str]) -> str | None:
    """A name alone before a mark, where the subject begins: "Fordham Bank, an economist at Ada Kern, said"."""
    places = sorted(frame.subjects)
    first = next((i for i in places if not is_light(words[i])), None)
    if first is None or not words[first].form[:1].isupper():
        return None
    last = first
    while last + 1 in frame.subjects and words[last + 1].form[:1].isupper() and not words[last + 1].breaks:
        last += 1
    run = words[first : last + 1]
    behind = words[last + 1] if last + 1 in frame.subjects else None
    if behind is None or not behind.breaks or run[-1].possessive or any(w.stem in names for w in run):
        return None
    shown = any(words[i].stem in names for i in places if i > last)
    return " ".join(word.form for word in run) if shown else None


def _check_outlet(words: Sequence[Word], quoted: Sequence[bool], frame: Frame) -> Iterator[Refusal]:
    for place, word in enumerate(words):
        if quoted[place] or place in frame.verbs:
            continue
        if word.key in SAYING:
            yield Refusal("wrong_speaker", f"{word.form!r} gives the outlet's words to somebody else")
            return
