"""The embedded engine: English news read by rules over a spaCy parse, on this machine, with nothing made up.

It proposes; `grounding` disposes, as with any engine.
"""

from __future__ import annotations

from brief.document import Document
from brief.engines.embedded.reading import Reading
from brief.engines.proposal import Proposals

__all__ = ["EmbeddedEngine", "read_layers"]


def read_layers(document: Document, *, model: str | None = None) -> Reading:
    """A document with what every language layer finds in it.

    Raises:
        ConfigError: If no English model is installed.
    """
    from brief.language.actors import extract_actors
    from brief.language.analysis import Analysis
    from brief.language.attributions import extract_attributions
    from brief.language.dates import extract_dates
    from brief.language.loaded import extract_loaded
    from brief.language.parse import parse_document
    from brief.language.quotations import extract_quotations

    parse = parse_document(document, model=model)
    quotations = extract_quotations(document)
    attributions = extract_attributions(parse, quotations)
    loaded, faint = extract_loaded(parse, quotations, attributions)
    analysis = Analysis(
        sentences=tuple(document.sentences),
        quotations=tuple(quotations),
        attributions=tuple(attributions),
        actors=tuple(extract_actors(parse, attributions)),
        dates=tuple(extract_dates(document, parse)),
        loaded=loaded,
        faint=faint,
    )
    return Reading(parse, analysis)


class EmbeddedEngine:
    """Reads English; needs no key, no account and no network."""

    name = "embedded"

    def __init__(self, *, model: str | None = None) -> None:
        self._model = model

    def propose(self, document: Document) -> Proposals:
        """What the text says, sentence by sentence.

        Raises:
            InputError: If the text is in another language than English.
            ConfigError: If no English model is installed.
        """
        from brief.engines.embedded.claims import draft_claims, unread_reason
        from brief.engines.embedded.drafts import propose
        from brief.engines.embedded.questions import ask_questions
        from brief.engines.embedded.salience import weigh
        from brief.engines.embedded.tensions import find_tensions
        from brief.errors import InputError

        if document.language not in ("en", "und"):
            raise InputError(
                f"{document.source or document.id}: the text seems to be in {document.language!r}, and the "
                "embedded engine reads English only; translate it first, or give it to a model (--engine hosted)"
            )
        reading = read_layers(document, model=self._model)
        drafts = draft_claims(reading)
        tensions = find_tensions(reading, drafts)
        claims = [
            claim
            for draft, salience in weigh(reading, drafts, tensions)
            if (claim := propose(reading, draft, salience)) is not None
        ]
        return Proposals(
            claims=tuple(claims),
            actors=reading.analysis.actors,
            dates=reading.analysis.dates,
            loaded=reading.loaded,
            tensions=tuple(tensions),
            questions=tuple(ask_questions(reading, drafts, tensions)),
            unread=tuple(
                (sentence.index, reason)
                for sentence, tokens in reading.parse.pairs()
                if (reason := unread_reason(sentence, tokens)) is not None
            ),
            model=reading.parse.model,
        )
