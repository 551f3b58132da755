"""From bytes in whatever encoding to text."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from typing import Final

from loaders.languages import language_of, likely_language
from loaders.readers.content import Refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LIKELY: Final = (
    "cp1252", "cp1250", "cp1251", "iso8859_2", "utf_16_le", "utf_16_be", "cp1253", "cp1254", "cp1257", "cp1255",
    "cp1256", "koi8_r", "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
"""Encodings that texts have on the web and in offices, the more frequent ones first."""

_MEANT: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What browsers read where a page declares an encoding: the larger one that its author had."""

_LATIN: Final = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257")
"""Those of Latin letters: almost any bytes are a text in each of them."""

_LETTERS: Final = {
    "en": "", "pl": "ąćęłńóśźż", "es": "áéíñóúü¿¡ªº", "pt": "áâãàçéêíóôõúªº", "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àéèìíîòóùú", "de": "äöüß", "ca": "àçéèíïóòúü·", "cs": "áčďéěíňóřšťúůýžäĺľŕô", "hu": "áéíóöőúüű",
    "ro": "ăâîșşțţ", "hr": "čćđšž", "sv": "åäöæøéðþáíóúý", "tr": "çğıi̇öşüâî", "lt": "ąčęėįšųūžāēģīķļņõäöü",
}  # fmt: skip
"""Letters that a language, or it and its neighbours, have beside a to z."""

_ANYWHERE: Final = frozenset("„”“’‘‚«»‹›–—…•·§©®°€\u00a0\u00ad")
"""Marks that stand in texts of any language."""

_POUNDS: Final = re.compile("£(?=[0-9 ])")

SAMPLE: Final = 200_000
"""Bytes from which an unknown encoding is guessed: guessing is slow, and more say nothing new."""


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file with "\\n" line ends: UTF-8, what a byte order mark says, what is declared, or a guess.

    Raises Refused for what is no text.
    """
    return _decoded(data, declared).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
        if "\0" not in text:
            return text
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Refused(f"expected {encoding.upper()}, as its first bytes say, got {error.reason}") from error
    if declared:
        with suppress(UnicodeError, LookupError):
            name = codecs.lookup(declared).name
            # Bytes in which a program can find that word are none of UTF-16.
            if not name.startswith(("utf-16", "utf-32")):
                return data.decode(_MEANT.get(name, name))
    return _guessed(data)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:SAMPLE], cp_isolation=list(_LIKELY))
    # What reads most like a language comes first; where several do, the encoding that more pages have.
    ordered = sorted(matches, key=lambda match: (match.chaos - match.coherence, _LIKELY.index(match.encoding)))
    if ordered and ordered[0].encoding in _LATIN:
        latin = [match for match in ordered if match.encoding in _LATIN]
        latin.sort(key=lambda match: _LIKELY.index(match.encoding))
        ordered = sorted(latin, key=lambda match: _foreign(data[:SAMPLE].decode(match.encoding, errors="replace")))
    if ordered:
        text = data.decode(ordered[0].encoding, errors="replace")
        # A guess that holds for the sample only is none.
        if "\0" not in text and text.count("\ufffd") * 1000 <= len(text):
            return text
    raise Refused("expected a text, got bytes of no known encoding; save it as UTF-8")


def _foreign(text: str) -> tuple[int, int]:
    """How many characters the language that fits best does not have, and how many that of the words does not have."""
    counts = Counter(c for c in _POUNDS.sub("", text.lower()) if not c.isascii() and c not in _ANYWHERE)
    foreign = {code: sum(n for c, n in counts.items() if c not in letters) for code, letters in _LETTERS.items()}
    return min(foreign.values()), foreign.get(language_of(text, "") or likely_language(text), 0)
