"""Filters: speaker, kind and weight, each alone and together; nothing ticked means everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def listed(page: Page) -> list[str]:
    """The ids of the claims in the list."""
    found: list[str] = page.evaluate("[...document.querySelectorAll('.claim:not(.out)')].map(node => node.id)")
    return found


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check(force=True)


def test_each_filter_leaves_its_claims(open_page: Open) -> None:
    page = open_page("note")
    assert listed(page) == ["c1", "c2", "c3", "c4", "c5", "c6"]
    page.locator("#speaker").select_option(label="Ada Quill (2)")
    assert listed(page) == ["c2", "c3"]
    expect(page.locator("#shown")).to_have_text("2 claims of 6")
    page.locator("#speaker").select_option(label="The article itself (2)")
    assert listed(page) == ["c4", "c5"]
    page.locator("#speaker").select_option(label="Everybody but the article (4)")
    assert listed(page) == ["c1", "c2", "c3", "c6"]
    tick(page, "kind", "plan")
    assert listed(page) == ["c1"]
    tick(page, "kind", "position")
    assert listed(page) == ["c1", "c2"]
    tick(page, "weight", "low")
    assert listed(page) == []
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#shown")).to_have_text("6 claims")
    assert len(listed(page)) == 6
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_the_text_and_the_charts_follow(open_page: Open, shots: Path) -> None:
    page = open_page("farm")
    page.locator("button.speaker").nth(1).click()
    name = page.locator("button.speaker").nth(1).text_content()
    assert set(page.locator(".claim:not(.out) .holder b").all_text_contents()) == {name}
    expect(page.locator("button.speaker").nth(1)).to_have_attribute("aria-pressed", "true")
    n_left = len(listed(page))
    assert page.locator(".unit:not(.off)").count() == n_left
    kept = page.locator(".words .held:not(.off)").evaluate_all(
        "nodes => nodes.map(node => node.dataset.claims.split(' ').map(n => 'c' + n))"
    )
    assert kept
    assert all(set(numbers) & set(listed(page)) for numbers in kept)
    assert page.locator(".strip a.off").count() > 0
    page.locator("#claims-title").scroll_into_view_if_needed()
    page.screenshot(path=shots / "filtered.png")
    page.locator("button.speaker").nth(1).click()
    assert page.locator(".off, .out").count() == 0


def test_a_claim_that_is_asked_for_is_shown_whatever_the_filter(open_page: Open) -> None:
    page = open_page("note")
    tick(page, "kind", "plan")
    page.locator(".summary .cite", has_text="2").click()
    assert len(listed(page)) == 6
    expect(page.locator("#c2")).to_be_visible()


def test_the_filters_can_be_used_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("note")
    page.locator("#speaker").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "assertion"
    assert listed(page) == ["c3"]
    page.keyboard.press("Escape")
    assert len(listed(page)) == 6
