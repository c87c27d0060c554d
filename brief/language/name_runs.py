"""Runs of capitalised words: where a name may begin and how far it goes on.

Where capitals mean nothing, in a headline set in capitals or in title case, there are no runs. What in a run is the
name and what a title is for `names` to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import ActorLexicon

if TYPE_CHECKING:
    from brief.language.actor_words import Word

__all__ = ["CONNECTORS", "NAME_ENTS", "OWNING_GAPS", "NameRuns"]

CONNECTORS = frozenset({"of", "for", "on", "to", "against", "in", "without", "with"})
_FOR_BODIES = frozenset(
    """ministry department centre center organisation organization institute committee council foundation
    society association agency alliance coalition fund office commission campaign network movement school
    union bureau authority""".split()
)
_OPENING = frozenset({' "', " “", " ‘", " '"})
_CLOSING = frozenset({'" ', "” ", "’ ", "' "})
_GAPS = frozenset({" ", " & ", "\n", "\r\n", "\u00a0", "\u202f"})
NAME_ENTS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_CLOSED_POS = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PRON", "AUX", "PART"})
_I = frozenset({"i", "i'm", "i’m", "i'll", "i’ll", "i've", "i’ve", "i'd", "i’d"})
# Longer runs are lists or headings that lost their line ends, not names.
_RUN_WORDS = 24
# "People’s List", "Train Drivers' Union": who a body is of or for stands before its noun, in the plural.
_PLURALS = frozenset({"people", "women", "men", "children", "citizens"})
OWNING_GAPS = frozenset({"' ", "’ "})
_OWNED_WORDS = 4


class NameRuns:
    """The runs of one document."""

    def __init__(self, words: Sequence[Word], lexicon: ActorLexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self.bounds = _sentence_bounds(words)
        self.uninformative = {number for number, (a, b) in self.bounds.items() if _is_title_case(words[a:b])}
        self.seen_lower = {word.lower for word in words if not word.is_cap}
        self.seen_cap = {
            word.lower for word in words if word.is_cap and not word.opens and word.sentence not in self.uninformative
        }

        # Who has the word in an interview, line after line: "Courier: Why did you stay?"
        labels = Counter(
            word.lower for word, after in pairwise(words) if word.opens and word.is_cap and after.gap.startswith(":")
        )
        self.labels = {lower for lower, count in labels.items() if count > 1}

    def found(self) -> Iterator[tuple[int, int]]:
        """Runs of words that read as names, in sentences where capitals mean something."""
        for number, (start, end) in self.bounds.items():
            if number in self.uninformative:
                continue
            at = start
            while at < end:
                if not self.opens_run(at):
                    at += 1
                    continue
                last = self.extend(at, end)
                yield at, last
                at = last + 1

    def opens_run(self, at: int) -> bool:
        """Whether a name may begin at this word."""
        word = self.words[at]
        if not word.is_cap:
            return False
        if word.opens:
            return self.is_name_at_start(at)
        return word.lower not in _I

    def is_name_at_start(self, at: int) -> bool:
        """Whether the word that opens a sentence is capitalised for more than that."""
        word = self.words[at]
        if word.lower in self.labels:
            return True
        if word.pos in _CLOSED_POS and not word.ent:
            return False
        if word.lower in self.lexicon.countries or word.text.isupper() and len(word.text) > 1:
            return True
        if word.lower in self.lexicon.groups and word.lower not in self.seen_cap and word.ent != "PERSON":
            return False
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if word.lower in self.lexicon.particles and following is not None and following.gap == " ":
            return following.is_cap or following.lower in self.lexicon.particles
        goes_on = following is not None and following.is_cap and following.gap == " "
        if following is not None and word.ent in NAME_ENTS and following.ent == word.ent and not following.begins_ent:
            return True
        if following is not None and goes_on and f"{word.lower} {following.lower}" in self.lexicon.countries:
            return True
        if word.lower in self.seen_cap and word.lower not in self.seen_lower:
            return True
        if word.pos == "PROPN" or word.ent in NAME_ENTS:
            return word.lower not in self.seen_lower or word.ent == "PERSON"
        return (
            following is not None
            and goes_on
            and (
                word.lower in self.lexicon.given_names
                or word.lower in self.lexicon.roles
                or word.lower in self.lexicon.courtesies
                or word.lower in self.lexicon.demonyms
                or word.lower not in self.seen_lower
                and word.pos in ("ADJ", "NOUN")
                and (word.lower in self.lexicon.modifiers or following.lower in self.lexicon.organisations)
            )
        )

    def extend(self, first: int, end: int) -> int:
        """The last word of the run that opens at `first`."""
        last = first
        while last - first < _RUN_WORDS and (step := self.step(first, last, end)):
            last += step
        return last

    def step(self, first: int, last: int, end: int) -> int:
        """How many words further the run goes on; 0 when it ends here."""
        words = self.words
        if last + 1 >= end:
            return 0
        following = words[last + 1]
        if words[last].possessive:
            # "the Korean People's Army" is one name, "Seoul's army" is none
            is_one = words[last].ent == following.ent == "ORG" and not following.begins_ent and first < last
            if words[last].lower in _PLURALS and following.is_cap and following.gap[-2:] in ("s ", "S "):
                return 1
            return int(is_one and following.is_cap and following.lower in self.lexicon.organisations)
        if following.gap in OWNING_GAPS:
            return int(self.owns_body(last, end))
        if following.gap in _OPENING and last + 2 < end and following.is_cap:
            # John “Jack” Smith
            return 2 if words[last + 2].gap in _CLOSING and words[last + 2].is_cap else 0
        if following.gap not in _GAPS and not (following.gap == ". " and len(words[last].text) == 1):
            return 0
        if following.is_cap:
            return int(
                following.pos not in _CLOSED_POS
                or following.text.isupper()
                or bool(following.ent)
                and following.ent == words[last].ent
            )
        return self.particles(last, end) or self.connector(first, last, end)

    def owns_body(self, last: int, end: int) -> bool:
        """Whether a plural with an apostrophe opens the name of a body: "the Farmers’ League"."""
        words = self.words
        if not words[last].lower.endswith("s") or words[last].ent in ("PERSON", "GPE"):
            return False
        if words[last].lower in self.lexicon.groups and words[last + 1].is_cap:
            return True
        for n in range(last + 1, min(last + 1 + _OWNED_WORDS, end)):
            if not words[n].is_cap or n > last + 1 and words[n].gap not in _GAPS:
                return False
            if words[n].lower in self.lexicon.organisations:
                return True
        return False

    def particles(self, last: int, end: int) -> int:
        """The "van der" between two capitalised words, and the second of them."""
        words = self.words
        for n in range(1, 5):
            if last + n >= end or words[last + n].gap != " ":
                return 0
            if words[last + n].is_cap:
                return n
            if words[last + n].lower not in self.lexicon.particles:
                return 0
        return 0

    def connector(self, first: int, last: int, end: int) -> int:
        """The "of (the)" and "and" inside the name of a body or a role ("Secretary of State")."""
        words = self.words
        following = words[last + 1]
        n = 2
        if last + n < end and words[last + n].lower == "the" and following.lower in CONNECTORS:
            n = 3
        if last + n >= end or not words[last + n].is_cap or words[last + n].gap != " ":
            return 0
        target = words[last + n]
        if f"{words[last].lower} {following.lower} {target.lower}" in self.lexicon.roles:
            return n
        is_body = self.is_body(first, last)
        one_entity = words[last].ent == following.ent == target.ent == "ORG"
        if following.lower == "at":
            # "the University of North Carolina at Greensboro"
            return n if words[first].lower == "university" and target.ent == words[first].ent == "ORG" else 0
        if following.lower in CONNECTORS:
            if following.lower in ("in", "to", "with", "on"):
                return n if one_entity and is_body else 0
            if following.lower == "for":
                return n if one_entity or words[last].lower in _FOR_BODIES else 0
            return n if is_body or one_entity and following.lower == "of" else 0
        if following.lower == "and" and is_body and target.ent == "ORG" and following.ent == "ORG":
            return n
        return 0

    def is_body(self, first: int, last: int) -> bool:
        """Whether one of these words is a noun for an organisation."""
        return any(self.words[n].lower in self.lexicon.organisations for n in range(first, last + 1))


def _sentence_bounds(words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for n, word in enumerate(words):
        a, _ = bounds.get(word.sentence, (n, n))
        bounds[word.sentence] = (a, n + 1)
    return bounds


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether the words are capitalised throughout, as headlines are, so that a capital is no sign of a name."""
    content = [word for word in words[1:] if len(word.text) > 3 or word.text.isupper()]
    if not content:
        return False
    if all(word.text.isupper() for word in content) and len(content) > 2:
        return True
    lower = [word for word in content if word.text[0].islower()]
    common = [word for word in content if word.is_cap and word.pos in ("VERB", "ADV", "ADJ", "NOUN")]
    return (
        len(words) > 3
        and len(lower) * 4 <= len(content)
        and len(common) >= 1
        and (len(lower) == 0 or len(common) > len(lower))
    )
