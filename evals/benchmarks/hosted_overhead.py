"""What the hosted engine costs beside its model: milliseconds of CPU for each 1,000 characters, stage by stage.

    python evals/benchmarks/hosted_overhead.py [--chars N …] [--bar MS]

The model answers at once, and what its answers take is left out. Exit status 1 when a document costs more than the bar.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from instant_model import InstantModel
from invented_news import invent_news

from brief.document import Document
from brief.engines.hosted import HostedEngine
from brief.grounding.gate import settle_trial
from brief.grounding.pages import ground_page
from brief.grounding.trial import Trial
from brief.pipeline import summarise
from brief.settings import Settings

SETTINGS = Settings(model="gpt-4o", cache=False)


class Clock:
    """CPU milliseconds by stage, without the model's own."""

    def __init__(self, model: InstantModel) -> None:
        self.spent_ms: dict[str, float] = {}
        self._model = model

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Counts what happens within to a stage."""
        began, model_s = time.process_time(), self._model.cpu_s
        yield
        taken = time.process_time() - began - (self._model.cpu_s - model_s)
        self.spent_ms[stage] = self.spent_ms.get(stage, 0.0) + 1000 * taken


async def time_stages(text: str) -> dict[str, float]:
    """The stages one after the other, as the pipeline has them."""
    model = InstantModel()
    clock = Clock(model)
    with clock.of("sentences"):
        document = Document.from_text(text)
        _ = document.sentences, document.language  # both are found when asked for
    async with HostedEngine(SETTINGS, exchange=model).open(document) as author:
        with clock.of("extract"):
            proposals = await author.propose()
        with clock.of("gate"):
            trial = Trial(proposals, document)
        if trial.refused:
            with clock.of("repair"):
                revisions = await author.revise(trial.refused)
            with clock.of("gate"):
                trial.revise(revisions)
        with clock.of("gate"):
            grounding = settle_trial(trial, proposals)
        with clock.of("compose"):
            page = await author.compose(grounding.claims, grounding.questions, grounding.tensions)
            ground_page(page, grounding, trial.material)
    return clock.spent_ms


def time_whole(text: str) -> tuple[float, InstantModel, int]:
    """The whole way at once, with the model that was asked and the claims that came of it."""
    model = InstantModel()
    began = time.process_time()
    briefing = summarise(Document.from_text(text), engine=HostedEngine(SETTINGS, exchange=model))
    return 1000 * (time.process_time() - began - model.cpu_s), model, len(briefing.claims)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the hosted engine costs beside its model.")
    parser.add_argument("--chars", type=int, nargs="+", default=[4_000, 60_000, 600_000], metavar="N")
    parser.add_argument("--bar", type=float, default=2.0, metavar="MS", help="CPU for each 1,000 characters")
    arguments = parser.parse_args()
    logging.getLogger("brief").setLevel(logging.ERROR)
    time_whole(invent_news(2_000, seed=9))  # lexicons and encodings are loaded once, not for each document
    missed = False
    for n_chars in arguments.chars:
        text = invent_news(n_chars)
        thousands = len(text) / 1000
        # A short document is done in no time; several tell more than one. No text is read twice: some of what is found
        # in one is kept for whoever asks next.
        texts = [invent_news(n_chars, seed=seed) for seed in range(2, max(3, 40_000 // n_chars + 2))]
        total_ms, model, n_claims = time_whole(text)
        total_ms = min([total_ms, *(time_whole(each)[0] * len(text) / len(each) for each in texts)])
        other = invent_news(n_chars, seed=101)
        stages = asyncio.run(time_stages(other))
        print(
            f"{len(text):8,} characters: {total_ms / thousands:6.2f} ms CPU for each 1,000 (bar {arguments.bar:g});"
            f" {sum(model.calls.values())} calls, {n_claims} claims"
        )
        print(" " * 12 + ", ".join(f"{stage} {1000 * spent / len(other):.2f}" for stage, spent in stages.items()))
        missed |= total_ms / thousands > arguments.bar
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
