"""What became of every sentence: a strip over the whole text, and the list of those that gave no claim.

Who speaks is told by the lane as well as by the colour: others above, the article itself below.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.briefing import Coverage
from brief.renderers.html.labels import VOICE_NAMES, VoiceName, voice_of
from brief.renderers.html.markup import Content, Html, element, join
from brief.renderers.html.register import Register
from brief.renderers.references import count

__all__ = ["silent_sentences", "strip"]

_LANES: tuple[tuple[frozenset[VoiceName], str, str], ...] = (
    (frozenset({"said"}), "1", "10"),
    (frozenset({"own", "judged"}), "13", "10"),
)


def strip(register: Register) -> Html:
    """Every sentence in its order, as wide as it is long."""
    whole = max(1, sum(entry.sentence.end - entry.sentence.start for entry in register.briefing.coverage))
    at = 0
    drawn: list[Html] = []
    for number, entry in enumerate(register.briefing.coverage, start=1):
        n_chars = entry.sentence.end - entry.sentence.start
        drawn.append(_sentence(number, entry, at / whole, n_chars / whole, register))
        at += n_chars
    picture = element(
        "svg",
        drawn,
        element("rect", class_="window", y="0", height="24", x="0", width="0"),
        class_="strip",
        width="100%",
        height="24",
        role="group",
        aria_label="Coverage: every sentence of the text in order",
    )
    key = [element("li", element("span", class_=f"swatch {name}"), words) for name, words in VOICE_NAMES.items()]
    key.append(element("li", element("span", class_="swatch silent"), "no claim"))
    return element("div", picture, element("ul", key, class_="key"), class_="coverage", id="coverage")


def _sentence(number: int, entry: Coverage, left: float, width: float, register: Register) -> Html:
    claims = [register.claims[name] for name in entry.claim_ids]
    voices = {voice_of(claim) for claim in claims}
    x, wide = _share(left), _share(width)
    drawn: list[Content] = []
    for lane, y, height in _LANES:
        if found := lane & voices:
            name = "judged" if "judged" in found else next(iter(found))
            drawn.append(element("rect", x=x, width=wide, y=y, height=height, class_=f"lane-{name}"))
    if not claims:
        drawn.append(element("rect", x=x, width=wide, y="1", height="22", class_="lane-silent"))
    numbers = [register.number(claim.id) for claim in claims]
    found_in = f"{'claim' if len(numbers) == 1 else 'claims'} {', '.join(map(str, numbers))}"
    told = f"Sentence {number}: {found_in if numbers else entry.reason}"
    return element(
        "a",
        drawn,
        element("rect", x=x, width=wide, y="0", height="24", class_="touch"),
        element("title", told),
        href=f"#s{number}",
        data_at=f"{entry.sentence.start}-{entry.sentence.end}",
        data_claims=" ".join(map(str, numbers)) or None,
        aria_label=told,
    )


def silent_sentences(register: Register) -> Html:
    """The sentences without a claim, each with the reason."""
    coverage = register.briefing.coverage
    silent = [(number, entry) for number, entry in enumerate(coverage, start=1) if not entry.claim_ids]
    told = f"{count(len(coverage) - len(silent), 'sentence')} of {len(coverage):,} gave claims."
    return join(
        element("p", told),
        element("ul", list(_silent(silent, register)), class_="silent-list") if silent else None,
    )


def _silent(entries: list[tuple[int, Coverage]], register: Register) -> Iterator[Html]:
    for number, entry in entries:
        words = register.document.text[entry.sentence.start : entry.sentence.end]
        yield element(
            "li",
            element("span", f"s{number}", class_="place"),
            element("q", register.passage(words, [entry.sentence]), dir="auto"),
            " ",
            element("span", entry.reason, class_="reason"),
        )


def _share(value: float) -> str:
    return f"{100 * value:.3f}%"
