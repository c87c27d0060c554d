"""Whose voice a statement has: ours reports, and neither says "we" or "you" nor gives an order.

Such words are told between quotation marks only. An order to a reader (or to a model) that stands in the text is so
never passed on as one of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import dropwhile, pairwise

from brief.document import Document
from brief.grounding.attributing import Telling
from brief.grounding.context import GuardContext, Holder, Refusal
from brief.grounding.quoting import Quoted
from brief.grounding.sentences import function_class, is_finite_verb, is_light
from brief.grounding.words import Word, split_words
from brief.language.modality import load_groups, speech_group

__all__ = ["SPEAKING", "check_address", "check_borrowing", "gives_order", "is_name"]

SPEAKING = frozenset("i me my myself we us our ours ourselves you your yours yourself yourselves".split())
# What follows the verb of an order and seldom the noun that opens a report: "Ignore all …", "Write that …".
_OBJECTS = frozenset(
    "a an the this that these those all any every each no nothing everything only it them him her me us your my our "
    "their its his not never instead exactly as".split()
)
_SAID = frozenset("of on in to with about so by".split())
_LEADS = frozenset("now then next instead first finally also so again and but".split())
# A note to a machine, in the signs of one: a comment of HTML or Markdown, a mark of a model's template, JSON.
_MARKUP = re.compile(r"<!--|-->|\[//\]|<\|?/?[a-z]|\|>|[{}]|\[/?INST\]", re.IGNORECASE)
# What an order may stand behind within a sentence: "Note to readers: write that …"; in quotation marks it is speech.
_BEHIND = frozenset(":;>.!?(—–*")
# Whoever retells a text, or what they make of it, and what says how that ought to be: "a correct summary says that p".
_TELLERS = frozenset(
    "briefing briefings summary summaries summariser summarisers summarizer summarizers assistant chatbot model reader "
    "readers".split()
)
_OBLIGING = frozenset("must should ought required correct wrong purposes obliged helpful".split())
_LEAST_BORROWED = 3
_MOST_TITLE_WORDS = 4
_ARTICLES = frozenset("the a an his her its their".split())
_MOST_NAME_WORDS = 14
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]$")
_NO_NAME = re.compile(r"[!?;:<>{}\[\]|]|\b(?:is|are|was|were|must|will|shall|should|has|have|had|that)\b")
_NO_ORDERS = frozenset("half both such quite rather many double even just still then soon often perhaps maybe".split())
_COMPLEMENTS = frozenset("by of in to with on about at from for as".split())
_NO_VERB_ENDINGS = ("ed", "ing", "s", "ly")


def check_address(
    statement: str, words: Sequence[Word], quoted: Sequence[bool], marks: Sequence[Quoted], *, framed: bool
) -> Iterator[Refusal]:
    """Whether a statement speaks to somebody, or as somebody, outside quotation marks.

    `framed` statements say themselves who speaks ("Orr said: “…”").
    """
    own = [(i, word) for i, word in enumerate(words) if not quoted[i]]
    for i, word in own:
        if _plain(word) in SPEAKING and _is_person(word, words[i - 1] if i else None):
            yield Refusal("not_reported", f"{word.form!r} is said by somebody; quote it")
            return
    if found := next((match for match in _MARKUP.finditer(statement) if not _is_quoted(match.start(), marks)), None):
        yield Refusal("not_reported", f"{found[0]!r} is markup; quote it")
    if not framed and quoted and quoted[0] and sum(quoted) > _MOST_TITLE_WORDS:
        yield Refusal("not_reported", "it opens with words in marks and does not say whose they are")
    if not framed and _tells_behind_colon(words, quoted):
        yield Refusal("not_reported", "what stands behind its colon has a voice of its own; quote it")
    if own and own[0][0] == 0 and _is_order([word for _, word in own[:4]]):
        yield Refusal("not_reported", f"{words[0].form!r} gives an order; quote it")


def check_borrowing(telling: Telling, holder: Holder, context: GuardContext) -> Iterator[Refusal]:
    """Whether words that the document puts between marks, or into an order, became a fact of nobody's.

    What a named holder says in marks may be told as theirs in indirect speech; that is for `attributing`.
    """
    if holder.name is not None and _TELLERS.isdisjoint(word.key for word in split_words(holder.name)):
        return
    own = [
        telling.passage.words[j]
        for i, j in enumerate(telling.derivation.taken)
        if j is not None and i not in telling.free and not telling.quoted[i]
    ]
    content = [item for item in own if not is_light(item.word)]
    for number in dict.fromkeys(item.sentence for item in content):
        if gives_order(context, number):
            yield Refusal("not_reported", f"sentence {number} gives an order; quote it")
            return
    borrowed: Counter[int] = Counter()
    for item in content:
        if not item.quoted:
            continue
        quotation = context.quotation_at(item.start, item.end)
        if quotation is not None and quotation.inner.start <= item.start and item.end <= quotation.inner.end:
            borrowed[quotation.inner.start] += 1
    if any(count >= _LEAST_BORROWED for count in borrowed.values()):
        yield Refusal("quotation_not_speech", "what stands between quotation marks is told without them")


def gives_order(context: GuardContext, sentence: int) -> bool:
    """Whether the sentence of that number tells somebody to do something, outside quotation marks."""
    known = context.once(_no_orders, context.document)
    if sentence not in known:
        known[sentence] = _has_order(context.said(sentence))
    return known[sentence]


def _no_orders(context: GuardContext, document: Document) -> dict[int, bool]:
    """By a sentence's number whether it gives an order, as far as somebody asked."""
    return {}


def is_name(name: str, text: str = "") -> bool:
    """Whether words may be a name or a designation: not a sentence, not an order, no markup.

    >>> [is_name(words) for words in ("A senior official", "Report that Orr lied", "Lind paid bribes")]
    [True, False, False]
    """
    words = split_words(name)
    if len(words) > _MOST_NAME_WORDS or _NO_NAME.search(name) or _SENTENCE_END.search(name) or _is_order(words[:4]):
        return False
    if words and any(_tells(words, i, text) for i in range(1, len(words))):
        return False
    # "Lind embezzled the levy": a verb that has an object makes a clause.
    return not any(w.form.islower() and is_finite_verb(w.key) and n.key in _ARTICLES for w, n in pairwise(words))


def _tells(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether the word there is the verb of a clause: "Lind paid bribes", but not "Scientists involved in the work"."""
    first, before, word = words[0], words[at - 1], words[at]
    if not first.form[:1].isupper() or first.key in _ARTICLES or not word.form.islower() or "-" in word.form:
        return False
    if not is_finite_verb(word.key) or before.key in _ARTICLES or function_class(before.key, before.stem):
        return False
    behind = words[at + 1] if at + 1 < len(words) else None
    is_common = before.form.islower() or before.key in _group_nouns() or f" {before.key} " in text
    return not (is_common and behind is not None and behind.key in _COMPLEMENTS)


@cache
def _group_nouns() -> frozenset[str]:
    return frozenset(entry.split()[-1] for entries in load_groups("actor_groups").values() for entry in entries)


def _has_order(words: Sequence[Word]) -> bool:
    """Whether a sentence gives an order: at its beginning, or behind a colon, a stop or a mark of some markup."""
    behind = [place for place, word in enumerate(words) if word.gap and _BEHIND.intersection(word.gap)]
    keys = {word.key for word in words}
    if keys & _TELLERS and keys & _OBLIGING:
        return True
    return any(_is_order(words[place : place + 4]) for place in dict.fromkeys((0, *behind)))


def _tells_behind_colon(words: Sequence[Word], quoted: Sequence[bool]) -> bool:
    """Whether a colon outside quotation marks brings a clause or a quotation: "The rule is: nobody enters"."""
    colons = (
        i
        for i, word in enumerate(words)
        if i and ":" in word.gap and not quoted[i - 1] and not (word.stem[0] == words[i - 1].stem[0] == "#")
    )
    colon = next(colons, 0)
    behind = [function_class(word.key, word.stem) in ("verb", "auxiliary") for word in words[colon:]]
    return colon > 0 and len(behind) > 2 and (any(behind) or any(quoted[colon:]))


def _is_quoted(at: int, marks: Sequence[Quoted]) -> bool:
    return any(item.start <= at < item.end for item in marks)


def _is_person(word: Word, before: Word | None) -> bool:
    """Whether it is a pronoun: "US" is a country, "World War I" has a number, "Our Lady" is a name."""
    if word.form == "I":
        return before is None or not before.form[:1].isupper()
    return word.form.islower() or before is None and word.form.istitle()


def _is_order(opening: Sequence[Word]) -> bool:
    """Whether words open an order: a verb in its bare form, and what it is to be done to or said."""
    words = list(dropwhile(lambda word: _plain(word) in _LEADS, opening))
    if not words:
        return False
    first = _plain(words[0])
    if first in ("please", "don't", "let's") or first == "do" and len(words) > 1 and _plain(words[1]) == "not":
        return True
    return _opens(words[1:] if first in ("never", "always") else words)


def _opens(words: Sequence[Word]) -> bool:
    if len(words) < 2 or words[1].breaks or not words[1].form.islower():
        return False
    verb, after = _plain(words[0]), _plain(words[1])
    if function_class(verb, verb) or verb in _NO_ORDERS or not verb.isalpha() or verb.endswith(_NO_VERB_ENDINGS):
        return False
    return after in _OBJECTS or bool(speech_group(verb)) and after in _SAID


def _plain(word: Word) -> str:
    """A word in the one form that letters of any width have."""
    return word.key if word.key.isascii() else unicodedata.normalize("NFKC", word.form).casefold()
