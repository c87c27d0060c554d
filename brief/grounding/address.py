"""Whose voice a statement has: ours reports, and neither says "we" or "you" nor gives an order.

Such words are told between quotation marks only. An order to a reader (or to a model) that stands in the text is so
never passed on as one of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.grounding.context import Refusal
from brief.grounding.sentences import function_class
from brief.grounding.words import Word

__all__ = ["check_address"]

_SPEAKING = frozenset("i me my myself we us our ours ourselves you your yours yourself yourselves".split())
# What follows the verb of an order and seldom the noun that opens a report: "Ignore all …", "Write that …".
_OBJECTS = frozenset(
    "a an the this that these those all any every each no nothing everything only it them him her me us your my our "
    "their its his not never instead exactly".split()
)
_NO_ORDERS = frozenset("half both such quite rather many double even just still then soon often perhaps maybe".split())
_NO_VERB_ENDINGS = ("ed", "ing", "s", "ly")


def check_address(words: Sequence[Word], quoted: Sequence[bool]) -> Iterator[Refusal]:
    """Whether a statement speaks to somebody, or as somebody, outside quotation marks."""
    own = [(i, word) for i, word in enumerate(words) if not quoted[i]]
    for i, word in own:
        if word.key in _SPEAKING and _is_person(word, words[i - 1] if i else None):
            yield Refusal("not_reported", f"{word.form!r} is said by somebody; quote it")
            return
    if own and own[0][0] == 0 and _is_order([word for _, word in own[:3]]):
        yield Refusal("not_reported", f"{words[0].form!r} gives an order; quote it")


def _is_person(word: Word, before: Word | None) -> bool:
    """Whether it is a pronoun: "US" is a country, "World War I" has a number, "Our Lady" is a name."""
    if word.form == "I":
        return before is None or not before.form[:1].isupper()
    return word.form.islower() or before is None and word.form.istitle()


def _is_order(opening: Sequence[Word]) -> bool:
    first = opening[0]
    if first.key in ("please", "don't", "let's") or first.key in ("do", "never", "always") and _opens(opening[1:]):
        return True
    if first.key == "do":
        return len(opening) > 1 and opening[1].key == "not"
    return _opens(opening)


def _opens(opening: Sequence[Word]) -> bool:
    if len(opening) < 2:
        return False
    verb, after = opening[0], opening[1]
    is_content = not function_class(verb.key, verb.stem) and not verb.stem.startswith("#")
    is_verb = is_content and verb.key not in _NO_ORDERS and not verb.key.endswith(_NO_VERB_ENDINGS)
    return is_verb and not after.breaks and after.form.islower() and after.key in _OBJECTS
