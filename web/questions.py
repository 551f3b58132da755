"""Loads the ready questions, which GraphiQL shows as tabs."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from web.paths import QUESTIONS

_TEXT: Final = re.compile(r"# (?P<title>.+)\n(?:#.*\n)*query (?P<name>\w+)")


@dataclass(frozen=True)
class Question:
    """One file of `web/questions`; its title is the file's first line, its name the operation's."""

    number: int
    name: str
    title: str
    text: str
    variables: str
    """JSON; empty when it has none."""

    @property
    def link(self) -> str:
        """The query tool with the question in it."""
        return question_link(self.text, self.variables)


def question_link(text: str, variables: str) -> str:
    """The query tool with a question in it. What follows # stays in the browser: it may be long."""
    return "/graphql#" + urlencode({"query": text, "variables": variables} if variables else {"query": text})


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
    variables = path.with_suffix(".json")
    sent = variables.read_text(encoding="utf-8") if variables.exists() else ""
    return Question(int(number[0]), head["name"], head["title"], text, sent)
