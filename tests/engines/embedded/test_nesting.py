"""The innermost holder holds a nested report, and the statement names whoever passed it on."""

import pytest

from brief.document import Document
from brief.pipeline import summarise


@pytest.mark.parametrize(
    ("text", "source", "statement"),
    [
        (
            "The report says Mara Kell told Tom Ray that the pier would close.",
            "Mara Kell",
            "The report said that Mara Kell told Tom Ray that the pier would close.",
        ),
        (
            "Mara Kell has told colleagues that she will not sign, according to two of the engineers.",
            "Mara Kell",
            "Mara Kell has told colleagues that she will not sign, according to two of the engineers.",
        ),
        # Half of it is the outer holder's own.
        (
            "Tom Ray said that the pier leaks badly in winter and that Mara Kell denied it.",
            "Tom Ray",
            "Tom Ray said that the pier leaks badly in winter and that Mara Kell denied it.",
        ),
        # What somebody would say has not been said.
        (
            "Tom Ray said that Mara Kell would declare that the pier leaks.",
            "Tom Ray",
            "Tom Ray said that Mara Kell would declare that the pier leaks.",
        ),
    ],
)
def test_a_nested_report_is_its_own_speakers(text: str, source: str, statement: str) -> None:
    claims = summarise(Document.from_text(f"The pier at Halm was closed on Monday.\n\n{text}")).claims
    assert (source, statement) in {(claim.attribution.source, claim.statement) for claim in claims}
