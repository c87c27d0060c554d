"""Who is reported: the words that name a source, what kind of source it is, and the name behind a pronoun or role.

Only what the text says for certain is resolved. Who is an actor of the document is for `actors`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from brief.language.analysis import SourceType
from brief.language.cues import load_frames, load_words
from brief.language.grammar import Grammar, Range

__all__ = ["Holders", "find_subject", "is_agentive", "is_text", "source_range", "source_type"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PERSONAL = frozenset("he she they we i you who him her them us me".split())
_QUANTITIES = frozenset("some many few others most several both all none critics observers half thousands".split())
_MAX_STEPS = 6


def find_subject(grammar: Grammar, verb: int) -> int:
    """The token that heads a verb's subject, looked for up the tree where the verb has none; -1 if there is none."""
    at = verb
    for _ in range(_MAX_STEPS):
        subject = grammar.child(at, *_SUBJECTS)
        if subject >= 0:
            return subject
        head, dep = grammar.head[at], grammar.dep[at]
        if head == at:
            return -1
        if dep == "relcl" or dep == "acl":
            return head
        if dep == "xcomp":
            frames = load_frames("cue_verbs").get(grammar.lemma[head])
            controlled = grammar.child(head, "dobj", "dative")
            if frames and controlled >= 0 and "inf" in frames.takes and grammar.lemma[head] != "promise":
                return controlled
        if dep == "pcomp" or dep == "prep":
            head = grammar.head[head] if grammar.pos[head] in ("ADP", "SCONJ") else head
        if dep in ("xcomp", "advcl", "conj", "pcomp", "ccomp", "prep", "dep", "parataxis"):
            if not grammar.is_verb(head):
                return head if grammar.pos[head] in ("NOUN", "PROPN", "PRON") and dep in ("advcl", "prep") else -1
            at = head
            continue
        return -1
    return -1


def source_range(grammar: Grammar, noun: int, cue: int) -> Range | None:
    """The characters that name a source, with its titles and appositives, as seen from the cue."""
    first, last = grammar.left[noun], grammar.right[noun]
    if first <= cue <= last:
        # The cue stands in the noun's own clause ("the man who said", "officials saying"): what is before it names it.
        if cue < noun:
            first = noun
        else:
            last = _clause_break(grammar, noun, cue)
    for child in grammar.children[noun]:
        if child > noun and child <= last and _opens_clause(grammar, child):
            last = min(last, grammar.left[child] - 1)
            break
    if grammar.quoted[noun] < 0:
        while last > noun and grammar.quoted[last] >= 0 and grammar.quoted[first] < 0:
            last -= 1
        while first < noun and grammar.quoted[first] >= 0:
            first += 1
    while last > first and (grammar.pos[last] in ("PUNCT", "SPACE", "CCONJ") and grammar.lower[last] not in ')”"’.'):
        last -= 1
    while last > noun and grammar.lower[last] in ("both", "also", "himself", "herself", "themselves"):
        last -= 1
    while first < noun and grammar.lower[first] in ("even", "now", "only", "so", "but", "and", "meanwhile", "then"):
        first += 1
    first = _past_dateline(grammar, first, last)
    while first < last and (grammar.pos[first] in ("PUNCT", "SPACE", "CCONJ") and grammar.lower[first] not in '(“"‘'):
        first += 1
    return grammar.chars(first, last)


def _past_dateline(grammar: Grammar, first: int, last: int) -> int:
    """The first token behind "LONDON —" or "LONDON (Reuters) -", which the parser takes for part of the name."""
    if first != grammar.first[first] or not grammar.text[slice(*grammar.chars(first, first))].isupper():
        return first
    for token in range(first + 1, min(first + 10, last)):
        if grammar.lower[token] in ("—", "–", "--", "-"):
            return token + 1
    return first


def _opens_clause(grammar: Grammar, child: int) -> bool:
    """Whether a dependent after the noun is a participle set off by a comma, which says what the source was doing."""
    before = grammar.left[child] - 1
    if before < 0 or grammar.lower[before] not in (",", "—", "–", "-", ":", ";"):
        return False
    return grammar.dep[child] == "acl" or grammar.dep[child] in ("advcl", "ccomp", "parataxis")


def _clause_break(grammar: Grammar, noun: int, cue: int) -> int:
    """The last token that still names the noun, before the clause that holds the cue."""
    at = cue
    while grammar.head[at] != noun and grammar.head[at] != at:
        at = grammar.head[at]
    return max(noun, grammar.left[at] - 1)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {word: kind for kind, word in (line.split() for line in load_words("source_nouns"))}


def is_text(grammar: Grammar, noun: int) -> bool:
    """Whether a noun means something written or measured, which can say or show by itself.

    Its head may stand behind a quantity or a name ("the Pew survey").
    """
    return _kinds().get(grammar.lemma[noun]) == "text"


def is_agentive(grammar: Grammar, noun: int) -> bool:
    """Whether a noun can mean somebody: a person, a body, a people, or a word for one."""
    if grammar.ent[noun] in ("PERSON", "ORG", "NORP", "GPE") or grammar.pos[noun] == "PROPN":
        return True
    if grammar.pos[noun] == "PRON" or grammar.lower[noun] in _PERSONAL:
        return grammar.lower[noun] in _PERSONAL or grammar.lower[noun] in _QUANTITIES
    kind = _kinds().get(grammar.lemma[noun])
    if kind is not None:
        return kind not in ("text", "thing")
    if grammar.lower[noun] in _QUANTITIES or grammar.tag[noun] == "CD":
        return True
    return grammar.lemma[noun].endswith(("er", "or", "ist", "ian", "man", "woman", "crat"))


def source_type(grammar: Grammar, noun: int) -> SourceType:
    """What kind of source a noun phrase names, by its head."""
    if noun < 0:
        return "implicit"
    if grammar.lower[noun] in _RELATIVE and grammar.head[noun] != noun:
        clause = grammar.head[noun]
        for _ in range(_MAX_STEPS):
            if grammar.dep[clause] == "relcl":
                return source_type(grammar, grammar.head[clause])
            clause = grammar.head[clause]
    ent, lemma = grammar.ent[noun], grammar.lemma[noun]
    if _is_title(grammar, noun):
        return "role_only"
    kind = _kinds().get(lemma)
    is_plural = grammar.tag[noun] in ("NNS", "NNPS")
    if ent == "PERSON" or (grammar.pos[noun] == "PROPN" and grammar.child(noun, "compound") >= 0 and ent == ""):
        if kind != "state" or ent == "PERSON":
            return "named_person"
    if kind == "text" and not (ent == "ORG" and grammar.pos[noun] == "PROPN"):
        return "document"
    if is_plural and kind == "state" or lemma in ("official", "officials") and is_plural:
        return "government_collective"
    if ent in ("ORG", "GPE", "FAC", "LOC") and not (grammar.pos[noun] == "NOUN" and is_plural):
        return "named_organisation"
    if grammar.lower[noun] in _QUANTITIES or is_plural or ent == "NORP" or grammar.lower[noun] in ("they", "people"):
        return "unnamed_collective"
    if grammar.pos[noun] == "PROPN":
        return "named_person"
    if kind == "body":
        named = any(grammar.pos[child] == "PROPN" or grammar.ent[child] == "ORG" for child in grammar.children[noun])
        return "named_organisation" if named else "unnamed_collective"
    return "role_only"


_TITLES = frozenset(
    """secretary minister president chancellor premier governor mayor senator ambassador commissioner chairman
    chairwoman speaker king queen prince pope general director attorney commander chief state""".split()
)


def _is_title(grammar: Grammar, noun: int) -> bool:
    """ "The Secretary of State", "the Prime Minister": a capitalised role, and nobody's name."""
    first = grammar.left[noun]
    if grammar.lower[first] != "the":
        return False
    words = [grammar.lower[each] for each in range(first, noun + 1)]
    return grammar.lower[noun] in _TITLES or len(words) > 1 and words[1] in _TITLES


_TITLE_PRONOUNS = {"mr": "he", "sir": "he", "lord": "he", "ms": "she", "mrs": "she", "miss": "she", "lady": "she"}


class Holders:
    """The fullest names of a document's persons and bodies, and whom a role or pronoun surely means."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._mentions: list[tuple[int, str, str]] = []
        self._full: dict[str, set[str]] = {}
        self._roles: dict[str, set[str]] = {}
        self._pronouns: dict[str, str] = {}
        at, n = 0, len(grammar)
        while at < n:
            label = grammar.ent[at]
            stop = at + 1
            while stop < n and grammar.ent[stop] == label and grammar.first[stop] == grammar.first[at]:
                stop += 1
            if label in ("PERSON", "ORG"):
                self._add(at, stop - 1, label)
            at = stop

    def _add(self, first: int, last: int, label: str) -> None:
        grammar = self._grammar
        while last > first and grammar.lower[last] in ("’s", "'s", "’", "'", ",", "."):
            last -= 1
        name = " ".join(grammar.text[slice(*grammar.chars(first, last))].split())
        if not name:
            return
        self._mentions.append((first, label, name))
        if label != "PERSON":
            return
        self._full.setdefault(grammar.lower[last], set()).add(name)
        title = grammar.lower[first - 1].rstrip(".") if first else ""
        if title in _TITLE_PRONOUNS:
            self._pronouns.setdefault(grammar.lower[last], _TITLE_PRONOUNS[title])
        # "Belarusian President Alexander Lukashenko": the words before the name are a role of his.
        at = first - 1
        while at >= grammar.first[first] and grammar.tag[at] in ("NN", "NNP", "JJ") and grammar.ent[at] != "PERSON":
            at -= 1
        if at < first - 1:
            self._roles.setdefault(" ".join(grammar.lower[at + 1 : first]), set()).add(grammar.lower[last])

    def _fullest(self, surname: str) -> str | None:
        names = self._full.get(surname)
        if not names:
            return None
        longest = max(names, key=lambda name: (len(name.split()), len(name), name))
        wanted = set(longest.casefold().split())
        # Two people of one surname: the name alone is all that is sure.
        return longest if all(set(name.casefold().split()) <= wanted for name in names) else None

    def resolve(self, noun: int, words: str) -> tuple[str | None, bool]:
        """The holder's name, and whether it had to be inferred from a pronoun or role."""
        grammar = self._grammar
        if noun < 0:
            return None, False
        lower = grammar.lower[noun]
        if lower in _RELATIVE:
            clause = grammar.head[noun]
            for _ in range(_MAX_STEPS):
                if grammar.dep[clause] == "relcl":
                    head = grammar.head[clause]
                    return self.resolve(head, grammar.text[slice(*grammar.chars(grammar.left[head], head))])
                clause = grammar.head[clause]
            return None, True
        if lower in ("he", "she", "him", "her"):
            return self._antecedent(noun), True
        if grammar.pos[noun] == "PRON":
            return None, lower not in _QUANTITIES
        named = next(
            (
                at
                for at in [noun, *grammar.children[noun]]
                if grammar.ent[at] == "PERSON" and (at == noun or grammar.dep[at] == "appos")
            ),
            -1,
        )
        if named >= 0:
            last = named
            while last + 1 < len(grammar) and grammar.ent[last + 1] == "PERSON" and grammar.head[last + 1] == named:
                last += 1
            return self._fullest(grammar.lower[last]) or _entity(grammar, named), False
        if lower in _kinds() or grammar.tag[noun] in ("NN", "NNP"):
            role = words.casefold().removeprefix("the ")
            surnames = self._roles.get(role)
            if surnames and len(surnames) == 1:
                return self._fullest(next(iter(surnames))), False
        if not _is_title(grammar, noun) and grammar.pos[noun] == "PROPN" and grammar.ent[noun] in ("ORG", "GPE", ""):
            name = grammar.text[slice(*grammar.chars(grammar.left[noun], noun))]
            return " ".join(name.split()).removeprefix("the ").removeprefix("The "), False
        return None, False

    def _antecedent(self, pronoun: int) -> str | None:
        """The one person named in this sentence before the pronoun, or else in the two before; None if not one."""
        grammar = self._grammar
        start = grammar.first[pronoun]
        for back in range(3):
            surnames = {name.split()[-1].casefold() for name in self.people_between(start, pronoun)}
            if len(surnames) == 1:
                surname = next(iter(surnames))
                pronoun_kind = "she" if grammar.lower[pronoun] in ("she", "her") else "he"
                # Whom the text once calls "she" it does not mean by "he".
                if self._pronouns.setdefault(surname, pronoun_kind) != pronoun_kind:
                    return None
                return self._fullest(surname)
            if surnames or start == 0 or back == 2:
                return None
            start = grammar.first[start - 1]
        return None

    def people_between(self, start: int, stop: int) -> list[str]:
        """The people named among some tokens, but not those in a quotation: the outlet's "he" is none of them."""
        quoted = self._grammar.quoted
        inside = quoted[stop] if stop < len(quoted) else -1
        return [
            name
            for first, label, name in self._mentions_between(start, stop)
            if label == "PERSON" and (quoted[first] < 0 or quoted[first] == inside)
        ]

    def _mentions_between(self, start: int, stop: int) -> Iterable[tuple[int, str, str]]:
        from bisect import bisect_left

        low = bisect_left(self._mentions, (start, "", ""))
        high = bisect_left(self._mentions, (stop, "", ""))
        return self._mentions[low:high]


def _entity(grammar: Grammar, token: int) -> str:
    first = last = token
    while first > 0 and grammar.ent[first - 1] == grammar.ent[token]:
        first -= 1
    while last + 1 < len(grammar) and grammar.ent[last + 1] == grammar.ent[token]:
        last += 1
    while last > first and grammar.lower[last] in ("’s", "'s", "’", "'"):
        last -= 1
    return " ".join(grammar.text[slice(*grammar.chars(first, last))].split())
