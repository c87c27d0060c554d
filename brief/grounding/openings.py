"""Where a statement that opens with a name begins in its evidence: at the name itself, or at a pronoun for it.

"Holt entered each debate" may be told of "He entered each debate" where nobody but Holt is in reach. Whose words a
statement tells is for `attributing`, what else may be cut before a word for `edges`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brief.grounding.attributing import Telling, speaking_subject, subject_reports
from brief.grounding.context import GuardContext, Holder
from brief.grounding.designations import find_mentions, mentions_in
from brief.grounding.holders import holder_stems
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.voices import find_reports
from brief.grounding.words import split_words
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import base_form, speech_group

__all__ = ["Opening", "find_opening", "is_shown", "is_sole_person"]

_PERSONAL = frozenset(("he", "she"))
_SUBJECTS = frozenset(("he", "she", "it", "they"))
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "miss": "she", "lady": "she"}
_GROUPS = frozenset(("the", "its", "his", "her", "their", "them", "those", "these"))
_ROLE_WORDS = 5
# How a sentence may begin that goes on with the same person.
_SAME = {"he": ("he", "his"), "she": ("she", "her")}
_DECLINES = frozenset("declined declines refused refuses".split())
_PLACES = frozenset(("in", "at", "near"))
_BODIES = frozenset("man woman boy girl child son daughter husband wife brother sister father mother friend aide "
                    "colleague rival uncle aunt cousin neighbour neighbor somebody someone who he she his her him "
                    "one another".split())  # fmt: skip


_BE = base_form("be")
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_AGENT = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|ee|man|woman|person)")
_ARTIST = re.compile(r"[a-z]{3,}(?:ist|ian|man|woman)")
_THING = re.compile(
    r"[a-z]+(?:ment|tion|sion|ness|ity|ship|ing|ure|ence|ance|age|ism|ogy|ery|th|ry|ct|ll|rd|ce|se|te)|year|month|week|day|hour|minute|decade|time|vote|seat|post|deal|plan|bill|law|book|talk|speech"
)
_PERSONS = frozenset("teen teenager youth guest victim suspect hostage patient student resident adult toddler baby "
                     "infant widow widower refugee migrant nun thief stranger pensioner cyclist tourist hitchhiker "
                     "passenger prisoner person".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a statement's first words stand: `lead` is the place at which its evidence is entered.

    `anchors` are the places of a name that another sentence lent, `pronouns` lead from the first word taken behind a
    pronoun to that pronoun.
    """

    lead: int | None = None
    anchors: frozenset[int] = frozenset()
    pronouns: Mapping[int, int] = field(default_factory=dict)


_NONE = Opening()


def find_opening(telling: Telling, holder: Holder, context: GuardContext) -> Opening:
    """How a statement whose first words are a name, or the frame of its holder, comes out of its evidence."""
    evidence, taken, kept = telling.passage.words, telling.derivation.taken, telling.derivation.kept
    if not kept:
        return _NONE
    last = evidence[kept[-1]].sentence
    place = next(j for j in kept if evidence[j].sentence == last)
    i = taken.index(place)
    lead = place
    # "Trump is promising p": the words of the frame stand there as well.
    while i and lead and telling.words[i - 1].stem == evidence[lead - 1].word.stem and not _parts(evidence[lead]):
        if evidence[lead - 1].sentence != last or not (i - 1 in telling.free or taken[i - 1] == lead - 1):
            break
        i, lead = i - 1, lead - 1
    if (spoken := _own_pronoun(i, lead, telling, holder, context)) is not None:
        return Opening(spoken)
    head = [k for k in range(i) if not is_light(telling.words[k]) or telling.words[k].form[:1].isupper()]
    if (own := _own_subject(place, head, telling, holder, context)) is not None:
        return Opening(own)
    if any(not telling.words[k].form[:1].isupper() or telling.quoted[k] for k in head):
        return _NONE
    names = frozenset(telling.words[k].stem for k in head if not is_light(telling.words[k]))
    lent = [j for j in kept if evidence[j].sentence != last]
    if any(evidence[j].word.stem not in names and not is_light(evidence[j].word) for j in lent):
        return _NONE
    if not names:
        return Opening(lead) if lead != place and not lent else _NONE
    pronoun = _pronoun_before(lead, evidence)
    if pronoun is None or not _is_sure(pronoun, place, names, telling, holder, context):
        return _NONE
    return Opening(pronoun, frozenset(lent), {place: pronoun})


def _parts(item: EvidenceWord) -> bool:
    """Whether a mark parts a word from the one before; the apostrophe of "the drivers' union" does not."""
    return item.word.breaks and item.word.gap not in ("'", "’")


def _own_subject(
    place: int, head: Sequence[int], telling: Telling, holder: Holder, context: GuardContext
) -> int | None:
    """Where the holder is the subject of the verb that a statement takes first: "The survey, seen by us, found"."""
    evidence, starts = telling.passage.words, telling.passage.starts
    item = evidence[place]
    if holder.is_outlet or not item.speech or any(telling.quoted[k] for k in head):
        return None
    if any(evidence[j].sentence != item.sentence for j in telling.derivation.kept):
        return None
    names = frozenset(telling.words[k].stem for k in head if not is_light(telling.words[k]))
    if not names or not names <= holder_stems(holder, with_roles=True):
        return None
    subject = speaking_subject(place - starts[item.sentence], item.sentence, holder, context)
    return starts[item.sentence] + subject[0] if subject else None


def _own_pronoun(i: int, lead: int, telling: Telling, holder: Holder, context: GuardContext) -> int | None:
    """The "I" of a holder's quoted words for which a statement has "he" or "she": "Holt said she prefers it"."""
    words, free, evidence = telling.words, telling.free, telling.passage.words
    if holder.is_outlet or i < 2 or not lead or words[i - 1].key not in _PERSONAL:
        return None
    if any(k not in free for k in range(i - 1)) or not speech_group(words[i - 2].key):
        return None
    if not is_shown(words[i - 1].key, holder, context):
        return None
    before = evidence[lead - 1]
    fits = before.word.key == "i" and before.quoted and before.sentence == evidence[lead].sentence
    return lead - 1 if fits and not evidence[lead].word.breaks else None


def _pronoun_before(place: int, evidence: Sequence[EvidenceWord]) -> int | None:
    """The pronoun right before a verb, with nothing but adverbs between."""
    at = place - 1
    while at >= 0 and evidence[at].does == "adverb" and evidence[at].marker is None and not evidence[at].word.breaks:
        at -= 1
    if (
        at < 0
        or evidence[at].sentence != evidence[place].sentence
        or evidence[at].quoted
        or evidence[place].word.breaks
    ):
        return None
    return at if evidence[at].word.key in _SUBJECTS else None


def _is_sure(
    pronoun: int, place: int, names: frozenset[str], telling: Telling, holder: Holder, context: GuardContext
) -> bool:
    evidence, kept = telling.passage.words, telling.derivation.kept
    item = evidence[pronoun]
    at = pronoun - telling.passage.starts[item.sentence]
    if not holder.is_outlet and names <= holder_stems(holder, with_roles=True):
        # It is the holder who speaks there, and `attributing` looks at whether it is he.
        told = subject_reports(item.sentence, at, context)
        return any(report.place + telling.passage.starts[item.sentence] in kept for report in told)
    return item.word.key in _PERSONAL and is_sole_person(item.word.key, at, item.sentence, names, context)


def is_sole_person(pronoun: str, at: int, sentence: int, names: frozenset[str], context: GuardContext) -> bool:
    """Whether the sentence before is about this person, and neither names nor tells of anybody else."""
    sentences = context.document.sentences
    if sentence < 2:
        return False
    here, before = sentences[sentence - 1], sentences[sentence - 2]
    if before.heading or here.block - before.block > 1:
        return False
    view = context.view(sentence - 1)
    near = (*view, *context.view(sentence)[:at])
    people = _people_in(sentence, at, context)
    if people is None or len(people) > 1:
        return False
    if not people:
        return _goes_on(pronoun, sentence, names, near, context)
    forms = people[0]
    if not names <= context.name_stems(forms) or not _may_be(pronoun, forms, view, context):
        return False
    own = context.name_stems(forms)
    where = [k for k, item in enumerate(view) if item.word.stem in own]
    acts = next((k for k, item in enumerate(view) if item.does in ("verb", "auxiliary") or item.speech), len(view))
    if not where:
        return False
    if where[0] < acts and not any(_is_somebody(k, near, own, context) for k in range(len(near))):
        return True
    return _speaks_on(at, sentence, forms, context)


def _people_in(sentence: int, at: int, context: GuardContext) -> Sequence[tuple[str, ...]] | None:
    """Whom the sentence before and this one up to a place name; None where a name may be that of two."""
    found: dict[tuple[str, ...], None] = {}
    for index, end in ((sentence - 1, len(context.words(sentence - 1))), (sentence, at)):
        covered: set[int] = set()
        for forms, a, b in mentions_in(index, context):
            covered.update(range(a, b))
            if forms not in context.people or a >= end:
                continue
            keys = [word.key for word in context.words(index)[a:b]]
            for other in context.people:
                if other == forms or any([w.key for w in split_words(form)] == keys for form in other):
                    found[other] = None
        for k, word in enumerate(context.words(index)[:end]):
            if k in covered or not word.form[:1].isupper() or word.stem not in context.people_stems or is_light(word):
                continue
            bearers = [forms for forms in context.people if any(_is_named(form, {word.stem}) for form in forms)]
            if len(bearers) > 1:
                return None
            found.update(dict.fromkeys(bearers))
    return [*found]


def _goes_on(
    pronoun: str, sentence: int, names: frozenset[str], near: Sequence[EvidenceWord], context: GuardContext
) -> bool:
    """Whether the sentence before begins with the same pronoun, which is sure, and brings nobody else."""
    first = near[0]
    if first.quoted or first.word.key not in _SAME[pronoun]:
        return False
    if any(_is_somebody(k, near, frozenset(), context) for k in range(1, len(near))):
        return False
    return is_sole_person(pronoun, 0, sentence - 1, names, context)


def _speaks_on(at: int, sentence: int, forms: tuple[str, ...], context: GuardContext) -> bool:
    """Whether who spoke in the sentence before goes on: "Kern said that a driver was hurt. She declined …"."""
    view = context.view(sentence)
    behind = next((item for item in view[at + 1 :] if item.does not in ("adverb", "auxiliary")), None)
    if behind is None or not (behind.speech == "plain" or behind.word.key in _DECLINES):
        return False
    before = context.view(sentence - 1)
    own = context.name_stems(forms)
    reports = context.passage((sentence - 1,)).once(find_reports)
    subjects = [{before[k].word.stem for k in report.subject} for report in reports if report.subject]
    return bool(subjects) and all(own & stems for stems in subjects)


def _is_named(form: str, stems: set[str]) -> bool:
    """Whether words name somebody of this name; "a spokesman for Kern" is not named by "Kern"."""
    words = split_words(form)
    cut = next((k for k, w in enumerate(words) if k and function_class(w.key, w.stem) == "preposition"), len(words))
    return not stems.isdisjoint(w.stem for w in words[:cut] if not is_light(w))


def _is_somebody(k: int, near: Sequence[EvidenceWord], own: frozenset[str], context: GuardContext) -> bool:
    """Whether a word may stand for a person other than the one meant; a role right before or behind his name is his."""
    item = near[k]
    if item.word.stem in own or item.in_date:
        return False
    beside = {near[n].word.stem for n in range(max(0, k - 1), min(len(near), k + 2))}
    if item.word.form[:1].isupper() and item.word.stem not in context.roster.stems:
        behind = near[k + 1] if k + 1 < len(near) else None
        is_of_thing = behind is not None and not behind.word.breaks and not behind.does and behind.word.form.islower()
        if k and near[k - 1].word.key == "the" and is_of_thing:
            return False  # "the Corran coast"
        start = k
        while start and near[start].word.form[:1].isupper() and not near[start].word.breaks:
            start -= 1
        if near[start].word.key in _PLACES or _is_address(k, near):
            return False
        opens = k == 0 or near[k - 1].sentence != item.sentence
        return not opens and not beside & own or opens and not is_light(item.word) and not beside & own
    return _tells_of_person(k, near) and not beside & own and not _is_own_role(k, near)


def _tells_of_person(k: int, near: Sequence[EvidenceWord]) -> bool:
    """Whether a common noun stands for a person; "one of" does where what follows are persons."""
    roles = load_actor_lexicon().roles
    key = near[k].word.key
    if key == "one" and k + 1 < len(near) and near[k + 1].word.key == "of":
        behind = [item.word for item in near[k + 2 : k + 5] if item.sentence == near[k].sentence]
        return any(w.key in roles or w.key in _BODIES or w.stem in roles or w.key in _GROUPS for w in behind)
    if key in roles or key in _BODIES or key in _PERSONS:
        return True
    at = k - 1
    while at > 0 and not near[at + 1].word.breaks and not near[at].does and not near[at].in_date:
        at -= 1
    # What acts by its name ("a hitchhiker") may be meant, and what is a thing after all costs a statement only.
    if (
        at < 0
        or near[k].does
        or near[k].in_date
        or k + 1 < len(near)
        and not near[k + 1].does
        and not near[k + 1].word.breaks
    ):
        return False
    if near[at].word.key == "the":
        return bool(_ARTIST.fullmatch(key))
    return near[at].word.key in _INDEFINITE and (bool(_AGENT.fullmatch(key)) or not _THING.fullmatch(key))


def _is_own_role(k: int, near: Sequence[EvidenceWord]) -> bool:
    """Whether a role is what somebody named is or was: "left after eleven years as its director"."""
    behind = near[k + 1] if k + 1 < len(near) and near[k + 1].sentence == near[k].sentence else None
    if behind is not None and not behind.word.breaks and behind.does not in ("preposition", "coordinator"):
        return False  # "left as the mayor came"
    at = k - 1
    while (
        at > 0
        and not near[at + 1].word.breaks
        and near[at].does in ("", "determiner", "pronoun")
        and k - at < _ROLE_WORDS
    ):
        if near[at].word.possessive:
            return False
        at -= 1
    if near[k].word.possessive or at < 1:
        return False
    before = near[at - 1].word
    is_told = near[at].word.stem == _BE and before.form[:1].isupper() and not before.possessive
    return is_told or near[at].word.key == "as"


def _is_address(k: int, near: Sequence[EvidenceWord]) -> bool:
    """Whether a name stands in somebody's address: "Ada Kern, 44, of Mill Row, Ostby, left"."""
    at = k
    while at and near[at].word.form[:1].isupper() and near[at].word.gap in ("", ","):
        at -= 1
    return at > 0 and near[at].word.key == "of" and near[at].word.breaks and near[at - 1].word.form.isdigit()


def is_shown(pronoun: str, holder: Holder, context: GuardContext) -> bool:
    """Whether the text shows that a holder is "he" or "she": by a first name, a title or a pronoun that is surely his.

    Where it shows neither, the name has to do.
    """
    names = context.roster.called(holder.name or "") or holder.forms
    if not names or holder.name is None:
        return False
    known = context.once(_shown, context.document)
    if names not in known:
        known[names] = _find_shown(names, context)
    return known[names] == pronoun


def _shown(context: GuardContext, _: object) -> dict[tuple[str, ...], str | None]:
    return {}


def _find_shown(names: tuple[str, ...], context: GuardContext) -> str | None:
    lexicon, own = load_actor_lexicon(), context.name_stems(names)
    first = names[0].casefold().split()[0]
    found: set[str] = set()
    if (first in lexicon.men) != (first in lexicon.women):
        found.add("he" if first in lexicon.men else "she")
    for sentence, a, _ in find_mentions(context).get(names, ()):
        words = context.words(sentence)
        before = words[a - 1].key if a else ""
        title = _TITLES.get(words[a].key) or _TITLES.get(before)
        if title is not None:
            found.add(title)
        view = context.view(sentence + 1) if sentence < len(context.document.sentences) else ()
        opens = view[0].word.key if view and not view[0].quoted else ""
        for pronoun, forms in _SAME.items():
            if opens in forms and is_sole_person(pronoun, 0, sentence + 1, own, context):
                found.add(pronoun)
    return next(iter(found)) if len(found) == 1 else None


def _may_be(pronoun: str, forms: Sequence[str], view: Sequence[EvidenceWord], context: GuardContext) -> bool:
    """Whether neither a title nor a first name says that the pronoun is the wrong one."""
    own = context.name_stems(forms)
    for k, item in enumerate(view):
        if k and item.word.stem in own and _TITLES.get(view[k - 1].word.key, pronoun) != pronoun:
            return False
    lexicon = load_actor_lexicon()
    first = forms[0].casefold().split()[0]
    if (first in lexicon.men) == (first in lexicon.women):
        return True
    return (first in lexicon.men) == (pronoun == "he")
