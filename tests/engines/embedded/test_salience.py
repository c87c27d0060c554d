"""How much a reader needs each claim."""

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.salience import WEIGHTS, features, survey, weigh
from brief.engines.embedded.tensions import find_tensions

TEXT = """The Ostby Port Authority said on Monday that the north quay would close for two years.

The quay carries 40 boats a day, the authority said. The harbour council said that it will vote on the closure in June.
Kell, a fisherman, said: “It is a sad day.” The council declined to comment. The quay was built in 1961.
Radio Ostby reported that the quay had sunk. Police said the quay had not sunk.
Lamps along the promenade are green. The weather was fine."""


def _weighed() -> dict[str, str]:
    reading = read_layers(Document.from_text(TEXT, published="2021-03-01"))
    drafts = draft_claims(reading)
    return {draft.statement: salience for draft, salience in weigh(reading, drafts, find_tensions(reading, drafts))}


def _salience(words: str) -> str:
    return next(salience for statement, salience in _weighed().items() if words in statement)


def test_the_lead_and_what_comes_next_are_core() -> None:
    assert _salience("would close for two years") == "core"
    assert _salience("will vote on the closure") == "core"


def test_silence_and_scenery_are_not_core() -> None:
    assert _salience("declined to comment") != "core"
    assert _salience("weather was fine") != "core"


def test_about_a_third_is_core_and_about_as_much_can_be_left_out() -> None:
    weights = list(_weighed().values())
    assert len(weights) * 0.2 <= weights.count("core") <= len(weights) * 0.45
    assert weights.count("low") >= 2


def test_what_somebody_contradicts_weighs_more_than_it_would_alone() -> None:
    reading = read_layers(Document.from_text(TEXT, published="2021-03-01"))
    drafts = draft_claims(reading)
    tensions = find_tensions(reading, drafts)
    assert tensions
    alone = {id(d): d.weight for d, _ in weigh(reading, drafts)}
    heavier = [d for d, _ in weigh(reading, drafts, tensions) if d.weight > alone[id(d)]]
    assert {d.source for d in heavier} == {"Radio Ostby", "Police"}


def test_a_caption_and_a_call_to_the_reader_are_never_core() -> None:
    text = (
        "Harbour quay closes\n\nCrowds at the harbour quay of Ostby in 2008.\n\nFollow the latest on the harbour quay "
        "closure.\n\nThe port authority said on Monday that the harbour quay would close.\n\nThe mayor said that the "
        "harbour would be repaired.\n\nThe council said that the quay will open in May."
    )
    reading = read_layers(Document.from_text(text))
    weighed = {draft.statement: salience for draft, salience in weigh(reading, draft_claims(reading))}
    assert {s for words, s in weighed.items() if "Crowds at" in words or "Follow the" in words} <= {"low", "supporting"}
    assert next(s for words, s in weighed.items() if "would close" in words) == "core"


def test_every_feature_that_is_found_has_a_weight() -> None:
    reading = read_layers(Document.from_text(TEXT, published="2021-03-01"))
    surveyed = survey(reading, ())
    found = {name for draft in draft_claims(reading) for name in features(reading, draft, surveyed)}
    assert found & WEIGHTS.keys()
    assert set(found) - WEIGHTS.keys() <= {
        "opens the text",
        "is a fragment",
        "is a call",
        "is the headline",
        "says little",
    }
