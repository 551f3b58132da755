"""The rows of a connection as Cypher: which entities, in which order, which page of them.

Rows are found once. A step whose rows are needed twice (to count them, to see whether there are more than the page
has) gives them to the next step as a list: of links or nodes, or of what is shown when nothing is looked up for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.neo4j.anchor import matched
from graph.neo4j.conditions import Place, count_text
from graph.neo4j.decode import Read, at, constant, item, turned
from graph.neo4j.indexed import indexed_page
from graph.neo4j.order import beyond, keys_of, sorted_line
from graph.neo4j.writing import Row, Writing, called, filtered, narrowing, of_type, path
from graph.plan import Connection, Count, Records


@dataclass(frozen=True)
class Ends:
    """The variables of a row: an entity, and the link that led to it from its parent."""

    entity: str
    edge: str = ""

    @property
    def handle(self) -> str:
        """What stands for the row in a list."""
        return self.edge or self.entity

    def __str__(self) -> str:
        return f"{self.edge}, {self.entity}" if self.edge else self.entity


@dataclass(frozen=True)
class Found:
    """Where the answer has the rows of a connection, and what was asked about all of them."""

    rows: Read
    more: Read
    """Whether there are rows beyond the page."""
    total: Read


def write_total(row: Row, connection: Connection, parent: str) -> Read:
    """Write the number of a connection's rows at a row of its parents."""
    writing, link = row.writing, connection.link
    if counts_itself(writing, connection):
        whole = count_text(writing, Count(link), parent) if link else f"COUNT {{ ({of_type(connection.types)}) }}"
        return at(row.add(whole))
    writing.count_part()
    rows = Rows(writing, connection, parent)
    lines = [*filtered(*rows.matched()), f"RETURN {rows.ends.handle}"]
    return at(row.add(f"COUNT {{ {' '.join(lines)} }}"))


def unpaged(row: Row, connection: Connection, parent: str) -> Found:
    """A connection of which no row is shown."""
    nothing = constant(None)
    return Found(nothing, nothing, write_total(row, connection, parent) if connection.counted else nothing)


def counts_itself(writing: Writing, connection: Connection) -> bool:
    """Whether Neo4j knows the number of rows without looking at them."""
    link, records = connection.link, connection.records
    if records and records.by:
        return False
    return connection.where is None and (link is None or not (link.only or writing.far_types(link)))


def _recorded(records: Records, name: str, parent: str) -> str:
    """The pattern of facts or claims, all of them or those that point to the parent."""
    match records.by:
        case "subject":
            return f"({name}:Fact {{subject: {parent}.id}})"
        case "document":
            return f"({parent})<-[:STATED_IN]-({name}:Claim)"
        case "fact":
            return f"({parent})<-[:STATES]-({name}:Claim)"
    return f"({name}:{records.type})"


class Rows:
    """The rows of one connection under the entity `parent` (empty for root fields), while they are written."""

    def __init__(self, writing: Writing, connection: Connection, parent: str) -> None:
        self.writing = writing
        self.connection = connection
        self.parent = parent
        self.listed = connection.counted and not counts_itself(writing, connection)
        self.ends = Ends(writing.name("e"), writing.name("r") if connection.link else "")
        """The variables of a row."""
        self.cursor: Read | None = None
        """How its cursor is read, once it is written."""

    def write(self, row: Row, shown: Row) -> Found:
        """Write the connection at a row of its parents, when it is written what is shown of each of its rows."""
        connection, size = self.connection, self.writing.slot(self.connection.page.size)
        value, all_ = self.writing.name("v"), self.writing.name("l") if self.listed else ""
        rows, each = self._page(*((self._taken(all_), []) if self.listed else self.matched()), shown)
        lines = [*shown.clauses, f"RETURN collect({each}) AS {value}"]
        if connection.looks_further:
            page = self.writing.name("l")
            if shown.has_subqueries:
                lines = [*self._taken(f"{page}[..{size}]"), *lines]
                lines, value = self._through_list(page, lines, f"size({page}) > {size}", value)
            else:
                # To show one row more takes less than to take the others out of a list again.
                pair = f"[size({page}) > {size}, {page}[..{size}]]"
                lines = [f"WITH collect({each}) AS {page}", f"RETURN {pair} AS {value}"]
        lines = [*rows, *lines]
        if self.listed:
            lines, value = self._through_list(all_, lines, f"size({all_})", value)
            lines = [*filtered(*self.matched()), *lines]
        row.call(self.parent, lines)
        return self._reads(row, at(row.add(value)))

    def _reads(self, row: Row, read: Read) -> Found:
        total = more = constant(None)
        if self.listed:
            total, read = item(read, at(0)), item(read, at(1))
        elif self.connection.counted:
            total = write_total(row, self.connection, self.parent)
        if self.connection.looks_further:
            more, read = item(read, at(0)), item(read, at(1))
        return Found(turned(read) if self.connection.page.backwards else read, more, total)

    def matched(self) -> tuple[list[str], list[str]]:
        """Lines that bind the variables of all rows, and the conditions on these."""
        link, ends = self.connection.link, self.ends
        tests: list[str] = []
        if records := self.connection.records:
            lines = [f"MATCH {_recorded(records, ends.entity, self.parent)}"]
            place = Place(**{records.type.lower(): ends.entity})
        elif link is None:
            lines, tests = [f"MATCH ({ends.entity}{of_type(self.connection.types)})"], []
            place = Place(ends.entity)
        else:
            types = self.writing.far_types(link)
            lines, tests = (
                [f"MATCH {path(self.parent, link, ends.edge, ends.entity, types)}"],
                narrowing(link, ends.edge),
            )
            place = Place(edge=ends.edge, far=ends.entity)
        if self.connection.where is None:
            return lines, tests
        return matched(self.writing, self.connection.where, place, lines, tests)

    def _page(self, lines: list[str], tests: list[str], shown: Row) -> tuple[list[str], str]:
        """Order and limit the rows that these lines and tests give. With what then stands for what each one shows."""
        connection, ends = self.connection, self.ends
        page, before = connection.page, Row(self.writing)
        keys = keys_of(before, connection.order, ends.entity, ends.edge)
        limit = self.writing.slot(page.size) + (" + 1" if connection.looks_further else "")
        if connection.link is None and not (self.listed or before.clauses or len(lines) > 1):
            found = indexed_page(self.writing, connection, ends.entity, keys, tests, limit, shown)
            if found:
                return found
        further = [
            beyond(self.writing, keys, keyset, backwards)
            for keyset, backwards in ((page.after, False), (page.before, True))
            if keyset
        ]
        if before.clauses or (self.listed and further):
            lines, tests = [*filtered(lines, tests), *before.clauses, *(["WITH *"] if further else [])], []
        return [*filtered(lines, [*tests, *further]), sorted_line(str(ends), keys, page.backwards, limit)], str(shown)

    def _taken(self, rows: str) -> list[str]:
        """Take rows out of a list."""
        link, ends = self.connection.link, self.ends
        if link is None:
            return [f"UNWIND {rows} AS {ends.entity}"]
        far = "endNode" if link.forward else "startNode"
        return [f"UNWIND {rows} AS {ends.edge}", f"WITH {ends.edge}, {far}({ends.edge}) AS {ends.entity}"]

    def _through_list(self, name: str, lines: list[str], about: str, value: str) -> tuple[list[str], str]:
        """Put rows into a list from which `lines` take them; the value is then a pair with what is asked about it."""
        pair = self.writing.name("v")
        self.writing.count_part()
        taking = called(name, lines)
        return [f"WITH collect({self.ends.handle}) AS {name}", taking, f"RETURN [{about}, {value}] AS {pair}"], pair
