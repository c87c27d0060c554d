"""What kind of claim a clause makes."""

import pytest

from brief.briefing import Kind
from brief.document import Document
from brief.engines.embedded.kinds import classify_kind
from brief.language.parse import parse_document


def _kind(words: str, *, cue: str | None = None, loaded: tuple[str, ...] = (), definition: bool = False) -> Kind:
    parse = parse_document(Document.from_text(words))
    return classify_kind(words, head=parse.tokens[0].root, cue_lemma=cue, loaded=loaded, is_definition=definition)


@pytest.mark.parametrize(
    ("words", "cue", "kind"),
    [
        ("The council closed the quay.", None, "assertion"),
        ("The quay will be closed in May.", None, "plan"),
        ("Prices will fall next year.", None, "prediction"),
        ("the quay would reopen", "promise", "plan"),
        ("prices would fall", "expect", "prediction"),
        ("the quay was closed because the pier had cracked", "say", "rationale"),
        ("the vote", "reject", "position"),
        ("the council should resign", "say", "position"),
        ("The league is an association of nine ports.", None, "background"),
        ("The mayor has long been a member.", None, "background"),
        ("the quay is shut", "say", "assertion"),
    ],
)
def test_kind_follows_tense_mood_and_cue(words: str, cue: str | None, kind: Kind) -> None:
    assert _kind(words, cue=cue) == kind


def test_the_outlets_loaded_words_make_a_judgement_and_a_speakers_do_not() -> None:
    assert _kind("The move marks a turning point.", loaded=("unsupported_inference",)) == "judgement"
    assert _kind("the move marks a turning point", cue="say", loaded=("unsupported_inference",)) == "assertion"


def test_a_description_is_background_unless_it_judges() -> None:
    assert _kind("the harbour master of Ostby", definition=True) == "background"
    assert _kind("the embattled harbour master", definition=True, loaded=("subjective_adjective",)) == "judgement"
