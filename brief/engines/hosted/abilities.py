"""What an endpoint takes of a body, found out by its refusals and remembered.

Everything is asked for first, since most endpoints take it. One that refuses the shape of the reply is given the next
simpler; one that refuses a setting by its name does without. What has worked is kept on disk, so that the next run does
not learn it again. Which words are a refusal is known here; how bodies are changed, in `bodies`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from brief.engines.hosted.bodies import OPTIONAL, Body, LengthName, ReplyFormat, Taken, adapt_body
from brief.engines.hosted.files import read_file, write_file
from brief.engines.hosted.outcomes import Refused, Reply
from brief.engines.hosted.verdicts import FORMAT_WORDS

if TYPE_CHECKING:
    from brief.engines.hosted.timing import Timing

__all__ = ["Abilities", "AbilityNotes", "take_less"]

_SIMPLER: dict[ReplyFormat, ReplyFormat] = {"json_schema": "json_object", "json_object": "text"}

# A name that is not known, or a value that no model of the kind takes. A value out of range is the caller's mistake and
# not one of these.
_UNKNOWN_WORDS = re.compile(
    r"un(supported|recogni[sz]ed|known|expected)|not (be )?(supported|permitted|allowed|recogni[sz]ed|available)"
    r"|does(n't| not) support|extra[_ ](inputs|forbidden|fields)|no longer|deprecated|cannot find field",
    re.I,
)
_ROLE_WORDS = re.compile(r"system[^.]{0,20}\brole\b|\brole\b[^.]{0,40}\bsystem\b", re.I)
# Endpoints get better; after this long, it is found out anew.
_REMEMBERED_S = timedelta(days=30).total_seconds()


def take_less(taken: Taken, refusal: Refused, body: Body) -> Taken | None:
    """What to try after a refusal of `body` as made for `taken`; None if the refusal is about something else."""
    words = f"{refusal.words} {refusal.parameter or ''}"
    unknown = bool(_UNKNOWN_WORDS.search(words))
    if unknown:
        for name in (refusal.parameter, *OPTIONAL):
            if name in OPTIONAL and name in body and name not in taken.refused and _names(words, name):
                return replace(taken, refused=taken.refused | {name})
        # Its advice may name the word that it does know, so that only the one it was sent counts.
        if taken.length_names and _names(words, taken.length_names[0]):
            return replace(taken, length_names=taken.length_names[1:])
    if taken.system and _ROLE_WORDS.search(words):
        return replace(taken, system=False)
    if FORMAT_WORDS.search(words) and taken.reply_format in _SIMPLER:
        return replace(taken, reply_format=_SIMPLER[taken.reply_format])
    return None


def _names(words: str, name: str) -> bool:
    return re.search(rf"(?<![a-z_]){name}(?![a-z_])", words, re.I) is not None


class AbilityNotes:
    """What has been found out of endpoints, in a folder; without one, nothing is remembered."""

    def __init__(self, folder: Path | None, timing: Timing) -> None:
        self._folder = folder
        self._timing = timing

    def read(self, endpoint: str, model: str) -> Taken | None:
        """What is known of a model at an endpoint, if it is not too old to be believed."""
        content = None if self._folder is None else read_file(self._path(self._folder, endpoint, model))
        try:
            note = json.loads(content or "")
            length_names, refused = tuple(note["length_names"]), frozenset(note["refused"])
            reply_format, system = note["reply_format"], note["system"]
            age_s = self._timing.now().timestamp() - note["written"]
            known = set(length_names) <= set(get_args(LengthName)) and refused <= set(OPTIONAL)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        if not known or reply_format not in get_args(ReplyFormat) or not isinstance(system, bool):
            return None
        return Taken(reply_format, length_names, system, refused) if 0 <= age_s < _REMEMBERED_S else None

    def write(self, endpoint: str, model: str, taken: Taken) -> None:
        """Keeps what has worked; a folder that cannot be written to is no reason to stop."""
        if self._folder is not None:
            note = {
                "endpoint": endpoint,
                "model": model,
                "reply_format": taken.reply_format,
                "length_names": list(taken.length_names),
                "system": taken.system,
                "refused": sorted(taken.refused),
                "written": int(self._timing.now().timestamp()),
            }
            write_file(self._path(self._folder, endpoint, model), json.dumps(note, ensure_ascii=False, indent=2) + "\n")

    @staticmethod
    def _path(folder: Path, endpoint: str, model: str) -> Path:
        return folder / f"{hashlib.sha256(f'{endpoint} {model}'.encode()).hexdigest()[:32]}.json"


class Abilities:
    """What one endpoint takes of bodies for one model, as a run finds it out; belongs to one event loop."""

    def __init__(self, endpoint: str, model: str, *, first: Taken, notes: AbilityNotes) -> None:
        self._endpoint = endpoint
        self._model = model
        self._notes = notes
        self._taken = notes.read(endpoint, model) or first
        self._finding_out = asyncio.Lock()

    @property
    def taken(self) -> Taken:
        """What it takes, as far as it is known."""
        return self._taken

    async def send(
        self, body: Body, send: Callable[[Body], Awaitable[Reply]], *, output_tokens: int | None = None
    ) -> Reply:
        """The reply to a body as the endpoint takes it.

        All go out at once as long as nothing is refused. After a refusal one call finds out what works, while others
        that were refused wait for it and then go out together.

        Raises:
            Refused: If it is refused for what cannot be changed here.
        """
        while True:
            tried = self._taken
            try:
                return await self._try(body, send, tried, output_tokens)
            except Refused as refusal:
                less = take_less(tried, refusal, body)
                if less is None:
                    raise
            async with self._finding_out:
                if self._taken == tried:  # else somebody has found out in the meantime
                    return await self._find_out(body, send, less, output_tokens)

    async def _find_out(
        self, body: Body, send: Callable[[Body], Awaitable[Reply]], tried: Taken, output_tokens: int | None
    ) -> Reply:
        """The reply to the first body that is not refused, and remembers what that was."""
        while True:
            try:
                reply = await self._try(body, send, tried, output_tokens)
            except Refused as refusal:
                less = take_less(tried, refusal, body)
                if less is None:
                    raise
                tried = less
            else:
                self._taken = tried
                self._notes.write(self._endpoint, self._model, tried)
                return reply

    @staticmethod
    async def _try(
        body: Body, send: Callable[[Body], Awaitable[Reply]], taken: Taken, output_tokens: int | None
    ) -> Reply:
        return await send(adapt_body(body, taken, output_tokens=output_tokens))
