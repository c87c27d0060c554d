"""The names that programs rely on, and that they do what the contract says."""

from __future__ import annotations

import asyncio
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import brief


def test_all_is_what_is_exported() -> None:
    assert brief.__all__ == sorted(brief.__all__)
    for name in brief.__all__:
        assert getattr(brief, name) is not None
    assert set(brief.__all__) <= set(dir(brief))
    homes = {name for names in brief._HOMES.values() for name in names}
    assert homes | {"__version__"} == set(brief.__all__)


def test_a_name_is_the_same_wherever_it_comes_from() -> None:
    for home, names in brief._HOMES.items():
        module = importlib.import_module(home)
        for name in names:
            assert getattr(brief, name) is getattr(module, name)
            assert name in module.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'brief' has no attribute 'summarize'"):
        brief.summarize  # noqa: B018


def test_no_public_name_is_hidden_by_a_module() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import brief, brief.cli, brief.renderers.markdown, brief.grounding.align, brief.grounding.audit\n"
            "from types import ModuleType\n"
            "print([name for name in brief.__all__ if isinstance(getattr(brief, name), ModuleType)])",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(brief.__file__).parent.parent,
        timeout=60,
    )
    assert done.stdout == "[]\n"


def test_a_text_becomes_a_briefing_that_audits_clean() -> None:
    document = brief.Document.from_text(
        "Ferry to stop\n\nThe council said on Monday that the ferry to Ness would stop in May. “Nobody asked us,” said "
        "Aldo Renfrey, a fisherman.\n",
        published="2021-06-03",
    )
    briefing = brief.summarise(document)
    assert brief.audit(briefing, document).ok
    assert {"Aldo Renfrey"} <= {actor.name for actor in briefing.actors}
    page = brief.render(briefing, document=document)
    assert "“Nobody asked us”" in page.replace(",”", "”")
    assert brief.Briefing.load(brief.render(briefing, format="json"), document=document) == briefing


def test_awaiting_gives_the_same_briefing(article: Path) -> None:
    document = brief.read(article)

    async def both() -> list[brief.Briefing]:
        return list(await asyncio.gather(brief.asummarise(document), brief.asummarise(document)))

    once = brief.summarise(document)
    for briefing in asyncio.run(both()):
        assert briefing.model_copy(update={"provenance": once.provenance}) == once


def test_analysis_has_every_layer(article: Path) -> None:
    document = brief.read(article)
    analysis = brief.analyse(document)
    assert analysis.sentences == document.sentences
    for layer in (analysis.quotations, analysis.attributions, analysis.actors, analysis.dates, analysis.loaded):
        assert layer


def test_a_quote_is_found_where_it_stands() -> None:
    text = "The board said: “We will\nnot sell.” It met twice."
    match = brief.align(text, "We will not sell.")
    assert match is not None
    assert (match.span.start, match.span.quote) == (17, "We will\nnot sell.")
    assert (match.status, match.occurrences, match.spans) == ("normalised", 1, (match.span,))
    assert brief.TextIndex(text).align("We will sell.") is None


@pytest.mark.parametrize("engine", ["oracle", ""])
def test_an_unknown_engine_is_refused(engine: str) -> None:
    with pytest.raises(brief.ConfigError, match="engine"):
        brief.summarise(brief.Document.from_text("The council met on Monday."), engine=engine)


def test_the_package_is_typed() -> None:
    assert (Path(brief.__file__).parent / "py.typed").is_file()
