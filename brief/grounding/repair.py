"""Slips of reading and typing that leave no doubt which words were meant.

A slip is forgiven in a quote that otherwise stands word for word in the text: a whole quote or passage in capitals,
and, in long lower-case words, letters that scanning mixes up (rn and m, l and 1, o and 0), neighbours that changed
places, one of a double letter left out. What could be another word is refused: names, numbers, short words, endings,
negations, and the few English words that such a slip turns into each other. Any other missing letter is refused, since
it often makes another word ("immorality"). Refusing is always right; forgiving must never be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from brief.grounding.folding import Folded
from brief.grounding.search import find_all

__all__ = ["find_capitals", "find_slips", "follows_negation", "is_slip", "matters_in_case"]

# Words that capitals make another word or a name of.
_CASE_MATTERS = frozenset(
    """us who it may march august polish turkey china japan aids nice reading mobile job bill mark will frank rose grace
    hope faith joy april june dawn sandy jack ray rich rob sue pat art drew grant wade chase hunter mercury earth mars
    catholic orthodox democratic republican liberal conservative labour labor green reform congress parliament lent
    cuba guinea chad jordan georgia lima cork bath hull derby ford apple amazon meta
    x un eu uk pm am id ok or in me""".split()
)
# Never repaired, however long: what they say turns on every letter.
_GUARDED = frozenset(
    """nobody nothing nowhere neither without cannot never hardly scarcely several couldn wouldn shouldn doesn hasn
    haven weren mustn would could should might shall ought three seven eight eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion billions trillion trillions dozen dozens third fourth fifth sixth seventh eighth
    ninth tenth
    everybody everything everyone everywhere somebody something someone somewhere anybody anything anyone anywhere
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december spring summer autumn winter majority minority""".split()
)
# Stems that changing places turns into each other. Looked up in 246,000 English words (web2, GCIDE and the 60,000 most
# frequent of wordfreq): 48 pairs of nine letters or more differ by two inner neighbours, all of them spelling variants,
# rarities, or words with one of these stems.
_SWAPPED_STEMS = (
    ("complaint", "compliant"), ("casu", "caus"), ("discreet", "discrete"), ("infarct", "infract"), ("marit", "marti"),
    ("concert", "concret"), ("alien", "aline"), ("alumin", "alumni"), ("sign", "sing"), ("deif", "edif"),
    ("three", "there"), ("action", "cation"), ("active", "cative"), ("impers", "impres"), ("triab", "tirab"),
    ("forward", "froward"), ("form", "from"), ("trial", "trail"), ("board", "broad"), ("tied", "ited"),
    ("angel", "angle"), ("sacred", "scared"), ("perf", "pref"), ("clear", "celar"), ("nucl", "uncl"),
    ("dairy", "diary"), ("silver", "sliver"), ("calm", "clam"), ("filed", "field"), ("colat", "coalt"),
    ("memoir", "memori"),
)  # fmt: skip
# The same for rn and m, in words of six letters or more.
_SCANNED_STEMS = (
    ("com", "corn"), ("hom", "horn"), ("modem", "modern"), ("stem", "stern"), ("pom", "porn"), ("fom", "forn"),
    ("bum", "burn"), ("dam", "darn"), ("bam", "barn"), ("yam", "yarn"), ("fumag", "furnag"), ("leam", "learn"),
)  # fmt: skip
# Before these endings one of a double letter makes another word ("scraping"). In the words named below, the 101 pairs
# that are left are spelling variants ("instalment") and rarities.
_DOUBLED_ENDING = re.compile(r"(?:ing|ed|er|est|able|ably|iness|ish|y)")
_DOUBLED = frozenset("cmstplfg")
_CONFUSED = str.maketrans({"0": "o", "1": "l", "I": "l"})
_LOWER = re.compile(r"[a-z]+")
_WORD = re.compile(r"\w++")
_TOKEN = re.compile(r"\w++|\W++")
_ENGLISH = re.compile(r"\b(?:the|a|an|of|and|to|in|on|for|with|that|by|at|from)\b", re.IGNORECASE)
_NEGATION_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|nor|cannot|without|hardly|scarcely|barely)|n['’]t)\W*$", re.IGNORECASE
)
_NEGATION_BEHIND = re.compile(r"\W*(?:not|never|no)\b", re.IGNORECASE)

_WORDS_PER_SLIP = 6
_MIN_WORDS = 4
_MIN_ANCHOR_CHARS = 8
_MAX_ANCHORS = 64
_LONGEST_QUOTE_CHARS = 5000

Accepts = Callable[[int, int], bool]
Place = tuple[int, int]


def matters_in_case(quote: str) -> bool:
    """Whether the quote has a word that capitals make another word of, as "us" and "US".

    >>> matters_in_case("they told us"), matters_in_case("they told her")
    (True, False)
    """
    return not _CASE_MATTERS.isdisjoint(word.lower() for word in _WORD.findall(quote))


def follows_negation(text: str, start: int, end: int) -> bool:
    """Whether what stands in `[start, end)` is negated from outside: there nothing is repaired."""
    return bool(_NEGATION_BEFORE.search(text, max(0, start - 24), start) or _NEGATION_BEHIND.match(text, end, end + 24))


def find_capitals(quote: str, folded: Folded, start: int, end: int, accepts: Accepts) -> Iterator[Place]:
    """Where the quote stands when one of the two, quote or text, is in capitals throughout."""
    lowered = quote.lower()
    n_words = len(_WORD.findall(quote))
    if len(lowered) != len(quote) or n_words < 2:
        return
    # In a longer quote there is no other reading of IT and WHO; in a short one there may be.
    is_shouted = quote.isupper() and (n_words > _MIN_WORDS or not matters_in_case(quote))
    if not is_shouted and matters_in_case(quote):
        return
    for a, b in find_all(folded.lower, lowered, start, end, accepts):
        if is_shouted or folded.text[a:b].isupper():
            yield a, b


def find_slips(quote: str, folded: Folded, start: int, end: int, accepts: Accepts) -> Iterator[Place]:
    """Where the quote stands but for slips, at most one in six words."""
    tokens = _TOKEN.findall(quote)
    n_words = len(_WORD.findall(quote))
    if n_words < _MIN_WORDS or len(quote) > _LONGEST_QUOTE_CHARS or not _ENGLISH.search(quote):
        return
    allowed = max(1, n_words // _WORDS_PER_SLIP)
    search = _Search(folded.text[start:end], folded.lower, allowed)
    for a, b in search.places(tokens):
        if accepts(start + a, start + b):
            yield start + a, start + b


class _Search:
    """A text in which a quote is looked for from its longest faultless beginning, or its longest faultless end."""

    def __init__(self, text: str, lower: str, allowed: int) -> None:
        self.text, self.lower = text, lower
        self.allowed = allowed

    def places(self, tokens: list[str]) -> Iterator[Place]:
        head = self._longest(lambda n: "".join(tokens[:n]), len(tokens))
        tail = self._longest(lambda n: "".join(tokens[len(tokens) - n :]), len(tokens))
        n_head, n_tail = sum(map(len, tokens[:head])), sum(map(len, tokens[len(tokens) - tail :]))
        if n_head >= max(n_tail, _MIN_ANCHOR_CHARS):
            for a, b in self._anchors("".join(tokens[:head])):
                stop = self._walk(b, tokens[head:], 1)
                if stop is not None:
                    yield a, stop
        elif n_tail >= _MIN_ANCHOR_CHARS:
            for a, b in self._anchors("".join(tokens[len(tokens) - tail :])):
                stop = self._walk(a, tokens[: len(tokens) - tail][::-1], -1)
                if stop is not None:
                    yield stop, b

    def _longest(self, part: Callable[[int], str], n_tokens: int) -> int:
        """How many tokens stand in the text together; what holds for some number holds for all below."""
        low, high = 0, n_tokens
        while low < high:
            middle = (low + high + 1) // 2
            if part(middle) in self.text:
                low = middle
            else:
                high = middle - 1
        return low

    def _anchors(self, anchor: str) -> Iterator[Place]:
        at = self.text.find(anchor)
        for _ in range(_MAX_ANCHORS):
            if at < 0:
                return
            yield at, at + len(anchor)
            at = self.text.find(anchor, at + 1)

    def _walk(self, at: int, tokens: list[str], step: int) -> int | None:
        """Where the tokens lead from `at`, forwards or backwards, with no more slips than allowed."""
        slips = 0
        for token in tokens:
            found = self._token(at, step) if token[0].isalnum() or token[0] == "_" else self._same(at, token, step)
            if found != token:
                if found is None or not self._forgives(token, found):
                    return None
                slips += 1
                if slips > self.allowed:
                    return None
            at += step * len(found)
        return at

    def _same(self, at: int, token: str, step: int) -> str | None:
        start = at if step > 0 else at - len(token)
        return token if start >= 0 and self.text.startswith(token, start) else None

    def _token(self, at: int, step: int) -> str | None:
        if step > 0:
            match = _WORD.match(self.text, at, at + 60)
            return match[0] if match else None
        start = at
        while start and at - start < 60 and _WORD.match(self.text[start - 1]):
            start -= 1
        return self.text[start:at] or None

    def _forgives(self, quoted: str, found: str) -> bool:
        if not is_slip(quoted, found):
            return False
        if _is_misread(quoted, found):
            return True
        # A word that the text has elsewhere is a word, not a slip.
        return re.search(rf"\b{re.escape(quoted)}\b", self.lower) is None


def is_slip(quoted: str, found: str) -> bool:
    """Whether the quoted word is the text's word with a slip, and can be no other word.

    >>> is_slip("govemment", "government"), is_slip("resdients", "residents"), is_slip("complaint", "compliant")
    (True, True, False)
    """
    if quoted.lower() in _GUARDED or found.lower() in _GUARDED:
        return False
    return _is_misread(quoted, found) or _is_swapped(quoted, found) or _lacks_double(quoted, found)


def _is_misread(quoted: str, found: str) -> bool:
    """Letters that scanning mixes up, on either side; the other side must be a plain lower-case word."""
    for plain, misread in ((found, quoted), (quoted, found)):
        if not _LOWER.fullmatch(plain) or plain in _GUARDED or len(plain) < 5:
            continue
        letters = sum(c.isalpha() for c in misread)
        if plain == misread.translate(_CONFUSED) and letters >= 4 and letters >= len(misread) - 2:
            return True
        if min(len(plain), len(misread)) >= 6 and _LOWER.fullmatch(misread):
            long, short = (plain, misread) if len(plain) > len(misread) else (misread, plain)
            same = long.replace("rn", "m") == short.replace("rn", "m") and len(long) == len(short) + 1
            if same and not any(_turns(long, short, a, b) for a, b in _SCANNED_STEMS):
                return True
    return False


def _is_swapped(quoted: str, found: str) -> bool:
    """Two inner neighbours that changed places, in a word of nine letters or more."""
    if len(quoted) != len(found) or len(found) < 9 or not _LOWER.fullmatch(quoted) or not _LOWER.fullmatch(found):
        return False
    places = [i for i, (a, b) in enumerate(zip(quoted, found, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1 or places[0] < 2 or places[1] > len(found) - 3:
        return False
    i, j = places
    if quoted[i] != found[j] or quoted[j] != found[i]:
        return False
    return not any(_turns(quoted, found, a, b) for a, b in _SWAPPED_STEMS)


def _lacks_double(quoted: str, found: str) -> bool:
    """One of a double letter left out, in a word of nine letters or more not before an ending ("scrapping")."""
    if len(quoted) != len(found) - 1 or len(found) < 9 or not _LOWER.fullmatch(quoted) or not _LOWER.fullmatch(found):
        return False
    i = next((i for i, (a, b) in enumerate(zip(quoted, found, strict=False)) if a != b), len(quoted))
    if i < 2 or found[:i] + found[i + 1 :] != quoted or found[i] != found[i - 1] or found[i] not in _DOUBLED:
        return False
    return not _DOUBLED_ENDING.match(found[i + 1 :]) and i < len(found) - 3


def _turns(one: str, other: str, a: str, b: str) -> bool:
    return (a in one and one.replace(a, b, 1) == other) or (b in one and one.replace(b, a, 1) == other)
