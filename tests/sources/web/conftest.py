"""What the tests of fetching share: a site on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources.web.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has not been asked yet."""
    with serving() as made:
        yield made


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxies are none of a test's business."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
