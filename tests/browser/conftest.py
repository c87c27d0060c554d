"""A real browser for the page: Debian's Chromium, offline, watched for every request, message and error.

These tests run with `-m browser`. They need the package `chromium` and the file of axe-core that
`tests/browser/fetch_axe.sh` fetches. Their screenshots stay in `build/browser`, or where BRIEF_SCREENSHOTS says.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.html import render_html
from tests.renderers.html.articles import brief_all, hostile, long

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE = {"width": 1440, "height": 900}
Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, without a sandbox: a container has none to give."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("BRIEF_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("there is no Chromium; install it (apt-get install chromium) or name it in BRIEF_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], headless=True)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def pages(
    tmp_path_factory: pytest.TempPathFactory, article: Path, note: Document, briefing: Briefing
) -> dict[str, Path]:
    """The pages that the tests open, by name."""
    from brief.pipeline import summarise
    from brief.sources import read

    folder = tmp_path_factory.mktemp("pages")
    farm, harm, much = read(article), hostile(), long()
    made = {
        "farm": render_html(summarise(farm), document=farm),
        "note": render_html(briefing, document=note),
        "hostile": render_html(brief_all(harm, claims_a_sentence=2), document=harm),
        "long": render_html(brief_all(much), document=much),
    }
    for name, content in made.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8", newline="")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Opens a page by its name; afterwards nothing may have been asked for, logged or gone wrong on any of them."""
    contexts = []
    troubles: list[str] = []

    def watched(name: str, *, hash: str = "", **options: Any) -> Page:
        settings = {"viewport": WIDE, "reduced_motion": "reduce", "offline": True, **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        address = pages[name].as_uri()
        page.on(
            "request", lambda request: troubles.append(request.url) if request.url.split("#")[0] != address else None
        )
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"a dialog: {dialog.message}"))
        page.goto(address + hash)
        return page

    yield watched
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def shots(root: Path) -> Path:
    """Where screenshots are kept to be looked at."""
    folder = Path(os.environ.get("BRIEF_SCREENSHOTS") or root / "build" / "browser")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
