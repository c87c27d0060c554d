"""One document's grammar: a spaCy parse whose sentences are the document's own and whose token offsets are its offsets.

The layers read it. Which model parses, and how, is left to `brief.language.model`; what is found to the layers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from brief.document import Document, Sentence
from brief.language.dialogue import find_leads
from brief.language.model import annotate, load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

__all__ = ["Parse", "parse_document"]

# spaCy needs temporary memory in proportion to a text's length, and refuses more than a million characters at once.
_CHUNK_CHARS = 100_000
_LONE_BREAK = re.compile(r"(?<=\S)[\r\n\t\u00a0\u202f](?=\S)")


@dataclass(frozen=True)
class Parse:
    """A parsed document: `doc[i].idx` is an offset into its text, `tokens[i]` are those of `document.sentences[i]`."""

    document: Document
    doc: Doc
    tokens: tuple[Tokens, ...]
    model: str

    def pairs(self) -> Iterator[tuple[Sentence, Tokens]]:
        """Each sentence with its tokens."""
        return zip(self.document.sentences, self.tokens, strict=True)


def parse_document(document: Document, *, model: str | None = None) -> Parse:
    """The parse of a document, sentence by sentence as the document has them.

    Raises:
        ConfigError: If no spaCy pipeline is installed, or not the one asked for.
    """
    nlp = load_model(model)
    from spacy.tokens import Doc

    # A speaker's label or a time before a sentence is no part of its grammar.
    starts = {*(sentence.span.start for sentence in document.sentences), *find_leads(document).values()}
    docs = []
    for a, b in _chunks(document):
        # The parser's own copy: a wrapped line or a hard space is one space to it. The length stays the same.
        doc = nlp.make_doc(_LONE_BREAK.sub(" ", document.text[a:b]))
        docs.append(_with_sentence_starts(doc, {start - a for start in starts}))
    parsed = [annotate(nlp, doc) for doc in docs]
    doc = parsed[0] if len(parsed) == 1 else Doc.from_docs(parsed, ensure_whitespace=False) or nlp.make_doc("")
    name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Parse(document, doc, tuple(_tokens_by_sentence(document, doc)), name)


def _with_sentence_starts(doc: Doc, starts: set[int]) -> Doc:
    """The same tokens, sentences beginning at these offsets and nowhere else; setting each token by itself is slow."""
    import numpy as np
    from spacy.attrs import SENT_START

    marks: Any = np.array([[1 if token.idx in starts else -1] for token in doc], dtype="int64").astype("uint64")
    return doc.from_array([SENT_START], marks) if len(doc) else doc


def _chunks(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches that tile the text, cut between sentences once they are long enough."""
    at = 0
    for sentence in document.sentences:
        if sentence.span.start - at >= _CHUNK_CHARS:
            yield at, sentence.span.start
            at = sentence.span.start
    yield at, len(document.text)


def _tokens_by_sentence(document: Document, doc: Doc) -> Iterator[Tokens]:
    place = 0
    for sentence in document.sentences:
        while place < len(doc) and doc[place].idx < sentence.span.start:
            place += 1
        first = place
        while place < len(doc) and doc[place].idx < sentence.span.end:
            place += 1
        yield doc[first:place]
