"""Passages to requests to proposals: everything that a document says, as a model reads it part by part.

The parts run at once and independently; how many calls are under way is the exchange's affair. A part that fails for
good leaves its own sentences unread, one that is answered only in part is asked for the rest.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from brief.engines.hosted.exchange import Message, Request
from brief.engines.hosted.merging import merge_actors, merge_questions, merge_spans, merge_tensions
from brief.engines.hosted.numbering import choose_fence, number_sentences
from brief.engines.hosted.opening import OpenExchange
from brief.engines.hosted.outcomes import Refused
from brief.engines.hosted.parts import PartProposals, read_part
from brief.engines.hosted.passages import Passage, cut_passages, halve, rest_of
from brief.engines.hosted.pointing import Pointing, parse_places
from brief.engines.hosted.quoted import QuotationIndex
from brief.engines.hosted.reading import Reading, read_items
from brief.engines.hosted.replies import ExtractReply, Reply
from brief.engines.proposal import Proposals
from brief.errors import ConfigError, EngineError, EngineUnavailable, ReplyError
from brief.language.dates import extract_dates
from brief.prompts import Prompt, RenderedPrompt, load_prompt

if TYPE_CHECKING:
    from brief.document import Document
    from brief.engines.hosted.exchange import Exchange
    from brief.language.analysis import DateExpression
    from brief.settings import Settings

__all__ = ["cut_document", "extract_proposals", "passage_request", "render_passage"]

UNREAD: Final = "the engine could not read it"

# How long a reply becomes for each token of its numbered passage: 3.9 of a wire report, 6.2 of a slanted article in
# which every second word is loaded (the examples of the prompt `extract`). What a longer one lacks is asked for again.
_REPLY_SHARE: Final = 6.0
_CONTEXT_SHARE: Final = 0.2
_LEAST_PASSAGE_TOKENS: Final = 60
# Of the prompt and its schema; o200k_base has 4.1.
_LEAST_CHARS_A_TOKEN: Final = 3
# What the messages' own frame adds; measured on no server, so generous.
_FRAME_TOKENS: Final = 50
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
    run = _Run(document, exchange, settings, warn)
    asked = [asyncio.ensure_future(run.read(p)) for p in cut_document(document, settings, count=count)]
    try:
        parts = [part for each in await asyncio.gather(*asked) for part in each]
    except BaseException:
        # One part found out that none can succeed, or the run was interrupted: nothing may go on behind its back.
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        raise
    read = [part.proposals for part in parts if part.proposals is not None]
    if parts and not read:
        first = next(part.error for part in parts if part.error is not None)
        kind = EngineUnavailable if isinstance(first, EngineUnavailable) else EngineError
        raise kind(f"{document.source or document.id}: no part of the text could be read: {first}") from first
    return _merged(read, [item for part in parts for item in part.unread], run)


def cut_document(document: Document, settings: Settings, *, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """The passages of a document that are sent, as long as request and reply can hold.

    Raises:
        ConfigError: If the prompt and the reply leave no room for a passage.
    """
    room = settings.context_tokens - settings.reply_tokens - _FRAME_TOKENS
    by_reply = int(settings.reply_tokens / _REPLY_SHARE)
    own = f"{_prompt().instructions}\n{_prompt().data}\n{_schema()}"
    # Counting the instructions takes longer than reading a short article, and matters only where room is scarce.
    own_tokens = len(own) // _LEAST_CHARS_A_TOKEN
    if room - own_tokens < by_reply * (1 + _CONTEXT_SHARE):
        own_tokens = count(own)
    most = min(int((room - own_tokens) / (1 + _CONTEXT_SHARE)), by_reply)
    if (room - own_tokens) < _LEAST_PASSAGE_TOKENS * (1 + _CONTEXT_SHARE):
        least = settings.context_tokens - room + own_tokens + math.ceil(_LEAST_PASSAGE_TOKENS * (1 + _CONTEXT_SHARE))
        raise ConfigError(
            f"the prompt alone takes {own_tokens + _FRAME_TOKENS} tokens, and a reply may take"
            f" {settings.reply_tokens} (BRIEF_REPLY_TOKENS); set BRIEF_CONTEXT_TOKENS to at least {least}"
        )
    most = max(most, _LEAST_PASSAGE_TOKENS)
    return cut_passages(document, most_tokens=most, context_tokens=int(most * _CONTEXT_SHARE), count=count)


@lru_cache(maxsize=1)
def _schema() -> str:
    """The schema of the reply, which goes along with a request where the server takes it."""
    return json.dumps(ExtractReply.model_json_schema(), separators=(",", ":"))


def render_passage(passage: Passage, document: Document, settings: Settings) -> RenderedPrompt:
    """The prompt about one passage."""
    prompt = _prompt()
    lines = number_sentences(passage.sentences)
    around = number_sentences(passage.context) or "(nothing)"
    return prompt.render(
        language=_wording_language(document, settings),
        published=document.published.isoformat() if document.published else "not known",
        dates="leave the list `dates` empty" if document.language == "en" else "list the expressions of time",
        fence=choose_fence(lines, around),
        context=around,
        passage=lines,
    )


def passage_request(rendered: RenderedPrompt, settings: Settings) -> Request:
    """The request that a rendered passage makes."""
    messages = (Message("system", rendered.instructions), Message("user", rendered.data))
    return Request("extract", messages, ExtractReply, settings.reply_tokens)


def _wording_language(document: Document, settings: Settings) -> str:
    language = settings.output_language or document.language
    return "the language of the passage" if language == "und" else language


def _prompt() -> Prompt:
    return load_prompt("extract", output=ExtractReply.__name__)


@dataclass
class _Run:
    """One document on its way through the model."""

    document: Document
    exchange: Exchange
    settings: Settings
    warn: Callable[[str], None]
    pointing: Pointing = field(init=False)

    def __post_init__(self) -> None:
        self.pointing = Pointing(self.document)
        self.language = self.settings.output_language or self.document.language
        self.quotations = QuotationIndex(self.document)
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
            self.warn(f"{len(passage.numbers)} sentences could not be read ({error})")
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
        request = passage_request(render_passage(passage, self.document, self.settings), self.settings)
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


def _merged(read: Sequence[PartProposals], unread: Sequence[tuple[int, str]], run: _Run) -> Proposals:
    """All parts as one: actors under their full names, questions and tensions once."""
    merged = merge_actors((part.actors for part in read), run.document)
    names = merged.full_names
    found: Iterable[DateExpression] = (
        extract_dates(run.document) if run.document.language == "en" else (d for part in read for d in part.dates)
    )
    dates, loaded = merge_spans(found, (item for part in read for item in part.loaded))
    return Proposals(
        claims=[
            replace(claim, source=names.get(claim.source, claim.source)) if claim.source else claim
            for part in read
            for claim in part.claims
        ],
        actors=merged.actors,
        dates=dates,
        loaded=loaded,
        tensions=merge_tensions([part.tensions for part in read]),
        questions=merge_questions([part.questions for part in read]),
        unread=sorted(unread),
        language=run.language,
        prompts=(_prompt().label,),
    )
