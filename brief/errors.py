"""What can go wrong, as one tree: every message says what failed, where, and what to do next.

Exit codes are none of this module's business; only the command line knows them.
"""

__all__ = [
    "BriefError",
    "ConfigError",
    "EngineError",
    "EngineUnavailable",
    "GroundingError",
    "InputError",
    "NothingMeasured",
    "PromptError",
    "ReplyError",
]


class BriefError(Exception):
    """The root of everything `brief` raises on purpose."""


class InputError(BriefError):
    """A source is missing, empty, binary, undecodable, too large or in a language the engine does not read."""


class ConfigError(BriefError):
    """An unknown engine or format, a setting out of range, a missing key or package."""


class PromptError(ConfigError):
    """A prompt file is malformed or stale."""


class EngineError(BriefError):
    """The engine could not answer."""


class EngineUnavailable(EngineError):
    """Network, timeout or rate limit: safe to try again."""


class ReplyError(EngineError):
    """The model answered, but not in the agreed shape; `reply` is what it said, for whoever looks into it."""

    def __init__(self, message: str, *, reply: str = "") -> None:
        super().__init__(message)
        self.reply = reply


class GroundingError(BriefError):
    """A briefing breaks an invariant, or is of another document."""


class NothingMeasured(BriefError):
    """An evaluation run without a single scored case."""
