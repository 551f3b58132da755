"""What curators correct of what documents were found to state: confirmed, rejected and added claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from graph.facts import NAME, Claim, attribute_of, check
from loaders.cells import read_cell
from loaders.document import Document
from loaders.headers import read_header
from loaders.identifiers import document_id
from loaders.layouts import Column, Head, Layout
from loaders.problems import Problem, did_you_mean, nearest, shortened
from loaders.records import records
from loaders.resolve import MOST_SUGGESTIONS
from schema.errors import ValueProblem
from schema.model import Model
from schema.values import Choice, Language, Passage, Text, Url, Word

CONFIRM: Final = "confirm"
REJECT: Final = "reject"
ADD: Final = "add"


class Action(Choice):
    """What is done with a claim."""

    name, graphql = "action", "Action"
    members: ClassVar[dict[str, str]] = {
        CONFIRM: "The document does state it: the claim is curated from now on.",
        REJECT: "The document does not state it: the claim is left out, whenever it is found again.",
        ADD: "The document states it, although no rule has found it.",
    }


@dataclass(frozen=True)
class Correction:
    """A row. What is empty matches anything."""

    line: int
    action: str
    document: str
    """Id of the document; empty in a table that belongs to one."""
    subject: str
    property: str
    object: str = ""
    value: str = ""
    language: str = ""
    qualifiers: tuple[tuple[str, str], ...] = ()
    quote: str = ""

    def links(self) -> tuple[str, ...]:
        """The ids that must be known before it can be added: to a name that is added, none."""
        ids = self.subject, self.object
        return tuple(id for id in ids if id and self.property != NAME.field)

    def concerns(self, claim: Claim) -> bool:
        """Whether it is about this claim."""
        return (
            (self.subject, self.property) == (claim.subject, claim.property)
            and self.object in ("", claim.object)
            and self.value in ("", claim.value)
            and self.language in ("", claim.language)
            and self.quote in claim.quote
            and set(self.qualifiers) <= set(claim.qualifiers)
        )


def layout(model: Model) -> Layout:
    """The columns of a table of corrections."""
    types = tuple(type_.name for type_ in model.entities)
    columns = [
        Column("action", "What to do: confirm, reject or add.", value=Action, required=True),
        Column("document", "The address or the id of the document.", value=Word),
        Column("subject", "The id of what the claim is about.", types, required=True),
        Column("property", "The relation, such as MEMBER_OF, or the attribute.", value=Word, required=True),
        Column("object", "The id of what a relation leads to.", types),
        Column("value", "The value of an attribute.", value=Passage),
        Column("language", "The code of the language of a name or a description.", value=Language),
        Column("qualifiers", "Properties of a relation, such as `since=2021; order=3`.", value=Text, many=True),
        Column("quote", "The words of the document that state it.", value=Passage),
        Column("note", "Words for other curators; they are not loaded."),
    ]
    return Layout("corrections", "Claims that are confirmed, rejected or added.", {c.name: c for c in columns})


def read_corrections(model: Model, name: str, data: bytes) -> tuple[list[Correction], list[Problem]]:
    """The rows of a table, and what is wrong with others. `name`: as messages show it. Raises Unreadable."""
    found: list[Correction] = []
    problems: list[Problem] = []
    coming = iter(records(data))
    line, header = next(coming)
    heads = read_header(layout(model), line, header)
    for line, record in coming:
        try:
            found.append(_correction(model, heads, line, record))
        except ValueProblem as problem:
            problems.append(Problem(name, line, "", shortened(str(problem))))
    return found, problems


def _correction(model: Model, heads: Sequence[Head], line: int, record: Sequence[str]) -> Correction:
    if len(record) != len(heads):
        raise ValueProblem(f"expected {len(heads)} cells as in the header, got {len(record)}")
    cells: dict[str, list[str]] = {}
    for head, cell in zip(heads, record, strict=True):
        if cell:
            cells[head.column.name] = read_cell(model, head.column, cell)
        elif head.column.required:
            raise ValueProblem(f"{head.text}: expected {head.column.expected}, got nothing")
    one = {name: stated[0] for name, stated in cells.items() if name not in ("qualifiers", "note")}
    one["document"] = _document(model, one.get("document", ""))
    return _canonical(model, Correction(line, qualifiers=tuple(_qualifiers(cells)), **one))


def _document(model: Model, text: str) -> str:
    type_ = model.type_of_id(text)
    if not text or (type_ and type_.name == "Document"):
        return text
    if "://" not in text:
        raise ValueProblem(f"document: expected a web address or an id such as document/example-org, got {text!r}")
    try:
        return document_id(Url.parse(text))
    except ValueProblem as problem:
        raise ValueProblem(f"document: {problem}") from problem


def _qualifiers(cells: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for part in sorted(cells.get("qualifiers", ())):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise ValueProblem(f"qualifiers: expected properties such as since=2021, got {part!r}")
        yield name, value


def _canonical(model: Model, correction: Correction) -> Correction:
    """With the value as claims write it."""
    attribute = attribute_of(model, correction.subject, correction.property)
    if correction.object and correction.value:
        raise ValueProblem("expected an object or a value, got both")
    if attribute is None and not any(relation.type == correction.property for relation in model.relations):
        raise ValueProblem(f"property: expected a relation or an attribute of its subject, got {correction.property!r}")
    if attribute is None or not correction.value:
        return correction
    return replace(correction, value=attribute.value.parse(correction.value))


@dataclass
class Corrections:
    """All corrections of a load, by the document that they are about."""

    by_document: dict[str, list[tuple[str, Correction]]]
    """Each with the name of its file as messages show it."""
    complete: bool = True
    """Whether every table could be read."""

    @classmethod
    def none(cls) -> Corrections:
        """No corrections."""
        return cls(defaultdict(list))

    def of(self, document: str) -> list[tuple[str, Correction]]:
        """Those of a document, each with its file."""
        return self.by_document.get(document, [])

    def unreached(self, documents: Collection[str]) -> Iterator[Problem]:
        """What is wrong with rows whose documents are none of these."""
        for number, document in enumerate(sorted(self.by_document.keys() - documents)):
            near = did_you_mean(nearest(document, documents)) if number < MOST_SUGGESTIONS else ""
            message = (
                f"expected the address or the id of a document that is loaded with this table, got {document}{near}"
            )
            for file, correction in self.by_document[document]:
                yield Problem(file, correction.line, "document", message)

    def add(self, file: str, found: Iterable[Correction]) -> Iterator[Problem]:
        """Enter the rows of a table that belongs to no document."""
        for correction in found:
            if correction.document:
                self.by_document[correction.document].append((file, correction))
            else:
                message = "expected the address of the document, got nothing"
                yield Problem(file, correction.line, "document", message)


def corrected(
    model: Model,
    document: Document,
    claims: Iterable[Claim],
    corrections: Iterable[tuple[str, Correction]],
    unknown: Collection[str] = (),
) -> tuple[list[Claim], list[Problem]]:
    """The claims of a document after its corrections, and problems with these.

    `unknown`: ids of which nothing is known, so that none but a name can be added to them.
    """
    found = list(claims)
    problems: list[Problem] = []
    for file, correction in corrections:
        try:
            found = _applied(model, document, found, correction, unknown)
        except ValueProblem as problem:
            problems.append(Problem(file, correction.line, "", shortened(str(problem))))
    return list(dict.fromkeys(found)), problems


def _applied(
    model: Model, document: Document, claims: list[Claim], correction: Correction, unknown: Collection[str]
) -> list[Claim]:
    if correction.document not in ("", document.id):
        raise ValueProblem(
            f"document: expected {document.id}, beside which this table stands, got {correction.document}"
        )
    if correction.action == ADD:
        if missing := [id for id in correction.links() if id in unknown]:
            raise ValueProblem(
                f"expected ids of what a table or a document describes, got {' and '.join(missing)};"
                " is that misspelt? A row can add the `name` of something new"
            )
        return [*claims, _added(model, document, correction)]
    if correction.action == REJECT:
        return [claim for claim in claims if not correction.concerns(claim)]
    concerned = {claim for claim in claims if correction.concerns(claim)}
    if not concerned:
        raise ValueProblem("expected a claim that was found in the document, got none; did you mean 'add'?")
    return [replace(claim, kind="curated") if claim in concerned else claim for claim in claims]


def _added(model: Model, document: Document, correction: Correction) -> Claim:
    start = document.text.find(correction.quote) if correction.quote else -1
    if correction.quote and start < 0:
        raise ValueProblem(f"quote: expected words that stand in the document, got {correction.quote!r}")
    end = start + len(correction.quote) if correction.quote else -1
    language = correction.language
    qualifiers = correction.qualifiers
    if correction.property == NAME.field:
        language = language or document.language or "und"
        qualifiers = qualifiers or (("kind", "ALTERNATIVE"),)
    claim = Claim(
        correction.subject, correction.property, correction.object, correction.value, language, qualifiers,
        document=document.id, quote=correction.quote, start=start, end=end,
    )  # fmt: skip
    check(model, claim)
    return claim
