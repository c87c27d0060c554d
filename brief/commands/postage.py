"""What `brief batch --submit` and `--collect` do beside the run itself: fetch answers, and send questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from brief.console import say
from brief.errors import EngineUnavailable

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["Postage"]


class Postage:
    """The mailbox of an output, and the way to the endpoint.

    Raises:
        ConfigError: If the key or a package is missing, or the address is none.
        InputError: If the mailbox is damaged.
    """

    def __init__(self, output: Path, settings: Settings) -> None:
        from brief.batch.mailbox import Mailbox
        from brief.batch.posting import PostOffice, post_path

        self._settings = settings
        self._mailbox = Mailbox(post_path(output))
        self.office = PostOffice(self._mailbox, settings)

    def fetch(self) -> None:
        """Fetches what has been answered, and says how far each delivery is."""
        from brief.batch.posting import fetch_answers

        if not self._mailbox.deliveries():
            return
        from brief.engines.hosted.deliveries import Deliveries

        for line in fetch_answers(self._mailbox, Deliveries(self._settings)):
            say(line)

    def send(self) -> None:
        """Sends what is not asked yet.

        Raises:
            EngineUnavailable: If that may cost more than the run may use.
        """
        from brief.batch.posting import send_letters
        from brief.engines.hosted.deliveries import Deliveries

        if not self._mailbox.count(sent=False):
            return
        self._check_budget()
        for line in send_letters(self._mailbox, Deliveries(self._settings)):
            say(line)

    def _check_budget(self) -> None:
        most = self._settings.max_tokens
        if most is None:
            return
        from brief.batch.posting import count_tokens

        used, to_come = count_tokens(self._mailbox)
        if used + to_come > most:
            raise EngineUnavailable(
                f"the budget of {most:,} tokens (--max-tokens, BRIEF_MAX_TOKENS) does not hold what is to be sent: "
                f"{used:,} are used or under way, and {to_come:,} may be; nothing was sent"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._mailbox.close()
