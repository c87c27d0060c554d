"""What an audit reports: findings with a code, and a report that knows whether the briefing may be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Report", "error", "warning"]

_SHOWN_CHARS = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong (error) or worth a look (warning); `where` is the path in the briefing."""

    code: str
    severity: Literal["error", "warning"]
    where: str
    message: str

    def __str__(self) -> str:
        line = f"{self.severity}: {self.code} at {self.where}: {self.message}"
        return " ".join(line.split())


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of an audit in the order of the briefing's parts; `ok` when none is an error."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the briefing may be trusted."""
        return not any(finding.severity == "error" for finding in self.findings)


def error(code: str, where: str, message: str) -> Finding:
    """Something that is decidedly wrong."""
    return Finding(code, "error", where, message[:_SHOWN_CHARS])


def warning(code: str, where: str, message: str) -> Finding:
    """Something a person should look at."""
    return Finding(code, "warning", where, message[:_SHOWN_CHARS])
