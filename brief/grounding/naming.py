"""Where a statement names actors, and what the text itself says they are: "the mayor of Corran", "for the defence"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.grounding.context import GuardContext
from brief.grounding.designations import find_designations, find_mentions, name_runs
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import function_class, is_light
from brief.grounding.voices import find_reports
from brief.grounding.words import Word, split_words

__all__ = ["Named", "find_named", "is_role_of"]

_POSSESSIVE = re.compile(r"['’]s?(?![\w’'])")
_MOST_ROLE_WORDS = 10
_COMPLEMENTS = frozenset("of for at in".split())


class Named(NamedTuple):
    """Where a statement names an actor: `start` and `end` take in an article and a possessive, `first` does not."""

    start: int
    first: int
    last: int
    end: int
    names: tuple[str, ...]


def find_named(statement: str, context: GuardContext) -> Sequence[Named]:
    """Where a statement names actors outside quotation marks."""
    words = split_words(statement)
    marks = find_quoted(statement)
    found: list[Named] = []
    for names, a, b in name_runs(words, context):
        first, end = words[a].start, words[b - 1].end
        if not words[a].form[:1].isupper() and not words[a].form[:1].isdigit():
            continue
        if any(item.start <= first < item.end for item in marks):
            continue
        possessive = _POSSESSIVE.search(statement, first, end)
        last = possessive.start() if possessive and possessive.end() == end else end
        if statement.startswith(("’", "'"), end) and last == end and words[b - 1].key.endswith("s"):
            end += 1  # "the farmers’ league"
        has_article = a and words[a - 1].key == "the" and not words[a].breaks
        found.append(Named(words[a - 1].start if has_article else first, first, last, end, names))
    return found


def is_role_of(
    role: str, names: tuple[str, ...], context: GuardContext, *, within: frozenset[int] | None = None
) -> bool:
    """Whether the text says these words of an actor, right before or behind its name.

    Args:
        within: The sentences to look in; there nobody may report what surrounds the name. Everywhere when not given.
    """
    wanted = split_words(role)
    if not wanted or len(wanted) > _MOST_ROLE_WORDS:
        return False
    ours = _canonical(wanted, context)
    keys = [word.key for word in wanted if word.key not in ("the", "a", "an")]
    for sentence, a, b in find_mentions(context).get(names, ()):
        words = context.words(sentence)
        if any(item.quoted for item in context.view(sentence)[a:b]):
            continue
        if within is not None and (sentence not in within or _is_reported(a, sentence, context)):
            continue
        for said in (*_before(words, a, b, len(wanted) + 3), _behind(words, b)):
            plain = [word.key for word in said if word.key not in ("the", "a", "an")]
            if plain == keys or ours[1] and _canonical(said, context) == ours:
                return True
            if plain[-len(keys) :] == keys and len(said) > len(keys) and said[-len(keys) - 1].possessive:
                return True  # "the bank’s chief economist, Kern" is a chief economist
            if plain[: len(keys)] == keys and len(plain) > len(keys) and plain[len(keys)] == "of":
                return True
        if _ends_with(words, a, keys):
            return True
    return False


def _ends_with(words: Sequence[Word], a: int, keys: Sequence[str]) -> bool:
    """Whether a title stands right before a name, and is the whole of it: not "minister" of "deputy minister"."""
    first = a - len(keys)
    if first < 0 or [word.key for word in words[first:a]] != [*keys] or any(w.breaks for w in words[first + 1 : a + 1]):
        return False
    before = words[first - 1] if first and not words[first].breaks else None
    return before is None or is_light(before) or bool(function_class(before.key, before.stem))


def _is_reported(place: int, sentence: int, context: GuardContext) -> bool:
    """Whether somebody in the sentence says what stands there, or denies it, or it is no statement at all."""
    view = context.view(sentence)
    if any(item.marker in ("negation", "condition", "privative") for item in view[:place]):
        return True
    reports = context.passage((sentence,)).once(find_reports)
    return any(place in report.content and place not in report.subject for report in reports)


def _before(words: Sequence[Word], a: int, b: int, most: int) -> Iterator[Sequence[Word]]:
    """The noun phrases that may stand in apposition before a name: each from an article or the last mark on."""
    behind = words[b] if b < len(words) else None
    if a == 0 or words[a].gap != "," or behind is not None and (not behind.breaks or behind.key in ("and", "or")):
        return  # "the owner, Lind, and Kern" are three people
    first = a - 1
    while first and not words[first].breaks and a - first < most:
        # Of "the owner of the mill, Lind," the owner is Lind, and not the mill.
        if words[first].key == "the" and words[first - 1].key not in _COMPLEMENTS:
            yield words[first:a]
        first -= 1
    lead = words[first]
    if function_class(lead.key, lead.stem) not in ("preposition", "subordinator"):
        yield words[first:a]


def _behind(words: Sequence[Word], b: int) -> Sequence[Word]:
    """The words between a name and the next mark, where a comma parts them from it."""
    if b >= len(words) or words[b].gap not in (",", "("):
        return ()
    end = b + 1
    while end < len(words) and not words[end].breaks:
        end += 1
    closing = words[end] if end < len(words) else None
    return () if closing is not None and closing.key in ("and", "or") else words[b:end]


def _canonical(words: Sequence[Word], context: GuardContext) -> tuple[str, frozenset[str]]:
    """The head of a noun phrase and its words of content, an actor's name as one: "Corran's mayor" is its mayor."""
    designations = find_designations(context)
    stems: dict[str, str] = {}
    for word in words:
        owner = context.roster.having((word.stem,)) if word.form[:1].isupper() else ()
        found = designations.get(word.key)
        if len(owner) == 1:
            stems[word.stem] = "@" + owner[0][0]
        elif found is not None:
            stems[word.stem] = "@" + found.names[0]
    head = ""
    for k, word in enumerate(words):
        if k and word.key in _COMPLEMENTS:
            break
        if not is_light(word):
            head = word.stem
    content = [stems.get(w.stem, w.stem) for w in words if not is_light(w) and w.key not in _COMPLEMENTS]
    return head, frozenset(content)
