"""A coroutine run to its end by a caller who does not await, whether or not its thread has an event loop already.

For whoever offers a plain function over an asynchronous engine. What runs is the caller's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Coroutine

__all__ = ["current_loop", "run_coroutine"]

T = TypeVar("T")


def current_loop() -> AbstractEventLoop | None:
    """The event loop that runs in this thread, if one does."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def run_coroutine(way: Coroutine[None, None, T]) -> T:
    """The result of a coroutine, also for a caller whose thread has an event loop already, as in a notebook.

    >>> async def answer() -> int:
    ...     return 42
    >>> run_coroutine(answer())
    42
    """
    import asyncio

    results: list[T] = []

    async def keep_result() -> None:
        # Not returned: a loop that closes in the main thread writes out its task's result, only to throw that away
        # (`signal.getsignal` in Python 3.11), which takes 30 ms for the briefing of 60,000 characters.
        results.append(await way)

    # Not in a handler for the missing loop: all that failed later would tell that one as its cause.
    if current_loop() is None:
        asyncio.run(keep_result())
    else:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, keep_result()).result()
    return results.pop()
