"""What a careful reader would ask next, and the text does not answer: few questions, the weightiest first.

Each quotes the words that raise it; none is asked twice in other words. Who is not named is for `nameless`, what the
text itself leaves open for `unanswered`; here they are weighed against each other and against what pulls apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from brief.document import Span
from brief.engines.embedded.asking import Asked, ask, listed, unquoted
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.nameless import ask_bodies, ask_one_name, ask_sources
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import clipped
from brief.engines.embedded.statements import quote_words
from brief.engines.embedded.unanswered import ask_figures, ask_grounds, ask_origins, ask_stated, ask_terms
from brief.engines.embedded.unexplained import ask_causes, ask_earlier
from brief.engines.proposal import ProposedQuestion, ProposedTension

__all__ = ["ask_questions"]

_Asker = Callable[[Reading, Sequence[Draft]], Iterator[Asked]]

_LEAST, _MOST = 3, 12
_WORDS_A_QUESTION = 40
_MOST_OF_A_KIND = {"missing_identity": 5, "conflicting_accounts": 4, "missing_source": 3}
_MOST_OF_ANOTHER = 3
_ACCUSING = frozenset({"accuse", "blame", "criticise", "criticize", "condemn", "denounce", "charge", "attack"})


def ask_questions(
    reading: Reading, drafts: Sequence[Draft], tensions: Sequence[ProposedTension]
) -> list[ProposedQuestion]:
    """The open questions of a document, weightiest first, at most twelve and fewer for a short text."""
    askers: tuple[_Asker, ...] = (
        *(_dates, ask_sources, ask_bodies, ask_one_name, ask_stated, ask_origins),
        *(ask_figures, ask_terms, ask_grounds, ask_causes, ask_earlier, _replies, _outcomes),
    )
    found = [*_accounts(reading, tensions), *chain.from_iterable(asker(reading, drafts) for asker in askers)]
    most = max(_LEAST, min(_MOST, round(len(reading.document.text.split()) / _WORDS_A_QUESTION)))
    chosen: list[ProposedQuestion] = []
    kinds: Counter[str] = Counter()
    raised: list[Span] = []
    for asked in sorted(found, key=lambda asked: (-asked.weight, asked.place.start)):
        kind = asked.question.category
        is_raised = kind != "conflicting_accounts" and any(asked.place.overlaps(span) for span in raised)
        if kinds[kind] < _MOST_OF_A_KIND.get(kind, _MOST_OF_ANOTHER) and not is_raised and len(chosen) < most:
            chosen.append(asked.question)
            kinds[kind] += 1
            if len(asked.question.evidence) == 1:
                raised.append(asked.place)
    return chosen


def _dates(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    if reading.document.published is not None:
        return
    open_ = [
        d
        for d in reading.analysis.dates
        if d.needs_anchor and d.type == "DATE" and not (d.timex or "").endswith("_REF")
    ]
    if not open_:
        return
    first = list({d.span.quote.casefold(): d.span for d in reversed(open_)}.values())[::-1][:3]
    words = listed([span.quote for span in first])
    verb = "does" if len(first) == 1 else "do"
    yield from ask(
        reading,
        9.0,
        f"When was this published, and which date {verb} {words} mean?",
        "missing_date",
        "The text carries no publication date, so what is counted from it stays open.",
        first,
    )


def _accounts(reading: Reading, tensions: Sequence[ProposedTension]) -> Iterator[Asked]:
    for tension in tensions:
        spans = [
            span
            for span in (_located(reading, pointer.sentence, pointer.fragment) for pointer in tension.evidence)
            if span
        ]
        if len(spans) < 2 or tension.type in ("framing_asymmetry", "framing_conflict", "asserted_contrast"):
            continue
        words = listed([unquoted(clipped(reading, span)) for span in spans])
        first = {span.quote.split()[0].strip('“”"‘’,') for span in spans}
        if tension.type == "naming_inconsistency" and len(first) == 1:
            question = f"Who is meant by {quote_words(first.pop())} where nothing else is said?"
            yield from ask(reading, 4.6, question, "unresolved_reference", "Two people have the name.", spans)
        elif tension.type == "naming_inconsistency":
            question = f"Are {words} one or two?"
            yield from ask(reading, 4.6, question, "unresolved_reference", "Two spellings are used.", spans)
        else:
            question = f"Which holds: {words}?"
            yield from ask(reading, 4.8, question, "conflicting_accounts", "The text gives both.", spans)


def _located(reading: Reading, sentence: int, fragment: str | None) -> Span | None:
    span = reading.document.sentences[sentence - 1].span
    if fragment is None:
        return span
    start = reading.document.text.find(fragment, span.start, span.end)
    return reading.document.span(start, start + len(fragment)) if start >= 0 else None


def _replies(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Somebody is accused and not heard."""
    holders = {draft.source for draft in drafts if draft.source}
    for actor in reading.analysis.actors:
        if actor.name in holders or actor.type == "other" or set(actor.aliases) & holders:
            continue
        for mention in actor.mentions:
            tokens = reading.tokens_in(mention.start, mention.end)
            if not tokens:
                continue
            root = reading.doc[tokens[0] : tokens[-1] + 1].root
            if root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_.casefold() in _ACCUSING:
                yield from ask(
                    reading,
                    3.6,
                    f"What does {actor.name} say to this?",
                    "missing_party",
                    "Somebody is blamed and not heard.",
                    (mention,),
                )
                return


def _outcomes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    plans = [draft for draft in drafts if draft.kind == "plan" and draft.has_date and not draft.is_aside]
    for draft in plans:
        deadlines = [d for a, b in draft.evidence for d in reading.dates_in(a, b) if d.relation == "deadline"]
        if deadlines:
            chosen = deadlines[0]
            span = reading.document.span(draft.evidence[0][0], draft.evidence[-1][1])
            holder = draft.source or "the article"
            holder = holder if holder[:1].isupper() or " " in holder else f"the {holder}"
            yield from ask(
                reading,
                3.3,
                f"What has been done so far towards what {holder} announced for {quote_words(chosen.span.quote)}?",
                "missing_outcome",
                "A plan is reported and its progress is not.",
                (span,),
            )
            return
