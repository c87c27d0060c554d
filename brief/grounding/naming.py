"""Where a statement names actors, and what the text itself says they are: "the mayor of Corran", "for the defence"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from brief.grounding.adjuncts import is_unreal
from brief.grounding.antecedents import is_sure_pronoun
from brief.grounding.context import GuardContext, Holder
from brief.grounding.designations import find_designations, find_mentions, is_changing, mentions_in, name_runs
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import function_class, is_finite_verb, is_light
from brief.grounding.voices import find_reports
from brief.grounding.words import Word, split_words
from brief.language.modality import speech_group

__all__ = ["Named", "find_named", "is_role_of", "with_told_roles"]

_POSSESSIVE = re.compile(r"['’]s?(?![\w’'])")
_MOST_ROLE_WORDS = 10
_COURTESY = frozenset("dr mr mrs ms miss sir dame prof professor".split())
_COMPLEMENTS = frozenset("of for at in".split())
# What may stand before a whole title: "acquitted", "former" and the like make another of it.
_TITLE_OPENERS = frozenset("determiner preposition coordinator subordinator relative".split())
# "A ferry, proposed in March, …" holds nothing of what follows; "according to Holt, …" does.
_REPORTING = frozenset("plain held describing".split())
_OTHER_CLAUSE = frozenset("after before since".split())
_DOUBTING = frozenset(("negation", "condition", "privative", "hedge", "modal"))


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


def with_told_roles(holder: Holder, context: GuardContext) -> Holder:
    """A holder without the roles that the text has beside a name and does not give it: denied, doubted or another's."""
    if holder.is_outlet or holder.name is None or not holder.roles:
        return holder
    known = context.once(_told_roles, context.document)
    if holder not in known:
        names = context.roster.called(holder.name)
        roles = tuple(role for role in holder.roles if not names or _may_tell(role, names, context))
        known[holder] = replace(holder, roles=roles)
    return known[holder]


def _told_roles(context: GuardContext, _: object) -> dict[Holder, Holder]:
    return {}


def _may_tell(role: str, names: tuple[str, ...], context: GuardContext) -> bool:
    """Whether no sentence with a role and its actor denies the one of the other, doubts it or has somebody say it."""
    words = split_words(role)
    if any(is_changing(word) or is_finite_verb(word.key) for word in words):
        return False  # of "acquitted murderer" the noun alone would be left
    if is_role_of(role, names, context):
        return True
    keys = [word.key for word in words if word.key not in ("the", "a", "an")]
    for sentence, a, _ in find_mentions(context).get(names, ()):
        there = [word for word in context.words(sentence) if word.key not in ("the", "a", "an")]
        for k in range(len(there)):
            if [word.key for word in there[k : k + len(keys)]] != keys:
                continue
            if _is_reported(a, sentence, context) or k and _takes_away(there[k - 1]):
                return False
    return not any(_is_former(context.words(n), a, keys) for n, a, _ in find_mentions(context).get(names, ()))


def _takes_away(word: Word) -> bool:
    """Whether a word before a role makes another of it: "acquitted", "would-be", "playing"."""
    if is_changing(word) or word.key == "be":
        return True
    return speech_group(word.key) is None and (is_finite_verb(word.key) or word.key.endswith("ing"))


def is_role_of(
    role: str, names: tuple[str, ...], context: GuardContext, *, within: frozenset[int] | None = None
) -> bool:
    """Whether the text says these words of an actor, right before or behind its name.

    Args:
        within: The sentences to look in; everywhere when not given. Nobody may report or deny what surrounds the name.
    """
    wanted = split_words(role)
    if not wanted or len(wanted) > _MOST_ROLE_WORDS:
        return False
    ours = _canonical(wanted, context)
    keys = [word.key for word in wanted if word.key not in ("the", "a", "an")]
    told = frozenset(keys)
    if any(_is_former(context.words(n), a, keys) for n, a, _ in find_mentions(context).get(names, ())):
        return False
    for sentence, a, b in find_mentions(context).get(names, ()):
        words = context.words(sentence)
        if any(item.quoted for item in context.view(sentence)[a:b]):
            continue
        if within is not None and sentence not in within:
            continue
        if _is_reported(a, sentence, context):
            # "Kern said Governor Lind had left" calls him so all the same.
            if _is_plainly_titled(a, len(keys), sentence, context) and _ends_with(words, a, keys):
                return True
            continue
        for said in (*_before(words, a, b, len(wanted) + 3), _behind(words, b)):
            if not told.issuperset([word.key for word in said if is_changing(word)]):
                continue
            plain = [word.key for word in said if word.key not in ("the", "a", "an")]
            if plain == keys or ours[1] and _canonical(said, context, sentence) == ours:
                return True
            if plain[-len(keys) :] == keys and len(said) > len(keys) and said[-len(keys) - 1].possessive:
                return True  # "the bank’s chief economist, Kern" is a chief economist
            if _is_office(said, keys):
                return True  # "the mayor of Arden" is its mayor; the president of a chess club is no president
        if _ends_with(words, a, keys):
            return True
    return False


def _ends_with(words: Sequence[Word], a: int, keys: Sequence[str]) -> bool:
    """Whether a title stands right before a name, and is the whole of it: not "minister" of "deputy minister"."""
    first = a - len(keys)
    if (
        first < 0
        or words[first].gap == "-"
        or [word.key for word in words[first:a]] != [*keys]
        or any(w.breaks for w in words[first + 1 : a + 1])
    ):
        return False
    before = words[first - 1] if first and not words[first].breaks else None
    if before is None or speech_group(before.key) == "plain":
        return True  # “…,” said Mayor Ada Kern
    return function_class(before.key, before.stem) in _TITLE_OPENERS


def _is_former(words: Sequence[Word], a: int, keys: Sequence[str]) -> bool:
    """Whether a title stands before a name with a word that takes it away: "former mayor Ada Kern"."""
    first = a - len(keys)
    return first > 0 and [word.key for word in words[first:a]] == [*keys] and is_changing(words[first - 1])


def _is_office(said: Sequence[Word], keys: Sequence[str]) -> bool:
    """Whether a noun phrase is a role and the "of" of a name alone: "the mayor of Arden"."""
    plain = [word for word in said if word.key not in ("the", "a", "an")]
    if [word.key for word in plain[: len(keys)]] != [*keys] or len(plain) < len(keys) + 2:
        return False
    behind = said[said.index(plain[len(keys) - 1]) + 1 :]
    return behind[0].key == "of" and all(word.form[:1].isupper() for word in behind[1:])


def _is_reported(place: int, sentence: int, context: GuardContext) -> bool:
    """Whether somebody in the sentence says what stands there, or denies it, or it is no statement at all."""
    view = context.view(sentence)
    for item in reversed(view[:place]):
        if (item.marker in _DOUBTING or is_unreal(item)) and not item.quoted:
            return True
        if item.does == "subordinator" or item.word.key in _OTHER_CLAUSE:
            break  # "the ferry was dropped after the mayor, Kern, …"
    reports = context.passage((sentence,)).once(find_reports)
    over = [
        report
        for report in reports
        if place in report.content and place not in report.subject
        and not (report.is_aside and report.group not in _REPORTING)
    ]  # fmt: skip
    # "…, they say" tells of all before it, "how they reported p" of nothing before it.
    return any(r.place < place or view[r.subject[0] if r.subject else r.place].word.breaks for r in over)


def _is_plainly_titled(a: int, count: int, sentence: int, context: GuardContext) -> bool:
    """Whether a capitalised title stands before a name in what somebody says, and neither denies nor supposes."""
    view = context.view(sentence)
    if a < count or a == count == 1 or any(item.marker in _DOUBTING or is_unreal(item) for item in view[:a]):
        return False
    reports = context.passage((sentence,)).once(find_reports)
    plain = all(report.group in ("plain", "held") for report in reports if a in report.content)
    return plain and all(item.word.form[:1].isupper() for item in view[a - count : a])


def _before(words: Sequence[Word], a: int, b: int, most: int) -> Iterator[Sequence[Word]]:
    """The noun phrases that may stand in apposition before a name: each from an article or the last mark on."""
    behind = words[b] if b < len(words) else None
    while a and words[a - 1].key in _COURTESY and not words[a].breaks:
        a -= 1  # "A forensic accountant, Dr Ada Kern, said"
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


def _canonical(words: Sequence[Word], context: GuardContext, sentence: int = 0) -> tuple[str, frozenset[str]]:
    """The head of a noun phrase and its words of content, an actor's name as one: "Corran's mayor" is its mayor."""
    designations = find_designations(context)
    stems: dict[str, str] = {}
    owner_of_all = _owner_before(words, sentence, context)
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
    return head, frozenset((*content, "@" + owner_of_all) if owner_of_all else content)


def _owner_before(words: Sequence[Word], sentence: int, context: GuardContext) -> str | None:
    """Whose a role is that opens its sentence with a pronoun: "Its chairwoman, Ada Kern"."""
    if sentence < 2 or not words or words[0].key not in ("its", "his", "her") or words[0] != context.words(sentence)[0]:
        return None
    near = dict.fromkeys(names for names, _, _ in mentions_in(sentence - 1, context))
    sure = [names for names in near if is_sure_pronoun(0, names, sentence, context)]
    return sure[0][0] if len(sure) == 1 else None
