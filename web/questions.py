"""Loads the ready questions, which GraphiQL shows as tabs."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from web.paths import QUESTIONS

_TEXT: Final = re.compile(r"# (?P<title>.+)\n(?:#.*\n)*query (?P<name>\w+)")


@dataclass(frozen=True)
class Question:
    """One file of `web/questions`; its title is the file's first line, its name the operation's."""

    number: int
    name: str
    title: str
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """All ready questions by number; ValueError names a file that is not of their form."""
    return tuple(_read(path) for path in sorted(QUESTIONS.glob("*.graphql")))


def _read(path: Path) -> Question:
    number = re.match(r"\d+", path.name)
    text = path.read_text(encoding="utf-8")
    head = _TEXT.match(text)
    if not number or not head:
        raise ValueError(
            f"{path} must be named NN-short-name.graphql and begin with '# <question>', "
            "further comment lines and 'query <Name>'."
        )
    return Question(int(number[0]), head["name"], head["title"], text)
