"""Which common nouns of a document surely mean one of its actors: "the airline", where the text has but one.

A noun is an actor's when the text itself says so, next to the name or within it ("the airline Corran Air", "Lind, the
mayor", "the Health Ministry"), and when nothing in the text can be another of its kind. What pronouns mean is left to
`antecedents`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brief.document import Document
from brief.grounding.context import GuardContext
from brief.grounding.sentences import function_class, is_finite_verb, is_light
from brief.grounding.words import Word, split_words
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import base_form, marker_kind, speech_group

__all__ = [
    "Designation",
    "find_designations",
    "find_mentions",
    "is_changing",
    "is_specified",
    "mentions_in",
    "name_runs",
    "places_by_stem",
    "places_of",
    "sure_forms",
]

_ARTICLES = frozenset(("the", "a", "an"))
_MOST_MODIFIERS = 4
# Nouns that name one body with "the" before them; "the news" and "the wind" are no more than the last words of a name.
_BODIES = frozenset(
    "academy agency airline alliance assembly association authority bank board broadcaster bureau cabinet chamber "
    "charity church clinic club coalition college commission committee company confederation congress corporation "
    "council court department diocese directorate embassy federation firm foundation fund hospital inspectorate "
    "institute institution laboratory league library ministry museum newspaper office organisation organization "
    "parliament party registry school senate society tribunal trust union university".split()
)
_LIST_WORDS = frozenset(("and", "or", "nor"))
_OF_LESS = frozenset("deputy vice assistant associate acting junior shadow former ex rival late".split())
_COURTESY = frozenset("mr mrs ms miss dr sir dame lord lady prof".split())
_SPECIFYING = frozenset("of for who that which whose".split())
_WHERE = frozenset("in at near from outside on".split())
_DATED = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|easter|christmas"
)
_YEAR = re.compile(r"1\d{3}s?|20\d\ds?")
_THEN = frozenset("ago then earlier previous".split())
# Nouns that mean other things as well: they are bodies only where they do what bodies do.
_HOMONYMS = frozenset("bank board cabinet chamber club court foundation fund league office party school trust".split())
_DOING = frozenset(
    map(
        base_form,
        "announce agree plan deny reject refuse decline hire fire sack fine sue win lose report sell buy raise cut "
        "expect approve vote elect launch publish order ban award pay employ own operate run offer appoint suspend "
        "charge close open propose promise back support oppose criticise merge acquire borrow lend issue recall need "
        "want hope".split(),
    )
)
_CLOSES = re.compile(r"[,;:.!?()—–]")


@dataclass(frozen=True, slots=True)
class Designation:
    """A noun that means one actor; `first` is the sentence from which on it does, `modifiers` may stand before it."""

    noun: str
    names: tuple[str, ...]
    modifiers: frozenset[str]
    first: int


def find_designations(context: GuardContext) -> Mapping[str, Designation]:
    """By noun, the actor whom it surely means with "the" before it; looked for once a document."""
    return context.once(_find, context.document)


def find_mentions(context: GuardContext) -> Mapping[tuple[str, ...], Sequence[tuple[int, int, int]]]:
    """By an actor's names, where each of them stands: the sentence, the first word and the one behind the last."""
    return context.once(_find_all_mentions, context.actors)


def places_of(designation: Designation, sentence: int, context: GuardContext) -> Iterator[int]:
    """The places of the noun in a sentence, where "the" or a modifier of its own stands before it."""
    words = context.words(sentence)
    is_person = designation.names in context.people
    if is_person and any(_YEAR.fullmatch(word.key) or word.key in _THEN for word in words):
        return  # "In 1920 the mayor was jailed": another had the office
    for k, word in enumerate(words):
        if word.key == designation.noun and k and not word.breaks and word.form.islower():
            if is_specified(k, words) or not is_person and word.key in _HOMONYMS and not _does(k, words):
                continue
            if words[k - 1].key == "the" or words[k - 1].stem in designation.modifiers:
                yield k


def _does(k: int, words: Sequence[Word]) -> bool:
    """Whether the noun at this place acts as a body does: "the party said", "the bank has agreed"."""
    for word in words[k + 1 : k + 5]:
        if word.breaks:
            return False
        if function_class(word.key, word.stem) in ("auxiliary", "adverb") or word.key in ("not", "will", "would"):
            continue
        return word.stem in _DOING or speech_group(word.key) is not None
    return False


def mentions_in(sentence: int, context: GuardContext) -> Sequence[tuple[tuple[str, ...], int, int]]:
    """The actors that a sentence names, each with the place of its first word and the one behind its last."""
    return context.once(_by_sentence, context.actors).get(sentence, ())


def _by_sentence(context: GuardContext, _: object) -> Mapping[int, Sequence[tuple[tuple[str, ...], int, int]]]:
    found: dict[int, list[tuple[tuple[str, ...], int, int]]] = {}
    for names, places in find_mentions(context).items():
        for sentence, a, b in places:
            found.setdefault(sentence, []).append((names, a, b))
    return found


def places_by_stem(context: GuardContext) -> Mapping[str, Sequence[tuple[int, int]]]:
    """By stem, the sentence and the place of each word of the text; made once a document."""
    return context.once(_index, context.document)


def _index(context: GuardContext, document: Document) -> Mapping[str, Sequence[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for sentence in document.sentences:
        for k, word in enumerate(context.words(sentence.index)):
            found.setdefault(word.stem, []).append((sentence.index, k))
    return found


def sure_forms(names: tuple[str, ...]) -> Sequence[str]:
    """The names of an actor of which each is a part of the next; only the first where an engine says otherwise.

    >>> sure_forms(("Ada Kern", "Kern")), sure_forms(("Ada Kern", "Kern Foundation"))
    (('Ada Kern', 'Kern'), ('Ada Kern',))
    """
    stems = [
        frozenset(word.stem for word in split_words(form) if not is_light(word) and word.key not in _COURTESY)
        for form in names
    ]
    stems.sort(key=len)
    return names if all(one <= other for one, other in pairwise(stems)) else names[:1]


def name_runs(words: Sequence[Word], context: GuardContext) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The actors that words name, the longest name first: its first word and the one behind its last."""
    owners, lengths = context.once(_index_forms, context.actors)
    end = 0
    for at, word in enumerate(words):
        for length in lengths.get(word.key, ()) if at >= end else ():
            run = words[at : at + length]
            names = owners.get(tuple(w.key for w in run)) if len(run) == length else None
            if names is not None and any(w.form[:1].isupper() or w.form[:1].isdigit() for w in run):
                yield names, at, at + length
                end = at + length
                break


def _index_forms(
    _: GuardContext, actors: Sequence[tuple[str, ...]]
) -> tuple[Mapping[tuple[str, ...], tuple[str, ...]], Mapping[str, Sequence[int]]]:
    """Whose each form is, by its words without an article, and how long the forms are that begin with a word."""
    owners: dict[tuple[str, ...], tuple[str, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for names in actors:
        for form in sure_forms(names):
            keys = [word.key for word in split_words(form)]
            if len(keys) > 1 and keys[0] in _ARTICLES:
                keys = keys[1:]
            if keys:
                owners.setdefault(tuple(keys), names)
                lengths.setdefault(keys[0], set()).add(len(keys))
    return owners, {key: sorted(found, reverse=True) for key, found in lengths.items()}


def _find_all_mentions(
    context: GuardContext, actors: Sequence[tuple[str, ...]]
) -> Mapping[tuple[str, ...], Sequence[tuple[int, int, int]]]:
    found: dict[tuple[str, ...], list[tuple[int, int, int]]] = {names: [] for names in actors}
    for sentence in context.document.sentences:
        for names, a, b in name_runs(context.words(sentence.index), context):
            found[names].append((sentence.index, a, b))
    return found


def _find(context: GuardContext, _: object) -> Mapping[str, Designation]:
    mentions = find_mentions(context)
    claimed: dict[str, list[Designation]] = {}
    own_places = {
        (sentence, k): names for names, places in mentions.items() for sentence, a, b in places for k in range(a, b)
    }
    for names, places in mentions.items():
        if not places:
            continue
        proofs: dict[str, set[str]] = {}
        for noun, modifiers, place in _proofs(names, places, context):
            proofs.setdefault(noun, set()).update(modifiers)
            if place is not None:
                own_places[place] = names
        for noun, stems in proofs.items():
            own = context.name_stems(names) | stems
            claimed.setdefault(noun, []).append(Designation(noun, names, frozenset(own), places[0][0]))
    return {
        noun: rows[0] for noun, rows in claimed.items() if len(rows) == 1 and _is_only_one(rows[0], own_places, context)
    }


def _proofs(
    names: tuple[str, ...], places: Sequence[tuple[int, int, int]], context: GuardContext
) -> Iterator[tuple[str, frozenset[str], tuple[int, int] | None]]:
    """The nouns that the text itself gives an actor, each with the words that modify it there and its own place."""
    is_person = names in context.people
    if not is_person:
        for form in sure_forms(names):
            words = split_words(form)
            head = _head(words)
            # "Elleray Wind" is not "the wind": the last word of a name is a noun for it only where it names bodies.
            if head is not None and len(words) > 1 and words[head].key in _BODIES:
                yield words[head].key, frozenset(), None
    for sentence, a, b in places:
        around = context.words(sentence)
        for run in (_before(around, a, b, is_person=is_person), _behind(around, a, b)):
            if run and not any(is_changing(word) for word in run) and (noun := _noun_of(run, is_person=is_person)):
                at = next(k for k, word in enumerate(around) if word.key == noun and word in run)
                yield noun, frozenset(w.stem for w in run if not is_light(w) and w.key != noun), (sentence, at)


def is_changing(word: Word) -> bool:
    """Whether a word makes another thing of a noun: a deputy minister is not "the minister"."""
    kind = marker_kind(word.key)
    return word.key in _OF_LESS or kind is not None and kind[0] in ("privative", "negation")


def _head(words: Sequence[Word]) -> int | None:
    """The last noun before a preposition."""
    head = None
    for k, word in enumerate(words):
        if function_class(word.key, word.stem) in ("preposition", "coordinator"):
            break
        if not is_light(word):
            head = k
    return head


def _noun_of(run: Sequence[Word], *, is_person: bool) -> str | None:
    head = _head(run)
    if head is None or any(is_finite_verb(w.key) and k == head for k, w in enumerate(run)):
        return None
    word = run[head]
    if word.possessive or not word.key.isalpha() or len(word.key) < 3:
        return None
    known = load_actor_lexicon()
    if is_person and word.key not in known.roles and not word.key.endswith(("er", "or", "ist", "man", "woman")):
        return None
    if word.form[:1].isupper() and word.key not in known.roles:
        return None
    return word.key


def _is_content(words: Sequence[Word], k: int) -> bool:
    word = words[k]
    does = function_class(word.key, word.stem)
    is_compound = word.gap == "-" or k + 1 < len(words) and words[k + 1].gap == "-"  # "state-backed"
    return not is_light(word) and (does in ("", "adverb") or is_compound) and not word.stem.startswith("#")


def _before(words: Sequence[Word], a: int, b: int, *, is_person: bool) -> Sequence[Word]:
    """The noun phrase right before a name: "the airline Corran Air", "Governor Lind", "the operator, Corran Lifts,"."""
    if a == 0:
        return ()
    in_apposition = words[a].breaks
    if in_apposition and words[a].gap != ",":
        return ()
    start = a
    while start and a - start <= _MOST_MODIFIERS and _is_content(words, start - 1):
        start -= 1
        if words[start].breaks:
            break
    if start == a:
        return ()
    run = words[start:a]
    behind = words[b] if b < len(words) else None
    if is_person and not in_apposition:
        title = [w for w in run if w.form[:1].isupper() or w.key in load_actor_lexicon().roles]
        return run if run[-1] in title else ()
    opens = start and words[start - 1].key in ("the", "a", "an", "its") and not words[start].breaks
    if not opens or any(w.form[:1].isupper() for w in run[-1:]):
        return ()
    if not in_apposition:
        # "the mill Corran bought" is no apposition: nothing that may be a verb follows.
        closed = behind is None or behind.breaks or function_class(behind.key, behind.stem) == "preposition"
        return run if closed else ()
    if words[start - 1].key != "the" or behind is None or behind.gap != "," or behind.key in _LIST_WORDS:
        return ()
    opening = start - 1
    before = words[opening - 1] if opening and not words[opening].breaks else None
    return run if before is None or function_class(before.key, before.stem) in ("coordinator",) else ()


def _behind(words: Sequence[Word], a: int, b: int) -> Sequence[Word]:
    """The noun phrase behind a name and a comma: "Lind, the mayor of Corran, said"."""
    if b >= len(words) or words[b].gap != "," or words[b].key not in _ARTICLES:
        return ()
    first = a
    while first and not words[first].breaks and a - first < _MOST_MODIFIERS:
        first -= 1
    lead = words[first]
    if function_class(lead.key, lead.stem) in ("preposition", "subordinator") or (a and words[a].gap == ","):
        return ()
    end = b + 1
    while end < len(words) and not words[end].breaks and _is_content(words, end) and not is_finite_verb(words[end].key):
        end += 1
    run = words[b + 1 : end]
    closing = next((w for w in words[end:] if w.breaks), None)
    if not run or end < len(words) and not words[end].breaks and not _goes_on(words[end]):
        return ()
    if closing is not None and (closing.key in _LIST_WORDS or not _CLOSES.search(closing.gap)):
        return ()
    return run


def _goes_on(word: Word) -> bool:
    return function_class(word.key, word.stem) in ("preposition", "relative") or word.key == "that"


def _is_only_one(
    designation: Designation, own_places: Mapping[tuple[int, int], tuple[str, ...]], context: GuardContext
) -> bool:
    """Whether nothing in the text may be another of its kind: no plural, no "a", no modifier but its own."""
    noun = designation.noun
    stem = split_words(noun)[0].stem
    if stem not in context.stems:
        return False
    for index, k in places_by_stem(context).get(stem, ()):
        owner = own_places.get((index, k))
        if owner == designation.names or context.document.sentences[index - 1].heading:
            continue
        words = context.words(index)
        if owner is not None or words[k].key != noun or not _is_its_own(k, words, designation):
            return False
        if k + 1 < len(words) and words[k + 1].gap == "," and (index, k + 1) in own_places:
            return False  # "the operator, Tarn Bank, and …"
    return True


def is_specified(k: int, words: Sequence[Word]) -> bool:
    """Whether what follows a noun tells which one is meant: "of the boat", "in Zurich"."""
    behind = words[k + 1] if k + 1 < len(words) else None
    if behind is None or behind.breaks:
        return False
    after = words[k + 2] if k + 2 < len(words) else None
    is_place = behind.key in _WHERE and after is not None and (after.form[:1].isupper() and not _is_date(after))
    return behind.key in _SPECIFYING or is_place


def _is_date(word: Word) -> bool:
    return bool(_DATED.fullmatch(word.key))


def _is_its_own(k: int, words: Sequence[Word], designation: Designation) -> bool:
    word = words[k]
    before = words[k - 1] if k and not word.breaks else None
    behind = words[k + 1] if k + 1 < len(words) else None
    if is_specified(k, words):
        return False  # "the owner of the boat" may be another owner, "the bank in Zurich" another bank
    if word.form[:1].isupper():
        return behind is not None and not behind.breaks and behind.stem in designation.modifiers
    if before is None or before.key == "the" or before.stem in designation.modifiers:
        return True
    # "an airline Corran Air" would be its own introduction; any other "a", "another", "its" may be of a second one.
    return before.key in _ARTICLES and behind is not None and behind.stem in designation.modifiers
