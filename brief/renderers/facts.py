"""The parts of a page that list rather than claim: actors, dates, the words an outlet judges with, how it was made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.briefing import Actor, Briefing, Coverage, DateMention, Rejected
from brief.renderers.page import ALSO, Code, Entry, Heading, Inline, Item, Items, Paragraph, Quote, Strong, Text
from brief.renderers.references import References, count

if TYPE_CHECKING:
    from brief.document import Document

__all__ = [
    "UNREAD_TITLE",
    "actor_items",
    "date_items",
    "provenance_items",
    "refusal_items",
    "unread_items",
    "unread_notice",
    "wording_blocks",
]

UNREAD_TITLE = "What could not be read"
# How a coverage entry begins its reason when an engine failed over a sentence, whatever it says behind.
_UNREAD = "the engine could not read it"
_OPENING_WORDS = 8

_MAX_ACTORS = 6
_MAX_DATES = 6
# Beyond the first, names and dates are told by themselves, run in; and beyond these, counted.
_MAX_RUN_IN = 8
# What leaves open who, when or how much does not judge: it is told with everything, not among the judging words.
_LEAVES_OPEN = frozenset({"vague_attribution", "relative_time", "vague_quantity", "weasel_word"})
_MAX_WORDINGS = 8
# TIMEX3 values that say no more than "once", "now" or "for some time".
_VAGUE = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|PT?X+[A-Z]?")
_MORE: tuple[Inline, ...] = (Code("--all"), Text(" shows them)"))


def actor_items(briefing: Briefing, references: References, *, everything: bool) -> list[Item]:
    """Who occurs, those the claims are about or by first."""
    weight = Counter(
        name for claim in briefing.claims for name in {*claim.actor_ids, claim.attribution.actor_id} if name
    )
    ranked = sorted(
        briefing.actors, key=lambda actor: (-weight[actor.id], -len(actor.mentions), actor.mentions[0].start)
    )
    shown = ranked if everything else ranked[:_MAX_ACTORS]
    items = [_item(*_actor(actor, references)) for actor in shown]
    return items + _run_in("Also named: ", [[Text(actor.name)] for actor in ranked[len(shown) :]])


def _actor(actor: Actor, references: References) -> list[Inline]:
    kind = "" if actor.type == "other" else f" ({actor.type})"
    first = actor.mentions[0]
    words: list[Inline] = [Strong(actor.name), Text(f"{kind}: {references.sentence(first.start, first.end)}")]
    for number, role in enumerate(dict.fromkeys(role.quote for role in actor.roles)):
        words += [Text(", " if number else "; "), Quote(role)]
    if actor.aliases:
        words.append(Text(f"; also {', '.join(actor.aliases)}"))
    if len(actor.mentions) > 1:
        words.append(Text(f"; {count(len(actor.mentions), 'mention')}"))
    return words


def date_items(briefing: Briefing, references: References, *, everything: bool) -> list[Items | Paragraph]:
    """The times the article names, as worded, with the value where the text gives one."""
    alike: dict[tuple[str, str | None, str], list[DateMention]] = {}
    for item in briefing.dates:
        alike.setdefault((item.quote.casefold(), item.value or item.timex, item.relation), []).append(item)
    groups = list(alike.values())
    telling = groups if everything else [group for group in groups if _says_when(group[0])]
    shown = telling if everything else telling[:_MAX_DATES]
    items = [_item(*_date(group, references)) for group in shown]
    rest = [group[0].quote for group in groups if group not in shown]
    items += _run_in(ALSO if items else "", [[Quote(words)] for words in dict.fromkeys(rest)])
    blocks: list[Items | Paragraph] = [Items(tuple(items))] if items else []
    if briefing.document.published is None and any(item.needs_anchor for item in briefing.dates):
        words = ("The publication date is not known; given with ", ", it resolves more of them.")
        blocks.append(Paragraph((Entry((Text(words[0]), Code("--published"), Text(words[1]))),)))
    return blocks


def _says_when(date: DateMention) -> bool:
    return bool(date.value or not (date.timex is None or _VAGUE.fullmatch(date.timex)))


def _date(dates: Sequence[DateMention], references: References) -> list[Inline]:
    value = dates[0].value or dates[0].timex
    where = ", ".join(dict.fromkeys(references.sentence(item.start, item.end) for item in dates))
    meaning = value if value and value.strip("X-") else "open"
    return [Quote(dates[0].quote), Text(f": {meaning} ({dates[0].relation}, {where})")]


def wording_blocks(
    briefing: Briefing, references: References, *, everything: bool
) -> list[Heading | Items | Paragraph]:
    """The words with which the outlet itself judges, outside quotation marks."""
    own = [word for word in briefing.loaded if word.voice == "outlet" and not word.in_quotation]
    if everything:
        items = []
        for word in own:
            where = references.sentence(word.start, word.end)
            plainer = f"; plainer: {word.suggestion}" if word.suggestion else ""
            items.append(_item(Quote(word.quote), Text(f": {word.category.replace('_', ' ')} ({where}){plainer}")))
        return [Heading(3, Entry((Text("Words it judges with"),))), Items(tuple(items))] if items else []
    judging = [word.quote for word in own if word.category not in _LEAVES_OPEN]
    phrases = list({words.casefold(): words for words in judging}.values())
    if not phrases:
        return []
    told: list[Inline] = [Text("Words it judges with: ")]
    for number, words in enumerate(phrases[:_MAX_WORDINGS]):
        told += [*([Text(", ")] if number else []), Quote(words)]
    if (more := len(phrases) - _MAX_WORDINGS) > 0:
        told += [Text(f" and {more} more ("), *_MORE]
    return [Paragraph((Entry(tuple(told)),))]


def unread_notice(briefing: Briefing) -> tuple[Inline, ...]:
    """How much of the document the engine failed over, and why; nothing where it read all of it."""
    unread = _unread(briefing)
    if not unread:
        return ()
    reasons = dict.fromkeys(entry.reason.removeprefix(_UNREAD).lstrip(":;,. ") for entry in unread if entry.reason)
    why = "; ".join(reason for reason in reasons if reason)
    them = "it is" if len(unread) == 1 else "they are"
    return (
        Strong(f"{len(unread):,} of {count(len(briefing.coverage), 'sentence')} could not be read"),
        Text(f"{f' ({why})' if why else ''}; {them} listed under “{UNREAD_TITLE}”."),
    )


def unread_items(briefing: Briefing, references: References, *, document: Document | None) -> list[Item]:
    """The sentences that the engine failed over: where each stands, and its first words where the document is given."""
    items = []
    for entry in _unread(briefing):
        place = entry.sentence
        words = document.text[place.start : place.end].split() if document is not None else []
        opening = " ".join(words[:_OPENING_WORDS]) + (" …" if len(words) > _OPENING_WORDS else "")
        where = Text(f"{references.sentence(place.start, place.end)}, {place.start}–{place.end}")
        items.append(_item(where, Text(": "), Quote(opening)) if words else _item(where))
    return items


def _unread(briefing: Briefing) -> list[Coverage]:
    return [entry for entry in briefing.coverage if (entry.reason or "").startswith(_UNREAD)]


def refusal_items(briefing: Briefing) -> list[Item]:
    """What was refused, each with its reason."""
    return [
        _item(Quote(item.statement), Text(f": {_reason(item)}" + (f" ({item.detail})" if item.detail else "")))
        for item in briefing.rejected
    ]


def provenance_items(briefing: Briefing, *, n_told: int) -> list[Item]:
    """Which text was read, by what and when, what became of its sentences, and how many claims the page tells."""
    return [_item(*_text_read(briefing)), _item(*_what_came(briefing, n_told=n_told)), _item(Text(_making(briefing)))]


def _text_read(briefing: Briefing) -> list[Inline]:
    document = briefing.document
    origin = f", from {document.source}" if document.source and document.source != "-" else ""
    published = f"published {document.published}" if document.published else "publication date unknown"
    return [
        Text(f"Text: {document.title or document.id}{origin}; "),
        Text(f"{count(document.length_chars, 'character')}, {published}, SHA-256 "),
        Code(f"{document.sha256[:16]}…"),
        Text("."),
    ]


def _what_came(briefing: Briefing, *, n_told: int) -> list[Inline]:
    silent = sum(not entry.claim_ids for entry in briefing.coverage)
    words: list[Inline] = [
        Text(f"{count(len(briefing.claims), 'claim')} from {count(len(briefing.coverage), 'sentence')}"),
        Text(f", {silent} of which {'gives' if silent == 1 else 'give'} none" if silent else ""),
    ]
    if hidden := len(briefing.claims) - n_told:
        words += [Text(f"; {hidden} of less weight {'is' if hidden == 1 else 'are'} not told here ("), *_MORE]
    refused = Counter(_reason(item) for item in briefing.rejected)
    why = f": {', '.join(f'{reason} ({n})' for reason, n in refused.most_common())}" if refused else ""
    words.append(Text(f"; {count(len(briefing.rejected), 'wording')} refused{why}."))
    return [word for word in words if word != Text("")]


def _making(briefing: Briefing) -> str:
    made = briefing.provenance
    return (
        f"Made by brief {made.brief_version} with the {made.engine} engine"
        + (f" on {made.model}" if made.model else "")
        + (f" and the prompts {', '.join(made.prompts)}" if made.prompts else "")
        + f" on {made.created_at:%Y-%m-%d %H:%M %Z}".rstrip()
        + (f", in {made.usage.seconds:.1f} s" if made.usage.seconds is not None else "")
        + "."
    )


def _reason(item: Rejected) -> str:
    return item.reason.replace("_", " ")


def _item(*words: Inline) -> Item:
    return Item((Entry(words),))


def _run_in(opening: str, phrases: Sequence[Sequence[Inline]]) -> list[Item]:
    """What is left, by itself on one line; what is too much for it is counted."""
    if not phrases:
        return []
    words: list[Inline] = []
    for number, phrase in enumerate(phrases[:_MAX_RUN_IN]):
        words += [*([Text(", ")] if number else []), *phrase]
    if (more := len(phrases) - _MAX_RUN_IN) > 0:
        words += [Text(f" and {more} more ("), *_MORE]
    return [Item((Entry(tuple(words)),), opening=opening)]
