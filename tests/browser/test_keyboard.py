"""The keyboard: everything can be reached and left, and where the focus is can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def focused(page: Page) -> str:
    """Where the focus is: the id or the text of the element."""
    here: str = page.evaluate(
        "(n => n.id || n.getAttribute('aria-label') || n.textContent.trim())(document.activeElement)"
    )
    return here


def test_the_arrow_keys_go_through_the_claims_and_enter_chooses(open_page: Open) -> None:
    page = open_page("note")
    page.locator("#c1 .statement").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".claim.picked")).to_have_attribute("id", "c3")
    page.keyboard.press("End")
    assert focused(page) == "Some say the ferry could be sold."
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "The council said the ferry to Ness will stop on 3 May."


def test_filtered_claims_are_passed_over(open_page: Open) -> None:
    page = open_page("note")
    page.locator("#speaker").select_option(label="Ada Quill (2)")
    assert page.locator("#claim-list .statement[tabindex='0']").count() == 1
    page.locator("#c2 .statement").focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Ada Quill said the line was safe."
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Ada Quill said the line was safe."


def test_words_can_be_chosen_by_their_numbers(open_page: Open) -> None:
    page = open_page("note")
    page.locator(".words .ref").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Claim 3"
    page.keyboard.press("Enter")
    expect(page.locator("#chosen h3")).to_have_text("These words support 1 claim")
    expect(page.locator(".claim.picked")).to_have_attribute("id", "c3")


def test_the_strip_and_the_chart_are_one_stop_each(open_page: Open) -> None:
    page = open_page("note")
    for selector in (".strip a", ".voices .unit"):
        links = page.locator(selector)
        assert [link.get_attribute("tabindex") for link in links.all()] == ["0"] + ["-1"] * (links.count() - 1)
        links.first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        assert page.locator(".words .lit").count() > 0
        page.keyboard.press("Escape")


def test_escape_clears_the_choice_and_then_the_filters(open_page: Open) -> None:
    page = open_page("note", hash="#c4")
    page.locator("#speaker").select_option(label="The article itself (2)")
    page.keyboard.press("Escape")
    assert page.locator(".picked, .lit").count() == 0
    assert "#" not in page.url
    assert page.locator(".claim.out").count() == 4
    page.keyboard.press("Escape")
    assert page.locator(".claim.out").count() == 0


def test_the_tab_key_reaches_all_parts_and_the_focus_shows_everywhere(open_page: Open) -> None:
    page = open_page("note")
    seen: list[str] = []
    stops = 0
    while stops < 120:
        page.keyboard.press("Tab")
        stops += 1
        if page.evaluate("document.activeElement === document.body"):
            break
        seen.append(
            page.evaluate("(n => n.className.baseVal ?? (n.className || n.id || n.tagName))(document.activeElement)")
        )
        shows = page.evaluate(
            """(node => {
              const near = [node, node.nextElementSibling, ...node.children].filter(Boolean);
              const styles = near.map(n => getComputedStyle(n));
              return styles.some(s => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
                || s.boxShadow !== "none" || (s.stroke !== "none" && parseFloat(s.strokeWidth) >= 2));
            })(document.activeElement)"""
        )
        assert shows or "pane" in seen[-1], seen[-1]
    assert stops < 120
    text = " ".join(seen)
    for part in ("skip", "theme-auto", "unit", "speaker", "statement", "passage", "pane text", "ref"):
        assert part in text, part


def test_the_skip_links_lead_to_both_sides(open_page: Open) -> None:
    page = open_page("note")
    for name, target in (("Skip to the briefing", "briefing"), ("Skip to the text", "text")):
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target
