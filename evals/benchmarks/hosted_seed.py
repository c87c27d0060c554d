"""A good reading of the seed article, written by hand: how many calls it takes, what it costs, and what comes of it.

    python evals/benchmarks/hosted_seed.py FOLDER [--bench FOLDER] [-o BRIEFING.json]

FOLDER holds `article.txt` and `gold.json`, labelled as in `labelling.md`. No model is asked: the replies are those in
`tests/engines/hosted/seed_replies`, which a person wrote by the prompts, so what is shown is what prompts, format and
gate do with a careful reading, and not how well any model reads. `--bench` holds the independent `audit.py` and
`gold.py`.

Printed are the calls, the tokens of the reply against those of the same claims with their quotes copied, and what was
accepted and refused. Exit status 1 when more than two calls were needed, an audit is not clean, the core claims are not
covered, or the reply costs more than half.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brief.briefing import Briefing
from brief.document import Document
from brief.engines.hosted import HostedEngine
from brief.engines.hosted.exchange import Answer, Request
from brief.engines.hosted.pointing import Pointing, fill_in, parse_places
from brief.engines.hosted.tokens import count_tokens
from brief.grounding.audit import audit
from brief.pipeline import summarise
from brief.settings import Settings

REPLIES = Path(__file__).resolve().parents[2] / "tests" / "engines" / "hosted" / "seed_replies"
MODEL = "gpt-4o"
MOST_CALLS = 2
MOST_SHARE = 0.5
LEAST_COVERAGE = 0.95


class Reader:
    """An exchange that answers with what a person wrote; asked for anything else, it has nothing to say."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    async def ask(self, request: Request) -> Answer:
        """The reply to a prompt."""
        self.calls[request.stage] += 1
        path = REPLIES / f"{request.stage}.json"
        return Answer(path.read_text("utf-8") if path.exists() else "{}")


def written(value: object) -> int:
    """The tokens of a value in the shortest JSON."""
    return count_tokens(json.dumps(value, ensure_ascii=False, separators=(",", ":")), model=MODEL)


def copied(claims: list[dict[str, Any]], document: Document) -> Iterator[dict[str, Any]]:
    """The reply's own short form, but with evidence copied and each statement worded in full."""
    pointing = Pointing(document)
    for claim in claims:
        places = parse_places(claim["at"])
        quotes = [span.quote for place in places if (span := pointing.span(place)) is not None]
        whole = [document.sentences[place.sentence - 1].span.quote for place in places]
        say = (claim["say"] or "").strip("“”")
        yield {**claim, "at": quotes, "say": fill_in(say, [*quotes, *whole]) if say else " ".join(quotes)}


def in_full(briefing: Briefing) -> Iterator[dict[str, Any]]:
    """The claims as a briefing records them, which is what a model is asked for that copies: quotes, and no offsets."""
    for claim in briefing.claims:
        source = claim.attribution
        yield {
            "statement": claim.statement, "kind": claim.kind, "salience": claim.salience, "hedged": claim.hedged,
            "source": source.source, "source_type": source.source_type, "mode": source.mode,
            "confidence": source.confidence, "cue": source.cue and source.cue.quote,
            "source_span": source.source_span and source.source_span.quote,
            "evidence": [place.quote for place in claim.evidence],
        }  # fmt: skip


def measure_cost(briefing: Briefing, document: Document) -> float:
    """What share of the cost of copied quotes the claims' pointers have; the figures are printed."""
    reply = json.loads((REPLIES / "extract.json").read_text("utf-8"))
    pointed, full = written(reply["claims"]), written([*in_full(briefing)])
    quoted = written([*copied(reply["claims"], document)])
    print(f"tokens of the {len(reply['claims'])} claims: {pointed:,} (whole reply: {written(reply):,})")
    print(f"  the same claims in full, with copied quotes: {full:,} ({pointed / full:.2f} of it)")
    print(f"  the same short form with quotes for pointers: {quoted:,} ({pointed / quoted:.2f} of it)")
    return pointed / full


def score(briefing: Briefing, folder: Path, bench: Path) -> bool:
    """Whether the independent auditor finds no error and the independent scorer finds the core claims covered."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "briefing.json"
        path.write_text(briefing.model_dump_json(), "utf-8")
        audited = _run(bench / "audit.py", path, folder / "article.txt")
        scored = _run(bench / "gold.py", path, folder / "gold.json", folder / "article.txt", "--json")
    measures = json.loads(scored.stdout)
    coverage = measures["claims"]["coverage recall"]["value"]
    for part in ("claims", "attribution", "summary"):
        for measure, share in measures[part].items():
            if isinstance(share, dict) and share.get("value") is not None:
                print(f"  {part} {measure}: {share['value']:.2f} ({share['hits']} of {share['of']})")
    print(f"independent audit {'clean' if not audited.returncode else audited.stdout}; core coverage {coverage:.2f}")
    return audited.returncode == 0 and coverage >= LEAST_COVERAGE


def _run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)


def main() -> int:
    parser = argparse.ArgumentParser(description="Show what prompts, format and gate do with a good reading.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--bench", type=Path, metavar="FOLDER", help="where audit.py and gold.py are")
    parser.add_argument("-o", "--output", type=Path, metavar="BRIEFING.json")
    arguments = parser.parse_args()
    logging.getLogger("brief").setLevel(logging.ERROR)
    document = Document.from_text((arguments.folder / "article.txt").read_bytes().decode("utf-8"), source="article.txt")
    reader = Reader()
    briefing = summarise(document, engine=HostedEngine(Settings(model=MODEL, cache=False), exchange=reader))
    report = audit(briefing, document)
    if arguments.output:
        arguments.output.write_text(briefing.model_dump_json(indent=1), "utf-8")
    print("The replies were written by hand; no model was asked.")
    print(f"calls: {dict(reader.calls)}")
    share = measure_cost(briefing, document)
    support = dict(Counter(claim.support for claim in briefing.claims))
    print(f"claims in the briefing: {len(briefing.claims)} {support}; audit {'clean' if report.ok else 'NOT CLEAN'}")
    for item in briefing.rejected:
        print(f"  refused {item.reason}: {item.statement[:60]}")
    is_good = arguments.bench is None or score(briefing, arguments.folder, arguments.bench)
    return int(not (is_good and report.ok and reader.calls.total() <= MOST_CALLS and share <= MOST_SHARE))


if __name__ == "__main__":
    sys.exit(main())
