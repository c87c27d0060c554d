"""What counts as loaded, in whose voice, and what never does; all sentences are invented."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.language.analysis import Attribution, Loaded, Quotation
from brief.language.attributions import extract_attributions
from brief.language.loaded import LoadedWording, extract_loaded
from brief.language.parse import parse_document
from brief.language.quotations import extract_quotations

# A paragraph that leans by any measure: behind it, cues count too.
LEANING = (
    "The reckless and utterly shameless council slammed its critics. It was a disgraceful, idiotic and "
    "cowardly spectacle, and the pathetic mayor shamelessly gloated about it. "
)


def wording_of(text: str) -> LoadedWording:
    document = Document.from_text(text)
    parse, quotations = parse_document(document), extract_quotations(document)
    return extract_loaded(parse, quotations, extract_attributions(parse, quotations))


def loaded_in(text: str) -> tuple[Loaded, ...]:
    return extract_loaded(parse_document(Document.from_text(text)), (), ()).loaded


def found_in(text: str) -> dict[str, str]:
    return {item.span.quote: item.category for item in loaded_in(text)}


def faint_in(text: str) -> dict[str, str]:
    return {item.span.quote: item.category for item in wording_of(text).faint}


def found_behind(text: str) -> dict[str, str]:
    """What is found in a text that follows a leaning paragraph, faint or not."""
    opening = LEANING + "\n\n"
    wording = extract_loaded(parse_document(Document.from_text(opening + text)), (), ())
    items = (*wording.loaded, *wording.faint)
    return {item.span.quote: item.category for item in items if item.span.start >= len(opening)}


@pytest.mark.parametrize(
    ("sentence", "quote", "category"),
    [
        ("The minister slammed the report on Monday.", "slammed", "sensational_verb"),
        ("The board made a ludicrous offer to the dockers.", "ludicrous", "subjective_adjective"),
        ("The harbour authority showed unwavering loyalty to the plan.", "unwavering", "intensifier"),
        ("The order was moronically worded.", "moronically", "editorializing"),
        ("The shamelessness of the offer was noticed.", "shamelessness", "opinion_as_fact"),
        ("The so-called experts left the hall.", "so-called", "expression_of_doubt"),
        ("A power-obsessed mayor signed the order.", "power-obsessed", "contentious_label"),
        ("The paper was accused of scaremongering over the bridge.", "scaremongering", "contentious_label"),
        ("The creeping centralism of the region worries nobody.", "creeping centralism", "contentious_label"),
        ("It is no secret that the bridge will be late.", "It is no secret", "editorializing"),
        ("The chairman was desperate to keep his seat.", "desperate to", "mind_reading"),
        ("The firm has long maintained that the dam is safe.", "long maintained", "expression_of_doubt"),
        ("The port is framed as a gift to the islands.", "is framed as", "expression_of_doubt"),
        ("The clerk claimed that the ferry was full.", "claimed", "expression_of_doubt"),
        ("The talks ended without room for negotiation.", "without room for negotiation", "opinion_as_fact"),
    ],
)
def test_a_strong_sign_counts_alone(sentence: str, quote: str, category: str) -> None:
    assert found_in(sentence).get(quote) == category


@pytest.mark.parametrize(
    ("sentence", "quote", "category"),
    [
        ("The clerk noted that the ferry was full.", "noted", "non_neutral_reporting_verb"),
        ("The clerk confirmed that the ferry was full.", "confirmed", "non_neutral_reporting_verb"),
        ("The recent ruling on fishing was read aloud.", "recent", "relative_time"),
        ("This statement reflects the coordination of both towns.", "reflects", "unsupported_inference"),
        ("The vote ended at noon, suggesting a quick count.", "suggesting", "unsupported_inference"),
        ("Analysts say that the price of tin will fall.", "Analysts", "vague_attribution"),
        ("Northern officials say that the price of tin will fall.", "Northern officials", "vague_attribution"),
        (
            "A senior aide familiar with the plan spoke to us.",
            "A senior aide familiar with the plan",
            "vague_attribution",
        ),
        ("The price is widely seen as fair.", "is widely seen as", "weasel_word"),
        ("The decision was a significant setback for the islands.", "significant setback", "opinion_as_fact"),
        ("The terms were explained by the mayor himself.", "himself", "editorializing"),
        ("Despite the rain, the ferry sailed.", "Despite", "editorializing"),
        ("The delay raises questions about the ferry.", "raises questions", "weasel_word"),
        ("The row sparked a debate in the town.", "sparked", "sensational_verb"),
        ("The islands came under the umbrella of Danish law.", "under the umbrella of Danish law", "framing_metaphor"),
        ("The ferry is part of the security landscape.", "landscape", "cliche"),
        ("The deadline is approaching and the town waits.", "approaching", "relative_time"),
        ("The strategic initiative will start in the port.", "strategic initiative", "euphemism"),
        ("The renowned yard built nine ships.", "renowned", "puffery"),
        ("The yard lost considerable sums.", "considerable", "vague_quantity"),
    ],
)
def test_a_weak_sign_is_told_in_a_text_that_leans_and_does_not_judge_elsewhere(
    sentence: str, quote: str, category: str
) -> None:
    assert found_behind(sentence).get(quote) == category
    assert found_in(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine patients are in critical condition at the hospital.",
        "The hard drive held the records of the port.",
        "The firm opened a branch in the town.",
        "The survey suggests that two in three residents cycle.",
        "The figures show, and the report indicates, that rents fell.",
        "She criticised herself in the letter.",
        "Free radicals form when the fuel burns.",
        "The missile was striking the target when the film ended.",
        "The anti-racist choir sang in the square.",
        "The Radical Party won four seats.",
        "Toxic waste was stored at the site.",
        "The mirror reflects the light of the lamp.",
        "The clerk maintains a list of the ferries.",
        "Flood water reached the road at noon, police said.",
        "The fishmonger opened at seven.",
        "The three analysts named in the report work in Oslo.",
        "World War II ended in 1945.",
    ],
)
def test_plain_senses_raise_no_alarm(sentence: str) -> None:
    assert found_in(sentence) == {}
    quiet = {"Despite", "recent"}
    assert not {quote for quote in found_behind(sentence) if quote not in quiet}


def test_two_mild_signs_in_a_sentence_support_each_other() -> None:
    assert found_in("The toxic plan was filed.") == {}
    assert set(found_in("The toxic plan was clearly dangerous.")) == {"toxic", "clearly", "dangerous"}


def test_the_longest_reading_wins_and_nothing_overlaps() -> None:
    items = loaded_in(LEANING + "The move marks a dangerous escalation and a clear violation of an absurd rule.")
    quotes = [item.span.quote for item in items]
    assert "dangerous escalation" in quotes
    assert "dangerous" not in quotes
    assert all(a.span.end <= b.span.start for a, b in pairwise(items))


def test_a_headline_in_capitals_is_read_like_a_sentence() -> None:
    items = loaded_in("Mayor Slams Ludicrous Harbour Plan\n\nThe mayor spoke on Monday.")
    assert {item.span.quote: item.category for item in items} == {
        "Slams": "sensational_verb",
        "Ludicrous": "subjective_adjective",
    }
    assert {item.voice for item in items} == {"outlet"}
    assert [item.suggestion for item in items] == ["criticizes", None]


def test_a_suggestion_has_the_form_of_the_word_it_replaces() -> None:
    suggestions = {item.span.quote: item.suggestion for item in loaded_in(LEANING + "The clerk emphasizes the cost.")}
    assert suggestions["slammed"] == "criticized"
    assert suggestions["emphasizes"] == "says"
    assert suggestions["utterly"] == "delete"
    assert suggestions["idiotic"] is None


def voices_in(
    text: str, *, content: str, quoted: str | None = None, speech: bool = True, faint: bool = False
) -> dict[str, tuple[str, bool]]:
    document = Document.from_text(text)
    start = text.index(content)
    attribution = Attribution((), (), (document.span(start, start + len(content)),), "indirect", "named_person")
    quotations: tuple[Quotation, ...] = ()
    if quoted is not None:
        at = text.index(quoted)
        outer, inner = document.span(at - 1, at + len(quoted) + 1), document.span(at, at + len(quoted))
        quotations = (Quotation(outer, inner, speech=speech),)
    wording = extract_loaded(parse_document(document), quotations, (attribution,))
    items = (*wording.loaded, *wording.faint) if faint else wording.loaded
    return {item.span.quote: (item.voice, item.in_quotation) for item in items}


def test_paraphrase_is_the_sources_and_what_surrounds_it_the_outlets() -> None:
    text = "The shameless mayor said that the plan was idiotic."
    voices = voices_in(text, content="that the plan was idiotic")
    assert voices == {"shameless": ("outlet", False), "idiotic": ("source", False)}


def test_speech_is_the_sources_and_scare_quotes_are_the_outlets() -> None:
    text = "The mayor left. The “idiotic” plan failed."
    speech = voices_in(text, content="The mayor left", quoted="idiotic")
    scare = voices_in(text, content="The mayor left", quoted="idiotic", speech=False)
    assert speech == {"idiotic": ("source", True)}
    assert scare == {"idiotic": ("outlet", False)}


def test_weak_signs_in_speech_marks_are_left_to_the_speaker() -> None:
    text = LEANING + "He said: “The recent ruling was clearly idiotic.”"
    voices = voices_in(text, content="“The recent", quoted="The recent ruling was clearly idiotic.")
    assert "recent" not in voices
    assert voices["idiotic"] == ("source", True)


def test_what_the_outlet_puts_into_reported_speech_stays_the_outlets() -> None:
    text = LEANING + "The clerk said the ferry sailed at noon, suggesting a quick count."
    voices = voices_in(text, content="the ferry sailed at noon, suggesting a quick count", faint=True)
    assert voices["suggesting"] == ("outlet", False)


def test_speech_of_others_does_not_make_a_text_lean() -> None:
    said = "The plan is ludicrous, idiotic, pathetic, shameless, disgraceful, cowardly and moronic"
    text = f"{said}, the mayor said. The clerk noted that the ferry was full."
    assert "noted" not in voices_in(text, content=said)
    assert "noted" in {item.span.quote for item in loaded_in(text)}


@pytest.mark.parametrize(
    ("sentence", "quote", "category"),
    [
        ("Tin futures slumped 4% in early trading.", "slumped", "sensational_verb"),
        ("The ferry line's shares jumped to 31 crowns.", "jumped", "sensational_verb"),
        ("Grain merchants bucked the trend on Tuesday.", "bucked the trend", "cliche"),
        ("The weak harvest ended a four-year winning streak.", "winning streak", "framing_metaphor"),
        ("Trading volume was thin before the holiday.", "thin", "subjective_adjective"),
        ("Norvel, the leading maker of oars, opened a yard.", "the leading maker", "puffery"),
        ("The yard is a state-of-the-art dock on the river.", "state-of-the-art", "puffery"),
        ("They brushed the warning aside.", "brushed the warning aside", "non_neutral_reporting_verb"),
        ("The harbour master warned that the quay was sinking.", "warned", "non_neutral_reporting_verb"),
        ("The quay had in fact been closed for years.", "in fact", "editorializing"),
        ("Ada Brill was more sceptical.", "more sceptical", "editorializing"),
        ("Some fishermen left the harbour at noon.", "Some fishermen", "vague_quantity"),
        ("The bridge opened last month.", "last month", "relative_time"),
        ("Weeks before the vote, the bridge was closed.", "Weeks before", "relative_time"),
        ("The ferry is expected to sail in May.", "is expected to", "vague_attribution"),
        ("The cook, it is said, has already left.", "it is said", "vague_attribution"),
        ("Officials said that the ferry was full.", "Officials", "vague_attribution"),
        ("An adviser to a rival line said that the ferry was full.", "An adviser to a rival line", "vague_attribution"),
        ("Two people close to the talks said it was full.", "Two people close to the talks", "vague_attribution"),
        ("The paper cited people familiar with the sale.", "people familiar with the sale", "vague_attribution"),
    ],
)  # fmt: skip
def test_what_is_too_weak_to_judge_is_faint_in_any_text(sentence: str, quote: str, category: str) -> None:
    assert faint_in(sentence).get(quote) == category
    assert quote not in found_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A goat climbed the hill behind the school.",
        "The boat sank near the pier.",
        "A spokeswoman for the harbour said that the ferry was full.",
        "The police said that the ferry was full.",
        "The three officers said that the ferry was full.",
        "The wall is thin.",
        "Hospital admissions fell by nine percent.",
        "The ferry flooded the lower deck of the dock.",
        "The leading runner wore red.",
        "The top floor of the mill is empty.",
        "Two days before the vote, the bridge was closed.",
    ],
)
def test_plain_words_are_not_even_faint(sentence: str) -> None:
    wording = wording_of(sentence)
    assert not wording.loaded
    assert not wording.faint


def test_a_relative_time_is_open_only_where_the_document_has_no_date() -> None:
    text = "The bridge opened last month."
    dated = Document.from_text(text, published=date(2021, 6, 3))
    assert "last month" in faint_in(text)
    assert not extract_loaded(parse_document(dated), (), ()).faint


def test_a_round_number_is_vague_and_a_sum_is_not() -> None:
    assert faint_in("Dozens of boats left the harbour.") == {"Dozens of": "vague_quantity"}
    assert faint_in("The harbour cost $40 million.") == {}


def test_the_faint_words_of_a_speaker_are_the_speakers() -> None:
    items = wording_of("“Our shares soared and we bucked the trend,” said Ada Brill.").faint
    assert {(item.span.quote, item.voice, item.in_quotation) for item in items} == {
        ("soared", "source", True),
        ("bucked the trend", "source", True),
    }


def test_what_judges_and_what_is_faint_do_not_overlap() -> None:
    wording = wording_of(LEANING + "Officials warned last week that the idiotic move marks a clear violation.")
    items = sorted((*wording.loaded, *wording.faint), key=lambda item: item.span)
    assert wording.loaded
    assert wording.faint
    assert all(a.span.end <= b.span.start for a, b in pairwise(items))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.sampled_from(["slammed", "so-called", " “"]))
def test_any_text_gives_true_spans_in_order(noise: str, word: str) -> None:
    text = f"{noise}{word} {noise}"
    items = loaded_in(text)
    assert all(text[item.span.start : item.span.end] == item.span.quote for item in items)
    assert all(a.span.end <= b.span.start for a, b in pairwise(items))
    for item in items:
        assert item.span.quote == item.span.quote.strip()
        for edge in (item.span.start, item.span.end):
            assert not (0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum())


def test_the_time_grows_with_the_text_alone() -> None:
    def seconds(n: int) -> float:
        parse = parse_document(Document.from_text("The reckless mayor slammed the idiotic plan. " * n))
        started = time.process_time()
        assert len(extract_loaded(parse, (), ()).loaded) == 3 * n
        return time.process_time() - started

    seconds(10)
    assert seconds(240) < 32 * max(seconds(30), 0.005)
