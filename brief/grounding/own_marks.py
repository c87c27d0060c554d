"""Whose a word is that a statement puts between marks of our own: "The article describes Lind as “a rival”".

Whose words a statement tells otherwise is left to `attributing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.grounding.attributing import Telling, governing
from brief.grounding.context import GuardContext, Refusal
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.voices import find_reports
from brief.language.modality import base_form

__all__ = ["check_description", "check_own_marks"]

_CALLING = frozenset(map(base_form, "call describe name brand dub".split()))
_CONTINUE = base_form("continue")


def check_own_marks(telling: Telling, context: GuardContext) -> Iterator[Refusal]:
    """Whether "The article says …" puts marks of ours around a word that somebody is told to have said.

    A reader would take it for that person's word; it may stand where the document has the marks, or where the whole is
    quoted, so that the marks are plainly ours.
    """
    if all(inside for i, inside in enumerate(telling.quoted) if i not in telling.free):
        return
    for sentence, places in telling.used_in_quotation().items():
        view, reports = context.view(sentence), context.passage((sentence,)).once(find_reports)
        for k in places:
            voice = governing(k, reports)
            if voice is not None and voice.place not in places and not view[k].quoted and _tells(voice.place, view):
                yield Refusal("quotation_not_speech", f"{view[k].word.form!r} is told of somebody, and not quoted")
                return


def _tells(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a word is a finite verb of saying and what follows is what was said: not "spoke to reporters after"."""
    word = view[place].word
    if word.key.endswith("ing") or word.stem == _CONTINUE or (place and view[place - 1].word.key == "to"):
        return False
    following = view[place + 1] if place + 1 < len(view) else None
    return following is None or following.word.key == "of" or following.does not in ("preposition", "verb", "auxiliary")


def check_description(telling: Telling, context: GuardContext) -> Iterator[Refusal]:
    """Whether it is the outlet that calls somebody so, and not somebody it quotes or tells of."""
    for sentence, places in telling.used_in_quotation().items():
        view = context.view(sentence)
        for k in places:
            quotation = context.quotation_at(view[k].start, view[k].end) if view[k].quoted else None
            if quotation is not None and quotation.speech:
                yield Refusal("attribution_lost", f"{view[k].word.form!r} is what somebody else says")
                return
        for report in context.passage((sentence,)).once(find_reports):
            describes = report.group == "describing" or view[report.place].word.stem in _CALLING
            # In what somebody is told to have said, it may be he who calls her so: "Dunn said Kern, a liar, had left".
            tells = not report.is_aside and any(not is_light(view[k].word) for k in report.subject)
            told = [k for k in places if k in report.content and k != report.place and k not in report.subject]
            if told and (describes or tells and _is_appended(told[0], view)):
                yield Refusal("attribution_lost", f"{view[report.place].word.form!r} has a subject of its own")
                return


def _is_appended(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether words stand behind a name and a comma, with "a" before them: "Kern, a liar, …"."""
    first = place - 1 if place and view[place - 1].word.key in ("a", "an") else place
    opens = view[first].word.key in ("a", "an") and view[first].word.gap == ","
    return opens and first > 0 and view[first - 1].word.form[:1].isupper()
