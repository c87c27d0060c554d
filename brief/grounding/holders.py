"""Whether the subject of a verb of saying is the holder of a claim: whole names are compared, never a shared word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from brief.grounding.context import GuardContext, Holder, fold
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.subjects import is_cut
from brief.grounding.words import Word, split_words
from brief.language.modality import base_form

__all__ = ["holder_stems", "is_holder", "is_one_name"]

# What somebody says in writing he says himself: "a report by the Institute found".
_WRITINGS = frozenset(
    map(
        base_form,
        "report statement letter study survey paper website post tweet book memo note message email e-mail release "
        "filing announcement analysis review blog bulletin communique communiqué".split(),
    )
)
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof professor".split())
_FORMS_READ = 40
_EXACT = 100


@lru_cache(maxsize=1024)
def _stems(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.stem for form in forms for word in split_words(form) if not is_light(word))


def holder_stems(holder: Holder, *, with_roles: bool = False) -> frozenset[str]:
    """The stems of a holder's names, and of its roles where they count."""
    return _stems((*holder.forms, *holder.roles) if with_roles else holder.forms)


def is_one_name(name: str, context: GuardContext) -> bool:
    """Whether a name stands in the document as it is, or is a grounded actor's: none is put together of two."""
    plain = fold(name).casefold()
    bare = plain.split(" ", 1)[-1] if plain.startswith(("the ", "a ", "an ")) else plain
    return bool(bare) and (plain in context.folded_names or bare in context.casefolded)


def is_holder(subject: Sequence[int], view: Sequence[EvidenceWord], holder: Holder, context: GuardContext) -> bool:
    """Whether the words at these places name the holder, and nobody else of the document as well."""
    forms = (*holder.forms, *holder.roles)
    for phrase in _phrases(subject, view):
        ours = _fit(phrase, forms)
        if not ours or _fits_another(phrase, ours, holder, context):
            continue
        if ours >= _EXACT or not phrase.is_bare:
            return True
        # "The ministry" is nobody's name where the text has two: each word before it must be one of the holder's.
        if context.modifiers.get(phrase.head, frozenset()) <= _stems(forms):
            return True
    return False


def _fits_another(phrase: _Phrase, ours: int, holder: Holder, context: GuardContext) -> bool:
    """Whether a phrase fits another actor of the document as well as the holder, who has another name altogether."""
    own = {_read_form(form)[0] for form in holder.forms}
    for names in context.roster.having((phrase.head,)):
        if own & {_read_form(form)[0] for form in names}:
            continue
        if _fit(phrase, (*names, *context.roles.get(names[0], ()))) >= ours:
            return True
    return False


class _Phrase(NamedTuple):
    """A noun phrase of a subject; `is_bare` where it is a common noun alone ("the ministry")."""

    stems: frozenset[str]
    head: str
    is_bare: bool


def _phrases(subject: Sequence[int], view: Sequence[EvidenceWord]) -> Iterator[_Phrase]:
    """The noun phrases a subject consists of: a name, its apposition, and the author of what "found" or "said"."""
    for run in _runs(subject, view):
        words = [view[k].word for k in run]
        head = _head_of(words)
        if head is None:
            continue
        yield _phrase(words, head)
        if words[head].stem not in _WRITINGS:
            continue
        behind = words[head + 1 :]
        author = behind[1:] if behind and behind[0].key in ("by", "from", "of") else words[:head]
        if (author is not words[:head] or author[-1:] and author[-1].possessive) and (
            author_head := _head_of(author)
        ) is not None:
            yield _phrase(author, author_head)


def _phrase(words: Sequence[Word], head: int) -> _Phrase:
    stems = _content(words)
    return _Phrase(stems, words[head].stem, len(stems) == 1 and words[head].form[:1].islower())


def _content(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(
        w.stem for w in words if not is_light(w) and function_class(w.key, w.stem) not in ("preposition", "adverb")
    )


def _runs(subject: Sequence[int], view: Sequence[EvidenceWord]) -> Iterator[list[int]]:
    run: list[int] = []
    words = [item.word for item in view]
    last = -1
    for k in subject:
        if run and (is_cut(words, k) or k != last + 1):
            yield run
            run = []
        last = k
        if not view[k].in_date and view[k].does not in ("adverb", "auxiliary"):
            run.append(k)
    if run:
        yield run


def _head_of(words: Sequence[Word]) -> int | None:
    """The place of a noun phrase's head: its last noun before a preposition, a relative or an "and"."""
    head = None
    for k, word in enumerate(words):
        does = function_class(word.key, word.stem)
        if head is not None and (does in ("preposition", "relative", "subordinator", "coordinator", "verb")):
            break
        if k and does == "relative":
            break
        if head is not None and word.key in ("that", "who") or head is not None and _takes_object(k, words):
            break
        if not is_light(word) and not does:
            head = k
    return head


def _takes_object(k: int, words: Sequence[Word]) -> bool:
    """Whether a participle with an object of its own begins here: "a lawyer defending Lena Moe"."""
    behind = words[k + 1] if k + 1 < len(words) else None
    if not words[k].key.endswith("ing") or not words[k].form.islower() or behind is None or behind.breaks:
        return False
    return behind.form[:1].isupper() or function_class(behind.key, behind.stem) == "determiner"


@lru_cache(maxsize=4096)
def _read_form(form: str) -> tuple[frozenset[str], str, bool]:
    words = split_words(form)
    head = _head_of(words)
    stems = _content(words)
    return stems, "" if head is None else words[head].stem, any(w.key == "and" for w in words)


def _fit(phrase: _Phrase, forms: Sequence[str]) -> int:
    """How well a phrase fits one of the forms, 0 where it fits none.

    It fits when it is the form, a shorter form of it, or the form with a title or complement: the heads must be shared,
    no word may stand for another, and of a pair both must be there.
    """
    said = phrase.stems - _TITLES
    best = 0
    for form in forms[:_FORMS_READ]:
        known, head, is_pair = _read_form(form)
        known -= _TITLES
        if phrase.head not in known or head not in said:
            continue
        if known == said:
            best = max(best, _EXACT + len(known))
        elif known <= said or (said <= known and not is_pair):
            best = max(best, len(known & said))
    return best
