"""`brief.render`: a format by its name, and no briefing that does not fit its document."""

from __future__ import annotations

from typing import Any

import pytest

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import ConfigError, GroundingError
from brief.renderers import FORMATS, render


def test_json_comes_back_as_it_was(briefing: Briefing, note: Document) -> None:
    content = render(briefing, format="json", document=note)
    assert content.endswith("}\n")
    assert Briefing.load(content, document=note) == briefing
    assert render(Briefing.load(content), format="json") == content


@pytest.mark.parametrize("format", FORMATS)
def test_rendering_twice_gives_the_same(format: str, briefing: Briefing) -> None:
    assert render(briefing, format=format) == render(briefing, format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_briefing_of_another_text_is_not_rendered(format: str, briefing: Briefing) -> None:
    with pytest.raises(GroundingError, match="the briefing is of the text"):
        render(briefing, format=format, document=Document.from_text("Another text."))


def test_a_quote_that_does_not_stand_there_is_not_rendered(note: Document, parts: dict[str, Any]) -> None:
    moved = {**parts["claims"][1], "evidence": [{"start": 0, "end": 17, "quote": "We have no choice"}]}
    broken = Briefing.model_validate(
        {**parts, "claims": [parts["claims"][0], moved, *parts["claims"][2:]], "document": _record(note)}
    )
    with pytest.raises(GroundingError, match=r"claims\[1\]\.evidence\[0\] quotes 'We have no choice'"):
        render(broken, document=note)


def test_an_unknown_format_names_those_there_are(briefing: Briefing) -> None:
    with pytest.raises(ConfigError, match="no format 'pdf'; choose one of: markdown, json"):
        render(briefing, format="pdf")


def _record(document: Document) -> dict[str, Any]:
    return {"id": document.id, "sha256": document.sha256, "length_chars": len(document.text)}
