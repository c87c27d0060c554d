"""The claims of a page: which are told, under whom, and that no title is repeated by what stands under it."""

from __future__ import annotations

from brief.briefing import Briefing
from brief.renderers.markdown import render_markdown

TITLES = ("What the article reports", "What people and institutions say", "What the article itself judges")


def _with_claims(briefing: Briefing, *claims: tuple[str, str, str, tuple[int, int]]) -> Briefing:
    """The briefing with further claims of the outlet's: statement, salience, support, place in the text."""
    record = briefing.model_dump(mode="json")
    model = next(claim for claim in record["claims"] if claim["attribution"]["mode"] == "none")
    for number, (statement, salience, support, (start, end)) in enumerate(claims, 90):
        evidence = [{"start": start, "end": end, "quote": "x" * (end - start)}]
        made = {"id": f"c{number}", "statement": statement, "salience": salience, "support": support}
        record["claims"].append(model | made | {"kind": "assertion", "evidence": evidence})
    return Briefing.model_validate(record)


def test_everything_shows_every_claim_and_the_page_counts_the_rest(briefing: Briefing) -> None:
    full, page = render_markdown(briefing, everything=True), render_markdown(briefing)
    assert all(claim.statement in full for claim in briefing.claims)
    assert "less weight" not in full
    assert "Some say the ferry could be sold" not in page
    assert page.count("1 of less weight is not told here (`--all` shows them)") == 1


def test_a_section_whose_claims_all_weigh_little_still_tells_some(briefing: Briefing) -> None:
    (judged,) = [claim for claim in briefing.claims if claim.kind == "judgement"]
    assert judged.salience == "low"
    assert "- “The heartless plan ignores the island”. [c5]" in render_markdown(briefing).splitlines()


def test_claims_of_less_weight_that_open_alike_are_run_in(briefing: Briefing) -> None:
    page = render_markdown(
        _with_claims(
            briefing,
            ("The article speaks of “a pier”.", "supporting", "verified", (0, 5)),
            ("The article speaks of “the U.S.”.", "supporting", "verified", (6, 9)),
            ("The pier is shut.", "supporting", "verified", (9, 12)),
            ("The quay is open.", "supporting", "verified", (13, 16)),
        )
    )
    assert "- The article also speaks of “a pier” [c90]; “the U.S.” [c91]" in page
    assert "- Also: The pier is shut. [c92] The quay is open. [c93]" in page


def test_what_a_quotation_on_the_page_holds_is_not_told_beside_it(briefing: Briefing) -> None:
    page = render_markdown(
        _with_claims(
            briefing,
            ("The article says: “The pier is shut and the quay is open”.", "core", "quoted", (0, 40)),
            ("The article says that the pier is shut.", "supporting", "verified", (0, 16)),
        )
    )
    assert "The pier is shut and the quay is open" in page
    assert "that the pier is shut" not in page


def test_a_title_is_not_repeated_by_what_stands_under_it(briefing: Briefing) -> None:
    told = (("The article says that the pier is shut.", "core", "verified", (0, 5)),)
    page, full = (render_markdown(_with_claims(briefing, *told), everything=each) for each in (False, True))
    assert "- The pier is shut. [c90]" in page.splitlines()
    assert "- The article says that the pier is shut. [c90]" in full.splitlines()
    assert "- said the line was safe. (speaker inferred) [c3]" in page.splitlines()


def test_claims_stand_under_who_holds_them(briefing: Briefing) -> None:
    page = render_markdown(briefing, everything=True)
    reported, said, judged = (page.split(f"## {title}\n")[1].split("\n## ")[0] for title in TITLES)
    assert "4,000 people" in reported
    places = [
        said.index(words) for words in ("**Ada Quill**", "We have no choice", "line was safe. (speaker inferred)")
    ]
    assert places == sorted(places)
    assert said.index("the line was safe") < said.index("**Others**") < said.index("The council said")
    assert "heartless plan" in judged
    assert "- “heartless”: subjective adjective (s6); plainer: delete" in judged


def test_a_holder_is_named_once_with_or_without_the_article(briefing: Briefing) -> None:
    record = briefing.model_dump(mode="json")
    for claim in record["claims"]:
        if claim["id"] in ("c1", "c6"):
            claim["attribution"] |= {"source": "council", "source_type": "named_organisation", "actor_id": "a2"}
    record["claims"][-1]["statement"] = "Councillors say the ferry could be sold."
    record["claims"][-1]["salience"] = "core"
    page = render_markdown(Briefing.model_validate(record))
    section = page.split("**Council**\n\n")[1].split("\n\n")[0].splitlines()
    assert section == [
        "- said the ferry to Ness will stop on 3 May. [c1]",
        "- Councillors say the ferry could be sold. [c6]",
    ]
