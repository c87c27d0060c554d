"""Our own remarks (tensions, questions): they compare and ask, and tell no fact that their evidence has not.

Outside quotation marks a remark has names, the words of a closed vocabulary and words of its evidence in their order.
A clause that retells its evidence keeps its negations, its hedges and its speaker; doubt is a refusal, because a lost
question costs less than a question that presupposes a lie.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from brief.briefing import Claim
from brief.document import Sentence, Span
from brief.grounding.address import gives_order
from brief.grounding.context import GuardContext, Refusal
from brief.grounding.quoting import find_quoted, flat
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.speaking import find_speakers
from brief.grounding.sureness import governing, kinds_over
from brief.grounding.wording import check_shape
from brief.grounding.words import Word, split_words
from brief.language.modality import base_form, find_markers, load_groups, speech_group

__all__ = ["check_question", "check_remark"]

_COUNTS = frozenset("#0 #1 #2 #3 #4 #5 #6".split())
_CLAUSE = re.compile(r"[;:!?]|\.(?=\s|$)|(?<!\w)(?:but|while|whereas|although|though)(?!\w)", re.I)
_PHRASE = re.compile(r"[,;:!?]|\.(?=\s|$)|(?<!\w)(?:and|but|while|whereas|although|though)(?!\w)", re.I)
# What follows is the content of something: a report, a doubt, a myth.
_EMBEDDED = re.compile(r"\b(?:that|whether|as if|as though)\s+(?:the\s+|an?\s+|its?\s+|his\s+|her\s+|their\s+)?$", re.I)
# A remark may say of the text that it does not tell something.
_WRITTEN = frozenset("article text headline document report story outlet body nobody neither none".split())
_ONE = frozenset(("same", "identical"))
_FUNCTION = frozenset(
    "determiner pronoun demonstrative auxiliary preposition coordinator subordinator relative interrogative".split()
)


class _Names:
    """Who may be named in remarks on one document: its actors, and the holders of what is told already."""

    def __init__(self, context: GuardContext, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.sources = [
            (_content((claim.attribution.source,)), claim) for claim in claims if claim.attribution.source is not None
        ]
        self.names = [_content(forms) for forms in context.actors] + [stems for stems, _ in self.sources]
        self.stems = frozenset[str]().union(*self.names)
        self._by_stem: dict[str, list[int]] = {}
        for place, stems in enumerate(self.names):
            for stem in stems:
                self._by_stem.setdefault(stem, []).append(place)

    def owners(self, stems: frozenset[str]) -> list[frozenset[str]]:
        """The names that have all of these stems, which are some."""
        return [self.names[place] for place in self._with(stems)]

    def claims_of(self, stems: frozenset[str]) -> list[Claim]:
        """The claims whose holder's name has all of these stems."""
        first = len(self.names) - len(self.sources)
        return [self.sources[place - first][1] for place in self._with(stems) if place >= first]

    def _with(self, stems: frozenset[str]) -> list[int]:
        rarest = min((self._by_stem.get(stem, []) for stem in stems), key=len)
        return [place for place in rarest if stems <= self.names[place]]


class _Remark:
    """A remark with what it may draw on."""

    def __init__(self, wording: str, evidence: Sequence[Span], context: GuardContext, claims: Sequence[Claim]) -> None:
        self.wording = wording
        self.evidence = evidence
        self.context = context
        self.names = context.once(_Names, claims)
        self.quoted = find_quoted(wording)
        self.words = [w for w in split_words(wording) if not any(q.start <= w.start < q.end for q in self.quoted)]
        self.sentences = [s for span in evidence for s in context.document.sentences_over(span.start, span.end)]
        self.there = {word.stem for span in evidence for word in split_words(span.quote)}

    def findings(self) -> Iterator[Refusal]:
        """Everything that may not stand."""
        yield from check_shape(self.wording)
        yield from self._check_signs()
        for item in self.quoted:
            if not _stands(flat(item.words).strip(" .,;:!?…'").casefold(), self.context.flat_casefolded):
                yield Refusal("quotation_not_verbatim", f"“{item.words[:80]}” is not in the document")
        for words, _, _ in self._parts(_CLAUSE):
            yield from self._check_clause(words)
        label: Sequence[Word] = ()
        for words, start, end in self._parts(_PHRASE):
            quoted = [q.words for q in self.quoted if start <= q.start < end]
            yield from self._check_names(words, quoted)
            yield from self._check_speaking(words or label, quoted)
            label = words if words and all(map(self._is_name, words)) else ()
        for words, _, _ in self._parts(_CLAUSE):
            yield from self._check_charge(words)
        yield from self._check_quoted()
        is_bare = not self.quoted and not self.wording.rstrip().endswith("?") and len([*self._parts(_CLAUSE)]) == 1
        if self.words and is_bare and not any(self._compares(word) for word in self.words):
            yield Refusal("not_reported", "it tells something and neither compares nor asks")

    def _check_signs(self) -> Iterator[Refusal]:
        for character in dict.fromkeys(self.wording):
            if unicodedata.category(character)[0] in "CS" and not character.isspace():
                if character not in self.context.document.text:
                    yield Refusal("word_not_in_evidence", f"the sign U+{ord(character):04X} is not in the document")

    def _parts(self, cut: re.Pattern[str]) -> Iterator[tuple[list[Word], int, int]]:
        """The remark's words outside quotation marks, part by part, with where each part stands."""
        ends = [
            match.end()
            for match in cut.finditer(self.wording)
            if not any(q.start <= match.start() < q.end for q in self.quoted)
        ]
        start = 0
        for end in (*ends, len(self.wording)):
            words = [word for word in self.words if start <= word.start < end]
            if words or any(start <= q.start < end for q in self.quoted):
                yield words, start, end
            start = end

    def _compares(self, word: Word) -> bool:
        """Whether a word is one of ours that does more than hold a sentence together."""
        if word.stem in ("not", "no", "nobody", "neither"):
            return True
        is_ours = _is_ours(word, nameless=True) and word.stem not in self.there
        return is_ours and not is_light(word) and function_class(word.key, word.stem) not in _FUNCTION

    def _is_name(self, word: Word) -> bool:
        return word.stem in self.names.stems and not _is_ours(word, nameless=False) and not is_light(word)

    def _check_clause(self, words: Sequence[Word]) -> Iterator[Refusal]:
        """Words of the evidence have to come from one sentence of it, in order and with what makes them sure or not."""
        is_nameless = not any(self._is_name(word) for word in words)
        told = [w for w in words if not self._is_name(w) and not _is_ours(w, nameless=is_nameless)]
        if told:
            told = [w for w in words if not self._is_name(w) and not _is_ours(w, nameless=False)]
        strange = [word for word in told if word.stem not in self.there]
        for word in strange:
            yield self._strange(word)
        if not told or strange:
            return
        retold = [word for word in words if word in told or self._is_name(word)]
        says = any(speech_group(word.key) for word in words)
        places = [place for span in self.evidence for place in self._retellings(retold, span, says=says)]
        if any(gives_order(self.context, sentence.index) for sentence, _, _ in places):
            yield Refusal("not_reported", "what an order wants said is told")
        if not places:
            yield Refusal(
                "words_reordered", f"{' '.join(w.form for w in retold)[:80]!r} is not how the evidence has it"
            )
            return
        if len(told) == len(words):
            return  # a bare phrase of the evidence, as behind a colon, asserts nothing
        refusals = [[*self._check_sureness(words, sentence, start, end)] for sentence, start, end in places]
        yield from min(refusals, key=len)

    def _check_charge(self, words: Sequence[Word]) -> Iterator[Refusal]:
        """Of somebody by name a remark may not say what he left undone, or that he differs from himself."""
        keys = {word.key for word in words}
        told = any(not self._is_name(word) and not _is_ours(word, nameless=False) for word in words)
        if not any(self._is_name(word) for word in words):
            return
        names = {owner for word in words if self._is_name(word) for owner in self.names.owners(frozenset((word.stem,)))}
        denies = any(marker.kind == "negation" for word in words for marker in find_markers(word.form))
        if denies and not told and not keys & _WRITTEN:
            yield Refusal("negation_added", "somebody is said not to have done something")
        stems = _stems(words)
        if stems & _differing() and not stems & _stems(split_words("who what which how")):
            if len(names) < 2 and len(self.quoted) < 2 and not keys & _WRITTEN:
                yield Refusal("not_reported", "one is said to differ, and from whom is not shown")

    def _check_quoted(self) -> Iterator[Refusal]:
        """A clause that a remark quotes keeps what denies it, puts it on a condition or bids suppose it."""
        is_question = self.wording.rstrip().endswith("?")
        if not is_question and any(word.key in _ONE for word in self.words):
            if not any(marker.kind in ("hedge", "negation", "condition") for marker in find_markers(self.wording)):
                yield Refusal("not_reported", "it says of two that they are one")
        for item in self.quoted:
            kept = split_words(item.words)
            if not any(function_class(w.key, w.stem) in ("verb", "auxiliary") for w in kept):
                continue
            places = [*self._places(item.words)]
            asked = self.words[0].key if is_question and self.words else None
            # "They did not say who fired" asks just that: "Who fired?"
            lost = [
                None if first and asked == view[first - 1].word.key else governing(view, first, last)
                for view, first, last in places
            ]
            if lost and all(lost):
                yield Refusal("negation_lost", f"{lost[0]!r} before “{item.words[:60]}” is gone")

    def _places(self, words: str) -> Iterator[tuple[Sequence[EvidenceWord], int, int]]:
        """Where sentences of the evidence, or else of the document, have these words."""
        wanted = [word.key for word in split_words(words)]
        beside = [s for s in self.sentences if _holds(s.span, words)]
        for sentence in beside or [s for s in self.context.document.sentences if _holds(s.span, words)]:
            view = self.context.view(sentence.index)
            keys = [item.word.key for item in view]
            for at in range(len(keys) - len(wanted) + 1):
                if keys[at : at + len(wanted)] == wanted:
                    yield view, at, at + len(wanted) - 1

    def _check_speaking(self, words: Sequence[Word], quoted: Sequence[str]) -> Iterator[Refusal]:
        """Who is named beside a quotation has to be the one who says it."""
        named = _stems([word for word in words if self._is_name(word)])
        if not named or self.wording.rstrip().endswith("?"):
            return
        for quote in quoted:
            sentences = [s for s in self.sentences if _holds(s.span, quote)]
            speakers = [self.context.view(s.index) for s in sentences]
            stems = {stem for view in speakers for speaker in find_speakers(view) for stem in speaker.stems}
            stems |= {
                stem
                for claim in self.names.claims
                if claim.attribution.source and any(_holds(s.span, e.quote) for s in sentences for e in claim.evidence)
                for stem in _content((claim.attribution.source,))
            }
            if sentences and not named & stems:
                yield Refusal("wrong_speaker", f"“{quote[:60]}” is not by whom it is given to")

    def _strange(self, word: Word) -> Refusal:
        detail = f"{word.form!r} is not in its evidence and is no word of comparing or asking"
        if word.stem.startswith("#"):
            return Refusal("number_not_in_evidence", detail)
        if word.form[:1].isupper() and word.key not in self.context.lower_keys:
            return Refusal("name_not_in_evidence", detail)
        return Refusal("word_not_in_evidence", detail)

    def _retellings(self, retold: Sequence[Word], span: Span, *, says: bool) -> Iterator[tuple[Sentence, int, int]]:
        """Where one sentence of the evidence has these words in this order, none of substance left out between."""
        for sentence in self.context.document.sentences_over(span.start, span.end):
            if sentence.span.quote.rstrip(" \"”’')").endswith("?"):
                continue  # what the text asks, it does not say
            start = max(span.start, sentence.span.start)
            there = split_words(self.context.document.text[start : min(span.end, sentence.span.end)])
            # Whoever speaks may stand anywhere: "Beck, its manager, said the dust was harmless".
            speakers = _speaking(self.context, sentence) if says else frozenset[str]()
            wanted = [word.stem for word in retold if word.stem not in speakers] or [word.stem for word in retold]
            body = [w for w in there if w.stem in wanted or not _is_function(w)]
            for at in range(len(body) - len(wanted) + 1):
                run = body[at : at + len(wanted)]
                if [word.stem for word in run] == wanted:
                    yield sentence, start + run[0].start, start + run[-1].end

    def _check_sureness(self, words: Sequence[Word], sentence: Sentence, start: int, end: int) -> Iterator[Refusal]:
        mine = {marker.kind for word in words for marker in find_markers(word.form)}
        theirs = kinds_over(self.context.view(sentence.index), start, end)
        if ("negation" in mine) != ("negation" in theirs):
            yield Refusal("negation_lost" if "negation" in theirs else "negation_added", sentence.span.quote[:80])
        if any((kind in mine) != (kind in theirs) for kind in ("hedge", "condition")):
            yield Refusal("hedge_lost", f"{sentence.span.quote[:80]!r} is told with another certainty")
        before = self.context.document.text[sentence.span.start : start]
        embedded = _EMBEDDED.search(before)
        if embedded and not _embeds(words, split_words(before[: embedded.start()])):
            yield Refusal("attribution_lost", f"{sentence.span.quote[:80]!r} does not say it by itself")
        speakers = [*find_speakers(self.context.view(sentence.index))]
        quotation = self.context.quotation_at(start, end)
        if not speakers and (quotation is None or not quotation.speech):
            return
        stems = _stems(words)
        known = [speaker.stems for speaker in speakers if speaker.stems]
        if not any(speech_group(word.key) for word in words) or known and not any(stems & each for each in known):
            yield Refusal("attribution_lost", f"{sentence.span.quote[:80]!r} is told without who says it")

    def _check_names(self, words: Sequence[Word], quoted: Sequence[str]) -> Iterator[Refusal]:
        """A name has to have to do with the evidence, and beside a quotation with the sentence that it stands in."""
        sentences = self.sentences
        if quoted:
            beside = [s for s in sentences if any(_holds(s.span, quote) for quote in quoted)]
            sentences = beside or [s for s in self.context.document.sentences if any(_holds(s.span, q) for q in quoted)]
        for is_name, run in groupby(words, key=self._is_name):
            name = [*run]
            if not is_name:
                continue
            stems = _stems(name)
            owners = self.names.owners(stems)
            if not owners:
                yield Refusal("name_not_in_evidence", f"{' '.join(w.form for w in name)!r} is nobody's name")
            elif not self._has_to_do(stems, owners, sentences):
                yield Refusal(
                    "name_not_in_evidence", f"{' '.join(w.form for w in name)!r} has nothing to do with its evidence"
                )

    def _has_to_do(
        self, stems: frozenset[str], owners: Sequence[frozenset[str]], sentences: Sequence[Sentence]
    ) -> bool:
        """Whether a name, or a fuller form of it, stands in these sentences, or its bearer holds a claim on them."""
        there = {item.word.stem for sentence in sentences for item in self.context.view(sentence.index)}
        return any(known & there for known in owners) or any(
            s.span.start < e.end and e.start < s.span.end
            for claim in self.names.claims_of(stems)
            for s in sentences
            for e in claim.evidence
        )


def check_remark(
    wording: str, evidence: Sequence[Span], context: GuardContext, claims: Sequence[Claim]
) -> Sequence[Refusal]:
    """What a remark says that neither its evidence nor the act of comparing and asking gives it.

    Args:
        wording: A tension's statement, a question, or why it is asked.
        evidence: The places that the remark is about.
        context: The document.
        claims: What is told already; its holders may be named.
    """
    return [*_Remark(wording, evidence, context, claims).findings()]


def check_question(
    question: str, why: str, evidence: Sequence[Span], context: GuardContext, claims: Sequence[Claim]
) -> Sequence[Refusal]:
    """What a question or the reason for it tells; a question that does not ask is an assertion in disguise."""
    found = [*check_remark(question, evidence, context, claims)]
    if why.strip():
        found += check_remark(why, evidence, context, claims)
    if not question.rstrip().endswith("?"):
        found.append(Refusal("empty_statement", "a question ends in a question mark"))
    return found


@cache
def _vocabulary(*, nameless: bool) -> frozenset[str]:
    groups = load_groups("remark_words")
    words = (*groups["any"], *groups["nameless"]) if nameless else groups["any"]
    return frozenset(map(base_form, words))


@cache
def _differing() -> frozenset[str]:
    return frozenset(map(base_form, "differ different disagree disagreement difference inconsistent".split()))


def _embeds(words: Sequence[Word], before: Sequence[Word]) -> bool:
    """Whether a retelling has its "that" too, and what it is the content of: of a myth that p, not "is it that p"."""
    leads = any(word.key in ("that", "whether") for word in words if word.form.islower())
    return leads and bool(before) and before[-1].stem in _stems(words)


def _is_ours(word: Word, *, nameless: bool) -> bool:
    """Whether a word compares, counts or asks; a negation does too, and what it may deny is looked at elsewhere."""
    if word.stem in _COUNTS and not word.form[:1].isdigit():
        return True
    if word.stem in _vocabulary(nameless=nameless) or base_form(word.key) in _vocabulary(nameless=nameless):
        return True
    return is_light(word) or _is_function(word) or word.stem in ("not", "no", "nobody", "neither")


def _is_function(word: Word) -> bool:
    return function_class(word.key, word.stem) in _FUNCTION


def _speaking(context: GuardContext, sentence: Sentence) -> frozenset[str]:
    return frozenset[str]().union(*(speaker.stems for speaker in find_speakers(context.view(sentence.index))))


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words)


@lru_cache(maxsize=1024)
def _content(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.stem for form in forms for word in split_words(form) if not is_light(word))


def _holds(span: Span, quoted: str) -> bool:
    return _stands(flat(quoted).strip(" .,;:!?…'").casefold(), flat(span.quote).casefold())


def _stands(words: str, there: str) -> bool:
    """Whether the words stand there without cutting any."""
    at = there.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_is_letter(there[at - 1 : at]) or _is_letter(there[end : end + 1])):
            return True
        at = there.find(words, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
