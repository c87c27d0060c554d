"""A plainer word in the form of the one it replaces: "slams" becomes "criticizes", "sparked" becomes "caused".

Which word is the plainer one stands in the lexicon; whether to use it is the reader's choice.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["inflect_plainer"]

_PAST: Mapping[str, tuple[str, str]] = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "fall": ("fell", "fallen"),
    "rise": ("rose", "risen"),
    "grow": ("grew", "grown"),
    "begin": ("began", "begun"),
    "break": ("broke", "broken"),
    "cut": ("cut", "cut"),
    "fight": ("fought", "fought"),
    "give": ("gave", "given"),
    "lead": ("led", "led"),
    "send": ("sent", "sent"),
    "spend": ("spent", "spent"),
    "take": ("took", "taken"),
    "shoot": ("shot", "shot"),
    "stop": ("stopped", "stopped"),
    "drop": ("dropped", "dropped"),
}
_VOWELS = "aeiou"


def inflect_plainer(plainer: str, tag: str) -> str:
    """The plainer wording in the form that a Penn tag asks for; other tags leave it as it is.

    >>> inflect_plainer("criticize", "VBZ"), inflect_plainer("cause", "VBD"), inflect_plainer("say", "VBN")
    ('criticizes', 'caused', 'said')
    >>> inflect_plainer("change position", "VBG"), inflect_plainer("weaken", "VBD")
    ('changing position', 'weakened')
    """
    verb, space, rest = plainer.partition(" ")
    if tag == "VBZ":
        verb = _third_person(verb)
    elif tag in ("VBD", "VBN"):
        verb = _PAST[verb][tag == "VBN"] if verb in _PAST else _past(verb)
    elif tag == "VBG":
        verb = _progressive(verb)
    return verb + space + rest


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "ed"


def _progressive(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in ("stop", "drop", "begin", "cut") else verb + "ing"
