"""What proposals hold besides claims: actors, dates, loaded wording, tensions, questions; verified or refused."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from brief.briefing import Actor, Claim, DateMention, Evidence, LoadedWording, OpenQuestion, Rejected, Tension
from brief.document import Document, Span
from brief.engines.proposal import ProposedQuestion, ProposedTension
from brief.grounding.address import is_name
from brief.grounding.aliases import is_alias, shared_names
from brief.grounding.bearers import bears
from brief.grounding.context import GuardContext
from brief.grounding.datings import check_dating, check_reading, read_date
from brief.grounding.frames import READ
from brief.grounding.intervals import Intervals
from brief.grounding.judging import is_plain_suggestion
from brief.grounding.locating import Locator
from brief.grounding.remarks import check_question, check_remark
from brief.grounding.sentences import function_class
from brief.grounding.words import split_words
from brief.language import analysis

__all__ = [
    "as_evidence",
    "ground_actors",
    "ground_dates",
    "ground_loaded",
    "ground_questions",
    "ground_tensions",
]

_QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())


def as_evidence(span: Span) -> Evidence:
    """A span as a briefing records it."""
    return Evidence(start=span.start, end=span.end, quote=span.quote)


def _stands(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end and document.text[span.start : span.end] == span.quote


def _sound(spans: Iterable[Span], what: str, document: Document, rejected: list[Rejected]) -> list[Span]:
    """The spans that hold what they quote; the others go on record."""
    sound = []
    for span in spans:
        if _stands(span, document):
            sound.append(span)
        else:
            rejected.append(
                Rejected(statement=what, reason="span_not_in_text", detail=f"{span.quote[:80]!r} at {span.start}")
            )
    return sound


def ground_actors(
    proposed: Iterable[analysis.Actor], document: Document, rejected: list[Rejected]
) -> tuple[Actor, ...]:
    """The actors whose name and mentions the text has, in the order of their first mention."""
    given = [*proposed]
    shared = shared_names((actor.name, actor.aliases) for actor in given)
    kept = []
    taken: set[int] = set()
    for actor in given:
        aliases = tuple(_aliases(actor, shared, document, rejected))
        mine = {word.stem for form in (actor.name, *aliases) for word in split_words(form)}
        mentions = []
        for span in _sound(actor.mentions, actor.name, document, rejected):
            if taken.isdisjoint(range(span.start, span.end)) and mine & {word.stem for word in split_words(span.quote)}:
                taken.update(range(span.start, span.end))
                mentions.append(span)
            else:
                rejected.append(
                    Rejected(
                        statement=actor.name, reason="mention_of_another", detail=f"{span.quote[:80]!r} at {span.start}"
                    )
                )
        if not mentions or not _is_named(actor.name, document.text):
            rejected.append(
                Rejected(statement=actor.name, reason="actor_not_in_text", detail="no mention of this name holds")
            )
            continue
        kept.append((sorted(mentions), actor, aliases))
    kept.sort(key=lambda each: each[0][0])
    places = sorted(span for mentions, _, _ in kept for span in mentions)
    return tuple(
        Actor(
            id=f"a{number}",
            name=actor.name,
            type=actor.type,
            aliases=aliases,
            roles=tuple(map(as_evidence, _roles(actor, mentions, places, document, rejected))),
            mentions=tuple(as_evidence(span) for span in mentions),
        )
        for number, (mentions, actor, aliases) in enumerate(kept, 1)
    )


def _roles(
    actor: analysis.Actor, mine: Sequence[Span], places: Sequence[Span], document: Document, rejected: list[Rejected]
) -> Iterator[Span]:
    """The roles that stand beside the actor's own mentions; a nameless actor's designation is one."""
    own = set(mine)
    names = [actor.name, *actor.aliases, *(m.quote for m in mine)]
    beside = [r.quote for r in actor.roles if not r.quote.casefold().startswith("the ")]
    known = frozenset(word.stem for form in (*names, *beside) for word in split_words(form))
    for role in _sound(actor.roles, actor.name, document, rejected):
        near = places[bisect_left(places, role.start - 90, key=_START) : bisect_left(places, role.end + 20, key=_START)]
        if bears(role, [m for m in near if m in own], [m for m in near if m not in own], document.text, known=known):
            yield role
        else:
            detail = f"{role.quote[:80]!r} at {role.start}"
            rejected.append(Rejected(statement=actor.name, reason="role_of_another", detail=detail))


_START = attrgetter("start")


def _aliases(
    actor: analysis.Actor, shared: frozenset[str], document: Document, rejected: list[Rejected]
) -> Iterator[str]:
    """The aliases that the text has and that can mean this actor and no other."""
    for alias in dict.fromkeys(actor.aliases):
        if alias == actor.name or not _is_named(alias, document.text):
            continue
        if alias in shared:
            rejected.append(Rejected(statement=actor.name, reason="alias_shared", detail=f"{alias[:80]!r}"))
        elif not is_alias(alias, actor.name):
            rejected.append(Rejected(statement=actor.name, reason="alias_unlike", detail=f"{alias[:80]!r}"))
        else:
            yield alias


def _is_named(name: str, text: str) -> bool:
    return (
        bool(name.strip())
        and is_name(name, text)
        and (name in text or " ".join(name.split()) in " ".join(text.split()))
    )


def ground_dates(
    proposed: Iterable[analysis.DateExpression], document: Document, rejected: list[Rejected]
) -> tuple[DateMention, ...]:
    """The date expressions that stand where they say, in text order; a value unlike its words is set aside."""
    kept = sorted((d for d in proposed if _sound([d.span], d.span.quote, document, rejected)), key=lambda d: d.span)
    return tuple(
        DateMention(
            id=f"d{number}", start=d.span.start, end=d.span.end, quote=d.span.quote, type=d.type, value=d.value,
            timex=d.timex, needs_anchor=d.needs_anchor, relation=d.relation,
        )
        for number, d in enumerate((_dated(each, document, rejected) for each in kept), 1)
    )  # fmt: skip


def _dated(
    expression: analysis.DateExpression, document: Document, rejected: list[Rejected]
) -> analysis.DateExpression:
    """The expression, without a value that its own words or the text speak against, and as the text has it read."""
    span, quote, value = expression.span, expression.span.quote, expression.value
    problem = next(check_dating(quote, value, document, document.published), None) if value else None
    reading = read_date(span.start, span.end, document, document.published)
    if reading is not None:
        expression = replace(
            expression, type=reading.type, relation=reading.relation, needs_anchor=reading.needs_anchor
        )
    against = check_reading(value, expression.timex, quote, reading)
    if problem is None and against is None:
        return expression
    problem = problem or ("date_value_mismatch", f"{against} for {quote[:60]!r}")
    rejected.append(Rejected(statement=quote, reason=problem[0], detail=problem[1]))
    return replace(expression, value=None, timex=None)


def ground_loaded(
    proposed: Iterable[analysis.Loaded], document: Document, rejected: list[Rejected]
) -> tuple[LoadedWording, ...]:
    """The loaded wording that stands where it says, in text order."""
    kept = sorted((w for w in proposed if _sound([w.span], w.span.quote, document, rejected)), key=lambda w: w.span)
    return tuple(
        LoadedWording(
            start=w.span.start, end=w.span.end, quote=w.span.quote, category=w.category, voice=w.voice,
            in_quotation=w.in_quotation, suggestion=_suggestion(w, rejected),
        )
        for w in kept
    )  # fmt: skip


def _suggestion(item: analysis.Loaded, rejected: list[Rejected]) -> str | None:
    if not item.suggestion or is_plain_suggestion(item.suggestion, item.span.quote):
        return item.suggestion
    rejected.append(
        Rejected(statement=item.span.quote, reason="suggestion_tells", detail=f"{item.suggestion[:80]!r} is dropped")
    )
    return None


def _index(claims: Sequence[Claim]) -> Intervals[int]:
    """The places among the claims of those whose evidence stands somewhere."""
    return Intervals((place.start, place.end, n) for n, claim in enumerate(claims) for place in claim.evidence)


def _claim_ids(spans: Sequence[Span], claims: Sequence[Claim], index: Intervals[int]) -> tuple[str, ...]:
    return tuple(claims[n].id for n in sorted({n for span in spans for n in index.over(span.start, span.end)}))


def ground_tensions(
    proposed: Iterable[ProposedTension],
    claims: Sequence[Claim],
    locator: Locator,
    context: GuardContext,
    rejected: list[Rejected],
) -> tuple[Tension, ...]:
    """The tensions whose places are found and whose wording tells nothing of its own."""
    kept: list[Tension] = []
    index = _index(claims)
    for item in proposed:
        spans, lost = locator.locate_all(item.evidence)
        if not spans or lost:
            rejected.append(
                Rejected(statement=item.statement, reason="evidence_not_found", detail="not every place of it is found")
            )
        elif refusals := check_remark(item.statement, spans, context, claims):
            rejected.append(Rejected(statement=item.statement, reason=refusals[0].reason, detail=refusals[0].detail))
        elif any(k.statement == item.statement for k in kept):
            rejected.append(
                Rejected(statement=item.statement, reason="duplicate", detail="the same tension is there already")
            )
        else:
            kept.append(
                Tension(
                    id=f"t{len(kept) + 1}", type=item.type, statement=item.statement,
                    claim_ids=_claim_ids(spans, claims, index), evidence=tuple(map(as_evidence, spans)),
                )
            )  # fmt: skip
    return tuple(kept)


def ground_questions(
    proposed: Iterable[ProposedQuestion],
    claims: Sequence[Claim],
    locator: Locator,
    context: GuardContext,
    rejected: list[Rejected],
) -> tuple[OpenQuestion, ...]:
    """The questions whose place is found and whose wording tells nothing of its own."""
    kept: list[OpenQuestion] = []
    index = _index(claims)
    for item in proposed:
        spans, lost = locator.locate_all(item.evidence)
        refusals = check_question(item.question, item.why, spans, context, claims)
        if not spans or lost:
            rejected.append(
                Rejected(statement=item.question, reason="evidence_not_found", detail="its place is not found")
            )
        elif context.language in READ and not _asks(item.question):
            rejected.append(Rejected(statement=item.question, reason="not_reported", detail="it asks nothing"))
        elif refusals:
            rejected.append(Rejected(statement=item.question, reason=refusals[0].reason, detail=refusals[0].detail))
        elif any(k.question == item.question for k in kept):
            rejected.append(
                Rejected(statement=item.question, reason="duplicate", detail="the same question is there already")
            )
        else:
            kept.append(
                OpenQuestion(
                    id=f"q{len(kept) + 1}", question=item.question, category=item.category, why=item.why,
                    claim_ids=_claim_ids(spans, claims, index), evidence=tuple(map(as_evidence, spans)),
                )
            )  # fmt: skip
    return tuple(kept)


def _asks(question: str) -> bool:
    """Whether words open as a question does: "Orr is the thief?" is a statement with a mark behind it."""
    first = next(iter(split_words(question)), None)
    return first is None or first.key in _QUESTION_WORDS or bool(function_class(first.key, first.stem))
