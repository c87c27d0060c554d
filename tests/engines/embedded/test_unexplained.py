"""What a text does not explain: the cause of a mishap, and an earlier thing that was not told of."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.unexplained import ask_causes, ask_earlier


def _asked(text: str) -> list[str]:
    reading = read_layers(Document.from_text(text))
    return [a.question.question for asker in (ask_causes, ask_earlier) for a in asker(reading, [])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A crane collapsed on the quay on Monday. Two people were hurt.", "collapsed"),
        ("A tram left the rails in Ostby.", "left the rails"),
        ("He denied that the council had ignored earlier warnings.", "earlier warnings"),
        ("The firm was fined for missing a previous deadline.", "previous deadline"),
    ],
)
def test_what_is_not_explained_is_asked(text: str, words: str) -> None:
    assert any(words in question for question in _asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "A crane collapsed on the quay because a bolt had broken.",
        "The warnings came in May. He denied that the council had ignored earlier warnings.",
        "The earlier report was wrong.",
        "She left the previous year.",
        "The council met on Monday.",
    ],
)
def test_what_is_explained_or_told_before_is_not_asked(text: str) -> None:
    assert _asked(text) == []
