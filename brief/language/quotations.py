"""Where a document quotes: every pair of quotation marks, with its depth, and whether it looks like speech.

What a labelled speaker answers in an interview is quoted as well, without any marks.

Form is all this layer sees. It tells marks from apostrophes, primes and stray characters, and follows a quotation over
its paragraphs. Who is quoted, and whether somebody really said it, is for `attributions`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from brief.document import Document
from brief.language.analysis import Quotation
from brief.language.dialogue import find_turns

__all__ = ["extract_quotations"]

# Two apostrophes or backticks in a row are a typist's double mark.
_MARK = re.compile(r"''|``|,,(?=\w)|[\"“”„‟＂«»‹›‘’‚‛'`´「」『』]")
_FAMILY = {
    **dict.fromkeys(("''", "``", ",,", '"', "“", "”", "„", "‟", "＂"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'", "`", "´"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_ALWAYS_OPENS = frozenset("‘‚‛„‟「『") | {"``", ",,"}
_USUALLY_OPENS = frozenset("“«‹")
_USUALLY_CLOSES = frozenset("”»›")
_ALWAYS_CLOSES = frozenset("」』")
# Words whose first letters were elided: their apostrophe is no opening mark.
_ELIDED = re.compile(
    r"(?:\d\d(?:s|er|ers)?|n(?=[’'])|em|tis|twas|twere|twill|til|till|cause|cos|cuz|bout|round|n|nuff|neath|gainst|sup)(?!\w)",
    re.IGNORECASE,
)
_OPENING_BEFORE = frozenset("([{—–-/:;,…>*_\u00a0\u200b¡¿") | frozenset("\"“„«‹‘'‚」『「")
_FEET = re.compile(r"\d['’′]\s?\d{1,2}(?:\s?\d/\d)?$")
# A possessive or dropped g before the mark, going on in lower case: "the workers’ rights", "talkin’ about".
_POSSESSIVE_BEFORE = re.compile(r"(?:s|in|z|x)$", re.IGNORECASE)
_GOES_ON = re.compile(r"[ \u00a0][^\W\d_A-Z]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A person who speaks, a finite auxiliary or a contraction: words that sentences have and names have not.
_CLAUSE = re.compile(
    r"\b(?:I|we|you|he|she|they|it|is|are|was|were|am|be|will|would|can|could|must|should|shall|has|have|had|does|do|did"
    r"|don|let|there|this|that|my|our|your|me|us)\b|n['’]t\b|\w['’](?:re|ll|ve|m|d)\b",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at but by for from in into nor of off on or over per the to up via vs with".split())
_SET_OFF = re.compile(r"[,:—–-]\s*$")
_SPEECH_WORDS = 6
# Marks that go on opening beyond this depth are taken for strays, so that the stack stays short.
_MAX_LEVEL = 5


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner. `level` is the depth at which it stands."""

    start: int
    inner: int
    mark: str
    family: str
    level: int


def extract_quotations(document: Document) -> tuple[Quotation, ...]:
    """Every quotation of a document in text order, outer before inner.

    A mark without a partner ends with its paragraph, unless the next one opens with the same mark again: then the
    quotation runs on. Straight single marks need a partner, being apostrophes otherwise.

    >>> text = "“We won’t pay,” he said. “It’s the workers’ ‘right’.”"
    >>> [(q.inner.quote, q.level) for q in extract_quotations(Document.from_text(text))]
    [('We won’t pay,', 1), ('It’s the workers’ ‘right’.', 1), ('right', 2)]
    """
    text = document.text
    found: list[tuple[int, int, int, int, int]] = []
    carried: list[_Open] = []
    blocks = [*_blocks(document)]
    for place, (start, end) in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        carried = _scan_block(text, (start, end), carried, following, found)
    found = _with_turns(document, found)
    found.sort(key=lambda item: (item[0], -item[1]))
    return tuple(
        Quotation(document.span(a, b), document.span(c, d), level, (a, b) == (c, d) or _is_speech(text, a, b, c, d))
        for a, b, c, d, level in found
    )


def _with_turns(
    document: Document, found: list[tuple[int, int, int, int, int]]
) -> list[tuple[int, int, int, int, int]]:
    """The quotations with the turns of a dialogue around those that stand in them; who only asks is not quoted."""
    for turn in find_turns(document):
        a, b = turn.start, turn.end
        across = [item for item in found if item[0] < b and a < item[1] and not (a <= item[0] and item[1] <= b)]
        if turn.asks or across or any(item[:2] == (a, b) for item in found):
            continue
        found = [(*item[:4], min(_MAX_LEVEL, item[4] + 1)) if a <= item[0] and item[1] <= b else item for item in found]
        found.append((a, b, a, b, 1))
    return found


def _blocks(document: Document) -> Iterator[tuple[int, int]]:
    start, end, block = 0, 0, -1
    for sentence in document.sentences:
        if sentence.block != block:
            if block >= 0:
                yield start, end
            start, block = sentence.span.start, sentence.block
        end = sentence.span.end
    if block >= 0:
        yield start, end


def _scan_block(
    text: str,
    block: tuple[int, int],
    carried: list[_Open],
    following: tuple[int, int] | None,
    found: list[tuple[int, int, int, int, int]],
) -> list[_Open]:
    """Read one paragraph's marks, record what closes in it, and return what stays open into the next."""
    start, end = block
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    closers = _single_closers(text, marks, end)
    stack = list(carried)
    if carried:
        # The paragraph repeats the marks that are still open.
        n_repeated = 0
        at = start
        while n_repeated < min(len(carried), len(marks)) and marks[n_repeated][0] == at:
            at = marks[n_repeated][1]
            n_repeated += 1
        marks = marks[n_repeated:]
    for a, b, mark in marks:
        family = _FAMILY[mark]
        role = _role(text, (a, b), mark, stack, closers, block)
        if role == "open" and len(stack) < _MAX_LEVEL:
            stack.append(_Open(a, b, mark, family, len(stack) + 1))
        elif role == "close":
            while stack:
                opened = stack.pop()
                if opened.family == family:
                    _record(text, opened, a, b, found)
                    break
    if stack and stack[0].family != "single" and following and _reopens(text, stack[0], following[0]):
        return [stack[0]]
    if stack:
        outer = stack[0]
        _record(text, outer, end, end, found)
    return []


def _record(text: str, opened: _Open, inner_end: int, end: int, found: list[tuple[int, int, int, int, int]]) -> None:
    a, b = opened.inner, inner_end
    while a < b and text[a].isspace():
        a += 1
    while a < b and text[b - 1].isspace():
        b -= 1
    # A span may not cut a word, which a mark inside one would make it do.
    if a < b and not _cuts_word(text, opened.start) and not _cuts_word(text, end):
        found.append((opened.start, end, a, b, opened.level))


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _reopens(text: str, opened: _Open, start: int) -> bool:
    again = _MARK.match(text, start)
    return bool(again and _FAMILY[again.group()] == opened.family and not _looks_closing(text, start, again.end()))


def _looks_closing(text: str, a: int, b: int) -> bool:
    return b >= len(text) or text[b].isspace()


def _single_closers(text: str, marks: list[tuple[int, int, str]], end: int) -> list[int]:
    """Where a single quotation could close: after a letter or stop, and not before a letter."""
    return [
        a
        for a, b, mark in marks
        if mark in "'’´`" and a > 0 and not text[a - 1].isspace() and (b >= end or not text[b].isalnum())
    ]


def _role(
    text: str, place: tuple[int, int], mark: str, stack: list[_Open], closers: list[int], block: tuple[int, int]
) -> str:
    """What one mark does here: "open", "close" or nothing ("")."""
    a, b = place
    before = text[a - 1] if a > block[0] else " "
    after = text[b] if b < block[1] else " "
    family = _FAMILY[mark]
    is_open = any(opened.family == family for opened in stack)
    if family == "single":
        return _single_role(text, place, mark, is_open, closers, before, after)
    if mark in _ALWAYS_CLOSES:
        return "close"
    if before.isdigit() and mark in ('"', "''", "”") and (not is_open or _FEET.search(text, max(0, a - 8), a)):
        return ""
    if family == "double":
        return _double_role(mark, stack, is_open, before, after)
    if mark in _ALWAYS_OPENS:
        return "open"
    # Guillemets point outwards in French and inwards in German; what opens decides what closes.
    partner = next((opened.mark for opened in reversed(stack) if opened.family == family), None)
    if partner is not None and partner != mark:
        return "close"
    if mark in _USUALLY_CLOSES and partner is None and not (before.isspace() or before in _OPENING_BEFORE):
        return ""
    return "open"


def _double_role(mark: str, stack: list[_Open], is_open: bool, before: str, after: str) -> str:
    if mark in ("„", "‟", "``", ",,"):
        return "open"
    starts = (before.isspace() or before in _OPENING_BEFORE) and not after.isspace()
    partner = next((opened.mark for opened in reversed(stack) if opened.family == "double"), None)
    if mark == "“":
        return "close" if partner in ("„", ",,") and not (before.isspace() and starts) else "open"
    if mark == "”":
        return "close" if is_open else "open" if starts and (after.isalnum() or after in "‘'¿¡") else ""
    if not is_open:
        # What stands between two letters, or only at a word's end, opens nothing.
        return "open" if starts or before.isspace() or not (before.isalnum() or after.isspace()) else ""
    clearly = (before.isspace() or before in "([") and (after.isalnum() or after in "‘'“[")
    return "open" if clearly and (stack[-1].family != "double" or partner in ("“", "„")) else "close"


def _single_role(
    text: str, place: tuple[int, int], mark: str, is_open: bool, closers: list[int], before: str, after: str
) -> str:
    a, b = place
    if mark == "‚" and not after.isalnum():
        return ""
    if before.isalnum() and after.isalnum():
        return ""
    starts = (before.isspace() or before in _OPENING_BEFORE) and not after.isspace()
    if starts and (mark not in "’´" or not is_open and mark != "’"):
        if _ELIDED.match(text, b):
            return ""
        later = bisect_right(closers, b)
        if mark in ("'", "`", "´"):
            return "open" if later < len(closers) and not is_open else ""
        return "open" if later < len(closers) or mark in "‚‛" else ""
    if not is_open or before.isspace() and after.isalnum():
        return ""
    if before.isalpha() and _GOES_ON.match(text, b) and _POSSESSIVE_BEFORE.search(text, a - 2, a):
        # "‘the workers’ rights’": the mark is an apostrophe as long as another one can close.
        later = bisect_right(closers, a)
        if later < len(closers) and "‘" not in text[b : closers[later]]:
            return ""
    return "close"


def _is_speech(text: str, start: int, end: int, inner: int, inner_end: int) -> bool:
    """Whether form speaks for speech: a clause, a stop, or a length that no name has."""
    said = text[inner:inner_end]
    words = _WORD.findall(said[:400])
    if not words:
        return False
    stop = said[-1]
    if _is_title(words) and stop not in "!?":
        return False
    if len(words) >= _SPEECH_WORDS:
        return True
    if stop in "!?…" or stop == "." and len(words) > 1:
        return True
    if len(words) >= 2 and _CLAUSE.search(said):
        return True
    before = text[max(0, start - 3) : start]
    after = text[end : end + 2]
    set_off = bool(_SET_OFF.search(before)) or not before.strip() or before.rstrip(" ")[-1:] in "\n\r.!?"
    return set_off and (stop in ",." or after[:1] in ",.") and said[0].isupper()


def _is_title(words: list[str]) -> bool:
    weighty = [word for word in words if word.casefold() not in _SMALL]
    return len(words) >= 2 and len(weighty) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in weighty)
