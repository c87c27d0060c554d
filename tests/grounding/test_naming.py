"""Which roles a text gives somebody, and which it only denies, doubts, plays or takes away."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from brief.grounding.naming import is_role_of, with_told_roles
from tests.grounding.retelling import context_of, reasons

SPOKEN = "\n\n“I was late,” Kern said."
NOT_TOLD = [
    ("Acquitted forger Ada Kern wept.", "forger"),
    ("The suspected forger Ada Kern wept.", "forger"),
    ("The would-be governor Ada Kern lost.", "governor"),
    ("The self-styled duchess Ada Kern bowed.", "duchess"),
    ("Retired colonel Ada Kern voted.", "colonel"),
    ("Voss said the forger, Ada Kern, had fled.", "forger"),
    ("Voss denied that Ada Kern, the ringleader, was in town.", "ringleader"),
    ("If the winner, Ada Kern, pays, the club will close.", "winner"),
    ("Nobody is the owner of the mill, Ada Kern, they say.", "owner of the mill"),
    ("In the opera, the forger, Ada Kern, sings.", "forger"),
    ("Ada Kern, president of the rowing club of Tarn, wrote it.", "president"),
    ("Former mayor Ada Kern voted. Voss met the mayor, Ada Kern, in May.", "mayor"),
]
TOLD = [
    ("Mayor Ada Kern voted.", "mayor"),
    ("“It is late,” said Mayor Ada Kern.", "mayor"),
    ("Ada Kern, mayor of Tarn, voted.", "mayor"),
    ("The mayor, Ada Kern, voted.", "mayor"),
    ("Voss said Governor Ada Kern had left.", "Governor"),
]


@pytest.mark.parametrize(("text", "role"), NOT_TOLD)
def test_a_role_taken_away_or_told_by_somebody_is_not_the_texts(text: str, role: str) -> None:
    assert not is_role_of(role, ("Ada Kern", "Kern"), context_of(text))
    assert reasons(text + SPOKEN, f"{role.capitalize()} Ada Kern said: “I was late.”", by="Ada Kern")
    assert reasons(text + SPOKEN, f"Ada Kern, the {role}, said: “I was late.”", by="Ada Kern")


@pytest.mark.parametrize(("text", "role"), TOLD)
def test_a_role_beside_a_name_is_told(text: str, role: str) -> None:
    assert is_role_of(role, ("Ada Kern", "Kern"), context_of(text))


def test_an_engines_role_counts_only_where_the_text_gives_it() -> None:
    roles = (SimpleNamespace(quote="forger"), SimpleNamespace(quote="the treasurer"))
    moe = SimpleNamespace(name="Rita Moe", aliases=("Moe",), type="person", roles=roles, mentions=())
    context = context_of("Voss said the forger, Rita Moe, had fled. Rita Moe, the treasurer, wept.", moe)
    assert with_told_roles(context.holder("Rita Moe", "named_person", "direct"), context).roles == ("the treasurer",)
