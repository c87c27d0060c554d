"""Where a statement that opens with a name begins in its evidence: at the name itself, or at a pronoun for it.

"Holt entered each debate" may be told of "He entered each debate" where nobody but Holt is in reach. Whose words a
statement tells is for `attributing`, what else may be cut before a word for `edges`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brief.grounding.attributing import Telling, speaking_subject, subject_reports
from brief.grounding.context import GuardContext, Holder
from brief.grounding.holders import holder_stems
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.words import split_words
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import speech_group

__all__ = ["Opening", "find_opening", "is_sole_person"]

_PERSONAL = frozenset(("he", "she"))
_SUBJECTS = frozenset(("he", "she", "it", "they"))
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "miss": "she", "lady": "she"}
_PLACES = frozenset(("in", "at", "near"))
_BODIES = frozenset("man woman boy girl child son daughter husband wife brother sister father mother friend aide "
                    "colleague rival uncle aunt cousin neighbour neighbor somebody someone who he she his her him "
                    "one another".split())  # fmt: skip


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
    while i and lead and telling.words[i - 1].stem == evidence[lead - 1].word.stem and not evidence[lead].word.breaks:
        if evidence[lead - 1].sentence != last or not (i - 1 in telling.free or taken[i - 1] == lead - 1):
            break
        i, lead = i - 1, lead - 1
    if (spoken := _own_pronoun(i, lead, telling, holder)) is not None:
        return Opening(spoken)
    head = [k for k in range(i) if not is_light(telling.words[k]) or telling.words[k].form[:1].isupper()]
    if any(not telling.words[k].form[:1].isupper() or telling.quoted[k] for k in head):
        return _NONE
    names = frozenset(telling.words[k].stem for k in head if not is_light(telling.words[k]))
    lent = [j for j in kept if evidence[j].sentence != last]
    if any(evidence[j].word.stem not in names and not is_light(evidence[j].word) for j in lent):
        return _NONE
    if not names:
        return Opening(lead) if lead != place and not lent else _NONE
    pronoun = _pronoun_before(lead, evidence)
    if pronoun is None and not lent and evidence[place].speech and not holder.is_outlet:
        subject = speaking_subject(place - telling.passage.starts[last], last, holder, context)
        if subject and names <= holder_stems(holder, with_roles=True):
            return Opening(telling.passage.starts[last] + subject[0])
    if pronoun is None or not _is_sure(pronoun, place, names, telling, holder, context):
        return _NONE
    return Opening(pronoun, frozenset(lent), {place: pronoun})


def _own_pronoun(i: int, lead: int, telling: Telling, holder: Holder) -> int | None:
    """The "I" of a holder's quoted words for which a statement has "he" or "she": "Holt said she prefers it"."""
    words, free, evidence = telling.words, telling.free, telling.passage.words
    if holder.is_outlet or i < 2 or not lead or words[i - 1].key not in _PERSONAL:
        return None
    if any(k not in free for k in range(i - 1)) or not speech_group(words[i - 2].key):
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
    stems = {item.word.stem for item in near}
    people = [forms for forms in context.people if any(_is_named(form, stems) for form in forms)]
    if len(people) != 1 or not names <= context.name_stems(people[0]) or not _may_be(pronoun, people[0], view, context):
        return False
    own = context.name_stems(people[0])
    where = [k for k, item in enumerate(view) if item.word.stem in own]
    acts = next((k for k, item in enumerate(view) if item.does in ("verb", "auxiliary") or item.speech), len(view))
    return bool(where) and where[0] < acts and not any(_is_somebody(k, near, own, context) for k in range(len(near)))


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
        start = k
        while start and near[start].word.form[:1].isupper() and not near[start].word.breaks:
            start -= 1
        if near[start].word.key in _PLACES:
            return False
        opens = k == 0 or near[k - 1].sentence != item.sentence
        return not opens and not beside & own or opens and not is_light(item.word) and not beside & own
    lexicon = load_actor_lexicon()
    is_person = item.word.key in lexicon.roles or item.word.key in _BODIES
    return is_person and not beside & own


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
