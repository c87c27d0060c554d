"""Two spellings of what may be one name, and names that only look alike."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.spellings import find_spellings


def _found(text: str) -> list[str]:
    return [tension.statement for tension in find_spellings(read_layers(Document.from_text(text)), [])]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Veldrano ferry sank. Divers reached the Veldrino ferry.", "Veldrano", "Veldrino"),
        ("Tomas Meyer said no. The board thanked Tomas Meier for it.", "Tomas Meyer", "Tomas Meier"),
        ("Peter Kovács said no. The board thanked Peter Kovacs for it.", "Kovács", "Kovacs"),
    ],
)
def test_two_spellings_are_told(text: str, one: str, other: str) -> None:
    assert any(one in statement and other in statement for statement in _found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said no. Tom Ruiz said yes.",
        "Tomas Meyer said no. Tomas Lunt said yes.",
        "Belarus said no. A Belarusian minister said yes.",
    ],
)
def test_two_names_are_not_two_spellings(text: str) -> None:
    assert _found(text) == []
