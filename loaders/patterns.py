"""Extraction rules as rows of data: `rules/*.toml`, read and compiled (docs/extraction.md)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from loaders import word_lists
from loaders.shape import CODE, CODES, INDEX, ITEM, STOP, folded
from schema.errors import LoadError

FOLDER: Final = Path(__file__).parent / "rules"

SETS: Final = {
    "Network": ("Programme", "Institution"), "Body": ("Institution", "Programme"),
    "Actor": ("City", "Country", "Institution", "Programme"), "Place": ("City", "Country"),
    "Nation": ("Country", "Demonym"), "Work": ("Project", "Programme"),
    "Whole": ("Project", "Programme", "Institution"),
    "Purposeful": ("Strategy", "Project", "Programme", "Institution"), "Scheme": ("Strategy", "Project"),
    "Paid": ("Project", "Programme", "Strategy"),
}  # fmt: skip
"""Names of slots that take several types."""

_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΆΈ-ΏΑ-ΫІЇЄҐА-Я"
_MARK: Final = "\ue001-\ue00c\U000f0000-\U000ffffd"
_WORD: Final = rf"[^\s{STOP}{ITEM}.,;:()\"{_MARK}]+"
_CAP: Final = rf"(?:(?:[{_CAPITAL}]|[ei](?=[A-Z]))[^\s{STOP}{ITEM}.,;:()\"{_MARK}]*|{CODE}{INDEX})"
_BODY: Final = (
    r"(?:[A-Z]\w+ )?(?:Universi|Uniwersyt|Fundac|Foundat|Stowarzysz|Associat|Asociac|Minist|Institut|Instytut|Politech)"
)
"""What another body's name begins with: two that are joined by `and` are not one."""
_PLACE_OF: Final = "|".join(
    rf"(?<={word}\s{of}\s)"
    for of, words in {
        "of": "city town municipality commune borough capital cities towns municipalities",
        "de": "ciudad cidade municipio concelho villa vila ayuntamiento municipal ciudades cidades municipios",
    }.items()
    for word in words.split()
)
"""What comes before a city's name and means the city itself: the city of, el municipio de."""
_WHOLE: Final = (
    rf" of the (?:{CODES['Institution']}|(?:(?!United )[A-Z]\w+ ){{0,2}}"
    r"(?:Partnership|University|Ministry|Council|Union|Foundation|Association|Federation|Network)\b)"
    r"| (?:de la|da) (?:Universi|Fundac|Fundaç|Asocia|Associa)"
    r"| (?:del|do) (?:Minist|Ayuntamiento|Gobierno|Govern|Munic)"
    r"| (?:Uniwersytetu|Politechniki|Akademii|Fundacji|Ministerstwa|Urzędu|Starostwa)\b"
    rf"| z {CODES['City']}"
    r"| (?:in|on|since|until|by|from|for) (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b"
)
"""What stands after a name and is no part of it: a body that it belongs to, its city, a month."""
MACROS: Final = {
    "BEGIN": r"(?<![^\W_])",
    "END": r"(?![^\W_])",
    # Not what only says whose another thing is: of the Council.
    "FREE": r"(?<!del\s)(?<!de\sla\s)(?<!do\s)(?<!da\s)(?<!of\sthe\s)(?<!of\s)(?<!by\s)(?<!by\sthe\s)",
    # Only what a sentence begins with: whom it is about.
    "HEAD": rf"(?:^|(?<=[{STOP}{ITEM}])|(?<=[{STOP}{ITEM};:(]\s))",
    # Not where others only come from: pupils from Oslo, the mayor of Oslo, mieszkańcy Lublina; nor inside a list.
    "SELF": rf"(?={CODE})"
    r"(?<!from\s)(?<!from\sthe\s)(?<!\sz\s)(?<!\sze\s)(?<!with\s)(?<!con\s)(?<!unlike\s)(?<!like\s)"
    r"(?<!cy\s)(?<!owie\s)(?<!anie\s)(?<!rzy\s)(?<!radni\s)(?<!dzi\s)(?<!prezydent\s)(?<!burmistrz\s)(?<!dent\smiasta\s)"
    r"(?<!w\s)(?<!we\s)(?<!\sin\s)(?<!\sen\s)(?<!\sem\s)(?<!delegacja\s)(?<!ciel\s)(?<!by\s)(?<!for\s)"
    rf"(?:{_PLACE_OF}|(?<!\sde\s)(?<!\sdi\s)(?<!^de\s)(?<!of\s)(?<!of\sthe\s))"
    r"(?:(?<=like\s\ue001.,\s)|(?<=after\s\ue001.,\s)|(?<=sides\s\ue001.,\s)|(?<=with\s\ue001.,\s)|(?<=and\s\ue001.,\s)"
    r"|(?<!\ue001.,\s))"
    + "".join(
        rf"(?<!\ue001.\s{word}\s)(?<!\ue001.,\s{word}\s)(?<!\)\s{word}\s)" for word in ("and", "i", "y", "e", "oraz")
    ),
    # Words between commas after what a sentence is about.
    "ASIDE": rf"(?:, (?:[^{STOP}{ITEM};:.,\ue001]|(?<=\d)\.){{2,70}}"
    r"| (?:is|was|has|had|joined|hosts|hosted|adopted|runs|works|took|signed|received|became|launched|opened|leads)"
    rf"(?![^\W_]) [^{STOP}{ITEM};:.,\ue001]{{2,70}} and)?,? ",
    # Up to five words before what one joins: not a meeting of it.
    "INTO": rf"(?:(?!{word_lists.pieces['OCCASION']}){_WORD} ){{0,5}}?(?:\ue003.(?:'s)? (?:network |programme )?)?"
    r"(?:networks?,? (?:such as|like|including|namely) )?",
    # Not what something else is called after: the network's meeting.
    "ITSELF": rf"(?!(?:'s?)? (?:[\w-]+ ){{0,2}}?{word_lists.pieces['OCCASION']})",
    # Other words between, which name nothing but dates and whose people something is.
    "GAP": rf"[^{STOP}{ITEM};:\ue001\ue003-\ue008\ue00b\ue00c]{{0,80}}?",
    "MILD": rf"(?:(?!(?:mayor|delegat|expert|visit|meeting|invit|together|not|plan|partner|twin)\w*)"
    rf"[^\s{STOP}{ITEM};:\ue001\ue003-\ue008]+,? ){{0,9}}?",
    "WORD": _WORD,
    "CAP": _CAP,
    # Capitalised words, with the small words of names between them.
    "NAME": rf"{_CAP}(?:(?! (?:and|i|oraz|y|e) (?:the )?{_BODY}|{_WHOLE})"
    rf" (?:{word_lists.pieces['LINK']} ){{0,3}}{_CAP})*",
    # The same without small words.
    "CAPS": rf"{_CAP}(?: {_CAP})*",
    "QUOTED": r"(?<![^\W_])[\"'](?=[^\s\"])[^\"¶•]{3,120}?[^\s\"][\"'](?![^\W_])",
    "CLAUSE": rf"[^{STOP}{ITEM}.;:\s](?:[^{STOP}{ITEM}.;:]|\.(?=[^{STOP}{ITEM}])){{9,300}}?"
    rf"(?=[.;:{STOP}{ITEM}]|$)(?!\.[^{STOP}])",
    "ITEMS": rf"[^{STOP}.\s][^{STOP}.]{{5,900}}?(?=[.{STOP}]|$)",
    "PHRASE": rf"[^{STOP}{ITEM}.,;:()\s][^{STOP}{ITEM}.,;:()]{{4,140}}?(?=[.,;:(){STOP}{ITEM}]|$)",
    "NUMBER": word_lists.pieces["NUMBER"],
    "ORDINAL": word_lists.pieces["ORDINAL"],
    "MONEY": word_lists.pieces["MONEY"].replace("<MAGNITUDE>", word_lists.pieces["MAGNITUDE"]),
    "FOUNDED": word_lists.pieces["FOUNDED"],
    "HELD": word_lists.pieces["HELD"],
    "ADJECTIVE": word_lists.pieces["ADJECTIVE"],
    "EVENT": word_lists.pieces["EVENT"],
    "EVENTPL": word_lists.pieces["EVENTPL"],
    "EVENTES": word_lists.pieces["EVENTES"],
}  # fmt: skip
"""What stands for <NAME> and so on in patterns."""

# After a member of a list may stand its country, and since when it belongs to them.
_CITY: Final = f"{CODES['City']}{INDEX}"
_COUNTRY: Final = f"{CODES['Country']}{INDEX}"
_BOUND: Final = rf"(?= ?[,.;)|{STOP}{ITEM}]| \(| -|  | (?:and|i|y|e) | since |$)"
_AFTER: Final = (
    rf"(?: \([^()¶]{{1,60}}\)| (?:in|w|we|en|em) {_CITY}|(?:(?:,| \||,? -| /| in) (?:the )?|  +){_COUNTRY}{_BOUND})?"
    rf"(?:,? \(?(?:- )?(?:member )?(?:since|joined(?: in)?|od|desde) {CODES['Date']}{INDEX}\)?{_BOUND}"
    rf"|(?: \| ?| - |, |  +){CODES['Date']}{INDEX}{_BOUND})?"
)
_GAPS: Final = {
    # Up to five plain words.
    "~": rf"(?:{_WORD} ){{0,5}}?",
    # Anything of the sentence; anything of it and the next.
    "~~": rf"[^{STOP}{ITEM}]{{0,160}}?",
    "~~~": rf"[^{STOP}]{{0,200}}?(?:{STOP}[^{STOP}]{{0,200}}?)?",
    # Words and commas that mention nothing.
    "~,": rf"[^{STOP}{ITEM};:.\ue001-\ue00c]{{0,90}}?",
}
_TOKEN: Final = re.compile(
    r"\{(?P<slot>[a-z]\w*):(?P<type>[A-Z]\w*)(?P<many>\+(?P<least>\d*)(?P<bare>!)?)?\}"
    r"|\{(?P<made>[a-z]\w*)=(?P<makes>[A-Z]\w*)\}\("
    r"|<(?P<macro>[A-Z]+)>"
    r"|(?P<gap>~~~|~~|~,|~)"
    r"|(?P<space> +)(?P<perhaps>\?)?"
)


@dataclass(frozen=True)
class Rule:
    """A row: what a pattern states."""

    id: str
    language: str
    pattern: re.Pattern[str]
    triggers: frozenset[str]
    """One of these stands in every text that it matches, unless there are none."""
    needs: tuple[frozenset[str], ...]
    """Of each of these sets of codes, one character is in every text that it matches."""
    types: Mapping[str, tuple[str, ...]]
    """By slot: the types of what is mentioned there."""
    makes: Mapping[str, str]
    """By slot: the type of a new mention that the words there are."""
    options: Mapping[str, Any] = field(default_factory=dict)

    def option(self, name: str) -> str:
        """Another column of the row; empty where it has none."""
        return str(self.options.get(name, ""))


def compile_rule(row: Mapping[str, Any]) -> Rule:
    """Compile a row. Raises LoadError for one that is not well formed."""
    types: dict[str, tuple[str, ...]] = {}
    makes: dict[str, str] = {}
    needs: list[str] = []
    cased = "makes" in row or "organ" in row
    source = str(row["pattern"])
    parts, here = [], 0
    bars = [place for place, mark in enumerate(source) if mark == "|" and not _depth(source[:place])]
    branches: list[set[str]] = [set() for _ in range(len(bars) + 1)]
    for token in _TOKEN.finditer(source):
        parts.append(_literal(source[here : token.start()], row["id"], cased=cased))
        here = token.end()
        if slot := token["slot"]:
            names = SETS.get(token["type"], (token["type"],))
            types[slot] = names
            codes = "".join(CODES[name] for name in names)
            if source[here : here + 1] not in ("?", "*") and not _depth(source[: token.start()]):
                branches[bisect_left(bars, token.start())].update(codes)
                needs += [] if bars else [codes]
            if token["many"] and not token.start():
                # A list that is only the end of another one: together with Oslo and Turku, Bergen runs it.
                parts.append("(?<!with )(?<!and )(?<! con )(?<! z )")
            parts.append(
                f"(?P<{slot}>{_elements(codes, token, begins=source[: token.start()] in ('', '<SELF>', '<HEAD>'))})"
            )
        elif made := token["made"]:
            makes[made] = token["makes"]
            parts.append(f"(?P<{made}>")
        elif token["macro"]:
            parts.append(f"(?:{MACROS[token['macro']]})")
        else:
            parts.append(_GAPS[token["gap"]] if token["gap"] else " *" if token["perhaps"] else " +")
    parts.append(_literal(source[here:], row["id"], cased=cased))
    if bars and all(branches):
        needs.append("".join(set().union(*branches)))
    try:
        pattern = re.compile("".join(parts))
    except re.error as error:
        raise LoadError(f"rule {row['id']}: expected a pattern, got one with a mistake: {error}") from error
    words = [folded(word) if not cased else word for word in str(row.get("on", "")).split("|") if word]
    triggers = frozenset(word for word in words if not any(other in word and other != word for other in words))
    known = {"id", "language", "pattern", "on", "examples", "never"}
    options = {key: value for key, value in row.items() if key not in known}
    return Rule(
        row["id"], row.get("language", ""), pattern, triggers, tuple(map(frozenset, needs)), types, makes, options
    )  # fmt: skip


def _depth(source: str) -> int:
    """How many brackets are open at the end of a part of a pattern."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", source)
    return bare.count("(") - bare.count(")") + bare.count("[")


def _literal(text: str, rule: str, *, cased: bool) -> str:
    if re.search(r"\\[A-Z]", text):
        raise LoadError(f"rule {rule}: expected no escape with a capital letter: patterns are folded; got {text!r}")
    return text if cased else folded(text).replace("(?p<", "(?P<")


def _elements(codes: str, token: re.Match[str], *, begins: bool) -> str:
    """The pattern of a slot. A list that begins what a rule matches is part of a sentence, not of items."""
    one = f"[{codes}]{INDEX}"
    if not token["many"]:
        return one
    after = "" if token["bare"] else _AFTER
    least = token["least"]
    element = f"{word_lists.pieces['BEFORE']}{one}{after}"
    times = f"{{{int(least) - 1},}}" if least else "*"
    between = word_lists.pieces["AND"] if begins else f"(?:{word_lists.pieces['AND']}|{word_lists.pieces['ITEM']})"
    return f"{one}{after}(?:{between}{element}){times}"


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a table of rules."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["rule"]
    return found


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of a table."""
    return tuple(compile_rule(row) for row in rows(name))


def candidates(name: str, text: str) -> Iterator[Rule]:
    """The rules of a table that may match a text: most of them can be passed over at a glance."""
    codes, pairs = _letters(text)
    triggers = _triggers(name)
    here = {trigger for pair in triggers.keys() & pairs for trigger in triggers[pair] if trigger in text}
    return (rule for rule in _possible(name, codes) if not rule.triggers or not rule.triggers.isdisjoint(here))


@lru_cache(maxsize=4)
def _letters(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of types in a text, and its characters and pairs of them: the same text is asked of every table."""
    present = frozenset(text)
    return present.intersection(CODES.values()), present | frozenset(map(str.__add__, text, text[1:]))


@lru_cache(4096)
def _possible(name: str, codes: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of a table for texts that mention these types."""
    return tuple(rule for rule in rules(name) if not any(need.isdisjoint(codes) for need in rule.needs))


@cache
def _triggers(name: str) -> dict[str, tuple[str, ...]]:
    """The triggers of a table by the two characters, or the one, that they begin with."""
    found: dict[str, list[str]] = {}
    for trigger in sorted({trigger for rule in rules(name) for trigger in rule.triggers}):
        found.setdefault(trigger[:2], []).append(trigger)
    return {pair: tuple(triggers) for pair, triggers in found.items()}


@cache
def rules_digest() -> str:
    """What tells one version of the rules, and of the code that applies them, from another."""
    here = Path(__file__).parent
    files = [*sorted(FOLDER.glob("*")), *sorted((here / "data").glob("*"))]
    files += [here / f"{name}.py" for name in CODE_OF_RULES]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


CODE_OF_RULES: Final = (
    "anaphora", "apply", "curated_names", "dates", "entries", "extract", "gazetteer", "languages", "layout", "link",
    "mentions", "naming", "nominative", "organs", "packaged_names", "patterns", "places", "scope", "shape",
    "word_lists", "words",
)  # fmt: skip
"""Modules on which the outcome depends."""
