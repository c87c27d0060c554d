"""How sure a wording is, and of how much: its negations, hedges, modals, conditions and quantity words.

Plain functions over strings and words, with the lexicons as data; no parser. Whether a statement keeps what its
evidence has of these is decided by `grounding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

__all__ = [
    "Marker",
    "MarkerKind",
    "base_form",
    "find_markers",
    "hedge_group",
    "is_hedged",
    "is_negated",
    "load_groups",
    "marker_kind",
    "quantity_group",
    "speech_group",
]

MarkerKind = Literal["negation", "hedge", "modal", "quantity", "condition", "privative"]

# What is skipped before a word, and the word; at the end of a wording what is skipped alone, so that it is read once.
_WORD = re.compile(r"([\W\d_]*+)(?:([^\W\d_]++(?:['’][^\W\d_]++)*+(?:-[^\W\d_]++)*+)|\Z)")
_NOT = re.compile(r"n['’]t$", re.IGNORECASE)
_MODALS = frozenset("will would shall should can could may might must ought".split())
# Words that deny only in part: demanded of nobody, enough to answer another negation.
_SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Marker:
    """One word or phrase that changes how sure a wording is, or of how much; `group` is the lexicon's heading."""

    start: int
    end: int
    form: str
    kind: MarkerKind
    group: str


@cache
def load_groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of a lexicon file by the heading they stand under."""
    content = files("brief.language").joinpath("lexicons", f"{name}.txt").read_text(encoding="utf-8")
    groups: dict[str, list[str]] = {}
    heading = ""
    for line in content.splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            heading = entry.strip("[]")
        elif entry:
            groups.setdefault(heading, []).append(entry)
    return {heading: tuple(entries) for heading, entries in groups.items()}


@cache
def _group_of(name: str) -> Mapping[str, str]:
    """Each entry's first heading."""
    found: dict[str, str] = {}
    for heading, entries in load_groups(name).items():
        for entry in entries:
            found.setdefault(entry, heading)
    return found


@cache
def _irregular() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in load_groups("irregular_forms").get("", ()):
        base, *others = line.split()
        found[base] = base
        for other in others:
            found.setdefault(other, base)
    return found


_KEEP = frozenset(
    """news series species always perhaps thus during nothing something anything everything morning evening hundred
    indeed this his its as is was has us yes plus less unless across lens gas bus bias ceiling spring string king ring
    wing thing being bring sing whereas united red bed need seed feed speed indeed breed deed exceed proceed succeed
    politics economics physics mathematics athletics the he she me we who whose one none those these there
    here""".split()
)


@cache
def base_form(word: str) -> str:
    """The stem that all inflected forms of a word share; no derivation: a deployment is not "deploy".

    >>> {base_form(word) for word in ("close", "closes", "closed", "closing")}
    {'clos'}
    >>> base_form("said"), base_form("parties") == base_form("party")
    ('say', True)
    """
    if base := _irregular().get(word):
        return _trimmed(base)
    if len(word) < 4 or word in _KEEP:
        return _trimmed(word) if word not in _KEEP else word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1].removesuffix("e")
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return _trimmed(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _trimmed(word[:-1])
    if word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1].removesuffix("e")
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2 and re.search("[aeiouy]", stem):
            return _trimmed(stem)
    return _trimmed(word)


def _trimmed(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    if len(stem) > 3 and stem.endswith("y") and stem[-2] not in "aeiou":
        return stem
    return stem.removesuffix("e") if len(stem) > 3 else stem


def hedge_group(word: str) -> str | None:
    """Which way of hedging a word belongs to; "May" is a month, so its case counts."""
    return None if word == "May" else _group_of("hedges").get(word.casefold())


def quantity_group(word: str) -> str | None:
    """Which size a quantity word gives: all, most, some, only or bound."""
    return _group_of("quantities").get(word.casefold())


@cache
def _speech() -> Mapping[str, str]:
    """Every form of the verbs of saying; their stems would not do, since "not" has that of "note"."""
    return {form: group for entry, group in _group_of("speech").items() for form in _inflect(entry)}


def _inflect(verb: str) -> Iterator[str]:
    """The forms of a verb, regular ones that are not in use among them ("sayed")."""
    yield verb
    yield from (form for form, base in _irregular().items() if base == verb)
    past, present = verb.removesuffix("e"), verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        past, present = f"{verb[:-1]}i", f"{verb[:-1]}ie"
    elif verb.endswith(("s", "x", "z", "ch", "sh")):
        present = f"{verb}e"
    yield from (f"{present}s", f"{past}ed", f"{verb.removesuffix('e')}ing")
    if verb[-1] not in "aeiouwxy":
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")  # "quipped", "labelling"


@lru_cache(maxsize=20_000)
def speech_group(word: str) -> str | None:
    """Whether a word is a verb of saying, and what it does with its content: plain, held or open.

    >>> speech_group("said"), speech_group("insisted"), speech_group("denied"), speech_group("not")
    ('plain', 'held', 'open', None)
    """
    return _speech().get(word.casefold())


def marker_kind(word: str) -> tuple[MarkerKind, str] | None:
    """What a single word does to a wording, with its group; None for most words.

    >>> marker_kind("alleged"), marker_kind("didn't"), marker_kind("several")
    (('hedge', 'reported'), ('negation', 'strong'), ('quantity', 'some'))
    """
    if word == "May":
        return None
    return _kind(word.casefold().replace("’", "'"))


@cache
def _kind(key: str) -> tuple[MarkerKind, str] | None:
    if _NOT.search(key):
        return "negation", "strong"
    if group := _group_of("negations").get(key):
        return "negation", group
    if group := _group_of("hedges").get(key):
        return "hedge", group
    if key in _MODALS:
        return "modal", key
    if group := _group_of("conditions").get(key):
        return ("condition", group) if group == "condition" else ("privative", group)
    if group := _group_of("quantities").get(key):
        return "quantity", group
    return None


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_phrase_list(), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in longest_first) + r")(?!\w)", re.I
    )


@cache
def _phrase_list() -> tuple[str, ...]:
    entries = (entry for name in ("hedges", "quantities", "conditions") for entry in _group_of(name) if " " in entry)
    return tuple(dict.fromkeys(entries))


# More forms than an article has; longer texts repeat the most frequent ones.
_marker_kind = lru_cache(maxsize=16_384)(marker_kind)


@lru_cache(maxsize=512)  # the guards ask of one sentence many times over
def find_markers(wording: str) -> Sequence[Marker]:
    """Every marker of a wording in text order; a phrase ("at least") wins over its words.

    >>> [(m.form, m.kind) for m in find_markers("At least some boats may not sail.")]
    [('At least', 'quantity'), ('some', 'quantity'), ('may', 'hedge'), ('not', 'negation')]
    """
    words: list[Marker] = []
    at = 0
    for skipped, form in _WORD.findall(wording):
        at += len(skipped) + len(form)
        if form and (known := _marker_kind(form)):
            words.append(Marker(at - len(form), at, form, *known))
    flat = " ".join(wording.casefold().split())
    if not [phrase for phrase in _phrase_list() if phrase in flat]:
        return tuple(words)
    found = [*_find_phrases(wording)]
    taken = [(marker.start, marker.end) for marker in found]
    found += [marker for marker in words if not any(a <= marker.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda marker: marker.start))


def _find_phrases(wording: str) -> Iterator[Marker]:
    for match in _phrases().finditer(wording):
        key = " ".join(match[0].casefold().split())
        kind: MarkerKind = "condition"
        group = _group_of("conditions").get(key, "")
        if name := _group_of("quantities").get(key):
            kind, group = "quantity", name
        elif name := _group_of("hedges").get(key):
            kind, group = "hedge", name
        yield Marker(match.start(), match.end(), match[0], kind, group)


def is_hedged(wording: str) -> bool:
    """Whether a wording leaves it open that something is so; plans and proposals alone do not.

    >>> is_hedged("The pier may close."), is_hedged("The pier closes in May.")
    (True, False)
    """
    return any(m.kind == "hedge" and m.group != "tentative" for m in find_markers(wording))


def is_negated(wording: str) -> bool:
    """Whether a wording denies something, by a negation or a verb that is one.

    >>> is_negated("They didn’t vote."), is_negated("They voted.")
    (True, False)
    """
    return any(m.kind == "negation" and m.group != _SOFT for m in find_markers(wording))
