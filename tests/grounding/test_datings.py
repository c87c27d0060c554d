"""A date's value follows from its expression and the day of publication, or it is none."""

from __future__ import annotations

from datetime import date

import pytest

from brief.document import Document
from brief.grounding.datings import check_reading, read_date

TEXT = "The lease began in 2016. Moss left on Tuesday. The vote was last year. Work took two weeks."


def against(words: str, value: str | None, timex: str | None = None, published: date | None = None) -> str | None:
    document = Document.from_text(TEXT, published=published)
    at = TEXT.index(words)
    reading = read_date(at, at + len(words), document, published)
    return check_reading(value, timex, words, reading)


@pytest.mark.parametrize(
    ("words", "value", "timex", "published"),
    [
        ("Tuesday", "2016-05-03", None, None),  # another year of the text
        ("last year", "2016", None, None),
        ("last year", "2031", None, date(2022, 3, 1)),
        ("Tuesday", "2023-02-28", None, date(2022, 3, 1)),
        ("2016", "2016-04", None, None),
        ("2016", "2016", "2017", None),
        ("two weeks", None, "P20Y", None),
        ("Moss left", "2016", None, None),
    ],
)
def test_a_value_that_does_not_follow_is_found(
    words: str, value: str | None, timex: str | None, published: date | None
) -> None:
    assert against(words, value, timex, published)


@pytest.mark.parametrize(
    ("words", "value", "published"),
    [
        ("2016", "2016", None),
        ("Tuesday", None, None),
        ("last year", "2021", date(2022, 3, 2)),
        ("Tuesday", "2022-03-01", date(2022, 3, 2)),
        ("Tuesday", "2022-03-08", date(2022, 3, 2)),  # the tense tells which
    ],
)
def test_a_value_that_follows_stands(words: str, value: str | None, published: date | None) -> None:
    assert against(words, value, None, published) is None
