"""What kind of claim a clause makes."""

import pytest

from brief.briefing import Kind
from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
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
        ("The repair work resumes tomorrow.", None, "plan"),
        ("The board will meet on Friday.", None, "plan"),
        ("The bridge links the two quays.", None, "background"),
        ("they were likely to withhold payment", "say", "prediction"),
        ("the quay would reopen", "promise", "plan"),
        ("prices would fall", "expect", "prediction"),
        ("the quay was closed because the pier had cracked", "say", "rationale"),
        ("the vote", "reject", "position"),
        ("the council should resign", "say", "position"),
        ("The league is an association of nine ports.", None, "background"),
        ("The mayor has long been a member.", None, "background"),
        ("the quay is shut", "say", "assertion"),
        ("the river could lose a third of its water", "warn", "prediction"),
        ("the port will close", "insist", "prediction"),
        ("The council expects to publish its plan in May.", None, "plan"),
        ("The port expects about 200 visitors a day.", None, "prediction"),
        ("Neither embassy would speak publicly.", None, "assertion"),
        ("Others disagreed.", None, "position"),
        ("They did not reject the offer.", None, "assertion"),
        ("The agency advised residents to stay at home.", None, "position"),
        ("it does not comment on rumours", "say", "position"),
        ("I would rather have an angry village", "say", "position"),
        ("we are delighted that the port chose our town", "say", "position"),
        ("A power failure caused the stop.", None, "rationale"),
        ("It suggests that the town has been given up.", None, "judgement"),
        ("no cuts are planned at this time", "say", "plan"),
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


def test_a_quality_that_a_speaker_gives_in_his_own_words_is_a_judgement() -> None:
    parse = parse_document(Document.from_text("It is a splendid harbour."))
    head = parse.tokens[0].root
    words = "It is a splendid harbour."
    assert classify_kind(words, head=head, cue_lemma="say", loaded=(), is_direct=True) == "judgement"
    assert classify_kind(words, head=head, cue_lemma="say", loaded=(), is_direct=False) == "assertion"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The train left the track on Monday and hit a wall. The line carries 40 trains a day.", "background"),
        ("The train left the track on Monday and hit a wall. The line is now being repaired.", "assertion"),
        ("Two helicopters reach the lake. The wind drops. The cabin carries 40 people.", "assertion"),
        ("The train left the track on Monday and hit a wall. The line opened in 1961.", "background"),
    ],
)
def test_what_the_outlet_tells_as_so_at_all_times_is_background(text: str, kind: str) -> None:
    reading = read_layers(Document.from_text(text, published="2021-06-03"))
    assert draft_claims(reading)[-1].kind == kind
