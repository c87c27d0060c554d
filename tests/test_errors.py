"""One tree of errors, so that a caller can catch what it means to."""

from __future__ import annotations

import brief
from brief import errors


def test_everything_is_a_brief_error_and_exported() -> None:
    for name in errors.__all__:
        kind = getattr(errors, name)
        assert issubclass(kind, errors.BriefError)
        assert getattr(brief, name) is kind
        assert kind.__doc__


def test_the_tree_is_that_of_the_style_guide() -> None:
    assert issubclass(errors.PromptError, errors.ConfigError)
    assert issubclass(errors.EngineUnavailable, errors.EngineError)
    assert issubclass(errors.ReplyError, errors.EngineError)
    direct = {kind.__name__ for kind in errors.BriefError.__subclasses__()}
    assert direct == {"InputError", "ConfigError", "EngineError", "GroundingError", "NothingMeasured"}
