"""The words of the sentences that evidence stands in, with what the guards look up in them for every claim.

What is looked up is the guards' business; here it is only kept, so that it is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from brief.grounding.sentences import EvidenceWord

__all__ = ["Passage"]

T = TypeVar("T")


class Passage:
    """One or more whole sentences of a document, word by word."""

    __slots__ = ("_found", "chain", "starts", "words")

    def __init__(self, words: Sequence[EvidenceWord]) -> None:
        self.words = tuple(words)
        self.chain = "\0" + "".join([item.word.stem + "\0" for item in self.words])
        """The stems, each between two null characters."""
        self.starts: dict[int, int] = {}
        """By sentence, the place of its first word."""
        if self.words and self.words[0].sentence == self.words[-1].sentence:
            self.starts[self.words[0].sentence] = 0
        else:
            for place, item in enumerate(self.words):
                self.starts.setdefault(item.sentence, place)
        self._found: dict[Any, Any] = {}

    def once(self, look: Callable[[Sequence[EvidenceWord]], T]) -> T:
        """What a function finds in the words; it is called once."""
        if look not in self._found:
            self._found[look] = look(self.words)
        found: T = self._found[look]
        return found
