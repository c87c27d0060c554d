"""The pipeline that is loaded says what spaCy's own says, and changes nothing for the rest of the process."""

import pytest
import spacy
from spacy.tokens import Doc
from thinc.backends import NumpyOps
from threadpoolctl import threadpool_info, threadpool_limits

from brief.errors import ConfigError
from brief.language.model import annotate, load_model, name_model

TEXTS = (
    "Ines Varga, the harbour master of Colm, said on Monday that the quay would not close before 3 May 2021.",
    "Two of the nine boats never came back. Nobody at Torvik Line would say why; the ministry has opened an inquiry.",
    "“We were told nothing,” she said. “Not a word.”",
)


def _told(doc: Doc) -> list[tuple[str, str, str, int, str]]:
    return [(t.tag_, t.dep_, t.lemma_, t.head.i, t.ent_type_) for t in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_parsed_as_by_the_same_pipeline_without_our_shortcuts(text: str) -> None:
    ours = load_model()
    plain = spacy.load(f"{ours.meta['lang']}_{ours.meta['name']}")
    assert _told(annotate(ours, ours.make_doc(text))) == _told(plain(text))


def test_another_pipeline_of_the_process_keeps_its_own_arithmetic() -> None:
    ours = load_model()
    plain = spacy.load(f"{ours.meta['lang']}_{ours.meta['name']}")
    kinds = {
        nlp is ours: {
            node.ops.use_blis
            for name in ("tok2vec", "tagger", "parser", "ner")
            for node in nlp.get_pipe(name).model.walk()  # type: ignore[attr-defined] # every one of these has a model
            if isinstance(node.ops, NumpyOps)
        }
        for nlp in (ours, plain)
    }
    assert kinds == {True: {False}, False: {True}}


def test_the_threads_of_the_process_are_given_back() -> None:
    nlp = load_model()
    with threadpool_limits(limits=2, user_api="blas"):
        before = threadpool_info()
        annotate(nlp, nlp.make_doc(TEXTS[0]))
        assert threadpool_info() == before


def test_a_model_that_is_not_installed_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(ConfigError, match="pip install en-core-web-xl"):
        load_model("en_core_web_xl")


def test_the_name_that_is_told_without_loading_is_that_of_what_is_loaded() -> None:
    meta = load_model().meta
    assert name_model() == f"{meta['lang']}_{meta['name']} {meta['version']}"
