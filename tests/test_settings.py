"""Settings come from arguments or the environment, and a wrong one is named."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from brief.errors import ConfigError
from brief.settings import Settings


def test_the_environment_sets_what_it_names() -> None:
    settings = Settings.from_environment({"BRIEF_MAX_CHARS": "500", "BRIEF_SPACY_MODEL": "", "OTHER": "x"})
    assert (settings.max_chars, settings.spacy_model) == (500, None)


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_value_that_does_not_fit_is_named(value: str) -> None:
    with pytest.raises(ConfigError, match=rf"BRIEF_MAX_CHARS='{value}': .*; correct or unset it"):
        Settings.from_environment({"BRIEF_MAX_CHARS": value})


def test_settings_are_fixed_and_closed() -> None:
    with pytest.raises(ValidationError):
        Settings(max_chars=5).max_chars = 6
    with pytest.raises(ValidationError):
        Settings.model_validate({"colour": "red"})


def test_an_argument_goes_before_the_environment_and_none_is_no_argument() -> None:
    environment = {"BRIEF_MODEL": "small", "BRIEF_CONCURRENCY": "3", "BRIEF_CACHE": "0"}
    settings = Settings.from_environment(environment, model="large", concurrency=None)
    assert (settings.model, settings.concurrency, settings.cache) == ("large", 3, False)


def test_the_key_and_the_address_may_have_openais_names() -> None:
    theirs = {"OPENAI_API_KEY": "sk-theirs", "OPENAI_BASE_URL": "http://theirs/v1"}
    settings = Settings.from_environment(theirs)
    assert settings.api_key is not None
    assert (settings.api_key.get_secret_value(), settings.base_url) == ("sk-theirs", "http://theirs/v1")
    ours = Settings.from_environment(theirs | {"BRIEF_API_KEY": "sk-ours"})
    assert ours.api_key is not None
    assert ours.api_key.get_secret_value() == "sk-ours"


def test_a_key_is_never_shown() -> None:
    settings = Settings.from_environment({"OPENAI_API_KEY": "sk-planted"})
    assert "sk-planted" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_settings_that_exclude_each_other_are_refused() -> None:
    with pytest.raises(ConfigError, match="record and replay exclude each other"):
        Settings.from_environment({}, record="a", replay="b")
    with pytest.raises(ConfigError, match="reply_tokens has to be less"):
        Settings.from_environment({"BRIEF_CONTEXT_TOKENS": "2000", "BRIEF_REPLY_TOKENS": "2000"})


def test_a_wrong_argument_is_named_without_a_variable() -> None:
    with pytest.raises(ConfigError, match=r"^temperature=9: "):
        Settings.from_environment({"BRIEF_TEMPERATURE": "1"}, temperature=9)


@pytest.mark.parametrize("name", ["model", "reasoning_effort", "output_language", "base_url"])
def test_what_cannot_be_written_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=rf"^{name}.* half a character"):
        Settings.from_environment({}, **{name: "tern\ud800"})
