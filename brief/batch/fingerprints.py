"""What briefs a document, in a few words: brief's version, a hash of its code and prompts, the model, the Python.

Two machines with the same fingerprint make the same briefing of a document. Comparing them is for `cluster`.
"""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

__all__ = ["Fingerprint", "take_fingerprint"]

Fingerprint = dict[str, str]


@lru_cache(maxsize=4)
def take_fingerprint(model: str | None) -> Fingerprint:
    """The fingerprint of this installation, with the named spaCy pipeline or the best one there is.

    Raises:
        ConfigError: If no such pipeline is installed.
    """
    import brief
    from brief.language.model import name_model

    return {
        "brief": brief.__version__,
        "code": _hash_code(Path(brief.__file__).parent),
        "model": name_model(model),
        "spacy": _version_of("spacy"),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def _hash_code(package: Path) -> str:
    """A hash of every file of the package, modules and data alike."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(package)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _version_of(package: str) -> str:
    from importlib.metadata import version

    return version(package)
