"""Who says what, on sentences made up for each way English has of reporting."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.language.analysis import Attribution
from brief.language.attributions import extract_attributions
from brief.language.parse import parse_document
from brief.language.quotations import extract_quotations


def attributed(text: str) -> tuple[Attribution, ...]:
    document = Document.from_text(text)
    return extract_attributions(parse_document(document), extract_quotations(document))


def parts(found: Attribution) -> tuple[str, str, str]:
    return tuple(  # type: ignore[return-value]  # three roles, three strings
        " … ".join(span.quote for span in role) for role in (found.source, found.cue, found.content)
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that rates would rise.", "The mayor", "said", "that rates would rise"),
        ("Anna Weber has repeatedly said rates rose.", "Anna Weber", "has repeatedly said", "rates rose"),
        ("“We will pay,” said Anna Weber.", "Anna Weber", "said", "“We will pay,”"),
        ("“We will pay,” Weber said. “It is just.”", "Weber", "said", "“We will pay,” … “It is just.”"),
        ("“Will they pay?” Weber asked.", "Weber", "asked", "“Will they pay?”"),
        ("Weber told reporters that she would resign.", "Weber", "told", "that she would resign"),
        ("Talks, the minister said, will resume.", "the minister", "said", "Talks … will resume"),
        ("According to Weber, the bridge is safe.", "Weber", "According to", "the bridge is safe"),
        ("The bridge is safe, according to Weber.", "Weber", "according to", "The bridge is safe"),
        ("In the view of the union, the plan is a mistake.", "the union", "In the view of", "the plan is a mistake"),
        ("Western governments expressed concern over the plan.", "Western governments", "expressed concern over",
         "the plan"),
        ("The company denied the charges.", "The company", "denied", "the charges"),
        ("Officials warned of delays.", "Officials", "warned of", "delays"),
        ("Weber called it ‘a farce.’", "Weber", "called", "it ‘a farce.’"),
        ("Russian officials framed the plan as a defence.", "Russian officials", "framed", "the plan as a defence"),
        ("The bridge was described by Weber as a danger.", "Weber", "was described by", "The bridge … as a danger"),
        ("The bridge is expected to close in June.", "", "is expected", "The bridge … to close in June"),
        ("It is expected that talks will resume.", "", "is expected", "that talks will resume"),
        ("The mayor reportedly resigned.", "", "reportedly", "The mayor … resigned"),
        ("Weber is confident that the bridge will hold.", "Weber", "is confident", "that the bridge will hold"),
        ("The mayor asked residents to leave.", "The mayor", "asked", "residents to leave"),
    ],
)  # fmt: skip
def test_one_report(text: str, source: str, cue: str, content: str) -> None:
    (found,) = attributed(text)
    assert parts(found) == (source, cue, content)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We will pay,” Weber said.", "direct"),
        ("Weber said the plan was “a shameful thing to do to us” now.", "mixed"),
        ("Weber said the plan was good.", "indirect"),
        ("The plan is seen as a risk.", "indirect"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert [found.mode for found in attributed(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Weber said it rained.", "named_person"),
        ("The minister said it rained.", "role_only"),
        ("The Secretary of State said it rained.", "role_only"),
        ("Western governments said it rained.", "government_collective"),
        ("Russian officials said it rained.", "government_collective"),
        ("Analysts said it rained.", "unnamed_collective"),
        ("Critics said it rained.", "unnamed_collective"),
        ("The report said it rained.", "document"),
        ("Minsk said it rained.", "named_organisation"),
        ("The State Audit Office said it rained.", "named_organisation"),
        ("Police said it rained.", "named_organisation"),
        ("One attendee said it rained.", "role_only"),
        ("The plan is seen as a risk.", "implicit"),
    ],
)
def test_source_type(text: str, kind: str) -> None:
    assert [found.source_type for found in attributed(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closed on Monday.",
        "The ‘Northern Star’ rocket flew over the bay.",
        "He left early in order to catch the train.",
        "This deployment raises the cost of the plan.",
        "That said, the bridge is old.",
        "",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert attributed(text) == ()


def test_the_outlets_comment_goes_back_to_the_outlet() -> None:
    (found,) = attributed(
        "Weber noted that Kern keeps control of the fund, suggesting a high level of personal oversight."
    )
    assert parts(found)[2] == "that Kern keeps control of the fund"


def test_a_second_voice_is_a_second_attribution() -> None:
    text = "Analysts remain divided, with some supporting the move and others cautioning against the risks."
    assert [parts(found)[0] for found in attributed(text)] == ["some", "others"]


def test_an_appositive_after_according_to_is_no_content() -> None:
    (found,) = attributed(
        "According to Kern, a senior official in the matter, the decisions are ‘not up for discussion.’"
    )
    assert parts(found)[2] == "the decisions are ‘not up for discussion.’"
    assert found.holder == "Kern"


def test_a_source_ends_where_its_own_report_begins() -> None:
    first, second = attributed("The minister, who opposed the tax, said it would fail.")
    assert parts(first) == ("who", "opposed", "the tax")
    assert parts(second) == ("The minister", "said", "it would fail")


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_tagged_once() -> None:
    (found,) = attributed("“First we pay,” said Tom Baker, the treasurer.\n\n“Then we build.”")
    assert parts(found)[2] == "“First we pay,” … “Then we build.”"


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    found = attributed("Baker: ‘I will pay first’\n\nThe treasurer spoke on Monday.")
    assert parts(found[0]) == ("Baker", ":", "‘I will pay first’")


def test_negated_and_asked_cues_are_flagged() -> None:
    assert [found.negated for found in attributed("Weber did not say that taxes would rise.")] == [True]
    assert [found.negated for found in attributed("Weber never said that taxes would rise.")] == [True]
    assert [found.negated for found in attributed("Weber said that taxes would not rise.")] == [False]


def test_a_nested_report_stands_inside_the_outer_one_with_its_chain() -> None:
    (found,) = attributed("According to the audit, the harbour board said the crane was unsafe.")
    assert parts(found)[0] == "the audit"
    (inner,) = found.inner
    assert parts(inner) == ("the harbour board", "said", "the crane was unsafe")
    assert inner.chain == ("the audit",)


def test_a_pronoun_has_a_holder_when_one_person_alone_can_be_meant() -> None:
    first, second = attributed("Maria Keller said the quay was closed. She added that repairs would cost more.")
    assert (second.holder, second.confidence) == (first.holder, "explicit")
    assert first.holder == "Maria Keller"


def test_a_pronoun_between_two_persons_is_ambiguous() -> None:
    found = attributed("Maria Keller met Anna Weber. She said that repairs would cost more.")
    assert [(each.holder, each.confidence) for each in found[-1:]] == [(None, "ambiguous")]


def test_whom_the_text_calls_she_is_not_meant_by_he() -> None:
    found = attributed("Mrs. Keller said the quay was closed. He said that it was late.")
    assert found[-1].holder is None


@pytest.mark.parametrize(
    ("text", "designation"),
    [
        ("A spokesman for the yard said it was late.", "A spokesman for the yard"),
        ("It was late, a person briefed on the talks said.", "a person briefed on the talks"),
        ("Tom Baker, who ran the yard, said it was late.", "Tom Baker"),
        ("A former clerk, who left in May, said it was late.", "A former clerk"),
        ("Clerks who left in May said it was late.", "Clerks who left in May"),
        ("It was late, according to a study published on Thursday.", "a study"),
        ("The bank itself said that it was late.", "The bank"),
        ("Officials in Leeds, York and Hull said it was late.", "Officials in Leeds, York and Hull"),
    ],
)
def test_a_source_is_named_without_what_is_only_said_of_it(text: str, designation: str) -> None:
    (found,) = attributed(text)
    assert found.designation is not None
    assert found.designation.quote == designation


def test_who_is_made_to_conclude_concludes() -> None:
    (found,) = attributed("The storm led a committee to conclude that the warnings were useless.")
    assert parts(found)[0] == "a committee"


def test_she_is_one_person_throughout_a_sentence() -> None:
    text = "Maria Keller chairs the board. She had asked Tom Baker for the books, she told the court."
    assert [found.holder for found in attributed(text)] == ["Maria Keller"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Keller accepted that the quay was closed.", "Keller"),
        ("Keller pointed out that the quay was closed.", "Keller"),
        ("The board advised residents to boil water.", "The board"),
        ("The trust expects 200 visitors a day.", "The trust"),
        ("The paper reports that the quay is closed.", "The paper"),
    ],
)
def test_more_ways_of_saying(text: str, source: str) -> None:
    (found,) = attributed(text)
    assert parts(found)[0] == source


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["said", "“", "”", "Weber", "that", ",", ".", "it rains", "according to", ":", "the report", "‘x’", "\n\n",
             "who", "called", "claim", "\u200b", "😀", "is expected", "by", "others", "?"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_text_gives_sound_records(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for found in attributed(text):
        assert found.content
        assert found.cue
        for span in (*found.source, *found.cue, *found.content):
            assert text[span.start : span.end] == span.quote
            for edge in (span.start, span.end):
                assert not (0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum())
        spans = list(found.content)
        assert all(one.end <= other.start for one, other in pairwise(spans))
