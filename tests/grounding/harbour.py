"""An invented article about a pier, with everything the guards look at, and statements of it: sound ones and lies."""

# ruff: noqa: E501  # the article's paragraphs are lines

from __future__ import annotations

from brief.document import Document, Span
from brief.grounding.context import OUTLET, GuardContext, Holder
from brief.language.analysis import Actor, DateExpression, Loaded

__all__ = ["DOCUMENT", "LIES", "SOUND", "TEXT", "actors", "context", "dates", "evidence", "holder", "loaded", "span"]

TEXT = """Harbour board votes to close Arden pier

The Arden harbour board voted on Tuesday to close the old pier by the end of October, after a survey found that 12 of its 40 piles had rotted.

“We will not put a single passenger at risk,” said Marta Holt, the board's chair. She said repairs could cost £3.5 million and would take at least two years.

Ferry operators reacted with fury. Piet Varga, who runs Bay Lines, said the closure “makes no sense” and that the company may move its boats to Corran. “The survey was never published,” he added.

According to the Transport Ministry, some 300 passengers use the pier every day. The ministry denied that it had ordered the closure. Union leaders allegedly blocked the gate on Wednesday. A spokesman for the union rejected the claim.

Varga sued the board in 2019. Most shops near the pier support the decision, but several owners did not sign the petition. If funding fails, the board plans to sell the site. The regime's brutal tactics failed.
"""

DOCUMENT = Document.from_text(TEXT)

Row = tuple[str, str, tuple[str, str, str] | None]
# A statement, words of the sentence it rests on, and its holder (None: the outlet).
SOUND: list[Row] = [
    (
        "The Arden harbour board voted on Tuesday to close the old pier by the end of October, after a survey found that 12 of its 40 piles had rotted.",
        "voted on Tuesday",
        None,
    ),
    (
        "The Arden harbour board voted on Tuesday to close the old pier by the end of October.",
        "voted on Tuesday",
        None,
    ),
    ("The Arden harbour board voted to close the old pier by the end of October.", "voted on Tuesday", None),
    ("A survey found that 12 of its 40 piles had rotted.", "voted on Tuesday", None),
    (
        "Marta Holt said: “We will not put a single passenger at risk.”",
        "single passenger",
        ("Marta Holt", "named_person", "direct"),
    ),
    (
        "Marta Holt, the board's chair, said “We will not put a single passenger at risk.”",
        "single passenger",
        ("Marta Holt", "named_person", "direct"),
    ),
    (
        "Marta Holt said repairs could cost £3.5 million and would take at least two years.",
        "repairs could",
        ("Marta Holt", "named_person", "indirect"),
    ),
    (
        "Marta Holt said that repairs could cost £3.5 million.",
        "repairs could",
        ("Marta Holt", "named_person", "indirect"),
    ),
    (
        "According to Marta Holt, repairs would take at least two years.",
        "repairs could",
        ("Marta Holt", "named_person", "indirect"),
    ),
    ("Piet Varga said the closure “makes no sense”.", "makes no sense", ("Piet Varga", "named_person", "mixed")),
    (
        "Piet Varga, who runs Bay Lines, said the closure “makes no sense” and that the company may move its boats to Corran.",
        "makes no sense",
        ("Piet Varga", "named_person", "mixed"),
    ),
    ("Varga said the company may move its boats to Corran.", "makes no sense", ("Varga", "named_person", "indirect")),
    ("Piet Varga runs Bay Lines.", "makes no sense", None),
    (
        "Piet Varga said: “The survey was never published.”",
        "never published",
        ("Piet Varga", "named_person", "direct"),
    ),
    (
        "The Transport Ministry said some 300 passengers use the pier every day.",
        "some 300",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    (
        "According to the Transport Ministry, some 300 passengers use the pier every day.",
        "some 300",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    (
        "The Transport Ministry denied that it had ordered the closure.",
        "had ordered",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    ("Union leaders allegedly blocked the gate on Wednesday.", "allegedly", None),
    ("A spokesman for the union rejected the claim.", "spokesman", None),
    ("Varga sued the board in 2019.", "sued", None),
    ("Piet Varga sued the board in 2019.", "sued", None),
    (
        "Most shops near the pier support the decision, but several owners did not sign the petition.",
        "Most shops",
        None,
    ),
    ("Most shops near the pier support the decision.", "Most shops", None),
    ("Several owners did not sign the petition.", "Most shops", None),
    ("If funding fails, the board plans to sell the site.", "If funding", None),
    ("The regime's tactics failed.", "brutal", None),
    ("The article says: “Ferry operators reacted with fury.”", "fury", None),
    ("The article describes the regime's tactics as “brutal”.", "brutal", None),
    ("Ferry operators “reacted with fury”, the article says.", "fury", None),
]
LIES: list[Row] = [
    (
        "The Arden harbour board voted on Tuesday to close the old pier by the end of November.",
        "voted on Tuesday",
        None,
    ),
    (
        "The Arden harbour board voted on Tuesday not to close the old pier by the end of October.",
        "voted on Tuesday",
        None,
    ),
    ("The Arden harbour board voted on Wednesday to close the old pier.", "voted on Tuesday", None),
    ("The Arden harbour board closed the old pier.", "voted on Tuesday", None),
    ("The Arden harbour board will close the old pier.", "voted on Tuesday", None),
    ("A survey found that 40 of its 12 piles had rotted.", "voted on Tuesday", None),
    ("A survey found that 13 of its 40 piles had rotted.", "voted on Tuesday", None),
    ("A survey found that its 40 piles had rotted.", "voted on Tuesday", None),
    (
        "Marta Holt said: “We will put a single passenger at risk.”",
        "single passenger",
        ("Marta Holt", "named_person", "direct"),
    ),
    (
        "Marta Holt said: “put a single passenger at risk”.",
        "single passenger",
        ("Marta Holt", "named_person", "direct"),
    ),
    (
        "Piet Varga said: “We will not put a single passenger at risk.”",
        "single passenger",
        ("Piet Varga", "named_person", "direct"),
    ),
    ("Piet Varga said repairs could cost £3.5 million.", "repairs could", ("Piet Varga", "named_person", "indirect")),
    ("Marta Holt said repairs will cost £3.5 million.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    ("Marta Holt said repairs cost £3.5 million.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    ("Marta Holt said repairs could cost $3.5 million.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    ("Marta Holt said repairs could cost £3.5 billion.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    ("Marta Holt said repairs would take two years.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    (
        "Marta Holt said repairs would take at least £3.5 million.",
        "repairs could",
        ("Marta Holt", "named_person", "indirect"),
    ),
    ("Repairs could cost £3.5 million.", "repairs could", None),
    ("She said repairs could cost £3.5 million.", "repairs could", ("Marta Holt", "named_person", "indirect")),
    ("Piet Varga said the closure makes sense.", "makes no sense", ("Piet Varga", "named_person", "indirect")),
    (
        "Piet Varga said the company will move its boats to Corran.",
        "makes no sense",
        ("Piet Varga", "named_person", "indirect"),
    ),
    (
        "Piet Varga said the company moves its boats to Corran.",
        "makes no sense",
        ("Piet Varga", "named_person", "indirect"),
    ),
    ("The company may move its boats to Corran.", "makes no sense", None),
    (
        "Marta Holt said the company may move its boats to Corran.",
        "makes no sense",
        ("Marta Holt", "named_person", "indirect"),
    ),
    ("Piet Varga runs Corran.", "makes no sense", None),
    ("Bay Lines runs Piet Varga.", "makes no sense", None),
    ("Piet Varga said: “The survey was published.”", "never published", ("Piet Varga", "named_person", "direct")),
    (
        "Marta Holt said: “The survey was never published.”",
        "never published",
        ("Marta Holt", "named_person", "direct"),
    ),
    (
        "The Transport Ministry said all 300 passengers use the pier every day.",
        "some 300",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    (
        "The Transport Ministry said 300 passengers use the pier every day.",
        "some 300",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    ("The Transport Ministry had ordered the closure.", "had ordered", None),
    (
        "The Transport Ministry said it had ordered the closure.",
        "had ordered",
        ("Transport Ministry", "named_organisation", "indirect"),
    ),
    ("It had ordered the closure.", "had ordered", None),
    ("Union leaders blocked the gate on Wednesday.", "allegedly", None),
    ("Union leaders allegedly blocked the gate.", "allegedly blocked", ("Marta Holt", "named_person", "indirect")),
    ("The union rejected the claim.", "spokesman", None),
    ("The union was rejected.", "spokesman", None),
    ("The board sued Varga in 2019.", "sued", None),
    ("Varga was sued by the board in 2019.", "sued", None),
    ("Varga was sued in 2019.", "sued", None),
    ("Holt sued the board in 2019.", "sued", None),
    ("Varga sued the board in 2018.", "sued", None),
    ("All shops near the pier support the decision.", "Most shops", None),
    ("Shops near the pier support the decision.", "Most shops", None),
    ("Most shops near the pier did not sign the petition.", "Most shops", None),
    ("Several owners support the decision.", "Most shops", None),
    ("Owners did sign the petition.", "Most shops", None),
    ("Several owners signed the petition.", "Most shops", None),
    ("The board plans to sell the site.", "If funding", None),
    ("The board sells the site.", "If funding", None),
    ("The regime's brutal tactics failed.", "brutal", None),
    ("The regime failed.", "brutal", None),
    ("Ferry operators reacted with fury.", "fury", None),
    ("Ferry operators reacted with violent fury.", "fury", None),
    ("The article says: “Ferry operators reacted with violence.”", "fury", None),
    ("The article says: “Ferry operators reacted.", "fury", None),
]


def span(quote: str) -> Span:
    """Where a quote stands first."""
    start = TEXT.index(quote)
    return DOCUMENT.span(start, start + len(quote))


def actors() -> list[Actor]:
    """The article's actors."""
    return [
        Actor("Arden harbour board", "organisation", mentions=(span("Arden harbour board"),)),
        Actor("Marta Holt", "person", roles=(span("the board's chair"),), mentions=(span("Marta Holt"),)),
        Actor("Piet Varga", "person", ("Varga",), mentions=(span("Piet Varga"),)),
        Actor("Bay Lines", "organisation", mentions=(span("Bay Lines"),)),
        Actor(
            "Transport Ministry", "organisation", roles=(span("The ministry"),), mentions=(span("Transport Ministry"),)
        ),
    ]


def dates() -> list[DateExpression]:
    """Two of the article's dates."""
    return [
        DateExpression(span("Tuesday"), "DATE", None, "XXXX-WXX-2", True, "event"),
        DateExpression(span("2019"), "DATE", "2019", "2019", False, "event"),
    ]


def loaded() -> list[Loaded]:
    """What the article judges in its own voice."""
    return [
        Loaded(span("reacted with fury"), "sensational_verb", "outlet"),
        Loaded(span("brutal"), "subjective_adjective", "outlet"),
    ]


def context() -> GuardContext:
    """The article as the guards see it."""
    return GuardContext.of(DOCUMENT, actors=actors(), dates=dates(), loaded=loaded())


def evidence(words: str) -> list[Span]:
    """The sentence that holds these words."""
    return [next(s.span for s in DOCUMENT.sentences if words in s.span.quote)]


def holder(of: tuple[str, str, str] | None, within: GuardContext) -> Holder:
    """The holder of a row."""
    return OUTLET if of is None else within.holder(*of)
