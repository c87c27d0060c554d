"""The whole page: the briefing on one side, its document on the other, and what ties the two together.

The parts are built elsewhere; here is their order, and the check that every quote stands in the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from brief.briefing import Briefing, Sentence
from brief.document import Document
from brief.errors import GroundingError
from brief.renderers.html import assets
from brief.renderers.html.article import article
from brief.renderers.html.calendar import read_value
from brief.renderers.html.claims import claim_list, filters
from brief.renderers.html.coverage import silent_sentences, strip
from brief.renderers.html.findings import questions, tensions
from brief.renderers.html.glyphs import definitions
from brief.renderers.html.markup import Content, Html, element
from brief.renderers.html.records import making, people, refused, wordings
from brief.renderers.html.register import Register
from brief.renderers.html.timeline import timeline
from brief.renderers.html.voices import voices
from brief.renderers.references import count

__all__ = ["render_html"]

_THEMES: Final = ("auto", "light", "dark")


class _Section(NamedTuple):
    """A part of the briefing's side, with its name in the list of parts."""

    name: str
    title: str
    content: Content
    number: int | None = None
    folded: bool = False
    short: str | None = None


def render_html(briefing: Briefing, *, document: Document) -> str:
    """One HTML page of the briefing beside its document: it loads nothing, and is the same for the same input.

    Raises:
        GroundingError: If the briefing is not of `document`, or quotes what does not stand there.
    """
    _check(briefing, document)
    register = Register(briefing, document)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        "\n",
        element("meta", http_equiv="Content-Security-Policy", content=assets.policy()),
        "\n",
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content=f"brief {briefing.provenance.brief_version}"),
        "\n",
        element("title", f"Briefing: {briefing.headline.text}"),
        "\n",
        # Quotation marks and signs of a style sheet or a script are its own; neither holds its end tag.
        Html(f"<style>{assets.style()}</style>"),
    )
    body = element(
        "body",
        definitions(),
        element("a", "Skip to the briefing", class_="skip", href="#briefing"),
        element("a", "Skip to the text", class_="skip", href="#text"),
        _header(register),
        element("main", _briefing(register), _text(register), class_="panes"),
        element("p", class_="unseen", id="status", role="status"),
        Html(f"<script>{assets.script()}</script>"),
    )
    page = element("html", head, "\n", body, lang="en")
    return f"<!doctype html>\n{page}\n"


def _check(briefing: Briefing, document: Document) -> None:
    if briefing.document.sha256 != document.sha256:
        raise GroundingError(
            f"the briefing is of the text {briefing.document.sha256[:12]}…, the document {document.id} is "
            f"{document.sha256[:12]}…; render it with the document it was made of"
        )
    for where, span in briefing.places():
        if document.text[span.start : span.end] != span.quote:
            raise GroundingError(f"{where} quotes {span.quote[:60]!r}, which does not stand at {span.start}")


def _header(register: Register) -> Html:
    record = register.briefing.document
    facts = [
        f"published {read_value(record.published.isoformat())}" if record.published else "publication date not known",
        count(len(register.briefing.claims), "claim"),
        count(len(register.briefing.coverage), "sentence"),
    ]
    themes = [
        element(
            "label",
            element(
                "input", type="radio", name="theme", id=f"theme-{name}", checked=name == "auto", autocomplete="off"
            ),
            element("span", name),
        )
        for name in _THEMES
    ]
    return element(
        "header",
        element(
            "div",
            element(
                "h1",
                element("span", "Briefing", class_="mark"),
                " ",
                element("span", record.title or record.source or record.id, class_="of", dir="auto"),
            ),
            element("p", " · ".join(facts), class_="facts"),
            class_="title",
        ),
        element("fieldset", element("legend", "Colours", class_="unseen"), themes, class_="themes"),
        strip(register),
        class_="top",
    )


def _briefing(register: Register) -> Html:
    sections = [section for section in _sections(register) if section.content]
    links = [
        element(
            "li",
            element(
                "a",
                section.short or section.title,
                section.number is not None and [" ", element("small", f"{section.number:,}")] or None,
                href=f"#{section.name}",
            ),
        )
        for section in sections
    ]
    return element(
        "div",
        element("nav", element("ul", links), class_="parts", aria_label="Parts of the briefing"),
        element("div", _summary(register), [_section(section) for section in sections], class_="column"),
        id="briefing",
        class_="pane briefing",
        tabindex="-1",
    )


def _summary(register: Register) -> Html:
    def cited(sentence: Sentence) -> Content:
        return [sentence.text, register.references(sentence.claim_ids)]

    sentences = [element("p", cited(sentence), dir="auto") for sentence in register.briefing.summary]
    return element(
        "section",
        element("h2", cited(register.briefing.headline), class_="headline", dir="auto"),
        element("div", sentences, class_="summary"),
        aria_label="Summary",
    )


def _sections(register: Register) -> Iterator[_Section]:
    briefing = register.briefing
    n_silent = sum(not entry.claim_ids for entry in briefing.coverage)
    yield _Section("voices", "Who says what", voices(register), len(register.speakers), short="Speakers")
    if briefing.claims:
        yield _Section("claims", "Claims", [filters(register), claim_list(register)], len(briefing.claims))
    if briefing.tensions:
        yield _Section("tensions", "Tensions", tensions(register), len(briefing.tensions))
    if briefing.open_questions:
        yield _Section(
            "questions", "Open questions", questions(register), len(briefing.open_questions), short="Questions"
        )
    if briefing.dates:
        yield _Section("timeline", "Timeline", timeline(register), len(briefing.dates))
    if briefing.loaded:
        yield _Section("wording", "Loaded wording", wordings(register), len(briefing.loaded), short="Wording")
    if briefing.actors:
        yield _Section("people", "Who occurs", people(register), len(briefing.actors), short="People")
    if n_silent:
        yield _Section("silent", "Sentences without a claim", silent_sentences(register), n_silent, short="Gaps")
    if briefing.rejected:
        yield _Section("refused", "Refused", refused(register), len(briefing.rejected), folded=True)
    yield _Section("making", "How it was made", making(register), short="About")


def _section(section: _Section) -> Html:
    label = f"{section.name}-title"
    title = element("h2", section.title, id=label)
    content: Content = section.content
    if section.folded:
        content = element("details", element("summary", "Show them"), section.content)
    return element("section", title, content, id=section.name, class_="part", aria_labelledby=label)


def _legend() -> Iterator[Html]:
    """Each mark of the text, shown as it looks there."""
    yield element("li", element("span", "others’ words", class_="voice-said"))
    yield element("li", "the article reports")
    yield element("li", element("span", "the article judges", class_="voice-judged"))
    yield element("li", element("span", "loaded wording", class_="loaded"))


def _text(register: Register) -> Html:
    language = register.briefing.document.language
    chosen = element(
        "section",
        element("div", id="chosen-list"),
        element("button", "Clear", element("kbd", "Esc"), type="button", id="clear", class_="plain-button"),
        id="chosen",
        class_="chosen",
        aria_label="What the chosen words support",
        hidden=True,
    )
    return element(
        "section",
        element(
            "div",
            element("h2", "The text", class_="label", id="text-title"),
            element("ul", _legend(), class_="legend", aria_label="How it is marked"),
            class_="marking",
        ),
        element("div", article(register), lang=None if language in (None, "und") else language, class_="column"),
        chosen,
        id="text",
        class_="pane text",
        tabindex="0",
        aria_labelledby="text-title",
    )
