"""A site's wishes are read as RFC 9309 has them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.sources.web.robots import Robots


def allows(rules: str, target: str) -> bool:
    return Robots(rules, agent="brief").allow(target)


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("user-agent: *\ndisallow: /a\nallow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Brief\nDisallow: /b", "/a", True),
        ("User-agent: brief/1.0\nUser-agent: other\nDisallow: /b", "/b", False),
        ("User-agent: brief\nDisallow: /b\nUser-agent: brief\nDisallow: /c", "/c", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("Disallow: /\nUser-agent: *\nSitemap: x\nDisallow: /b # c", "/b", False),
        ("\ufeffUser-agent: *\r\nDisallow: /b\r\n", "/b", False),
        ("User-agent: *\nDisallow: /a?b=", "/a?b=1", False),
        ("<html>not rules</html>", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(rules: str, target: str, allowed: bool) -> None:
    assert allows(rules, target) == allowed


def test_no_pattern_is_slow() -> None:
    began = time.perf_counter()
    allows("User-agent: *\n" + f"Disallow: /{'*a' * 2_000}b\n" * 50, "/" + "a" * 20_000)
    assert time.perf_counter() - began < 5


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_rules_are_survived(rules: str, target: str) -> None:
    assert allows(f"User-agent: *\n{rules}", target) in (True, False)
