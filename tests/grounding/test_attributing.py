"""Whose words a sentence tells: a holder is never taken out of another's description, and no voice over his is lost."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons

OF_ANOTHER = [
    ("The clerk who sued Ostby Rail said the line was unsafe.", "Ostby Rail said the line was unsafe.", "Ostby Rail"),
    (
        "A driver that had left Ostby Rail said the line was unsafe.",
        "Ostby Rail said the line was unsafe.",
        "Ostby Rail",
    ),
    (
        "A man sacked by Ostby Rail in May said the line was unsafe.",
        "Ostby Rail said the line was unsafe.",
        "Ostby Rail",
    ),
    ("Tenants who had twice been evicted by Tarn Bank said it was broke.", "Tarn Bank said it was broke.", "Tarn Bank"),
    ("The nurse who accused Piet Voss said the ward was full.", "Piet Voss said the ward was full.", "Piet Voss"),
    ("A lawyer advising Ada Kern said the hall was full.", "Ada Kern said the hall was full.", "Ada Kern"),
    ("A woman whose brother met Ada Kern said the hall was full.", "Ada Kern said the hall was full.", "Ada Kern"),
]
NO_WORD_OF_HIS = [
    ("Piet Voss said Kern lied.", "Kern"),
    ("Pressed by Voss, Kern said the hall was full.", "Voss"),
    ("Critics say Voss lied to the board.", "Voss"),
    ("Rumours say Voss fled.", "Voss"),
]
CHAINS = [
    ("Voss said Kern had written that the hall was full.", "Kern wrote that the hall was full.", "Kern"),
    ("Voss told the court Kern had admitted that the hall was full.", "Kern admitted that the hall was full.", "Kern"),
]
SOUND = [
    ("Ostby Rail, which owns it, said the line was unsafe.", "Ostby Rail said the line was unsafe.", "Ostby Rail"),
    ("Ada Kern, who met Piet Voss, said the hall was full.", "Ada Kern said the hall was full.", "Ada Kern"),
    ("Ada Kern met Piet Voss and said the hall was full.", "Ada Kern said the hall was full.", "Ada Kern"),
    ("Asked by Voss, Kern said the hall was full.", "Kern said the hall was full.", "Kern"),
    ("Piet Voss said that Kern had lied.", "Piet Voss said that Kern had lied.", "Piet Voss"),
    ("Voss said Kern had written that it was full.", "Voss said Kern had written that it was full.", "Voss"),
    ("Voss denied it, but Kern said the hall was full.", "Kern said the hall was full.", "Kern"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement", "by"), OF_ANOTHER)
def test_who_stands_in_the_description_of_a_speaker_does_not_speak(text: str, statement: str, by: str) -> None:
    assert reasons(text, statement, by=by)
    assert reasons(text, text, by=by)


@pytest.mark.parametrize(("text", "by"), NO_WORD_OF_HIS)
def test_a_true_sentence_is_not_held_by_whom_it_only_names(text: str, by: str) -> None:
    assert reasons(text, text, by=by)
    assert reasons(text, f"The article says: “{text}”", by=by)


@pytest.mark.parametrize(("text", "statement", "by"), CHAINS)
def test_a_voice_over_the_holders_is_not_left_out(text: str, statement: str, by: str) -> None:
    assert {"attribution_lost", "wrong_speaker"} & {*reasons(text, statement, by=by)}


@pytest.mark.parametrize(("text", "statement", "by"), SOUND)
def test_who_speaks_is_known_all_the_same(text: str, statement: str, by: str) -> None:
    assert not reasons(text, statement, by=by)


def test_what_a_speaker_may_call_somebody_is_not_the_articles_description() -> None:
    text = "Piet Voss said Ada Kern, a liar, had sold the mill."
    assert reasons(text, "The article describes Ada Kern as “a liar”.")
    assert not reasons("Ada Kern, a poet, has sold the mill.", "The article describes Ada Kern as “a poet”.")
