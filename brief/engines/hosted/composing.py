"""The page's first lines, asked of a model that sees the accepted claims and not the document.

Whether a line says more than its claims is for the gate; what is not written is made of claims by `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brief.engines.hosted.asking import Asker
from brief.engines.hosted.numbering import as_line
from brief.engines.hosted.pointing import fill_in
from brief.engines.hosted.replies import ComposeReply, LineItem, TensionItem
from brief.engines.proposal import Pointer, ProposedLine, ProposedPage, ProposedTension

if TYPE_CHECKING:
    from brief.briefing import Claim, OpenQuestion, Tension
    from brief.document import Document

__all__ = ["compose_page"]

_WEIGHTS = ("core", "supporting", "low")
_REPLY_TOKENS = 1_500
_ID = re.compile(r"c\d+")


async def compose_page(
    claims: Sequence[Claim],
    questions: Sequence[OpenQuestion],
    tensions: Sequence[Tension],
    document: Document,
    asker: Asker,
) -> ProposedPage:
    """Headline, summary and tensions, and which questions the claims answer; nothing where nobody answers."""
    reply_tokens = min(_REPLY_TOKENS, asker.most_reply_tokens)
    told = _told(claims, asker, reply_tokens)
    reply = await asker.ask(
        "compose",
        ComposeReply,
        {
            "claims": "\n".join(_entry(claim) for claim in told),
            "questions": "\n".join(f"{q.id}: {as_line(q.question)}" for q in questions) or "(none)",
            "tensions": "\n".join(f"{t.id}: {as_line(t.statement)}" for t in tensions) or "(none)",
        },
        max_output_tokens=reply_tokens,
    )
    if reply is None:
        return ProposedPage()
    by_id = {claim.id: claim for claim in told}
    return ProposedPage(
        headline=_line(reply.headline, by_id) if reply.headline else None,
        summary=[_line(item, by_id) for item in reply.summary],
        tensions=[tension for item in reply.tensions if (tension := _tension(item, by_id, document)) is not None],
        answered=[(item.question, item.claim) for item in reply.answered if item.claim in by_id],
    )


def _told(claims: Sequence[Claim], asker: Asker, reply_tokens: int) -> list[Claim]:
    """The claims that fit into one request, the weightier first, in reading order."""
    room = asker.room_tokens("compose", reply_tokens)
    if sum(len(_entry(claim).encode()) for claim in claims) <= room:
        return [*claims]  # no token is shorter than a byte, so there is nothing to be counted
    chosen: set[str] = set()
    for weight in _WEIGHTS:
        for claim in claims:
            if claim.salience != weight:
                continue
            room -= asker.count(_entry(claim))
            if room < 0 and chosen:
                return [each for each in claims if each.id in chosen]
            chosen.add(claim.id)
    return [each for each in claims if each.id in chosen]


def _entry(claim: Claim) -> str:
    source = claim.attribution.source or claim.attribution.source_type
    hedged = ", hedged" if claim.hedged else ""
    return f"{claim.id} [{claim.salience}, {claim.kind}{hedged}, {as_line(source)}]: {as_line(claim.statement)}"


def _line(item: LineItem, by_id: Mapping[str, Claim]) -> ProposedLine:
    """A line with the statements' words put in where it points at them, or with the first statement itself."""
    statements = [by_id[i].statement for i in item.claims if i in by_id]
    say = item.say or next(iter(statements), "")
    return ProposedLine(fill_in(say, statements), tuple(item.claims))


def _tension(item: TensionItem, by_id: Mapping[str, Claim], document: Document) -> ProposedTension | None:
    """A tension between claims as one between the places that say them."""
    places = [
        Pointer(sentence.index)
        for i in _ID.findall(item.at)
        if i in by_id
        for span in by_id[i].evidence
        for sentence in document.sentences_over(span.start, span.end)
    ]
    say = fill_in(item.say, (by_id[i].statement for i in _ID.findall(item.at) if i in by_id))
    return ProposedTension(item.is_, say, tuple(dict.fromkeys(places))) if places else None
