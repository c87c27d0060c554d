"""Whether a statement leaves every word with the voice that has it in the document.

Each sentence that gives a statement content is judged by itself: two sentences may not lend one the speaker and the
other the words. In a voice within a voice, the inner one holds what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from brief.grounding.context import GuardContext, Holder, Refusal
from brief.grounding.derivation import Derivation
from brief.grounding.framing import was_said
from brief.grounding.holders import holder_stems, is_holder
from brief.grounding.passages import Passage
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.voices import Report, find_reports
from brief.grounding.words import Word, split_words
from brief.language.dialogue import is_speaker
from brief.language.modality import base_form

__all__ = [
    "Telling",
    "check_voices",
    "governing",
    "speaking_subject",
    "speaks_in",
    "subject_reports",
]

_WINDOW_SENTENCES = 4
# A name of fewer words may be a part of many a subject.
_LEAST_NAME = 3
# Groups of verbs of saying that "said" may stand for.
_SAID = frozenset(("plain", "held", "describing"))
# "Varga lied" and "Varga joked" report nothing that he says.
_NO_SAYING = frozenset(("unserious",))
_HEARING = frozenset(map(base_form, "hear learn overhear".split()))
# The forms of a pronoun that opens a sentence on the same person.
_PERSONAL = {"he": ("he", "his"), "she": ("she", "her")}
# Pronouns for whom an earlier sentence that opens with the same one is passed over.
_GOES_ON = {**_PERSONAL, "it": ("it",), "they": ("they",)}
_ADDRESSES = {"mr": "he", "sir": "he", "mrs": "she", "ms": "she", "miss": "she"}
_VAGUE = frozenset("reportedly reported said".split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement and where its words come from; `free` are the places of its own "X said"."""

    words: Sequence[Word]
    quoted: Sequence[bool]
    free: frozenset[int]
    derivation: Derivation
    passage: Passage

    def used(self) -> dict[int, list[int]]:
        """By sentence, the places within it of the words of content that the statement takes from it."""
        evidence, free = self.passage.words, self.free
        taken = [j for i, j in enumerate(self.derivation.taken) if j is not None and i not in free]
        return self._places([j for j in taken if not is_light(evidence[j].word)])

    def used_in_quotation(self) -> dict[int, list[int]]:
        """The same for the words of the statement's quotations, whatever they are."""
        return self._places([j for i, j in enumerate(self.derivation.taken) if j is not None and self.quoted[i]])

    def _places(self, taken: Iterable[int]) -> dict[int, list[int]]:
        evidence, starts = self.passage.words, self.passage.starts
        found: dict[int, list[int]] = {}
        for place in taken:
            item = evidence[place]
            if not item.in_date:
                found.setdefault(item.sentence, []).append(place - starts[item.sentence])
        return found


def check_voices(telling: Telling, holder: Holder, *, speaks: bool, context: GuardContext) -> Iterator[Refusal]:
    """Whether somebody's words became the outlet's, or another's.

    Args:
        speaks: Whether the statement itself has a verb of saying of its holder's.
    """
    names = holder_stems(holder)
    if holder.is_outlet and not any(_reports(sentence, context) for sentence in telling.passage.starts):
        return
    used = telling.used()
    for sentence, places in used.items():
        view = context.view(sentence)
        if len(used) > 1 and all(view[k].word.form[:1].isupper() for k in places):
            continue  # only the name that another sentence has a pronoun for
        reports = _reports(sentence, context)
        refusal = None
        if names and not _is_told_by(holder, sentence, places, reports, context):
            refusal = _wrong(holder, sentence)
        if refusal is None and names:
            refusal = _find_unsaid(holder, sentence, places, reports, context)
        if refusal is None and names and speaks:
            refusal = _find_chain(holder, sentence, places, reports, context)
        if refusal is None and not (names and speaks):
            refusal = _find_lost(telling, holder, sentence, places, reports, context)
        if refusal is not None:
            yield refusal
            return


def _reports(sentence: int, context: GuardContext) -> Sequence[Report]:
    return context.passage((sentence,)).once(find_reports)


def subject_reports(sentence: int, place: int, context: GuardContext) -> Sequence[Report]:
    """The voices of a sentence whose subject is the word at this place, and nothing else."""
    return [report for report in _reports(sentence, context) if tuple(report.subject) == (place,)]


def speaking_subject(place: int, sentence: int, holder: Holder, context: GuardContext) -> Sequence[int]:
    """The places of a holder's name as the subject of the verb of saying at this place; empty where it has another."""
    view = context.view(sentence)
    for report in _reports(sentence, context):
        if report.place == place and not report.is_passive and is_holder(report.subject, view, holder, context):
            return report.subject
    return ()


def _wrong(holder: Holder, sentence: int) -> Refusal:
    return Refusal("wrong_speaker", f"{holder.name!r} is not the one who says it in sentence {sentence}")


def _find_lost(
    telling: Telling,
    holder: Holder,
    sentence: int,
    places: Sequence[int],
    reports: Sequence[Report],
    context: GuardContext,
) -> Refusal | None:
    """A voice of the sentence whose words the statement takes and whom it does not name."""
    view = context.view(sentence)
    for report in reports:
        told = [k for k in places if k in report.content and k not in report.subject and k != report.place]
        if not told or _keeps(report, places, view):
            continue
        subject = [k for k in report.subject if not is_light(view[k].word)]
        if holder.source_type == "implicit" and not holder.is_outlet and not subject:
            continue
        return Refusal("attribution_lost", f"{view[report.place].word.form!r} and who does it are gone")
    if holder.source_type == "implicit" and not holder.is_outlet:
        vague = [
            word.form
            for i, word in enumerate(telling.words)
            if word.key in _VAGUE and telling.derivation.taken[i] is None and not telling.quoted[i]
        ]
        if vague and not any(not report.subject for report in reports):
            return Refusal("attribution_added", f"{vague[0]!r} stands for nobody in the evidence")
    return None


def _find_chain(
    holder: Holder, sentence: int, places: Sequence[int], reports: Sequence[Report], context: GuardContext
) -> Refusal | None:
    """A voice over the holder's that the statement leaves out: "Pell said Dunn had written that p"."""
    if len(reports) < 2:
        return None
    view = context.view(sentence)
    mine = [r for r in reports if _is_by(r, holder, sentence, context)]
    used = [r for r in mine if any(governing(k, reports) is r for k in places)]
    for outer in reports:
        if outer in mine or outer.place in places or not used or outer.is_passive:
            continue
        subject = [k for k in outer.subject if not is_light(view[k].word) and not view[k].in_date]
        if subject and all(_is_within(inner, outer, view) for inner in used):
            return Refusal("attribution_lost", f"{view[outer.place].word.form!r}, which tells of it, is gone")
    return None


def _is_within(inner: Report, outer: Report, view: Sequence[EvidenceWord]) -> bool:
    """Whether a voice and its subject stand in the words of another; one that stands behind holds it past a mark."""
    if inner.place not in outer.content or inner.place in outer.subject:
        return False
    own = [k for k in inner.subject if not is_light(view[k].word)]
    if not own or not all(k in outer.content and k not in outer.subject for k in own):
        return False
    if outer.place > inner.place:
        first = outer.subject[0] if outer.subject else outer.place
        return view[first].word.breaks or view[outer.place].word.breaks
    # Past a mark, an "and" or an "after" the sentence may go on without the first voice.
    between = view[outer.place + 1 : own[0] + 1]
    return not any(item.word.breaks or item.quoted or item.does in ("coordinator", "subordinator") for item in between)


def _find_unsaid(
    holder: Holder, sentence: int, places: Sequence[int], reports: Sequence[Report], context: GuardContext
) -> Refusal | None:
    """A verb of the holder's that the statement left out and that "said" may not stand for: "…, Dunn doubted".

    Where the verb stands before what it reports, the words are cut behind it, and `joins` looks at it. "He asked" may
    be "said" before the question as it was asked.
    """
    view = context.view(sentence)
    said = {report.place for report in reports}
    for report in reports:
        if report.place in places:
            continue
        unsaid = report.is_aside and not was_said(report.place, view, holder_stems(holder, with_roles=True))
        if report.group in _SAID and not unsaid:
            continue
        told = [k for k in places if k not in said and governing(k, reports) is report]
        if report.group != "unserious" and not unsaid and (not report.is_aside or all(view[k].quoted for k in told)):
            continue
        if told and _is_by(report, holder, sentence, context):
            return Refusal("certainty_changed", f"{view[report.place].word.form!r} does not tell that it is so")
    return None


def governing(place: int, reports: Iterable[Report]) -> Report | None:
    """The innermost voice that has a word: an aside has it only where no other has."""
    over = [r for r in reports if place in r.content and place not in r.subject and place != r.place]
    return max(over, key=lambda r: (not r.is_aside, r.place), default=None)


def _keeps(report: Report, places: Sequence[int], view: Sequence[EvidenceWord]) -> bool:
    """Whether the statement has the voice itself among the words it takes."""
    subject = [k for k in report.subject if not is_light(view[k].word) and not view[k].in_date]
    if view[report.place].word.key.endswith("ing"):
        return report.place in places
    return report.place in places and (not subject or any(k in places for k in subject))


def _is_told_by(
    holder: Holder, sentence: int, places: Sequence[int], reports: Sequence[Report], context: GuardContext
) -> bool:
    """Whether the holder says what stands at these places of a sentence."""
    view = context.view(sentence)
    mine = [r for r in reports if _is_by(r, holder, sentence, context)]
    other = [r for r in reports if r not in mine and r.place not in places]
    inner = [k for k in places if any(k in r.content for r in reports)]
    for k in inner:
        voice = governing(k, (*mine, *other))
        if voice is not None and voice not in mine:
            return False
    if any(k in r.content or k == r.place for k in places for r in mine):
        return any(_has_say(r, places, reports) for r in mine)
    if all(view[k].quoted for k in places):
        return _quotes(holder, view[places[0]], sentence, context)
    return False


def _has_say(report: Report, places: Sequence[int], reports: Sequence[Report]) -> bool:
    """Whether a voice holds a word that is taken, or leads to the voice that does: "Holt said Varga lied" is no word
    of Varga's."""
    told = {k for k in places if k in report.content and k != report.place}
    if report.is_passive and not told:
        return False  # "Asked by Holt, Varga said p"
    others = [r for r in reports if r is not report]
    if not any(report.place in r.content and report.place not in r.subject for r in others):
        return True
    return report.group not in _NO_SAYING and bool(told)


def _is_by(report: Report, holder: Holder, sentence: int, context: GuardContext) -> bool:
    view = context.view(sentence)
    content = [k for k in report.subject if not is_light(view[k].word) and not view[k].in_date]
    if not report.is_passive and _stands_beside(report.place, view, holder):
        return True
    if content:
        return is_holder(report.subject, view, holder, context)
    if report.subject and all(view[k].does == "coordinator" for k in report.subject):
        # "Kern accepted that the pier leaks, and said …": the subject is that of the verb before.
        before = [r for r in _reports(sentence, context) if r.place < report.place]
        return bool(before) and _is_by(_outermost(before, view)[-1], holder, sentence, context)
    pronoun = next((view[k].word.key for k in report.subject if view[k].does == "pronoun"), None)
    if report.is_passive or pronoun is None:
        return False
    return _is_meant(pronoun, holder, sentence, context)


def _stands_beside(place: int, view: Sequence[EvidenceWord], holder: Holder) -> bool:
    """Whether a holder's whole name of several words stands right before a verb: "…, people briefed on it said".

    It begins behind a mark or with the sentence, so that it is no part of a longer subject.
    """
    name = [word.key for word in split_words(holder.name or "")]
    first = place - len(name)
    if len(name) < _LEAST_NAME or first < 0 or [item.word.key for item in view[first:place]] != name:
        return False
    return first == 0 or view[first].word.breaks


def _is_meant(pronoun: str, holder: Holder, sentence: int, context: GuardContext) -> bool:
    """Whether the pronoun that speaks in a sentence can be the holder: who spoke last, or was named first.

    A sentence that opens with the same pronoun goes on with the same person: "Holt left. He fell out with Pell. He …".
    """
    for index in range(sentence - 1, max(0, sentence - 1 - _WINDOW_SENTENCES), -1):
        view = context.view(index)
        if view and view[0].word.key in _GOES_ON.get(pronoun, ()) and not view[0].quoted:
            continue
        for report in reversed(_outermost(_reports(index, context), view)):
            if any(not is_light(view[k].word) for k in report.subject):
                return is_holder(report.subject, view, holder, context)
        if named := _first_named(pronoun, index, context):
            return bool(named & holder_stems(holder, with_roles=True))
    return False


def _outermost(reports: Sequence[Report], view: Sequence[EvidenceWord]) -> Sequence[Report]:
    """The voices that stand in no other's words: "Kern warned that estimates fell" is Kern's, not the estimates'.

    An aside holds what is before it only where a mark parts the two: not in "was lower than reported".
    """

    def holds(outer: Report, place: int) -> bool:
        first = outer.subject[0] if outer.subject else outer.place
        parted = view[first].word.breaks or view[outer.place].word.breaks
        return place in outer.content and place not in outer.subject and (parted or place > outer.place)

    return [r for r in reports if not any(holds(o, r.place) for o in reports if o is not r)] or reports


def _first_named(pronoun: str, index: int, context: GuardContext) -> frozenset[str]:
    """The stems of the first name of an actor in a sentence, outside quotation marks, whom a pronoun can mean.

    "He" is no ministry, and "Mrs Holt" no "he".
    """
    view = context.view(index)
    known = context.people_stems if pronoun in _PERSONAL and context.people_stems else context.roster.stems
    end = 0
    for k, item in enumerate(view):
        if k < end or item.word.stem not in known or item.quoted or is_light(item.word):
            continue
        end = k
        while end < len(view) and view[end].word.stem in known and (end == k or not view[end].word.breaks):
            end += 1
        if not (k and pronoun in _PERSONAL and _ADDRESSES.get(view[k - 1].word.key, pronoun) != pronoun):
            return frozenset(view[at].word.stem for at in range(k, end))
    return frozenset()


def _quotes(holder: Holder, item: EvidenceWord, sentence: int, context: GuardContext) -> bool:
    """Whether a sentence within quotation marks is the holder's: by the tag next to it, or by the one before."""
    quotation = context.quotation_at(item.start, item.end)
    if quotation is None:
        return False
    if quotation.inner == quotation.span:
        label = context.label_before(quotation)
        return label is not None and is_speaker(context.document, label, (*holder.forms, *holder.roles))
    over = context.document.sentences_over(quotation.span.start, quotation.span.end)
    near = [s.index for s in over] or [sentence]
    before = range(near[0] - 1, max(0, near[0] - 1 - _WINDOW_SENTENCES), -1)
    after = [near[-1] + 1] if near[-1] < len(context.document.sentences) else []
    for index in dict.fromkeys([*near, *before, *after]):
        view = context.view(index)
        tags = [
            report
            for report in _reports(index, context)
            if any(not is_light(view[k].word) or view[k].does == "pronoun" for k in report.subject)
        ]
        if index in after:
            tags = tags[:1]
        if tags:
            nearest = min(tags, key=lambda r: abs(view[r.place].start - item.start))
            return _is_by(nearest, holder, index, context)
    return False


def speaks_in(holder: Holder, sentence: int, context: GuardContext) -> bool:
    """Whether the holder has a voice anywhere in a sentence, or the sentence is a stretch of what he is quoted with."""
    view = context.view(sentence)
    reports = _reports(sentence, context)
    saying = [r for r in reports if r.content - {*r.subject} or not r.is_passive]
    said = [r for r in saying if r.group not in _NO_SAYING or len(reports) == 1]
    if any(_is_by(report, holder, sentence, context) for report in said):
        return True
    if not reports and not any(item.quoted or item.word.stem in _HEARING for item in view):
        # "Farmers, however, remain divided": no verb of saying, but it is they whom the sentence is about.
        return is_holder([k for k, item in enumerate(view) if item.clause == 0], view, holder, context)
    inside = next((item for item in view if item.quoted), None)
    return inside is not None and _quotes(holder, inside, sentence, context)
