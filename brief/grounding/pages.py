"""The first lines that an engine writes of claims that stand: each held against the claims it cites.

A line that says more than its claims gives way to their statements. What is not written at all is for `compose`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from brief.briefing import Claim, OpenQuestion, Rejected, Sentence, Tension
from brief.engines.proposal import ProposedLine, ProposedPage
from brief.grounding import layers
from brief.grounding.gate import Grounding, settle_refusals
from brief.grounding.lines import bare, check_line
from brief.grounding.material import Material
from brief.grounding.sentences import function_class, is_light
from brief.grounding.words import Word, split_words
from brief.language.modality import base_form, load_groups

__all__ = ["ground_page"]

# A summary is for a reader in a hurry; what a model writes beyond this is told in the claims all the same.
_MOST_LINES = 8
_MOST_HEADLINE_WORDS = 40
_LEAST_SHARED = 2


def ground_page(page: ProposedPage, grounding: Grounding, material: Material) -> Grounding:
    """A grounding with the headline, the summary and the tensions that an engine wrote, as far as they hold.

    Args:
        page: Of any engine; nothing in it is believed.
        grounding: Whose claims the page is of.
        material: What that grounding was made from.
    """
    rejected: list[Rejected] = []
    claims = {claim.id: claim for claim in grounding.claims}
    summary = tuple(_without_repeats(_lines(page.summary, claims, material, rejected)))
    for line in summary[_MOST_LINES:]:
        rejected.append(Rejected(statement=line.text, reason="summary_too_long", detail="its claims are told below"))
    return replace(
        grounding,
        headline=_headline(page.headline, claims, material, rejected),
        summary=summary[:_MOST_LINES],
        tensions=tuple(_tensions(page, grounding, material, rejected)),
        questions=tuple(_unanswered(page.answered, grounding.questions, claims, rejected)),
        rejected=(*grounding.rejected, *settle_refusals(rejected, grounding.claims)),
    )


def _refusal(
    line: ProposedLine, cited: Sequence[Claim], material: Material, rejected: list[Rejected]
) -> Rejected | None:
    """Why a line may not stand, put on record; None when it may."""
    if not cited:
        refused = Rejected(statement=line.text, reason="uncited", detail="it cites no claim that exists")
    elif refusals := check_line(line.text, cited, context=material.context, actors=material.actors):
        refused = Rejected(statement=line.text, reason=refusals[0].reason, detail=refusals[0].detail)
    else:
        return None
    rejected.append(refused)
    return refused


def _headline(
    line: ProposedLine | None, claims: Mapping[str, Claim], material: Material, rejected: list[Rejected]
) -> Sentence | None:
    if line is None or not line.text.strip():
        return None
    cited = [claims[i] for i in dict.fromkeys(line.claim_ids) if i in claims]
    if len(line.text.split()) > _MOST_HEADLINE_WORDS:
        rejected.append(Rejected(statement=line.text, reason="headline_too_long", detail=""))
        return None
    if cited and all(claim.kind == "judgement" for claim in cited) and len(claims) > len(cited):
        # The outlet's verdict must not become ours.
        rejected.append(Rejected(statement=line.text, reason="headline_judges", detail="its claims are judgements"))
        return None
    if _refusal(line, cited, material, rejected):
        return None
    return Sentence(text=" ".join(line.text.split()).removesuffix("."), claim_ids=tuple(c.id for c in cited))


def _lines(
    proposed: Sequence[ProposedLine], claims: Mapping[str, Claim], material: Material, rejected: list[Rejected]
) -> Iterator[Sentence]:
    for line in proposed:
        cited = [claims[i] for i in dict.fromkeys(line.claim_ids) if i in claims]
        if line.text.strip() and not _refusal(line, cited, material, rejected):
            yield Sentence(text=" ".join(line.text.split()), claim_ids=tuple(claim.id for claim in cited))
            continue
        for claim in cited:
            yield Sentence(text=claim.statement, claim_ids=(claim.id,))


def _without_repeats(lines: Iterator[Sentence]) -> Iterator[Sentence]:
    seen: set[str] = set()
    for line in lines:
        if bare(line.text) not in seen:
            seen.add(bare(line.text))
            yield line


def _tensions(
    page: ProposedPage, grounding: Grounding, material: Material, rejected: list[Rejected]
) -> Iterator[Tension]:
    yield from grounding.tensions
    known = {tension.statement for tension in grounding.tensions}
    new = [item for item in page.tensions if item.statement not in known]
    found = layers.ground_tensions(new, grounding.claims, material.locator, material.context, rejected)
    for number, tension in enumerate(found, len(grounding.tensions) + 1):
        yield tension.model_copy(update={"id": f"t{number}"})


def _unanswered(
    answered: Sequence[tuple[str, str]],
    questions: Sequence[OpenQuestion],
    claims: Mapping[str, Claim],
    rejected: list[Rejected],
) -> Iterator[OpenQuestion]:
    """The questions that no claim answers; one that is answered goes on record with the claim."""
    for question in questions:
        named = (claims[i] for asked, i in answered if asked == question.id and i in claims)
        answer = next((claim for claim in named if _may_answer(claim, question)), None)
        if answer is None:
            yield question
        else:
            rejected.append(
                Rejected(statement=question.question, reason="answered", detail=f"claim {answer.id} answers it")
            )


def _may_answer(claim: Claim, question: OpenQuestion) -> bool:
    """Whether a claim is of what a question asks and of another place than the one that raised it."""
    if any(a.start < b.end and b.start < a.end for a in claim.evidence for b in question.evidence):
        return False
    asked, told = ({w.stem for w in split_words(t) if _counts(w)} for t in (question.question, claim.statement))
    asked -= _asking()
    # One common word that is no name is no answer; nor is a claim that is not sure of itself.
    named = {w.stem for w in split_words(question.question)[1:] if w.form[:1].isupper()}
    return (len(asked & told) >= _LEAST_SHARED or bool(asked & told & named)) and not claim.hedged


@cache
def _asking() -> frozenset[str]:
    """The words in which questions are put, whatever they are on."""
    groups = load_groups("remark_words")
    return frozenset(base_form(word) for entries in groups.values() for word in entries)


def _counts(word: Word) -> bool:
    return not is_light(word) and not function_class(word.key, word.stem)
