"""What is asked about a document: in which prompt, in passages of which length, and the request that each makes.

Everything follows from the settings alone. What comes of the answers is for `extraction`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from brief.engines.hosted.exchange import Message, Request
from brief.engines.hosted.numbering import choose_fence, number_sentences
from brief.engines.hosted.passages import Passage, cut_passages
from brief.engines.hosted.replies import ExtractReply
from brief.engines.hosted.tokens import LEAST_CHARS_A_TOKEN
from brief.errors import ConfigError
from brief.prompts import Prompt, load_prompt

if TYPE_CHECKING:
    from brief.document import Document
    from brief.settings import Settings

__all__ = ["Enquiry"]

# How long a reply becomes for each token of its numbered passage: 3.9 of a wire report, 6.2 of a slanted article in
# which every second word is loaded (the examples of the prompt `extract`). What a longer one lacks is asked for again.
_REPLY_SHARE: Final = 6.0
_CONTEXT_SHARE: Final = 0.2
_LEAST_PASSAGE_TOKENS: Final = 60
# Where the long prompt leaves less than a few paragraphs, the short one reads more at once.
_LEAST_ROOM_TOKENS: Final = 400
# What the messages' own frame adds; measured on no server, so generous.
_FRAME_TOKENS: Final = 50


class Enquiry:
    """How a document is asked about with these settings; `prompt` is the one that the model's context can hold."""

    def __init__(self, settings: Settings, *, count: Callable[[str], int]) -> None:
        """An enquiry.

        Args:
            settings: How much a request and a reply may hold, and the language of the wording.
            count: How many tokens a wording has.
        """
        self._settings = settings
        self._count = count
        self._room = settings.context_tokens - settings.reply_tokens - _FRAME_TOKENS
        long, short = (load_prompt(name, output=ExtractReply.__name__) for name in ("extract", "extract_short"))
        own_tokens = self._own_tokens(long, at_least=_LEAST_ROOM_TOKENS)
        fits = self._room - own_tokens >= _LEAST_ROOM_TOKENS
        self.prompt = long if fits else short
        self._own = own_tokens if fits else self._own_tokens(short, at_least=_LEAST_PASSAGE_TOKENS)

    def cut(self, document: Document) -> tuple[Passage, ...]:
        """The passages of a document that are sent, as long as request and reply can hold.

        Raises:
            ConfigError: If the prompt and the reply leave no room for a passage.
        """
        room = self._room - self._own
        if room < _LEAST_PASSAGE_TOKENS * (1 + _CONTEXT_SHARE):
            least = self._settings.context_tokens - room + math.ceil(_LEAST_PASSAGE_TOKENS * (1 + _CONTEXT_SHARE))
            raise ConfigError(
                f"the prompt alone takes {self._own + _FRAME_TOKENS} tokens, and a reply may take"
                f" {self._settings.reply_tokens} (BRIEF_REPLY_TOKENS); set BRIEF_CONTEXT_TOKENS to at least {least}"
            )
        most = max(min(int(room / (1 + _CONTEXT_SHARE)), self._by_reply), _LEAST_PASSAGE_TOKENS)
        return cut_passages(document, most_tokens=most, context_tokens=int(most * _CONTEXT_SHARE), count=self._count)

    def request(self, passage: Passage, document: Document) -> Request:
        """The request about one passage."""
        lines = number_sentences(passage.sentences)
        around = number_sentences(passage.context) or "(nothing)"
        rendered = self.prompt.render(
            language=self._wording_language(document),
            published=document.published.isoformat() if document.published else "not known",
            dates="leave the list `dates` empty" if document.language == "en" else "list the expressions of time",
            fence=choose_fence(lines, around),
            context=around,
            passage=lines,
        )
        messages = (Message("system", rendered.instructions), Message("user", rendered.data))
        return Request("extract", messages, ExtractReply, self._settings.reply_tokens)

    @property
    def _by_reply(self) -> int:
        """How long a passage may be if the reply about it is to be written in one go."""
        return int(self._settings.reply_tokens / _REPLY_SHARE)

    def _own_tokens(self, prompt: Prompt, *, at_least: int) -> int:
        """What a prompt takes by itself, its schema included: counted only where room is scarce.

        Counting takes longer than reading a short article does.
        """
        own = f"{prompt.instructions}\n{prompt.data}\n{_schema()}"
        at_most = len(own) // LEAST_CHARS_A_TOKEN
        wanted = max(self._by_reply, at_least) * (1 + _CONTEXT_SHARE)
        return at_most if self._room - at_most >= wanted else self._count(own)

    def _wording_language(self, document: Document) -> str:
        language = self._settings.output_language or document.language
        return "the language of the passage" if language == "und" else language


@lru_cache(maxsize=1)
def _schema() -> str:
    """The schema of the reply, which goes along with a request where the server takes it."""
    return json.dumps(ExtractReply.model_json_schema(), separators=(",", ":"))
