"""Which names may be one actor's: a family name alone does not make two people one."""

from __future__ import annotations

import pytest

from brief.grounding.aliases import is_alias


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara Orr", "Luis Orr"),
        ("Ada Kern", "Ada Lind"),
        ("Tarn council", "Tarn police"),
        ("Elm Wind Holdings", "Elm Rail Holdings"),
        ("President Ada Kern", "Ole Kern"),
    ],
)
def test_two_full_names_that_differ_are_two_actors(one: str, other: str) -> None:
    assert not is_alias(one, other)
    assert not is_alias(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orr", "Dara Orr"),
        ("D. Orr", "Dara Orr"),
        ("Mayor Orr", "Dara Orr"),
        ("Elm Wind", "Elm Wind Holdings"),
        ("the Ministry of Health", "Health Ministry"),
        ("TB", "Tarn Bank"),
    ],
)
def test_a_part_an_initial_or_a_title_is_the_same(one: str, other: str) -> None:
    assert is_alias(one, other)
