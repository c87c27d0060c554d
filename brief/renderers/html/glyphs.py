"""The small drawings of the page: one for each voice, one for each shape of claim, told apart without colour."""

from __future__ import annotations

from typing import Final

from brief.renderers.html.labels import Shape, VoiceName
from brief.renderers.html.markup import Html, element

__all__ = ["definitions", "shape", "voice_glyph"]

_SHAPES: Final[dict[Shape, Html]] = {
    "is": element("rect", x="2", y="2", width="12", height="12", rx="1"),
    "will": element("path", d="M3 1.5 14.5 8 3 14.5Z"),
    "view": element("circle", cx="8", cy="8", r="6.5"),
}
_VOICES: Final[dict[VoiceName, Html]] = {
    # A speech bubble; a page; a page with a stamp on it.
    "said": element("path", d="M2 2h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H8l-4 4v-4H2a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1Z"),
    "own": element("path", d="M3 1h10v14H3Zm2.4 3.5h5.2M5.4 8h5.2m-5.2 3.5h3.4", class_="line"),
    "judged": element("path", d="M8 1 15 8 8 15 1 8ZM8 4.6v4.2m0 1.9v.7", class_="line"),
}


def definitions() -> Html:
    """What the drawings and the charts refer to; drawn once, shown nowhere."""
    symbols = [element("symbol", drawing, id=f"shape-{name}", viewBox="0 0 16 16") for name, drawing in _SHAPES.items()]
    symbols += [
        element("symbol", drawing, id=f"voice-{name}", viewBox="0 0 16 16") for name, drawing in _VOICES.items()
    ]
    hatch = element(
        "pattern",
        element("path", d="M-1 1 1-1M0 6 6 0M5 7 7 5", class_="hatching"),
        id="hatch",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
    )
    dots = element(
        "pattern",
        element("rect", width="4", height="4", class_="dot-ground"),
        element("circle", cx="2", cy="2", r="1", class_="dot"),
        id="dots",
        width="4",
        height="4",
        patternUnits="userSpaceOnUse",
    )
    return element(
        "svg", symbols, element("defs", hatch, dots), class_="definitions", width="0", height="0", aria_hidden="true"
    )


def shape(name: Shape, *, class_: str = "glyph") -> Html:
    """The drawing of a shape; its words stand beside it."""
    return element("svg", element("use", href=f"#shape-{name}"), class_=class_, viewBox="0 0 16 16", aria_hidden="true")


def voice_glyph(name: VoiceName) -> Html:
    """The drawing of a voice; its words stand beside it."""
    return element(
        "svg",
        element("use", href=f"#voice-{name}"),
        class_=f"glyph voice {name}",
        viewBox="0 0 16 16",
        aria_hidden="true",
    )
