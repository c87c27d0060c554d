"""Names for a briefing and its parts that are the same whenever the same briefing is rendered, and nobody else's.

They are computed from what the briefing holds: no clock, no randomness, no registry.
"""

from __future__ import annotations

import base64
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from datetime import datetime

    from brief.briefing import Briefing

__all__ = ["VOCABULARY", "derive", "fragment", "identify_briefing", "identify_text", "web_address", "write_time"]

# Drawn once, by chance: what is derived from it is nobody else's.
_NAMESPACE = UUID("5b2f0f0e-8a57-4c41-9a3e-6f6c1c0f9d27")
VOCABULARY = f"urn:uuid:{_NAMESPACE}#"


def identify_briefing(briefing: Briefing) -> UUID:
    """The UUID (version 5) of exactly this briefing: another wording, time or model is another briefing."""
    return uuid5(_NAMESPACE, briefing.model_dump_json())


def derive(whole: UUID, *names: str) -> UUID:
    """The UUID of a part, by the names that lead to it; `("a", "b")` and `("a b",)` are two parts."""
    for name in names:
        whole = uuid5(whole, name)
    return whole


def identify_text(sha256: str) -> str:
    """The address of a text by its hash, as RFC 6920 writes it.

    >>> identify_text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def fragment(*names: object) -> str:
    """What stands behind `#` in the address of a part; ids from a file may hold anything.

    >>> fragment("claim", "c1"), fragment("claim", "<ü>")
    ('claim-c1', 'claim-%3C%C3%BC%3E')
    """
    return "-".join(quote(str(name), safe="") for name in names)


def web_address(source: str | None) -> str | None:
    """The source where it is an address on the web that can stand as such in a file; otherwise None."""
    if source is None or not source.lower().startswith(("http://", "https://")):
        return None
    return quote(source, safe="%/:?#[]@!$&'()*+,;=~-._")


def write_time(moment: datetime) -> str:
    """The moment in UTC as RFC 3339 writes it, to the millisecond; one without a zone is taken to be in UTC."""
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{at.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
