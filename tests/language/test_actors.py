"""The actors of invented texts: who is found, what is merged and, above all, what is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.document import Document, Span
from brief.language.actors import extract_actors
from brief.language.analysis import Actor, Attribution, SourceType
from brief.language.attributions import extract_attributions
from brief.language.parse import parse_document
from brief.language.quotations import extract_quotations


def actors_of(text: str, *sources: tuple[str, SourceType]) -> tuple[Actor, ...]:
    attributions = []
    for quote, source_type in sources:
        start = text.index(quote)
        span = Span(start, start + len(quote), quote)
        attributions.append(Attribution((span,), (), (), "indirect", source_type))
    return extract_actors(parse_document(Document.from_text(text)), attributions)


def one(actors: tuple[Actor, ...], name: str) -> Actor:
    found = [actor for actor in actors if name in (actor.name, *actor.aliases)]
    assert len(found) == 1, f"{name!r} among {[(a.name, a.aliases) for a in actors]}"
    return found[0]


def names(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.name for actor in actors}


def test_a_surname_joins_the_one_full_name_that_carries_it() -> None:
    actors = actors_of("The plan came from Marta Lindqvist. Lindqvist defended it. Critics of Lindqvist's plan left.")
    actor = one(actors, "Marta Lindqvist")
    assert actor.aliases == ("Lindqvist",)
    assert [span.quote for span in actor.mentions] == ["Marta Lindqvist", "Lindqvist", "Lindqvist"]


def test_two_people_of_one_surname_stay_two_and_a_bare_surname_is_neither() -> None:
    actors = actors_of("The heirs are Peter Holm and Mary Holm. After the hearing Holm left the court.")
    assert one(actors, "Peter Holm") is not one(actors, "Mary Holm")
    assert one(actors, "Holm").name == "Holm"


def test_an_address_tells_two_people_of_one_surname_apart() -> None:
    actors = actors_of("The heirs are Peter Holm and Mary Holm. After the hearing Mrs Holm left the court.")
    assert one(actors, "Holm").name == "Mary Holm"


def test_spellings_that_the_text_treats_as_two_stay_two() -> None:
    actors = actors_of("Kristen Wilkes opened the meeting. Later Kristin Wilkes closed it.")
    assert {"Kristen Wilkes", "Kristin Wilkes"} <= names(actors)


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    actors = actors_of("The Harbour Safety Board (HSB) met on Monday. The HSB said little.")
    actor = one(actors, "Harbour Safety Board")
    assert actor.type == "organisation"
    assert [span.quote for span in actor.mentions] == ["Harbour Safety Board", "HSB", "HSB"]


def test_brackets_that_hold_something_else_merge_nothing() -> None:
    actors = actors_of("The Harbour Safety Board (UNESCO sent a delegate) met on Monday.")
    assert one(actors, "Harbour Safety Board") is not one(actors, "UNESCO")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The letter was signed by Dr. Helen Marsh on Monday.", "Helen Marsh"),
        ("The letter reached Prime Minister Joanna Veld on Monday.", "Joanna Veld"),
        ("She met Łukasz O’Connor at noon.", "Łukasz O’Connor"),
        ("The case was brought by José van der Berg in May.", "José van der Berg"),
        ("They were led by Omar Al-Sayed for years.", "Omar Al-Sayed"),
        ("The order came from Kim Jong Un himself.", "Kim Jong Un"),
    ],
)
def test_a_mention_is_the_whole_name_without_its_title(text: str, name: str) -> None:
    actor = one(actors_of(text), name)
    assert actor.type == "person"
    assert [span.quote for span in actor.mentions] == [name]


def test_a_name_with_a_particle_is_recognised_at_the_start_of_a_sentence() -> None:
    actors = actors_of("The case was brought by José van der Berg. Van der Berg won it.")
    assert one(actors, "José van der Berg").aliases == ("Van der Berg",)


def test_titles_are_roles_as_worded() -> None:
    actor = one(actors_of("The letter reached former Finance Minister Joanna Veld on Monday."), "Joanna Veld")
    assert [span.quote for span in actor.roles] == ["former Finance Minister"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tomas Brandt, a senior official at the port, resigned.", "a senior official at the port"),
        ("Tomas Brandt, who is the head of the port, resigned.", "the head of the port"),
        ("Tomas Brandt is the director of the port.", "the director of the port"),
    ],
)
def test_what_the_grammar_says_somebody_is(text: str, role: str) -> None:
    assert role in [span.quote for span in one(actors_of(text), "Tomas Brandt").roles]


def test_a_denied_role_is_none() -> None:
    assert one(actors_of("Tomas Brandt is not the director of the port."), "Tomas Brandt").roles == ()


def test_a_definite_description_finds_its_one_holder() -> None:
    text = "Norwegian President Tomas Brandt spoke. Later the Norwegian leader left."
    assert [span.quote for span in one(actors_of(text), "Tomas Brandt").roles] == [
        "Norwegian President",
        "the Norwegian leader",
    ]


def test_a_description_with_two_possible_holders_is_left_alone() -> None:
    text = "Minister Tomas Brandt and Minister Ella Sund spoke. The minister said that it was late."
    actors = actors_of(text, ("The minister", "role_only"))
    assert all("The minister" not in [span.quote for span in actor.roles] for actor in actors)
    assert one(actors, "The minister").type == "person"


def test_a_title_without_a_name_is_an_actor_of_its_own() -> None:
    text = "The Secretary of State said that it was late. It was news to Tomas Brandt."
    actors = actors_of(text, ("The Secretary of State", "role_only"))
    assert [span.quote for span in one(actors, "The Secretary of State").mentions] == ["The Secretary of State"]


def test_groups_that_speak_or_act_are_actors_by_their_designation() -> None:
    actors = actors_of(
        "Western governments have protested. Some Norwegian analysts disagreed. He sold it to residents."
    )
    assert one(actors, "Western governments").type == "government"
    assert one(actors, "Some Norwegian analysts").type == "group"
    assert "residents" not in names(actors)


def test_a_country_is_an_actor_when_it_acts_and_no_actor_as_a_place() -> None:
    assert one(actors_of("Norway rejected the offer. The talks were held in Norway."), "Norway").type == "government"
    assert "Norway" not in names(actors_of("The talks were held in Norway."))


def test_a_capital_that_speaks_is_a_government() -> None:
    text = "Oslo said that it would answer."
    assert one(actors_of(text, ("Oslo", "named_organisation")), "Oslo").type == "government"


def test_the_plural_of_a_surname_is_a_family_not_the_person() -> None:
    actors = actors_of("Peter Holm bought the house. In May the Holms sold it again.")
    assert one(actors, "Holms").type == "group"


def test_names_in_capital_headlines_are_those_of_the_body() -> None:
    actors = actors_of("MARTA LINDQVIST WINS SEAT\n\nThe seat went to Marta Lindqvist. Lindqvist thanked voters.")
    actor = one(actors, "Marta Lindqvist")
    assert actor.mentions[0].quote == "MARTA LINDQVIST"


def test_a_quoted_thing_is_no_person() -> None:
    actors = actors_of("The ‘Aurelia’ rocket complex was shown. The Aurelia is new. Engineers tested the Aurelia.")
    assert all(actor.type != "person" for actor in actors)


def test_a_longer_name_wins_over_the_names_in_it() -> None:
    actors = actors_of("A grant went to the University of Oslo on Monday. The University of Oslo thanked donors.")
    assert [span.quote for span in one(actors, "University of Oslo").mentions] == ["University of Oslo"] * 2
    assert "Oslo" not in names(actors)


def test_nothing_is_found_in_nothing() -> None:
    assert actors_of("") == ()
    assert actors_of("\n \t") == ()


_TEXTS = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(list(" .,’'\"()-\nAaBbİß٣é"))),
    max_size=120,
)
_PIECES = st.lists(
    st.sampled_from(
        [
            "Mr.",
            "President",
            "Anna",
            "Holm",
            "'s",
            "(HSB)",
            "van",
            "der",
            "of",
            "the",
            "said",
            ",",
            ".",
            "\n\n",
            "U.S.",
            "Oslo",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(st.one_of(_TEXTS, _PIECES))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mentions_of_any_text_are_disjoint_and_cut_no_word(text: str) -> None:
    at = 0
    actors = actors_of(text)
    spans = sorted(span for actor in actors for span in actor.mentions)
    for span in spans:
        assert text[span.start : span.end] == span.quote
        assert span.start >= at
        at = span.end
        assert not (span.start and text[span.start - 1].isalnum() and span.quote[0].isalnum())
        assert not (span.end < len(text) and text[span.end].isalnum() and span.quote[-1].isalnum())
    for actor in actors:
        assert actor.mentions
        assert actor.name in {span.quote for span in actor.mentions}
        assert all(text[role.start : role.end] == role.quote for role in actor.roles)


def test_a_long_text_costs_no_more_a_word_than_a_short_one() -> None:
    import time

    sentence = (
        "President Anna Holm met the Harbour Safety Board (HSB) in Oslo. Holm said that Western officials agreed. "
    )
    costs = []
    for n in (40, 160):
        parse = parse_document(Document.from_text(sentence * n))
        began = time.perf_counter()
        extract_actors(parse, ())
        costs.append((time.perf_counter() - began) / n)
    assert costs[1] < 4 * costs[0]


def test_a_single_name_that_neither_acts_nor_is_called_a_body_is_no_body() -> None:
    found = actors_of("The price of the Korsha is a secret. Owners of the ‘Orbix’ telescope met on Monday.")
    assert not {"Korsha", "Orbix"} & {actor.name for actor in found if actor.type == "organisation"}


def spoken(text: str) -> tuple[Actor, ...]:
    """The actors of a text with what it reports, as the engine has them."""
    document = Document.from_text(text, title="-")
    parse = parse_document(document)
    return extract_actors(parse, extract_attributions(parse, extract_quotations(document)))


HOLDERS = [
    ("A clerk in the mayor’s office said the file was lost.", "A clerk in the mayor’s office", "person"),
    ("Two of the engineers, who asked not to be named, said it was late.", "Two of the engineers", "group"),
    ("Residents of three villages said nobody had called.", "Residents of three villages", "group"),
    ("A person briefed on the talks said they had failed.", "A person briefed on the talks", "person"),
    ("The union said it would strike.", "The union", "organisation"),
    ("Earlier research by the same team suggested a link.", "Earlier research by the same team", "other"),
]


@pytest.mark.parametrize(("text", "name", "type"), HOLDERS)
def test_who_holds_a_claim_is_an_actor_by_the_whole_designation(text: str, name: str, type: str) -> None:
    assert [(actor.name, actor.type) for actor in spoken(text) if actor.name == name] == [(name, type)]


def test_a_definite_designation_is_the_one_spoken_of_and_a_second_indefinite_is_another() -> None:
    text = "A spokesman for the mill said it was safe. The spokesman said more was known."
    assert len(one(spoken(text), "A spokesman for the mill").mentions) == 2
    text = "A resident said it was loud. A resident said it was quiet."
    assert [len(actor.mentions) for actor in spoken(text)] == [1, 1]


def test_who_is_only_counted_is_no_actor() -> None:
    assert spoken("Nine people died when the roof fell.") == ()


def test_who_is_told_something_is_an_actor() -> None:
    assert "reporters" in names(spoken("Ada Holt told reporters that the mill would close."))


def test_a_name_that_owns_a_plural_stays_whole() -> None:
    text = "The People’s List met the Transport Workers' League in the old hall. The League said it would strike."
    actors = spoken(text)
    assert one(actors, "People’s List").type == "organisation"
    assert [span.quote for span in one(actors, "Transport Workers' League").mentions][1:] == ["League"]


def test_a_surname_of_two_people_is_an_actor_of_its_own_unless_a_title_tells() -> None:
    text = "Mayor Ana Holt and her brother Tomas Holt own the mill. Holt said it would close. Mayor Holt denied it."
    actors = spoken(text)
    assert [actor.type for actor in actors if actor.name == "Holt"] == ["person"]
    assert len(one(actors, "Ana Holt").mentions) == 2
    assert len(one(actors, "Tomas Holt").mentions) == 1


def test_a_town_called_one_is_no_person() -> None:
    text = "A train left the track outside the northern city of Kelmar. The line joins Kelmar and the port of Sundby."
    assert all(actor.type != "person" for actor in spoken(text))


def test_the_labels_of_an_interview_are_names() -> None:
    text = "Gazette: Why did you stay?\n\nHolt: I had to.\n\nGazette: What has changed?\n\nHolt: They have."
    actors = spoken(text)
    assert len(one(actors, "Gazette").mentions) == 2
    assert not {"What", "They", "Why"} & set(names(actors))
