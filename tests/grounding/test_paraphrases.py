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
        ("Prices soared 3 percent in May.", "Prices rose 3 percent in May."),
        ("The storm triggered a flood.", "The storm caused a flood."),
        ("Tarn Bank did not purchase the mill.", "Tarn Bank did not buy the mill."),
        ("The firm sold the mill.", "The company sold the mill."),
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
        ("The guard denied murdering a man.", "The guard denied killing a man."),
        ("The court acquitted the guard of murdering a man.", "The court acquitted the guard of killing a man."),
        ("Nobody was murdered in May.", "Nobody was killed in May."),
        ("Only the guard was murdered.", "Only the guard was killed."),
        ("Prices did not soar by 3% in May.", "Prices did not rise by 3% in May."),
        ("Prices failed to jump by 3% in May.", "Prices failed to rise by 3% in May."),
        ("Few prices soared by 3% in May.", "Few prices rose by 3% in May."),
        ("Prices would soar by 3% if the tax fell.", "Prices would rise by 3% if the tax fell."),
        ("The board declined 12 bids.", "The board decreased 12 bids."),
        ("Voss held the firm rope.", "Voss held the company rope."),
        ("Voss was in the company of a guard.", "Voss was in the firm of a guard."),
        ("Voss reached into the till.", "Voss reached into the until."),
        ("Voss touched the trigger.", "Voss touched the cause."),
    ],
)
def test_a_word_that_says_more_or_other_may_not(text: str, statement: str) -> None:
    assert reasons(text, statement)
