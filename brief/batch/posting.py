"""A batch of the hosted engine that goes by post: what documents ask is written down, sent as a file, and read later.

A document whose answers are all there is briefed as ever; any other waits, with its next questions in the mailbox. A
later question may depend on an earlier answer, so that a run takes some rounds: to extract, to repair, to compose.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from brief.batch.hosting import Post
from brief.batch.mailbox import Mailbox
from brief.batch.records import Deferred
from brief.errors import EngineError, EngineUnavailable

if TYPE_CHECKING:
    from brief.engines.hosted.bodies import Body
    from brief.engines.hosted.calls import Calls
    from brief.engines.hosted.deliveries import Deliveries
    from brief.engines.hosted.exchange import Stage
    from brief.engines.hosted.opening import Carrier
    from brief.engines.hosted.outcomes import Reply
    from brief.engines.hosted.spending import Bill
    from brief.settings import Settings

__all__ = ["PostOffice", "count_tokens", "fetch_answers", "post_path", "send_letters"]

# What a question depends on comes before it.
_ORDER: tuple[Stage, ...] = ("extract", "repair", "verify", "compose")
# A question whose answer was an error of the endpoint's is sent so often.
_TRIES = 2
# OpenAI takes 50,000 requests and 200 MB in one file.
_MOST_LETTERS, _MOST_BYTES = 50_000, 190_000_000


def post_path(output: Path) -> Path:
    """Where the mailbox of an output is: beside it."""
    return output.with_name(output.name + ".post")


class PostOffice(Post):
    """Has the bodies of all documents answered from a mailbox, and puts into it what has no answer yet."""

    def __init__(self, mailbox: Mailbox, settings: Settings) -> None:
        from brief.engines.hosted.endpoints import read_endpoint

        self._mailbox = mailbox
        self._endpoint = read_endpoint(settings.base_url, settings.api_key)

    def carrier(self, calls: Calls, bill: Bill) -> Carrier:
        """The carrier for one document."""
        return _Counter(self, bill)

    def answer(self, body: Body, *, may_write: bool) -> Reply:
        """The reply to a body.

        Raises:
            Deferred: If there is none yet.
            EngineError: If the endpoint gave an error, and gave one again.
        """
        from brief.engines.hosted.bodies import digest_body
        from brief.engines.hosted.payloads import parse_payload

        key = digest_body(body)
        letter = self._mailbox.find(key)
        if letter is not None and letter.answer is not None:
            return parse_payload(letter.answer.encode(), self._endpoint, body["model"])
        if letter is not None and letter.complaint is not None and letter.tries >= _TRIES:
            raise EngineError(f"{self._endpoint.shown} answered with an error: {letter.complaint}")
        if may_write and (letter is None or letter.complaint is not None):
            self._mailbox.write(key, body)
        raise Deferred("its answers are still to come")


class _Counter:
    """The carrier of one document: asks nothing that depends on an answer which is still to come."""

    def __init__(self, office: PostOffice, bill: Bill) -> None:
        self._office = office
        self._bill = bill
        self._deferred = len(_ORDER)

    async def fetch(self, body: Body, stage: Stage) -> Reply:
        place = _ORDER.index(stage)
        try:
            reply = self._office.answer(body, may_write=place <= self._deferred)
        except Deferred:
            self._deferred = min(self._deferred, place)
            raise
        billed = self._bill.of(stage)
        billed.calls += 1
        if reply.usage is not None:
            billed.input_tokens += reply.usage.input
            billed.output_tokens += reply.usage.output
        return reply


def fetch_answers(mailbox: Mailbox, deliveries: Deliveries) -> Iterator[str]:
    """Puts what has come into the mailbox; a line for each delivery says how far it is.

    Raises:
        EngineError: If the endpoint does not answer.
    """
    for name, id in mailbox.deliveries():
        delivery = deliveries.find(name) if id is None else deliveries.look(id)
        if delivery is None:  # the run ended before it was handed in
            mailbox.end_delivery(name, sent=False)
            continue
        mailbox.note_delivery(name, delivery.id)
        why = f" ({delivery.complaint})" if delivery.complaint else ""
        yield f"{delivery.id}: {delivery.status}, {delivery.answered:,} of {delivery.total:,} answered{why}"
        if not delivery.is_over:
            continue
        for file in delivery.files:
            for line in deliveries.read(file):
                _receive(mailbox, line)
        mailbox.end_delivery(name)
        if delivery.status == "failed":
            raise EngineUnavailable(
                f"{deliveries.endpoint} refused the file {delivery.id}{why}; run the same command to send it again"
            )


def _receive(mailbox: Mailbox, line: str) -> None:
    try:
        result = json.loads(line)
        key, response, error = result["custom_id"], result.get("response") or {}, result.get("error") or {}
        body, status = response.get("body") or {}, response.get("status_code")
        said = error.get("message") or (body.get("error") or {}).get("message") or f"status {status}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # no line of an answer; its letter goes out again
    if status == 200 and not error:
        mailbox.receive(key, answer=json.dumps(body), complaint=None)
    else:
        mailbox.receive(key, answer=None, complaint=" ".join(str(said).split())[:500])


def send_letters(mailbox: Mailbox, deliveries: Deliveries) -> Iterator[str]:
    """Sends every letter that waits, in as few files as are taken; a line for each file.

    Raises:
        EngineError: If the endpoint does not take them.
    """
    letters = _lines(mailbox)
    first = next(letters, None)
    while first is not None:
        keys: list[str] = []
        handle, path = tempfile.mkstemp(prefix="brief-", suffix=".jsonl")
        try:
            with open(handle, "wb") as file:
                n_bytes = 0
                while first is not None and not (keys and _is_full(len(keys), n_bytes + len(first[1]))):
                    keys.append(first[0])
                    n_bytes += file.write(first[1])
                    first = next(letters, None)
            name = uuid4().hex
            mailbox.begin_delivery(name, keys)
            delivery = deliveries.send(Path(path), name=name)
            mailbox.note_delivery(name, delivery.id)
            yield f"{delivery.id}: {len(keys):,} requests sent to {deliveries.endpoint}"
        finally:
            os.unlink(path)


def count_tokens(mailbox: Mailbox) -> tuple[int, int]:
    """The tokens that were used or may be by what is under way, and those that what is to be sent may use."""
    from brief.engines.hosted.estimates import count_body_tokens

    used = to_come = 0
    for body, answer, waits in mailbox.all():
        usage = (json.loads(answer).get("usage") or {}) if answer else {}
        known = isinstance(usage.get("prompt_tokens"), int) and isinstance(usage.get("completion_tokens"), int)
        most = 0 if known else count_body_tokens(body) + int(body["max_completion_tokens"])
        tokens = usage["prompt_tokens"] + usage["completion_tokens"] if known else most
        used, to_come = (used, to_come + tokens) if waits else (used + tokens, to_come)
    return used, to_come


def _is_full(n_letters: int, n_bytes: int) -> bool:
    return n_letters >= _MOST_LETTERS or n_bytes > _MOST_BYTES


def _lines(mailbox: Mailbox) -> Iterator[tuple[str, bytes]]:
    for key, body in mailbox.waiting():
        request = {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
        yield key, json.dumps(request, ensure_ascii=False).encode() + b"\n"
