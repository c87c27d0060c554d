"""spaCy's attribute ruler as a table: the same parts of speech, features and lemmas at a tenth of the time.

The rules of its English pipelines look at a token's tag, lower-case form and dependency, most of them at one token. So
what they say of a token is looked up by these three, once worked out, and so is which of the longer rules may begin at
it. Rules that look at anything else are left to a ruler of their own. What the attributes mean for a text is the
layers' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

__all__ = ["RuleTable"]

_KEYS = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_ATTRIBUTES = frozenset({"POS", "MORPH", "LEMMA", "TAG", "DEP"})
_CONDITIONS = frozenset({"IN", "NOT_IN", "REGEX"})

_Wanted = str | bool | Mapping[str, Any]
_Key = tuple[str, str, str, bool]


class _Said(NamedTuple):
    """What the rules for one token say of it, and which longer ones may begin at it."""

    values: tuple[int, int, int]
    tag: str | None
    dep: str | None
    begins: tuple[int, ...]


class RuleTable:
    """Looks up what an attribute ruler's rules say of each token."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.pipeline import AttributeRuler

        self._vocab: Vocab = ruler.vocab
        rules: list[Any] = [*ruler.patterns]
        known = [(pattern, rule) for rule in rules if _is_known(rule) for pattern in rule["patterns"]]
        self._rules = [(pattern[0], rule["attrs"]) for pattern, rule in known if len(pattern) == 1]
        self._longer = [(pattern, rule["index"], rule["attrs"]) for pattern, rule in known if len(pattern) > 1]
        wanted = [condition.get("LOWER") for pattern, _ in known for condition in pattern]
        self._forms = {form for condition in wanted for form in _accepted(condition)}
        self._patterns = [item["REGEX"] for item in wanted if isinstance(item, Mapping) and "REGEX" in item]
        self._known: dict[_Key, _Said] = {}
        # More forms than an article has; longer texts repeat the most frequent ones.
        self._form = lru_cache(maxsize=16_384)(self._read_form)
        others = [rule for rule in rules if not _is_known(rule)]
        self.leaves = len(others)
        """How many rules are left to a ruler."""
        self._others = AttributeRuler(ruler.vocab) if others else None
        if self._others is not None:
            self._others.add_patterns(others)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its parts of speech, features and exceptional lemmas set."""
        import numpy as np
        from spacy.attrs import LEMMA, MORPH, POS

        if not len(doc):
            return doc
        said = [self._say(token) for token in doc]
        # Before any tag is set, since the rules are about the tags as they were.
        longer = [match for place, item in enumerate(said) if item.begins for match in self._match(doc, place, item)]
        rows: Any = np.array([item.values for item in said], dtype="uint64")
        doc = doc.from_array([POS, MORPH, LEMMA], rows)
        for place in [place for place, item in enumerate(said) if item.tag or item.dep]:
            _set(doc[place], {"TAG": said[place].tag, "DEP": said[place].dep})
        for _, place, attributes in sorted(longer, key=lambda match: match[:2]):
            _set(doc[place], attributes)
        return doc if self._others is None else self._others(doc)

    def _say(self, token: Token) -> _Said:
        form, is_space = self._form(token.lower_)
        key = (token.tag_, form, token.dep_, is_space)
        if (said := self._known.get(key)) is None:
            said = self._known[key] = self._work_out(key)
        return said

    def _read_form(self, form: str) -> tuple[str, bool]:
        """A form as far as the rules can tell it from others: itself, or nothing."""
        matters = form in self._forms or any(re.search(pattern, form) for pattern in self._patterns)
        return form if matters else "", form.isspace()

    def _match(self, doc: Doc, place: int, said: _Said) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
        """The longer rules that hold at a place: number, the place that each is about, and what it sets."""
        for number in said.begins:
            pattern, index, attributes = self._longer[number]
            tokens = doc[place : place + len(pattern)]
            if len(tokens) == len(pattern) and all(
                _fits_all(_key_of(token), condition) for token, condition in zip(tokens, pattern, strict=True)
            ):
                yield number, place + index, attributes

    def _work_out(self, key: _Key) -> _Said:
        """What all rules for one token say together, later ones overruling earlier ones."""
        said: dict[str, Any] = {}
        for condition, attributes in self._rules:
            if _fits_all(key, condition):
                said |= attributes
        strings, morphology = self._vocab.strings, self._vocab.morphology
        morph = said.get("MORPH", "")
        values = (
            strings.add(str(said["POS"])) if said.get("POS") else 0,
            morphology.add(str(morph)) if morph else 0,
            strings.add(str(said["LEMMA"])) if said.get("LEMMA") else 0,
        )
        begins = tuple(n for n, (pattern, _, _) in enumerate(self._longer) if _fits_all(key, pattern[0]))
        return _Said(values, said.get("TAG"), said.get("DEP"), begins)


def _key_of(token: Token) -> _Key:
    return token.tag_, token.lower_, token.dep_, token.is_space


def _set(token: Token, attributes: Mapping[str, Any]) -> None:
    """Set what a few tokens only have; whole columns are set at once."""
    for name, value in attributes.items():
        if value is not None:
            setattr(token, f"{name.lower()}_", value)


def _is_known(rule: Mapping[str, Any]) -> bool:
    """Whether a rule looks at nothing but its tokens' tags, forms and dependencies."""
    conditions = [condition for pattern in rule["patterns"] for condition in pattern]
    return (
        0 <= rule["index"] < min(map(len, rule["patterns"]))
        and rule["attrs"].keys() <= (_ATTRIBUTES if max(map(len, rule["patterns"])) == 1 else _ATTRIBUTES - {"MORPH"})
        and all(condition and condition.keys() <= _KEYS for condition in conditions)
        and all(
            isinstance(wanted, str | bool)
            or (wanted.keys() <= _CONDITIONS and (name == "LOWER" or "REGEX" not in wanted))
            for condition in conditions
            for name, wanted in condition.items()
        )
    )


def _accepted(wanted: _Wanted | None) -> Sequence[str]:
    """The values a condition names."""
    if isinstance(wanted, Mapping):
        return [value for name in ("IN", "NOT_IN") for value in wanted.get(name, ())]
    return (wanted,) if isinstance(wanted, str) else ()


def _fits_all(key: _Key, condition: Mapping[str, _Wanted]) -> bool:
    tag, form, dep, is_space = key
    token: dict[str, str | bool] = {"TAG": tag, "LOWER": form, "DEP": dep, "IS_SPACE": is_space}
    return all(_fits(token[name], wanted) for name, wanted in condition.items())


def _fits(value: str | bool, wanted: _Wanted) -> bool:
    if not isinstance(wanted, Mapping):
        return value == wanted
    return (
        ("IN" not in wanted or value in wanted["IN"])
        and value not in wanted.get("NOT_IN", ())
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], str(value)) is not None)
    )
