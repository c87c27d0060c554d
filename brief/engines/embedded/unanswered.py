"""What a text itself says is open, withheld, unchecked or without a figure, each a question of its own.

The text's own words raise it: "declined to say how many", "is still under investigation", "independent tests show".
Who is not named is for `nameless`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.briefing import QuestionCategory
from brief.document import Span
from brief.engines.embedded.asking import Asked, ask, listed, phrase, unquoted
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import HANGING
from brief.engines.embedded.statements import quote_words

__all__ = ["ask_figures", "ask_grounds", "ask_origins", "ask_stated", "ask_terms"]

_MOST_WORDS = 16
_TAIL = r"[^.;:!?“”\"]{0,110}"
_NOT = r"(?:not|n[’']t)"
_HAS = r"(?:has|have|had)"
_DID = r"(?:did|does|do|has|have|had)"


def _either(*forms: str, tail: str = _TAIL) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(forms)}){tail}")


_WITHHELD = _either(
    rf"(?:{_HAS} )?(?:so far )?(?:declined|refused) to (?!comment|be|take)\w+",
    rf"would {_NOT} (?:say|give|name|identify|explain|disclose|specify|confirm|reveal)",
    rf"{_DID} {_NOT} (?:say|said|give|given|specif\w+|provided?|identif\w+)",
    rf"{_DID} {_NOT} (?:named?|explain(?:ed)?|elaborated?|disclosed?|published?|released?)",
    r"g[ai]ves? no\b",
    rf"{_HAS} (?:never|not|n[’']t) been (?:made public|disclosed|published|released|identified|named|explained)",
    rf"(?:was|were|is|are) {_NOT} (?:shown|disclosed|published|identified|named|released)",
    rf"whom? (?:\w+ ){{1,3}}{_DID} {_NOT} (?:name|identify)",
    rf"{_HAS} yet to (?:release|publish|say|name|explain|disclose)",
    rf"did {_NOT} (?:immediately )?(?:respond|reply) to (?:a )?questions? about",
)
_UNCHECKED = _either(
    rf"could {_NOT} be (?:independently |immediately )?(?:confirmed|verified|corroborated)",
    r"(?:not been|un)able to (?:independently )?(?:confirm|verify)",
    rf"could {_NOT} (?:independently |immediately )?(?:verify|confirm)",
    rf"{_HAS} {_NOT} (?:seen|reviewed|been (?:seen|verified|confirmed))",
    rf"{_NOT} (?:yet )?(?:been )?peer.reviewed",
    rf"did {_NOT} (?:measure|test|check|deny|rule out)",
    r"(?:no|without) (?:\w+ )?(?:evidence|records?|proof)\b",
)
_PENDING = _either(
    rf"could {_NOT} be (?:determined|established)",
    r"(?:still |now |remains? )?under (?:investigation|review)",
    r"(?:remains?|is|are|was|were) (?:still )?(?:unclear|unknown|unresolved|undecided|uncertain|pending)",
    rf"(?:is|are|was|were) {_NOT} (?:yet )?(?:known|clear|decided)",
    rf"do(?:es)? {_NOT} yet know",
    rf"{_HAS} yet to (?!release|publish|say|name|explain|disclose)\w+",
    rf"{_HAS} (?:lodged an appeal|appealed)\b",
    rf"(?:{_HAS} been|was|were|is|are) (?:postponed|deferred|suspended|put off|shelved)",
    rf"{_HAS} {_NOT} (?:yet )?been (?:decided|announced|set|agreed|chosen|found)",
    r"(?:trial|hearing|inquiry|investigation|search|talks|case|negotiations)(?: into \w+| over \w+)? "
    r"(?:continues?|goes on|is ongoing|are ongoing)",
    rf"{_HAS} (?:opened|launched|begun|ordered|started) an? (?:\w+ )?(?:review|inquiry|investigation|probe|audit)",
    r"(?:is|are) (?:now )?(?:investigating|awaiting|considering)",
    rf"until (?:\w+ ){{1,5}}{_HAS} (?:been )?\w+ed",
    rf"may {_NOT} last",
    r"(?:is|are) (?:next )?due (?:back )?(?:in court|to rule|to decide|to report)",
)
_UNHEARD = _either(
    rf"{_DID} {_NOT} (?:immediately |yet )?(?:respond|repl(?:y|ied)|return|answer)(?:ed)?(?! to (?:a )?question)",
    r"never (?:answered|replied|responded)",
    r"declined to comment",
    rf"could {_NOT} be reached",
    rf"(?:would|does|did) {_NOT} (?:\w+ )?(?:comment|discuss|take questions)",
)
_KINDS_OF_SOURCE = "tests|studies|research|reports|surveys|polls|figures|analyses|documents|memos?|estimates|media"
_UNSOURCED = _either(
    r"(?<!the )(?<!this )(?:independent|internal|recent|earlier|previous|several|some|new|unpublished|leaked)"
    rf" (?:{_KINDS_OF_SOURCE})",
    r"(?:a|one|another) (?:\w+ )?(?:study|survey|poll|analysis|estimate)(?! (?:by|of|from|in|released|published))",
    r"reports (?:that|in some|in the|on social|of)",
    r"rumou?rs (?:that|of|about)",
    r"(?:signs|fears|talk) (?:of|that)",
    r"studies (?:show|have)",
    r"research (?:shows|has)",
    tail=r"(?: (?!(?:which|who|said|says)\b)[\w’'%-]+){0,7}",
)
_VAGUE = _either(
    r"(?:several|dozens|hundreds|thousands|scores|many|most|some|a (?:\w+ )?number|a handful|a few|half|a third|"
    r"a quarter|a majority|nearly half|more than half|much|part) of (?:the |its |their )?[a-z’']+(?: [a-z]+)?",
    r"(?<!how )(?:several|dozens|hundreds|thousands|many|numerous|countless|various) [a-z]+(?: [a-z]+)?",
    r"(?:considerably|significantly|substantially|much|far|slightly|sharply|somewhat) "
    r"(?:more|less|fewer|higher|lower|larger|smaller|better|worse)\b(?! than \d)",
    r"(?:more than )?(?:double|triple|halve)s?\b(?: the| its| their)? [a-z]+(?:[’']s)?(?: [a-z]+)?",
    r"(?:was|were|is|are) (?:\w+ )?(?:lower|higher|fewer|smaller|larger)(?: too| as well)?(?! than \d)\b",
    r"by (?:nearly|almost|about|more than) (?:a )?(?:half|third|quarter)",
    r"(?:twice|three times|four times) (?:the|that|its|their) [a-z]+(?: set aside)?",
    r"up to \d[\d,.]*(?: \w+){1,2}",
    tail="",
)
_MOST_SUBJECT_WORDS = 10
_NAMED_SCHEME = re.compile(r"\b(?:Project|Operation|Plan|Initiative|Programme|Program|Scheme|Protocol) [A-Z][\w-]+")
_ASKED = frozenset({"ask", "question", "press", "quiz"})
_OPINION = frozenset({"opinion_as_fact", "unsupported_inference", "puffery"})


def _found(reading: Reading, pattern: re.Pattern[str], *, spoken: bool = True) -> Iterator[Span]:
    """Where a pattern stands in a sentence of the body, cut to a readable length; not in speech unless `spoken`."""
    for sentence in reading.document.sentences:
        match = None if sentence.heading else pattern.search(sentence.span.quote)
        if match is None:
            continue
        start = sentence.span.start + match.start()
        if not spoken and any(q.span.start <= start < q.span.end for q in reading.quotations_near(sentence.span)):
            continue
        words = match[0].rstrip()
        for link in (",", " and ", " but "):
            front, cut, _ = words.partition(link)
            words = front if cut and len(front.split()) >= 4 else words
        if (longest := re.match(rf"(?:\S+\s+){{{_MOST_WORDS}}}", words)) is not None:
            words = longest[0]
        words = HANGING.sub("", words.rstrip(" ,"))
        yield reading.document.span(start, start + len(words))


def _with_subject(reading: Reading, span: Span) -> Span:
    """A stretch that begins with a verb, widened to the verb's subject where that stands close before it."""
    places = reading.tokens_in(span.start, span.end)
    if not places:
        return span
    verb = reading.words[places[0]]
    while verb.dep_ in ("aux", "auxpass", "neg", "advmod") and verb.head.i != verb.i:
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "expl")]
    if not subjects or subjects[0].i >= places[0] or verb.i > places[-1]:
        return span
    first = subjects[0].left_edge
    between = reading.words[first.i : places[0]]
    if len(between) > _MOST_SUBJECT_WORDS or any(token.text in '“”"‘;:' for token in between):
        return span
    return reading.document.span(first.idx, span.end)


def ask_stated(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """What the text says is withheld, unchecked, pending or unheard; one question a sentence."""
    why = "The text says that this is open."
    asked: set[int] = set()
    for pattern, weight in ((_PENDING, 3.9), (_WITHHELD, 3.7), (_UNCHECKED, 3.5), (_UNHEARD, 2.8)):
        for bare in _found(reading, pattern, spoken=pattern in (_PENDING, _UNCHECKED)):
            sentence = reading.sentence_of(bare.start)
            if sentence is None or sentence.index in asked:
                continue
            asked.add(sentence.index)
            span = _with_subject(reading, bare)
            category, question = _stated(pattern, bare.quote)
            yield from ask(reading, weight, f"{question}: {quote_words(unquoted(span))}?", category, why, (span,))


def _stated(pattern: re.Pattern[str], words: str) -> tuple[QuestionCategory, str]:
    """The kind of what is open, and how to ask for it."""
    if pattern is _PENDING:
        return "missing_outcome", "What is the outcome of what stays open here"
    if pattern is _UNCHECKED:
        return "missing_evidence", "What is the evidence on what stays open here"
    if pattern is _UNHEARD:
        return "missing_party", "What is the answer that is missing here"
    return _withheld(words)


def _withheld(words: str) -> tuple[QuestionCategory, str]:
    """What kind of thing somebody would not say, and how to ask for it."""
    if re.search(r"(?i)\b(?:names?|named|identif\w+|who|whom)\b", words):
        return "missing_identity", "Who are the people that are not named here"
    if re.search(
        r"(?i)\b(?:how (?:much|many|fast|far|large|long|often|high)|figures?|numbers?|amounts?|cost|price)\b", words
    ):
        return "missing_quantity", "What is the figure that is missing here"
    if re.search(r"(?i)\b(?:when|dates?)\b", words):
        return "missing_date", "What is the date that is missing here"
    if re.search(r"(?i)\bwhether\b", words):
        return "missing_outcome", "What is the answer to what stays open here"
    return "missing_evidence", "What is it that is missing here"


def ask_origins(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Who says what nobody is named for: an agentless passive, reports and tests that are nobody's."""
    for draft in drafts:
        held = draft.attribution
        if held is None or held.source_type != "implicit" or not held.cue or draft.heading:
            continue
        if held.cue_lemma in _ASKED:
            continue  # "Asked whether …, Kell said": the reporter asked
        start, end = draft.evidence[0][0], draft.evidence[-1][1]
        cue = held.cue[0]
        whole = reading.document.span(start, end)
        is_short = len(whole.quote.split()) <= _MOST_WORDS + 6 and whole.start <= cue.start < whole.end
        span = whole if is_short else _with_subject(reading, cue)
        if len(span.quote.split()) < 3 or re.match(r"(?i)you\b", span.quote):
            continue
        yield from ask(
            reading,
            3.8,
            f"Who says so: {quote_words(unquoted(span))}?",
            "missing_source",
            "No holder is named.",
            (span,),
        )
    for span in _found(reading, _UNSOURCED):
        question = f"What is the source of {quote_words(unquoted(span))}?"
        yield from ask(reading, 3.0, question, "missing_source", "The text does not say whose it is.", (span,))


def ask_figures(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """How much or how many it is where the text has an amount without a figure or a share without its whole."""
    why = "An amount is given without a figure."
    seen: list[Span] = []
    for item in reading.analysis.loaded:
        if item.category == "vague_quantity" and not item.in_quotation:
            seen.append(phrase(reading, item.span))
    seen += [span for span in _found(reading, _VAGUE, spoken=False) if not any(span.overlaps(other) for other in seen)]
    for found in seen:
        span = phrase(reading, found)
        if not _is_amount(reading, span):
            continue
        question = f"How much or how many is {quote_words(unquoted(span))}?"
        yield from ask(reading, 2.7, question, "missing_quantity", why, (span,))


def _is_amount(reading: Reading, span: Span) -> bool:
    """Whether words of amount measure something: "several weeks ago" and "as many expect" do not."""
    tokens = [reading.words[i] for i in reading.tokens_in(span.start, span.end)]
    if any(token.ent_type_ in ("DATE", "TIME", "PERSON") for token in tokens[:2]):
        return False
    return len(tokens) > 1 and any(token.pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "PRON") for token in tokens[1:])


def ask_terms(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """What a term means that the text uses and does not explain."""
    for item in reading.analysis.loaded:
        if item.category == "euphemism" and item.voice == "outlet":
            question = f"What does {quote_words(item.span.quote)} consist of?"
            yield from ask(reading, 2.9, question, "undefined_term", "The term is not explained.", (item.span,))
    for span in _found(reading, _NAMED_SCHEME):
        question = f"What is {quote_words(unquoted(span))}?"
        yield from ask(reading, 3.2, question, "undefined_term", "The name is not explained.", (span,))


def ask_grounds(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """What the outlet's own verdicts rest on."""
    judged = [
        i.span for i in reading.analysis.loaded if i.category in _OPINION and i.voice == "outlet" and not i.in_quotation
    ]
    body = [span for span in judged if not (found := reading.sentence_of(span.start)) or not found.heading]
    if body:
        first = sorted(sorted({phrase(reading, span) for span in body}, key=lambda span: -len(span.quote))[:2])
        question = f"What is the basis for {listed([span.quote for span in first])}?"
        why = "The article says it in its own voice and gives no ground."
        yield from ask(reading, 3.4, question, "missing_evidence", why, first)
