"""What a reader finds in a file."""

from __future__ import annotations

from dataclasses import dataclass

from schema.errors import LoadError


@dataclass(frozen=True)
class Content:
    """Text, and what the file says of itself; empty where it says nothing."""

    text: str
    title: str = ""
    url: str = ""
    language: str = ""
    """As the file writes it, such as `pl-PL`."""
    issued: str = ""
    publisher: str = ""
    kind: str = ""
    links: tuple[str, ...] = ()


class Refused(LoadError):
    """A file that its reader cannot read; the text says what was expected and what arrived."""
