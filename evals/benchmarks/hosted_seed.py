"""A model that reads as a careful analyst would: what its answer costs, and what the gate makes of it.

    python evals/benchmarks/hosted_seed.py FOLDER [-o BRIEFING.json]

FOLDER holds `article.txt` and `gold.json` (labelled as in `labelling.md`). No model is asked: code turns the labels
into the replies that the prompts ask for, so what is shown is what the format and the gate do with a good reading, not
how well any model reads. Statements keep the labels' wording where the words of the text bear it, and quote the text
where they do not, as the prompt says.

Printed are the calls, the tokens of the reply against those of the same claims with their quotes copied, and what the
gate accepted and refused. Exit status 1 when the briefing is not audit-clean, more than two calls were needed beside a
repair, or the reply costs more than half.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brief.document import Document
from brief.engines.hosted import HostedEngine
from brief.engines.hosted.exchange import Answer, Request
from brief.engines.hosted.tokens import count_tokens
from brief.grounding.audit import audit
from brief.pipeline import summarise
from brief.settings import Settings

MODEL = "gpt-4o"
MOST_SHARE = 0.5
_RUN_WORDS = 5
# What may stand in a statement beside the words of the text: who says it, with a plain verb.
_OURS = frozenset("said says that according to spoke of the article describes as a an and is are was were".split())
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


class Labels:
    """A labelled article, and the replies that a model which read it so would give."""

    def __init__(self, document: Document, gold: dict[str, Any]) -> None:
        self.document = document
        self._gold = gold
        names = dict.fromkeys(c["attribution"]["source"] for c in gold["claims"] if c["attribution"]["source"])
        self._actors = [*gold["actors"]]
        known = {form for actor in self._actors for form in (actor["name"], *actor["aliases"])}
        self._actors += [
            {"name": name, "type": "group", "aliases": [], "roles": []} for name in names if name not in known
        ]
        self._ids = {
            form: f"a{number}"
            for number, actor in reversed([*enumerate(self._actors, 1)])
            for form in (actor["name"], *actor["aliases"])
        }

    def extract(self) -> dict[str, Any]:
        """The reply to the prompt `extract`."""
        gold = self._gold
        return {
            "actors": [self._actor(number, actor) for number, actor in enumerate(self._actors, 1)],
            "claims": [self._claim(claim) for claim in gold["claims"]],
            "tensions": [
                {"is": item["type"], "say": item["statement"], "at": self._at(item["evidence"])}
                for item in gold["tensions"]
            ],
            "questions": [
                {"is": item["category"], "ask": item["question"], "at": self._at(item["evidence"])}
                for item in gold["open_questions"]
            ],
            "dates": [],
            "loaded": [
                {
                    "at": self._at([item], whole=True),
                    "is": item["category"] + (" source" if item["voice"] == "source" else ""),
                    "put": None,
                }
                for item in gold["loaded"]
            ],
        }

    def copied(self) -> list[dict[str, Any]]:
        """The same claims as a model is asked for them elsewhere: each in full, with the quotes that bear it out."""
        records = []
        for claim in self._gold["claims"]:
            holder = claim["attribution"]
            record = {name: claim[name] for name in ("statement", "kind", "salience", "hedged")}
            record |= {name: holder[name] for name in ("source", "source_type", "mode", "confidence")}
            record |= {name: holder[name] and holder[name]["quote"] for name in ("cue", "source_span")}
            records.append(record | {"evidence": [span["quote"] for span in claim["evidence"][0]]})
        return records

    def quoting(self) -> list[dict[str, Any]]:
        """The claims of the reply with nothing changed but the pointers: quotes in their place."""
        records = []
        for claim, item in zip(self._gold["claims"], self.extract()["claims"], strict=True):
            quotes = [span["quote"] for span in claim["evidence"][0]]
            records.append(item | {"at": quotes, "say": claim["statement"]})
        return records

    def _actor(self, number: int, actor: dict[str, Any]) -> dict[str, Any]:
        voices = {
            c["attribution"]["source_type"]
            for c in self._gold["claims"]
            if c["attribution"]["source"] in (actor["name"], *actor["aliases"])
        }
        roles = [self._role(role) for role in actor["roles"]]
        return {
            "id": f"a{number}", "name": actor["name"], "aliases": actor["aliases"], "type": actor["type"],
            "voice": min(voices) if voices else None, "roles": [role for role in roles if role],
        }  # fmt: skip

    def _role(self, words: str) -> str | None:
        at = self.document.text.find(words)
        return self._at([{"start": at, "end": at + len(words)}]) if at >= 0 else None

    def _claim(self, claim: dict[str, Any]) -> dict[str, Any]:
        holder = claim["attribution"]
        spans = claim["evidence"][0]
        who = None
        if holder["mode"] != "none":
            cue = holder["cue"]["quote"] if holder["cue"] else ""
            who = f"{self._ids.get(holder['source'] or '', '?')}: {cue}".removesuffix(": ")
        doubt = holder["confidence"] if holder["confidence"] != "explicit" else ""
        how = " ".join(filter(None, ("" if who is None else holder["mode"], doubt))) or None
        weight = f"{claim['kind']} {claim['salience']}" + (" hedged" if claim["hedged"] else "")
        say = self._say(claim, spans)
        at = self._at(spans) if say != "“”" else self._at([self._whole(span) for span in spans])
        return {"at": at, "who": who, "how": how, "say": say, "is": weight}

    def _say(self, claim: dict[str, Any], spans: Sequence[dict[str, Any]]) -> str | None:
        """The label's statement where the text bears its words; otherwise what makes a quotation of the evidence."""
        holder, words = claim["attribution"], " ".join(span["quote"] for span in spans)
        if holder["mode"] == "direct":
            return None
        if holder["mode"] == "none" and claim["kind"] == "judgement":
            return None if all(map(self._is_clause, spans)) else "“”"
        known = {*_keys(words), *_keys(holder["source"] or ""), *_OURS}
        if set(_keys(claim["statement"])) <= known:
            return _shortened(claim["statement"], words)
        return "“”"

    def _whole(self, span: dict[str, Any]) -> dict[str, Any]:
        """The sentences that a span is of."""
        sentences = self.document.sentences_over(span["start"], span["end"])
        return {"start": sentences[0].span.start, "end": sentences[-1].span.end}

    def _is_clause(self, span: dict[str, Any]) -> bool:
        """Whether a span is set off at both ends."""
        whole = self._whole(span)
        before = self.document.text[whole["start"] : span["start"]].rstrip()
        behind = self.document.text[span["end"] - 1 : whole["end"]].lstrip()
        return (not before or before[-1] in ",;:") and behind[:1] in ".,;:’”" or before == behind[1:] == ""

    def _at(self, spans: Iterable[dict[str, Any]], *, whole: bool = False) -> str:
        """Pointers to spans: sentence by sentence, a part of one by its edges."""
        pointers = []
        for span in spans:
            for sentence in self.document.sentences_over(span["start"], span["end"]):
                start, end = max(span["start"], sentence.span.start), min(span["end"], sentence.span.end)
                quote = self.document.text[start:end]
                rest = sentence.span.quote.replace(quote, "", 1)
                if not whole and not _WORD.search(rest):
                    pointers.append(f"s{sentence.index}")
                else:
                    pointers.append(f"s{sentence.index}: {quote if whole else _edges(quote, sentence.span.quote)}")
        return "; ".join(dict.fromkeys(pointers))


def _keys(words: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(words)]


def _edges(quote: str, sentence: str) -> str:
    """The first and last words of a quote, as many as tell its place in its sentence."""
    words = quote.split()
    if len(words) <= 4:
        return quote
    for size in (1, 2, 3):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        start = sentence.find(first)
        if sentence[start:].startswith(quote) and sentence.find(last, start + len(first)) + len(last) == start + len(
            quote
        ):
            return f"{first} … {last}"
    return quote


def _shortened(statement: str, evidence: str) -> str:
    """A statement with "{first … last}" for each long run of words that the evidence has too."""
    words, at, said = statement.split(), 0, []
    there = " ".join(evidence.split())
    while at < len(words):
        size = next((n for n in range(len(words) - at, _RUN_WORDS - 1, -1) if " ".join(words[at : at + n]) in there), 0)
        if size:
            said.append(f"{{{_edges(' '.join(words[at : at + size]), there)}}}")
        else:
            said.append(words[at])
        at += size or 1
    return " ".join(said)


class Analyst:
    """An exchange that answers from labels; the first lines are left to code, and no repair is tried."""

    def __init__(self, labels: Labels) -> None:
        self.calls: Counter[str] = Counter()
        self.n_repairs = 0
        self._labels = labels

    async def ask(self, request: Request) -> Answer:
        """The reply to a prompt."""
        self.calls[request.stage] += 1
        replies: dict[str, dict[str, Any]] = {
            "extract": self._labels.extract(),
            "repair": {"repairs": []},
            "compose": {"headline": None, "summary": [], "tensions": [], "answered": []},
        }
        if request.stage == "repair":
            self.n_repairs += len(re.findall(r"^r\d+:", request.messages[1].content, re.M))
        return Answer(json.dumps(replies[request.stage], ensure_ascii=False))


def written(value: object) -> int:
    """The tokens of a value in the shortest JSON."""
    return count_tokens(json.dumps(value, ensure_ascii=False, separators=(",", ":")), model=MODEL)


def main() -> int:
    parser = argparse.ArgumentParser(description="Show what the format and the gate do with a good reading.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, metavar="BRIEFING.json")
    arguments = parser.parse_args()
    logging.getLogger("brief").setLevel(logging.ERROR)
    document = Document.from_text((arguments.folder / "article.txt").read_bytes().decode("utf-8"), source="article.txt")
    labels = Labels(document, json.loads((arguments.folder / "gold.json").read_text("utf-8")))
    analyst = Analyst(labels)
    settings = Settings(model=MODEL, cache=False, context_tokens=32_000, reply_tokens=16_000)
    briefing = summarise(document, engine=HostedEngine(settings, exchange=analyst))
    report = audit(briefing, document)
    if arguments.output:
        arguments.output.write_text(briefing.model_dump_json(indent=1), "utf-8")
    reply = labels.extract()
    pointing, whole = written(reply["claims"]), written(reply)
    copied, quoting = written(labels.copied()), written(labels.quoting())
    print("The replies are made of labels by code; no model was asked.")
    print(f"calls: {dict(analyst.calls)}; statements that went to repair: {analyst.n_repairs}")
    print(f"tokens of the {len(reply['claims'])} claims: {pointing:,} (whole reply: {whole:,})")
    print(f"  the same claims in full, with copied quotes: {copied:,} ({pointing / copied:.2f})")
    print(f"  the same reply with quotes for pointers and full statements: {quoting:,} ({pointing / quoting:.2f})")
    support = dict(Counter(claim.support for claim in briefing.claims))
    print(f"claims in the briefing: {len(briefing.claims)} {support}; audit {'clean' if report.ok else 'NOT CLEAN'}")
    for reason, n in Counter(item.reason for item in briefing.rejected).most_common():
        print(f"  refused {n:3} {reason}")
    told = analyst.calls["extract"] + analyst.calls["compose"]
    return int(not report.ok or told > 2 or pointing / copied > MOST_SHARE)


if __name__ == "__main__":
    sys.exit(main())
