"""Actors, questions and spans of many parts made one, and only where nothing else can be meant."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.hosted.merging import NamedActor, merge_actors, merge_questions, merge_spans, merge_tensions
from brief.engines.proposal import Pointer, ProposedQuestion, ProposedTension
from brief.language.analysis import DateExpression, Loaded


def person(name: str, *aliases: str) -> NamedActor:
    return NamedActor(name, "person", aliases)


TEXT = "Ada Quill spoke. Quill left. Bo Quill came. The Harbour Board (NHB) met. Norvik Harbour Board did."


def names(*parts: list[NamedActor]) -> dict[str, tuple[str, ...]]:
    merged = merge_actors(parts, Document.from_text(TEXT))
    return {actor.name: tuple(actor.aliases) for actor in merged.actors}


@pytest.mark.parametrize(
    ("parts", "merged"),
    [
        pytest.param([[person("Ada Quill")], [person("Ada  Quill")]], {"Ada Quill": ()}, id="one name"),
        pytest.param([[person("Ada Quill")], [person("Quill")]], {"Ada Quill": ("Quill",)}, id="last name of one"),
        pytest.param([[person("Quill")], [person("Ada Quill")]], {"Ada Quill": ("Quill",)}, id="last name first"),
        pytest.param(
            [[person("Ada Quill"), person("Bo Quill")], [person("Quill")]],
            {"Ada Quill": (), "Bo Quill": (), "Quill": ()},
            id="last name of two",
        ),
        pytest.param(
            [[NamedActor("Norvik Harbour Board", "organisation", ["NHB"])], [NamedActor("NHB", "organisation")]],
            {"Norvik Harbour Board": ("NHB",)},
            id="acronym",
        ),
        pytest.param(
            [[person("Ada Quill")], [NamedActor("Quill", "organisation")]],
            {"Ada Quill": (), "Quill": ()},
            id="a person is no body",
        ),
        pytest.param(
            [[NamedActor("Harbour Board", "other")], [NamedActor("The Harbour Board", "organisation")]],
            {"Harbour Board": ("The Harbour Board",)},
            id="an article",
        ),
    ],
)
def test_actors_of_parts(parts: list[list[NamedActor]], merged: dict[str, tuple[str, ...]]) -> None:
    assert names(*parts) == merged


def test_a_type_that_says_something_wins_and_every_name_leads_to_the_fullest() -> None:
    document = Document.from_text(TEXT)
    role = document.span(0, 3)
    merged = merge_actors(
        [[NamedActor("Ada Quill", "person", roles=[role])], [NamedActor("Quill", "person", roles=[role])]], document
    )
    assert merged.full_names == {"Ada Quill": "Ada Quill", "Quill": "Ada Quill"}
    (actor,) = merged.actors
    assert actor.roles == (role,)
    assert [mention.quote for mention in actor.mentions] == ["Ada Quill", "Quill", "Quill"]
    merged = merge_actors([[NamedActor("NHB", "other")], [NamedActor("NHB", "organisation")]], document)
    assert merged.actors[0].type == "organisation"


def test_a_thousand_parts_are_merged_in_no_time() -> None:
    document = Document.from_text(TEXT)
    parts = [[person(f"Ada{n} Quill{n}", f"Quill{n}"), person("Bo Quill")] for n in range(2_000)]
    assert len(merge_actors(parts, document).actors) == 2_001


def test_questions_come_in_turn_and_once() -> None:
    def ask(question: str, sentence: int) -> ProposedQuestion:
        return ProposedQuestion(question, "missing_date", "", (Pointer(sentence),))

    merged = merge_questions([[ask("When?", 1), ask("Who?", 2)], [ask("Where?", 3), ask("when?", 4)]])
    assert [(item.question, [p.sentence for p in item.evidence]) for item in merged] == [
        ("When?", [1, 4]),
        ("Where?", [3]),
        ("Who?", [2]),
    ]


def test_tensions_are_told_once() -> None:
    tension = ProposedTension("internal_tension", "A and b.", (Pointer(1),))
    assert merge_tensions([[tension], [tension]]) == (tension,)


def test_dates_do_not_overlap_and_one_place_is_loaded_once() -> None:
    document = Document.from_text("On 3 May 2021 the vile plan failed.")

    def date(quote: str) -> DateExpression:
        start = document.text.index(quote)
        return DateExpression(document.span(start, start + len(quote)), "DATE", None, None, False, "event")

    vile = document.span(18, 22)
    dates, loaded = merge_spans(
        [date("May 2021"), date("3 May 2021"), date("2021")],
        [Loaded(vile, "puffery", "outlet"), Loaded(vile, "intensifier", "source")],
    )
    assert [item.span.quote for item in dates] == ["3 May 2021"]
    assert [item.category for item in loaded] == ["puffery"]
