"""The rule table says what spaCy's own attribute ruler says."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from brief.language.model import load_model
from brief.language.tagging import RuleTable

TEXTS = (
    "The harbour board didn't say that it will, or won't, close the quay; there is nothing it could do.",
    "Let's go, y'all: they're gonna say it ain't so. C'mon! You've gotta see nothin' like this.",
    "Kell, who has been ill, gave me what was hers. But for that, those two would've had three boats.",
    "  It\n\n is   what\tit is. ",
)


def _before_the_ruler(text: str) -> Doc:
    nlp = load_model()
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "attribute_ruler":
            return doc
        doc = component(doc)
    raise AssertionError("this pipeline has no attribute ruler")


def _annotations(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    lemmatised: Doc = load_model().get_pipe("lemmatizer")(doc)
    return [(t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in lemmatised]


def _check(text: str) -> None:
    doc = _before_the_ruler(text)
    ruler: Any = load_model().get_pipe("attribute_ruler")
    assert _annotations(RuleTable(ruler)(doc.copy())) == _annotations(ruler(doc.copy()))


def test_news_sentences_and_slang_come_out_the_same() -> None:
    for text in TEXTS:
        _check(text)


_WORDS = st.sampled_from(
    "it ain't there is are let 's us gonna gotta that which of to not be 've had Kell 2 , . \n".split(" ")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=15).map(" ".join))
def test_any_jumble_of_the_rules_own_words_comes_out_the_same(text: str) -> None:
    _check(text)


def test_every_rule_of_this_pipeline_is_looked_up_and_an_unknown_kind_is_left_to_spacy() -> None:
    nlp = load_model()
    ruler: Any = nlp.get_pipe("attribute_ruler")
    assert RuleTable(ruler).leaves == 0
    other: Any = AttributeRuler(nlp.vocab)
    other.add_patterns([*ruler.patterns, {"patterns": [[{"SHAPE": "dd"}]], "attrs": {"LEMMA": "number"}, "index": 0}])
    table = RuleTable(other)
    assert table.leaves == 1
    doc = _before_the_ruler("It has 12 boats.")
    assert [token.lemma_ for token in table(doc) if token.text == "12"] == ["number"]
