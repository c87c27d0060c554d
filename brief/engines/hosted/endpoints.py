"""An endpoint's address, taken apart: what is called, what may be shown, and what must never be.

Users paste addresses with passwords, keys and API versions in them. All of that travels; only the bare address may
stand in a message or name a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from pydantic import SecretStr

from brief.errors import ConfigError

__all__ = ["OPENAI_URL", "Endpoint", "check_access", "read_endpoint"]

OPENAI_URL = "https://api.openai.com/v1"

_CALLED = "/chat/completions"  # what clients append to a base URL, and users sometimes paste with it
_SHORTEST_SECRET_CHARS = 4  # a shorter one is part of half the words there are, and none that protects anything


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go; `shown` is the address without user, password and query.

    `login` is the user and the password of the address, `query` what it carries behind the question mark.
    """

    shown: str
    login: tuple[str, SecretStr] | None
    query: tuple[tuple[str, SecretStr], ...]
    secrets: tuple[SecretStr, ...]

    @property
    def host(self) -> str:
        """The host's name."""
        return urlsplit(self.shown).hostname or ""

    @property
    def has_path(self) -> bool:
        """Whether the address says more than which server."""
        return bool(urlsplit(self.shown).path)

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI's own service, which answers nobody without a key."""
        return self.host == "api.openai.com" or self.host.endswith(".api.openai.com")

    @property
    def is_at_azure(self) -> bool:
        """Whether this is OpenAI's service at Azure itself."""
        return self.host.endswith((".azure.com", ".azure.us", ".azure.cn"))

    @property
    def is_azure(self) -> bool:
        """Whether this is OpenAI's service at Azure, or a gateway to it, whose header for the key is another."""
        return self.is_at_azure or any(name == "api-version" for name, _ in self.query)

    def hide(self, text: str) -> str:
        """The same text with an ellipsis for every secret of this endpoint."""
        for secret in self.secrets:
            text = text.replace(secret.get_secret_value(), "…")
        return text


def read_endpoint(base_url: str | None, api_key: SecretStr | None = None) -> Endpoint:
    """The endpoint at an address (OpenAI's by default), whose secrets are known with the key.

    >>> read_endpoint("http://ada:hush-hush@127.0.0.1:8080/v1/?api-version=2").shown
    'http://127.0.0.1:8080/v1'

    Raises:
        ConfigError: If it is no address of a web server; the message does not repeat it.
    """
    try:
        address = (base_url or OPENAI_URL).strip()
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError:
        host, port = None, None
    # What cannot be printed cannot be meant, and half of it cannot be sent.
    if not host or not address.isprintable() or " " in address or parts.scheme not in ("http", "https"):
        raise ConfigError(
            "the base URL is not the address of a server; set --base-url or BRIEF_BASE_URL to one like " + OPENAI_URL
        )
    bare = f"[{host}]" if ":" in host else host
    place = f"{bare}:{port}" if port else bare
    path = parts.path.rstrip("/").removesuffix(_CALLED)
    query = tuple((name, SecretStr(value)) for name, value in parse_qsl(parts.query, keep_blank_values=True))
    secrets = {unquote(part) for part in (parts.username, parts.password) if part}
    secrets |= {part for part in (parts.username, parts.password) if part}  # as it stands in the address
    secrets |= {value.get_secret_value() for name, value in query if name != "api-version"}
    secrets |= {api_key.get_secret_value().strip()} if api_key else set()
    return Endpoint(
        shown=urlunsplit((parts.scheme, place, path, "", "")),
        login=None if parts.username is None else (unquote(parts.username), SecretStr(unquote(parts.password or ""))),
        query=query,
        secrets=tuple(
            SecretStr(secret)
            for secret in sorted(secrets, key=len, reverse=True)
            if len(secret) >= _SHORTEST_SECRET_CHARS
        ),
    )


def check_access(endpoint: Endpoint, api_key: SecretStr | None) -> None:
    """Nothing, if requests can be sent with this key and the installed packages; none is imported to find out.

    Raises:
        ConfigError: If the package is missing, the key is, or it cannot be one.
    """
    if find_spec("openai") is None:
        raise ConfigError("the package openai is missing, which talks to the model; pip install 'brief-engine[hosted]'")
    key = api_key.get_secret_value().strip() if api_key else ""
    if not key and endpoint.is_openai:
        raise ConfigError(
            f"{endpoint.shown} answers nobody without a key; set OPENAI_API_KEY, or --base-url (BRIEF_BASE_URL) to"
            " another endpoint"
        )
    if not all("!" <= char <= "~" for char in key):
        raise ConfigError("the key holds a character that no key has; check OPENAI_API_KEY (or BRIEF_API_KEY)")
