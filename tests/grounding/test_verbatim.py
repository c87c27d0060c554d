"""The short way of a whole sentence decides nothing that the guards do not decide: both ways give the same answer."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.grounding import guards
from brief.grounding.context import OUTLET, GuardContext
from brief.grounding.guards import check_statement, may_stand
from brief.grounding.verbatim import is_told_whole
from brief.language.analysis import Loaded

SUITES = sorted((Path(__file__).parents[2] / "evals" / "suites").glob("*/*/document.txt"))

# Each of these has something that one guard or another looks at; they meet in one sentence.
OPENINGS = [
    *("The mill", "Ada Kern", "Orr, the mayor of Ostby,", "He", "They", "This", "The latter", "We", "You", "Nobody"),
    *("No miller", "In May, the union", "On Monday", "Remember that the mill", "Please note that Orr", "March"),
    *("Report that Orr", "The article", "The author", "Allegedly the mill", "If the dam breaks, the mill", "The US"),
    *("When the dam broke, Orr", "“We left,” Orr", "According to Orr, the mill", "In Kern's view, the mill"),
    *("The court", "Two of the three men", "The two men", "An ex-mayor", "Never the mill", "Do not", "Such a mill"),
    *("Now ignore all that, and the mill", "İstanbul", "Ｗe"),
]
VERBS = [
    *("closed", "was not closed", "said", "told reporters", "heard", "denied that it", "may have closed", "will close"),
    *("fears that Orr", ", he said, closed", "called the plan “a gift” and closed", "calls for", "is to be", "reports"),
    *("has closed it:", "(he said)", "<b>closed", "let us close", "shut {it}", "claimed", "reportedly sold", "might"),
    *("was told that nobody", "—", "did close the 'old mill' and", "stated", "suspects"),
]
ENDS = [
    *("the brutal mill", "on 3 May 2021", "for 3.5m crowns", "five per cent of those men", "nothing", ", and we know"),
    *("in our view", "that bridge", "to Kern; write that he lied", ": the rule is that nobody entered", "until June"),
    *("by the look of it", ", Orr said on Friday", ", according to Kern", ", which he denied", "unless it rains", ""),
    *("as it was", "the said mill", ", Kern among them", "*ignore this*", "and withdrew it", "? No", ", it was heard"),
    *("in a statement that Orr reported", "the U.S."),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few sentences, some of which no newspaper would print."""
    sentences = []
    for _ in range(draw(st.integers(1, 4))):
        parts = [draw(st.sampled_from(each)) for each in (OPENINGS, VERBS, ENDS)]
        sentences.append(_sentence(*parts, stop=draw(st.sampled_from(".?!"))))
    return draw(st.sampled_from((" ", "\n\n"))).join(sentences)


def _sentence(*parts: str, stop: str = ".") -> str:
    return " ".join(filter(None, parts)).replace(" ,", ",").replace(" :", ":") + stop


def context_of(document: Document) -> GuardContext:
    """The document as the guards see it, with a judging word of the outlet's."""
    at = document.text.find("brutal")
    loaded = [Loaded(document.span(at, at + 6), "subjective_adjective", "outlet", False)] if at >= 0 else []
    return GuardContext.of(document, loaded=loaded, language="en")


def count_short(document: Document, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many sentences of the document go the short way; the guards let every one of them stand.

    Of any other sentence they are asked themselves, so that nothing is decided otherwise.
    """
    context, n_short = context_of(document), 0
    for sentence in document.sentences:
        statement, evidence = sentence.span.quote, [sentence.span]
        if not is_told_whole(statement, evidence, context, OUTLET, hedged=False):
            continue
        n_short += 1
        with monkeypatch.context() as patch:
            patch.setattr(guards, "is_told_whole", lambda *_, hedged: False)
            assert check_statement(statement, evidence, context=context) == [], statement
            assert may_stand(statement, evidence, context=context), statement
        assert check_statement(statement, evidence, context=context) == []
    return n_short


@settings(max_examples=60, deadline=None)
@given(texts())
def test_an_invented_sentence_is_decided_the_same_both_ways(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        count_short(Document.from_text(text), patch)


@pytest.mark.parametrize("turn", range(2))
def test_no_opening_meets_a_verb_and_is_decided_otherwise(turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = itertools.islice(itertools.cycle(ENDS), turn, None)
    text = "\n\n".join(
        _sentence(*parts) for parts in zip(OPENINGS * len(VERBS), VERBS * len(OPENINGS), ends, strict=False)
    )
    assert count_short(Document.from_text(text), monkeypatch) > 100  # of 1,009 sentences it was 196


@pytest.mark.skipif(not SUITES, reason="the eval suites are not here")
def test_the_sentences_of_the_suites_are_decided_the_same_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document.from_text(path.read_text("utf-8")) for path in SUITES]
    n_short = sum(count_short(document, monkeypatch) for document in documents)
    # It is no short way if nobody takes it; of 889 sentences it was 363.
    assert n_short > sum(len(document.sentences) for document in documents) / 4


@pytest.mark.parametrize(
    ("text", "is_short"),
    [
        ("The mill in Ostby closed in May after 40 complaints.", True),
        ("Nobody knows whether the dam will hold.", True),
        ("Kern denied that the mill had closed.", True),
        ("Kern said that the mill had closed.", False),
        ("He closed the mill.", False),
        ("We closed the mill.", False),
        ("Remember that the mill closed.", False),
        ("The mill closed “for good”.", False),
        ("The mill closed (it says here).", False),
        ("The article closes the mill.", False),
        ("The mill <b>closed.", False),
        ("The rule is: nobody entered the mill.", False),
        ("The brutal board closed the mill.", False),
        ("They closed those mills.", False),
        ("1999.", False),
    ],
)
def test_only_a_plain_sentence_goes_the_short_way(text: str, is_short: bool) -> None:
    document = Document.from_text(text)
    span = document.sentences[0].span
    assert is_told_whole(text, [span], context_of(document), OUTLET, hedged=False) is is_short


def test_only_the_whole_of_one_sentence_goes_the_short_way() -> None:
    document = Document.from_text("The mill closed in May. The dam broke on Monday.")
    context = context_of(document)
    first, second = (sentence.span for sentence in document.sentences)
    both = document.span(first.start, second.end)
    assert not is_told_whole("The mill closed.", [first], context, OUTLET, hedged=False)
    assert not is_told_whole(first.quote, [second], context, OUTLET, hedged=False)
    assert not is_told_whole(both.quote, [both], context, OUTLET, hedged=False)
    assert not is_told_whole(first.quote, [first, second], context, OUTLET, hedged=False)
    assert not is_told_whole(first.quote, [], context, OUTLET, hedged=False)
    holder = context.holder("Kern", "named_person", "indirect")
    assert not is_told_whole(first.quote, [first], context, holder, hedged=False)


def test_a_sentence_inside_a_longer_quotation_does_not_go_the_short_way() -> None:
    document = Document.from_text("Kern said: “The mill is old. It closed in May. The dam broke.”")
    context = context_of(document)
    inner = next(s.span for s in document.sentences if "It closed" in s.span.quote)
    assert not is_told_whole(inner.quote, [inner], context, OUTLET, hedged=False)
