"""One attempt at an endpoint, through the `openai` package; the only module that imports it.

A body goes out as it is given; a reply, a `TransientFault`, a `Refused` or a `ConfigError` comes back, and no exception
of the package's. Retries, redirects and whatever else the package would do of itself are switched off: they are for the
layers above, which count and bound them. Import this module late, since the package takes 0.6 s.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from functools import lru_cache
from itertools import takewhile

import anyio
import httpx2
import openai
from pydantic import SecretStr

from brief.engines.hosted.bodies import Body
from brief.engines.hosted.endpoints import Endpoint
from brief.engines.hosted.outcomes import Refused, Reply, TransientFault
from brief.engines.hosted.payloads import parse_error, parse_payload
from brief.engines.hosted.verdicts import Complaint, judge_complaint
from brief.errors import BriefError, ConfigError

__all__ = ["MOST_REPLY_BYTES", "ServerClient", "map_error"]

# No reply of the lengths that can be asked for comes near it: 100,000 tokens are about half a megabyte.
MOST_REPLY_BYTES = 8_000_000

# All that sending and reading can raise: the package's own, its HTTP library's, and what passes through both.
_FAILURES = (
    openai.OpenAIError,
    openai.InvalidWebhookSignatureError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    anyio.EndOfStream,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    OSError,
)

# Those of them that know what became of the connection.
_BELOW = (
    httpx2.HTTPError,
    httpx2.StreamError,
    anyio.EndOfStream,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    OSError,
)


# Where the HTTP library writes the address of every request, with all that it carries.
_HTTP_LOG = logging.getLogger("httpx2")


class _TooLong(Exception):
    """A reply went beyond `MOST_REPLY_BYTES`; it is not read further."""


class ServerClient:
    """A pool of connections to one endpoint, for one event loop; `close` it there."""

    def __init__(self, endpoint: Endpoint, api_key: SecretStr | None, *, connections: int) -> None:
        key = api_key.get_secret_value().strip() if api_key else ""
        self._endpoint = endpoint
        self._redaction = _Redaction(endpoint)
        _HTTP_LOG.addFilter(self._redaction)
        login = endpoint.login
        self._client = openai.AsyncOpenAI(
            api_key=key or "none",  # the package wants one, and servers without keys do not mind
            base_url=endpoint.shown,
            default_query={name: value.get_secret_value() for name, value in endpoint.query},
            default_headers={
                "Accept-Encoding": "identity",  # so that a small reply cannot unfold to a huge one
                **({"api-key": key} if key and endpoint.is_azure else {}),
            },
            http_client=httpx2.AsyncClient(
                verify=_trusted(),
                auth=None if login is None else httpx2.BasicAuth(login[0], login[1].get_secret_value()),
                follow_redirects=False,
                limits=httpx2.Limits(max_connections=connections, max_keepalive_connections=connections),
                event_hooks={"response": [_bound], "request": [_drop_bearer] if endpoint.is_at_azure else []},
            ),
            max_retries=0,
            timeout=None,  # ours is over the whole attempt; the package's begins anew with each byte
        )
        # Users name a server without the path that most servers have; where the bare address has nothing, that is it.
        self._below = None if endpoint.has_path else self._client.with_options(base_url=f"{endpoint.shown}/v1")

    async def send(self, body: Body, *, timeout_s: float) -> Reply:
        """The endpoint's reply to a body, which took no longer than `timeout_s` from start to end.

        Raises:
            TransientFault: If it may go better another time.
            Refused: If the endpoint does not take this body.
            ConfigError: If it takes none with this key, model or address.
        """
        handled = sys.exc_info()[1]  # the caller's own trouble, which is no cause of ours
        try:
            async with asyncio.timeout(timeout_s):
                content = await self._post(body)
        except TimeoutError:
            fault = _timed_out(self._endpoint, timeout_s)
        except _TooLong:
            fault = TransientFault(
                f"{self._endpoint.shown} answered with more than {MOST_REPLY_BYTES:,} bytes", most_retries=0
            )
        except _FAILURES as error:
            fault = map_error(error, self._endpoint, body["model"], handled=handled)
        else:
            return parse_payload(content, self._endpoint, body["model"])
        # Behind the handlers, so that ours does not carry the package's exception, which holds the request's headers.
        raise fault

    async def close(self) -> None:
        """Closes every connection."""
        _HTTP_LOG.removeFilter(self._redaction)
        await self._client.close()

    async def _post(self, body: Body) -> bytes:
        """What the endpoint answers, at the address as given, or else below /v1."""
        try:
            return await self._read(self._client, body)
        except openai.APIStatusError as error:
            below = self._below
            if below is None or error.status_code not in (404, 405):
                raise
        content = await self._read(below, body)
        self._client, self._below = below, None
        return content

    async def _read(self, client: openai.AsyncOpenAI, body: Body) -> bytes:
        """One response, read no further than it may be long."""
        rest = {name: value for name, value in body.items() if name not in ("model", "messages")}
        content = bytearray()
        completions = client.chat.completions.with_streaming_response
        async with completions.create(model=body["model"], messages=body["messages"], extra_body=rest) as response:
            async for chunk in response.iter_bytes():
                content += chunk
                if len(content) > MOST_REPLY_BYTES:
                    raise _TooLong
        return bytes(content)


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that takes 50 ms, and a batch opens a client for each document."""
    return httpx2.create_ssl_context()


class _Redaction(logging.Filter):
    """Takes the secrets of an endpoint out of what is logged."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__()
        self._endpoint = endpoint

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._endpoint.hide(record.getMessage()), ()
        return True


class _Bounded(httpx2.AsyncByteStream):
    """A response's bytes, which end in `_TooLong` where there are too many; also where the package reads an error's."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        n_bytes = 0
        async for chunk in self._stream:
            n_bytes += len(chunk)
            if n_bytes > MOST_REPLY_BYTES:
                raise _TooLong
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Bounded(response.stream)


async def _drop_bearer(request: httpx2.Request) -> None:
    """Leaves the key to its own header: Azure takes a bearer's token for a user's."""
    request.headers.pop("authorization", None)


def map_error(error: Exception, endpoint: Endpoint, model: str, *, handled: BaseException | None = None) -> BriefError:
    """Our error for one of the package's, of its HTTP library's, or of the system's.

    What was being `handled` when the call began is no cause of it.
    """
    match error:
        case openai.APIStatusError():
            return judge_complaint(_complaint(error), endpoint, model)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return _timed_out(endpoint, None)
        case openai.APIResponseValidationError():
            return TransientFault(f"{endpoint.shown} answered what is not Chat Completions", most_retries=1)
        case openai.APIError() | httpx2.HTTPError() | httpx2.StreamError() | OSError():
            return _unreachable(error, endpoint, handled)
        case anyio.EndOfStream() | anyio.BrokenResourceError() | anyio.ClosedResourceError():
            return _unreachable(error, endpoint, handled)
        case openai.LengthFinishReasonError() | openai.ContentFilterFinishReasonError():
            return Refused(f"{endpoint.shown} gave no whole answer", status=200, words=type(error).__name__)
    return ConfigError(
        f"the openai package cannot call {endpoint.shown} ({type(error).__name__}); check OPENAI_API_KEY and"
        " BRIEF_BASE_URL"
    )


def _complaint(error: openai.APIStatusError) -> Complaint:
    words, code, parameter = parse_error(error.body)
    headers = error.response.headers
    return Complaint(
        status=401 if isinstance(error, openai.AuthenticationError) else error.status_code,
        words=words,
        code=code,
        parameter=parameter,
        retry_after=headers.get("retry-after"),
        retry_after_ms=headers.get("retry-after-ms"),
    )


def _timed_out(endpoint: Endpoint, timeout_s: float | None) -> BriefError:
    limit = "in time" if timeout_s is None else f"within {round(timeout_s, 1):g} s"
    return TransientFault(f"{endpoint.shown} did not answer {limit}")


def _unreachable(error: BaseException, endpoint: Endpoint, handled: BaseException | None) -> BriefError:
    """What kept the bytes from coming, as the lowest layer that knows tells it."""
    causes = [*takewhile(lambda cause: cause is not handled, _causes(error))]
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return ConfigError(
            f"{endpoint.shown} shows a certificate that this machine does not trust; check BRIEF_BASE_URL, or name the"
            " authority's certificate in SSL_CERT_FILE"
        )
    # Below the failure may lie what was under way when it came, of which a user knows nothing.
    known = [cause for cause in causes if isinstance(cause, _BELOW)]
    lowest = (known or causes[:1])[-1]
    reason = endpoint.hide(" ".join(str(lowest).split())) or type(lowest).__name__
    # A connection that was never made has cost nothing.
    refused = any(isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout) for cause in causes)
    return TransientFault(f"the connection to {endpoint.shown} failed ({reason})", unbilled=refused)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
