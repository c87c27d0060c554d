"""What kind of claim a clause makes: from tense, mood, the cue and what it is said of.

The labels are those of the labelling guide: what happened or is the case (assertion), what somebody intends (plan),
what will happen (prediction), why (rationale), what somebody wants or holds (position), a reading that could be
disputed (judgement), older context (background). What counts as a hedge is `language.modality`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.briefing import Kind
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.modality import find_markers

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["classify_kind", "is_open"]

_OPEN_GROUPS = frozenset({"possible", "likely", "reported", "apparent"})
_LOOKING_AHEAD = frozenset(
    """risk risks chance chances potential potentially possibility possibilities threatens threatened should would
    claim claims claimed suggest suggests suggested suggesting indicate indicates indicated indicating forecast
    forecasts estimate estimates estimated predicted projected prospect prospects
    considered understood accused""".split()
) | {"set to", "due to", "on track"}
_PLANNING = frozenset({"plan", "intend", "promise", "vow", "pledge", "commit", "decide", "aim", "schedule", "prepare"})
_PREDICTING = frozenset({"predict", "expect", "forecast", "foresee", "anticipate", "project"})
_HOLDING = frozenset(
    """want demand urge call support oppose reject criticise criticize praise condemn welcome ask wish hope deny
    refuse defend endorse back blame accuse insist agree disagree object prefer favour favor concern fear worry
    caution warn appeal thank apologise apologize denounce dismiss dispute advise order instruct recommend
    view""".split()
)
# What such verbs introduce may still lie ahead: "warned that the river would fall" foretells.
_FORETELLING = frozenset({"warn", "caution", "fear", "worry", "concern", "insist", "agree", "dismiss", "dispute"})
# What the outlet tells as done, and is itself a stand taken: "Others disagreed", "It advised residents to stay".
_STANDS = frozenset(
    """demand urge oppose reject criticise criticize praise condemn welcome deny blame accuse disagree object dispute
    advise instruct denounce""".split()
)
# "told jurors to ignore it": telling somebody to do it.
_DIRECTING = frozenset({"tell", "order", "ask", "advise", "urge", "instruct", "warn", "call", "invite"})
_RATIONALE = re.compile(
    r"(?i)\b(?:because|in order to|so that|so as to|due to|owing to|as a result of|the reason|"
    r"(?:intended|designed|meant|aimed|measure) (?:to|at)|"
    r"aim(?:s|ed|ing)? (?:is |was )?to|purpose|on the grounds? that|attribut(?:e|es|ed) to)\b"
)
# "due to open in May" is a date, "due to frost" a reason; the parser tells them apart no better than the next word.
_CAUSING = frozenset({"cause", "trigger", "prompt", "attribute", "stem"})
_SHOULD = re.compile(
    r"(?i)\b(?:should|must|ought to|has to|have to|need to|needs to|not up for|unacceptable|deserves?)\b"
)
# "Tickets must be booked" tells a rule; that something should be is an opinion.
_OUGHT = re.compile(r"(?i)\b(?:should|ought to|not up for|unacceptable|deserves?)\b")
_FUTURE = re.compile(r"(?i)\b(?:will|won[’']t|shall|would|(?:is|are|am|was|were|[’'](?:m|s|re)) going to|[’']ll)\b")
_IF = re.compile(r"(?i)\b(?:if|unless|perhaps|maybe)\b")
# "Could not rule it out", "may already exceed": what is not known now, and nothing that is to come.
_MIGHT = re.compile(
    r"(?i)\b(?:may|might|could(?! not\b))\b(?! (?:not )?(?:be \w+(?:ed|own)|have)\b)(?! (?:already|now|still)\b)"
)
# What a speaker says of his own mind: "I prefer", "we are delighted", "I would like".
_OWN_MIND = re.compile(
    r"(?i)\b(?:i|we)(?: (?:do|would|will|can|could))?(?: not|n[’']t|[’']d)? (?:never |much |really )?"
    r"(?:rather|prefer|like|want|love|hope|welcome|regret|support|oppose|stand by|reject|agree|disagree|answer|"
    r"speculate|call|"
    r"accept|apologi[sz]e|(?:am|are|was|were) (?:\w+ly )?(?:delighted|pleased|proud|sorry|glad|grateful|thankful|"
    r"disappointed|concerned|confident|committed|happy|appalled|thrilled|saddened|determined))\b"
)
_DENIAL = re.compile(
    r"(?i)^\W*(?:and |but )?(?:i|we) (?:\w+ly )?(?:have |had )?never\b|"
    r"\b(?:is|was|are) (?:simply |just |plainly |absolutely )?(?:not true|untrue|false)\b"
)
_NO_COMMENT = re.compile(
    r"(?i)\b(?:does|do|did|will|would|could)(?: not|n[’']t) (?:comment|discuss|speculate|be drawn|go into)\b"
)
# "Has no intention of going to war", "no reason to doubt it": where a speaker stands.
_NO_WISH = re.compile(
    r"(?i)\bno (?:\w+ )?(?:intention|desire|wish|interest|appetite|reason|need|doubts?|regrets?|objections?|comment)\b"
)
_NO_PLAN = re.compile(r"(?i)\b(?:any|no|a|an|the|of) (?:\w+ )?plans? to\b")
_READ_AS = frozenset({"suggest", "signal", "indicate", "imply", "reflect", "underscore", "underline"})
# "would have died": nothing that is still to come.
_PERFECT = re.compile(r"(?i)\b(?:would|will|[’']d|[’']ll)(?: not|n[’']t)? have \w+")
_STATES = frozenset({"be", "have", "become", "remain", "seem", "feel", "like", "love", "need", "know", "stay", "mean"})
_INTENT = re.compile(
    r"(?i)\b(?:plan(?:s|ned)? to|intend(?:s|ed)? to|aims? to|(?:is|are|was|were) (?:set|due) to|"
    r"(?:is|are|was|were) (?:scheduled|planned)|goal of|"
    r"(?:be|is|are|am|was|were|not|[’'](?:s|m|re)) going to(?= [a-z]))\b"
)
_OLDER = re.compile(
    r"(?i)\b(?:(?:has|have) long|used to|previously|in the past|for (?:years|decades)|since (?:19|20)\d\d|"
    r"founded|established)\b"
)
_ANYBODY = frozenset("nothing nobody anyone everyone anybody everybody everything".split())
# What happens to prices and rivers, and nobody does on a day.
_DRIFTING = frozenset(
    """fall rise grow shrink drop climb decline increase decrease slow ease last ease recover weaken strengthen improve
    worsen hit reach exceed average cost take continue lose gain suffer face""".split()
)
# "Work resumes tomorrow": what is to come by the calendar is told in the present.
_BY_CALENDAR = re.compile(
    r"(?i)\b(?:tomorrow|tonight|next (?:week|month|year|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day)|(?:this|the coming) (?:spring|summer|autumn|fall|winter|weekend))\b"
)
_LIKELY = re.compile(r"(?i)\b(?:is|are|was|were|be|seems?|looks?) (?:\w+ )?(?:un)?likely to \w")
# What things stand in to each other and nobody does.
_LASTING = frozenset("link own belong chair border employ house comprise adjoin flank separate".split())
_EVALUATIVE_LOADED = frozenset(
    {
        "opinion_as_fact",
        "unsupported_inference",
        "mind_reading",
        "subjective_adjective",
        "editorializing",
        "puffery",
        "contentious_label",
        "framing_metaphor",
        "cliche",
        "intensifier",
        "weasel_word",
    }
)


def classify_kind(
    words: str,
    *,
    head: Token | None,
    cue_lemma: str | None,
    loaded: Sequence[str],
    is_definition: bool = False,
    is_scheduled: bool = False,
    is_direct: bool = False,
) -> Kind:
    """The kind of claim that `words` make.

    Args:
        words: The proposition as worded in the text, without its reporting clause.
        head: Its governing verb or noun, where the parse has one.
        cue_lemma: The base form of the reporting word; None in the outlet's own voice.
        loaded: The categories of the loaded wording in it that is the claim-holder's own.
        is_definition: Whether it only says what somebody or something is.
        is_scheduled: Whether it sets a date by which something is to be.
        is_direct: Whether it is given in the holder's own words.
    """
    if is_definition:
        return "judgement" if _EVALUATIVE_LOADED & set(loaded) else "background"
    ahead = _lies_ahead(words, head, cue_lemma=cue_lemma, is_scheduled=is_scheduled)
    if cue_lemma == "agree" and ahead is None and _is_told(head):
        return "assertion"  # who agrees that it was so grants a fact
    if cue_lemma in _HOLDING:
        return ahead if ahead and cue_lemma in _FORETELLING else "position"
    if cue_lemma in _PREDICTING:
        return "plan" if ahead == "plan" and (is_scheduled or _is_expected(head)) else "prediction"
    if cue_lemma in _PLANNING or _INTENT.search(_NO_PLAN.sub(" ", words)):
        return "prediction" if cue_lemma not in _PLANNING and _IF.match(words) else "plan"
    if cue_lemma is None and _EVALUATIVE_LOADED & set(loaded):
        return "judgement"
    if cue_lemma is not None and _takes_stand(words, is_direct=is_direct) or _is_stand(head):
        return "position"
    if _RATIONALE.search(words) or head is not None and head.lemma_ in _CAUSING:
        return "rationale"
    if (_SHOULD if cue_lemma else _OUGHT).search(words):
        return "position" if cue_lemma else "judgement"
    if ahead:
        return ahead
    if is_direct and (_evaluates(head) or _generalises(head)) or cue_lemma is None and _reads_meaning(head):
        return "judgement"
    if re.search(r"(?i)\bused to \w", words) and head is not None and head.lemma_ == "use":
        return "background"
    if cue_lemma is None and (_OLDER.search(words) or _states_what_is(head) or _lasts(head)):
        return "background"
    return "assertion"


def _lies_ahead(words: str, head: Token | None, *, cue_lemma: str | None, is_scheduled: bool) -> Kind | None:
    """Whether a clause looks to what is to come, and as somebody's plan or as a forecast; None where it does not."""
    if head is not None and head.lemma_ in ("expect", "forecast", "predict") and head.pos_ == "VERB":
        done = any(c.dep_ == "xcomp" and c.lemma_ not in _STATES and c.lemma_ not in _DRIFTING for c in head.children)
        return "plan" if done and (_is_somebody(head) or _speaks_of_itself(head)) else "prediction"
    if head is not None and head.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children):
        return "position" if cue_lemma in _DIRECTING else "plan"
    if cue_lemma is not None and _LIKELY.search(words):
        return "prediction"
    if cue_lemma is None and head is not None and _goes_by_calendar(words, head):
        return "plan"
    future = _has_future(_PERFECT.sub(" ", words), head)
    if future and not (cue_lemma is None and _refuses(head)):
        arranged = is_scheduled or _is_arranged(head) or cue_lemma is not None and _speaks_of_itself(head)
        return "plan" if arranged and not _IF.search(words) else "prediction"
    if (
        cue_lemma is not None
        and head is not None
        and _MIGHT.search(words)
        and any(map(_is_possible, (head, *head.conjuncts)))
    ):
        return "prediction"
    return None


def _goes_by_calendar(words: str, head: Token) -> bool:
    """Whether a present tense tells what is set for a day to come: "the play opens next week"."""
    if head.pos_ != "VERB" or head.tag_ not in ("VBZ", "VBP") or head.lemma_ in _STATES | _DRIFTING:
        return False
    return _BY_CALENDAR.search(words) is not None and not any(c.dep_ in ("neg", "ccomp") for c in head.children)


def _has_future(words: str, head: Token | None) -> bool:
    """Whether the clause itself tells what is to come, and not only something in it: "whatever they will say"."""
    if not _FUTURE.search(words):
        return False
    if head is None or head.pos_ not in ("VERB", "AUX"):
        return True
    verbs = [head, *head.conjuncts, *(child for child in head.children if child.dep_ in ("ccomp", "xcomp", "relcl"))]
    verbs += [
        c
        for child in head.children
        if child.dep_ in ("dobj", "attr", "prep")
        for c in child.subtree
        if c.dep_ == "relcl"
    ]
    return any(
        _FUTURE.fullmatch(child.text) for verb in verbs for child in verb.children if child.dep_ == "aux"
    ) or any(verb.lemma_ == "go" and verb.tag_ == "VBG" for verb in verbs)


def _refuses(head: Token | None) -> bool:
    """ "Neither would speak", "it would not say": in a tale of the past, that is refusing and no forecast."""
    if head is None:
        return False
    if not any(c.dep_ == "aux" and c.lower_ == "would" for c in head.children):
        return not any(c.dep_ == "aux" and c.lower_ in ("will", "’ll", "'ll", "shall") for c in head.subtree)
    subjects = [child for child in head.children if child.dep_ == "nsubj"]
    denied = any(child.dep_ == "neg" for child in head.children)
    return denied or any(t.lower_ in ("neither", "nobody", "none", "no") for s in subjects for t in s.subtree)


def _is_expected(head: Token | None) -> bool:
    """ "Kell is expected to speak": nobody is named who foretells it, so that it tells what is arranged."""
    return head is not None and head.lemma_ in _PREDICTING and any(c.dep_ == "auxpass" for c in head.children)


def _is_somebody(head: Token) -> bool:
    """Whether the subject of a verb is a person or body, and so can do as it is expected to."""
    known = load_actor_lexicon()
    acting = known.roles | known.organisations
    subjects = [child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(s.pos_ == "PROPN" or s.lower_ in ("he", "she", "they") or s.lemma_ in acting for s in subjects)


def _speaks_of_itself(head: Token | None) -> bool:
    return head is not None and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("it", "we", "i", "they") for c in head.children
    )


def _is_possible(head: Token) -> bool:
    """Whether the governing verb itself is what could come; of what "may be", nobody foretells anything."""
    return head.lemma_ not in _STATES and any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children)


def _takes_stand(words: str, *, is_direct: bool) -> bool:
    """Whether a speaker says what he wants, feels, denies or will not talk of."""
    if _NO_COMMENT.search(words) or _NO_WISH.search(words):
        return True
    return bool(_OWN_MIND.search(words) or is_direct and _DENIAL.search(words))


def _is_stand(head: Token | None) -> bool:
    """Whether a verb tells of a stand taken or of a thing demanded, and is told as done and not denied."""
    if head is None or head.pos_ != "VERB" or any(child.dep_ == "neg" for child in head.children):
        return False
    children = [*head.children]
    if not any(child.dep_ in ("nsubj", "nsubjpass") for child in children):
        return False
    if head.lemma_ in _STANDS:
        return any(child.dep_ == "nsubj" for child in children)
    wanted = any(c.dep_ in ("xcomp", "ccomp") and any(g.lower_ == "to" for g in c.children) for c in children)
    return head.lemma_ in _DIRECTING and wanted and any(child.dep_ == "nsubj" for child in children)


def _reads_meaning(head: Token | None) -> bool:
    """ "It suggests that …", "this signals …": what the outlet itself reads into something."""
    if head is None or head.lemma_ not in _READ_AS:
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in ("it", "this", "that", "which") for child in head.children)


def _evaluates(head: Token | None) -> bool:
    """A present-tense copula with a quality or a kind after it, as people speak of what they think of things."""
    if head is None or head.lemma_ not in ("be", "look", "seem", "feel", "sound"):
        return False
    told = [child for child in head.children if child.dep_ in ("acomp", "attr", "oprd")]
    numbers = any(token.like_num for child in told for token in child.subtree)
    return head.tag_ in ("VBZ", "VBP") and bool(told) and not numbers


def _generalises(head: Token | None) -> bool:
    """ "Nothing comes close", "anyone who thinks so is wrong": what nobody can have counted, said as always so."""
    if head is None or head.tag_ not in ("VBZ", "VBP") and not _has_present(head):
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in _ANYBODY for child in head.children)


def _has_present(head: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBZ", "VBP") for child in head.children)


def _is_told(head: Token | None) -> bool:
    """Whether a clause tells what was: a finite verb in the past with its subject."""
    if head is None:
        return False
    past = head.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in head.children)
    return past and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in head.children)


def is_open(words: str) -> bool:
    """Whether the text itself leaves it open that something is so: "may", "expected", "alleged", "reportedly".

    Words that only look ahead or weigh ("risk", "potential", "would", "suggests") hedge no claim of their own.

    >>> is_open("the quay may close"), is_open("the quay would close"), is_open("the risk of storms")
    (True, False, False)
    """
    return any(
        marker.kind == "hedge" and marker.group in _OPEN_GROUPS and marker.form.casefold() not in _LOOKING_AHEAD
        for marker in find_markers(words)
    )


def _is_arranged(head: Token | None) -> bool:
    """Whether a future is somebody's to decide: a passive of placing and holding, or a subject that acts."""
    if head is None or head.lemma_ in _STATES:
        return False
    if any(child.dep_ == "nsubjpass" for child in head.children):
        return True
    subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    known = load_actor_lexicon()
    dated = any(token.ent_type_ == "DATE" for token in head.subtree)
    acting = dated and subject.lemma_.casefold() in known.organisations | known.roles
    if acting and not any(verb.lemma_ in _DRIFTING | _STATES for verb in (head, *head.conjuncts)):
        return True  # "its board will meet on Friday"
    return subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or subject.lower_ in ("he", "she", "we", "i", "they")


def _lasts(head: Token | None) -> bool:
    """ "The bridge links the quays", "the ship belonged to the institute": how things stand, and no event."""
    return head is not None and head.pos_ == "VERB" and head.lemma_ in _LASTING and head.tag_ in ("VBZ", "VBP", "VBD")


def _states_what_is(head: Token | None) -> bool:
    """A present-tense copula with a noun after it: "the Oreshnik is a missile system"."""
    return (
        head is not None
        and head.lemma_ == "be"
        and head.tag_ in ("VBZ", "VBP")
        and any(child.dep_ == "attr" and child.pos_ in ("NOUN", "PROPN") for child in head.children)
    )
