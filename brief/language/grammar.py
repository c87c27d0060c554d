"""A parse laid out as plain lists, so that a layer can walk it many times at little cost.

Nothing here decides anything about meaning; `cues`, `sources`, `contents` and `attributions` read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.language.analysis import Quotation
from brief.language.dialogue import find_leads
from brief.language.parse import Parse

__all__ = ["Grammar", "Range", "lay_out"]

# Base forms that spaCy's small model gets wrong.
_LEMMAS = {"hoping": "hope", "hoped": "hope", "accusing": "accuse", "wrote": "write", "e-mailed": "e-mail"}
# A stretch of characters of the document, half-open.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Token by token: its place, form and relations. All lists are as long as the parse.

    `left` and `right` are the first and last token of a token's subtree; `first` and `last` those of its sentence, a
    speaker's label or a time before it left out;
    `quoted` is the index of the outermost quotation a token stands in, -1 outside.
    """

    text: str
    start: Sequence[int]
    end: Sequence[int]
    lower: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    tag: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    left: Sequence[int]
    right: Sequence[int]
    first: Sequence[int]
    last: Sequence[int]
    ent: Sequence[str]
    quoted: Sequence[int]
    children: Sequence[Sequence[int]]
    quotations: Sequence[Quotation]

    def __len__(self) -> int:
        return len(self.lower)

    def child(self, token: int, *deps: str) -> int:
        """The first child in one of these relations, -1 if there is none."""
        for each in self.children[token]:
            if self.dep[each] in deps:
                return each
        return -1

    def subtree(self, token: int) -> Range:
        """The characters of a token's whole subtree."""
        return self.start[self.left[token]], self.end[self.right[token]]

    def chars(self, first: int, last: int) -> Range:
        """The characters from one token to another, both included."""
        return self.start[first], self.end[last]

    def is_verb(self, token: int) -> bool:
        """Whether the tagger takes a token for a verb, auxiliaries included."""
        return self.tag[token][:2] == "VB" or self.pos[token] in ("VERB", "AUX")

    def words(self, first: int, last: int) -> Iterator[int]:
        """The tokens from one to another that are neither punctuation nor white space."""
        for token in range(first, last + 1):
            if self.pos[token] not in ("PUNCT", "SPACE"):
                yield token


def lay_out(parse: Parse, quotations: Sequence[Quotation]) -> Grammar:
    """The parse as lists, with the outermost quotations marked in it."""
    doc = parse.doc
    n = len(doc)
    outer = [quotation for quotation in quotations if quotation.level == 1]
    start = [token.idx for token in doc]
    end = [token.idx + len(token) for token in doc]
    quoted = [-1] * n
    place = 0
    for token in range(n):
        while place < len(outer) and outer[place].span.end <= start[token]:
            place += 1
        if place < len(outer) and outer[place].span.start <= start[token]:
            quoted[token] = place
    children: list[list[int]] = [[] for _ in range(n)]
    head = [token.head.i for token in doc]
    for token in range(n):
        if head[token] != token:
            children[head[token]].append(token)
    first, last = [0] * n, [0] * n
    leads = find_leads(parse.document)
    for sentence, tokens in parse.pairs():
        begin = leads.get(sentence.index, 0)
        opening = next((each for each in range(tokens.start, tokens.end) if start[each] >= begin), tokens.start)
        for token in range(tokens.start, tokens.end):
            first[token] = opening if token >= opening else tokens.start
            last[token] = tokens.end - 1 if token >= opening else opening - 1
    return Grammar(
        text=parse.document.text,
        start=start,
        end=end,
        lower=[token.lower_ for token in doc],
        lemma=[_LEMMAS.get(token.lower_) or token.lemma_.lower() for token in doc],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        head=head,
        left=[max(token.left_edge.i, first[token.i]) for token in doc],
        right=[min(token.right_edge.i, last[token.i]) for token in doc],
        first=first,
        last=last,
        ent=[token.ent_type_ for token in doc],
        quoted=quoted,
        children=children,
        quotations=outer,
    )
