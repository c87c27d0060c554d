"""The cue lexicons: every entry can be used."""

from __future__ import annotations

import pytest

from brief.language.cues import load_frames, load_words

TAKES = frozenset("quote that np fig inf to as doc agent clause of for about over at with in on".split())


@pytest.mark.parametrize("name", ["cue_verbs", "cue_nouns", "cue_adjectives"])
def test_every_entry_is_one_base_form_with_known_frames(name: str) -> None:
    frames = load_frames(name)
    assert frames
    for word, entry in frames.items():
        assert word == word.strip().lower(), word
        assert " " not in word, word
        assert entry.takes or entry.prepositions, word
        assert entry.takes - TAKES == set() or name == "cue_nouns" and entry.takes - TAKES <= {"to"}, word


def test_a_word_under_several_headings_has_all_their_frames() -> None:
    call = load_frames("cue_verbs")["call"]
    assert {"as", "inf"} <= call.takes
    assert "for" in call.prepositions


@pytest.mark.parametrize("name", ["cue_adverbs", "cue_light", "cue_implicit"])
def test_plain_lexicons_hold_single_words(name: str) -> None:
    words = load_words(name)
    assert words
    assert all(word.isalpha() and word.islower() for word in words)


def test_implicit_verbs_are_verbs_that_report() -> None:
    known = load_frames("cue_verbs").keys()
    strangers = {word for word in load_words("cue_implicit") if word not in known}
    assert strangers <= {"project", "rumor", "rumour", "schedule", "tip"}


def test_no_noun_is_two_kinds_of_source() -> None:
    """Which one counted would change from run to run."""
    nouns = [line.split()[1] for line in load_words("source_nouns")]
    assert len(nouns) == len(set(nouns))
