"""The claims as the page lists them, in the order of the text, and the filters above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from brief.briefing import Claim
from brief.renderers.html.glyphs import shape, voice_glyph
from brief.renderers.html.labels import CONFIDENCES, KINDS, MODES, SALIENCES, SHAPES, voice_of
from brief.renderers.html.markup import Content, Html, element
from brief.renderers.html.register import Register, spots
from brief.renderers.references import count

__all__ = ["claim_list", "filters"]

Value = TypeVar("Value", bound=str)


def filters(register: Register) -> Html:
    """Controls for speaker, kind and weight, each value with the number of its claims; a script makes them work."""
    claims = register.briefing.claims
    kinds = Counter(claim.kind for claim in claims)
    weights = Counter(claim.salience for claim in claims)
    others = [speaker for speaker in register.speakers if not speaker.is_outlet]
    n_others = sum(len(speaker.claims) for speaker in others)
    options = [element("option", f"Everybody ({len(claims)})", value="")]
    options += [
        element("option", f"{speaker.name} ({len(speaker.claims)})", value=speaker.key)
        for speaker in register.speakers
        if speaker.is_outlet
    ]
    if others:
        options.append(element("option", f"Everybody but the article ({n_others})", value="others"))
        options += [element("option", f"{who.name} ({len(who.claims)})", value=who.key) for who in others]
    return element(
        "form",
        element(
            "p",
            element("label", "Speaker", for_="speaker"),
            element("select", options, id="speaker", name="speaker", autocomplete="off"),
            class_="pick-speaker",
        ),
        _chips("Kind", "kind", KINDS, kinds),
        _chips("Weight", "weight", SALIENCES, weights),
        element(
            "p",
            element("output", count(len(claims), "claim"), id="shown", for_="speaker"),
            element("button", "Show all", type="reset", class_="plain-button"),
            class_="shown",
        ),
        id="filters",
        class_="filters",
        aria_label="Filter the claims",
    )


def _chips(title: str, name: str, labels: Mapping[Value, str], numbers: Mapping[Value, int]) -> Html:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name=name, value=value, autocomplete="off"),
            element("span", label, " ", element("small", numbers[value])),
            class_="chip",
        )
        for value, label in labels.items()
        if numbers.get(value)
    ]
    return element("fieldset", element("legend", title), element("div", boxes, class_="chips"))


def claim_list(register: Register) -> Html:
    """Every claim with its number, holder, statement, kind, weight and evidence."""
    items = [_claim(claim, register) for claim in register.briefing.claims]
    return element("ol", items, class_="claims", id="claim-list")


def _claim(claim: Claim, register: Register) -> Html:
    number = register.number(claim.id)
    speaker = register.speaker(claim)
    voice = voice_of(claim)
    heard = claim.attribution.source
    # The name in the list may be fuller than the words of this place ("officials", "the minister").
    also = f" (“{heard}”)" if heard and heard.casefold() != speaker.name.casefold() else None
    how = [note for note in (MODES[claim.attribution.mode], CONFIDENCES[claim.attribution.confidence]) if note]
    return element(
        "li",
        element("a", number, class_="number", href=f"#c{number}", aria_label=f"Link to claim {number}"),
        element(
            "div",
            element(
                "p",
                voice_glyph(voice),
                element("b", "The article judges" if voice == "judged" else speaker.name, dir="auto"),
                also and element("span", also, class_="heard"),
                [element("span", note, class_="how") for note in how],
                class_="holder",
            ),
            element(
                "p",
                register.passage(claim.statement, claim.evidence, class_="statement"),
                dir="auto",
                class_="says",
            ),
            element("p", list(_tags(claim)), class_="tags"),
            element("div", [_evidence(claim, register)], class_="evidence"),
            class_="body",
        ),
        class_=f"claim by-{voice} weight-{claim.salience}",
        id=f"c{number}",
        data_speaker=speaker.key,
        data_kind=claim.kind,
        data_weight=claim.salience,
        data_who=spots(place for place in (claim.attribution.source_span, claim.attribution.cue) if place is not None)
        or None,
    )


def _tags(claim: Claim) -> Iterator[Content]:
    yield element("span", shape(SHAPES[claim.kind]), KINDS[claim.kind], class_="tag")
    yield element("span", SALIENCES[claim.salience], class_="tag")
    if claim.hedged:
        yield element("span", "hedged", class_="tag", title="The document itself hedges it.")
    if claim.support == "quoted":
        yield element(
            "span", "shown in its own words", class_="tag", title="No neutral wording of it passed the checks."
        )


def _evidence(claim: Claim, register: Register) -> Iterator[Content]:
    for span in claim.evidence:
        yield element(
            "blockquote",
            element("p", span.quote, dir="auto"),
            element(
                "footer",
                register.passage(register.where(span), [span]),
                f", characters {span.start:,}–{span.end:,}",
            ),
        )
