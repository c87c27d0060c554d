"""The lists at the end of the page: wording that judges, who occurs, what was refused, how the briefing was made."""

from __future__ import annotations

from collections.abc import Iterator

from brief.briefing import Actor, LoadedWording
from brief.renderers.html.labels import CATEGORIES
from brief.renderers.html.markup import Content, Html, element, join
from brief.renderers.html.register import Register
from brief.renderers.references import count

__all__ = ["making", "people", "refused", "wordings"]


def wordings(register: Register) -> Html:
    """The wording that judges: the outlet's own first, then what it lets others say."""
    words = list(enumerate(register.briefing.loaded, start=1))
    own = [pair for pair in words if pair[1].voice == "outlet" and not pair[1].in_quotation]
    others = [pair for pair in words if pair not in own]
    return join(_table("The article’s own", own, register), _table("Words of others", others, register))


def _table(title: str, words: list[tuple[int, LoadedWording]], register: Register) -> Content:
    if not words:
        return None
    head = element("tr", [element("th", name, scope="col") for name in ("Words", "Why they judge", "Plainer")])
    rows = [
        element(
            "tr",
            element("td", element("span", register.passage(word.quote, [word]), class_="judging"), dir="auto"),
            element("td", CATEGORIES[word.category]),
            element("td", element("i", "leave it out") if word.suggestion == "delete" else word.suggestion or "–"),
            id=f"w{number}",
        )
        for number, word in words
    ]
    return element(
        "table",
        element("caption", f"{title} ({len(words)})"),
        element("thead", head),
        element("tbody", rows),
        class_="wordings",
    )


def people(register: Register) -> Html:
    """Who occurs, those who occur most often first."""
    weight = {actor.id: 0 for actor in register.briefing.actors}
    for claim in register.briefing.claims:
        for name in {*claim.actor_ids, claim.attribution.actor_id} - {None}:
            weight[str(name)] += 1
    ranked = sorted(
        register.briefing.actors, key=lambda actor: (-weight[actor.id], -len(actor.mentions), actor.mentions[0].start)
    )
    return element("ul", [_actor(actor, register) for actor in ranked], class_="people")


def _actor(actor: Actor, register: Register) -> Html:
    roles = dict.fromkeys(role.quote for role in actor.roles)
    about = [f"“{role}”" for role in roles]
    if actor.aliases:
        about.append("also " + ", ".join(actor.aliases))
    return element(
        "li",
        element("b", actor.name, dir="auto"),
        element("span", actor.type, class_="tag") if actor.type != "other" else None,
        element("span", register.passage(count(len(actor.mentions), "mention"), actor.mentions), class_="mentions"),
        element("span", "; ".join(about), class_="roles", dir="auto") if about else None,
    )


def refused(register: Register) -> Html:
    """What was proposed and did not pass the checks, with the reason."""
    items = [
        element(
            "li",
            element("q", item.statement, dir="auto"),
            " ",
            element("span", item.reason.replace("_", " "), class_="reason"),
            element("span", f" {item.detail}", class_="detail", dir="auto") if item.detail else None,
        )
        for item in register.briefing.rejected
    ]
    return element("ul", items, class_="refused")


def making(register: Register) -> Html:
    """Which text was read, and what made the briefing of it."""
    return element(
        "dl",
        [[element("dt", name), element("dd", value, dir="auto")] for name, value in _facts(register)],
        class_="making",
    )


def _facts(register: Register) -> Iterator[tuple[str, Content]]:
    document, made = register.briefing.document, register.briefing.provenance
    origins = document.origins
    yield "Text", _from(document.title, origins.title) or document.id
    if document.source and document.source != "-":
        yield "Source", document.source
    if document.author:
        yield "Author", _from(document.author, origins.author)
    yield (
        "Published",
        _from(document.published.isoformat() if document.published else None, origins.published) or "not known",
    )
    yield "Length", f"{count(document.length_chars, 'character')}, {count(len(register.briefing.coverage), 'sentence')}"
    yield "SHA-256", element("code", document.sha256)
    yield "Engine", made.engine + (f" ({made.model})" if made.model else "")
    if made.prompts:
        yield "Prompts", ", ".join(made.prompts)
    yield "Made", f"{made.created_at:%Y-%m-%d %H:%M %Z}".rstrip() + f", by brief {made.brief_version}"
    if made.usage.calls:
        tokens = [
            f"{number:,} {name}"
            for number, name in ((made.usage.input_tokens, "tokens in"), (made.usage.output_tokens, "tokens out"))
            if number is not None
        ]
        yield "Cost", ", ".join([count(made.usage.calls, "call"), *tokens])


def _from(value: str | None, origin: str | None) -> str | None:
    """What is known, with the place it is known from."""
    return f"{value} (by {origin})" if value and origin else value
