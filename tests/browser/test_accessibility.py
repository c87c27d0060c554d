"""Accessibility, by axe-core's rules: in both themes, with and without a choice, wide and narrow."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    """The script of axe-core, which has to be the file that is pinned."""
    path = Path(os.environ.get("BRIEF_AXE") or root / "build" / "axe") / "axe.min.js"
    if not path.is_file():
        pytest.fail("there is no axe-core; run tests/browser/fetch_axe.sh")
    content = path.read_bytes()
    pinned = re.search(r"^sha256=(\w+)$", (root / "tests/browser/fetch_axe.sh").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    assert hashlib.sha256(content).hexdigest() == pinned[1]
    return content.decode("utf-8")


def check(page: Page, axe: str) -> list[str]:
    """What axe-core objects to, and its doubts about contrast."""
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert len(result["passes"]) > 20
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["farm", "note", "hostile"])
def test_nothing_to_object_to(name: str, scheme: str, open_page: Open, axe: str) -> None:
    page = open_page(name, color_scheme=scheme)
    assert check(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_to_object_to_with_a_choice_and_a_filter(scheme: str, open_page: Open, axe: str, shots: Path) -> None:
    page = open_page("farm", color_scheme=scheme, hash="#c9")
    assert check(page, axe) == []
    page.locator(".words .held").nth(3).click()
    expect(page.locator("#chosen")).to_be_visible()
    assert check(page, axe) == []
    page.locator("#speaker").select_option(index=2)
    page.screenshot(path=shots / f"farm-{scheme}.png")
    assert check(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_to_object_to_on_a_phone(scheme: str, open_page: Open, axe: str) -> None:
    page = open_page("farm", color_scheme=scheme, **PHONE)
    assert check(page, axe) == []
    page.locator("#c3 .statement").tap()
    expect(page.locator("#chosen")).to_be_visible()
    assert check(page, axe) == []


def test_landmarks_and_headings_tell_the_way(open_page: Open) -> None:
    page = open_page("farm")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Parts of the briefing")).to_have_count(1)
    expect(page.get_by_role("region", name="The text")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Briefing Varrow Pushes"))
    for title in ("Who says what", "Claims", "Tensions", "Open questions", "Timeline", "Loaded wording", "The text"):
        expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_have_count(1)
    expect(page.get_by_role("status")).to_have_count(2)  # what was chosen, and how many claims are left


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_can_be_changed_and_nothing_is_stored(scheme: str, open_page: Open) -> None:
    page = open_page("note", color_scheme=scheme)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    auto = page.evaluate(ground)
    page.locator("#theme-light").check(force=True)
    light = page.evaluate(ground)
    page.locator("#theme-dark").check(force=True)
    dark = page.evaluate(ground)
    assert light != dark
    assert auto == (light if scheme == "light" else dark)
    assert page.context.storage_state()["cookies"] == []
    assert page.context.storage_state()["origins"] == []


# Who cannot tell some colours apart sees them by what is left: lightness. (Rough, but with no colour at all left.)
def test_voices_can_be_told_apart_without_colour(open_page: Open, shots: Path) -> None:
    page = open_page("note")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    page.screenshot(path=shots / "without-colour.png")
    said, own, judged = (
        page.locator(f".words .voice-{name}").first.evaluate(
            "node => [getComputedStyle(node).backgroundImage, getComputedStyle(node).textDecorationStyle]"
        )
        for name in ("said", "own", "judged")
    )
    assert "gradient" in said[0]
    assert own == ["none", "solid"]
    assert judged == ["none", "dotted"]
    lanes = (
        page.locator(".strip .lane-said").first.get_attribute("y"),
        page.locator(".strip .lane-own").first.get_attribute("y"),
    )
    assert lanes[0] != lanes[1]
