"""A model behind an endpoint that speaks Chat Completions, as an engine: it proposes, and is believed in nothing.

>>> from brief.engines.hosted import HostedEngine
>>> HostedEngine.name
'hosted'
"""

from __future__ import annotations

from brief.engines.hosted.engine import HostedEngine

__all__ = ["HostedEngine"]
