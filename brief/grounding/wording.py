"""What a statement says in words that its evidence does not have, and whether it can be read on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.document import Span
from brief.grounding.context import OUTLET, GuardContext, Holder, Reason, Refusal, fold
from brief.grounding.derivation import Derivation
from brief.grounding.glue import check_glue
from brief.grounding.names import is_known_name
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import EvidenceWord, function_class, is_finite_verb, is_light
from brief.grounding.words import Word
from brief.language.modality import hedge_group, marker_kind, speech_group

__all__ = [
    "check_additions",
    "check_loaded",
    "check_references",
    "check_shape",
    "is_description",
    "own_places",
    "without_remarks",
]

_WORD = re.compile(r"\w+")
_OWN_SUBJECTS = frozenset("article text document outlet headline".split())
_OWN_VERBS = frozenset(
    "speak describ call quot refer present characteris characteriz nam attribut list giv ask".split()
)
_DESCRIBING = frozenset("describ call characteris characteriz nam".split())
# Our own remarks on what the document leaves out.
_REMARK = re.compile(
    r"\s*\((?:the )?(?:year|date|source|speaker|name|figure|place)s? (?:is|are) not (?:given|named)\)|,? as the article (?:has|puts) it",  # noqa: E501  # one pattern
    re.I,
)
# "A guard at the mill, who is not named, said": on the words that open a statement only.
_UNNAMED = re.compile(r"(?P<holder>\A[^,;:“”\"]{3,90}), who (?:is|are) not named,(?= [a-z])")
_NAME_END = re.compile(r" (?:of|for|in|at|with|to|from|on|by|close|familiar|briefed|who)\b")
_ADDED: dict[str, Reason] = {
    "negation": "negation_added",
    "hedge": "hedge_added",
    "modal": "certainty_changed",
    "quantity": "quantity_changed",
    "condition": "hedge_added",
    "privative": "word_not_in_evidence",
}
_PRONOUN = re.compile(
    r"\s*(?:He|She|They|It|We|I|His|Her|Their|Its|This|That|These|Those|Such|Him|Them|Theirs|The (?:latter|former|same))(?![\w’'-])"  # noqa: E501  # one pattern
    r"(?!\s(?:is|was|remains)\s[^.]*\b(?:that|whether|who|what|when|where|why|how)\b)"
)
_POINTING = re.compile(
    r"(?<![\w’'-])(?:this|these|those|such an?|the said|(?:at|by|of|for|to|with|on|from|about|after|before|during|under|against"  # noqa: E501  # one pattern
    r"|into|over) that|the (?:two|three|four|five))\s+(?P<noun>[^\W\d_][\w’'-]*)",
    re.IGNORECASE,
)
_POINTING_PREPOSITIONS = frozenset(
    "at by of for to with on from about after before during under against into over".split()
)
_POINTERS = frozenset("this these those such said that two three four five".split())
_NO_POINTING = re.compile(r"(?:who|that|which|of|in|with|from|for|to|on|at|\w+ing|\w+ed|years?|months?|weeks?|days?|morning|afternoon|evening|"  # noqa: E501  # one pattern
                          r"night|spring|summer|autumn|winter|time|century|decade)$", re.I)  # fmt: skip


def without_remarks(statement: str, holder: Holder = OUTLET) -> str:
    """A statement without our own remarks on what the document leaves open ("(the year is not given)").

    That a holder "is not named" may be said of one whose every name is a common noun ("a guard at the mill").
    """
    if "not named" in statement and _is_nameless(holder):
        remark = _UNNAMED.match(statement)
        if remark and not any(speech_group(word) or is_finite_verb(word) for word in remark["holder"].split()):
            statement = remark["holder"] + statement[remark.end() :]
    if "(" not in statement and "as the article" not in statement:
        return statement
    return _REMARK.sub("", statement)


def _is_nameless(holder: Holder) -> bool:
    if holder.is_outlet or holder.source_type not in ("role_only", "unnamed_collective"):
        return False
    heads = (_NAME_END.split(form, maxsplit=1)[0].split() for form in holder.forms)
    return bool(holder.forms) and not any(words and words[-1][:1].isupper() for words in heads)


def check_shape(statement: str) -> Iterator[Refusal]:
    """Whether a statement is a wording at all; marks inside a verbatim quotation are the document's own affair."""
    if not any(c.isalpha() for c in statement):
        yield Refusal("empty_statement", "the statement has no letter")
    own = statement
    for item in reversed(find_quoted(statement)):
        own = own[: item.start] + own[item.end :]
    if own.count('"') % 2 or own.count("“") != own.count("”") or own.count("«") != own.count("»"):
        yield Refusal("unbalanced_quotation_marks", "a quotation mark has no partner")


def own_places(words: Sequence[Word], quoted: Sequence[bool]) -> frozenset[int]:
    """The places of "The article describes … as" and its like, which are ours."""
    head = [i for i in range(min(4, len(words))) if not quoted[i]]
    if not any(words[i].key in _OWN_SUBJECTS for i in head):
        return frozenset()
    for i in head[:-1] or head:
        if words[i].key in _OWN_SUBJECTS and all(is_light(words[k]) for k in range(i)):
            verb = i + 1
            if (
                verb < len(words)
                and not quoted[verb]
                and (words[verb].stem in _OWN_VERBS or words[verb].key in ("says", "states", "reports"))
            ):
                extra = [
                    k
                    for k in range(verb + 1, len(words))
                    if words[k].key in ("as", "to", "words", "source", "unnamed") and not quoted[k]
                ]
                if words[verb].stem == "speak" and verb + 1 < len(words) and words[verb + 1].key == "of":
                    extra.insert(0, verb + 1)
                return frozenset([*range(verb + 1), *extra[:2]])
            return frozenset(range(i + 1)) if verb < len(words) else frozenset()
    return frozenset()


def is_description(words: Sequence[Word], ours: frozenset[int]) -> bool:
    """Whether a statement only says what the document calls somebody or something."""
    return any(words[i].stem in _DESCRIBING for i in ours)


def check_additions(
    words: Sequence[Word],
    free: frozenset[int],
    derivation: Derivation,
    evidence: Sequence[EvidenceWord],
    inside: Sequence[bool],
    holder: Holder,
    resolved: frozenset[str],
    context: GuardContext,
) -> Iterator[Refusal]:
    """Every word of the statement that does not come out of its evidence in order, by what it would add."""
    yield from check_glue(words, free, derivation, evidence)
    new = [i for i, j in enumerate(derivation.taken) if j is None and i not in free]
    if not new:
        return
    bag = {item.word.stem for item, within in zip(evidence, inside, strict=True) if within}
    groups = {item.group for item in evidence if item.marker == "hedge"}
    for i in new:
        word = words[i]
        marker = marker_kind(word.form)
        if word.stem == "not":
            marker = "negation", "strong"
        if is_light(word) and not (marker and marker[0] in ("negation", "quantity")):
            continue
        if word.key == "unnamed" or (
            holder.source_type in ("implicit", "unnamed_collective")
            and word.key in ("reportedly", "reported", "said", "is")
        ):
            continue
        if word.stem in resolved:
            continue
        if word.stem in bag:
            yield Refusal("words_reordered", f"{word.form!r} stands in another place in the evidence")
        elif (
            marker
            and marker[0] == "hedge"
            and hedge_group(word.key) in groups
            and word.key in ("may", "might", "could")
        ):
            continue
        elif marker:
            yield Refusal(_ADDED[marker[0]], f"{word.form!r} is not in the evidence")
        elif word.stem.startswith("#"):
            yield Refusal("number_not_in_evidence", f"{word.form!r} is not in the evidence")
        elif _is_date_word(word):
            yield Refusal("date_not_in_evidence", f"{word.form!r} is not in the evidence")
        elif word.form[:1].isupper() and is_known_name(i, words, derivation, evidence, holder, context):
            continue
        elif word.form[:1].isupper() and (i > 0 or word.form.isupper() or word.key not in context.lower_keys):
            yield Refusal("name_not_in_evidence", f"{word.form!r} is not in the evidence")
        else:
            yield Refusal("word_not_in_evidence", f"{word.form!r} is not in the evidence")


_DATE_KEYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december yesterday today tomorrow spring summer autumn winter".split()
)


def _is_date_word(word: Word) -> bool:
    return word.key in _DATE_KEYS or word.form == "May"


def check_loaded(statement: str, evidence: Sequence[Span], context: GuardContext) -> Iterator[Refusal]:
    """Whether the statement makes the outlet's loaded wording its own.

    The same words may judge in one place and report in another ("storms"): what counts is how the evidence has them.
    """
    if not context.loaded:
        return
    own = statement
    for item in reversed(find_quoted(statement)):
        own = f"{own[: item.start]} {own[item.end :]}"
    phrases = {*_find_loaded(fold(own).casefold(), context)}
    if not phrases:
        return
    text = context.document.text
    judging = {fold(text[a:b]).casefold() for span in evidence for a, b in context.loaded_in(span)}
    plain = fold(" ".join(span.quote for span in evidence)).casefold()
    for phrase in sorted(phrases):
        if phrase in plain and phrase not in judging:
            continue
        yield Refusal("loaded_wording", f"{phrase!r} is the outlet's judgement; quote it or leave it out")


def _find_loaded(own: str, context: GuardContext) -> Iterator[str]:
    """The loaded phrases in a wording, whole words only, the longest where several begin; none overlaps another."""
    by_head = context.loaded_by_head
    if "" in by_head:
        yield from context.loaded_pattern.findall(own)
        return
    end = 0
    for match in _WORD.finditer(own) if not by_head.keys().isdisjoint(_WORD.findall(own)) else ():
        at = match.start()
        for phrase in by_head.get(match[0], ()) if at >= end else ():
            following = own[at + len(phrase) : at + len(phrase) + 1]
            if own.startswith(phrase, at) and not _WORD.match(following):
                yield phrase
                end = at + len(phrase)
                break


def _may_point(place: int, words: Sequence[Word]) -> bool:
    """Whether a word can be what `_POINTING` finds, which takes longer to say."""
    key = words[place].key
    if key in ("this", "these", "those", "such"):
        return True
    before = words[place - 1].key if place else ""
    return before in _POINTING_PREPOSITIONS if key == "that" else before == "the"


def check_references(statement: str, words: Sequence[Word]) -> Iterator[Refusal]:
    """Whether the statement points at something that only another sentence names."""
    opening = _PRONOUN.match(statement)
    if opening:
        yield Refusal("dangling_reference", f"{opening[0].strip()!r} opens the statement")
    if not any(_may_point(i, words) for i in [i for i, word in enumerate(words) if word.key in _POINTERS]):
        return
    quoted = find_quoted(statement)
    for match in _POINTING.finditer(statement, opening.end() if opening else 0):
        if any(item.start <= match.start() < item.end for item in quoted) or _NO_POINTING.match(match["noun"]):
            continue
        at = match.start("noun")
        noun = next((word for word in words if word.start == at), None)
        if (
            noun is None
            or function_class(noun.key, noun.stem) in ("auxiliary", "preposition")
            and match[0][:4].lower() == "that"
        ):
            continue
        if not any(word.stem == noun.stem for word in words if word.start < match.start()):
            yield Refusal("dangling_reference", f"{match[0]!r} points outside the statement")
