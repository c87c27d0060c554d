"""Passages to requests to proposals: everything that a document says, as a model reads it part by part.

The parts run at once and independently; how many calls are under way is the exchange's affair. A part that fails for
good leaves its own sentences unread, one that is answered only in part is asked for the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from brief.engines.hosted.enquiries import Enquiry
from brief.engines.hosted.exchange import Message, Request
from brief.engines.hosted.merging import merge_actors, merge_questions, merge_spans, merge_tensions
from brief.engines.hosted.numbering import count_of
from brief.engines.hosted.opening import OpenExchange
from brief.engines.hosted.outcomes import Refused
from brief.engines.hosted.parts import PartProposals, read_part
from brief.engines.hosted.passages import Passage, halve, rest_of
from brief.engines.hosted.pointing import Pointing, parse_places
from brief.engines.hosted.quoted import QuotationIndex
from brief.engines.hosted.reading import Reading, read_items
from brief.engines.hosted.replies import ExtractReply, Reply
from brief.engines.proposal import Proposals
from brief.errors import ConfigError, EngineError, EngineUnavailable, ReplyError
from brief.language.dates import extract_dates

if TYPE_CHECKING:
    from brief.document import Document
    from brief.engines.hosted.exchange import Exchange
    from brief.language.analysis import DateExpression
    from brief.settings import Settings

__all__ = ["extract_proposals"]

UNREAD: Final = "the engine could not read it"

# The calls go out before a thread takes the processor: loading the client alone takes longer than this, and no timer
# fires while it does.
_HEAD_START_S: Final = 0.02
_ALL: Final = frozenset(ExtractReply.model_fields)


@dataclass(frozen=True, slots=True)
class _Part:
    """What came of one passage: proposals, or why there are none."""

    proposals: PartProposals | None
    unread: Sequence[tuple[int, str]] = ()
    error: EngineError | None = None


async def extract_proposals(
    document: Document,
    exchange: Exchange,
    settings: Settings,
    *,
    count: Callable[[str], int],
    warn: Callable[[str], None] = lambda _: None,
) -> Proposals:
    """What the model says that the document says; a part that fails for good leaves its sentences unread.

    Args:
        document: Any language; offsets are found by code, never believed.
        exchange: Whoever asks the model.
        settings: The lengths of a request and a reply, the language of the wording.
        count: How many tokens a wording has.
        warn: Is told in full why a part could not be read; the sentences' own reason is a few words.

    Returns:
        `prompts` and `language` are filled in, `model` and `usage` are the caller's business.

    Raises:
        ConfigError: If no request of the run can succeed.
        EngineError: If nothing at all came back.
    """
    run = _Run(document, exchange, settings, warn, Enquiry(settings, count=count))
    asked = [asyncio.ensure_future(run.read(passage)) for passage in run.enquiry.cut(document)]
    dating = asyncio.ensure_future(_date_meanwhile(document, asked))
    try:
        passages = await asyncio.gather(*asked)
        dates = await dating
    except BaseException:
        # One part found out that none can succeed, or the run was interrupted: nothing may go on behind its back.
        for task in (*asked, dating):
            task.cancel()
        await asyncio.gather(*asked, dating, return_exceptions=True)
        raise
    parts = [part for each in passages for part in each]
    if parts and not any(part.proposals for part in parts):
        first = next(part.error for part in parts if part.error is not None)
        kind = EngineUnavailable if isinstance(first, EngineUnavailable) else EngineError
        raise kind(f"{document.source or document.id}: no part of the text could be read: {first}") from first
    unread = [item for part in parts for item in part.unread]
    read = [[part.proposals for part in each if part.proposals is not None] for each in passages]
    return _merged(read, unread, dates, run)


async def _date_meanwhile(
    document: Document, asked: Sequence[asyncio.Future[list[_Part]]]
) -> Sequence[DateExpression] | None:
    """The dates of a document in English, read while the calls are under way; None where the model is to find them."""
    if document.language != "en":
        return None
    if asked:
        await asyncio.wait(asked, timeout=_HEAD_START_S)
    return await asyncio.to_thread(extract_dates, document)


@dataclass
class _Run:
    """One document on its way through the model."""

    document: Document
    exchange: Exchange
    settings: Settings
    warn: Callable[[str], None]
    enquiry: Enquiry
    pointing: Pointing = field(init=False)

    def __post_init__(self) -> None:
        self.pointing = Pointing(self.document)
        self.language = self.settings.output_language or self.document.language
        # Only statements in English on English words can be checked, so only those are composed.
        self.is_english = self.language.partition("-")[0] == "en" and self.document.language in ("en", "und")

    async def read(self, passage: Passage, wanted: frozenset[str] = _ALL) -> list[_Part]:
        """What comes of a passage, in as many parts as it takes; of a reply only the wanted fields count."""
        try:
            reading = await self._ask(passage)
        except ConfigError:
            raise
        except EngineError as error:
            reason = f"{UNREAD}: {_in_a_word(error)}"
            self.warn(f"{count_of(len(passage.numbers), 'sentence')} could not be read ({error})")
            unread = [(number, reason) for number in passage.numbers] if "claims" in wanted else []
            return [_Part(None, unread, error)]
        rest, kept = _split_reading(reading, passage)
        parts = [_Part(self._part(_only(kept, wanted), passage))] if _has_items(kept) or not rest else []
        missing = wanted & {*reading.unfinished, "actors"}
        if rest is None or missing == {"actors"}:
            return parts
        if len(rest.sentences) > 1:
            halves = await asyncio.gather(*(self.read(half, missing) for half in halve(rest)))
            return [*parts, *(part for half in halves for part in half)]
        if len(passage.sentences) > 1:
            return [*parts, *await self.read(rest, missing)]
        self.warn("the reply about one sentence was cut off by its length; allow a longer one (BRIEF_REPLY_TOKENS)")
        reason = f"{UNREAD}: the reply about it was cut off by its length"
        unread = [(number, reason) for number in rest.numbers] if "claims" in missing else []
        return [*parts, _Part(None, unread, EngineUnavailable(reason))]

    async def _ask(self, passage: Passage) -> Reading[ExtractReply]:
        """The reply about a passage; one that cannot be read is asked for once more, and told why."""
        request = self.enquiry.request(passage, self.document)
        answer = await self.exchange.ask(request)
        try:
            return read_items(answer, ExtractReply)
        except ReplyError as error:
            self._forget(request)
            again = Message(
                "user", f"Your reply could not be read ({error}). Reply with the JSON object and nothing else."
            )
        request = replace(request, messages=(*request.messages, again))
        answer = await self.exchange.ask(request)
        try:
            return read_items(answer, ExtractReply)
        except ReplyError:
            self._forget(request)
            raise

    @cached_property
    def quotations(self) -> QuotationIndex:
        """What the document puts between marks; looked for when the first answer is there."""
        return QuotationIndex(self.document)

    def _forget(self, request: Request) -> None:
        """Lets another run ask for what was of no use in this one."""
        if isinstance(self.exchange, OpenExchange):
            self.exchange.forget(request)

    def _part(self, reading: Reading[ExtractReply], passage: Passage) -> PartProposals:
        return read_part(
            reading,
            passage,
            self.pointing,
            quotations=self.quotations,
            english=self.is_english,
        )


def _in_a_word(error: EngineError) -> str:
    """Why a part could not be read, in words that have nothing of an answer or an address in them."""
    if isinstance(error, ReplyError):
        return "the reply was of no use"
    if isinstance(error, Refused):
        return f"the endpoint refused the request, status {error.status}"
    return "no answer was to be had"


def _split_reading(reading: Reading[ExtractReply], passage: Passage) -> tuple[Passage | None, Reading[ExtractReply]]:
    """What of a passage a reply that broke off did not come to, and the reply without what it did not finish there.

    Claims, and at the end loaded wording, are asked for in the order of the text: what was under way in the last
    sentence that they have come to may not be all of it, so that sentence is asked for once more. Where they come in
    another order, nobody can tell what is still to come, and all of them are asked for once more.
    """
    if not reading.unfinished:
        return None, reading
    name = "claims" if "claims" in reading.unfinished else "loaded"
    if name == "loaded" and len(reading.unfinished) > 1:
        return passage, reading
    reached = [_first_own(item.at, passage) for item in getattr(reading.reply, name)]
    last = max((number for number in reached if number is not None), default=None)
    if last is None or len(passage.sentences) == 1:
        return passage, reading
    known = [number for number in reached if number is not None]
    if any(later < earlier for earlier, later in pairwise(known)):
        return passage, replace(reading, reply=reading.reply.model_copy(update={name: []}))
    items = [
        item
        for item, number in zip(getattr(reading.reply, name), reached, strict=True)
        if number is None or number < last
    ]
    return rest_of(passage, last), replace(reading, reply=reading.reply.model_copy(update={name: items}))


def _first_own(pointers: str, passage: Passage) -> int | None:
    own = range(passage.sentences[0].index, passage.sentences[-1].index + 1)
    return next((place.sentence for place in parse_places(pointers) if place.sentence in own), None)


def _only(reading: Reading[ExtractReply], wanted: frozenset[str]) -> Reading[ExtractReply]:
    """A reading without the fields that another reading has already."""
    if wanted >= _ALL:
        return reading
    without: dict[str, list[Reply]] = {name: [] for name in _ALL - wanted}
    dropped = [item for item in reading.dropped if item.field in wanted]
    return replace(reading, reply=reading.reply.model_copy(update=without), dropped=dropped)


def _has_items(reading: Reading[ExtractReply]) -> bool:
    return bool(reading.dropped) or any(items for _, items in reading.reply)


def _merged(
    passages: Sequence[Sequence[PartProposals]],
    unread: Sequence[tuple[int, str]],
    dates: Sequence[DateExpression] | None,
    run: _Run,
) -> Proposals:
    """All passages as one: actors under their full names, questions and tensions once."""
    read = [part for each in passages for part in each]
    merged = merge_actors((part.actors for part in read), run.document)
    names = merged.full_names
    found = dates if dates is not None else (date for part in read for date in part.dates)
    kept, loaded = merge_spans(found, (item for part in read for item in part.loaded))
    return Proposals(
        claims=[
            replace(claim, source=names.get(claim.source, claim.source)) if claim.source else claim
            for part in read
            for claim in part.claims
        ],
        actors=merged.actors,
        dates=kept,
        loaded=loaded,
        tensions=merge_tensions([part.tensions for part in read]),
        questions=merge_questions([part.questions for part in read]),
        unread=sorted(unread),
        language=run.language,
        prompts=(run.enquiry.prompt.label,),
        parts=[sum(len(part.claims) for part in each) for each in passages],
    )
