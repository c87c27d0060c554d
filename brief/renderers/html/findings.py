"""What pulls apart in a document and what it leaves open, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from brief.briefing import Evidence, OpenQuestion, Tension
from brief.renderers.html.labels import QUESTIONS, TENSIONS
from brief.renderers.html.markup import Content, Html, element, join
from brief.renderers.html.register import Register

__all__ = ["questions", "tensions"]

# What is shown of the sentences around a piece of evidence, on either side.
_AROUND_CHARS = 160


def tensions(register: Register) -> Html:
    """Each tension with its pieces of evidence side by side."""
    return join([_tension(item, register) for item in register.briefing.tensions])


def _tension(tension: Tension, register: Register) -> Html:
    return element(
        "article",
        element("h3", TENSIONS[tension.type]),
        element("p", tension.statement, dir="auto"),
        element("div", [_side(span, tension, register) for span in tension.evidence], class_="sides"),
        class_="tension",
    )


def _side(span: Evidence, tension: Tension, register: Register) -> Html:
    claims = [register.claims[name] for name in tension.claim_ids]
    held = [c for c in claims if any(e.start < span.end and span.start < e.end for e in c.evidence)]
    holders = dict.fromkeys(register.speaker(claim).name for claim in held)
    return element(
        "blockquote",
        element("p", list(_in_context(span, register)), dir="auto"),
        element(
            "footer",
            [[element("b", name, dir="auto"), ", "] for name in holders],
            register.passage(register.where(span), [span]),
            register.references(claim.id for claim in held) if held else None,
        ),
    )


def _in_context(span: Evidence, register: Register) -> Iterator[Content]:
    """The sentence around a piece of evidence, which stands out in it."""
    text, coverage = register.document.text, register.briefing.coverage
    first, last = register.sentences(span)
    start = min(span.start, coverage[first - 1].sentence.start) if coverage else span.start
    end = max(span.end, coverage[last - 1].sentence.end) if coverage else span.end
    before, after = text[start : span.start], text[span.end : end]
    if len(before) > _AROUND_CHARS:
        before = "… " + before[-_AROUND_CHARS:].partition(" ")[2]
    if len(after) > _AROUND_CHARS:
        after = after[:_AROUND_CHARS].rpartition(" ")[0] + " …"
    yield from (before, element("mark", span.quote), after)


def questions(register: Register) -> Html:
    """Each open question with why it is open and where."""
    items = [_question(question, register) for question in register.briefing.open_questions]
    return element("ol", items, class_="questions")


def _question(question: OpenQuestion, register: Register) -> Html:
    places = [
        [" ", register.passage(f"s{register.sentences(span)[0]}", [span], class_="passage place")]
        for span in question.evidence
    ]
    return element(
        "li",
        element("p", element("span", QUESTIONS[question.category], class_="tag"), class_="tags"),
        element("p", question.question, class_="question", dir="auto"),
        element("p", element("span", question.why, dir="auto"), places, register.references(question.claim_ids)),
    )
