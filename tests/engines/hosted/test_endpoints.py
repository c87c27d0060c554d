"""Addresses are taken apart, and what is secret in them is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from brief.engines.hosted.endpoints import OPENAI_URL, check_access, read_endpoint
from brief.errors import ConfigError


@pytest.mark.parametrize(
    ("given_url", "shown"),
    [
        (None, OPENAI_URL),
        ("", OPENAI_URL),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        (" http://localhost:11434/v1/ ", "http://localhost:11434/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("https://api.openai.com/v1/chat/completions", OPENAI_URL),
        ("HTTPS://Ness.Example/v1", "https://ness.example/v1"),
        ("https://ada:hush-hush@ness.example/v1?api-key=swordfish#top", "https://ness.example/v1"),
        (
            "https://ness.openai.azure.com/openai/deployments/tern?api-version=2024-10-21",
            "https://ness.openai.azure.com/openai/deployments/tern",
        ),
    ],
)
def test_what_may_be_shown(given_url: str | None, shown: str) -> None:
    assert read_endpoint(given_url).shown == shown


@pytest.mark.parametrize(
    "url",
    [
        *("ness.example/v1", "ftp://ness.example", "http://", "http://h:x/", "http://[", "//h/v1"),
        *("http://ness.example/\ud800", "http://ne\x00ss.example", "http://ne ss.example", "http://ness..example/v1"),
        f"http://{'n' * 64}.example",
    ],
)
def test_what_is_no_address_is_not_repeated(url: str) -> None:
    with pytest.raises(ConfigError, match="BRIEF_BASE_URL") as caught:
        read_endpoint(url)
    assert url not in str(caught.value)


def test_secrets_are_hidden_as_they_are_and_as_they_are_written() -> None:
    endpoint = read_endpoint(
        "http://ada%40ness:h%C3%BCsh@h.example/v1?key=sword%20fish&api-version=2024-10-21", SecretStr("sk-1234")
    )
    said = "ada@ness ada%40ness hüsh h%C3%BCsh sword fish sk-1234 2024-10-21"
    assert endpoint.hide(said) == "… … … … … … 2024-10-21"


@given(st.text(min_size=4).map(str.strip).filter(lambda key: len(key) >= 4), st.text(), st.text())
def test_a_key_is_hidden_wherever_it_stands(key: str, before: str, after: str) -> None:
    endpoint = read_endpoint("http://h.example/v1", SecretStr(key))
    assert "…" in endpoint.hide(f"{before}{key}{after}")
    assert key not in endpoint.hide(f"{key}") or key == "…"


@pytest.mark.parametrize(
    ("url", "openai", "azure"),
    [
        (None, True, False),
        ("https://eu.api.openai.com/v1", True, False),
        ("https://api.openai.com.ness.example/v1", False, False),
        ("https://ness.openai.azure.com/openai/v1", False, True),
        ("https://gateway.example/tern?api-version=2024-10-21", False, True),
        ("http://localhost:8080/v1", False, False),
    ],
)
def test_who_it_is(url: str | None, openai: bool, azure: bool) -> None:
    endpoint = read_endpoint(url)
    assert (endpoint.is_openai, endpoint.is_azure) == (openai, azure)


def test_only_openai_insists_on_a_key() -> None:
    check_access(read_endpoint("http://localhost:8080/v1"), None)
    check_access(read_endpoint(None), SecretStr("sk-1234\n"))
    with pytest.raises(ConfigError, match="OPENAI_API_KEY"):
        check_access(read_endpoint(None), None)
