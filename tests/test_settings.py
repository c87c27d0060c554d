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
