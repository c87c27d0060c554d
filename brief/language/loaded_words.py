"""Where the entries of the loaded lexicon stand in a sentence, in a sense that can be loaded.

A word must have the part of speech of its entry, be no part of a name, and not be the tail of a compound. Which of
several readings of a place wins is decided in `loaded`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Sentence
from brief.language.loaded_lexicon import Entry, load_lexicon
from brief.language.loaded_patterns import Candidate
from brief.language.plainer import inflect_plainer

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_words"]

_ENDINGS = ("es", "s", "ed", "d", "ing")
# Names that even the capitals of a title do not make up.
_NAMES = frozenset({"PERSON", "GPE", "NORP", "LOC", "FAC"})
_MODIFIES = frozenset({"amod", "acomp", "attr", "oprd", "conj"})


def find_words(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """The entries that stand in a sentence, harmless phrases among them, in text order."""
    lexicon = load_lexicon()
    titled = sentence.heading and sum(t.is_title or not t.is_alpha for t in tokens) > 0.6 * len(tokens)
    forms = [_forms(token, titled=titled) for token in tokens]
    for place, token in enumerate(tokens):
        for form in forms[place]:
            for entry in lexicon.words.get(form, ()):
                if _has_sense(entry, token, place=place, titled=titled):
                    yield _enter_word(entry, tokens, place)
            rest = lexicon.phrases.get(form)
            if rest is not None and place + 1 < len(forms):
                for second in (*forms[place + 1], "_"):
                    for entry in rest.get(second, ()):
                        if _continues(entry, forms, place):
                            yield _enter_phrase(entry, tokens, place)


def _forms(token: Token, *, titled: bool) -> tuple[str, ...]:
    """What the lexicon may know a token by: its form and its lemma, in lower case with straight apostrophes."""
    form = token.lower_
    if "’" in form:
        form = form.replace("’", "'")
    lemma = token.lemma_.lower()
    if titled and lemma == form:
        # In a title every word is a name to the tagger, and a name has no lemma: "Slams".
        for ending in _ENDINGS:
            if len(form) > len(ending) + 2 and form.endswith(ending) and form[: -len(ending)] in load_lexicon().words:
                return (form, form[: -len(ending)])
    return (form,) if lemma == form else (form, lemma)


def _continues(entry: Entry, forms: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the words of a phrase follow its first two."""
    if place + len(entry.words) > len(forms):
        return False
    return all(entry.words[n] == "_" or entry.words[n] in forms[place + n] for n in range(2, len(entry.words)))


def _has_sense(entry: Entry, token: Token, *, place: int, titled: bool) -> bool:
    """Whether a single word stands in the sense of its entry, as far as tags and capitals tell."""
    if _is_tail(token):
        return False
    if entry.tags is None:
        return True
    if titled:
        return token.ent_type_ not in _NAMES
    tag = token.pos_
    if tag == "PROPN" and (place > 0 and token.is_title or "PROPN" not in entry.tags):
        return False
    if tag not in entry.tags:
        return False
    # "Striking a target" is no striking sight, and a firm is not firm.
    needs_modifier = "ADV" in entry.tags and tag in ("VERB", "NOUN") and entry.weight < 2
    return not needs_modifier or token.dep_ in _MODIFIES


def _is_tail(token: Token) -> bool:
    """Whether a token is the tail of a compound, whose sense may be another: "anti-racist"."""
    if token.i < 2:
        return False
    hyphen = token.nbor(-1)
    return hyphen.text == "-" and not hyphen.whitespace_ and not token.nbor(-2).whitespace_


def _enter_phrase(entry: Entry, tokens: Sequence[Token], place: int) -> Candidate:
    first, last = tokens[place].i, tokens[place].i + len(entry.words)
    if entry.words[0] == "under" and entry.words[-1] == "of":
        # "Under the umbrella of" is not a picture before it is said whose umbrella it is.
        preposition = tokens[place + len(entry.words) - 1]
        last = max((child.i + 1 for child in preposition.children if child.i > preposition.i), default=last)
    return Candidate(first, last, entry.category, entry.weight, entry.plainer)


def _enter_word(entry: Entry, tokens: Sequence[Token], place: int) -> Candidate:
    token = tokens[place]
    first = token.i
    if entry.category == "subjective_adjective" and place and tokens[place - 1].lower_ in ("more", "most"):
        first -= 1
    plainer = entry.plainer
    if plainer is not None and plainer != "delete" and entry.tags == frozenset({"VERB"}):
        plainer = inflect_plainer(plainer, token.tag_ if token.pos_ == "VERB" else _tag_of_form(token.lower_))
    return Candidate(first, token.i + 1, entry.category, entry.weight, plainer)


def _tag_of_form(form: str) -> str:
    """The tag of a verb that a title hides from the tagger, by its ending."""
    return next((tag for ending, tag in (("ed", "VBD"), ("ing", "VBG"), ("s", "VBZ")) if form.endswith(ending)), "")
