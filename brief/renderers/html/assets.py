"""The page's own style and script, and the policy that lets nothing else act in it.

They are files of the package, each for one part of the page; a page carries all of them inside.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["policy", "script", "style"]

_STYLES: Final = ("colours", "layout", "document", "claims", "charts", "lists", "phone", "print")
_SCRIPTS: Final = ("page", "choosing", "filters", "roving", "views", "start")


@cache
def style() -> str:
    """All style sheets as one."""
    return "\n".join(_read("styles", f"{name}.css") for name in _STYLES)


@cache
def script() -> str:
    """All scripts as one, which leaves no name behind."""
    parts = "\n".join(_read("scripts", f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


@cache
def policy() -> str:
    """The content security policy: nothing from anywhere, and of what is inside only this style and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style())}'",
            f"script-src '{_digest(script())}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _read(folder: str, name: str) -> str:
    return files("brief.renderers.html").joinpath(folder, name).read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
