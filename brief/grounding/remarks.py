"""Our own remarks (tensions, questions): free in their words, but with no fact that the document has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.grounding.context import GuardContext, Refusal
from brief.grounding.quoting import find_quoted, flat
from brief.grounding.sentences import function_class
from brief.grounding.wording import check_shape
from brief.grounding.words import Word, split_words

__all__ = ["check_remark", "is_known"]

_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]['\"’”)\]]*\s+)$")
_COUNTS = frozenset("#0 #1 #2 #3 #4 #5 #6".split())


def check_remark(wording: str, context: GuardContext) -> Sequence[Refusal]:
    """Numbers, names and quotations of a wording that its document does not have."""
    found = [*check_shape(wording)]
    for quoted in find_quoted(wording):
        if flat(quoted.words).strip(" .,;:!?…'").casefold() not in context.flat_casefolded:
            found.append(Refusal("quotation_not_verbatim", f"“{quoted.words[:80]}” is not in the document"))
    resolved = context.resolved
    words = split_words(wording)
    for place, word in enumerate(words):
        if word.stem.startswith("#"):
            spelt_out = not word.form[:1].isdigit()
            if (
                word.stem not in context.stems
                and word.stem not in resolved
                and not (spelt_out and word.stem in _COUNTS)
            ):
                found.append(Refusal("number_not_in_evidence", f"{word.form!r} is not in the document"))
        elif (
            word.form[:1].isupper() and not is_known(place, word, words, wording, context) and word.stem not in resolved
        ):
            found.append(Refusal("name_not_in_evidence", f"{word.form!r} is not in the document"))
    return found


def is_known(place: int, word: Word, words: Sequence[Word], wording: str, context: GuardContext) -> bool:
    """Whether a capitalised word is the document's, or none but the first of a sentence."""
    if word.stem in context.stems or word.key in context.keys:
        return True
    if function_class(word.key, word.stem):
        return True
    if word.form.isupper() and len(word.form) > 1:
        return False
    if not _SENTENCE_START.search(wording[: word.start].rstrip("“‘\"'([")):
        return False
    # At the start of a sentence a name shows by the verb or the second capital behind it.
    following = words[place + 1] if place + 1 < len(words) else None
    pair = following is not None and following.key in ("and", "or") and place + 2 < len(words)
    return following is None or not (
        pair
        and words[place + 2].form[:1].isupper()
        or following.form[:1].isupper()
        or following.key in ("said", "says", "is", "was", "has", "had", "will", "told")
    )
