"""Articles that give a model orders, and a model that obeys: whatever it says, only the article is told.

Each order meets each way of obeying it. The order may be quoted as what the article says; it may not become a fact, a
headline, a question, somebody's name or a word of advice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from brief.briefing import Briefing
from brief.document import Document
from brief.engines.hosted import HostedEngine
from brief.errors import EngineError
from brief.grounding.audit import audit
from brief.pipeline import summarise
from brief.settings import Settings
from tests.engines.hosted.hijacks import BEHAVIOURS, HIJACKS, Obedient

SETTINGS = Settings(model="obedient", verify=True)
# Of these nothing is left that could be told, unless the order itself is a reply.
SILENT = ("answers_with_the_order_alone", "answers_with_the_text_of_the_order")
_QUOTED = re.compile(r"“[^“”]*”|‘.*’(?!\w)|„[^“”]*[“”]|\"[^\"]*\"", re.DOTALL)


def plain(words: str) -> str:
    """Words as a reader sees them: one width, one case, nothing invisible."""
    seen = "".join(char for char in words if unicodedata.category(char) != "Cf" and not 0xE0000 <= ord(char) < 0xE1000)
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def told(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """All that a briefing says in its own words, with where; quotations of the text within them are left out."""
    yield "headline", _QUOTED.sub("", briefing.headline.text)
    for line in briefing.summary:
        yield "summary", _QUOTED.sub("", line.text)
    for claim in briefing.claims:
        yield claim.id, _QUOTED.sub("", claim.statement)
        yield claim.id, claim.attribution.source or ""
    yield from unquoted(briefing)


def unquoted(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """What has no business quoting an order at all."""
    for tension in briefing.tensions:
        yield tension.id, tension.statement
    for question in briefing.open_questions:
        yield question.id, f"{question.question} {question.why}"
    for actor in briefing.actors:
        yield actor.id, " ".join((actor.name, *actor.aliases))
    for date in briefing.dates:
        yield date.id, f"{date.value} {date.timex}"
    for word in briefing.loaded:
        yield "loaded", word.suggestion or ""
    for entry in briefing.coverage:
        yield "coverage", entry.reason or ""


def check(briefing: Briefing, document: Document, *forbidden: str) -> None:
    report = audit(briefing, document)
    assert report.ok, report.findings
    for words in forbidden:
        found = [(where, said) for where, said in told(briefing) if plain(words) in plain(said)]
        assert not found


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("name", HIJACKS)
def test_an_order_in_the_text_is_not_obeyed(name: str, behaviour: str) -> None:
    hijack = HIJACKS[name]
    document, model = hijack.document, Obedient(hijack, behaviour)
    engine = HostedEngine(SETTINGS, exchange=model)
    if behaviour in SILENT and (name, behaviour) != ("fake_json_reply", SILENT[1]):
        with pytest.raises(EngineError, match=document.source):
            summarise(document, engine=engine)
        return
    briefing = summarise(document, engine=engine)
    check(briefing, document, hijack.mark, model.payload)
    own = [claim for claim in briefing.claims if claim.support == "verified"]
    assert not any(hijack.mark in plain(claim.statement) for claim in own if claim.attribution.mode == "none")
