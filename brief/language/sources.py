"""Who is reported: the words that name a source, what kind of source it is, and the name behind a pronoun or role.

Only what the text says for certain is resolved. Who is an actor of the document is for `actors`.
"""

from __future__ import annotations

from functools import lru_cache

from brief.language.analysis import SourceType
from brief.language.cues import load_frames, load_words
from brief.language.descriptions import body_nouns
from brief.language.grammar import Grammar, Range

__all__ = [
    "MAX_STEPS",
    "QUANTITIES",
    "RELATIVE",
    "designate",
    "find_subject",
    "is_agentive",
    "is_text",
    "is_title",
    "kind_of",
    "source_range",
    "source_type",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
RELATIVE = frozenset(("who", "which", "that", "whom"))
_PERSONAL = frozenset("he she they we i you who him her them us me".split())
QUANTITIES = frozenset("some many few others most several both all none critics observers half thousands".split())
# "The storm led a committee to conclude": who is made to say it says it.
_CAUSING = frozenset("lead prompt force cause push persuade convince compel drive get allow enable".split())
# What is both a preposition and a conjunction.
_JOINING = frozenset(("after", "before", "until", "since", "as"))
MAX_STEPS = 6


def find_subject(grammar: Grammar, verb: int) -> int:
    """The token that heads a verb's subject, looked for up the tree where the verb has none; -1 if there is none."""
    at = verb
    for _ in range(MAX_STEPS):
        subject = _own_subject(grammar, at)
        if subject >= 0:
            # What has its own tense and a subject two clauses away is said by nothing that cannot speak.
            is_far = at != verb and grammar.dep[verb] in ("advcl", "dep") and grammar.tag[verb] in ("VBD", "VBZ", "VBP")
            return -1 if is_far and not (is_agentive(grammar, subject) or is_text(grammar, subject)) else subject
        head, dep = grammar.head[at], grammar.dep[at]
        if head == at:
            return -1
        if dep == "relcl" or dep == "acl":
            return head
        if dep == "xcomp" and grammar.lemma[head] == "be":
            return -1  # "the aim is to tell them": nobody is named who tells
        if dep == "xcomp" and grammar.lemma[head] in _CAUSING and grammar.child(head, "dobj") >= 0:
            return grammar.child(head, "dobj")
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


def _own_subject(grammar: Grammar, verb: int) -> int:
    """The subject among a verb's dependents; of two, the one that is not quoted where the verb is not.

    In "it fell after the mayor, Ana Ruiz, warned that …" the parser takes the subject for the object of "after".
    """
    subjects = [child for child in grammar.children[verb] if grammar.dep[child] in _SUBJECTS]
    if len(subjects) > 1 and grammar.quoted[verb] < 0:
        subjects = [child for child in subjects if grammar.quoted[child] < 0] or subjects
    if subjects:
        return subjects[0]
    if grammar.dep[verb] not in ("advcl", "dep") or grammar.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return -1
    for child in grammar.children[grammar.head[verb]]:
        if grammar.dep[child] == "prep" and grammar.lower[child] in _JOINING and child < verb:
            inside = grammar.child(child, "pobj")
            if not 0 <= inside < verb or not is_agentive(grammar, inside):
                continue
            if all(grammar.pos[each] in ("PUNCT", "PROPN") for each in range(grammar.right[inside] + 1, verb)):
                return inside
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


def designate(grammar: Grammar, noun: int, source: Range) -> Range:
    """The words that name a source, without what is only said of it: appositions, and clauses set off by a comma.

    "A spokesman for the firm", "people who know the plan" and "the minister" stay whole. A text goes without how it
    came about: "a study published on Thursday" is a study.
    """
    start, end = source
    last = noun
    while last < grammar.last[noun] and grammar.end[last + 1] <= end:
        last += 1
    stop = last
    for at in range(noun + 1, last + 1):
        if grammar.quoted[at] >= 0 and grammar.quoted[noun] < 0:
            stop = at - 1
        elif grammar.lower[at] in (";", ":", "—", "–", "("):
            stop = at - 1
        elif grammar.lower[at] == "," and not _joins_list(grammar, noun, at):
            stop = at - 1
        elif grammar.dep[at] in ("acl", "relcl") and is_text(grammar, noun) and grammar.head[at] == noun:
            stop = max(noun, grammar.left[at] - 1)
        elif grammar.lower[at] in ("itself", "himself", "herself", "themselves") and grammar.dep[at] != "pobj":
            stop = at - 1
        if stop < at:
            break
    while stop > noun and grammar.pos[stop] in ("PUNCT", "SPACE", "CCONJ", "SCONJ") and grammar.lower[stop] != ".":
        stop -= 1
    return start, max(grammar.end[stop], start + 1)


def _joins_list(grammar: Grammar, noun: int, comma: int) -> bool:
    """Whether a comma parts the members of a list: "officials in Leeds, York and Hull", "Kern, Ray and Holt"."""
    following = range(comma + 1, min(comma + 8, len(grammar)))
    member = next((at for at in following if grammar.dep[at] == "conj" and grammar.head[at] < comma), -1)
    return member >= 0 and grammar.left[member] == comma + 1 and grammar.head[member] >= noun


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


def kind_of(noun: str) -> str | None:
    """What a noun in its base form is as a source: person, body, text, state or thing; None where nothing is known.

    >>> kind_of("report"), kind_of("spokesman")
    ('text', 'person')
    """
    return _kinds().get(noun)


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
        return grammar.lower[noun] in _PERSONAL or grammar.lower[noun] in QUANTITIES
    kind = _kinds().get(grammar.lemma[noun])
    if kind is not None:
        return kind not in ("text", "thing")
    if grammar.lemma[noun] in body_nouns()[0]:
        return True
    if grammar.lower[noun] in QUANTITIES or grammar.tag[noun] == "CD":
        return True
    return grammar.lemma[noun].endswith(("er", "or", "ist", "ian", "man", "woman", "crat"))


def source_type(grammar: Grammar, noun: int) -> SourceType:
    """What kind of source a noun phrase names, by its head."""
    if noun < 0:
        return "implicit"
    if grammar.lower[noun] in RELATIVE and grammar.head[noun] != noun:
        clause = grammar.head[noun]
        for _ in range(MAX_STEPS):
            if grammar.dep[clause] == "relcl":
                return source_type(grammar, grammar.head[clause])
            clause = grammar.head[clause]
    ent, lemma = grammar.ent[noun], grammar.lemma[noun]
    if is_title(grammar, noun):
        return "role_only"
    kind = _kinds().get(lemma)
    is_plural = grammar.tag[noun] in ("NNS", "NNPS")
    is_proper = grammar.pos[noun] == "PROPN" and not grammar.text[grammar.start[noun]].islower()
    if ent == "PERSON" or (is_proper and grammar.child(noun, "compound") >= 0 and ent == ""):
        if kind != "state" or ent == "PERSON":
            return "named_person"
    if kind == "text" and not (ent == "ORG" and grammar.pos[noun] == "PROPN"):
        return "document"
    if lemma in _BODIES:
        return "named_organisation"
    if is_plural and kind == "state" or lemma in ("official", "officials") and is_plural:
        return "government_collective"
    is_name = grammar.pos[noun] != "NOUN" or grammar.text[grammar.start[noun]].isupper() and noun != grammar.first[noun]
    if ent in ("ORG", "GPE", "FAC", "LOC") and (is_name or kind == "body"):
        return "named_organisation"
    if grammar.lower[noun] in QUANTITIES or is_plural or ent == "NORP" or grammar.lower[noun] in ("they", "people"):
        return "unnamed_collective"
    if is_proper:
        return "named_person"
    if kind == "body" or lemma in _BODIES or lemma in body_nouns()[0]:
        named = any(grammar.pos[child] == "PROPN" or grammar.ent[child] == "ORG" for child in grammar.children[noun])
        return "named_organisation" if named or lemma in body_nouns()[0] or lemma in _BODIES else "unnamed_collective"
    return "role_only"


_BODIES = frozenset("police parliament military army navy".split())
_TITLES = frozenset(
    """secretary minister president chancellor premier governor mayor senator ambassador commissioner chairman
    chairwoman speaker king queen prince pope general director attorney commander chief state""".split()
)


def is_title(grammar: Grammar, noun: int) -> bool:
    """Whether it is a capitalised role and nobody's name: "The Secretary of State", "the Prime Minister"."""
    first = grammar.left[noun]
    if grammar.lower[first] != "the":
        return False
    words = [grammar.lower[each] for each in range(first, noun + 1)]
    if _kinds().get(grammar.lemma[noun]) == "body":
        return False  # "the State Audit Office"
    return grammar.lower[noun] in _TITLES or len(words) > 1 and words[1] in _TITLES
