"""Reasons and labels are closed forms; a sentence that says something is not explained away."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.grounding.reasons import is_engine, is_prompt, is_reason, plain_model, plain_prompts, sound_reasons

LABEL = "it is a heading or a label and says nothing by itself"
DOCUMENT = Document.from_text("Moss sold the old mill to a bank in May. Who paid? — 14 —")


@pytest.mark.parametrize(
    "reason", ["Moss is a thief.", "the engine could not read it: moss took a bribe", "it has no words at all", ""]
)
def test_a_reason_in_other_words_is_none(reason: str) -> None:
    assert not is_reason(reason)
    assert [*sound_reasons([(1, reason)], DOCUMENT)] == []


def test_a_reason_has_to_be_true_of_its_sentence() -> None:
    given = [(1, "it has no words"), (1, "it asks and does not say"), (1, LABEL), (99, LABEL)]
    assert [*sound_reasons(given, DOCUMENT)] == []
    failed = "the engine could not read it: the endpoint refused the request, status 503"
    asks = next(s.index for s in DOCUMENT.sentences if "?" in s.span.quote)
    kept = [(1, failed), (asks, "it asks and does not say")]
    assert [*sound_reasons(kept, DOCUMENT)] == kept


def test_labels_tell_nothing() -> None:
    assert plain_model("org/tern-1:8b") == "org/tern-1:8b"
    assert plain_model("[x](http://e) <b>") == "x-http://e-b"
    assert len(plain_model("a" * 500) or "") == 100
    assert plain_prompts(["extract@3", "Moss is a thief", "a b@1"]) == ("extract@3",)
    assert is_prompt("extract@2.1")
    assert not is_prompt("extract")
    assert is_engine("hosted")
    assert not is_engine("checked by a court")
