"""The lexicon files hold what they promise."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import get_args

import pytest

from brief.language.analysis import LoadedCategory
from brief.language.loaded_lexicon import load_classes, load_lexicon

WORD_CLASSES = ("phrases", "adjectives", "adverbs", "nouns", "verbs")


def rows(name: str) -> list[list[str]]:
    text = files("brief.language").joinpath("lexicons", f"loaded_{name}.txt").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("word_class", WORD_CLASSES)
def test_each_entry_stands_once_in_lower_case_with_a_known_category(word_class: str) -> None:
    entries = rows(word_class)
    assert len(entries) > 200
    assert len({entry[0] for entry in entries}) == len(entries)
    for entry in entries:
        assert 3 <= len(entry) <= 4, entry
        assert entry[0] == entry[0].strip().lower(), entry
        assert entry[1] in get_args(LoadedCategory), entry
        assert entry[2] in ("strong", "mild", "cue"), entry


def test_every_category_has_words_but_the_one_that_grammar_shows() -> None:
    found = {entry[1] for word_class in WORD_CLASSES for entry in rows(word_class)}
    assert found | {"vague_attribution"} == set(get_args(LoadedCategory))


def test_no_harmless_phrase_is_loaded_as_well() -> None:
    loaded = {entry[0] for word_class in WORD_CLASSES for entry in rows(word_class)}
    assert loaded.isdisjoint(entry[0] for entry in rows("neutral"))
    assert all(re.search(r"[ '-]", entry[0]) for entry in rows("neutral"))


def test_every_file_names_its_source() -> None:
    folder = files("brief.language").joinpath("lexicons")
    for name in (*WORD_CLASSES, "neutral", "classes"):
        assert "compiled by the project" in folder.joinpath(f"loaded_{name}.txt").read_text(encoding="utf-8")


def test_phrases_are_found_by_their_first_two_words() -> None:
    phrases = load_lexicon().phrases
    assert [entry.category for entry in phrases["turn"]["a"]] == ["cliche", "mind_reading"]
    assert all(entry.words[:2] == (first, second) for first in phrases for second in phrases[first]
               for entry in phrases[first][second])  # fmt: skip


def test_an_observer_is_unnamed_and_a_survey_is_evidence() -> None:
    classes = load_classes()
    assert "observer" in classes["unnamed_person"]
    assert "survey" in classes["data_noun"]
    assert classes["event_noun"].isdisjoint(classes["data_noun"])
