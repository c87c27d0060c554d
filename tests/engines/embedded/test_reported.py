"""The claims of others: told as said only where the text says that they were said."""

import pytest

from brief.document import Document
from brief.pipeline import summarise


def _statements(text: str) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for claim in summarise(Document.from_text(text)).claims:
        found.setdefault(claim.attribution.source, []).append(claim.statement)
    return found


@pytest.mark.parametrize(
    ("text", "source", "statement"),
    [
        ("Dara Orr insisted that the pier is safe.", "Dara Orr", "Dara Orr said that the pier is safe."),
        ("According to Dara Orr, the pier is safe.", "Dara Orr", "Dara Orr said that the pier is safe."),
        ("“The pier is safe,” Dara Orr said.", "Dara Orr", "Dara Orr said: “The pier is safe”."),
        ("Dara Orr denied that the pier is safe.", "Dara Orr", "Dara Orr denied that the pier is safe."),
        (
            "Dara Orr avoided saying that the pier is safe.",
            "Dara Orr",
            "Dara Orr avoided saying that the pier is safe.",
        ),
        ("Dara Orr declined to say how the pier sank.", "Dara Orr", "Dara Orr declined to say how the pier sank."),
        ("Dara Orr failed to tell voters that it leaks.", "Dara Orr", "Dara Orr failed to tell voters that it leaks."),
        ("Residents fear that the pier is unsafe.", "Residents", "Unnamed residents fear that the pier is unsafe."),
    ],
)
def test_a_report_is_worded_by_its_cue(text: str, source: str, statement: str) -> None:
    assert statement in _statements(f"The town of Ostby has a pier. {text}")[source]


@pytest.mark.parametrize(
    "text",
    [
        "Had Dara Orr said that the pier is safe, nobody would have left.",
        "If Dara Orr said that the pier is safe, she was wrong.",
        "Dara Orr could say that the pier is safe.",
        "Dara Orr would not say that the pier is safe.",
    ],
)
def test_what_was_not_said_is_only_quoted(text: str) -> None:
    statements = [s for found in _statements(f"The town of Ostby has a pier. {text}").values() for s in found]
    assert any(text.rstrip(".") in statement for statement in statements)
    assert not any(statement.startswith("Dara Orr said") for statement in statements)


def test_a_headline_is_the_outlets_whoever_it_is_about() -> None:
    found = _statements("Mayor knew of leak, says engineer\n\nThe engineer Dara Orr said that the pier leaks.")
    assert found[None] == ["The headline says: “Mayor knew of leak, says engineer”."]


def test_a_council_is_not_its_town() -> None:
    assert "Arden" not in _statements("The Arden council said that the water was clean. Arden has a lake.")


def test_what_the_outlet_hangs_on_is_its_own() -> None:
    found = _statements("Dara Orr said that the pier is safe, suggesting a change of mind.")
    assert found["Dara Orr"] == ["Dara Orr said that the pier is safe."]
    assert found[None] == ["The article comments: “suggesting a change of mind”."]


def test_two_who_say_it_together_are_named_together() -> None:
    assert "Dara Orr and Piet Ray" in _statements("Dara Orr and Piet Ray said that the pier is safe.")


def test_a_quotation_after_a_paraphrase_goes_on_in_its_speakers_mouth() -> None:
    found = _statements("Dara Orr said that the pier leaks. “We knew it. Nobody listened,” she said.")
    assert "Dara Orr said: “We knew it”." in found["Dara Orr"]


def test_what_is_only_mentioned_on_the_way_makes_nobody_the_holder() -> None:
    found = _statements("Dara Orr’s plan to close the pier drew a crowd of 300 to the hall.")
    assert "Dara Orr" not in found


def test_the_outlet_never_asserts_what_stands_in_speech_marks() -> None:
    found = _statements("“The pier is a wreck. It must go.” Nobody in the hall spoke.")
    assert not any(statement.startswith("The article says that the pier") for statement in found[None])


def test_she_is_not_somebody_whom_her_own_words_name() -> None:
    found = _statements("Piet Ray left early. “Piet Ray should resign,” she said.")
    assert "Piet Ray" not in found or not any("resign" in statement for statement in found["Piet Ray"])


@pytest.mark.parametrize(
    ("text", "source", "statement"),
    [
        (
            "A harbour spokesman disputed that, saying all three towns had been told by noon.",
            "A harbour spokesman",
            "A harbour spokesman disputed that, saying all three towns had been told by noon.",
        ),
        (
            "Southern governments have expressed concern over the harbour, viewing it as a move by Norrland.",
            "Southern governments",
            "Unnamed Southern governments have expressed concern over the harbour, viewing it as a move by Norrland.",
        ),
        (
            "According to Dara Orr, the use of this crane in Ostby is intended to help the port.",
            "Dara Orr",
            "Dara Orr said that the use of the crane in Ostby is intended to help the port.",
        ),
        (
            "Dara Orr, asked about the pier, said that the boats are safe.",
            "Dara Orr",
            "Dara Orr said that the boats are safe.",
        ),
        (
            "However, the boats are being sold, the Harbour Fund said.",
            "Harbour Fund",
            "The Harbour Fund said that the boats are being sold.",
        ),
        (
            "Dara Orr said the boats were not gone, and dockers warned that the quay was closing.",
            "Dara Orr",
            "Dara Orr said that the boats were not gone.",
        ),
    ],
)
def test_a_report_stands_by_itself(text: str, source: str, statement: str) -> None:
    assert statement in _statements(f"The town of Ostby has a pier and a crane. {text}").get(source, [])


def test_what_stands_behind_a_quotation_is_its_speakers_with_a_doubt() -> None:
    text = (
        "The work began in May. Dara Orr noted that it is going “according to plan,” with a definitive goal of opening "
        "the pier in June."
    )
    claim = next(c for c in summarise(Document.from_text(text)).claims if "goal" in c.statement)
    assert claim.attribution.source == "Dara Orr"
    assert claim.attribution.confidence == "ambiguous"
    assert "definitive" not in claim.statement


def test_a_colon_gives_nothing_to_whoever_comes_behind_it() -> None:
    text = "The pier had been shut before: Dara Orr declared war on the port in 1996, and nobody answered."
    assert not any(source == "Dara Orr" for source in _statements(text) if source)
