"""The outlet's own claims: what a sentence says that nobody is named for.

Facts keep the text's words; words that judge are put in quotation marks and credited to the article; what cannot stand
on its own (a pronoun, "this move") is quoted whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from brief.document import Sentence, Span
from brief.engines.embedded.antecedents import resolve_person
from brief.engines.embedded.clauses import Clause, is_balanced, is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.judgements import split_reason, tell_object, tell_predicate
from brief.engines.embedded.kinds import classify_kind, is_open
from brief.engines.embedded.pointing import points_away
from brief.engines.embedded.reading import Ranges, Reading
from brief.engines.embedded.sayings import finished
from brief.engines.embedded.statements import Wording, lower_opening, quote_whole, quote_words
from brief.language.analysis import Attribution

if TYPE_CHECKING:
    pass

__all__ = ["outlet_drafts", "told_by_clause"]

_PRONOUN = frozenset("""he she it they his her their its him them i you we me us my our your""".split())
# More judging phrases than this in one clause, and a clause full of quotation marks reads worse than one quotation.
_MOST_MARKED = 3
# A web address behind a sentence, or Markdown's marks before it, are no part of what it says.
_MARKS = re.compile(r"(?:#{1,6}\s+|>\s+|[-*•]\s+)+")
_LINK = re.compile(r"\s*\(?(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+\s*$")
_TAIL = re.compile(r"[”’\"]?\s*[,–—-]+\s*")
_MIN_TAIL_WORDS = 5
_UNMARKED = frozenset({"vague_attribution", "relative_time", "vague_quantity"})


def outlet_drafts(
    reading: Reading,
    wording: Wording,
    sentence: Sentence,
    clauses: Sequence[Clause],
    attributions: Sequence[Attribution],
) -> list[Draft]:
    """The outlet's claims in a sentence, those parts left out that an attribution holds."""
    held = [(s.start, s.end) for a in attributions for part in (a.source, a.cue, a.content) for s in part]
    own = [clause for clause in clauses if clause.shape == "apposition" or _free_share(reading, clause, held) > 0.5]
    drafts = []
    merged: list[Clause] = []
    for clause in own:
        if clause.shape == "apposition":
            drafts += _description(reading, wording, sentence, clause)
        elif clause.shape == "insertion":
            merged.append(clause) if not attributions else drafts.append(
                _comment(reading, sentence, _stretch(reading, clause))
            )
        else:
            merged.append(clause)
    drafts += _statements(reading, wording, sentence, merged, attributions)
    if held and (tail := _tail(reading, sentence, held, drafts)):
        drafts.append(_comment(reading, sentence, tail))
    return drafts


def told_by_clause(
    reading: Reading,
    wording: Wording,
    sentence: Sentence,
    clauses: Sequence[Clause],
    attributions: Sequence[Attribution],
    attribution: Attribution,
) -> Draft | Literal[True] | None:
    """How the outlet tells what an attribution without a holder reports, with its cue: "the pier is said to leak".

    True where it is a small part of a clause that the outlet tells anyway, None where it must be quoted.

    Args:
        attributions: The others of the sentence.
    """
    places = _places(attribution)
    clause = next((c for c in clauses if c.shape != "apposition" and _holds_all(_reach(reading, c), places)), None)
    if clause is None:
        return None
    if _free_share(reading, clause, places) > 0.5:
        return True
    draft = _worded(reading, wording, sentence, clause, attributions)
    if draft is not None:
        draft.attribution = attribution
    return draft


def _places(attribution: Attribution) -> Ranges:
    return [(s.start, s.end) for part in (attribution.source, attribution.cue, attribution.content) for s in part]


def _reach(reading: Reading, clause: Clause) -> Ranges:
    """Where a clause stands, the marks between its words and the one behind it included."""
    return [(a, b + 1) for a, b in _bounds(reading, sorted({*clause.lead, *clause.tokens}))]


def _holds_all(ranges: Ranges, places: Ranges) -> bool:
    return all(any(a <= start and end <= b for a, b in ranges) for start, end in places)


def _held_elsewhere(reading: Reading, clause: Clause, attributions: Sequence[Attribution]) -> Ranges:
    """What of a sentence others hold whom the clause does not tell of: with its cue and source, a report may stand."""
    reach = _reach(reading, clause)
    return [
        place
        for attribution in attributions
        if not _is_told_by(reading, attribution) or not _holds_all(reach, _places(attribution))
        for place in _places(attribution)
    ]


def _is_told_by(reading: Reading, attribution: Attribution) -> bool:
    """Whether a report can be a part of a clause: by a verb that has its subject there, or no subject at all."""
    if attribution.cue_index < 0 or attribution.content_form == "quotation" or attribution.mode == "direct":
        return False
    return reading.words[attribution.cue_index].pos_ in ("VERB", "AUX", "NOUN", "ADV", "ADJ")


def _tail(reading: Reading, sentence: Sentence, held: Ranges, drafts: Sequence[Draft]) -> tuple[int, int] | None:
    """What the outlet hangs on to somebody's words at a sentence's end: "…, a pledge that sits uneasily with …"."""
    told = [*held, *(place for draft in drafts for place in draft.evidence)]
    start = max((b for a, b in told if a < sentence.span.end and b > sentence.span.start), default=sentence.span.end)
    words = reading.document.text[start : sentence.span.end]
    opening = _TAIL.match(words)
    rest = words[opening.end() :] if opening else ""
    if len(rest.split()) < _MIN_TAIL_WORDS or not is_balanced(rest) or _spoken(reading, start, sentence.span.end):
        return None
    return start + (opening.end() if opening else 0), sentence.span.end


def _spoken(reading: Reading, start: int, end: int) -> bool:
    return any(q.span.start < end and start < q.span.end for q in reading.analysis.quotations)


def _free_share(reading: Reading, clause: Clause, held: Ranges) -> float:
    """The share of a clause's words that no attribution holds."""
    words = [reading.words[i] for i in clause.tokens if not reading.words[i].is_punct]
    free = [t for t in words if not any(a <= t.idx < b for a, b in held)]
    return len(free) / len(words) if words else 0.0


def _bounds(reading: Reading, indexes: Sequence[int]) -> Ranges:
    """Token indexes as stretches of text, neighbours joined."""
    ranges: Ranges = []
    previous = -2
    for i in indexes:
        token = reading.words[i]
        end = token.idx + len(token)
        if i == previous + 1 and ranges:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((token.idx, end))
        previous = i
    return ranges


def _description(reading: Reading, wording: Wording, sentence: Sentence, clause: Clause) -> list[Draft]:
    """What the outlet calls somebody or something: 'The article describes X as “…”.'"""
    ranges, lead = _bounds(reading, clause.tokens), _bounds(reading, clause.lead)
    start, end = ranges[0][0], ranges[-1][1]
    if any(q.span.start < start < q.span.end for q in reading.analysis.quotations):
        return []
    words, what = _plain(reading.document.text, ranges), wording.words(lead)
    if (
        not what
        or len(words) < 4
        or not is_balanced(words)
        or any(reading.words[i].lower_ in _PRONOUN for i in clause.lead)
    ):
        return []
    first = lead[0][0]
    loaded = [item.category for item in reading.judged_in(start, end)]
    draft = _draft(reading, sentence, f"The article describes {what} as {quote_words(words)}.", [(first, end)])
    draft.kind = classify_kind(words, head=None, cue_lemma=None, loaded=loaded, is_definition=True)
    draft.is_aside = True
    return [draft]


def _plain(text: str, ranges: Ranges) -> str:
    return " ".join(text[ranges[0][0] : ranges[-1][1]].split())


def _stretch(reading: Reading, clause: Clause) -> tuple[int, int]:
    ranges = _bounds(reading, clause.tokens)
    return ranges[0][0], ranges[-1][1]


def _comment(reading: Reading, sentence: Sentence, place: tuple[int, int]) -> Draft:
    """What the outlet adds to somebody's words: "…, suggesting a high level of oversight"."""
    words = _plain(reading.document.text, [place])
    draft = _draft(reading, sentence, f"The article comments: {quote_words(words)}.", [place])
    draft.kind, draft.is_aside, draft.is_quoted = "judgement", True, True
    return draft


def _statements(
    reading: Reading, wording: Wording, sentence: Sentence, clauses: list[Clause], held: Sequence[Attribution]
) -> list[Draft]:
    """The clauses as statements of their own where each can stand; else the sentence as one; else its quotation."""
    clauses = [part for clause in clauses for part in _parts(reading, clause)]
    worded = [
        _worded(reading, wording, sentence, clause, held) or _judged(reading, sentence, clause, held)
        for clause in clauses
    ]
    if all(draft is not None for draft in worded):
        return [draft for draft in worded if draft is not None]
    indexes = sorted({i for clause in clauses for i in clause.tokens})
    main = next((clause for clause in clauses if clause.shape == "main"), None)
    if not held and main is not None and len(clauses) > 1:
        # "Limiting debate fails, and it backfires": a part that leans on another is told together with it.
        start = indexes[0]
        if start > 0 and reading.words[start - 1].dep_ == "mark" and not reading.words[start].is_sent_start:
            start -= 1  # "While p, q": told as one, the two keep what joins them
        everything = range(start, indexes[-1] + 1)
        whole = _worded(reading, wording, sentence, Clause("main", main.head, tuple(everything)), held)
        if whole is not None:
            return [whole]
    if not held:
        return [_quotation(reading, sentence, indexes, whole=True)]
    failed = [c for c, draft in zip(clauses, worded, strict=True) if draft is None and len(c.tokens) > 3]
    drafts = [draft for draft in worded if draft is not None]
    fragments = [
        _quotation(
            reading, sentence, clause.tokens, whole=reading.words[clause.first].tag_ in ("WDT", "WP", "WP$", "WRB")
        )
        for clause in failed
    ]
    for fragment in fragments:
        fragment.is_aside = True
    return drafts + fragments


def _parts(reading: Reading, clause: Clause) -> Sequence[Clause]:
    """A clause, in two where it can be told so only: what the outlet makes of "this", and why."""
    parts = split_reason(reading, clause)
    return parts if parts is not None and tell_object(reading, parts[0]) is not None else (clause,)


def _judged(reading: Reading, sentence: Sentence, clause: Clause, attributions: Sequence[Attribution]) -> Draft | None:
    """A clause that judges too much to be stated, or is about "this", with its judgement in quotation marks."""
    if sentence.heading or _held_elsewhere(reading, clause, attributions) or _is_asked(reading, clause):
        return None
    found = tell_object(reading, clause) or tell_predicate(reading, clause)
    if found is None:
        return None
    statement, evidence = found
    draft = _draft(reading, sentence, statement, evidence)
    loaded = [item.category for a, b in evidence for item in reading.judged_in(a, b)]
    words = _plain(reading.document.text, evidence)
    draft.kind = classify_kind(words, head=reading.words[clause.head], cue_lemma=None, loaded=loaded)
    return draft


def _is_asked(reading: Reading, clause: Clause) -> bool:
    last = reading.words[clause.last]
    return any(t.text == "?" for t in reading.words[last.i : last.i + 3])


def _quotation(reading: Reading, sentence: Sentence, indexes: Sequence[int], *, whole: bool) -> Draft:
    ranges = _bounds(reading, indexes)
    start, end = (reading.opening_of(sentence), sentence.span.end) if whole else (ranges[0][0], ranges[-1][1])
    if marks := _MARKS.match(reading.document.text, start, end):
        start = marks.end() if marks.end() < end else start
    if (link := _LINK.search(reading.document.text, start, end)) and link.start() > start:
        end = link.start()
    words = _plain(reading.document.text, [(start, end)])
    draft = _draft(reading, sentence, quote_whole(words, heading=sentence.heading), [(start, end)])
    loaded = [item.category for item in reading.judged_in(start, end)]
    head = reading.doc[indexes[0] : indexes[-1] + 1].root
    draft.kind = classify_kind(words, head=head, cue_lemma=None, loaded=loaded)
    draft.is_quoted = True
    opening = reading.words[reading.tokens_in(start, end)[0]]
    if whole and (person := resolve_person(reading, opening, sentence)):
        actor, mention = person
        draft.statement = draft.statement.replace("The article says:", f"The article says of {actor.name}:", 1)
        draft.evidence.insert(0, (mention.start, mention.end))
    return draft


def _worded(
    reading: Reading, wording: Wording, sentence: Sentence, clause: Clause, attributions: Sequence[Attribution]
) -> Draft | None:
    """A clause after "The article says"; None where it must be quoted instead."""
    tokens = [reading.words[i] for i in clause.tokens]
    head = reading.words[clause.head]
    ranges, lead = _bounds(reading, clause.tokens), _bounds(reading, clause.lead)
    everything = [*lead, *ranges]
    if any(q.speech and q.span.start <= head.idx < q.span.end for q in reading.analysis.quotations):
        return None  # the outlet never asserts what stands in somebody's speech marks
    held = _held_elsewhere(reading, clause, attributions)
    if sentence.heading or any(a <= t.idx < b for t in tokens for a, b in held) or not is_finite(head):
        return None
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    if subject is None and not lead:
        return None
    loaded = [i for a, b in everything for i in reading.loaded_in(a, b) if not i.in_quotation and i.voice == "outlet"]
    marked = [item for item in loaded if item.category not in _UNMARKED]
    places = _join_neighbours(reading, [_whole_word(reading, item.span) for item in marked])
    if len(places) > _MOST_MARKED or points_away(reading, clause):
        return None
    words = wording.words(everything, marked=places)
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1].rstrip(" .")
    if not is_balanced(words) or len(words.split()) < 3 or words.endswith("?"):
        return None
    if words[0] == "“" and words[-1] == "”" and words.count("“") == 1:
        return None  # nothing but a title or somebody's words
    opening = lower_opening(words, reading.words[(clause.lead or clause.tokens)[0]], reading.name_words)
    span = (min(a for a, _ in ranges + lead), max(b for _, b in ranges))
    draft = _draft(reading, sentence, finished(f"The article says that {opening.rstrip(' .')}"), [span])
    categories = [i.category for a, b in everything for i in reading.judged_in(a, b) if i in marked]
    draft.kind = classify_kind(words, head=reading.words[clause.head], cue_lemma=None, loaded=categories)
    draft.is_aside = clause.shape == "relative"
    return draft


def _join_neighbours(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those with nothing but white space between them made one: “on the heels of record growth”."""
    joined: list[Span] = []
    for span in spans:
        if joined and not reading.document.text[joined[-1].end : span.start].strip():
            span = reading.document.span(joined.pop().start, span.end)
        joined.append(span)
    return joined


def _whole_word(reading: Reading, span: Span) -> Span:
    """A span widened over hyphens: quotation marks never stand inside "battle-hardened"."""
    text, start, end = reading.document.text, span.start, span.end
    while start > 1 and (text[start - 1].isalnum() or text[start - 1] == "-" and text[start - 2].isalnum()):
        start -= 1
    while end < len(text) - 1 and (text[end].isalnum() or text[end] == "-" and text[end + 1].isalnum()):
        end += 1
    return reading.document.span(start, end)


def _draft(reading: Reading, sentence: Sentence, statement: str, evidence: Ranges) -> Draft:
    start, end = evidence[0][0], evidence[-1][1]
    words = reading.document.text[start:end]
    return Draft(
        statement=statement,
        kind="assertion",
        evidence=evidence,
        sentence=sentence.index,
        heading=sentence.heading,
        hedged=is_open(words),
        has_date=bool(reading.dates_in(start, end)),
        has_number=any(character.isdigit() for character in words),
        n_names=sum(character.isupper() for character in words[1:]),
    )
