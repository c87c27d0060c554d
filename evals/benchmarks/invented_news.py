"""News that nobody has written: as many characters as are wanted, the same ones each time.

Sentences come from patterns, with names, figures, quotations and hedges as news has them, so that what is measured on
them meets what real text would bring. No two paragraphs are alike; what they say means nothing.
"""

from __future__ import annotations

from random import Random

__all__ = ["invent_news"]

_FIRST = "Ada Bram Cora Dino Edda Falk Greta Hugo Inga Jonas Kaja Lars Mira Nils Orla Pavel Rena Sven Tilda Udo".split()
_LAST = (
    "Aldis Brandt Corvin Duval Ekholm Farro Galt Hessel Idris Jansen Kell Lund Marlow Norr Okafor Penn Quist".split()
)
_PLACES = (
    "Arden Brink Corran Dale Esker Fallow Garth Hamn Ilse Jarrow Karsk Lowmoor Marsh Ness Orrin Skarn Tarn".split()
)
_BODIES = (
    "the harbour board", "the valley council", "the fishers’ union", "the roads office", "the health board",
    "the water company", "the school board", "the coast guard", "the bus company", "the land court",
)  # fmt: skip
_ROLES = "the mayor of {place}|a spokesman for {body}|the head of {body}|a farmer from {place}|a driver from {place}"
_THINGS = "bridge school ferry clinic market quarry depot library dam tunnel station mill reservoir theatre".split()
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PATTERNS = (
    "{Body} closed the {thing} in {place} on {day} after {n} complaints.",
    "{name}, {role}, said the {thing} would cost {m} million crowns.",
    "“We have waited {n} years for the {thing},” said {name}.",
    "According to {body}, {n} people use the {thing} in {place} every week.",
    "{name} denied that {body} had sold the {thing}.",
    "The {thing} in {place} was built in {year} and has {n} rooms.",
    "{Body} may open the {thing} again in {month}, but no date has been set.",
    "{name} called the plan “a gift to {place}” and asked for a vote.",
    "It is not clear who will pay for the {thing}.",
    "{Body} said in a statement that {n} of its {k} workers had signed the petition.",
    "Two reports on the {thing}, published in {month} {year}, do not agree about the damage.",
    "{name} told reporters on {day} that the {thing} “will not be sold, whatever {body} says”.",
    "The people of {place} voted {n} to {k} against the {thing} in {year}.",
    "{Body} allegedly knew of the damage to the {thing} since {year}.",
    "Work on the {thing} stopped in {month} because the {place} road was under water.",
    "{name}, who has lived in {place} since {year}, does not expect an answer before {month}.",
)


def invent_news(n_chars: int, *, seed: int = 1) -> str:
    """At least that many characters of news, ending with a whole paragraph."""
    random = Random(seed)
    paragraphs = ["The valley and its bridges"]
    length = 0
    while length < n_chars:
        topic = {"place": random.choice(_PLACES), "thing": random.choice(_THINGS), "body": random.choice(_BODIES)}
        sentences = [_sentence(random, topic) for _ in range(random.choice((2, 3, 3, 4, 5)))]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def _sentence(random: Random, topic: dict[str, str]) -> str:
    n = random.randrange(11, 900)
    filled = {
        **topic,
        "Body": topic["body"][:1].upper() + topic["body"][1:],
        "name": f"{random.choice(_FIRST)} {random.choice(_LAST)}",
        "role": random.choice(_ROLES.split("|")).format(**topic),
        "day": random.choice(_DAYS),
        "month": random.choice(_MONTHS),
        "year": str(random.randrange(1950, 2024)),
        "n": str(n),
        "k": str(n + random.randrange(1, 400)),
        "m": f"{random.randrange(1, 90)}.{random.randrange(1, 9)}",
    }
    return random.choice(_PATTERNS).format(**filled)
