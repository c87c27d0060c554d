"""The expressions of time: what is found, what it means with and without a publication date; nothing is invented."""

from __future__ import annotations

import gc
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.language.analysis import DateExpression
from brief.language.dates import extract_dates
from brief.language.parse import parse_document

PUBLISHED = date(2021, 6, 3)  # a Thursday


def read(text: str, published: date | None = PUBLISHED) -> tuple[DateExpression, ...]:
    return extract_dates(Document.from_text(text, published=published, title="-"))


# sentence, quote, type, EDTF value, TIMEX3 value, relation; published on Thursday, 3 June 2021
DATED = [
    ("The bridge opened on 3 November 2020.", "3 November 2020", "DATE", "2020-11-03", "2020-11-03", "event"),
    ("The bridge opened on November 3rd, 2020.", "November 3rd, 2020", "DATE", "2020-11-03", "2020-11-03", "event"),
    ("The bridge opened on Nov. 3, 2020, at last.", "Nov. 3, 2020", "DATE", "2020-11-03", "2020-11-03", "event"),
    (
        "The bridge opened on Tuesday, Nov. 3, 2020.",
        "Tuesday, Nov. 3, 2020",
        "DATE",
        "2020-11-03",
        "2020-11-03",
        "event",
    ),
    ("The log says 2020-11-03.", "2020-11-03", "DATE", "2020-11-03", "2020-11-03", "event"),
    ("The log says 25/12/2020.", "25/12/2020", "DATE", "2020-12-25", "2020-12-25", "event"),
    ("The log says 3/11/2020.", "3/11/2020", "DATE", "2020", "2020-XX-XX", "event"),
    ("It was sold in November 2020.", "November 2020", "DATE", "2020-11", "2020-11", "event"),
    ("Nobody has lived there since 1974.", "1974", "DATE", "1974", "1974", "start"),
    ("The mill shut in the 1980s.", "the 1980s", "DATE", "198X", "198", "event"),
    ("The mill shut in the late '90s.", "the late '90s", "DATE", "199X", "199", "event"),
    ("The chapel is of the 19th century.", "the 19th century", "DATE", "18XX", "18", "event"),
    ("The wall fell in 480 BC.", "480 BC", "DATE", "-0479", "BC0480", "event"),
    ("The ferry sank yesterday.", "yesterday", "DATE", "2021-06-02", "2021-06-02", "event"),
    ("The ferry sails tomorrow.", "tomorrow", "DATE", "2021-06-04", "2021-06-04", "event"),
    ("The ferry sank on Tuesday.", "Tuesday", "DATE", "2021-06-01", "2021-06-01", "event"),
    ("The ferry will sail on Tuesday.", "Tuesday", "DATE", "2021-06-08", "2021-06-08", "event"),
    ("The ferry sank last Friday.", "last Friday", "DATE", "2021-05-28", "2021-05-28", "event"),
    ("The ferry sank last week.", "last week", "DATE", "2021-05-24/2021-05-30", "2021-W21", "event"),
    ("Tolls rose two years ago.", "two years ago", "DATE", "2019", "2019", "event"),
    ("Tolls rose ten days ago.", "ten days ago", "DATE", "2021-05-24", "2021-05-24", "event"),
    ("Tolls will rise next March.", "next March", "DATE", "2022-03", "2022-03", "event"),
    ("Tolls rose in October.", "October", "DATE", "2020-10", "2020-10", "event"),
    ("Tolls will rise in October.", "October", "DATE", "2021-10", "2021-10", "event"),
    ("It must be done by the end of the year.", "the end of the year", "DATE", "2021", "2021", "deadline"),
    ("It must be done by mid-June.", "mid-June", "DATE", "2021-06", "2021-06", "deadline"),
    ("The road is shut until Friday.", "Friday", "DATE", "2021-06-04", "2021-06-04", "end"),
    (
        "Profit fell in the third quarter of 2020.",
        "the third quarter of 2020",
        "DATE",
        "2020-07/2020-09",
        "2020-Q3",
        "event",
    ),
    ("Profit fell last winter.", "last winter", "DATE", "2020-24", "2020-WI", "event"),
    ("She moved in around 2015.", "around 2015", "DATE", "2015~", "2015", "event"),
    ("The 2015-16 season was short.", "2015-16", "DATE", "2015/2016", "2015/2016", "event"),
    ("It rained on Friday night.", "Friday night", "TIME", "2021-05-28", "2021-05-28TNI", "event"),
    ("They met at 2:30 p.m. on Monday.", "2:30 p.m. on Monday", "TIME", "2021-05-31", "2021-05-31T14:30", "event"),
    ("He was held for ten years.", "ten years", "DURATION", None, "P10Y", "duration"),
    ("He got a two-year ban.", "two-year", "DURATION", None, "P2Y", "duration"),
    ("It lasted two and a half hours.", "two and a half hours", "DURATION", None, "PT2H30M", "duration"),
    ("Rents doubled over the last five years.", "the last five years", "DURATION", None, "P5Y", "duration"),
    ("The market is held every Monday.", "every Monday", "SET", None, "XXXX-WXX-1", "recurring"),
    ("The boats run daily.", "daily", "SET", None, "P1D", "recurring"),
    ("The grant is $5 million a year.", "a year", "SET", None, "P1Y", "recurring"),
    ("The queue is now longer.", "now", "DATE", None, "PRESENT_REF", "reference"),
    ("A recent count found nine.", "recent", "DATE", None, "PAST_REF", "event"),
    ("She will decide in the near future.", "the near future", "DATE", None, "FUTURE_REF", "event"),
    ("The board has long denied it.", "long", "DURATION", None, "PXX", "duration"),
]

# The same without a publication date: nothing that has to be counted from one gets a year.
UNDATED = [
    ("The ferry sank yesterday.", "yesterday", None, "XXXX-XX-XX"),
    ("The ferry sank on Tuesday.", "Tuesday", None, "XXXX-WXX-2"),
    ("The ferry sank last week.", "last week", None, "XXXX-WXX"),
    ("Tolls rose two years ago.", "two years ago", None, "XXXX"),
    ("Tolls will rise in October.", "October", "XXXX-10", "XXXX-10"),
    ("Tolls will rise on Jan. 1.", "Jan. 1", "XXXX-01-01", "XXXX-01-01"),
    ("Tolls rose at the end of October.", "the end of October", "XXXX-10", "XXXX-10"),
    ("It must be done by the end of the year.", "the end of the year", None, "XXXX"),
    ("Profit fell in the third quarter.", "the third quarter", None, "XXXX-Q3"),
    ("Profit fell last winter.", "last winter", "XXXX-24", "XXXX-WI"),
    ("It rained on Friday night.", "Friday night", None, "XXXX-WXX-5TNI"),
]


@pytest.mark.parametrize(("text", "quote", "type", "value", "timex", "relation"), DATED)
def test_expression_with_publication_date(
    text: str, quote: str, type: str, value: str | None, timex: str, relation: str
) -> None:
    found = read(text)
    assert [(d.span.quote, d.type, d.value, d.timex, d.relation) for d in found] == [
        (quote, type, value, timex, relation)
    ]


@pytest.mark.parametrize(("text", "quote", "value", "timex"), UNDATED)
def test_expression_without_publication_date(text: str, quote: str, value: str | None, timex: str) -> None:
    found = read(text, None)
    assert [(d.span.quote, d.value, d.timex, d.needs_anchor) for d in found] == [(quote, value, timex, True)]


@pytest.mark.parametrize(
    "text",
    [
        "May said she may march on.",
        "June Carter sang for April Jones.",
        "A 12-year-old boy came second.",
        "Some 1,500 people and 2,000 dogs came.",
        "The bill was $1999.",
        "They spring up and fall down.",
        "On Feb. 30, 2021, nothing happened.",
        "Three quarters of the crop was lost.",
    ],
)
def test_no_expression(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On June 3, 2019, it rained. The next day was dry.", ["2019-06-03", "2019-06-04"]),
        ("On June 3, 2019, it rained. Two days later it snowed.", ["2019-06-03", "2019-06-05"]),
        ("The wall fell in June 2019. In May of that year it had cracked.", ["2019-06", "2019-05"]),
        ("It ran 12-14 July 2019.", ["2019-07-12", "2019-07-14"]),
        ("It ran July 12-14.", ["XXXX-07-12", "XXXX-07-14"]),
        ("Floods came in May and June 1955.", ["1955-05", "1955-06"]),
    ],
)
def test_a_date_in_the_text_anchors_what_follows(text: str, values: list[str]) -> None:
    assert [d.value for d in read(text, None)] == values


def test_a_history_counts_months_from_the_year_it_has_come_to() -> None:
    text = (
        "War broke out on 4 May 1911. The siege began in August 1911. In 1912 the town fell. "
        "A truce was signed in March. In 1913 the queen returned. The court moved in September."
    )
    for published in (None, date(2009, 12, 19)):
        values = [d.value for d in read(text, published)]
        assert values == ["1911-05-04", "1911-08", "1912", "1912-03", "1913", "1913-09"]


def test_an_aside_does_not_move_a_history() -> None:
    text = (
        "War broke out on 4 May 1911. The siege began in August 1911. In 1912 the town fell. "
        "It recalled the rising of 1830. A truce was signed in March."
    )
    assert read(text, None)[-1].value == "1912-03"


def test_from_and_to_are_start_and_end() -> None:
    assert [d.relation for d in read("The show runs from May to July.")] == ["start", "end"]
    assert read("The deadline of December looms.")[0].relation == "deadline"


def test_what_the_text_gives_in_full_needs_no_anchor() -> None:
    assert [d.needs_anchor for d in read("Since 1974 and since 3 May 2020 and for ten years.")] == [False] * 3


def test_the_parse_tells_a_verb_from_a_month_and_the_future_from_the_past() -> None:
    text = "March to the gate, she said. The crew leaves for Oslo on Tuesday."
    document = Document.from_text(text, published=PUBLISHED)
    dates = extract_dates(document, parse_document(document))
    assert [d.span.quote for d in dates] == ["Tuesday"]


def test_spans_survive_line_breaks_and_marks() -> None:
    text = "It sank “last\n   Friday”—and on Nov.\n3, 2020’s first storm."
    assert [d.span.quote for d in read(text)] == ["last\n   Friday", "Nov.\n3, 2020"]


WORDS = st.sampled_from(
    "the a last next May March Monday Sept. Nov 3 12 31 99 1/2 3rd early late mid - – , . ' 's 's of in on by from to "
    "year years quarter third week ago later two hundred and half every night morning 5 p.m. 10:30 '90s 90s BC fiscal "
    "Christmas Easter New Year's Day summer recent now today tomorrow"
    " this that following \n\n \u00a0 é 中 ½ ² ٣ Q3".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30), st.sampled_from([None, PUBLISHED, date.min, date.max]))
def test_any_sequence_of_time_words_is_survived(words: list[str], published: date | None) -> None:
    check(" ".join(words), published)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.sampled_from([None, PUBLISHED]))
def test_any_text_is_survived(text: str, published: date | None) -> None:
    check(text, published)


def check(text: str, published: date | None) -> None:
    document = Document.from_text(text, published=published, title="-")
    end = 0
    for found in extract_dates(document):
        assert document.text[found.span.start : found.span.end] == found.span.quote
        assert found.span.start >= end
        end = found.span.end
        assert not (text[max(0, found.span.start - 1) : found.span.start].isalnum() and found.span.quote[0].isalnum())
        assert not (text[end : end + 1].isalnum() and found.span.quote[-1].isalnum())
        assert found.value is None or found.type not in ("DURATION", "SET")
        if found.value is not None:
            assert all(re.fullmatch(EDTF, part) for part in found.value.split("/")), found
        # No token above is a year but 3 BC and the like: without a publication date no year may appear.
        if published is None and not re.search(r"\d{4}|\d\d\d", text):
            assert not re.search(r"\d{4}(?!\d)", re.sub(r"BC\d{4}|P\d+|^-\d{4}", "", f"{found.value} {found.timex}")), (
                found
            )


EDTF = r"-?(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-\d\d(?:-\d\d)?)?~?"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        " ",
        "\n",
        "a",
        "the ",
        "one hundred and ",
        "1-",
        "1,",
        "early the ",
        "no more than ",
        "12:00:",
        "Monday, ",
        "½",
        "a year ",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(n_chars: int) -> float:
        document = Document(text=piece * (n_chars // len(piece)), id="-", title="-", published=PUBLISHED)
        gc.disable()  # what other tests left behind is not this text's
        try:
            began = time.process_time()
            extract_dates(document)
            return time.process_time() - began
        finally:
            gc.enable()

    read("warm up")
    # Quadratic time would be 64 times as long for eight times the text; linear is 8.
    assert seconds(40_000) < 30 * max(seconds(5_000), 0.01)


# What the clause says of the direction; published on Tuesday, 18 May 2021, read with a parse.
DIRECTED = [
    ("The council said the bridge would reopen by the end of November.", "the end of November", "2021-11"),
    ("A meeting was planned for Monday.", "Monday", "2021-05-24"),
    ("The road was closed until at least Friday.", "Friday", "2021-05-21"),
    ("Trading was thin ahead of Thursday's holiday.", "Thursday", "2021-05-20"),
    ("She leaves the agency on Friday.", "Friday", "2021-05-21"),
    ("She left the agency on Friday.", "Friday", "2021-05-14"),
    ("The company plans to close the site in March.", "March", "2022-03"),
    ("The contract had been signed in July.", "July", "2020-07"),
    ("The report, to be published in autumn, was delayed.", "autumn", "2021-23"),
    ("He told reporters on Monday that the ship would sail on Wednesday.", "Monday", "2021-05-17"),
    ("He told reporters on Monday that the ship would sail on Wednesday.", "Wednesday", "2021-05-19"),
    ("The deal, announced on Friday, would create a bank.", "Friday", "2021-05-14"),
]


@pytest.mark.parametrize(("text", "quote", "value"), DIRECTED)
def test_the_clause_decides_the_direction(text: str, quote: str, value: str) -> None:
    document = Document.from_text(text, published=date(2021, 5, 18))
    found = {d.span.quote: d.value for d in extract_dates(document, parse_document(document))}
    assert found[quote] == value


def values(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None, bool]]:
    return [(d.span.quote, d.value, d.needs_anchor) for d in read(text, published)]


def test_a_day_given_with_its_year_keeps_it() -> None:
    text = "The dam broke on 9 March 2020. Nobody slept. On the night of 9 March the valley was dark."
    assert values(text)[1] == ("the night of 9 March", "2020-03-09", False)


def test_a_named_day_is_not_given_by_the_document() -> None:
    assert values("The pump had been broken since Easter.") == [("Easter", None, False)]
    assert values("Will it still fly at Christmas 2022?")[0][1:] == (None, False)


def test_a_time_belongs_to_the_day_just_named_or_to_none() -> None:
    assert values("The shop closes at midnight.") == [("midnight", None, False)]
    text = (
        "The train left the track on Tuesday. It happened at 4:40 a.m. on the bridge. Help came at 6 a.m. and at 7 a.m."
    )
    assert [value for _, value, _ in values(text)] == ["2021-06-01"] * 4
    assert all(needs_anchor for *_, needs_anchor in values(text))


def test_the_entries_of_a_log_are_of_its_day() -> None:
    log = "11:05 – The lift has stopped.\n\n11:40 – It had failed in April, or at Easter.\n\n12:10 – It moves again."
    stamps = [d for d in read(log) if d.type == "TIME"]
    assert [(d.value, d.needs_anchor, d.relation) for d in stamps] == [("2021-06-03", True, "reference")] * 3


def test_the_year_after_a_year_is_a_length() -> None:
    text = "Doctors followed 40 people for a year. During the year nine of them fell ill."
    assert values(text)[1] == ("the year", None, False)
    assert values("Prices fell during the year.") == [("the year", "2021", True)]


def test_what_is_counted_from_an_anchored_date_is_anchored() -> None:
    text = "The fire broke out on 3 April. A day earlier the hall had been inspected."
    assert values(text)[1] == ("A day earlier", "2021-04-02", True)
    text = "The fire broke out on 3 April 2019. A day earlier the hall had been inspected."
    assert values(text)[1] == ("A day earlier", "2019-04-02", False)


def test_a_report_full_of_years_is_no_history() -> None:
    years = " ".join(f"In {year} the fund bought a house." for year in [*range(2014, 2021)] * 3)
    news = "On Monday it said so. On Tuesday it denied it. Yesterday it fell silent. It will speak next week."
    assert ("October", "2020-10", True) in values(f"{news} {years} It had sold one in October.")


RELATIONS = [
    ("Prices were at their lowest since 2012.", "reference"),
    ("It was the worst storm since 2012, when nine people died.", "event"),
    ("The figures from 2020 were lower.", "reference"),
    ("The shop was founded in 2015.", "start"),
    ("The permit expired in 2015.", "end"),
    ("The loan falls due on 14 November.", "deadline"),
    ("The rate rose to 3% in May.", "reference"),
    ("PORT ELM, June 3, 2021 – A plant has opened.", "reference"),
    ("The firm cut its forecast for 2022.", "reference"),
    ("The race is set for Sunday.", "event"),
    ("It had no rules before 2020.", "reference"),
    ("Results will not be ready before 2024.", "start"),
    ("Sales rose in the twelve months to January 31.", "end"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_words_around_give_the_part_it_plays(text: str, relation: str) -> None:
    assert read(text)[-1].relation == relation


def test_a_span_leaves_out_what_stands_before_it() -> None:
    assert [d.span.quote for d in read("It lasted over six years.")] == ["six years"]
    assert [d.span.quote for d in read("The trial is due to last three weeks.")] == ["three weeks"]
    assert [d.span.quote for d in read("They sang once a week.")] == ["once a week"]
    assert read("It was blowing at 140 kilometres an hour.") == ()
