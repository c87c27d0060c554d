"""Why a sentence gave no claim, and what made a briefing, in closed forms: neither is a place to assert anything.

Whatever an engine gives is held against the forms here, at the gate as in an audit. Which sentences are without claims
is for `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.document import Document, Sentence
from brief.grounding.sentences import function_class
from brief.grounding.words import split_words

__all__ = ["is_engine", "is_prompt", "is_reason", "is_true_reason", "plain_model", "plain_prompts", "sound_reasons"]

_NO_WORDS = "it has no words"
_ASKS = "it asks and does not say"
_LABEL = "it is a heading or a label and says nothing by itself"
_NO_CLAIM = "no claim was found in it"
_FAILED = "the engine could not read it"
# In these words an engine says why it failed; a status is the only figure.
_FAILURE_WORDS = frozenset(
    "a about an answer be by call connection cut endpoint failed had in is it its length limit no of off out part "
    "refused reply request status the there time timed to too long use was with".split()
)
_STATUS = re.compile(r"\d{3}")
_MOST_FAILURE_WORDS = 14
# A figure or a code is no word.
_WORD = re.compile(r"[^\W\d_]{3}")
_LABEL_WORDS = 6
_NOTE_WORDS = 24
_NOTE = re.compile(
    r"(?is)\(.*\)\.?|\W*(?:\d+(?:st|nd|rd|th)|first|second|third|last) grafs?\b.*|\W*(?:eds|editors)[:;].*"
    r"|\W*(?:additional )?(?:reporting|writing|editing|compiled|edited|written) by\b.*"
)
_NOT_IN_MODEL = re.compile(r"[^\w.:/@+-]+", re.ASCII)
_MOST_MODEL_CHARS = 100
_PROMPT = re.compile(r"[\w.-]{1,60}@[\w.+-]{1,60}", re.ASCII)
_ENGINE = re.compile(r"[A-Za-z][\w.-]{0,39}", re.ASCII)


def is_reason(reason: str) -> bool:
    """Whether a sentence without claims is explained in words that an engine or the pipeline uses.

    >>> is_reason("it has no words"), is_reason("the engine could not read it: status 503"), is_reason("Orr lied")
    (True, True, False)
    """
    if reason in (_NO_WORDS, _ASKS, _LABEL, _NO_CLAIM, _FAILED):
        return True
    if not reason.startswith(f"{_FAILED}: "):
        return False
    words = re.split(r",? ", reason.removeprefix(f"{_FAILED}: "))
    statuses = [word for word in words if _STATUS.fullmatch(word)]
    return len(words) <= _MOST_FAILURE_WORDS and len(statuses) <= 1 and {*words} - {*statuses} <= _FAILURE_WORDS


def is_true_reason(reason: str, sentence: Sentence) -> bool:
    """Whether a reason can be true of a sentence, as far as the sentence shows it."""
    quote = sentence.span.quote
    if reason == _NO_WORDS:
        return _WORD.search(quote) is None
    if reason == _ASKS:
        return "?" in quote or "؟" in quote or "？" in quote
    if reason == _LABEL:
        return sentence.heading or not _says(quote)
    return True


def _says(quote: str) -> bool:
    words = split_words(quote)
    if _NOTE.fullmatch(quote.strip()) and len(words) <= _NOTE_WORDS:
        return False
    verbs = any(function_class(word.key, word.stem) in ("verb", "auxiliary") for word in words)
    return len(words) > _LABEL_WORDS or verbs and len(words) > 2 and quote.rstrip(" ”’\"'").endswith((".", "!"))


def sound_reasons(unread: Iterable[tuple[int, str]], document: Document) -> Iterator[tuple[int, str]]:
    """The reasons of an engine that are put in the closed form and can be true; without one `compose` finds its own."""
    for number, reason in unread:
        if 1 <= number <= len(document.sentences) and is_reason(reason):
            if is_true_reason(reason, document.sentences[number - 1]):
                yield number, reason


def plain_model(model: str | None) -> str | None:
    """A model's name as an identifier, without white space and bounded.

    >>> plain_model("tern-1:8b"), plain_model("checked by Orr"), plain_model(None)
    ('tern-1:8b', 'checked-by-Orr', None)
    """
    return None if model is None else _NOT_IN_MODEL.sub("-", model).strip("-")[:_MOST_MODEL_CHARS] or None


def plain_prompts(prompts: Iterable[str]) -> tuple[str, ...]:
    """The prompts that are put as `name@version`."""
    return tuple(prompt for prompt in prompts if is_prompt(prompt))


def is_prompt(label: str) -> bool:
    """Whether a label is `name@version`."""
    return _PROMPT.fullmatch(label) is not None


def is_engine(label: str) -> bool:
    """Whether a label is one word that can name an engine."""
    return _ENGINE.fullmatch(label) is not None
