"""What is the article on a page stays, in its order and word for word; what surrounds it goes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import InputError
from brief.sources.html import read_html, read_markup
from brief.sources.reading import Hints, Reading
from tests.sources.html.templates import BROADSHEET, PAYWALL, TEMPLATES, Template

HINTS = Hints("a.html")
PROSE = "The board of the harbour said on Monday that it would raise the levy on boats in the spring of next year."


def read(markup: str) -> Reading:
    return read_markup(markup, HINTS)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_the_article_stays_and_the_rest_goes(template: Template) -> None:
    text = read(template.markup).text
    assert text.removesuffix("\n").split("\n\n") == list(template.stays)
    assert [words for words in template.goes if words in text] == []


def test_a_page_says_title_authors_day_and_language_and_where() -> None:
    details = read(BROADSHEET.markup).details
    assert details.title == "Winter ferries to outer islands will stop in November"
    assert (details.author, details.published, details.language) == ("Ines Holm, Tom Arden", date(2023, 10, 17), "en")
    assert (details.origins.title, details.origins.author) == ("h1", "JSON-LD author")
    assert (details.origins.published, details.origins.language) == ("JSON-LD datePublished", "JSON-LD inLanguage")


def test_a_teaser_is_said_to_be_one() -> None:
    assert read(PAYWALL.markup).remarks == (
        "the page says that it is not all free; this may be no more than its beginning",
    )


@pytest.mark.parametrize("name", ["sidebar", "comments", "related", "share-bar", "promo"])
def test_an_element_that_holds_the_article_is_no_furniture_whatever_it_is_called(name: str) -> None:
    body = "".join(f"<p>{PROSE} It was the {n}th time.</p>" for n in range(5, 9))
    text = read(f"<body><div class='{name}'><h1>Levy rises</h1>{body}</div></body>").text
    assert text.count(PROSE) == 4


@pytest.mark.parametrize(
    "note",
    [
        "<p class='correction'>The boats stop in December, not November.</p>",
        "<p>Correction: the boats stop in December.</p>",
        "<footer><p>This article was amended on 3 May to say that boats stop in December.</p></footer>",
        "<aside><p>Editor’s note: An earlier version misspelled the name of the boat.</p></aside>",
        "<div id='clarification'>The boats stop in December.</div>",
        "<p>Berichtigung: Die Boote fahren bis Dezember.</p>",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_a_note_of_correction_stays(note: str, place: str) -> None:
    body = f"<p>{PROSE}</p><p>{PROSE} Nobody spoke against it.</p><p>{PROSE} That was all.</p>"
    inner = f"{note}{body}" if place == "before" else f"{body}{note}"
    text = read(f"<html><body><nav>Home</nav><article><h1>Levy rises</h1>{inner}</article></body></html>").text
    words = " ".join("".join(part.partition(">")[2] for part in note.split("<")).split())
    assert words in text


def test_a_box_that_quotes_the_article_stays_and_another_goes() -> None:
    body = f"<p>{PROSE}</p><aside>it would raise the levy on boats</aside><p>{PROSE} So it did.</p>"
    page = f"<article><h1>Levy rises</h1>{body}<aside>Ten walks along the old harbour wall</aside></article>"
    text = read(page).text
    assert "\n\nit would raise the levy on boats\n\n" in text
    assert "walks" not in text


def test_a_page_whose_text_is_only_in_its_data_is_read_from_there() -> None:
    data = '{"@type": "NewsArticle", "headline": "Levy rises", "articleBody": "It rose.\\n\\nBy four &amp; more."}'
    page = f'<html><body><div id="root"></div><script type="application/ld+json">{data}</script></body></html>'
    assert read(page).text == "It rose.\n\nBy four & more.\n"


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<!-- a -->"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"a\.html: there is no text on this page"):
        read(page)


def test_what_is_hidden_or_done_by_programs_is_no_text() -> None:
    inner = "<p hidden>One.</p><p style='display: none'>Two.</p><template><p>Three.</p></template><script>four</script>"
    text = read(f"<article><h1>Levy rises</h1><p>{PROSE}</p>{inner}<p>{PROSE} So it did.</p></article>").text
    assert text == f"Levy rises\n\n{PROSE}\n\n{PROSE} So it did.\n"


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        ("<meta property='article:published_time' content='2024-05-03T09:00:00Z'>", "meta article:published_time"),
        ("<meta name='DC.date.issued' content='2024-05-03'>", "meta dc.date.issued"),
        (
            '<script type="application/ld+json">[{"@type":"Report","datePublished":"2024-05-03"}]</script>',
            "JSON-LD datePublished",
        ),
        ("<link rel='canonical' href='https://a.example/news/2024/05/03/levy'>", "address"),
        ("<link rel='canonical' href='https://a.example/a/202405/03/WS1.html'>", "address"),
    ],
)
def test_the_day_is_found_where_pages_say_it(head: str, origin: str) -> None:
    details = read(f"<html><head>{head}</head><body><h1>Levy</h1><p>{PROSE}</p></body></html>").details
    assert (details.published, details.origins.published) == (date(2024, 5, 3), origin)


def test_a_time_on_the_page_counts_where_it_is_the_only_one_or_marked() -> None:
    page = "<article><h1>Levy</h1>{}<p>" + PROSE + "</p></article>"
    assert read(page.format("<time datetime='2024-05-03T10:00'>Friday</time>")).details.published == date(2024, 5, 3)
    two = "<time datetime='2024-05-01'>a</time><time class='{}' datetime='2024-05-03'>b</time>"
    assert read(page.format(two.format(""))).details.published is None
    assert read(page.format(two.format("published"))).details.published == date(2024, 5, 3)


def test_broken_linked_data_costs_nothing_else() -> None:
    for data in ("{", "[1, null, {}]", '{"@type": 3, "author": {"name": [1]}}', '{"@graph": "a"}', "[" * 2_000):
        script = f'<script type="application/ld+json">{data}</script>'
        assert read(f"<html>{script}<body><h1>Levy</h1><p>{PROSE}</p></body></html>").details.title == "Levy"


@pytest.mark.parametrize(
    ("page", "charset", "text"),
    [
        ("<p>caf\u00e9 \u2019s".encode("cp1252"), "iso-8859-1", "caf\u00e9 \u2019s"),
        (b"<meta charset=windows-1251><p>" + "Рост".encode("cp1251"), None, "Рост"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html><p>" + "Рост".encode("koi8_r"), None, "Рост"),
        ("<p>Рост".encode(), "no-such-set", "Рост"),
        (b"\xef\xbb\xbf<meta charset=latin-1><p>" + "Рост".encode(), "latin-1", "Рост"),
        (b"\xff\xfe" + "<p>Рост".encode("utf-16-le"), None, "Рост"),
        (b"<meta charset=utf-16><p>" + "Рост".encode(), None, "Рост"),
        (b"<meta charset=shift_jis><p>" + "料金が上がる".encode("cp932"), None, "料金が上がる"),
        (b"<meta charset=rot13><p>Rates", None, "Rates"),
    ],
)
def test_the_character_set_is_that_of_mark_server_or_page(page: bytes, charset: str | None, text: str) -> None:
    assert read_html(page, Hints("a", charset)).text == f"{text}\n"


def test_a_byte_at_fault_is_told_of() -> None:
    reading = read_html(b"<meta charset=utf-8><p>" + PROSE.encode() + b" \xff So it did.", HINTS)
    assert reading.text == f"{PROSE} \ufffd So it did.\n"
    assert reading.remarks == ("1 of its characters are no utf-8; they are shown as \ufffd",)


@settings(max_examples=30)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30), max_size=4))
def test_any_words_survive_the_way_through_a_page(paragraphs: list[str]) -> None:
    import html

    from brief.sources.reading import clean_text

    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    try:
        text = read(f"<body><h1>Levy rises</h1><p>{PROSE}</p>{body}<p>{PROSE} So it did.</p></body>").text
    except InputError:
        return
    assert text.startswith(f"Levy rises\n\n{PROSE}\n\n")
    assert all(block == clean_text(block) for piece in text.split("\n\n") for block in piece.split("\n"))


@given(st.text(alphabet=st.sampled_from("<>/&;'\"= \n\x00\ud800abdiptvhl!-[]x#1"), max_size=120))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    text, refusal = None, None
    try:
        text = read(markup).text
    except InputError as error:
        refusal = str(error)
    assert (text is None) == (refusal is not None)
    if text is not None:
        text.encode()
