"""The words that report: which verbs, nouns and adverbs there are, and what each of them takes.

The words stand in `lexicons/cue_*.txt`; what they report is found by `contents`, who is reported by `sources`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from brief.language.grammar import Grammar

__all__ = ["Frames", "cue_tokens", "load_frames", "load_words"]

# Adverbs that belong to the sentence, not to the saying.
_OUTSIDE = frozenset("however meanwhile then instead therefore thus though so yet when where why how".split())


@dataclass(frozen=True, slots=True)
class Frames:
    """What a cue takes: `takes` holds words such as "quote", "that", "np"; `prepositions` the ones it governs."""

    takes: frozenset[str]
    prepositions: frozenset[str]


def _lines(name: str) -> list[str]:
    text = (files("brief.language") / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=8)
def load_words(name: str) -> frozenset[str]:
    """The entries of a plain lexicon.

    >>> "reportedly" in load_words("cue_adverbs")
    True
    """
    return frozenset(_lines(name))


@lru_cache(maxsize=4)
def load_frames(name: str) -> dict[str, Frames]:
    """The entries of a lexicon with frames; a word that stands under several headings has them all.

    >>> sorted(load_frames("cue_verbs")["urge"].prepositions)
    ['for']
    """
    found: dict[str, set[str]] = {}
    frames: list[str] = []
    for line in _lines(name):
        if line.startswith("frames:"):
            frames = line.removeprefix("frames:").split()
        else:
            found.setdefault(line, set()).update(frames)
    return {
        word: Frames(
            frozenset(each for each in takes if each[0] != "+"),
            frozenset(each[1:] for each in takes if each[0] == "+"),
        )
        for word, takes in found.items()
    }


def cue_tokens(grammar: Grammar, verb: int) -> tuple[list[int], bool]:
    """The tokens of a verb group (auxiliaries, negation, adverbs within, particle), and whether it is negated."""
    tokens = [verb]
    at = verb - 1
    negated = False
    while at >= grammar.first[verb] and grammar.head[at] == verb:
        dep = grammar.dep[at]
        if dep in ("aux", "auxpass", "neg"):
            tokens.append(at)
        elif dep == "advmod" and grammar.lower[at] not in _OUTSIDE and grammar.lower[at].isalpha():
            tokens.append(at)
        else:
            break
        at -= 1
    for child in grammar.children[verb]:
        if grammar.dep[child] == "neg" or grammar.lower[child] == "never":
            negated = True
        if grammar.dep[child] in ("aux", "auxpass", "neg") and child < verb and child not in tokens:
            tokens.append(child)
        elif grammar.dep[child] == "prt" and child - verb <= 2:
            tokens.append(child)
    tokens.sort()
    # "Never" and adverbs at the front of the sentence belong to it only when an auxiliary stands before them.
    while len(tokens) > 1 and grammar.dep[tokens[0]] == "advmod" and tokens[0] == grammar.first[verb]:
        tokens.pop(0)
    return tokens, negated
