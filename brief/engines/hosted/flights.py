"""Equal questions that are under way at once are asked once.

Knows nothing of what is asked; whether an answer is kept afterwards is for `cache`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

__all__ = ["Flights"]

T = TypeVar("T")


class Flights(Generic[T]):
    """What is under way, by its key; belongs to one event loop."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Future[T]] = {}

    async def join(self, key: str, start: Callable[[], Awaitable[T]], *, on_joined: Callable[[], None]) -> T:
        """What `start` brings, or what an earlier one of the same key is about to bring.

        An error goes to all who wait for it. Where the first one is cancelled, the next one starts anew.
        """
        while (earlier := self._under_way.get(key)) is not None:
            # `wait` does not cancel what it waits for when this one is cancelled, nor raise what that one raises.
            await asyncio.wait([earlier])
            if not earlier.cancelled():
                on_joined()
                return earlier.result()
        mine: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._under_way[key] = mine
        try:
            found = await start()
        except asyncio.CancelledError:
            mine.cancel()
            raise
        except BaseException as error:
            mine.set_exception(error)
            mine.exception()  # nobody may be waiting, and that is no reason for a warning
            raise
        else:
            mine.set_result(found)
            return found
        finally:
            del self._under_way[key]
