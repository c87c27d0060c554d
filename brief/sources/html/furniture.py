"""What the parts of a page call themselves: what is furniture of the site, and what belongs to an article.

Classes and identifiers are read word by word, roles and elements by name. How much weight that has where the same
element holds the article is decided in `selection`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from brief.sources.html.blocks import Block

__all__ = ["is_called_correction", "is_correction", "is_furniture", "is_pull_quote", "is_standfirst", "is_trailer"]

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_AWAY: Final = frozenset(
    """nav navigation navbar navigations menu menus megamenu breadcrumb breadcrumbs crumbs sidebar cookie cookies
    consent gdpr onetrust comment comments commenting disqus respond replies reply related recommended recommendation
    recommendations recommends recirc recirculation trending popular mostread outbrain taboola share shares sharing
    sharebar sharedaddy social socials newsletter newsletters signup subscribe subscription subscriptions promo promos
    promotion advert adverts advertisement advertising ad ads adslot adunit sponsor sponsored dfp popup modal overlay
    lightbox toolbar pagination pager login signin search widget widgets upsell paywall regwall donate donation tags
    taglist topics skiplink trinity player carousel slideshow teasers jp""".split()
)
# Two words that are furniture together and neither alone.
_AWAY_PAIRS: Final = frozenset(
    {
        ("read", "more"), ("read", "next"), ("read", "also"), ("more", "from"), ("more", "on"), ("more", "stories"),
        ("more", "news"), ("most", "read"), ("most", "viewed"), ("also", "read"), ("see", "also"), ("up", "next"),
        ("story", "list"), ("follow", "us"), ("skip", "link"), ("skip", "to"), ("call", "action"), ("tag", "list"),
        ("author", "bio"), ("author", "box"), ("print", "only"), ("screen", "reader"), ("visually", "hidden"),
        ("sr", "only"), ("mw", "editsection"), ("you", "may"), ("inline", "links"), ("link", "list"),
    }
)  # fmt: skip
_CREDIT: Final = frozenset("byline bylines author authors timestamp pubdate datetime publication postmeta".split())
_CREDIT_PAIRS: Final = frozenset(
    {
        ("article", "meta"), ("post", "meta"), ("entry", "meta"), ("story", "meta"), ("article", "info"),
        ("post", "info"), ("article", "date"), ("post", "date"), ("entry", "date"), ("publish", "date"),
        ("published", "date"), ("published", "on"), ("read", "time"), ("reading", "time"), ("last", "updated"),
    }
)  # fmt: skip
_AWAY_ROLES: Final = frozenset("navigation search menu menubar tablist dialog alertdialog tooltip toolbar".split())
_PULL: Final = frozenset({"pullquote", "pullquotes", "blockquote"})
_PULL_PAIRS: Final = frozenset({("pull", "quote"), ("pulled", "quote"), ("quote", "block"), ("block", "quote")})
_CORRECTION_WORDS: Final = frozenset("correction corrections clarification clarifications erratum corrigendum".split())
_CORRECTION_PAIRS: Final = frozenset({("editors", "note"), ("editor", "note"), ("editorial", "note")})
_CORRECTION = re.compile(
    r"\W{0,3}(?:corrections?|clarifications?|erratum|corrigendum|(?:editor|publisher)(?:['’]?s)?['’]? note|"
    r"editorial note|for the record|amendment|retraction|"
    r"korrektur(?:hinweis)?|berichtigung|anmerkung der redaktion|rectificatif|correctif|note de la rédaction|"
    r"corrección|fe de errat\w+|nota del editor|correzione|rettifica|correção|rectificatie|correctie|rettelse|"
    r"rättelse|sprostowanie)\b.{0,80}?[:.—–-]"
    r"|\W{0,3}(?:this|an earlier version of this|a previous version of this|an earlier) "
    r"(?:article|story|piece|report|post|version|page|column)\b.{0,60}?\b(?:amended|corrected|updated|clarified|misstated|"
    r"incorrectly|mistakenly|said|stated|misspelled|gave|misidentified|omitted|referred|retracted)\b",
    re.IGNORECASE | re.DOTALL,
)
_STANDFIRST: Final = frozenset(
    "standfirst dek deck subtitle subheadline subhead summary lede intro introduction excerpt abstract kurztext "
    "vorspann chapo entradilla sommario".split()
)
_TRAILER = re.compile(
    r"\W{0,3}(?:read (?:more|also|next|now)|also read|see also|more on this|related|watch|listen|follow us|share this|"
    r"sign up|subscribe|click here|lire aussi|lesen sie auch|mehr zum thema|lea también|leggi anche|lees ook|"
    r"læs også|les også|läs också|czytaj także)\b",
    re.IGNORECASE,
)
_TRAILER_LINK_SHARE: Final = 0.4


def _names(element: HtmlElement) -> tuple[list[str], ...]:
    """The words of each name that an element goes by."""
    given = [element.get(key) or "" for key in ("class", "id", "data-component", "data-testid", "data-block")]
    return tuple(_PARTS.findall(name) for names in given for name in names.split()[:30])


def _is_called(element: HtmlElement, words: frozenset[str], pairs: frozenset[tuple[str, str]]) -> bool:
    for name in _names(element):
        parts = [part.casefold() for part in name]
        if words.intersection(parts) or pairs.intersection(pairwise(parts)):
            return True
    return False


def is_furniture(element: HtmlElement) -> str | None:
    """Which furniture an element is, if any: "away", "credit" (bylines, dates), "aside", "edge" (heads and feet)."""
    if element.tag == "figcaption" or is_called_correction(element):
        return None
    style = "".join((element.get("style") or "").split()).casefold()
    if element.get("hidden") is not None or "display:none" in style:
        return "away"
    if element.tag in ("nav", "form", "menu", "label", "legend", "fieldset") or element.get("role") in _AWAY_ROLES:
        return "away"
    if element.tag not in ("article", "main") and _is_called(element, _AWAY, _AWAY_PAIRS):
        return "away"
    if _is_called(element, _CREDIT, _CREDIT_PAIRS) or element.tag in ("time", "address"):
        return "credit"
    if element.tag == "aside" or element.get("role") == "complementary":
        return "aside"
    if element.tag in ("footer", "header") or element.get("role") in ("banner", "contentinfo"):
        return None if _is_article_head(element) else "edge"
    return None


def _is_article_head(element: HtmlElement) -> bool:
    return element.tag == "header" and any(e.tag in ("article", "main") for e in element.iterancestors())


def is_called_correction(element: HtmlElement) -> bool:
    """Whether an element says that it holds a note of correction."""
    return _is_called(element, _CORRECTION_WORDS, _CORRECTION_PAIRS)


def is_correction(block: Block) -> bool:
    """Whether a block is a note that corrects or explains the article, by name or by how it begins."""
    return _CORRECTION.match(block.text) is not None or any(is_called_correction(e) for e in block.path[:4])


def is_pull_quote(block: Block) -> bool:
    """Whether a block is set out as a quotation."""
    return any(_is_called(e, _PULL, _PULL_PAIRS) or e.tag == "blockquote" for e in block.path[:4])


def is_standfirst(block: Block) -> bool:
    """Whether a block says that it is what stands under a headline."""
    if any(_is_called(e, _STANDFIRST, frozenset()) for e in block.path[:2]):
        return True
    return any(e.tag in ("header", "hgroup") for e in block.path[:3]) and len(block.text) >= 40


def is_trailer(block: Block) -> bool:
    """Whether a block points elsewhere: “Read more: …”."""
    return block.link_share >= _TRAILER_LINK_SHARE and _TRAILER.match(block.text) is not None
