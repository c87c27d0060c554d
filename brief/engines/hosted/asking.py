"""What the later stages share: a prompt filled in, sent and read, in batches where one request is too small.

A stage that comes after extraction is a help and no more: when it gets no answer, that is said and the run goes on.
Only what makes every call fail ends it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from brief.engines.hosted.batches import batch_entries
from brief.engines.hosted.exchange import Exchange, Message, Request, Stage
from brief.engines.hosted.numbering import choose_fence
from brief.engines.hosted.opening import OpenExchange
from brief.engines.hosted.reading import read_reply
from brief.engines.hosted.replies import Reply
from brief.engines.hosted.tokens import LEAST_CHARS_A_TOKEN
from brief.errors import EngineError, ReplyError
from brief.prompts import load_prompt
from brief.settings import Settings

__all__ = ["Asker"]

R = TypeVar("R", bound=Reply)

_LOG = logging.getLogger("brief.engines.hosted")
# What the messages' own frame and the reply's schema add to what is counted; measured on no server, so generous.
_SLACK_TOKENS = 200
# With so much room left nobody needs to know how much more there is.
_AMPLE_TOKENS = 4_000


class Asker:
    """Asks a model about one document with the project's prompts; `labels` are those used so far."""

    def __init__(
        self, exchange: Exchange, settings: Settings, *, language: str, count: Callable[[str], int], where: str
    ) -> None:
        self.count = count
        self.labels: dict[str, None] = {}
        self._exchange = exchange
        self._settings = settings
        self._language = language
        self._where = where

    @property
    def most_reply_tokens(self) -> int:
        """How long a reply may become, whatever it is about."""
        return self._settings.reply_tokens

    def warn(self, message: str) -> None:
        """Tell the user what the briefing will lack."""
        _LOG.warning("%s: %s", self._where, message)

    def room_tokens(self, name: Stage, reply_tokens: int) -> int:
        """How many tokens of data a request with this prompt can hold."""
        prompt = load_prompt(name)
        room = self._settings.context_tokens - reply_tokens - _SLACK_TOKENS
        at_most = (len(prompt.instructions) + len(prompt.data)) // LEAST_CHARS_A_TOKEN
        if room - at_most >= _AMPLE_TOKENS:
            return room - at_most  # counting takes longer than a short document's whole page does
        return room - self.count(prompt.instructions) - self.count(prompt.data)

    async def ask(self, name: Stage, reply: type[R], inputs: Mapping[str, str], *, max_output_tokens: int) -> R | None:
        """The reply to one prompt; None where none could be had, which is said aloud.

        Raises:
            ConfigError: If no request of the run can succeed.
        """
        prompt = load_prompt(name, output=reply.__name__)
        given = {"language": self._language, "fence": choose_fence(*inputs.values()), **inputs}
        rendered = prompt.render(**{key: value for key, value in given.items() if key in prompt.inputs})
        messages = (Message("system", rendered.instructions), Message("user", rendered.data))
        self.labels[prompt.label] = None
        request = Request(name, messages, reply, max_output_tokens)
        try:
            answer = await self._exchange.ask(request)
        except EngineError as error:
            self.warn(f"the call to {name} came to nothing ({error})")
            return None
        try:
            return read_reply(answer, reply)
        except ReplyError as error:
            if isinstance(self._exchange, OpenExchange):
                self._exchange.forget(request)
            self.warn(f"the call to {name} came to nothing ({error})")
            return None

    async def ask_in_batches(
        self, name: Stage, reply: type[R], entries: Sequence[str], *, field: str, tokens_an_entry: int
    ) -> list[R]:
        """The replies about all entries, as few as fit; `field` is the prompt's input that they go into.

        Args:
            name: The prompt.
            reply: What it is parsed to.
            entries: Each of them what one item of the reply is about.
            field: The prompt's input.
            tokens_an_entry: How long one item of the reply may become.
        """
        reply_tokens = min(self._settings.reply_tokens, 200 + tokens_an_entry * len(entries))
        most_entries = max(1, (reply_tokens - 200) // tokens_an_entry)
        room = self.room_tokens(name, reply_tokens)
        batches = [
            batch[at : at + most_entries]
            for batch in batch_entries(entries, count=self.count, most_tokens=room)
            for at in range(0, len(batch), most_entries)
        ]
        asked = [
            self.ask(name, reply, {field: "\n".join(entries[i] for i in batch)}, max_output_tokens=reply_tokens)
            for batch in batches
        ]
        return [answer for answer in await asyncio.gather(*asked) if answer is not None]
