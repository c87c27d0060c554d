"""A quote is found where it stands, however it was copied, and refused when it says anything else."""

from __future__ import annotations

import random
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Span
from brief.grounding.align import Match, TextIndex, align
from brief.grounding.boundaries import cuts

ARTICLE = """Harbour plan divides Selmouth

The harbour board of Selmouth approved a 3.5 million euro plan on 12 May 2031, its chair Ilse Quint said. “We won’t
wait another year,” she told the council — “not now” — and added that 12,000 tonnes of gravel, 15% more than in 2029,
may be moved. The infra-
structure commissioner, Dr. J. B. Ombe, had not seen the figures. Some members of the board objected; several left.

According to Mr Ombe, repairs could cost £4,250,000 (about $5 million). No ship was damaged. He never signed the form
from the ministry, and the trial of the broad-beamed ferry ended at -5 °C. The café’s owner, Zoë Ångström, agreed:
“It’s a ‘marital’ dispute,” she said. A union spokesman denied that any worker was untied or harmed.
"""
INDEX = TextIndex(ARTICLE)


def found(text: str, quote: str) -> tuple[str, str] | None:
    match = align(text, quote)
    if match is None:
        return None
    assert all(text[span.start : span.end] == span.quote for span in match.spans)
    return match.status, match.span.quote


@pytest.mark.parametrize(
    ("quote", "status", "stands"),
    [
        ("approved a 3.5 million euro plan", "exact", None),
        ("The harbour  board of Selmouth", "normalised", "The harbour board of Selmouth"),
        ("We won't wait another year", "normalised", "We won’t\nwait another year"),
        ("“We won’t wait another year,” she told the council", "normalised", None),
        ("'We won't wait another year,' she told the council - 'not now'", "normalised", None),
        ("the harbour board of Selmouth approved", "normalised", "The harbour board of Selmouth approved"),
        ("No ship was damaged!", "normalised", "No ship was damaged"),
        ("may be moved, ", "normalised", "may be moved"),
        ("The infrastructure commissioner, Dr", "normalised", "The infra-\nstructure commissioner, Dr"),
        ("The infra-structure commissioner", "normalised", "The infra-\nstructure commissioner"),
        ("Zoe\u0308 A\u030angstro\u0308m", "normalised", "Zoë Ångström"),
        ("No sh\u00adip was\u00a0dam\u200baged", "normalised", "No ship was damaged"),
        ("(about $5 million)", "exact", None),
        ("seen the figures", "exact", None),
        ("signed the form", "exact", None),
        ("HE NEVER SIGNED THE FORM FROM THE MINISTRY", "repaired", "He never signed the form\nfrom the ministry"),
        ("A union spokesman denied that any worker was untied or harrned", "repaired", None),
        ("The infrastructure cornmissioner, Dr. J. B. Ombe", None, None),
        ("the harbour board of Selmouth approved it", None, None),
    ],
)
def test_the_status_says_how_the_quote_was_found(quote: str, status: str | None, stands: str | None) -> None:
    match = INDEX.align(quote)
    assert (match and match.status) == status
    if match and stands:
        assert match.span.quote == stands


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the govemment of the island met today", "the government of the island met today"),
        ("the government of the island met today", "the govemment of the island met today"),
        ("the legal advice of the ministry", "the 1egal advice of the ministry"),
        ("the police of the island met today", "the poIice of the island met today"),
        ("the residents of the island met today", "the resdients of the island met today"),
        ("the resdients met the commissioner of the port", "the resdients met the comissioner of the port"),
        ("the oﬃcial ﬁgures", "the official figures"),
        ("the official figures", "the oﬃcial ﬁgures"),
        ("COUNCIL CLOSES OLD BRIDGE\n\nIt said so.", "Council closes old bridge"),
    ],
)
def test_a_slip_that_leaves_no_doubt_is_repaired(text: str, quote: str) -> None:
    assert found(text, quote) == ("repaired", text.split("\n")[0])


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("He is {} allowed to leave the island by the court.", "now", "not"),
        ("She signed it {} the ministry of the island today.", "form", "from"),
        ("The {} of the mayor began on the island today.", "trial", "trail"),
        ("The members of the council stayed {} on the island.", "united", "untied"),
        ("The report found a {} link to the fire on the island.", "causal", "casual"),
        ("They live under {} law on the island of the king.", "martial", "marital"),
        ("The {} met in the hall of the council today.", "board", "broad"),
        ("They went on to {} the members of the sect there.", "persecute", "prosecute"),
        ("They paid {} for it than the others in the council.", "less", "lees"),
        ("The ministers {} it on the island in the summer.", "can", "ban"),
        ("The {} talks of the ministers end on the island.", "nuclear", "unclear"),
        ("The ferry was {} with the rules of the ministry.", "compliant", "complaint"),
        ("The voters were {} on the plan of the council.", "uninformed", "uniformed"),
        ("The {} of the hero was the theme of the play.", "immortality", "immorality"),
        ("The {} office of the council has a new head.", "modern", "modem"),
        ("The {} of the company met the council today.", "corners", "comers"),
        ("The crew is {} the old ship in the port today.", "scrapping", "scraping"),
        ("The patients asked for {} in the hall of the council.", "mediation", "medication"),
        ("The council has {} members on the island today.", "seventeen", "sevneteen"),
        ("The {} of the council met on the island.", "minister", "ministers"),
        ("The council {} the plan of the harbour board.", "approved", "approves"),
        ("The council {} the plan of the harbour board.", "approved", "approve"),
        ("The council met {} on the island of the king.", "Whitfield", "Whiftield"),
        ("The pay of the {} on the island was raised.", "workers", "w\u043erkers"),
        ("The size of the {} is given in the report.", "10² field", "102 field"),
        ("The {} of the council is in the report.", "résumé", "resume"),
        ("The name of the {} is on the map of the town.", "Straße", "Strasse"),
        ("The aid for {} on the island was raised by half.", "US troops", "us troops"),
        ("The sum of {} was paid to the harbour board.", "£5", "$5"),
        ("The sum of {} was paid to the harbour board.", "5%", "5"),
        ("The cold of {} degrees hit the harbour board.", "-5", "5"),
        ("The cold of {} degrees hit the harbour board.", "5", "-5"),
        ("The {} place of the race went to the council.", "1st", "lst"),
        ("The man of {} height was seen in the harbour.", "6'", '6"'),
    ],
)
def test_another_word_is_no_slip(text: str, word: str, other: str) -> None:
    """Both ways round, and whether or not the text has the other word elsewhere."""
    for says, quoted in ((word, other), (other, word)):
        document, quote = text.format(says), text.format(quoted)
        assert align(document, document) is not None
        assert align(document, quote) is None
        assert align(f"{document}\n\nNothing of the {quoted} is known.", quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It has 12,000 people.", "000 people"),
        ("It has 12 000 people.", "000 people"),
        ("It cost 3.5 million.", "5 million"),
        ("It cost 5 million.", "It cost 5"),
        ("It cost $5 million.", "5 million"),
        ("It cost US$5.", "$5"),
        ("It rose by 5%.", "rose by 5"),
        ("It rose by 5 percent.", "rose by 5"),
        ("It fell to -5.", "5"),
        ("It won 3–2.", "won 3"),
        ("It met at 12:30.", "30"),
        ("It rose twenty-five points.", "five points"),
        ("It was a non-violent protest.", "violent protest"),
        ("He can't win.", "He can"),
        ("They cannot win.", "They can"),
        ("He was undecided.", "decided"),
        ("A cafe\u0301 opened.", "A cafe"),
        ("The 👩\u200d👧 came a.", "👧 came a"),
        ("You lied?", "You lied."),
        ("You lied.", "You lied?"),
        ("Who runs it? The chair.", "Who runs it."),
        ("", "a"),
        ("a", ""),
        ("a … b", "…"),
        ("“ ”", "“ ”"),
    ],
)
def test_a_match_is_whole(text: str, quote: str) -> None:
    assert align(text, quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "spans"),
    [
        ("The board, which met on Friday, left.", "The board … left", ["The board", "left"]),
        ("The board, which met on Friday, left.", "The board ... left.", ["The board", "left."]),
        ("The board, which met on Friday, left.", "the board, [...] left", ["The board,", "left"]),
        ("“I quit,” she said, “at once.”", "I quit … at once", ["I quit", "at once"]),
        ("It met. Rain fell. It left.", "It met. … It left.", ["It met.", "It left."]),
    ],
)
def test_an_elided_quote_is_two_spans(text: str, quote: str, spans: list[str]) -> None:
    match = align(text, quote)
    assert match is not None
    assert [span.quote for span in match.spans] == spans


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The board, which met on Friday, left.", "left … The board"),
        ("The board has not approved it.", "The board has … approved it"),
        ("Aides denied the mayor left.", "Aides … left"),
        ("The board met. The mayor left.", "The board … left"),
        ("The board met.\n\nThe board left.", "board met … board left"),
        ("The board, on Friday, left. The board, on Monday, left.", "The board … left"),
        ("The board, which met on Friday, left.", "The … board … left"),
    ],
)
def test_an_elision_that_turns_the_sense_is_refused(text: str, quote: str) -> None:
    assert align(text, quote) is None


def test_an_ellipsis_of_the_text_is_no_elision() -> None:
    for quote in ("Well ... yes", "Well... yes", "Well…yes"):
        assert align("“Well … yes,” he said.", quote) == Match((Span(1, 11, "Well … yes"),), "normalised", 1)


def test_occurrences_count_the_places_that_match_as_well() -> None:
    text = "Rates rose. “Rates rose,” he said. rates\nrose"
    exact = align(text, "Rates rose")
    assert exact is not None
    assert (exact.span.start, exact.occurrences) == (0, 2)
    normalised = align(text, "Rates  rose")
    assert normalised is not None
    assert (normalised.status, normalised.occurrences) == ("normalised", 2)


def test_a_stretch_is_searched_alone_and_the_nth_place_can_be_had() -> None:
    text = "The board met. The board left, and the board’s chair too. The board slept."
    index, start, end = TextIndex(text), 15, 57
    first = index.align_within("the board", start, end)
    assert first is not None
    assert (first.status, first.span.start, first.occurrences) == ("exact", text.index("the board"), 1)
    assert index.align_within("The board met", start, end) is None
    assert index.align_within("The board slept", start, end) is None
    starts = [
        match.span.start for n in range(4) if (match := index.align_within("The board", 0, len(text), occurrence=n))
    ]
    assert starts == [0, 15, 58]
    assert index.align_within("The board", 0, len(text), occurrence=-1) is None


def test_wide_scripts_need_no_spaces() -> None:
    assert found("運輸省は計画を\n延期した。", "計画を延期した") == ("normalised", "計画を\n延期した")
    assert found("約3.5億円の計画", "円の計画") == ("exact", "円の計画")
    assert found("約3.5億円の計画", "5億円の計画") is None


def test_a_quote_may_start_behind_a_negation_but_is_not_repaired_there() -> None:
    text = "The council has not reconsidered the old plan of the board."
    assert found(text, "reconsidered the old plan") == ("exact", "reconsidered the old plan")
    assert found(text, "recnosidered the old plan of the board") is None
    assert found(text, "RECONSIDERED THE OLD PLAN OF THE BOARD") is None


WORDS = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Mn", "Cf")), max_size=60)


@given(WORDS, st.data())
@settings(max_examples=300, deadline=None)
def test_any_stretch_of_any_text_is_found_or_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    match = TextIndex(text).align(quote)
    whole = quote == quote.strip() and quote.strip("\u00ad\u200b\u200e\u200f\u2060\ufeff") == quote
    if any(map(str.isalnum, quote)) and whole and not cuts(text, start) and not cuts(text, end):
        assert match is not None
        assert match.status == "exact"
        assert match.span.quote == quote
    for span in match.spans if match else ():
        assert text[span.start : span.end] == span.quote
        assert not cuts(text, span.start)
        assert not cuts(text, span.end)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_no_quote_and_no_text_breaks_it(text: str, quote: str) -> None:
    match = align(text, quote)
    assert match is None or all(text[span.start : span.end] == span.quote for span in match.spans)


HARMLESS: dict[str, Callable[[str], str]] = {
    "spaces": lambda s: "  ".join(s.split(" ")),
    "one line": lambda s: " ".join(s.split()),
    "another wrap": lambda s: "\n".join(s.split()),
    "straight": lambda s: s.translate(str.maketrans("“”‘’—", "\"\"''-")),
    "decomposed": lambda s: unicodedata.normalize("NFD", s),
    "invisible": lambda s: s.replace("e", "e\u200b").replace("o", "o\u00ad"),
    "no-break": lambda s: s.replace(" ", "\u00a0"),
    "first letter": lambda s: s[0].swapcase() + s[1:],
    "full stop": lambda s: s.rstrip(".,;:") + ".",
}
TOKENS = [(m, m + len(t)) for t in set(ARTICLE.split()) for m in range(len(ARTICLE)) if ARTICLE.startswith(t, m)]
STARTS = sorted({a for a, _ in TOKENS if not cuts(ARTICLE, a) and ARTICLE[a].isalnum()})
ENDS = sorted({b for _, b in TOKENS if not cuts(ARTICLE, b) and ARTICLE[b - 1].isalnum()})


@st.composite
def stretches(draw: st.DrawFn, n_words: int = 4) -> tuple[int, int]:
    start = draw(st.sampled_from([a for a in STARTS if len(ARTICLE) - a > 60]))
    ends = [b for b in ENDS if b > start and len(ARTICLE[start:b].split()) >= n_words]
    return start, draw(st.sampled_from(ends[:40]))


@given(stretches(), st.lists(st.sampled_from(sorted(HARMLESS)), min_size=1, max_size=4, unique=True))
@settings(max_examples=300, deadline=None)
def test_what_copying_changes_is_found_where_it_stands(stretch: tuple[int, int], changes: list[str]) -> None:
    start, end = stretch
    quote = ARTICLE[start:end]
    if "infra-\nstructure" in quote:
        changes = [change for change in changes if change not in ("one line", "another wrap")]
    for change in changes:
        quote = HARMLESS[change](quote)
    match = INDEX.align(quote)
    assert match is not None, quote
    assert (match.span.start, match.span.end) == (start, end)


def _changed(words: list[str], kind: str, rng: random.Random) -> list[str]:
    at = rng.randrange(1, len(words) - 1)
    if kind == "dropped":
        return words[:at] + words[at + 1 :]
    if kind == "inserted":
        return [*words[:at], rng.choice(["not", "never", "all", "some", "may", "Ilse", "7", "reportedly"]), *words[at:]]
    if kind == "swapped":
        return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    if kind == "replaced":
        return [*words[:at], rng.choice(["quickly", "rejected", "Hallam", "nobody", "13", "will"]), *words[at + 1 :]]
    numbers = [i for i, word in enumerate(words) if any(map(str.isdigit, word))]
    if kind == "digit" and numbers:
        at = rng.choice(numbers)
        digits = [i for i, c in enumerate(words[at]) if c.isdigit()]
        i = rng.choice(digits)
        return [*words[:at], words[at][:i] + str((int(words[at][i]) + 3) % 10) + words[at][i + 1 :], *words[at + 1 :]]
    letters = [i for i, word in enumerate(words) if word.isalpha()]
    if kind == "ending" and letters:
        at = rng.choice(letters)
        return [*words[:at], words[at] + "s", *words[at + 1 :]]
    if kind == "capital" and [i for i in letters if i]:
        at = rng.choice([i for i in letters if i])
        return [*words[:at], words[at].swapcase(), *words[at + 1 :]]
    return words


@given(
    stretches(6),
    st.sampled_from(["dropped", "inserted", "swapped", "replaced", "digit", "ending", "capital"]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=500, deadline=None)
def test_what_changes_the_meaning_is_refused(stretch: tuple[int, int], kind: str, rng: random.Random) -> None:
    words = ARTICLE[slice(*stretch)].split()
    changed = _changed(words, kind, rng)
    if changed != words:
        assert INDEX.align(" ".join(changed)) is None, changed


def cpu_ms(index: TextIndex, quote: str) -> float:
    """The least of three runs: what the machine does besides is not counted."""
    times = []
    for _ in range(3):
        began = time.process_time()
        index.align(quote)
        times.append(1000 * (time.process_time() - began))
    return min(times)


@pytest.mark.parametrize(("size", "exact_ms", "other_ms"), [(50_000, 1, 5), (500_000, 10, 50)])
def test_a_look_up_is_quick(size: int, exact_ms: float, other_ms: float) -> None:
    rng = random.Random(size)
    words = ARTICLE.split()
    body = ""
    while len(body) < size:
        body += " ".join(rng.sample(words, len(words))) + f" No {len(body)}. "
    quote = body[size // 2 : size // 2 + 200]
    quote = quote[quote.index(" ") + 1 : quote.rindex(" ")]
    index = TextIndex(body)
    assert cpu_ms(index, "No ship was really damaged in the harbour of Selmouth") < other_ms
    assert cpu_ms(index, "  ".join(quote.split())) < other_ms
    assert cpu_ms(index, quote) < exact_ms


@pytest.mark.parametrize(
    "unit",
    ["a", "é", "xa ", "運", " ", "- ", ".", "a\u0301\u0323\u0301", "1", "1,", "\u00ad", "a-", "a-\n", "ﬁ ", "'\""],
)
def test_a_monotonous_text_does_not_hang(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    index = TextIndex(text)
    began = time.process_time()
    for quote in (unit + "a", unit * 3, unit * 500, unit * 500 + "b", f"{unit} … {unit}b", "a b a b c d " * 2000):
        index.align(quote)
    assert time.process_time() - began < 3
