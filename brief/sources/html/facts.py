"""What a page says of its article: title, author, day of publication and language, and where it says so.

Only what is said in a form that machines read: a date is never guessed from the text, since relative dates count from
it. Which heading on the page is its headline is found in `selection`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from brief.sources.calendar_dates import parse_day
from brief.sources.html.linked_data import read_article, strings_of
from brief.sources.reading import Fact, clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["TITLE_PARTS", "Facts", "collect_facts"]

_TITLES: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title")
_AUTHORS: Final = (
    "author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
    "sailthru.author", "og:article:author",
)  # fmt: skip
_DATES: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate",
    "article.published", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
# What sites put between an article's title and their own name.
TITLE_PARTS: Final = re.compile(r"\s+[|–—·»:-]\s+")
_BY = re.compile(r"\s*(?:by|von|par|por|door|av|af|di)\s*:?\s+(?=\S)", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})(?:[/-](\d{1,2})|(\d{2}))[/-](\d{1,2})(?=[/-]|$)")
_AUTHOR_CLASSES: Final = "byline author authors author-name byline-name article-author post-author".split()
_MAX_NAME_CHARS: Final = 120


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article."""

    titles: tuple[Fact, ...] = ()
    authors: tuple[Fact, ...] = ()
    published: tuple[date, str] | None = None
    language: Fact | None = None
    descriptions: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    is_partial: bool = False

    @property
    def title(self) -> Fact | None:
        """The title that is most likely the article's own."""
        return self.titles[0] if self.titles else None


def collect_facts(root: HtmlElement, *, address: str | None = None) -> Facts:
    """What the page says of its article; `address` is where it was fetched from."""
    article = read_article(root)
    metas = _read_metas(root)
    canonical = next((link.get("href") for link in root.iter("link") if (link.get("rel") or "") == "canonical"), None)
    return Facts(
        titles=tuple(_titles(root, article, metas)),
        authors=tuple(_authors(root, article, metas)),
        published=_published(root, article, metas, [each for each in (address, canonical) if each]),
        language=_language(root, article, metas),
        descriptions=tuple(
            text
            for text in (*strings_of(article.get("description")), *(metas.get(name, "") for name in _DESCRIPTIONS))
            if text
        ),
        body=tuple(
            clean_text(html.unescape(re.sub(r"<[^<>]{0,500}>", " ", line)))
            for text in strings_of(article.get("articleBody"))
            for line in re.split(r"</p>|<br\s*/?>|\r?\n", text)
        ),
        is_partial=str(article.get("isAccessibleForFree")).casefold() == "false",
    )


def _read_metas(root: HtmlElement) -> dict[str, str]:
    """The page's meta elements by name; of two of one name the first, authors apart, which are collected."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().casefold()
        content = (meta.get("content") or "").strip()
        if name and content:
            if name == "citation_author" and name in metas:
                metas[name] += f"; {content}"
            metas.setdefault(name, content)
    return metas


def _titles(root: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> Iterator[Fact]:
    yield from (Fact(html.unescape(text), "JSON-LD headline") for text in strings_of(article.get("headline"))[:1])
    yield from (Fact(metas[name], f"meta {name}") for name in _TITLES if name in metas)
    title = root.find(".//title")
    if title is not None and (text := clean_text(title.text_content())):
        yield Fact(_without_site(text, metas.get("og:site_name")), "title element")


def _without_site(title: str, site: str | None) -> str:
    """A page's title without the name of its site, where it is clear which part that is."""
    parts = TITLE_PARTS.split(title)
    if site and len(parts) > 1:
        for part, rest in ((parts[-1], title[: -len(parts[-1])]), (parts[0], title[len(parts[0]) :])):
            if part.casefold() == site.casefold():
                return rest.strip(" |–—·»:-")
    return title


def _authors(root: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> Iterator[Fact]:
    found = [Fact(name, "JSON-LD author") for name in strings_of(article.get("author"))]
    if not found:
        for name in _AUTHORS:
            if name in metas and not metas[name].casefold().startswith(("http:", "https:", "@")):
                parts = metas[name].split(";") if name == "citation_author" else [metas[name]]
                found = [Fact(part, f"meta {name}") for part in parts]
                break
    if not found:
        found = list(_marked_authors(root))
    for fact in found:
        name = _BY.sub("", clean_text(html.unescape(fact.value)), count=1).strip(" ,|·-")
        if name and len(name) <= _MAX_NAME_CHARS and not name.casefold().startswith("http"):
            yield Fact(name, fact.origin)


def _marked_authors(root: HtmlElement) -> Iterator[Fact]:
    for element in root.iter("a", "span", "div", "p", "address", "li"):
        if (element.get("rel") or "") == "author" or "author" in (element.get("itemprop") or "").split():
            names = element.xpath(".//*[@itemprop='name']") or [element]
            yield Fact(names[0].text_content(), "author link" if element.get("rel") else "itemprop author")
            return
    for element in root.iter("p", "span", "div", "a", "address"):
        if set((element.get("class") or "").casefold().replace("_", "-").split()) & set(_AUTHOR_CLASSES):
            text = clean_text(element.text_content())
            if _BY.match(text) and len(text) <= _MAX_NAME_CHARS:
                yield Fact(re.split(r"\s*(?:[|•·,]|\d|\bPublished\b|\bUpdated\b)", text)[0], "byline")
                return


def _published(
    root: HtmlElement, article: dict[str, Any], metas: dict[str, str], addresses: list[str]
) -> tuple[date, str] | None:
    said = [
        (text, f"JSON-LD {key}") for key in ("datePublished", "dateCreated") for text in strings_of(article.get(key))
    ]
    said += [(metas[name], f"meta {name}") for name in _DATES if name in metas]
    for text, origin in (*said, *_marked_times(root)):
        if day := parse_day(text):
            return day, origin
    for address in addresses:
        if match := _DAY_IN_ADDRESS.search(urlsplit(address).path):
            if day := parse_day("-".join(filter(None, match.groups()))):
                return day, "address"
    return None


def _marked_times(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """The times that are marked as the article's own; where none is, the one time of an article that is not listed."""
    times = list(root.iter("time"))
    for element in root.xpath("//*[contains(@itemprop, 'datePublished') or @pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content(), "itemprop datePublished"
    for element in times:
        around = [element, *element.iterancestors()][:4]
        marks = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in around).casefold()
        if re.search(r"publi|posted|entry-date|byline|dateline|timestamp|article-date|post-date", marks):
            yield element.get("datetime") or element.text_content(), "time element"
    days = {parse_day(element.get("datetime") or "") for element in times} - {None}
    if len(days) == 1:
        yield next(iter(days)).isoformat(), "time element"  # type: ignore[union-attr]  # None was taken out


def _language(root: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> Fact | None:
    for code in strings_of(article.get("inLanguage")):
        return Fact(code, "JSON-LD inLanguage")
    code = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    if code:
        return Fact(code, "lang attribute")
    for name in ("og:locale", "content-language", "dc.language", "language"):
        if name in metas:
            return Fact(metas[name], f"meta {name}")
    return None
