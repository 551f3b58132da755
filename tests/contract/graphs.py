"""Small graphs as claims, drawn at random: everything that the model has, with all that makes answers differ.

Values come from short lists, so that sort keys are equal, sources disagree and conditions often hold. A graph is
loaded in several steps, some of which take claims back: what a store answers must not depend on its history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from typing import Final, TypeVar

from graph.facts import KINDS, NAME, NAME_KIND, Claim
from schema.model import Attribute, Model
from schema.values import Date, Integer, Language, Money, NameKind, Number, Passage, Role, Text, Url, Value, Word

T = TypeVar("T")

WORDS: Final = (
    "Wrocław", "wroclaw", "WROCLAW ", "Wroclaw-2", "Łódź", "Lodz", "Zürich", "Zurich", "Straße", "strasse", "Ångström",
    "İstanbul", "Київ", "Ἀθῆναι", "浜松市", "القاهرة", "ﬁne", "O'Brien", 'the "best" one', "“best” one", "back\\slash",
    "\\u0041", "100 %_*?", "{a: [1]}", "😀 smile", "\U00010330", "\uffee", "e\u0301a", "\u0301", "\x7f", "a", "A",
)  # fmt: skip
TEXTS: Final[dict[type[Value], tuple[str, ...]]] = {
    Text: WORDS,
    Word: (*WORDS, "PL", "pl", "DE", "network", "Network", "50b0", "-"),
    Passage: ("One line.", "Two\nlines, “quoted”.\n", " spaces  kept\t", "Wrocław 😀 \\ \"'", "a\u2028b"),
    Url: ("http://example.org/", "https://www.example.org", "https://example.org/a?b=c&d=%20#e", "https://пример.рф/ł'x"),
    Integer: ("0", "1", "2", "3", "-5", "2147483647", "-2147483648"),
    Number: ("0", "51.1", "51.10", "51.107885", "-3.75", "0.1", "0.000001", "123456789012345", "99.5", "7"),
    Date: (
        "2021", "2021-11", "2021-11-16", "2021-11-17", "2021-11-18", "2021-11-17/2021-11-18", "2021-12-31",
        "2022-01-01", "2018/2022", "2018/..", "../2020", "2020/", "/2019", "2021~", "2021?", "199X", "19XX",
        "2021-XX", "2021-23", "-0500", "Y-170000", "Y123456", "2000-02-29", "1970",
    ),
    Money: ("14900 EUR", "14900.00 EUR", "14900.5 EUR", "5 PLN", "0 EUR", "20000 CHF", "999999999999999.9999 EUR"),
    Language: ("en", "pl", "uk", "is", "mul", "und"),
    Role: tuple(Role.members),
    NameKind: tuple(NameKind.members),
}  # fmt: skip
"""Values of each value type as people write them."""

NAMED_IN: Final = ("en", "en", "en", "pl", "pl", "de", "uk", "is", "mul", "und")
SLUGS: Final = ("a", "b", "c", "a-b", "10", "9", "x", "y")
DOCUMENTS: Final = ("document/a", "document/b", "document/c", "document/only-mentioned")
QUOTES: Final = (("", -1, -1), ("We joined in 2021.", 0, 18), ("“Łódź” 😀\n'\\", 7, 17))
STEPS: Final = 3
MANY: Final = 30
"""Claims on one thing: more than are shown as evidence."""

_TAKEN_BACK: Final = STEPS
"""Stands for the step of a claim that is loaded first and then taken back."""
_ORIGINS: Final = tuple(product(KINDS, ("", *DOCUMENTS), QUOTES, (0, 0, 1, 2, _TAKEN_BACK)))
_BLOCKS: Final = ((1, 0x250, 1), (0x300, 0x700, 3), (0x1E00, 0x2100, 1), (0xFB00, 0xFFFE, 7), (0x1F600, 0x1F610, 1))
_LETTERS: Final = [chr(code) for block in _BLOCKS for code in range(*block)]
"""Letters, marks, spaces and controls, of which a text is sometimes made."""


@dataclass(frozen=True)
class Graph:
    """Claims, and how they come into a store: each step says what every origin states from then on."""

    claims: tuple[Claim, ...]
    steps: tuple[Mapping[str, tuple[Claim, ...]], ...]


def canonical(value: type[Value]) -> list[str]:
    """The canonical texts of the examples of a value type."""
    return [value.parse(text) for text in TEXTS[value]]


def draw_graph(random: Random, model: Model, size: int = 4) -> Graph:
    """A graph with up to `size` + 1 entities of each type and some links of each kind."""
    return _Drawing(random, model, size).graph()


class _Drawing:
    def __init__(self, random: Random, model: Model, size: int) -> None:
        self.random = random
        self.model = model
        self.size = size
        self.made: dict[Claim, int] = {}
        """Claims with the step that loads them."""
        self.texts = {value: canonical(value) for value in TEXTS}

    def pick(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def times(self, most: int) -> range:
        return range(self.random.randint(0, most))

    def graph(self) -> Graph:
        ids: dict[str, list[str]] = {}
        for type_ in self.model.entities:
            slugs = dict.fromkeys(self.pick(SLUGS) for _ in self.times(self.size + 1))
            ids[type_.name] = [f"{type_.slug}/{slug}" for slug in slugs]
            for id in ids[type_.name]:
                self.names(id)
                for attribute in type_.attributes.values():
                    if not attribute.derived:
                        self.attribute(id, attribute)
        for relation in self.model.relations:
            sources = [id for type in relation.sources for id in ids[type]]
            targets = [id for type in relation.targets for id in ids[type]]
            if sources and targets:
                for _ in self.times(2 * self.size):
                    self.link(relation.type, self.pick(sources), self.pick(targets), relation.edge.attributes)
        return Graph(tuple(c for c, step in self.made.items() if step != _TAKEN_BACK), tuple(self.steps()))

    def names(self, id: str) -> None:
        for _ in self.times(5):
            kind = self.pick(("", *NameKind.members))
            qualifiers = ((NAME_KIND.field, kind),) if kind else ()
            self.claim(Claim(id, NAME.field, "", self.text(Text), self.pick(NAMED_IN), qualifiers))

    def attribute(self, id: str, attribute: Attribute) -> None:
        for _ in range(MANY if self.random.random() < 0.02 else self.pick((0, 0, 1, 1, 1, 2, 2))):
            language = self.pick(NAMED_IN) if attribute.multilingual else ""
            self.claim(Claim(id, attribute.field, "", self.text(attribute.value), language))

    def link(self, type: str, source: str, target: str, edge: tuple[Attribute, ...]) -> None:
        for _ in range(MANY if self.random.random() < 0.04 else self.pick((1, 1, 2))):
            stated = sorted((a.field, self.text(a.value)) for a in edge if self.random.random() < 0.6)
            self.claim(Claim(source, type, target, qualifiers=tuple(stated)))

    def text(self, value: type[Value]) -> str:
        if issubclass(value, Text | Word) and self.random.random() < 0.05:
            letters = "".join(self.pick(_LETTERS) for _ in self.times(6))
            return value.parse(letters) if letters.strip() else "x"
        return self.pick(self.texts[value])

    def claim(self, stated: Claim) -> None:
        """Make this claim, by somebody, from somewhere, at one of the steps."""
        kind, document, (quote, start, end), step = self.pick(_ORIGINS)
        rule = "" if kind == "curated" else "joined-in"
        claim = replace(stated, kind=kind, document=document, quote=quote, start=start, end=end, rule=rule)
        self.made.setdefault(claim, step)

    def steps(self) -> list[dict[str, tuple[Claim, ...]]]:
        """At first what is taken back later; then more and more of the rest."""
        origins = {
            f"origin-{step}": tuple(claim for claim, s in self.made.items() if s == step) for step in range(STEPS)
        }
        names = list(origins)
        taken_back = tuple(claim for claim, s in self.made.items() if s == _TAKEN_BACK)
        first = {names[0]: origins[names[0]] + taken_back}
        return [first] + [{name: origins[name] for name in names[: done + 1]} for done in range(1, STEPS)]
