"""What a careful reader would ask next, and the text does not answer: few questions, the weightiest first.

Each quotes the words that raise it; none is asked twice in other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from brief.briefing import QuestionCategory
from brief.document import Span
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words
from brief.engines.proposal import ProposedQuestion, ProposedTension
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Attribution

__all__ = ["ask_questions"]

_Asker = Callable[[Reading, Sequence[Draft]], Iterator[ProposedQuestion]]

_MOST = 12
_PHRASE_WORDS = 12
_ACCUSING = frozenset({"accuse", "blame", "criticise", "criticize", "condemn", "denounce", "charge", "attack"})
_OPINION = frozenset({"opinion_as_fact", "unsupported_inference"})


def ask_questions(
    reading: Reading, drafts: Sequence[Draft], tensions: Sequence[ProposedTension]
) -> list[ProposedQuestion]:
    """The open questions of a document, weightiest first, at most twelve."""
    first: tuple[_Asker, ...] = (_dates, _roles, _collectives, _names, _holders, _terms)
    last: tuple[_Asker, ...] = (_grounds, _replies, _quantities, _outcomes)
    found = [
        *chain.from_iterable(asker(reading, drafts) for asker in first),
        *_accounts(reading, tensions),
        *chain.from_iterable(asker(reading, drafts) for asker in last),
    ]
    return found[:_MOST]


def _ask(
    reading: Reading, question: str, category: QuestionCategory, why: str, spans: Iterable[Span]
) -> Iterator[ProposedQuestion]:
    pointers = [pointer for span in spans if (pointer := reading.pointer(span.start, span.end))]
    if pointers:
        yield ProposedQuestion(question, category, why, pointers)


def _listed(quotes: Sequence[str]) -> str:
    """Quoted words as a list in running text."""
    marked = [quote_words(" ".join(quote.split())) for quote in dict.fromkeys(quotes)]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"


def _dates(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
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
    listed = _listed([span.quote for span in first])
    verb = "does" if len(first) == 1 else "do"
    yield from _ask(
        reading,
        f"When was this published, and which date {verb} {listed} mean?",
        "missing_date",
        "The text carries no publication date, so what is counted from it stays open.",
        first,
    )


def _roles(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    seen: set[str] = set()
    for attribution in reading.analysis.attributions:
        if attribution.source_type != "role_only" or not attribution.source or attribution.holder:
            continue
        span = attribution.source[0]
        if not _is_role(reading, attribution) or _names_somebody(reading, span):
            continue
        key = " ".join(span.quote.casefold().split()).removeprefix("the ").removeprefix("a ")
        if key in seen or key in ("he", "she", "they", "it", "we", "i") or len(seen) >= 2:
            continue
        seen.add(key)
        yield from _ask(
            reading,
            f"Who is {quote_words(span.quote)}?",
            "missing_identity",
            "A title is given without a name.",
            (span,),
        )


def _names_somebody(reading: Reading, span: Span) -> bool:
    """Whether a source has a person's name in it: "the mayor of Ostby, Ana Ruiz"."""
    return any(reading.words[i].ent_type_ == "PERSON" for i in reading.tokens_in(span.start, span.end))


def _is_role(reading: Reading, attribution: Attribution) -> bool:
    """Whether a source is a post that one person can hold: "the minister", not "the letter" nor "my father"."""
    if attribution.source_index < 0:
        return False
    head = reading.words[attribution.source_index]
    owned = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children)
    return not owned and head.lemma_.casefold() in load_actor_lexicon().roles


def _collectives(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    spans: dict[str, Span] = {}
    for attribution in reading.analysis.attributions:
        if attribution.source_type in ("unnamed_collective", "government_collective") and attribution.source:
            span = attribution.source[0]
            head = reading.words[attribution.source_index] if attribution.source_index >= 0 else None
            if (
                len(span.quote.split()) <= 5
                and head is not None
                and head.tag_ == "NNS"
                and head.lower_ != "others"
                and not any(child.like_num or child.dep_ == "poss" for child in head.children)
            ):
                spans.setdefault(span.quote.casefold(), span)
    if spans:
        first = list(spans.values())[:4]
        yield from _ask(
            reading,
            f"Who exactly are {_listed([span.quote for span in first])}?",
            "missing_identity",
            "They are quoted as a group, and nobody in it is named.",
            first,
        )


def _names(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    """A source known by one name and no post."""
    holders = {draft.source for draft in drafts if draft.source}
    for actor in reading.analysis.actors:
        named = any(a.source_type == "named_person" and a.holder == actor.name for a in reading.analysis.attributions)
        vague = not actor.roles or not any(c.isupper() for c in actor.roles[0].quote)
        if (
            actor.type == "person"
            and actor.name[:1].isupper()
            and actor.name in holders
            and " " not in actor.name
            and named
            and vague
        ):
            role = f", beyond {quote_words(actor.roles[0].quote)}" if actor.roles else ""
            yield from _ask(
                reading,
                f"Who is {actor.name}{role}?",
                "missing_identity",
                "A source is given by one name only.",
                (*actor.roles[:1], actor.mentions[0]),
            )
            return


def _holders(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    for draft in drafts:
        held = draft.attribution
        if held is not None and held.source_type == "implicit" and held.cue and held.content:
            start = min(span.start for span in (*held.cue, *held.content))
            end = max(span.end for span in (*held.cue, *held.content))
            span = reading.document.span(start, end)
            if len(span.quote) <= 120 and len(span.quote.split()) >= 3:
                yield from _ask(
                    reading,
                    f"Who says so: {quote_words(' '.join(span.quote.split()))}?",
                    "missing_source",
                    "No holder is named.",
                    (span,),
                )
                return


def _terms(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    for item in reading.analysis.loaded:
        if item.category == "euphemism" and item.voice == "outlet":
            words = item.span.quote.lower() if item.span.quote.istitle() else item.span.quote
            yield from _ask(
                reading,
                f"What does {quote_words(item.span.quote)} consist of?",
                "undefined_term",
                f"The term is used and not explained: {words}.",
                (item.span,),
            )
            return


def _accounts(reading: Reading, tensions: Sequence[ProposedTension]) -> Iterator[ProposedQuestion]:
    for tension in tensions:
        quotes = [pointer.fragment for pointer in tension.evidence if pointer.fragment]
        if len(quotes) < 2 or tension.type not in ("naming_inconsistency", "timeline_discrepancy", "internal_tension"):
            continue
        spans = [
            span
            for span in (_located(reading, pointer.sentence, pointer.fragment) for pointer in tension.evidence)
            if span
        ]
        listed = _listed(quotes)
        if tension.type == "naming_inconsistency":
            yield from _ask(
                reading, f"Are {listed} one or two?", "unresolved_reference", "Two spellings are used.", spans
            )
        else:
            yield from _ask(reading, f"Which holds: {listed}?", "conflicting_accounts", "The text gives both.", spans)


def _located(reading: Reading, sentence: int, fragment: str | None) -> Span | None:
    span = reading.document.sentences[sentence - 1].span
    if fragment is None:
        return span
    start = reading.document.text.find(fragment, span.start, span.end)
    return reading.document.span(start, start + len(fragment)) if start >= 0 else None


def _grounds(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    judged = [
        i.span for i in reading.analysis.loaded if i.category in _OPINION and i.voice == "outlet" and not i.in_quotation
    ]
    body = [span for span in judged if not (found := reading.sentence_of(span.start)) or not found.heading]
    if body:
        first = sorted(sorted({_phrase(reading, span) for span in body}, key=lambda span: -len(span.quote))[:2])
        yield from _ask(
            reading,
            f"What is the basis for {_listed([span.quote for span in first])}?",
            "missing_evidence",
            "The article says it in its own voice and gives no ground.",
            first,
        )


def _phrase(reading: Reading, span: Span) -> Span:
    """A loaded word with what it governs, as far as a short phrase goes: "a significant escalation in the region"."""
    tokens = reading.tokens_in(span.start, span.end)
    if not tokens:
        return span
    root = reading.doc[tokens[0] : tokens[-1] + 1].root
    if root.pos_ == "ADJ" and root.head.pos_ == "NOUN":
        root = root.head
    last = root.right_edge
    words = range(tokens[0], last.i + 1)
    if last.i < tokens[-1] or len(words) > _PHRASE_WORDS or any(reading.words[i].text in '.;:"“”' for i in words):
        return span
    return reading.document.span(span.start, last.idx + len(last))


def _replies(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
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
                yield from _ask(
                    reading,
                    f"What does {actor.name} say to this?",
                    "missing_party",
                    "Somebody is blamed and not heard.",
                    (mention,),
                )
                return


def _quantities(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    for item in reading.analysis.loaded:
        if item.category == "vague_quantity" and not item.in_quotation:
            span = _phrase(reading, item.span)
            yield from _ask(
                reading,
                f"How much or how many is {quote_words(span.quote)}?",
                "missing_quantity",
                "A quantity is given without a figure.",
                (span,),
            )
            return


def _outcomes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedQuestion]:
    plans = [draft for draft in drafts if draft.kind == "plan" and draft.has_date and not draft.is_aside]
    for draft in plans:
        deadlines = [d for a, b in draft.evidence for d in reading.dates_in(a, b) if d.relation == "deadline"]
        if deadlines:
            chosen = deadlines[0]
            span = reading.document.span(draft.evidence[0][0], draft.evidence[-1][1])
            holder = draft.source or "the article"
            holder = holder if holder[:1].isupper() or " " in holder else f"the {holder}"
            yield from _ask(
                reading,
                f"What has been done so far towards what {holder} announced for {quote_words(chosen.span.quote)}?",
                "missing_outcome",
                "A plan is reported and its progress is not.",
                (span,),
            )
            return
