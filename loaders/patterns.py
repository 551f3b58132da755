"""Extraction rules as rows of data: `rules/*.toml`, read and compiled (docs/extraction.md)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
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
    "Purposeful": ("Strategy", "Project", "Programme", "Institution"),
}  # fmt: skip
"""Names of slots that take several types."""

_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΆΈ-ΏΑ-ΫІЇЄҐА-Я"
_MARK: Final = "\ue001-\ue00c\U000f0000-\U000ffffd"
_WORD: Final = rf"[^\s{STOP}{ITEM}.,;:()\"{_MARK}]+"
_CAP: Final = rf"(?:[{_CAPITAL}][^\s{STOP}{ITEM}.,;:()\"{_MARK}]*|{CODE}{INDEX})"
_BODY: Final = (
    r"(?:[A-Z]\w+ )?(?:Universi|Uniwersyt|Fundac|Foundat|Stowarzysz|Associat|Asociac|Minist|Institut|Instytut|Politech)"
)
"""What another body's name begins with: two that are joined by `and` are not one."""
MACROS: Final = {
    "BEGIN": r"(?<![^\W_])",
    "END": r"(?![^\W_])",
    # Not what only says whose another thing is: of the Council.
    "FREE": r"(?<!del\s)(?<!de\sla\s)(?<!do\s)(?<!da\s)(?<!of\sthe\s)(?<!of\s)(?<!by\s)(?<!by\sthe\s)",
    # Only what a sentence begins with: whom it is about.
    "HEAD": rf"(?:^|(?<=[{STOP}{ITEM}])|(?<=[{STOP}{ITEM};:(]\s))",
    # Not where others only come from: pupils from Oslo, residents of Oslo, mieszkańcy Lublina.
    "SELF": r"(?<!from\s)(?<!from\sthe\s)(?<!\sz\s)(?<!\sze\s)(?<!\sde\s)(?<!with\s)(?<!and\s)(?<!con\s)"
    r"(?<!s\sof\s)(?<!people\sof\s)(?<!cy\s)(?<!owie\s)(?<!anie\s)(?<!rzy\s)(?<!radni\s)(?<!dzi\s)",
    "WORD": _WORD,
    "CAP": _CAP,
    # Capitalised words, with the small words of names between them.
    "NAME": rf"{_CAP}(?:(?! (?:and|i|oraz|y|e) (?:the )?{_BODY}) (?:{word_lists.pieces['LINK']} ){{0,3}}{_CAP})*",
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
}  # fmt: skip
"""What stands for <NAME> and so on in patterns."""

# After a member of a list its country may stand.
_CITY: Final = f"{CODES['City']}{INDEX}"
_COUNTRY: Final = f"{CODES['Country']}{INDEX}"
_AFTER: Final = (
    rf"(?: \([^()¶]{{1,60}}\)| (?:in|w|we|en|em) {_CITY}|, (?={_COUNTRY}(?:[,.;){STOP}]|$| and )){_COUNTRY})?"
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
    r"\{(?P<slot>[a-z]\w*):(?P<type>[A-Z]\w*)(?P<many>\+(?P<least>\d*))?\}"
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
    branching = any(mark == "|" and not _depth(source[:place]) for place, mark in enumerate(source))
    for token in _TOKEN.finditer(source):
        parts.append(_literal(source[here : token.start()], row["id"], cased=cased))
        here = token.end()
        if slot := token["slot"]:
            names = SETS.get(token["type"], (token["type"],))
            types[slot] = names
            codes = "".join(CODES[name] for name in names)
            if not branching and source[here : here + 1] not in ("?", "*") and not _depth(source[: token.start()]):
                needs.append(codes)
            if token["many"] and not token.start():
                # A list that is only the end of another one: together with Oslo and Turku, Bergen runs it.
                parts.append("(?<!with )(?<!and )(?<! con )(?<! z )")
            parts.append(f"(?P<{slot}>{_elements(codes, token['many'] is not None, token['least'])})")
        elif made := token["made"]:
            makes[made] = token["makes"]
            parts.append(f"(?P<{made}>")
        elif token["macro"]:
            parts.append(f"(?:{MACROS[token['macro']]})")
        else:
            parts.append(_GAPS[token["gap"]] if token["gap"] else " *" if token["perhaps"] else " +")
    parts.append(_literal(source[here:], row["id"], cased=cased))
    try:
        pattern = re.compile("".join(parts))
    except re.error as error:
        raise LoadError(f"rule {row['id']}: expected a pattern, got one with a mistake: {error}") from error
    triggers = frozenset(folded(word) if not cased else word for word in str(row.get("on", "")).split("|") if word)
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


def _elements(codes: str, many: bool, least: str) -> str:
    one = f"[{codes}]{INDEX}"
    if not many:
        return one
    element = f"{word_lists.pieces['BEFORE']}{one}{_AFTER}"
    times = f"{{{int(least) - 1},}}" if least else "*"
    return f"{one}{_AFTER}(?:{word_lists.pieces['AND']}{element}){times}"


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
    present = frozenset(text)
    here = {trigger for trigger in _triggers(name) if trigger in text}
    for rule in rules(name):
        if rule.triggers and rule.triggers.isdisjoint(here):
            continue
        if not any(codes.isdisjoint(present) for codes in rule.needs):
            yield rule


@cache
def _triggers(name: str) -> tuple[str, ...]:
    return tuple(sorted({trigger for rule in rules(name) for trigger in rule.triggers}))


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
    "mentions", "naming", "organs", "packaged_names", "patterns", "places", "scope", "shape", "word_lists", "words",
)  # fmt: skip
"""Modules on which the outcome depends."""
