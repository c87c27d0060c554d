"""How a statement would be worded nearer to its evidence: without what the text says elsewhere, in its speaker's "I".

Each function gives a wording from which the statement follows in this document, or the statement itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.document import Span
from brief.grounding.context import GuardContext, Holder
from brief.grounding.designations import is_specified, mentions_in, places_by_stem
from brief.grounding.naming import find_named, is_role_of
from brief.grounding.openings import is_shown
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.wording import without_remarks
from brief.grounding.words import Word, split_words
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import base_form, speech_group

__all__ = [
    "acts_itself",
    "in_first_person",
    "tells_role",
    "with_bare_nouns",
    "with_relative",
    "without_asides",
    "without_time_stamp",
]

_APPOSITION = re.compile(r", (?P<role>(?!who |which |whose |and |or |but |said |says )[^,;:“”\"()]{3,80}),(?= )")
_IS_ROLE = re.compile(r" is (?P<role>[^,;:.“”\"()]{2,80})\.?")
# Verbs by which somebody takes a position and says nothing: the statement has them from its evidence.
_POSITIONS = frozenset(
    map(
        base_form,
        "put order disagree dispute refer welcome oppose support reject refuse decline offer plan intend aim expect "
        "forecast estimate propose back apologise apologize object demand urge".split(),
    )
)
_STAYING = frozenset(map(base_form, "remain stay feel".split()))
_ATTITUDES = frozenset(
    "divided split sceptical skeptical worried concerned opposed wary cautious unconvinced doubtful hopeful confident "
    "optimistic pessimistic undecided unhappy alarmed".split()
)
_CONNECTIVES = frozenset(("however", "meanwhile", "though", "therefore"))
_HEAD_END = re.compile(r",? ")
_TITLE_WORDS = 4
_STAMP = re.compile(r"\d{1,2}[:.]\d{2}")
_STAMPED_LINE = re.compile(
    r"^[^\n]{0,15}?(?<![\w.,:£$€])(?:\d{1,2}[:.h]\d{2}(?![\d%])|\d{1,2} ?[ap]\.?m\b|noon\b|midnight\b)",
    re.MULTILINE | re.IGNORECASE,
)
_PRESENT = {"was": ("is",), "were": ("are",), "had": ("has", "have")}
_OF_SPEAKER = {"he": "I", "she": "I", "his": "my", "him": "me", "himself": "myself", "herself": "myself"}
_GENDERS = dict.fromkeys(("he", "his", "him", "himself"), "he") | dict.fromkeys(("she", "her", "herself"), "she")
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
    opening = split_words(told["role"])[0]
    is_age = opening.form.isdigit() and opening.form == told["role"]
    if not is_age and opening.key not in ("a", "an", "the") and not _opens_role(told["role"]):
        return False
    sentences = {s.index for span in evidence for s in context.document.sentences_over(span.start, span.end)}
    return is_role_of(told["role"], named[0].names, context, within=frozenset(sentences))


def _opens_role(role: str) -> bool:
    """Whether words without an article name an office: "chairwoman of the union", "policy director of Elm Wind"."""
    head: list[Word] = []
    for word in split_words(role):
        if function_class(word.key, word.stem):
            break
        head.append(word)
    return bool(head) and head[-1].key in load_actor_lexicon().roles


def acts_itself(statement: str, holder: Holder) -> bool:
    """Whether a statement tells with its own verb that its holder takes a position: "Police put the number at 71"."""
    name = next((form for form in holder.forms if _HEAD_END.match(_behind_head(statement, form))), None)
    if name is None:
        return False
    behind = [word for word in split_words(_behind_head(statement, name)) if word.key not in _CONNECTIVES]
    verb = next(
        (word for word in behind if not is_light(word) and function_class(word.key, word.stem) != "adverb"), None
    )
    if verb is None:
        return False
    return verb.stem in _POSITIONS or verb.key in _ATTITUDES or verb.stem in _STAYING and _is_attitude(verb, behind)


def _behind_head(statement: str, form: str) -> str:
    """What follows a name, its article apart, where a statement begins with it; nothing where it does not."""
    whole = statement[4:] if statement.casefold().startswith("the ") else statement
    return whole[len(form) :] if whole.casefold().startswith(form.casefold()) else ""


def _is_attitude(verb: Word, behind: Sequence[Word]) -> bool:
    """Whether a verb of staying tells what somebody thinks: "remain deeply divided"."""
    after = behind[behind.index(verb) + 1 :]
    first = next((w for w in after if not is_light(w) and function_class(w.key, w.stem) != "adverb"), None)
    return first is not None and first.key in _ATTITUDES


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


def with_relative(statement: str, evidence: Sequence[Span], context: GuardContext) -> str:
    """A statement as the relative clause that tells it: "Lind, who owns the mill" of "Lind owns the mill".

    Only where the sentence begins with the name, so that "who" can be nobody else.
    """
    if not any(", who " in span.quote for span in evidence):
        return statement
    named = next(iter(find_named(statement, context)), None)
    if named is None or named.start or named.end != named.last:
        return statement
    for span in evidence:
        for sentence in context.document.sentences_over(span.start, span.end):
            words = context.words(sentence.index)
            for names, a, b in mentions_in(sentence.index, context):
                if names != named.names or a > 1 or a and words[0].key not in ("the", "a", "an") or b >= len(words):
                    continue
                if words[b].key == "who" and words[b].gap == ",":
                    return f"{statement[: named.end]}, who{statement[named.end :]}"
    return statement


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
    if _STAMPED_LINE.search(text[stamp.end : max(span.end for span in rest)]):
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


def in_first_person(statement: str, view: Sequence[EvidenceWord], holder: Holder, context: GuardContext) -> str:
    """What a speaker says of himself as he says it: "Kern said she was ill" of “I was ill”.

    Only where the text shows that the speaker is "she", and where each pronoun left over is the speaker's own word.
    """
    spoken = {item.word.key for item in view if item.quoted}
    if holder.is_outlet or not spoken & {"i", "my", "me", "myself"}:
        return statement
    words = split_words(statement)
    verb = next((k for k, word in enumerate(words) if speech_group(word.key)), None)
    if verb is None:
        return statement
    marks = find_quoted(statement)
    told = statement
    for k in range(len(words) - 1, verb, -1):
        word = words[k]
        if any(item.start <= word.start < item.end for item in marks) or word.key not in _GENDERS:
            continue
        own = _OF_SPEAKER.get(word.key)
        if word.key == "her":
            behind = words[k + 1] if k + 1 < len(words) else None
            is_possessive = behind is not None and not behind.breaks and not function_class(behind.key, behind.stem)
            own = "my" if is_possessive else "me"
        is_own = own is not None and own.casefold() in spoken and is_shown(_GENDERS[word.key], holder, context)
        if is_own and own is not None and not word.possessive:
            told = told[: word.start] + own + told[word.end :]
        elif word.key not in spoken:
            return statement
    return told


def with_bare_nouns(statement: str, view: Sequence[EvidenceWord], context: GuardContext) -> str:
    """A statement with "the engine" for "the diesel engine", where the text has no other engine."""
    words = split_words(statement)
    there = {(view[k - 1].word.key, item.word.key) for k, item in enumerate(view) if k}
    said = [item.word for item in view]
    for k in range(len(words) - 1, 0, -1):
        noun = words[k]
        if ("the", noun.key) not in there or is_light(noun):
            continue
        first = k
        while first and k - first < _MODIFIERS and not words[first].breaks and _is_modifier(words[first - 1]):
            first -= 1
        modifiers = words[first:k]
        if any(word.form[:1].isupper() for word in words[first : k + 1]):
            continue  # a name, which is left to `designations`
        if not modifiers or words[first].breaks or not first or words[first - 1].key != "the":
            continue
        if not all(_is_subject(n, view) and not is_specified(n, said) for n, w in enumerate(said) if w.key == noun.key):
            continue  # "lit by the match", "the plant in Tarn": another may be meant
        if (modifiers[-1].key, noun.key) in there or not _is_only_thing(noun, modifiers, view[0].sentence, context):
            continue
        statement = statement[: modifiers[0].start] + statement[noun.start :]
    return statement


def _is_subject(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a noun with its article opens a sentence and a verb follows."""
    opens = place == 1 or place > 1 and view[place - 2].sentence != view[place].sentence
    behind = view[place + 1] if place + 1 < len(view) else None
    return opens and behind is not None and (behind.does in ("verb", "auxiliary", "adverb") or bool(behind.speech))


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
