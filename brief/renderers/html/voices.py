"""Who says what: a row a speaker, a mark a claim.

The form of a mark says what kind of thing is claimed, its size how much it weighs.
"""

from __future__ import annotations

from typing import Final

from brief.briefing import Claim
from brief.renderers.html.glyphs import shape
from brief.renderers.html.labels import KINDS, SALIENCES, SHAPE_NAMES, SHAPES, voice_of
from brief.renderers.html.markup import Html, element, join
from brief.renderers.html.register import Register, Speaker
from brief.renderers.references import count

__all__ = ["voices"]

# Rows that a reader takes in at once; the others are folded away below.
_MAX_ROWS: Final = 12


def voices(register: Register) -> Html:
    """The chart with its key."""
    first, rest = register.speakers[:_MAX_ROWS], register.speakers[_MAX_ROWS:]
    key = [element("li", shape(form), name) for form, name in SHAPE_NAMES.items()]
    sizes = [element("span", shape("is", class_=f"glyph size-{name}"), label) for name, label in SALIENCES.items()]
    more = element(
        "details",
        element("summary", f"{count(len(rest), 'more speaker')}, {count(sum(len(s.claims) for s in rest), 'claim')}"),
        _rows(rest, register),
    )
    return join(
        _rows(first, register),
        more if rest else None,
        element("ul", key, element("li", sizes, class_="sizes"), class_="key", aria_label="Key"),
    )


def _rows(speakers: tuple[Speaker, ...], register: Register) -> Html:
    return element("ul", [_row(speaker, register) for speaker in speakers], class_="voices")


def _row(speaker: Speaker, register: Register) -> Html:
    return element(
        "li",
        element("span", speaker.name, class_="speaker", data_speaker=speaker.key, dir="auto"),
        element("span", f"{len(speaker.claims):,}", class_="total", aria_label=count(len(speaker.claims), "claim")),
        element("span", [_unit(claim, register) for claim in speaker.claims], class_="units"),
    )


def _unit(claim: Claim, register: Register) -> Html:
    number = register.number(claim.id)
    return element(
        "a",
        shape(SHAPES[claim.kind]),
        href=f"#c{number}",
        class_=f"unit by-{voice_of(claim)} size-{claim.salience}",
        data_claim=number,
        aria_label=f"Claim {number}: {KINDS[claim.kind]}, {SALIENCES[claim.salience]}",
    )
