"""What part an expression of time plays in its sentence: an event, a deadline, a start, an end, a reference.

Its preposition says most of it, the words around that the rest: what begins or ends, what is due, what is only compared
with or counted for a period. Where none of it speaks, it is when something happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.language.date_grammar import Phrase
from brief.language.date_tense import find_lead, find_tense
from brief.language.date_tokens import Tokens, kind_at, kind_characters

if TYPE_CHECKING:
    from brief.language.analysis import Relation
    from brief.language.date_context import Meaning
    from brief.language.date_features import Features
    from brief.language.parse import Parse

__all__ = ["find_relation"]

_CLAUSE_TOKENS = 12
_NEAR_TOKENS = 5
_DASHES = (" - ", " – ", " — ", "- ", "– ", "— ")
_DATELINE_CHARS = 60
_BEGINNING = frozenset(
    """begin begins began begun beginning start starts started starting commence commences commenced founded
    established inaugurated""".split()
)
_ENDING = frozenset("end ends ended ending expire expires expired finish finishes finished lapses lapsed".split())
_BEGINNING_PHRASES = (
    "take effect", "takes effect", "took effect", "come into force", "comes into force", "came into force",
    "go on sale", "goes on sale", "went on sale", "take office", "takes office", "took office", "took over",
    "take over", "takes over", "come into effect", "came into effect", "enter into force", "entered into force",
)  # fmt: skip
_DUE = frozenset("due payable deadline".split())
_PLANNED = frozenset(
    "planned scheduled set called due booked slated arranged postponed delayed adjourned fixed announced".split()
)
_NEGATIONS = frozenset("not no never nobody nothing hardly unlikely".split())
_COMPARED = frozenset("compared against than from to with versus".split())
_EXTREMES = frozenset(
    """most worst best first lowest highest biggest largest smallest strongest weakest fastest slowest hottest coldest
    wettest longest shortest steepest sharpest greatest lightest""".split()
)
_RECORDS = frozenset("figures data statistics numbers records prices levels report study survey".split())
_SPANS = frozenset(("over", "during", "throughout", "within"))


def find_relation(
    tokens: Tokens, phrase: Phrase, features: Features, meaning: Meaning, parse: Parse | None
) -> Relation:
    """The part that an expression plays, told by its preposition and the words before it.

    Args:
        tokens: The text's tokens.
        phrase: Where the expression stands.
        features: What its words say.
        meaning: What it means.
        parse: For the tense of its clause, where that matters.
    """
    if meaning.type == "SET":
        return "recurring"
    if meaning.type == "DURATION":
        return _duration_relation(tokens, phrase, features, _words_before(tokens, phrase), parse)
    before = find_lead(tokens, phrase)
    if features.stamp or meaning.timex == "PRESENT_REF" or _is_dateline(tokens, phrase):
        return "reference"
    if before in _BY_PREPOSITION:
        return _BY_PREPOSITION[before]
    if found := _by_pair(tokens, phrase, before):
        return found
    words = _words_before(tokens, phrase)
    if before == "before":
        tense = find_tense(tokens, phrase, parse)
        if tense > 0 and _NEGATIONS & set(words):
            return "start"
        return "reference" if tense < 0 else "deadline"
    if before == "since":
        if any(word in _EXTREMES or word.endswith("iest") for word in words):
            return "event" if _text_after(tokens, phrase).startswith(", when") else "reference"
        return "start"
    if before == "from":
        return "reference" if words[-2:-1] and words[-2] in _RECORDS else "start"
    if words[-1:] and words[-1] in _SPANS and features.rule == "unit":
        return "reference"
    return _by_words(features, meaning, before, words)


_BY_PREPOSITION: dict[str, Relation] = {"by": "deadline", "until": "end", "between": "start", "than": "reference"}


def _by_pair(tokens: Tokens, phrase: Phrase, before: str) -> Relation | None:
    """The end of "from … to", "between … and", "the twelve months to"."""
    last = kind_at(tokens, phrase.first - 1)
    if last not in ("to", "and", "hyphen"):
        return None
    earlier = [kind_at(tokens, place) for place in range(max(0, phrase.first - 8), phrase.first - 1)]
    if last == "to" and ("from" in earlier or earlier[-1:] in (["unit"], ["units"], ["quarter"])):
        return "end"
    return "end" if last == "and" and "between" in earlier else None


def _by_words(features: Features, meaning: Meaning, before: str, words: list[str]) -> Relation:
    near = words[-_NEAR_TOKENS:]
    if before == "for":
        is_day = meaning.moment is not None and meaning.moment.grain == "D"
        return "event" if is_day or _PLANNED & set(near) else "reference"
    if _DUE & set(near):
        return "deadline"
    if before in ("in", "on", "") and near:
        said = " ".join(near)
        if _BEGINNING & set(near) or any(phrase in said for phrase in _BEGINNING_PHRASES):
            return "start"
        if _ENDING & set(near):
            return "end"
        if before == "in" and _is_compared(words):
            return "reference"
    return "event"


def _is_compared(words: list[str]) -> bool:
    """Whether a figure of the period only stands for comparison: "from 3.3% in", "compared with 28,000 in"."""
    place = len(words) - 2  # before the preposition
    start = place
    while place >= 0 and start - place < 3 and (words[place][:1].isdigit() or words[place] in ("%", "percent")):
        place -= 1
    return place < start and place >= 0 and words[place] in _COMPARED


def _duration_relation(
    tokens: Tokens, phrase: Phrase, features: Features, words: list[str], parse: Parse | None
) -> Relation:
    if features.rule == "unit":
        return "reference"  # "over the year", said of a year-long study
    if words[-1:] != ["within"] or (features.unit or "T")[0] == "T":
        return "duration"
    return "deadline" if find_tense(tokens, phrase, parse) > 0 else "duration"


def _words_before(tokens: Tokens, phrase: Phrase) -> list[str]:
    """The words of the clause before an expression, in lower case."""
    words: list[str] = []
    text, starts, ends, kinds, stop = tokens.text, tokens.starts, tokens.ends, tokens.kinds, kind_characters()["stop"]
    for place in range(phrase.first - 1, max(-1, phrase.first - 1 - _CLAUSE_TOKENS), -1):
        word = text[starts[place] : ends[place]].casefold()
        if kinds[place] == stop and word not in ("%", "-"):
            break
        if word != ",":
            words.append(word)
    return words[::-1]


def _text_after(tokens: Tokens, phrase: Phrase) -> str:
    end = tokens.ends[phrase.stop - 1]
    return tokens.text[end : end + 12]


def _is_dateline(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a day stands in a dateline: "PORT ELM, March 18, 2025 – ", "KELD, Oct. 12 (Wire) - "."""
    if phrase.rule not in ("date", "weekday"):
        return False
    text, start, end = tokens.text, tokens.starts[phrase.first], tokens.ends[phrase.stop - 1]
    line = text.rfind("\n", 0, start) + 1
    place = text[line:start].split(",")[0]
    if start - line > _DATELINE_CHARS or len(place) < 3 or not place.isupper():
        return False
    after = text[end : end + _DATELINE_CHARS // 2]
    return any(dash in after.split("\n")[0] for dash in _DASHES)
