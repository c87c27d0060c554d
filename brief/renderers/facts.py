"""The parts of a page that list rather than claim: actors, dates, the words an outlet judges with, how it was made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.briefing import Actor, Briefing, Coverage, DateMention
from brief.renderers.escaping import escape, quoted
from brief.renderers.references import References, count

if TYPE_CHECKING:
    from brief.document import Document

__all__ = [
    "UNREAD_TITLE",
    "actor_lines",
    "date_lines",
    "provenance_lines",
    "unread_lines",
    "unread_notice",
    "wording_lines",
]

UNREAD_TITLE = "What could not be read"
# How a coverage entry begins its reason when an engine failed over a sentence, whatever it says behind.
_UNREAD = "the engine could not read it"
_OPENING_WORDS = 8

_MAX_ACTORS = 8
_MAX_DATES = 8
# What leaves open who, when or how much does not judge: it is told with everything, not among the judging words.
_LEAVES_OPEN = frozenset({"vague_attribution", "relative_time", "vague_quantity", "weasel_word"})
_MAX_WORDINGS = 8
# TIMEX3 values that say no more than "once", "now" or "for some time".
_VAGUE = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|PT?X+[A-Z]?")


def actor_lines(briefing: Briefing, references: References, *, everything: bool) -> list[str]:
    """Who occurs, those the claims are about or by first."""
    weight = Counter(
        name for claim in briefing.claims for name in {*claim.actor_ids, claim.attribution.actor_id} if name
    )
    ranked = sorted(
        briefing.actors, key=lambda actor: (-weight[actor.id], -len(actor.mentions), actor.mentions[0].start)
    )
    shown = ranked if everything else ranked[:_MAX_ACTORS]
    lines = [_actor(actor, references) for actor in shown]
    if hidden := len(ranked) - len(shown):
        lines.append(f"- And {hidden} more (`--all` shows them)")
    return lines


def _actor(actor: Actor, references: References) -> str:
    kind = "" if actor.type == "other" else f" ({actor.type})"
    first = actor.mentions[0]
    parts = [references.sentence(first.start, first.end)]
    roles = dict.fromkeys(quoted(role.quote) for role in actor.roles)
    if roles:
        parts.append(", ".join(roles))
    if actor.aliases:
        parts.append("also " + ", ".join(escape(alias) for alias in actor.aliases))
    if len(actor.mentions) > 1:
        parts.append(count(len(actor.mentions), "mention"))
    return f"- **{escape(actor.name)}**{kind}: {'; '.join(parts)}"


def date_lines(briefing: Briefing, references: References, *, everything: bool) -> list[str]:
    """The times the article names, as worded, with the value where the text gives one."""
    alike: dict[tuple[str, str | None, str], list[DateMention]] = {}
    for item in briefing.dates:
        if everything or item.value or not (item.timex is None or _VAGUE.fullmatch(item.timex)):
            alike.setdefault((item.quote.casefold(), item.value or item.timex, item.relation), []).append(item)
    shown = list(alike.values()) if everything else list(alike.values())[:_MAX_DATES]
    lines = [_date(items, references) for items in shown]
    if hidden := len(briefing.dates) - sum(len(items) for items in shown):
        lines.append(f"- {'And ' if lines else ''}{hidden} {'more' if lines else 'vague'} (`--all` shows them)")
    if briefing.document.published is None and any(item.needs_anchor for item in briefing.dates):
        lines += ["", "The publication date is not known; given with `--published`, it resolves more of them."]
    return lines


def _date(items: Sequence[DateMention], references: References) -> str:
    value = items[0].value or items[0].timex
    where = ", ".join(dict.fromkeys(references.sentence(item.start, item.end) for item in items))
    meaning = escape(value) if value and value.strip("X-") else "open"
    return f"- {quoted(items[0].quote)}: {meaning} ({items[0].relation}, {where})"


def wording_lines(briefing: Briefing, references: References, *, everything: bool) -> list[str]:
    """The words with which the outlet itself judges, outside quotation marks."""
    own = [word for word in briefing.loaded if word.voice == "outlet" and not word.in_quotation]
    if everything:
        return [
            f"- {quoted(word.quote)}: {word.category.replace('_', ' ')} ({references.sentence(word.start, word.end)})"
            + (f"; plainer: {escape(word.suggestion)}" if word.suggestion else "")
            for word in own
        ]
    judging = [word for word in own if word.category not in _LEAVES_OPEN]
    phrases = list({word.quote.casefold(): quoted(word.quote) for word in judging}.values())
    if not phrases:
        return []
    more = len(phrases) - _MAX_WORDINGS
    return [
        f"Words it judges with: {', '.join(phrases[:_MAX_WORDINGS])}"
        + (f" and {more} more (`--all` shows them)" if more > 0 else "")
    ]


def unread_notice(briefing: Briefing) -> list[str]:
    """How much of the document the engine failed over, and why; nothing where it read all of it."""
    unread = _unread(briefing)
    if not unread:
        return []
    reasons = dict.fromkeys(entry.reason.removeprefix(_UNREAD).lstrip(":;,. ") for entry in unread if entry.reason)
    why = "; ".join(escape(reason) for reason in reasons if reason)
    them = "it is" if len(unread) == 1 else "they are"
    return [
        f"**{len(unread):,} of {count(len(briefing.coverage), 'sentence')} could not be read**"
        f"{f' ({why})' if why else ''}; {them} listed under “{UNREAD_TITLE}”."
    ]


def unread_lines(briefing: Briefing, references: References, *, document: Document | None) -> list[str]:
    """The sentences that the engine failed over: where each stands, and its first words where the document is given."""
    lines = []
    for entry in _unread(briefing):
        place = entry.sentence
        where = f"{references.sentence(place.start, place.end)}, {place.start}–{place.end}"
        words = document.text[place.start : place.end].split() if document is not None else []
        opening = " ".join(words[:_OPENING_WORDS]) + (" …" if len(words) > _OPENING_WORDS else "")
        lines.append(f"- {where}" + (f": {quoted(opening)}" if words else ""))
    return lines


def _unread(briefing: Briefing) -> list[Coverage]:
    return [entry for entry in briefing.coverage if (entry.reason or "").startswith(_UNREAD)]


def provenance_lines(briefing: Briefing) -> list[str]:
    """Which text was read, by what and when, and what became of its sentences."""
    document, made = briefing.document, briefing.provenance
    silent = sum(not entry.claim_ids for entry in briefing.coverage)
    read = [
        f"{count(document.length_chars, 'character')}",
        f"published {document.published}" if document.published else "publication date unknown",
        f"SHA-256 `{document.sha256[:16]}…`",
    ]
    engine = f"the {escape(made.engine)} engine" + (f" on {escape(made.model)}" if made.model else "")
    return [
        f"- Text: {escape(document.title or document.id)}"
        + (f", from {escape(document.source)}" if document.source and document.source != "-" else "")
        + f"; {', '.join(read)}.",
        f"- {count(len(briefing.claims), 'claim')} from {count(len(briefing.coverage), 'sentence')}"
        + (f", {silent} of which {'gives' if silent == 1 else 'give'} none" if silent else "")
        + f"; {count(len(briefing.rejected), 'proposal')} refused.",
        f"- Made by brief {escape(made.brief_version)} with {engine}"
        + (f" and the prompts {', '.join(escape(prompt) for prompt in made.prompts)}" if made.prompts else "")
        + f" on {made.created_at:%Y-%m-%d %H:%M %Z}".rstrip()
        + (f", in {made.usage.seconds:.1f} s" if made.usage.seconds is not None else "")
        + ".",
    ]
