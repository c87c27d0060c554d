"""How a statement would be worded nearer to its evidence: without what the text says elsewhere, in its speaker's "I".

Each function gives a wording from which the statement follows in this document, or the statement itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.document import Span
from brief.grounding.context import GuardContext, Holder
from brief.grounding.designations import places_by_stem
from brief.grounding.naming import find_named, is_role_of
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.wording import without_remarks
from brief.grounding.words import Word, split_words
from brief.language.modality import base_form, speech_group

__all__ = ["acts_itself", "in_first_person", "tells_role", "with_bare_nouns", "without_asides", "without_time_stamp"]

_APPOSITION = re.compile(r", (?P<role>(?!who |which |whose |and |or |but |said |says )[^,;:“”\"()]{3,80}),(?= )")
_IS_ROLE = re.compile(r" is (?P<role>(?:an?|the) [^,;:.“”\"()]{3,80})\.?")
# Verbs by which somebody takes a position and says nothing: the statement has them from its evidence.
_POSITIONS = frozenset(
    map(
        base_form,
        "put order disagree dispute refer welcome oppose support reject refuse decline offer plan intend aim expect "
        "forecast estimate propose back apologise apologize object demand urge".split(),
    )
)
_TITLE_WORDS = 4
_STAMP = re.compile(r"\d{1,2}[:.]\d{2}")
_STAMPED_LINE = re.compile(r"^\s*\d{1,2}[:.]\d{2}", re.MULTILINE)
_PRESENT = {"was": ("is",), "were": ("are",), "had": ("has", "have")}
_OF_SPEAKER = {"he": "I", "she": "I", "his": "my", "him": "me", "himself": "myself", "herself": "myself"}
_MODIFIERS = 3


def without_asides(statement: str, holder: Holder, context: GuardContext) -> str:
    """A statement without our remarks on its holder and without roles that the text gives elsewhere."""
    statement = without_remarks(statement, holder)
    for item in reversed(find_named(statement, context)):
        behind = _APPOSITION.match(statement, item.last)
        if behind and is_role_of(behind["role"], item.names, context):
            statement = statement[: item.last] + statement[behind.end() :]
        if (start := _title_start(statement, item.first, item.names, context)) is not None:
            statement = statement[:start] + statement[item.first :]
    return statement[:1].upper() + statement[1:]


def tells_role(statement: str, evidence: Sequence[Span], context: GuardContext) -> bool:
    """Whether a statement only says what the evidence has in apposition: "Lind is the owner of the mill"."""
    named = find_named(statement, context)
    if not named or named[0].start:
        return False
    told = _IS_ROLE.fullmatch(statement, named[0].end)
    if told is None or named[0].end != named[0].last:
        return False
    sentences = {s.index for span in evidence for s in context.document.sentences_over(span.start, span.end)}
    return is_role_of(told["role"], named[0].names, context, within=frozenset(sentences))


def acts_itself(statement: str, holder: Holder) -> bool:
    """Whether a statement tells with its own verb that its holder takes a position: "Police put the number at 71"."""
    name = next((form for form in holder.forms if statement.casefold().startswith(form.casefold() + " ")), None)
    if name is None:
        return False
    behind = split_words(statement[len(name) :])
    verb = next(
        (word for word in behind if not is_light(word) and function_class(word.key, word.stem) != "adverb"), None
    )
    return verb is not None and verb.stem in _POSITIONS


def _title_start(statement: str, first: int, names: tuple[str, ...], context: GuardContext) -> int | None:
    """Where a title that the text gives begins before a name: "Transport Minister Ada Kern"."""
    words = [word for word in split_words(statement) if word.end <= first]
    run: list[Word] = []
    for word in reversed(words[-_TITLE_WORDS:]):
        if is_light(word) or function_class(word.key, word.stem):
            break
        run.insert(0, word)
        if word.breaks:
            break
    if not run or statement[run[-1].end : first] != " ":
        return None
    if not is_role_of(statement[run[0].start : run[-1].end], names, context):
        return None
    before = statement[: run[0].start]
    return len(before) - 4 if before.lower().endswith("the ") else run[0].start


def without_time_stamp(statement: str, evidence: Sequence[Span], context: GuardContext) -> tuple[str, Sequence[Span]]:
    """A statement without "at 12:10", and its evidence without the stamp over the entry of a running report.

    What the entry tells of its own time, in the present, is then told in the present as well.
    """
    text = context.document.text
    stamps = [span for span in evidence if _STAMP.fullmatch(span.quote)]
    rest = [span for span in evidence if span not in stamps]
    if len(stamps) != 1 or not rest:
        return statement, evidence
    stamp, first = stamps[0], min(span.start for span in rest)
    told = re.search(rf" (?:at|by) {re.escape(stamp.quote)}(?!\w)", statement)
    opens = text.rfind("\n", 0, stamp.start) + 1
    if told is None or text[opens : stamp.start].strip() or stamp.end > first:
        return statement, evidence
    if _STAMPED_LINE.search(text[stamp.end : max(span.start for span in rest)]):
        return statement, evidence
    sentences = [s.index for span in rest for s in context.document.sentences_over(span.start, span.end)]
    view = [item for index in sentences for item in context.view(index)]
    present = {item.word.key for item in view if item.word.key in ("is", "are", "has", "have")}
    before = split_words(statement[: told.start()])
    says = bool(before) and speech_group(before[-1].key) is not None
    shifted = _in_present(statement[: told.start()] + statement[told.end() :], present)
    if not says and shifted == statement[: told.start()] + statement[told.end() :]:
        return statement, evidence
    return shifted, rest


def _in_present(statement: str, present: set[str]) -> str:
    for word in reversed(split_words(statement)):
        now = next((form for form in _PRESENT.get(word.key, ()) if form in present), None)
        if now is not None:
            statement = statement[: word.start] + now + statement[word.end :]
    return statement


def in_first_person(statement: str, view: Sequence[EvidenceWord], holder: Holder) -> str:
    """What a speaker says of himself as he says it: "Kern said she was ill" of “I was ill”."""
    if holder.is_outlet or not any(item.quoted and item.word.key in ("i", "my", "me") for item in view):
        return statement
    words = split_words(statement)
    verb = next((k for k, word in enumerate(words) if speech_group(word.key)), None)
    if verb is None:
        return statement
    marks = find_quoted(statement)
    for k in range(len(words) - 1, verb, -1):
        word = words[k]
        if any(item.start <= word.start < item.end for item in marks):
            continue
        spoken = _OF_SPEAKER.get(word.key)
        if word.key == "her":
            behind = words[k + 1] if k + 1 < len(words) else None
            is_possessive = behind is not None and not behind.breaks and not function_class(behind.key, behind.stem)
            spoken = "my" if is_possessive else "me"
        if spoken is not None and not word.possessive:
            statement = statement[: word.start] + spoken + statement[word.end :]
    return statement


def with_bare_nouns(statement: str, view: Sequence[EvidenceWord], context: GuardContext) -> str:
    """A statement with "the engine" for "the diesel engine", where the text has no other engine."""
    words = split_words(statement)
    there = {(view[k - 1].word.key, item.word.key) for k, item in enumerate(view) if k}
    for k in range(len(words) - 1, 0, -1):
        noun = words[k]
        if ("the", noun.key) not in there or is_light(noun):
            continue
        first = k
        while first and k - first < _MODIFIERS and not words[first].breaks and _is_modifier(words[first - 1]):
            first -= 1
        modifiers = words[first:k]
        if not modifiers or words[first].breaks or not first or words[first - 1].key != "the":
            continue
        if (modifiers[-1].key, noun.key) in there or not _is_only_thing(noun, modifiers, view[0].sentence, context):
            continue
        statement = statement[: modifiers[0].start] + statement[noun.start :]
    return statement


def _is_modifier(word: Word) -> bool:
    return not is_light(word) and function_class(word.key, word.stem) in ("", "verb") and not word.stem.startswith("#")


def _is_only_thing(noun: Word, modifiers: Sequence[Word], sentence: int, context: GuardContext) -> bool:
    """Whether the text brings one thing of this noun, with these modifiers, before the sentence that has it bare."""
    stems = {word.stem for word in modifiers}
    keys = [word.key for word in (*modifiers, noun)]
    introduced = None
    for index, k in places_by_stem(context).get(noun.stem, ()):
        words = context.words(index)
        first = k
        while first and not words[first].breaks and _is_modifier(words[first - 1]):
            first -= 1
        lead = words[first - 1].key if first and not words[first].breaks else ""
        whole = [w.key for w in words[k + 1 - len(keys) : k + 1]] == keys if k + 1 >= len(keys) else False
        if words[k].key != noun.key or k + 1 < len(words) and words[k + 1].gap == "-":
            return False
        if whole and introduced is None:
            introduced = index
            continue
        is_heading = context.document.sentences[index - 1].heading
        if not {w.stem for w in words[first:k]} <= stems or lead not in ("the", "") or not lead and not is_heading:
            return False
    return introduced is not None and introduced <= sentence
