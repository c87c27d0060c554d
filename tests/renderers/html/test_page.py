"""The page as a string: it loads nothing, runs nothing but its own script, and shows every word as a word."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import GroundingError
from brief.renderers.html import render_html
from tests.renderers.html.articles import HOSTILE, brief_all, hostile, long
from tests.renderers.html.reading import Node, read_page

# What is made of text, with more of what is special in markup, in direction and in what does not show.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            [*"<>&\"'/=;-!`{}\\ \t\n\r.“”", "\x00", "\x1b", "\x85", "\u202e", "\u2069", "\u0338", "\ufeff"]
        ),
    ),
    min_size=1,
    max_size=60,
)
BLANK = re.compile(r"[\s\u200b\ufeff\x1c-\x1f\x85]+")


def render(document: Document, **options: Any) -> str:
    return render_html(brief_all(document, **options), document=document)


def shown_text(tree: Node) -> str:
    (words,) = tree.find("div", class_="words")
    return words.text(without="sup")


@pytest.fixture(scope="module")
def page(briefing: Briefing, note: Document) -> str:
    return render_html(briefing, document=note)


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return render(hostile(), claims_a_sentence=2)


def digest(content: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


def test_the_policy_lets_only_the_pages_own_style_and_script_act(page: str) -> None:
    tree = read_page(page)
    (policy,) = tree.find("meta", http_equiv="Content-Security-Policy")
    (style,), (script,) = tree.find("style"), tree.find("script")
    rules = dict(rule.strip().split(" ", 1) for rule in (policy.attributes["content"] or "").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == digest(style.text())
    assert rules["script-src"] == digest(script.text())
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in (policy.attributes["content"] or "")
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script>")


def test_the_style_speaks_of_nothing_that_is_not_there(page: str, hostile_page: str) -> None:
    (style,), (script,) = read_page(page).find("style"), read_page(page).find("script")
    styled = set(re.findall(r"\.([a-z][a-z-]+)(?![^{]*;)", re.sub(r"/\*.*?\*/", "", style.text(), flags=re.DOTALL)))
    there = {name for content in (page, hostile_page) for node in read_page(content).walk() for name in node.classes}
    made = set(re.findall(r"[a-z][a-z-]+", " ".join(re.findall(r'"([^"\n]*)"', script.text()))))
    by_data = {"flow", "ring", "uncertain", "endless", "yearless", "open", "lengths", "listed", "sizes", "heard"}
    assert styled - there - made - by_data == set()


def test_nothing_is_loaded_from_anywhere(page: str, hostile_page: str) -> None:
    for content in (page, hostile_page):
        tree = read_page(content)
        for node in tree.walk():
            assert not {"src", "srcset", "action", "formaction", "poster", "data", "background", "ping"} & set(
                node.attributes
            )
            assert not [name for name in node.attributes if name.startswith("on") or name == "style"]
            if "href" in node.attributes:
                assert (node.attributes["href"] or "").startswith("#")
            assert node.tag not in {"iframe", "object", "embed", "img", "base", "audio", "video", "b:x"}
        (style,), (script,) = tree.find("style"), tree.find("script")
        assert not re.search(r"@import|url\((?!#)|expression|https?:", style.text())
        assert not re.search(
            r"https?:|innerHTML|outerHTML|insertAdjacent|document\.write|eval|new Function|localStorage|cookie|fetch\(",
            script.text(),
        )


def test_every_link_leads_somewhere_and_no_id_is_given_twice(page: str, hostile_page: str) -> None:
    for content in (page, hostile_page):
        tree = read_page(content)
        ids = [node.attributes["id"] for node in tree.walk() if "id" in node.attributes]
        assert len(ids) == len(set(ids))
        links = {(node.attributes["href"] or "")[1:] for node in tree.walk() if "href" in node.attributes}
        assert links <= set(ids)
        named = {
            node.attributes[key] for node in tree.walk() for key in ("for", "aria-labelledby") if key in node.attributes
        }
        assert named <= set(ids)


def test_every_span_of_the_briefing_is_marked_in_the_text(briefing: Briefing, note: Document) -> None:
    for made, document in ((briefing, note), (brief_all(hostile(), claims_a_sentence=2), hostile())):
        (words,) = read_page(render_html(made, document=document)).find("div", class_="words")
        pieces = [node for node in words.walk() if "data-s" in node.attributes]
        places = [(int(node.attributes["data-s"] or ""), int(node.attributes["data-e"] or "")) for node in pieces]
        for node, (start, end) in zip(pieces, places, strict=True):
            assert node.text() == document.text[start:end].replace("\r\n", "\n").replace("\r", "\n")
        for number, claim in enumerate(made.claims, start=1):
            held = {
                offset
                for node, (start, end) in zip(pieces, places, strict=True)
                if str(number) in (node.attributes.get("data-claims") or "").split()
                for offset in range(start, end)
            }
            assert held == {offset for span in claim.evidence for offset in range(span.start, span.end)}
        edges = {edge for place in places for edge in place}
        for where, span in made.places():
            solid = span.start + len(span.quote) - len(span.quote.lstrip()), span.start + len(span.quote.rstrip())
            assert solid[0] in edges or span.start in edges, where
            assert solid[1] in edges or span.end in edges, where


def test_each_claims_number_stands_behind_its_words(page: str, briefing: Briefing) -> None:
    (words,) = read_page(page).find("div", class_="words")
    numbers = [node.text() for node in words.find("a", class_="ref")]
    assert sorted(numbers, key=int) == [str(n) for n in range(1, len(briefing.claims) + 1)]


def test_what_others_say_is_marked_otherwise_than_what_the_outlet_says(page: str) -> None:
    (words,) = read_page(page).find("div", class_="words")
    by_claim = {
        number: node.classes
        for node in words.walk()
        for number in (node.attributes.get("data-claims") or "").split()
        if "held" in node.classes
    }
    assert "voice-said" in by_claim["1"]
    assert "voice-own" in by_claim["4"]
    assert "voice-judged" in by_claim["5"]


def test_loaded_wording_carries_its_category_and_a_plainer_wording(page: str) -> None:
    tree = read_page(page)
    (loaded,) = tree.find("div", class_="words")[0].find("span", class_="loaded")
    assert loaded.text() == "heartless"
    assert loaded.attributes["title"] == "subjective adjective; plainer: leave it out"
    (row,) = tree.find("tr", id="w1")
    assert [cell.text() for cell in row.find("td")] == ["heartless", "subjective adjective", "leave it out"]


def test_a_hostile_article_shows_as_text(hostile_page: str) -> None:
    tree = read_page(hostile_page)
    assert len(tree.find("script")) == len(tree.find("style")) == 1
    assert BLANK.sub("", shown_text(tree)) == BLANK.sub("", HOSTILE)
    assert not tree.find("img")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile_page)


def test_a_lone_carriage_return_ends_a_line() -> None:
    tree = read_page(render(Document.from_text("One line here\rand another there. Then more of it.")))
    assert "One line here\nand another there." in shown_text(tree)


@example(text="> \u0338not a tag.")
@example(text="a</p><p>b\x00\r\r")
@settings(max_examples=40)
@given(text=TEXTS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    document = Document.from_text(text)
    assume(document.sentences)
    page = render(document, claims_a_sentence=2)
    tree = read_page(page)
    assert BLANK.sub("", shown_text(tree)) == BLANK.sub("", text)
    statements = [node.text() for node in tree.find("a", class_="statement")]
    lines = [s.span.quote.replace("\r\n", "\n").replace("\r", "\n") for s in document.sentences for _ in range(2)]
    assert statements == lines
    tags = {node.tag for node in tree.walk()}
    assert tags <= TAGS
    assert page.encode() == render(document, claims_a_sentence=2).encode()


TAGS = {node.tag for node in read_page(render(hostile(), claims_a_sentence=2)).walk()} | set(
    "h3 details summary ol li mark q kbd i line text".split()
)


@settings(max_examples=40)
@given(text=TEXTS)
def test_normalising_the_file_changes_no_markup(text: str) -> None:
    document = Document.from_text(text)
    assume(document.sentences)
    page = render(document)
    normal = read_page(unicodedata.normalize("NFC", page))
    assert [(node.tag, list(node.attributes)) for node in normal.walk()] == [
        (node.tag, list(node.attributes)) for node in read_page(page).walk()
    ]


def test_ids_that_could_act_are_numbered_anew() -> None:
    document = Document.from_text("Rates rose. Banks fell. Gold held.")
    page = render(document, ids=['"><script>x</script>', "briefing", "c1"])
    tree = read_page(page)
    assert [node.attributes["id"] for node in tree.find("li", class_="claim")] == ["c1", "c2", "c3"]
    assert len(tree.find("script")) == 1


def test_a_briefing_of_another_text_is_not_rendered(briefing: Briefing) -> None:
    with pytest.raises(GroundingError, match="render it with the document it was made of"):
        render_html(briefing, document=Document.from_text("Another text."))


def test_a_quote_that_does_not_stand_there_is_not_rendered(
    note: Document, parts: dict[str, Any], briefing: Briefing
) -> None:
    moved = briefing.claims[1].model_copy(
        update={"evidence": (briefing.claims[1].evidence[0].model_copy(update={"start": 0, "end": 17}),)}
    )
    broken = briefing.model_copy(update={"claims": (briefing.claims[0], moved, *briefing.claims[2:])})
    with pytest.raises(GroundingError, match=r"claims\[1\]\.evidence\[0\] quotes 'We have no choice'"):
        render_html(broken, document=note)


def test_the_page_says_what_the_briefing_holds(page: str, briefing: Briefing) -> None:
    text = " ".join(read_page(page).find("body")[0].text().split())
    for words in (
        briefing.headline.text,
        *(sentence.text for sentence in briefing.summary),
        *(claim.statement for claim in briefing.claims),
        *(tension.statement for tension in briefing.tensions),
        *(question.question for question in briefing.open_questions),
        *(question.why for question in briefing.open_questions),
        *(actor.name for actor in briefing.actors),
        *(item.detail for item in briefing.rejected),
        "a headline that the text repeats",
        briefing.document.sha256,
    ):
        assert words in text


def test_the_page_of_a_long_document_keeps_its_size() -> None:
    document = long()
    assert len(document.text) > 95_000
    page = render(document)
    tree = read_page(page)
    assert len(tree.find("li", class_="claim")) == 700
    # 1.56 MB, fifteen times the article, markup and evidence included; the style and the script are 45 kB of it.
    assert len(page) < 20 * len(document.text)
