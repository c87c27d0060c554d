"""Briefings for the page's tests: of any text at all, of one that means harm, and of a very long one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from brief.briefing import Briefing
from brief.document import Document, Sentence

HOSTILE = "\n\n".join(
    (
        "<script>document.title = 'owned'</script> Storm </h3></article> ahead",
        "“<img src=x onerror=alert(1)>” & <b>bold</b> said &lt;Ada&gt; Quill's \"friend\" 'today'. "
        "It ends here --> or ]]>.",
        "</style><style>*{display:none}</style> was on the board. </script><script>fetch('https://evil.example/')</script>",
        "Bells \x07 ring, nulls \x00 stay, one line\rand another\r\nand \x1b[31mred\x1b[0m \x85 ends.",
        "Turned \u202egnorw\u202c and \u2066held\u2069 words. מלים בעברית, then English again. نص عربي هنا.",
        "Z\u0351\u036b\u0343a\u0357\u0300l\u030a\u0310g\u0303\u0301o\u033f marks. "
        "\u0338Leading mark follows. 👩\u200d👧 family.",
        "\ufeffA byte order mark, \ufffe noncharacters \uffff and ${templates} {{curly}} <%= erb %> `ticks`.",
        "javascript:alert(1) data:text/html,x \" onmouseover=\"alert(1) x='y' style=color:red.",
    )
)


def all_of(document: Document, sentence: Sentence) -> dict[str, Any]:
    """A sentence as evidence."""
    return {"start": sentence.span.start, "end": sentence.span.end, "quote": sentence.span.quote}


def first_word(document: Document, sentence: Sentence) -> dict[str, Any]:
    """The first words of a sentence as evidence."""
    start = sentence.span.start
    end = start + max(1, len(sentence.span.quote.split()[0]) if sentence.span.quote.split() else 1)
    return {"start": start, "end": end, "quote": document.text[start:end]}


def brief_all(document: Document, *, claims_a_sentence: int = 1, ids: Sequence[str] = ()) -> Briefing:
    """A briefing that repeats the words of a document wherever a briefing holds words: in claims, names, questions …"""
    claims: list[dict[str, Any]] = []
    coverage: list[dict[str, Any]] = []
    kinds = ("assertion", "plan", "prediction", "rationale", "position", "judgement", "background")
    for sentence in document.sentences:
        held = []
        for turn in range(claims_a_sentence):
            number = len(claims)
            name = ids[number] if number < len(ids) else f"c{number + 1}"
            own = number % 3 == 0
            who = f"{document.text[:30]} {number % 7}" if document.text[:30].strip() else "Ada"
            span = all_of(document, sentence) if turn == 0 else first_word(document, sentence)
            claims.append(
                {
                    "id": name,
                    "statement": sentence.span.quote,
                    "kind": kinds[number % len(kinds)],
                    "salience": ("core", "supporting", "low")[number % 3],
                    "hedged": number % 4 == 0,
                    "support": ("verified", "quoted")[number % 2],
                    "evidence": [span],
                    "attribution": {}
                    if own
                    else {"source": who, "source_type": "named_person", "mode": "indirect", "confidence": "inferred"},
                }
            )
            held.append(name)
        place = {"start": sentence.span.start, "end": sentence.span.end}
        coverage.append({"sentence": place, "claim_ids": held})
    if len(coverage) > 1:
        coverage[-1] = {**coverage[-1], "claim_ids": [], "reason": document.sentences[-1].span.quote}
    first, last = document.sentences[0], document.sentences[-1]
    whole = all_of(document, first)
    cited = [claims[0]["id"]]
    return Briefing.of(
        document,
        {
            "headline": {"text": whole["quote"], "claim_ids": cited},
            "summary": [{"text": last.span.quote, "claim_ids": cited}],
            "claims": claims,
            "coverage": coverage,
            "actors": [
                {
                    "id": "a1",
                    "name": whole["quote"],
                    "type": "person",
                    "aliases": [last.span.quote],
                    "roles": [first_word(document, last)],
                    "mentions": [whole],
                }
            ],
            "dates": [
                {"id": "d1", **whole, "type": "DATE", "value": "2021-06-03"},
                {"id": "d2", **first_word(document, last), "type": "DATE", "value": whole["quote"]},
            ],
            "loaded": [
                {
                    **first_word(document, first),
                    "category": "puffery",
                    "voice": "outlet",
                    "suggestion": last.span.quote,
                }
            ],
            "tensions": [
                {
                    "id": "t1",
                    "type": "source_disagreement",
                    "statement": whole["quote"],
                    "claim_ids": cited,
                    "evidence": [whole, first_word(document, last)],
                }
            ],
            "open_questions": [
                {
                    "id": "q1",
                    "question": whole["quote"],
                    "category": "missing_date",
                    "why": last.span.quote,
                    "evidence": [whole],
                }
            ],
            "rejected": [{"statement": whole["quote"], "reason": last.span.quote, "detail": whole["quote"]}],
            "provenance": {
                "engine": whole["quote"],
                "model": last.span.quote,
                "prompts": [whole["quote"]],
                "brief_version": "0",
                "created_at": datetime(2021, 6, 3, 12, 0, tzinfo=UTC),
            },
        },
    )


def hostile() -> Document:
    """A document that would act, if it could."""
    return Document.from_text(HOSTILE, source="<b>file</b>.txt")


def long(n_sentences: int = 700) -> Document:
    """A document of as many sentences, about 145 characters each."""
    sentence = (
        "On day {0} the harbour board of Ness reported that {1} boats had passed the northern lock, "
        "and that the keeper of gate {2} had logged them one by one."
    )
    lines = [sentence.format(n, 100 + 7 * n % 900, n % 12) for n in range(1, n_sentences + 1)]
    return Document.from_text("\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5)))
