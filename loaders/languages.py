"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from schema.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

SHORTEST: Final = 40
"""Letters from which on a language is recognised at all."""

CERTAIN: Final = 200
"""Letters from which on the text is trusted more than what a page says of itself: many sites say `en` everywhere."""

LIKELY: Final = 0.9
"""Probability of the language, at least; a text of two languages has none that reaches it."""

SAMPLE: Final = 10_000
"""Letters that are looked at."""

_COMMON: Final = {
    "en": "the of and to in is with for was by that are on as from",
    "pl": "w i z na do się jest oraz przez dla od nie o że ich",
    "es": "de la el en y los las del que por una con se su para",
    "pt": "de a o e em do da que os dos das uma com para não",
    "fr": "de la le et les des en du une dans est pour par sur au",
    "it": "di e il la che per con del della una in le dei nel sono",
    "de": "der die und in den von zu das mit im für ist des auf eine",
    "ca": "de la i el a les els amb per que del una al dels és",
}
"""Some of the commonest words of the languages that rules are written in."""

_SAME: Final = {"no": "nb", "nn": "nb", "iw": "he"}


def code_of(tag: str) -> str:
    """The code of a language tag such as `pl-PL`; empty for one that the model does not have."""
    code = re.split("[-_]", tag.strip().lower())[0]
    code = _SAME.get(code, code)
    return code if code in LANGUAGES and len(code) == 2 else ""


def language_of(text: str, declared: str) -> str:
    """The language of a text, of which a page says that it is `declared`; empty when it is not clear."""
    letters = sum(map(str.isalpha, text[:SAMPLE]))
    said = code_of(declared)
    if letters < SHORTEST or (said and letters < CERTAIN):
        return said
    return _recognised(text[:SAMPLE]) or said


def likely_language(text: str) -> str:
    """The language whose commonest words a text has most of, be it short or mixed; empty when none stands out."""
    found = re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold())
    counts = {code: sum(word in common for word in found) for code, common in _common().items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda code: counts[code]) if first > second else ""


@cache
def _common() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _COMMON.items()}


def _recognised(text: str) -> str:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return ""
    return code_of(best.lang) if best.prob >= LIKELY else ""


@cache
def _factory() -> DetectorFactory:
    from langdetect import detector_factory

    # It draws samples at random; the same text must always have the same language.
    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory
