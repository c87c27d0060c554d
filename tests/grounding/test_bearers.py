"""A role is told of the one it stands beside."""

from __future__ import annotations

import pytest

from brief.document import Span
from brief.grounding.bearers import bears

TEXT = (
    "Ada Lind, the mayor of Varn, opened the pier. A convicted fraudster, Max Holt, sold the steel. "
    "Harbour master Piet Orr, who is a pilot, left."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


@pytest.mark.parametrize(
    ("role", "bearer"),
    [
        ("mayor of Varn", "Ada Lind"),
        ("the mayor of Varn", "Ada Lind"),
        ("A convicted fraudster", "Max Holt"),
        ("Harbour master", "Piet Orr"),
        ("pilot", "Piet Orr"),
    ],
)
def test_only_the_neighbour_bears_a_role(role: str, bearer: str) -> None:
    everybody = ("Ada Lind", "Max Holt", "Piet Orr")
    bearers = [
        name for name in everybody if bears(span(role), [span(name)], [span(o) for o in everybody if o != name], TEXT)
    ]
    assert bearers == [bearer]
