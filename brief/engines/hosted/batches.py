"""Entries for one prompt, put together into as few requests as the model's context allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

__all__ = ["batch_entries"]


def batch_entries(entries: Sequence[str], *, count: Callable[[str], int], most_tokens: int) -> Iterator[list[int]]:
    """The indexes of entries that go out together, in order; an entry that is too long for any request goes alone.

    Args:
        entries: As they will stand in the prompt, one below the other.
        count: How many tokens a wording has.
        most_tokens: What all entries of one request may hold.

    >>> [*batch_entries(["a b", "c", "d e f"], count=lambda entry: len(entry.split()), most_tokens=3)]
    [[0, 1], [2]]
    """
    if entries and sum(len(entry.encode()) for entry in entries) <= most_tokens:
        yield [*range(len(entries))]  # no token is shorter than a byte, so there is nothing to be counted
        return
    batch: list[int] = []
    n_tokens = 0
    for index, entry in enumerate(entries):
        more = count(entry)
        if batch and n_tokens + more > most_tokens:
            yield batch
            batch, n_tokens = [], 0
        batch.append(index)
        n_tokens += more
    if batch:
        yield batch
