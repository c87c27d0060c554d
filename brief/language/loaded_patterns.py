"""Loaded wording that only its grammar shows: inferences without a reasoner, nameless sources, judgements as facts.

Each pattern looks at one token of a parse and says which tokens around it are loaded. Words that are loaded by
themselves are in `loaded_lexicon`; voice, overlaps and whether a weak sign counts are decided in `loaded`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.language.analysis import LoadedCategory
from brief.language.loaded_lexicon import CUE, MILD, STRONG, load_classes, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["CUE", "MILD", "STRONG", "Candidate", "find_patterns"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_POINTERS = frozenset({"this", "that", "it", "which", "these", "those"})
_FREE_DETERMINERS = frozenset({"some", "many", "most", "several", "few", "certain", "various", "other", "both"})
_QUANTIFIERS = frozenset({"many", "some", "few", "several", "most", "various", "certain"})
_KNOWING = frozenset({"familiar", "close", "involved", "briefed", "acquainted"})
# Words from a verb to its particle, both counted: "brushed the latest threat of a strike aside".
_MOST_BETWEEN = 7
_SOURCE_PLACES = frozenset({"by", "from", "among", "to", "between"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `[first, last)` of a parse that may be loaded; `category` is None where they are surely harmless.

    `insertion` marks what the outlet puts into reported speech.
    """

    first: int
    last: int
    category: LoadedCategory | None
    weight: int
    plainer: str | None = None
    insertion: bool = False


def find_patterns(token: Token) -> Iterator[Candidate]:
    """What the grammar around one token shows, in no order."""
    tag = token.pos_
    if tag == "VERB":
        for find in _verb_patterns().get(token.lemma_.lower(), ()):
            yield from find(token)
        yield from _find_parted(token)
        if token.lower_.endswith("mongering"):
            yield from _find_derived_noun(token, token.lower_)
    elif tag in ("NOUN", "PROPN"):
        lemma = token.lemma_.lower()
        for find in _noun_patterns().get(lemma, ()):
            yield from find(token)
        yield from _find_derived_noun(token, lemma)
        yield from _find_leader(token)
        if token.dep_ == "attr" and lemma.endswith("er"):
            yield from _find_attitude(token)  # "she was blunter": a comparative that the tagger takes for a noun
    elif tag == "ADJ":
        if token.lower_ in load_classes()["superlative"]:
            yield Candidate(token.i, token.i + 1, "subjective_adjective", MILD)
        if token.dep_ == "acomp":
            yield from _find_attitude(token)
    elif tag == "PRON" and token.lower_ in load_classes()["reflexive"]:
        yield from _find_emphatic(token)
    elif token.lower_ == "whatever":
        yield Candidate(token.i, token.i + 1, "editorializing", CUE)
    if token.i > 1 and token.nbor(-1).text == "-":
        yield from _find_compound(token)


_Pattern = Callable[["Token"], Iterator[Candidate]]


@lru_cache(maxsize=1)
def _verb_patterns() -> Mapping[str, Sequence[_Pattern]]:
    return _dispatch(
        {
            "inference_verb": _find_inference,
            "inference_report": _find_inference,
            "perceived_verb": _find_perception,
            "framing_verb": _find_perception,
            "doubt_verb": _find_insistence,
            "coercive_goal": _find_goal,
            "arrival_verb": _find_arrival,
        }
    )


@lru_cache(maxsize=1)
def _noun_patterns() -> Mapping[str, Sequence[_Pattern]]:
    return _dispatch(
        {
            "unnamed_person": _find_unnamed_source,
            "unnamed_group": _find_unnamed_source,
            "source_noun": _find_veiled_source,
            "judged_noun": _find_judgement,
            "commitment_noun": _find_judgement,
        }
    )


def _dispatch(patterns: Mapping[str, _Pattern]) -> Mapping[str, Sequence[_Pattern]]:
    """The patterns to try, by lemma."""
    by_lemma: defaultdict[str, list[_Pattern]] = defaultdict(list)
    for name, pattern in patterns.items():
        for lemma in load_classes()[name]:
            if pattern not in by_lemma[lemma]:
                by_lemma[lemma].append(pattern)
    return dict(by_lemma)


def _in_class(token: Token, name: str) -> bool:
    return token.lemma_.lower() in load_classes()[name]


def _find_insistence(token: Token) -> Iterator[Candidate]:
    """ "Has long maintained": how often somebody says it is held against them."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is not None and before.head == token and before.lower_ in load_classes()["doubt_adverb"]:
        yield Candidate(before.i, token.i + 1, "expression_of_doubt", STRONG, "say")


def _find_goal(token: Token) -> Iterator[Candidate]:
    """ "A move to silence critics": an aim that somebody would deny, stated as known."""
    if token.dep_ in ("xcomp", "advcl", "relcl", "acl") and _has_to(token):
        yield Candidate(token.i, token.i + 1, "mind_reading", CUE)


def _find_arrival(token: Token) -> Iterator[Candidate]:
    """ "As the deadline approaches": when, counted from a day the text does not give."""
    if any(child.dep_ == "nsubj" and _in_class(child, "deadline_noun") for child in token.lefts):
        yield Candidate(token.i, token.i + 1, "relative_time", CUE)


def _has_to(token: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.lefts)


def _find_inference(token: Token) -> Iterator[Candidate]:
    """ "This move signals …": an event cannot mean anything; somebody reads it so."""
    is_report = _in_class(token, "inference_report")
    category: LoadedCategory = "non_neutral_reporting_verb" if is_report else "unsupported_inference"
    subject = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    if token.lemma_.lower() == "mark" and not any(
        child.dep_ in ("dobj", "obj") and _in_class(child, "mark_object") for child in token.rights
    ):
        return
    if subject is None and token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "conj"):
        comma = token.i > token.sent.start and token.nbor(-1).lower_ in (",", "–", "—", "thus", "further", "thereby")
        if comma and not (token.dep_ == "advcl" and token.i < token.head.i) and not _has_data_subject(token.head):
            yield Candidate(token.i, token.i + 1, category, MILD, insertion=True)
        return
    if subject is None and token.dep_ == "conj":
        subject = next((child for child in token.head.lefts if child.dep_ in _SUBJECTS), None)
    if subject is not None and _is_event(subject):
        yield Candidate(token.i, token.i + 1, category, MILD)


def _has_data_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS and _in_class(child, "data_noun") for child in verb.lefts)


def _is_event(subject: Token) -> bool:
    """Whether a subject is something that happened or was said, and neither a person nor a finding."""
    if subject.lower_ in _POINTERS:
        return subject.lower_ != "which" or not _points_at_data(subject)
    if subject.dep_ == "csubj":
        return True
    if subject.ent_type_ in _NAMES or _in_class(subject, "data_noun") or subject.pos_ == "PRON":
        return False
    lemma = subject.lemma_.lower()
    is_derived = len(lemma) > 6 and lemma.endswith(("tion", "ment", "sion", "ance"))
    return is_derived or lemma in load_classes()["event_noun"]


def _points_at_data(relative: Token) -> bool:
    clause = relative.head
    return clause.dep_ == "relcl" and (_in_class(clause.head, "data_noun") or clause.head.ent_type_ in _NAMES)


def _find_perception(token: Token) -> Iterator[Candidate]:
    """ "Is seen as", "is said to": somebody holds this, and the sentence does not say who."""
    if token.tag_ != "VBN":
        return
    auxiliary = next((child for child in token.lefts if child.dep_ == "auxpass"), None)
    if auxiliary is None or any(child.dep_ == "agent" or child.lower_ == "by" for child in token.rights):
        return
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ not in ("as", "to", "that", ","):
        return
    subject = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    if _in_class(token, "framing_verb") and following.text != ",":
        yield Candidate(auxiliary.i, following.i + (following.lower_ == "as"), "expression_of_doubt", MILD)
    elif following.lower_ == "as":
        yield Candidate(auxiliary.i, token.i + 2, "weasel_word", CUE)
    elif subject is not None and subject.lower_ == "it" and following.lower_ != "to":
        # "Some families, it is said, …": the clause says nothing but that somebody does.
        if subject.i == auxiliary.i - 1:
            yield Candidate(subject.i, token.i + 1, "vague_attribution", CUE)
    elif following.text != "," and not _in_class(token, "framing_verb"):
        yield Candidate(auxiliary.i, token.i + 1 + (following.lower_ == "to"), "vague_attribution", CUE)


def _find_parted(token: Token) -> Iterator[Candidate]:
    """ "Brushed the threat aside": a verb and its particle, with the object between them."""
    phrases = load_lexicon().phrases.get(token.lemma_.lower())
    if phrases is None:
        return
    for child in token.rights:
        if child.dep_ in ("prt", "advmod", "advcl") and 1 < child.i - token.i <= _MOST_BETWEEN:
            for entry in phrases.get(child.lower_, ()):
                if len(entry.words) == 2 and entry.category is not None:
                    yield Candidate(token.i, child.i + 1, entry.category, entry.weight, entry.plainer)


def _find_leader(token: Token) -> Iterator[Candidate]:
    """ "The leading maker of …": a place at the top that nothing in the phrase measures."""
    leading = load_classes()["leading_adjective"]
    child = next(
        (child for child in token.lefts if child.dep_ in ("amod", "compound") and child.lower_ in leading), None
    )
    if child is None or child.lower_ == "top" or not (token.dep_ in ("appos", "attr") or _is_named(token)):
        return
    first = child.i - 1 if child.i > token.sent.start and child.nbor(-1).lower_ in ("the", "a") else child.i
    yield Candidate(first, token.i + 1, "puffery", CUE)


def _is_named(token: Token) -> bool:
    return any(child.dep_ == "appos" or child.pos_ == "PROPN" for child in token.children)


def _find_attitude(token: Token) -> Iterator[Candidate]:
    """ "She was blunter": how somebody takes a thing, by the ear of whoever writes."""
    bases = {token.lower_, token.lemma_.lower()}
    if token.lower_.endswith("er"):
        bases |= {token.lower_[:-2], token.lower_[:-1]}
    subject = next((child for child in token.head.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not bases & load_classes()["attitude_adjective"]:
        return
    if subject.ent_type_ == "PERSON" or subject.pos_ in ("PRON", "PROPN") or _is_named(subject):
        first = token.i - 1 if token.nbor(-1).lower_ in ("more", "less", "most", "even", "far") else token.i
        yield Candidate(first, token.i + 1, "editorializing", CUE)


def _find_derived_noun(token: Token, lemma: str) -> Iterator[Candidate]:
    """ "Growing militarization", "scaremongering": nouns that judge by how they are made."""
    if lemma.endswith(("ization", "isation", "ism")):
        for child in token.lefts:
            if child.lower_ in ("growing", "creeping", "increasing", "rampant", "mounting", "galloping"):
                yield Candidate(child.i, token.i + 1, "contentious_label", STRONG)
    elif lemma.endswith(("phobe", "monger", "mongering")) and len(lemma) > 8 and token.ent_type_ == "":
        if not lemma.startswith(("fish", "iron", "cheese", "coster", "fell")):
            yield Candidate(token.i, token.i + 1, "contentious_label", STRONG)


def _find_unnamed_source(token: Token) -> Iterator[Candidate]:
    """ "Analysts note", "Western governments fear": a crowd without a name or a number speaks."""
    is_group = not _in_class(token, "unnamed_person")
    if token.tag_ not in ("NNS", "NNPS") or token.dep_ in ("compound", "attr", "appos"):
        return
    for child in token.children:
        if child.dep_ in ("appos", "nummod", "poss", "relcl") or child.lower_ in ("the", "these", "those"):
            return
    speaks = token.dep_ == "nsubj" and _in_class(token.head, "reporting_verb")
    named = token.dep_ == "pobj" and token.head.lower_ in _SOURCE_PLACES
    if not (speaks or (not is_group and (named or token.dep_ in _SUBJECTS))):
        return
    first = token.left_edge.i
    adjectives = [child for child in token.lefts if child.dep_ in ("amod", "det", "compound", "preconj", "nmod")]
    if is_group and not adjectives:
        return
    vague = any(child.lower_ in _QUANTIFIERS or child.lower_ == "both" for child in adjectives)
    if any(child.pos_ == "DET" and child.lower_ not in _FREE_DETERMINERS for child in adjectives):
        return
    yield Candidate(first, token.i + 1, "weasel_word" if vague else "vague_attribution", CUE)


def _find_veiled_source(token: Token) -> Iterator[Candidate]:
    """ "A high-ranking official involved in the matter": somebody in particular, and not named."""
    if token.dep_ == "compound":
        return
    determiner = next((child for child in token.lefts if child.lower_ in ("a", "an", "one", "another")), None)
    modifiers = load_classes()["source_modifier"]
    veiled = any(child.lower_ in modifiers for child in token.lefts)
    knows = [child for child in token.rights if child.lower_ in _KNOWING]
    if token.tag_ == "NNS" and knows:
        # "People familiar with the talks": the plural needs no article to be nobody.
        if not any(child.dep_ in ("det", "poss") or child.pos_ == "PROPN" for child in token.lefts):
            yield Candidate(token.left_edge.i, knows[-1].right_edge.i + 1, "vague_attribution", CUE)
        return
    if (
        token.tag_ != "NN"
        or determiner is None
        or not (veiled or knows)
        or any(child.pos_ == "PROPN" for child in token.children)
    ):
        return
    last = max([token.i, *(child.right_edge.i for child in knows)]) + 1
    yield Candidate(determiner.i, last, "vague_attribution", CUE, insertion=True)


def _find_judgement(token: Token) -> Iterator[Candidate]:
    """ "A significant escalation", "a clear alignment": how much, and that it is one, is the writer's view."""
    for child in token.lefts:
        if child.dep_ != "amod" or child.lower_ not in load_classes()["degree_adjective"]:
            continue
        if not _in_class(token, "judged_noun"):
            yield Candidate(child.i, child.i + 1, "editorializing", CUE, "delete")
        elif child.i == token.i - 1:
            yield Candidate(child.i, token.i + 1, "opinion_as_fact", MILD)


def _find_emphatic(token: Token) -> Iterator[Candidate]:
    """ "Clarified by the mayor himself": emphasis, where no verb needs the pronoun."""
    if token.i == token.sent.start or token.dep_ in ("dobj", "obj", "dative", "pobj"):
        return
    if token.nbor(-1).pos_ in ("PROPN", "NOUN"):
        yield Candidate(token.i, token.i + 1, "editorializing", MILD, "delete")


def _find_compound(token: Token) -> Iterator[Candidate]:
    """ "Power-obsessed", "ultra-rich": compounds whose tail or head judges, whatever the other half is."""
    head = token.nbor(-2)
    if token.nbor(-1).whitespace_ or head.whitespace_ or not head.is_alpha:
        return
    classes = load_classes()
    if token.lower_ in classes["compound_tail"] or head.lower_ in classes["compound_head"]:
        yield Candidate(head.i, token.i + 1, "contentious_label", STRONG)
