"""The short way of a claim that is one whole sentence, word for word, in the outlet's own voice.

Most claims of a model that points at sentences are such. Nothing was added, left out, moved or joined, so a guard that
compares a statement with its evidence has nothing to find; what can still speak against it is in the words themselves,
and most words say nothing to any guard. Where anything may, the guards decide: see `guards`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from brief.document import Span
from brief.grounding.address import SPEAKING, check_address, gives_order
from brief.grounding.context import GuardContext, Holder
from brief.grounding.sentences import is_light, names_day
from brief.grounding.speaking import OWN_SUBJECTS, SAYING
from brief.grounding.voices import HEARING, VIEWS
from brief.grounding.wording import check_references
from brief.grounding.words import Word
from brief.language.modality import speech_group

__all__ = ["is_told_whole"]

# Quotation marks and brackets, straight or not, and the signs of markup.
_SIGNS = re.compile(r"[\"“”„‟«»‹›‘‚‛'<>\[\]{}(]")
_STOPS, _SPEAKS, _ADDRESSES = 4, 2, 1


def is_told_whole(
    statement: str, evidence: Sequence[Span], context: GuardContext, holder: Holder, *, hedged: bool
) -> bool:
    """Whether a statement is its one sentence and no guard can have anything against it; False where one may.

    Why no other guard can refuse, one by one, given what is asked for here:

    - `check_shape`, `check_quotations`, `check_own_marks`, `find_quoted`: there is no mark, and there is a letter.
    - `parse_frame`, `own_places`, `check_description`, the remarks of ours: none of the words that open them is there,
      so no place is free and the derivation is the sentence itself, each word from its own place.
    - `check_numbers`, `check_additions`, `check_glue`, `check_certainty`: each word is held against itself.
    - `check_joins`, `check_scope`, the edges: the first word is the sentence's first, the last its last, and no gap.
    - `check_speaker`: an outlet's statement is refused for a few verbs of saying only, which are asked for.
    - `check_voices`: the words of another's are lost only where the verb that gives them is not among those taken. All
      are taken but the light words and those of a date, and no verb of saying here is either.
    - `check_borrowing`: nothing is quoted, and the sentence gives no order; so it opens with none either.
    - `check_loaded`: loaded wording of the outlet's is refused only where it stands within the evidence.
    """
    if hedged or not holder.is_outlet or len(evidence) != 1 or statement != evidence[0].quote:
        return False
    span = evidence[0]
    sentence = context.document.sentence_at(span.start)
    if sentence is None or sentence.span != span or _SIGNS.search(statement):
        return False
    if context.loaded_in(span) or context.quotations_over(span.start, span.end) or context.opens_turn(span):
        return False
    words = context.words(sentence.index)
    asks = 0
    for word in words:
        asks |= _asks(word.key, word.stem)
    if asks >= _STOPS or not any(map(str.isalpha, statement)) or not words:
        return False
    if asks & _SPEAKS and not _is_free_of_dates(words, span, context):
        return False
    if gives_order(context, sentence.index) or next(check_references(statement, words), None):
        return False
    if not asks & _ADDRESSES and ":" not in statement:
        return True
    return next(check_address(statement, words, [False] * len(words), (), framed=False), None) is None


@lru_cache(maxsize=16_384)  # more forms than an article has; longer texts repeat the most frequent ones
def _asks(key: str, stem: str) -> int:
    """What a word of a whole sentence has to do with the guards: nothing, or which of them is to be asked."""
    if key in OWN_SUBJECTS or key in SAYING:
        return _STOPS
    found = _ADDRESSES if key in SPEAKING or not key.isascii() else 0
    if speech_group(key) or stem in VIEWS or key in HEARING:
        word = Word(key, key, stem, 0, 1, False, False)
        found |= _STOPS if is_light(word) or names_day(stem) else _SPEAKS
    return found


def _is_free_of_dates(words: Sequence[Word], span: Span, context: GuardContext) -> bool:
    """Whether no verb of saying belongs to the expression of a date."""
    dates = [(start - span.start, end - span.start) for start, end, _ in context.dates_in((span,))]
    places = [word.start for word in words if _asks(word.key, word.stem) & _SPEAKS] if dates else ()
    return not any(start <= place < end for place in places for start, end in dates)
