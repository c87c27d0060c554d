"""Sound statements pass, and every lie told with nearly the same words is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.grounding.guards import OUTLET, GuardContext, Holder, check_statement
from tests.grounding.harbour import DOCUMENT, LIES, SOUND, context, evidence, holder

CONTEXT = context()


def reasons(statement: str, words: str, of: tuple[str, str, str] | None = None) -> set[str]:
    refusals = check_statement(statement, evidence(words), context=CONTEXT, holder=holder(of, CONTEXT))
    return {refusal.reason for refusal in refusals}


@pytest.mark.parametrize(("statement", "words", "of"), SOUND)
def test_a_sound_statement_passes(statement: str, words: str, of: tuple[str, str, str] | None) -> None:
    assert check_statement(statement, evidence(words), context=CONTEXT, holder=holder(of, CONTEXT)) == []


@pytest.mark.parametrize(("statement", "words", "of"), LIES)
def test_a_lie_is_refused(statement: str, words: str, of: tuple[str, str, str] | None) -> None:
    assert reasons(statement, words, of)


@pytest.mark.parametrize(
    ("statement", "words", "of", "reason"),
    [
        ("Varga sued the board in 2018.", "sued", None, "number_not_in_evidence"),
        ("Union leaders blocked the gate on Wednesday.", "allegedly", None, "hedge_lost"),
        ("Union leaders allegedly blocked the gate on Monday.", "allegedly", None, "date_not_in_evidence"),
        ("Corran sued the board in 2019.", "sued", None, "name_not_in_evidence"),
        ("The board sued Varga in 2019.", "sued", None, "words_reordered"),
        ("Varga never sued the board in 2019.", "sued", None, "negation_added"),
        ("Varga perhaps sued the board in 2019.", "sued", None, "hedge_added"),
        ("Varga angrily sued the board in 2019.", "sued", None, "word_not_in_evidence"),
        ("Several owners did sign the petition.", "Most shops", None, "negation_lost"),
        ("The union rejected the claim.", "spokesman", None, "words_cut"),
        ("The board plans to sell the site.", "If funding", None, "condition_lost"),
        ("The regime's brutal tactics failed.", "brutal", None, "loaded_wording"),
        ("This board voted on Tuesday.", "voted on Tuesday", None, "dangling_reference"),
        ("The article says: “Ferry operators fled.”", "fury", None, "quotation_not_verbatim"),
        ("The article says: “Ferry operators", "fury", None, "unbalanced_quotation_marks"),
        ("300.", "some 300", None, "empty_statement"),
        (
            "Marta Holt said repairs could cost $3.5 million.",
            "repairs could",
            ("Marta Holt", "named_person", "indirect"),
            "unit_changed",
        ),
        (
            "Piet Varga said repairs could cost £3.5 million.",
            "repairs could",
            ("Piet Varga", "named_person", "indirect"),
            "wrong_speaker",
        ),
        (
            "Repairs could cost £3.5 million.",
            "repairs could",
            ("Marta Holt", "named_person", "indirect"),
            "holder_not_named",
        ),
        (
            "Marta Holt said “repairs could cost £3.5 million”.",
            "repairs could",
            ("Marta Holt", "named_person", "mixed"),
            "quotation_not_speech",
        ),
    ],
)
def test_a_refusal_says_why(statement: str, words: str, of: tuple[str, str, str] | None, reason: str) -> None:
    assert reason in reasons(statement, words, of)


def _swap(a: str, b: str) -> Callable[[str], str]:
    return lambda s: re.sub(rf"\b(?:{a}|{b})\b", lambda m: b if m[0] == a else a, s)


MUTATIONS: dict[str, Callable[[str], str]] = {
    "digit": lambda s: re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), s, count=1),
    "drop not": lambda s: re.sub(r"\b(?:not|never|no) ", "", s, count=1),
    "add not": lambda s: re.sub(r"\b(voted|found|said|sued|use|support|may|could|failed) ", r"\1 not ", s, count=1),
    "drop alleged": lambda s: re.sub(r"\b(?:allegedly|may|could) ", "", s, count=1),
    "may to will": lambda s: re.sub(r"\b(?:may|could|plans to)\b", "will", s, count=1),
    "some to all": lambda s: re.sub(r"\b(?:[Ss]ome|[Mm]ost|[Ss]everal|at least)\b", "all", s, count=1),
    "swap names": _swap("Varga", "Holt"),
    "swap sides": _swap("Varga", "board"),
    "adjective": lambda s: re.sub(r"\b(pier|company|site|tactics|petition|survey)\b", r"disastrous \1", s, count=1),
    "weekday": _swap("Tuesday", "Wednesday"),
    "month": lambda s: s.replace("October", "March"),
    "year": lambda s: s.replace("2019", "2020"),
    "unit": lambda s: s.replace("£", "$").replace("million", "billion"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutant_of_a_sound_statement_is_refused(name: str) -> None:
    tried = 0
    for statement, words, of in SOUND:
        mutant = MUTATIONS[name](statement)
        if mutant == statement:
            continue
        tried += 1
        assert reasons(mutant, words, of), mutant
    assert tried


def test_a_fragment_is_judged_by_its_sentence() -> None:
    document = Document.from_text("Holt denied that the pier is unsafe.")
    fragment = document.span(17, 35)
    assert fragment.quote == "the pier is unsafe"
    guards = GuardContext.of(document)
    assert check_statement("The pier is unsafe.", [fragment], context=guards)
    assert check_statement("The article says: “the pier is unsafe”", [fragment], context=guards)


def test_a_resolved_date_may_be_written_out() -> None:
    from brief.language.analysis import DateExpression

    document = Document.from_text("The board met on 3 May.", published="2021-06-01")
    day = DateExpression(document.span(17, 22), "DATE", "2021-05-03", "2021-05-03", True, "event")
    guards = GuardContext.of(document, dates=[day])
    span = [document.sentences[0].span]
    assert check_statement("The board met on 3 May 2021.", span, context=guards) == []
    assert check_statement("The board met on 3 May 2022.", span, context=guards)


def test_a_hedged_claim_of_the_outlet_shows_its_hedge() -> None:
    refusals = check_statement("Varga sued the board in 2019.", evidence("sued"), context=CONTEXT, hedged=True)
    assert [refusal.reason for refusal in refusals] == ["hedge_lost"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200).filter(lambda text: text.strip()))
def test_no_text_is_too_strange(statement: str, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode() or "a"
    document = Document.from_text(text)
    spans = [sentence.span for sentence in document.sentences]
    for who in (OUTLET, Holder("a", "named_person", "direct")):
        check_statement(statement, spans, context=GuardContext.of(document), holder=who)


def test_a_statement_takes_well_under_a_millisecond() -> None:
    rows = [(statement, evidence(words), holder(of, CONTEXT)) for statement, words, of in SOUND]
    start = time.process_time()
    for statement, spans, who in rows * 4:
        check_statement(statement, spans, context=CONTEXT, holder=who)
    assert (time.process_time() - start) / (4 * len(rows)) < 0.002
    assert DOCUMENT.sentences
