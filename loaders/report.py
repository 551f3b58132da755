"""What a load did, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from graph.store import Change
from loaders.diff import Difference
from loaders.problems import Problem

SHOWN: Final = 50
"""Problems that the text lists one by one."""
SHOWN_FACTS: Final = 100
"""Differences that it lists."""
SHOWN_DOUBTS: Final = 10
"""Doubts that it lists."""
SHOWN_FILES: Final = 5
"""Files not read that the text names."""


@dataclass(frozen=True)
class Report:
    """What a load did."""

    tables: int = 0
    rows: int = 0
    """Rows that were loaded."""
    sources: int = 0
    """Documents that state them."""
    documents: int = 0
    """Documents that were read."""
    unchanged: int = 0
    """Documents that are as they were, and were not read."""
    characters: int = 0
    """How long their texts are together."""
    change: Change = field(default_factory=Change)
    """What changed in the store, all paths together."""
    problems: tuple[Problem, ...] = ()
    not_read: tuple[str, ...] = ()
    """Files that are neither tables nor documents, nor stand beside one."""
    seconds: float = 0.0
    dry_run: bool = False
    differences: tuple[Difference, ...] = ()
    """Facts that a dry run would change."""
    doubts: tuple[Problem, ...] = ()
    """What documents may state, and was left out because nobody can tell: not wrong, but worth a look."""

    @property
    def ok(self) -> bool:
        """Whether everything could be loaded."""
        return not self.problems

    def text(self) -> str:
        """The report for people."""
        parts = [self._done(), *self._differing(), self._changed(), *self._unread(), *self._doubtful(), *self._wrong()]
        return "\n".join(parts) + "\n"

    def as_json(self) -> dict[str, Any]:
        """The report as what JSON can hold, complete."""
        return {"ok": self.ok, **asdict(self)}

    def _done(self) -> str:
        tables, rows = _count(self.tables, "table"), _count(self.rows, "row")
        read = [f"{tables} with {rows} from {_count(self.sources, 'source')}"]
        if self.documents:
            read.append(f"{_count(self.documents, 'document')} with {_count(self.characters, 'character')}")
        if self.unchanged:
            read.append(f"{_count(self.unchanged, 'document')} as before")
        if not self.tables and len(read) > 1:
            del read[0]
        return f"Read {' and '.join(read)} in {self.seconds:.1f} s."

    def _differing(self) -> list[str]:
        more = len(self.differences) - SHOWN_FACTS
        rest = [f"and {_count(more, 'more fact')}; a report (--report FILE) has all"] if more > 0 else []
        return [*map(str, self.differences[:SHOWN_FACTS]), *rest]

    def _changed(self) -> str:
        if not self.change:
            return "Nothing would change." if self.dry_run else "Nothing changed."
        change = self.change
        judged = f" Judgements: {change.judgements:,} made or taken back." if change.judgements else ""
        conflicts = f", {change.conflicts:,} in conflict" if change.conflicts else ""
        return (
            f"{'A load would change this. ' if self.dry_run else ''}"
            f"Facts: {change.facts_added:,} added, {change.facts_changed:,} changed, "
            f"{change.facts_retracted:,} retracted{conflicts}. "
            f"Claims: {change.claims_added:,} added, {change.claims_removed:,} removed.{judged}"
        )

    def _unread(self) -> list[str]:
        if not self.not_read:
            return []
        more = len(self.not_read) - SHOWN_FILES
        names = [*self.not_read[:SHOWN_FILES], *([f"{more:,} more"] if more > 0 else [])]
        return [f"Not read, because they are neither tables nor documents, nor stand beside one: {', '.join(names)}."]

    def _doubtful(self) -> list[str]:
        if not self.doubts:
            return []
        more = len(self.doubts) - SHOWN_DOUBTS
        rest = [f"and {_count(more, 'more doubt')}; a report (--report FILE) has all"] if more > 0 else []
        return [f"{_count(len(self.doubts), 'doubt')}:", *map(str, self.doubts[:SHOWN_DOUBTS]), *rest]

    def _wrong(self) -> list[str]:
        if self.ok:
            return []
        more = len(self.problems) - SHOWN
        rest = [f"and {_count(more, 'more problem')}"] if more > 0 else []
        return [f"{_count(len(self.problems), 'problem')}:", *map(str, self.problems[:SHOWN]), *rest]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
