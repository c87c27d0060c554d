"""Other words for the same, and the nearest that say more, less surely, or something else."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Prices climbed by 3% in May.", "Prices rose by 3% in May."),
        ("The price slumped to £4 in May.", "The price fell to £4 in May."),
        ("Tarn Bank purchased the mill.", "Tarn Bank bought the mill."),
        ("Roughly 40 boats sank.", "About 40 boats sank."),
        ("The guard murdered a man in May.", "The guard killed a man in May."),
    ],
)
def test_a_plainer_word_may_stand(text: str, statement: str) -> None:
    assert not reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Voss climbed the wall in May.", "Voss rose the wall in May."),
        ("Prices slumped by 3% in May.", "Prices rose by 3% in May."),
        ("Prices may climb by 3% in May.", "Prices rose by 3% in May."),
        ("Prices did not climb by 3% in May.", "Prices rose by 3% in May."),
        ("Prices will climb by 3% in May.", "Prices rose by 3% in May."),
        ("Kern said prices climbed by 3% in May.", "Prices rose by 3% in May."),
        ("Tarn Bank purchased the mill.", "The mill bought Tarn Bank."),
        ("Almost 40 boats sank.", "About 40 boats sank."),
        ("The guard killed a man in May.", "The guard murdered a man in May."),
        ("The guard almost murdered a man in May.", "The guard killed a man in May."),
    ],
)
def test_a_word_that_says_more_or_other_may_not(text: str, statement: str) -> None:
    assert reasons(text, statement)
