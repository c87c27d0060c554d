"""What goes on a page of a briefing, in which order, and what of it a first reading can do without.

What is said first is what a reader must hear; how a page looks is for the module of each format. Nothing is told twice:
a question that a tension raises stands with the tension, a summary does not repeat the headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from brief.briefing import Briefing, OpenQuestion, Tension
from brief.renderers.facts import (
    UNREAD_TITLE,
    actor_items,
    date_items,
    provenance_items,
    refusal_items,
    unread_items,
    unread_notice,
)
from brief.renderers.page import Code, Entry, Heading, Item, Items, Page, Paragraph, Text
from brief.renderers.references import References
from brief.renderers.telling import claim_blocks, shown_claims

if TYPE_CHECKING:
    from brief.document import Document

__all__ = ["compose_page"]

_TENSIONS = {
    "source_disagreement": "sources disagree",
    "timeline_discrepancy": "times differ",
    "naming_inconsistency": "names differ",
    "certainty_mismatch": "more certain in one place than in another",
    "headline_body_mismatch": "headline and text differ",
    "framing_conflict": "framed in two ways",
    "framing_asymmetry": "framed unevenly",
    "asserted_contrast": "a contrast the article draws",
    "internal_tension": "the article against itself",
}
_MAX_QUESTIONS = 4

Block = Heading | Paragraph | Items


def compose_page(
    briefing: Briefing, *, document: Document | None = None, everything: bool = False, prefix: str = ""
) -> Page:
    """The page of a briefing.

    Args:
        briefing: What to tell.
        document: What it is of; where given, sentences that could not be read are shown by their first words.
        everything: Tell every claim, actor and date, each whole.
        prefix: Put before each reference, so that several pages can stand in one file.
    """
    references = References(briefing, prefix=prefix, everything=everything)
    told = len(shown_claims(briefing, everything=everything))
    sections: list[tuple[str, Sequence[Block]]] = [
        ("Tensions", _listed(_tension_items(briefing, references))),
        ("Open questions", _listed(_question_items(briefing, references, everything=everything))),
        ("Actors", _listed(actor_items(briefing, references, everything=everything))),
        ("Dates", date_items(briefing, references, everything=everything)),
        (UNREAD_TITLE, _listed(unread_items(briefing, references, document=document))),
        ("What was refused", _listed(refusal_items(briefing)) if everything else ()),
        ("How it was made", _listed(provenance_items(briefing, n_told=told))),
    ]
    blocks = [
        *_head(briefing, references),
        *claim_blocks(briefing, references, everything=everything),
        *(block for title, content in sections if content for block in (_title(title), *content)),
    ]
    return Page(blocks, tuple(references.proofs()))


def _title(words: str) -> Heading:
    return Heading(2, Entry((Text(words),)))


def _listed(items: Sequence[Item]) -> Sequence[Block]:
    return [Items(tuple(items))] if items else []


def _head(briefing: Briefing, references: References) -> Iterator[Block]:
    headline = briefing.headline
    yield Heading(1, Entry((Text(headline.text),), references.claims(headline.claim_ids)))
    if notice := unread_notice(briefing):
        yield Paragraph((Entry(notice),))
    summary = tuple(
        Entry((Text(line.text),), references.claims(line.claim_ids))
        for line in briefing.summary
        if line.text.removesuffix(".") != headline.text
    )
    if summary:
        yield Paragraph(summary)


def _tension_items(briefing: Briefing, references: References) -> list[Item]:
    return [
        Item((Entry((Text(f"{tension.statement} ({_TENSIONS[tension.type]})"),), references.tension(tension)),))
        for tension in briefing.tensions
    ]


def _question_items(briefing: Briefing, references: References, *, everything: bool) -> list[Item]:
    if everything:
        return [_question_item([item], references) for item in briefing.open_questions]
    raised = [item for item in briefing.open_questions if _is_raised(item, briefing.tensions)]
    left = [item for item in briefing.open_questions if item not in raised]
    # What is asked for one and the same reason is asked in one breath, where the first of them stands.
    first = {key: place for place, key in reversed(list(enumerate(map(_cause, left))))}
    left.sort(key=lambda item: first[_cause(item)])
    groups = [list(group) for _, group in groupby(left, key=_cause)]
    items = [_question_item(group, references) for group in groups[:_MAX_QUESTIONS]]
    if hidden := len(briefing.open_questions) - sum(len(group) for group in groups[:_MAX_QUESTIONS]):
        words = (Text(f"{'And ' if items else ''}{hidden} more ("), Code("--all"), Text(" shows them)"))
        items.append(Item((Entry(words),)))
    return items


def _is_raised(question: OpenQuestion, tensions: Sequence[Tension]) -> bool:
    """Whether a tension stands on the same claims, and so asks the same."""
    asked = {*question.claim_ids}
    return (
        len(asked) > 1
        and question.category in ("conflicting_accounts", "missing_identity", "unresolved_reference")
        and any(asked == {*tension.claim_ids} for tension in tensions)
    )


def _cause(question: OpenQuestion) -> tuple[str, str]:
    return question.category, question.why


def _question_item(questions: Sequence[OpenQuestion], references: References) -> Item:
    """Questions with the reason they share, which stands once."""
    *others, last = questions
    why = f" {last.why}" if last.why else ""
    entries = [Entry((Text(item.question),), references.question(item)) for item in others]
    if not others:
        return Item((Entry((Text(f"{last.question}{why}"),), references.question(last)),))
    entries.append(Entry((Text(last.question),), references.question(last), (Text(why),)))
    return Item(tuple(entries))
