"""Speech marks and reported content, merged and asked for."""

from __future__ import annotations

from brief.document import Document, Span
from brief.language.analysis import Attribution, Quotation
from brief.language.voices import Voices

TEXT = "He said the dam, the wall and the lock were “unsafe” and “too old”."
DOCUMENT = Document.from_text(TEXT)


def span_of(quote: str) -> Span:
    start = TEXT.index(quote)
    return DOCUMENT.span(start, start + len(quote))


def test_overlapping_contents_are_one_stretch() -> None:
    contents = [span_of("the dam, the wall"), span_of("the wall and the lock")]
    voices = Voices((), [Attribution((), (), (content,), "indirect", "named_person") for content in contents])
    assert voices.is_reported(span_of("the dam, the wall and the lock"))
    assert not voices.is_reported(span_of("the lock were"))
    assert not voices.is_reported(span_of("said"))


def test_the_outlets_own_voice_is_no_source() -> None:
    voices = Voices((), [Attribution((), (), (span_of("the dam"),), "none", "outlet")])
    assert not voices.is_reported(span_of("dam"))


def test_only_speech_counts_as_quoted() -> None:
    voices = Voices(
        [
            Quotation(span_of("“unsafe”"), span_of("unsafe")),
            Quotation(span_of("“too old”"), span_of("too old"), speech=False),
        ],
        (),
    )
    assert voices.is_quoted(span_of("unsafe"))
    assert not voices.is_quoted(span_of("too old"))
    assert not voices.is_quoted(span_of("“unsafe” and"))


def test_a_passive_without_a_speaker_leaves_the_words_to_the_outlet() -> None:
    content = (span_of("the dam"),)
    implicit = Attribution((), (), content, "indirect", "implicit", cue_lemma="expect")
    inferred = Attribution((), (), content, "indirect", "document", cue_lemma="underscore")
    stated = Attribution((), (), content, "indirect", "document", cue_lemma="state")
    assert not Voices((), [implicit]).is_reported(content[0])
    assert not Voices((), [inferred]).is_reported(content[0])
    assert Voices((), [stated]).is_reported(content[0])
