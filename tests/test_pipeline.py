"""The whole way, on real input: what comes out is sourced, whatever goes in."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.errors import ConfigError, EngineError, InputError
from brief.grounding.audit import audit
from brief.pipeline import asummarise, open_engine, summarise
from brief.settings import Settings

ARTICLE = """Council Slams Reckless Harbour Plan

Marta Kell, the harbour master of Ostby, said on Monday that the old quay will be closed by June. “We have no choice,”
she said.

According to the council, the works are expected to cost 4.2 million crowns. Residents have asked for a new vote.

This shocking move signals a clear shift in the town's strategy, as critics warn of a looming disaster.
"""


class Liar:
    """An engine that says what the text does not, points nowhere, and repeats itself."""

    name = "liar"

    def propose(self, document: Document) -> Proposals:
        words = "The article says that residents have asked for a new vote."
        true = ProposedClaim(words, "assertion", "core", [Pointer(6)])
        return Proposals(
            claims=(
                ProposedClaim("Marta Kell said that the quay will be closed by July.", "plan", "core", [Pointer(2)]),
                ProposedClaim("The mayor resigned.", "assertion", "core", [Pointer(99)]),
                ProposedClaim("Kell resigned.", "assertion", "core", [Pointer(2, "Kell resigned")]),
                true,
                true,
            )
        )


def _without_clock(briefing: Briefing) -> dict[str, object]:
    return briefing.model_dump(exclude={"provenance": {"created_at", "usage"}})


def test_a_real_text_becomes_a_briefing_that_passes_the_audit() -> None:
    document = Document.from_text(ARTICLE)
    briefing = summarise(document)
    assert audit(briefing, document).findings == ()
    assert {entry.reason is None for entry in briefing.coverage} == {True}
    assert any(claim.attribution.source == "Marta Kell" and claim.kind == "plan" for claim in briefing.claims)


def test_the_outlets_loaded_words_stand_in_quotation_marks_only() -> None:
    statements = " ".join(claim.statement for claim in summarise(Document.from_text(ARTICLE)).claims)
    outside = "".join(piece.split("”")[-1] for piece in statements.split("“"))
    assert not {"reckless", "slams", "shocking"} & {word.strip(".,:;").casefold() for word in outside.split()}


def test_the_same_text_gives_the_same_briefing() -> None:
    document = Document.from_text(ARTICLE)
    assert _without_clock(summarise(document)) == _without_clock(summarise(document))


def test_the_asynchronous_way_gives_the_same() -> None:
    document = Document.from_text(ARTICLE)
    assert _without_clock(asyncio.run(asummarise(document))) == _without_clock(summarise(document))


def test_a_briefing_survives_its_own_json() -> None:
    document = Document.from_text(ARTICLE)
    briefing = summarise(document)
    assert Briefing.load(briefing.model_dump_json(), document=document) == briefing


def test_a_lying_engine_costs_quality_and_never_the_promise() -> None:
    document = Document.from_text(ARTICLE)
    briefing = summarise(document, engine=Liar())
    assert audit(briefing, document).ok
    assert not any("July" in claim.statement or "resigned" in claim.statement for claim in briefing.claims)
    assert len(briefing.rejected) >= 4
    assert len(briefing.coverage) == len(document.sentences)


def test_an_engine_that_finds_nothing_is_an_error() -> None:
    class Silent:
        name = "silent"

        def propose(self, document: Document) -> Proposals:
            return Proposals(claims=())

    with pytest.raises(EngineError, match="silent"):
        summarise(Document.from_text(ARTICLE), engine=Silent())


def test_another_language_is_refused_with_the_way_out() -> None:
    text = "Der Minister sagte am Dienstag, dass er die Entscheidung nicht ändern werde, was für Unruhe sorgt."
    with pytest.raises(InputError, match=r"'de'.*hosted"):
        summarise(Document.from_text(text))


@pytest.mark.parametrize("text", ["", "  \n\t ", "\ufeff", "!!! … ???"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no word"):
        summarise(Document.from_text(text))


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="BRIEF_MAX_CHARS"):
        summarise(Document.from_text("word " * 100), settings=Settings(max_chars=100))


def test_an_unknown_engine_and_an_unknown_model_are_configuration_errors() -> None:
    with pytest.raises(ConfigError, match="embedded"):
        open_engine("oracle", settings=Settings())
    with pytest.raises(ConfigError, match="pip install"):
        summarise(Document.from_text(ARTICLE), settings=Settings(spacy_model="en_core_web_nowhere"))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_unicode_is_briefed_cleanly_or_refused_in_one_line(text: str) -> None:
    document = Document.from_text(text)
    refused = ""
    try:
        briefing = summarise(document)
    except (InputError, EngineError) as error:
        refused = str(error)
    assert "\n" not in refused if refused else audit(briefing, document).ok


_WORDS = st.sampled_from(
    (
        'Kell said “the quay is shut” on Monday . The council , which ‘denied’ it \n\n may " close '
        "4.2 million by June ( NATO ) he ? ' ’"
    ).split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_jumble_of_news_words_is_briefed_cleanly(text: str) -> None:
    document = Document.from_text(text)
    try:
        briefing = summarise(document)
    except (InputError, EngineError):
        return
    report = audit(briefing, document)
    assert report.ok, report.findings
