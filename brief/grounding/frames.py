"""The words in which a bare quotation of the article is told, language by language: 'The article says: “…”'.

The guards read English alone. Of a document in another language nothing is told in words of ours but these, and what
stands between the marks is a whole sentence of the document; so no knowledge of that language is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from brief.grounding.quoting import quote_evidence

__all__ = ["READ", "frame_quotes", "parse_framed"]

# The languages whose statements the guards can hold against their evidence; "und" is what is too short to tell.
READ: Final = frozenset({"en", "und"})

_FRAMES: Final = {
    "ar": "جاء في المقال: {}",
    "bg": "В статията се казва: {}",
    "ca": "L’article diu: {}",
    "cs": "V článku stojí: {}",
    "da": "Artiklen skriver: {}",
    "de": "Im Artikel heißt es: {}",
    "el": "Το άρθρο γράφει: {}",
    "en": "The article says: {}",
    "es": "El artículo dice: {}",
    "fa": "در مقاله آمده است: {}",
    "fi": "Artikkelissa sanotaan: {}",
    "fr": "L’article dit : {}",
    "he": "בכתבה נאמר: {}",
    "hi": "लेख में कहा गया है: {}",
    "hr": "U članku stoji: {}",
    "hu": "A cikk ezt írja: {}",
    "id": "Artikel itu menyatakan: {}",
    "it": "L’articolo dice: {}",
    "ja": "記事には次のように書かれている：{}",
    "ko": "기사에는 이렇게 쓰여 있다: {}",
    "nb": "Artikkelen skriver: {}",
    "nl": "Het artikel zegt: {}",
    "no": "Artikkelen skriver: {}",
    "pl": "W artykule napisano: {}",
    "pt": "O artigo diz: {}",
    "ro": "Articolul spune: {}",
    "ru": "В статье сказано: {}",
    "sk": "V článku sa píše: {}",
    "sr": "У чланку стоји: {}",
    "sv": "Artikeln skriver: {}",
    "th": "บทความระบุว่า: {}",
    "tr": "Makalede şöyle deniyor: {}",
    "uk": "У статті сказано: {}",
    "vi": "Bài báo viết: {}",
    "zh": "文章写道：{}",
}


def frame_quotes(quotes: Sequence[str], language: str) -> str:
    """Quotes as the article's own words, in the frame of a language; in English where its frame is not known.

    >>> frame_quotes(["Die Brücke ist zu."], "de")
    'Im Artikel heißt es: “Die Brücke ist zu.”'
    """
    frame = _FRAMES.get(language.partition("-")[0].casefold(), _FRAMES["en"])
    return frame.format(" ".join(map(quote_evidence, quotes)))


def parse_framed(statement: str) -> str | None:
    """What a statement quotes, marks included, if it is nothing but a frame around quotations.

    >>> parse_framed("Im Artikel heißt es: “Die Brücke ist zu.”")
    '“Die Brücke ist zu.”'
    """
    found = _pattern().fullmatch(statement)
    return found["quoted"] if found else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    openings = "|".join(re.escape(frame.removesuffix("{}")) for frame in dict.fromkeys(_FRAMES.values()))
    return re.compile(rf"(?:{openings})(?P<quoted>[“‘].+[”’])", re.DOTALL)
