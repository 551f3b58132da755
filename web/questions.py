"""The ready questions, which GraphiQL shows as tabs and a page of the documentation with their answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
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


SHOWN: Final = 5
"""Members of a list in an answer that the page of documentation shows."""

_PAGE: Final = """\
# Questions and their answers

What GraphiQL opens with, asked of the graph in `seed/`. This page is made by asking; after a change of data or of a
question run `make goldens ARGS='-k questions_page'`. Of a longer list the first {shown} members are shown.

"""


def page(answers: Mapping[str, Any]) -> str:
    """The questions that have answers (by the name of the operation), with these, as a page of the documentation."""
    parts = [_PAGE.format(shown=SHOWN)]
    for question in questions():
        if question.name in answers:
            answer = json.dumps(_shortened(answers[question.name]), ensure_ascii=False, indent=1)
            comment, _, text = question.text.partition("query ")
            about = " ".join(line.removeprefix("# ") for line in comment.splitlines()[1:])
            parts.append(f"## {question.number}. {question.title}\n\n{about}\n\n")
            parts.append(f"```graphql\nquery {text}```\n\n```json\n{answer}\n```\n\n")
    return "".join(parts).rstrip() + "\n"


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    left = len(value) - SHOWN
    return [*map(_shortened, value[:SHOWN]), *([f"… {left} more"] if left > 0 else [])]
