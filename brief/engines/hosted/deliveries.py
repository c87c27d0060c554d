"""OpenAI's Batch API, at half the price: a file of requests is handed in, and one of answers fetched within a day.

Which requests, and what becomes of the answers, is for whoever hands them in. Import this module late, as `client`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import httpx2
import openai

from brief.engines.hosted.client import map_error
from brief.engines.hosted.endpoints import check_access, read_endpoint
from brief.settings import Settings

__all__ = ["Deliveries", "Delivery"]

T = TypeVar("T")

_COMPLETIONS: Final = "/v1/chat/completions"
_MARK = "brief"  # the key of the metadata under which a delivery's own name stands
_RETRIES, _TIMEOUT_S = 4, 300.0
# Without an end of its own, a batch is in one of these.
_UNDER_WAY = frozenset({"validating", "in_progress", "finalizing", "cancelling"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the endpoint says of a file of requests: its number there, how far it is, and where the answers are."""

    id: str
    status: str
    answered: int = 0
    total: int = 0
    files: tuple[str, ...] = ()
    complaint: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.status not in _UNDER_WAY


class Deliveries:
    """The batches of one account.

    Raises:
        ConfigError: If the key or a package is missing, or the address is none.
    """

    def __init__(self, settings: Settings) -> None:
        self._endpoint = read_endpoint(settings.base_url, settings.api_key)
        check_access(self._endpoint, settings.api_key)
        key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
        self._client = openai.OpenAI(
            api_key=key or "none",
            base_url=self._endpoint.shown,
            http_client=httpx2.Client(follow_redirects=False),
            max_retries=_RETRIES,
            timeout=_TIMEOUT_S,
        )

    @property
    def endpoint(self) -> str:
        """Whom it is handed to, as it may be shown."""
        return self._endpoint.shown

    def send(self, requests: Path, *, name: str) -> Delivery:
        """Hands in a file of requests, one JSON object a line; `name` is what `find` knows it by.

        Raises:
            EngineError: If it is not taken.
            ConfigError: If nothing is taken with this key or address.
        """

        def hand_in() -> openai.types.Batch:
            uploaded = self._client.files.create(file=(f"{name}.jsonl", requests), purpose="batch")
            return self._client.batches.create(
                input_file_id=uploaded.id, endpoint=_COMPLETIONS, completion_window="24h", metadata={_MARK: name}
            )

        return _delivery(self._ask(hand_in))

    def find(self, name: str) -> Delivery | None:
        """The newest delivery of that name, if there is one."""

        def search() -> openai.types.Batch | None:
            return next((batch for batch in self._client.batches.list(limit=100) if _is_named(batch, name)), None)

        batch = self._ask(search)
        return None if batch is None else _delivery(batch)

    def look(self, id: str) -> Delivery:
        """How far a delivery is.

        Raises:
            EngineError: If there is none of that number, or nobody answers.
        """
        return _delivery(self._ask(lambda: self._client.batches.retrieve(id)))

    def read(self, file: str) -> Iterator[str]:
        """The lines of a file of answers."""
        content = self._ask(lambda: self._client.files.content(file))
        yield from (line for line in content.iter_lines() if line.strip())

    def close(self) -> None:
        """Closes every connection."""
        self._client.close()

    def _ask(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except (openai.OpenAIError, httpx2.HTTPError, OSError) as error:
            failed = map_error(error, self._endpoint, "batches")
        # Behind the handler, so that ours does not carry the package's exception, which holds the request's headers.
        raise failed


def _is_named(batch: openai.types.Batch, name: str) -> bool:
    return (batch.metadata or {}).get(_MARK) == name


def _delivery(batch: openai.types.Batch) -> Delivery:
    counts = batch.request_counts
    complaints = [item.message for item in (batch.errors.data if batch.errors else None) or () if item.message]
    return Delivery(
        id=batch.id,
        status=batch.status,
        answered=counts.completed + counts.failed if counts else 0,
        total=counts.total if counts else 0,
        files=tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
        complaint=complaints[0] if complaints else None,
    )
