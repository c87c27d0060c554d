"""Choosing: from a claim to its words, from words to their claims, from a link to a claim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def lit(page: Page) -> str:
    """The words that are lit, as they stand."""
    return "".join(page.locator(".words .lit").all_text_contents())


def is_in_sight(page: Page, selector: str) -> bool:
    """Whether the first of these is within its pane."""
    return bool(
        page.locator(selector).first.evaluate(
            """node => {
              const box = node.getBoundingClientRect(), pane = node.closest(".pane").getBoundingClientRect();
              return box.top >= pane.top && box.bottom <= Math.min(pane.bottom, innerHeight);
            }"""
        )
    )


def test_a_claim_lights_up_its_words_and_scrolls_to_them(open_page: Open, shots: Path) -> None:
    page = open_page("farm")
    claim = page.locator(".claim").last
    quote = claim.locator("blockquote p").first.text_content()
    claim.locator(".statement").click()
    assert lit(page) == quote
    assert is_in_sight(page, ".words .lit")
    expect(claim).to_have_class(re.compile("picked"))
    expect(page.locator("#status")).to_contain_text("is chosen")
    assert page.url.endswith(f"#{claim.get_attribute('id')}")
    page.screenshot(path=shots / "claim-chosen.png")


def test_the_speaker_and_the_verb_stand_out(open_page: Open) -> None:
    page = open_page("note")
    page.locator("#c1 .statement").click()
    assert page.locator(".words .speaking").all_text_contents() == ["the council", "said"]


def test_words_show_the_claims_they_support(open_page: Open, shots: Path) -> None:
    page = open_page("note")
    page.locator(".words .held", has_text="It carried").click()
    expect(page.locator("#chosen h3")).to_have_text("These words support 1 claim")
    expect(page.locator("#chosen li")).to_contain_text("The ferry carried 4,000 people in 2019.")
    expect(page.locator(".claim.picked")).to_have_attribute("id", "c4")
    assert is_in_sight(page, ".claim.picked")
    page.screenshot(path=shots / "words-chosen.png")
    page.locator("#chosen li a").last.click()
    expect(page.locator("#chosen")).to_be_hidden()
    assert page.url.endswith("#c4")


def test_words_that_overlap_show_all_their_claims(open_page: Open) -> None:
    page = open_page("hostile")
    # Every sentence supports two claims there, its first word alone the second.
    page.locator(".words .held", has_text="Storm").first.click()
    expect(page.locator("#chosen h3")).to_have_text("These words support 1 claim")
    page.locator(".words .held[data-claims*=' ']").first.click()
    expect(page.locator("#chosen h3")).to_have_text("These words support 2 claims")
    assert page.locator(".claim.picked").count() == 2


def test_selecting_words_with_the_mouse_shows_their_claims(open_page: Open) -> None:
    page = open_page("note")
    first, last = (
        page.locator(".words .held", has_text="The ferry to"),
        page.locator(".words .held", has_text="heartless"),
    )
    begin, end = first.bounding_box(), last.bounding_box()
    assert begin is not None
    assert end is not None
    page.mouse.move(begin["x"] + 5, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 5, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator("#chosen h3")).to_have_text("These words support 5 claims")
    assert page.evaluate("getSelection().toString().length") > 20


def test_loaded_words_tell_their_category_and_a_plainer_wording(open_page: Open) -> None:
    page = open_page("note")
    page.locator(".words .loaded").click()
    expect(page.locator("#chosen .note")).to_have_text("heartless: subjective adjective; plainer: leave it out")


def test_a_link_to_a_claim_chooses_it(open_page: Open) -> None:
    page = open_page("farm", hash="#c20")
    expect(page.locator("#c20")).to_have_class(re.compile("picked"))
    assert lit(page) == page.locator("#c20 blockquote p").first.text_content()
    assert is_in_sight(page, "#c20")
    assert is_in_sight(page, ".words .lit")
    page.evaluate("location.hash = '#c3'")
    expect(page.locator("#c3")).to_have_class(re.compile("picked"))
    expect(page.locator("#c20")).not_to_have_class(re.compile("picked"))


@pytest.mark.parametrize("hash", ["#c99999", "#c0", "#c1x", "#<script>", "#%F0", "#briefing"])
def test_a_link_to_nothing_chooses_nothing(hash: str, open_page: Open) -> None:
    page = open_page("note", hash=hash)
    assert page.locator(".picked, .lit").count() == 0


def test_the_link_to_a_claim_can_be_copied(open_page: Open) -> None:
    page = open_page("note", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#c3 .statement").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#c3 .acts button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("#c3")


def test_where_the_clipboard_is_closed_the_link_is_shown(open_page: Open) -> None:
    page = open_page("note")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }")
    page.locator("#c3 .statement").click()
    page.get_by_role("button", name="Copy link").click()
    assert page.get_by_label("Link to claim 3").last.input_value().endswith("#c3")


def test_a_date_a_tension_a_question_and_a_citation_lead_into_the_text(open_page: Open) -> None:
    page = open_page("note")
    for selector, words in (
        ("#timeline .passage >> text=2019", "2019"),
        ("#tensions footer .passage", "Quill said last month that the line was safe"),
        ("#questions .passage", "Some say"),
        ("#wording .passage", "heartless"),
        ("#silent .passage", "Ferry to Ness “doomed”, islanders fear"),
        (".summary .cite >> nth=0", "The ferry to Ness will stop on 3 May"),
        ("#voices .unit >> nth=0", "It carried 4,000 people in 2019."),
        (".strip a >> nth=1", "The ferry to Ness will stop on 3 May, the council said."),
    ):
        page.locator(selector).first.click()
        assert lit(page) == words, selector
        assert is_in_sight(page, ".words .lit")


def test_every_sentence_of_the_strip_tells_its_claims_or_why_it_has_none(open_page: Open) -> None:
    page = open_page("note")
    page.locator(".strip a").nth(2).click()
    expect(page.locator("#chosen h3")).to_have_text("Sentence 3")
    expect(page.locator("#chosen li")).to_contain_text("We have no choice")
    page.locator(".strip a").first.click()
    expect(page.locator("#chosen h3")).to_have_text("Sentence 1: a headline that the text repeats")
    expect(page.locator("#chosen li")).to_have_count(0)


def test_a_second_choice_takes_the_place_of_the_first(open_page: Open) -> None:
    page = open_page("note")
    page.locator("#c1 .statement").click()
    page.locator("#c4 .statement").click()
    assert lit(page) == "It carried 4,000 people in 2019."
    assert page.locator(".picked").count() == 1
    page.locator(".words h3 .sentence").click()
    assert page.locator(".picked, .lit").count() == 0
