"""What stands above a Markdown text says what it says, and is no text; what is no head stays text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.sources.front_matter import describe_head, split_head


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Rates: up"\nauthor: Ada Quill\ndate: 2024-05-03 # Friday\nlang: en-GB\n---\n',
        "---\r\ntitle: 'Rates: up'\r\nauthors:\r\n  - Ada Quill\r\npublished: 2024-05-03\r\nlang: en\r\n...\r\n",
        '+++\ntitle = "Rates: up"\nauthors = ["Ada Quill"]\ndate = 2024-05-03\nlang = "en"\n[a]\nb = 1\n+++\n',
        "\ufeff---\n# for the site\ntitle: Rates: up\nauthor: [Ada Quill]\ndate: 3 May 2024\nlang: en\n---\n",
        "---\ntitle: Rates: up\nauthor:\n  - name: Ada Quill\n    url: a.example\ndate: 2024-05-03\nlang: en\n---\n",
    ],
)
def test_a_head_says_title_author_day_and_language(head: str) -> None:
    found = split_head(f"{head}They rose.")
    assert f"{head}They rose."[found.end :] == "They rose."
    details = describe_head(found.values, heading=None)
    assert (details.title, details.published, details.language) == ("Rates: up", date(2024, 5, 3), "en")
    assert (details.author or "").startswith("Ada Quill")
    assert details.origins.published == "front matter"


@pytest.mark.parametrize(
    "markdown",
    [
        "---\n\nThe board met. It said: no.\n\n---\n\nMore.",
        "---\nThe board met on Monday\n---\n",
        "---\ntitle: Rates",
        "+++\nnot toml\n+++\n",
        "Text first\n---\ntitle: a\n---\n",
        "----\ntitle: a\n----\n",
    ],
)
def test_what_is_no_head_stays_text(markdown: str) -> None:
    assert split_head(markdown).end == 0


@given(st.text(alphabet=st.sampled_from("-+\n:a []'\"#=\\ "), max_size=60))
def test_any_head_is_survived(head: str) -> None:
    for mark in ("---", "+++"):
        found = split_head(f"{mark}\n{head}\n{mark}\n")
        assert bool(found.values) == (found.end > 0)
        describe_head(found.values, heading=None)
