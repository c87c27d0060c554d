"""Whom a pronoun of the text surely means, and which shorter form of a name is nobody else's where it stands.

In doubt nobody is meant. What common nouns mean is left to `designations`.
"""

from __future__ import annotations

from collections.abc import Sequence

from brief.grounding.context import GuardContext
from brief.grounding.designations import find_designations, find_mentions, mentions_in
from brief.grounding.openings import is_sole_person
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.voices import find_reports
from brief.grounding.words import split_words
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import speech_group

__all__ = ["is_own_form", "is_sure_pronoun"]

_PERSONAL = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_THING = frozenset(("it", "its"))
_INTRODUCES = frozenset("a an the this that these those some any another each every its their his her".split())
# What "it" may open without meaning anybody: "It was dark", "It took a year", "It seems that …".
_BINDS = frozenset("after before since when because".split())
_DUMMY = frozenset("be take seem appear remain emerge follow turn come rain snow happen cost help matter".split())


def is_own_form(form: str, names: tuple[str, ...], sentence: int, context: GuardContext) -> bool:
    """Whether a form of an actor's is nobody else's in this sentence: no namesake was named so far."""
    stems = {word.stem for word in split_words(form) if not is_light(word)}
    mentions = find_mentions(context)
    for other in context.roster.having(stems):
        places = mentions.get(other)
        if other == names or not places or places[0][0] > sentence:
            continue
        if any(stems <= {word.stem for word in split_words(known)} for known in other):
            return False
    return bool(stems)


def is_sure_pronoun(place: int, names: tuple[str, ...], sentence: int, context: GuardContext) -> bool:
    """Whether the pronoun at this place of a sentence can mean this actor only."""
    view = context.view(sentence)
    key = view[place].word.key
    if view[place].quoted:
        return False
    if _is_own_subject(place, names, sentence, context):
        return True
    if sentence < 2:
        return False
    if key in _PERSONAL and names in context.people:
        own = context.name_stems(names)
        if any(item.word.stem in own for item in view[:place]):
            return False  # within a sentence with the name there may be somebody else by then
        return is_sole_person(_PERSONAL[key], place, sentence, own, context)
    if key in _THING and names not in context.people and place == 0:
        return _is_sole_body(names, sentence, context)
    return False


def _is_own_subject(place: int, names: tuple[str, ...], sentence: int, context: GuardContext) -> bool:
    """Whether a clause behind "after" or "since" goes on with the subject that opens its sentence.

    "Moe Mills closed after it was fined": nobody and nothing else that "it" may mean stands between.
    """
    view = context.view(sentence)
    key = view[place].word.key
    if key not in ("it", "he", "she") or (key == "it") == (names in context.people):
        return False
    if place < 3 or view[place - 1].word.key not in _BINDS:
        return False
    own = next(((a, b) for other, a, b in mentions_in(sentence, context) if other == names), None)
    if own is None or any(not item.word.form[:1].isupper() and item.word.key != "the" for item in view[: own[0]]):
        return False
    if own[0] > 1 or view[own[1]].word.breaks or view[own[1]].does not in ("verb", "auxiliary", ""):
        return False
    between = range(own[1], place)
    if any(view[k].speech or view[k].does in ("relative", "coordinator") or view[k].word.breaks for k in between):
        return False
    if key == "it" and any(_is_thing(view[k]) for k in range(own[1] + 1, place)):
        return False  # "Moe Mills dropped insurance after it was banned"
    return not any(_introduces(k, view) for k in between if k != place - 1)


def _is_thing(item: EvidenceWord) -> bool:
    """Whether a word may be a noun of one thing: it does nothing that is known, and is no date, figure or plural."""
    if item.word.key.endswith("s") and not item.word.key.endswith("ss"):
        return False
    known = item.does or item.marker or item.in_date or item.word.stem.startswith("#")
    return not known and item.word.key not in _BINDS and item.word.key != "than"


def _is_sole_body(names: tuple[str, ...], sentence: int, context: GuardContext) -> bool:
    """Whether "it" at the head of a sentence can mean this body only: the sentence before is about it.

    Where the verb is one of saying, only what can speak competes; else every other thing of that sentence does.
    """
    sentences = context.document.sentences
    here, before = sentences[sentence - 1], sentences[sentence - 2]
    if before.heading or here.block - before.block > 1:
        return False
    view, near = context.view(sentence), context.view(sentence - 1)
    own = _own_places(names, sentence - 1, context)
    speaks = bool(own) and _is_speaker(own, sentence - 1, context) and _refuses(view)
    if not own or not speaks and not _opens_with(own, near):
        return False
    verb = next((item for item in view[1:4] if item.does != "adverb"), None)
    if verb is None:
        return False
    others = {
        k
        for other, a, b in mentions_in(sentence - 1, context)
        if other != names and other not in context.people
        for k in range(a, b)
    }
    if others - own:
        return False
    if view[0].word.key == "it" and (speech_group(verb.word.key) or _refuses(view)):
        return True
    if view[0].word.key == "its" and verb.word.key in load_actor_lexicon().roles:
        return True  # only a body has a chairman
    if view[0].word.key == "it" and verb.word.stem in _DUMMY:
        return False
    return not any(_introduces(k, near) and k + 1 not in own for k in range(len(near)) if k not in own)


def _is_speaker(own: set[int], sentence: int, context: GuardContext) -> bool:
    """Whether nobody but this body has a voice in a sentence."""
    reports = context.passage((sentence,)).once(find_reports)
    return bool(reports) and all(own & set(report.subject) for report in reports)


def _refuses(view: Sequence[EvidenceWord]) -> bool:
    """Whether "it" would or did not say something, or declined to: "It would not say whether …"."""
    keys = [item.word.key for item in view[1:5]]
    if keys[:2] in (["gives", "no"], ["gave", "no"]):
        return True
    if keys[0] in ("declined", "refused", "expects", "plans", "intends", "hopes"):
        return True
    return len(keys) > 2 and keys[0] in ("would", "did", "does") and keys[1] == "not" and bool(speech_group(keys[2]))


def _own_places(names: tuple[str, ...], sentence: int, context: GuardContext) -> set[int]:
    places = {k for other, a, b in mentions_in(sentence, context) if other == names for k in range(a, b)}
    for designation in find_designations(context).values():
        if designation.names == names and designation.first <= sentence:
            stem = designation.noun
            places |= {
                k for k, word in enumerate(context.words(sentence)) if word.key == stem and k and not word.breaks
            }
    return places


def _opens_with(own: set[int], near: Sequence[EvidenceWord]) -> bool:
    """Whether a sentence begins with one of these words, with nothing but an article and modifiers before."""
    first = min(own)
    return all(
        (item.does == "determiner" or item.word.form[:1].isupper() or not item.does) and not item.speech
        for item in near[:first]
    ) and first <= 3  # fmt: skip


def _introduces(k: int, near: Sequence[EvidenceWord]) -> bool:
    """Whether a word brings a thing that "it" may mean."""
    item = near[k]
    if item.in_date:
        return False
    if item.word.key in _INTRODUCES:
        behind = near[k + 1] if k + 1 < len(near) else None
        return behind is not None and not behind.in_date
    return k > 0 and item.word.form[:1].isupper() and not item.word.stem.startswith("#")
