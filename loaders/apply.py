"""Rules on a line: which relations it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from loaders import word_lists
from loaders.anaphora import Context
from loaders.mentions import Mention, Relation
from loaders.naming import cleaned
from loaders.patterns import Rule, candidates
from loaders.scope import is_denied
from loaders.shape import CODES, INDEX, ITEM, STOP, Shape

_CODE: Final = re.compile(rf"([\ue001-\ue00c]){INDEX}")
_DATE: Final = f"{CODES['Date']}{INDEX}"
_PREPOSITION: Final = (
    r"(?:in|on|since|from|by|as of|during|at the (?:end|beginning|start) of|w|we|od|dnia|z dnia|en|el|desde|em|no|le"
    r"|il|im|a partir de|between|entre|miedzy)"
)
_FILLER: Final = (
    r"(?: (?:the|early|late|mid|roku|rok|latach|dniu|dnia|ano|anos|year|years"
    r"|summer|spring|autumn|winter of))*"
)
_AFTER: Final = re.compile(
    rf"(?: as [^{STOP}.;,\ue001-\ue00c]{{0,60}})?,?(?: r\.)? (?:\()?(?:officially |already |back |only )?"
    rf"{_PREPOSITION}{_FILLER} (?P<d>{_DATE})| ?\((?:(?:in|since|od|w|desde) )?(?P<e>{_DATE})\)"
)
_UNTIL: Final = re.compile(rf",? (?:(?:up )?until|till|up to|(?:az )?do|hasta|ate){_FILLER} (?P<d>{_DATE})")
_BEFORE: Final = re.compile(
    rf"(?:^|[{STOP}{ITEM},;:(] ?|(?:and|i|y|e|a|but|when|it was) )(?:already |ya |juz )?"
    r"(?:(?:na|podczas) (?:\w+ )?(?:sesji|posiedzeniu|posiedzenia) )?"
    rf"(?:{_PREPOSITION}{_FILLER} )?(?P<d>{_DATE})(?: r\.| roku)?[,:]? ?[^{STOP},;:\ue001-\ue00c]{{0,60}}$"
)


@dataclass(frozen=True)
class Line:
    """A block as rules see it."""

    shape: Shape
    text: str
    """The whole text of the document."""
    language: str
    context: Context
    inner: Sequence[Mention] = ()
    """Places that names with a description hold: the city of its strategy."""


def relations(line: Line, table: str) -> Iterator[Relation]:
    """What the rules of a table find in a line."""
    lowered = line.shape.folded
    for rule in candidates(table, lowered):
        for match in rule.pattern.finditer(lowered):
            if not rule.option("scope") and is_denied(lowered, line.language, match.start(), match.end()):
                continue
            yield from _stated(rule, match, line)


def _stated(rule: Rule, match: re.Match[str], line: Line) -> Iterator[Relation]:
    start, end = _evidence(match, line)
    subjects = _ends(rule, match, line, "s", rule.option("subject"))
    objects = _ends(rule, match, line, "o", rule.option("object"))
    property = rule.option("states")
    if property == "MEMBER_OF":
        networks = [object for object in objects if line.context.is_network(object)]
        objects = networks or _ends(rule, match, line, "", rule.option("object"))
    if rule.option("check") == "body":
        objects = [object.body for object in objects if object.body]
    if not property:
        for subject in subjects:
            yield Relation(property, subject, None, "", (), start, end, "stated", rule.id)
        return
    date = _date(rule, match, line)
    qualifiers = _qualifiers(rule, match, line, date)
    if rule.option("date") == "until" and "until" not in dict(qualifiers):
        # Who left at a time that is not known would be told of as a member to this day.
        return
    kind = rule.option("kind") or "stated"
    if rule.option("value"):
        value = _value(rule, match, line, date)
        if not value:
            return
        for subject in subjects:
            yield Relation(property, subject, None, value, qualifiers, start, end, kind, rule.id)
        return
    for subject in subjects:
        own = _own_since(subject, line) if property == "MEMBER_OF" else ""
        mine = tuple(sorted((dict(qualifiers) | {"since": own}).items())) if own else qualifiers
        for object in objects:
            if property == "LOCATED_IN" and not _may_lie(subject, object, sure=bool(rule.option("agrees"))):
                continue
            if rule.option("check") == "runs" and not _runs(line.text, subject, object):
                continue
            if subject.key != object.key and (property != "MEMBER_OF" or line.context.is_network(object)):
                yield Relation(property, subject, object, "", mine, start, end, kind, rule.id)


_IS_RUN, _RUNS = (re.compile(word_lists.pieces[name], re.IGNORECASE) for name in ("ISRUN", "RUNS"))


def _runs(text: str, run: Mention, runner: Mention) -> bool:
    """Whether of two names that stand in either order it is the second that runs the first: in Polish both may."""
    words = text[run.start : run.end], text[runner.start : runner.end]
    if run.type == "Institution" and not _IS_RUN.search(words[0]):
        return False
    return _RUNS.search(f"{words[1]} {runner.name}") is not None


def _may_lie(place: Mention, country: Mention, *, sure: bool) -> bool:
    """Whether a place can lie in a country, as far as is known; `sure`: only where that is known."""
    if place.type != "City" or country.type != "Country":
        return True
    return place.country == country.id or (not sure and not place.country)


_SINCE: Final = re.compile(
    rf"(?:(?:,? ?\(|,| \||,? -| /| in) (?:the )?{CODES['Country']}{INDEX}\)?)?(?:,? \(?|, | - )(?:- )?(?:member )?"
    rf"(?:since|joined(?: in)?|od|desde) (?P<d>{_DATE})"
)
_NO_MEMBER: Final = re.compile(
    r"(?:,? \(| - |, )(?:[^()\s]+ ){0,3}?(?:until|till|former|formerly|left|ex|observer|candidate|applicant|guest"
    r"|invited|expected|planned|pending|hasta|ate|do|byl[aey]|dawn\w+|obserwator\w*|kandydat\w*|observador\w*"
    r"|invitad\w+|convidad\w+|candidat\w+)(?!\w)"
)
"""After a member of a list: that it is none, or is one no longer."""


def _own_since(member: Mention, line: Line) -> str:
    """Since when one of a list belongs to it, where that stands beside its name."""
    found = _SINCE.match(line.shape.folded, line.shape.place(member) + 2)
    date = line.shape.mention_at(found.start("d")) if found else None
    return date.value if date and not date.derived and "/" not in date.value else ""


def _evidence(match: re.Match[str], line: Line) -> tuple[int, int]:
    """The place of what a match says, in the text: the sentence, or the items of a list with what introduces it."""
    lowered = line.shape.folded
    begin = max(lowered.rfind(STOP, 0, match.start() + 1) + 1, 0)
    stop = lowered.find(STOP, match.end())
    stop = len(lowered) if stop < 0 else stop
    if ITEM in lowered[begin:stop]:
        # What only looks ahead is no part of the match itself.
        begin, stop = match.start(), max(map(match.end, range(match.re.groups + 1)))
    start, end = line.shape.offset(begin), line.shape.offset(stop, end=True)
    passage = line.text[start:end]
    return start + len(passage) - len(passage.lstrip()), start + len(passage.rstrip())


def _ends(rule: Rule, match: re.Match[str], line: Line, slot: str, context: str) -> list[Mention]:
    for name in _filled(match, slot):
        if name in rule.makes:
            return _made(rule.makes[name], match, line, name, rule.id)
        listed = _listed(rule.types[name], match, line, name)
        if rule.option("states") == "MEMBER_OF" and slot == "s":
            listed = (m for m in listed if not _NO_MEMBER.match(line.shape.folded, line.shape.place(m) + 2))
        return [_as_entity(m) for m in listed]
    if context == "CountryCode":
        return _of_code(match, line)
    if context:
        place = line.shape.offset(match.start(), end=True)
        found = line.context.latest(context, [m for m in line.shape.mentions if m.end <= place], line.shape.ends)
        end = line.shape.offset(match.end(), end=True)
        found = found or next((m for m in line.inner if m.type == context and place <= m.start <= end), None)
        return [found] if found else []
    return []


_CODES_OF: Final = {"uk": "gb", "el": "gr"}
"""Codes of countries that are not those of ISO 3166."""


def _of_code(match: re.Match[str], line: Line) -> list[Mention]:
    """The country whose code of two letters stands there."""
    id = f"country/{_CODES_OF.get(match['c'], match['c'])}"
    known = line.context.names.entry(id)
    start, end = line.shape.offset(match.start("c")), line.shape.offset(match.end("c"), end=True)
    return [Mention("Country", known.name, start, end, id, "code")] if known and line.text[start:end].isupper() else []


def _filled(match: re.Match[str], slot: str) -> list[str]:
    """The names of a slot (s, or s2 in another branch of the pattern) that matched something."""
    names = (name for name in match.re.groupindex if name.rstrip("23456789") == slot)
    return [name for name in names if match[name]]


def _listed(types: tuple[str, ...], match: re.Match[str], line: Line, slot: str) -> Iterator[Mention]:
    """The mentions of a list; what only says where one of them lies is none."""
    text = match[slot]
    codes = {CODES[type] for type in types}
    last = ""
    for code in _CODE.finditer(text):
        before = text[: code.start()]
        apart = before.count("(") > before.count(")") or (
            code[1] == CODES["Country"]
            and last in (CODES["City"], CODES["Institution"])
            and re.search(r"(?:(?:,| [|/-]| in) (?:the )?|  )$", before)
        )
        apart = apart or (code[1] == CODES["Country"] and _OF_CITIES.match(text, code.end()) is not None)
        apart = apart or (
            code[1] == CODES["City"] and re.search(r"[\U000f0000-\U000ffffd] (?:in|w|we|en|em) $", before)
        )
        last = code[1]
        if code[1] in codes and not apart:
            yield line.shape.mention_at(match.start(slot) + code.start())


_OF_CITIES: Final = re.compile(rf"(?:: ?| - | \(){CODES['City']}")
"""After a country: that its cities follow."""


def _as_entity(mention: Mention) -> Mention:
    """The country that an adjective means."""
    return replace(mention, type="Country", id=mention.country) if mention.type == "Demonym" else mention


def _made(type: str, match: re.Match[str], line: Line, slot: str, rule: str) -> list[Mention]:
    """New mentions: of an area for each item, otherwise of the whole passage."""
    start = line.shape.offset(match.start(slot))
    end = line.shape.offset(match.end(slot), end=True)
    many = type == "PolicyArea" or ITEM in match[slot]
    if not many:
        return [Mention(type, cleaned(line.text[start:end]), *_trimmed(line.text, start, end), rule=rule)]
    found = []
    for begin, stop in _items(line.text[start:end], bullets=ITEM in match[slot]):
        name = cleaned(line.text[start + begin : start + stop])
        if 2 < len(name) <= (200 if type == "Goal" else 80):
            found.append(Mention(type, name, *_trimmed(line.text, start + begin, start + stop), rule=rule))
    return found


_SEPARATOR: Final = re.compile(
    r",|;|\s*\n\s*|\s•\s|(?: (?:and|i|oraz|y|e) )?(?<![^\W_])(?:[ivx]{1,5}|\d{1,2}|[a-z])\) "
)
_SEMICOLON: Final = re.compile(r";")
"""Separates items in which there are commas."""
_BULLET: Final = re.compile(r"\s*(?:\n|^)\s*[•·◦▪●*–—-]?\s*|\s•\s")
_LEAD: Final = re.compile(
    r"[\s.:–-]*(?:(?:and|i|oraz|y|e|as well as|a także|et) )?[\s•·◦▪●*–-]*(?:(?:[ivx]{1,5}|\d{1,2}|[a-z])[.)] )?"
)
_LAST: Final = re.compile(r" (?:and|i|oraz|y|e|et) ")


def _items(text: str, *, bullets: bool) -> Iterator[tuple[int, int]]:
    """The places of the items of a list. The last conjunction separates too where no comma stands before it."""
    separator = _BULLET if bullets else _SEMICOLON if text.count(";") > 1 else _SEPARATOR
    here, pieces = 0, []
    for match in separator.finditer(text):
        pieces.append((here, match.start()))
        here = match.end()
    pieces.append((here, len(text)))
    found = []
    for start, end in pieces:
        lead = (_LEAD.match(text[start:end]) or [""])[0]
        if text[start + len(lead) : end].strip(" .…"):
            found.append((start + len(lead), end, bool(lead.strip())))
    for number, (begin, end, led) in enumerate(found):
        split = _LAST.search(text, begin, end)
        if bullets or number < len(found) - 1 or split is None or (led and number) or ") " in text[:begin]:
            yield begin, end
        else:
            yield begin, split.start()
            yield split.end(), end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip(" \n\t,;:-–")), start + len(passage.rstrip(" \n\t,;:-–"))


def _date(rule: Rule, match: re.Match[str], line: Line) -> Mention | None:
    """The date that belongs to a match: in it, else right after it, else at the beginning of its clause."""
    if not (rule.option("date") or rule.option("value")):
        return None
    lowered = line.shape.folded
    for name in _filled(match, "d"):
        return line.shape.mention_at(match.start(name))
    if rule.option("strict"):
        return None
    if after := _AFTER.match(lowered, match.end()):
        return line.shape.mention_at(after.start("d") if after["d"] else after.start("e"))
    begin = lowered.rfind(STOP, 0, match.start()) + 1
    if before := _BEFORE.search(lowered[begin : match.start()]):
        return line.shape.mention_at(begin + before.start("d"))
    return None


def _value(rule: Rule, match: re.Match[str], line: Line, date: Mention | None) -> str:
    """The canonical text of the value that a match states; empty when it states none."""
    if rule.option("value") == "date":
        return date.value if date else ""
    return money(match["v"]) if rule.option("value") == "money" else _words(match, line, "v")


def _qualifiers(rule: Rule, match: re.Match[str], line: Line, date: Mention | None) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    groups = {name: text for name, text in match.groupdict().items() if text}
    if rule.option("date") and date and not date.derived:
        found[rule.option("date")] = date.value
    if rule.option("lasts"):
        found |= _lasting(found.get("since", ""), match, line)
    else:
        # Between March and May: when something began or ended that did not last so long.
        found = {name: text for name, text in found.items() if name not in ("since", "until") or "/" not in text}
    if rule.option("role"):
        found["role"] = rule.option("role")
    if "n" in groups:
        found["rank"] = _words(match, line, "n")
        if number := ordinal(groups["n"]):
            found["order"] = str(number)
    if "r" in groups:
        found["roleText"] = _words(match, line, "r")
    for name in _filled(match, "a"):
        if amount := money(groups[name]):
            found["amount"] = amount
    return tuple(sorted(found.items()))


def _lasting(since: str, match: re.Match[str], line: Line) -> dict[str, str]:
    """When something began and ended that lasted: from the one year to the other, or until a year."""
    first, slash, last = since.partition("/")
    if slash:
        return {"since": first, "until": last}
    until = _UNTIL.match(line.shape.folded, match.end())
    date = line.shape.mention_at(until.start("d")) if until else None
    return {"until": date.value} if date and not date.derived else {}


def _words(match: re.Match[str], line: Line, slot: str) -> str:
    start, end = line.shape.offset(match.start(slot)), line.shape.offset(match.end(slot), end=True)
    return cleaned(line.text[start:end])


def ordinal(text: str) -> int:
    """The number that folded words with an ordinal in them mean; 0 for none."""
    if digits := re.search(r"\b(\d{1,4})(?:st|nd|rd|th|\.|\b)", text):
        return int(digits[1])
    for word in text.split():
        for stem, number in word_lists.ordinals.items():
            if word.startswith(stem):
                return number
    return 0


_CURRENCIES: Final = {
    "eur": "EUR",
    "€": "EUR",
    "pln": "PLN",
    "zl": "PLN",
    "usd": "USD",
    "gbp": "GBP",
    "£": "GBP",
    "pounds": "GBP",
}
_ZEROS: Final = (
    (re.compile(r"k|thousand|tys|tysi[ae]c\w*|tsd|tausend"), 3),
    (re.compile(r"m|mn|mln|mio|mil(?:l?ion|lon|hao|hoes)\w*"), 6),
    (re.compile(r"bn|mld|mrd|mill?iard\w*"), 9),
)
"""How many zeros a word adds to a number. Not `mil` and `billion`: they mean this here and that there."""
_NUMBER: Final = re.compile(r"\d+(\.\d{1,2})?")


def money(text: str) -> str:
    """An amount in folded words as the model writes it (`14900 EUR`); empty for one that is not understood."""
    code = next((code for word, code in _CURRENCIES.items() if word in text), "")
    digits = re.search(r"\d[\d., ]*\d|\d", text)
    if not code or not digits:
        return ""
    words = [word for word in re.findall("[a-z]+", text) if word != "de" and not word.startswith(tuple(_CURRENCIES))]
    if words:
        zeros = next((zeros for pattern, zeros in _ZEROS if pattern.fullmatch(" ".join(words))), 0)
        # 1.500 million is a half more than one, or a thousand times that: such a number is none.
        number = digits[0].replace(",", ".")
        return f"{Decimal(number).scaleb(zeros):.0f} {code}" if zeros and _NUMBER.fullmatch(number) else ""
    number = re.sub(r"[ ,.](?=\d{3}(?!\d))", "", digits[0]).replace(",", ".")
    return f"{number} {code}" if _NUMBER.fullmatch(number) else ""
