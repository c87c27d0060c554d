"""Plainer words take the form of what they replace."""

from __future__ import annotations

import pytest

from brief.language.plainer import inflect_plainer


@pytest.mark.parametrize(
    ("plainer", "tag", "expected"),
    [
        ("criticize", "VBD", "criticized"),
        ("say", "VBZ", "says"),
        ("fall", "VBN", "fallen"),
        ("fall", "VBD", "fell"),
        ("carry", "VBZ", "carries"),
        ("destroy", "VBD", "destroyed"),
        ("push", "VBZ", "pushes"),
        ("stop", "VBG", "stopping"),
        ("cause", "VBG", "causing"),
        ("agree", "VBG", "agreeing"),
        ("refuse to answer", "VBD", "refused to answer"),
        ("plan", "NN", "plan"),
    ],
)
def test_the_tag_decides_the_form(plainer: str, tag: str, expected: str) -> None:
    assert inflect_plainer(plainer, tag) == expected
