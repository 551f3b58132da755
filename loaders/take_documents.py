"""The step of a load that reads documents in worker processes and makes the claims of what they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from graph.store import Progress, Store
from loaders.corrections import ADD, Correction, Corrections, corrected, read_corrections
from loaders.digests import data_digest, digest, document_of, recorded
from loaders.document import Document
from loaders.documents import document_claims
from loaders.files import CORRECTIONS, read
from loaders.judgements import known_by
from loaders.known_names import KnownNames, known_names
from loaders.link import claims_of
from loaders.mentions import Extraction
from loaders.sidecars import Meta, names_beside
from loaders.sources import Source, meta_of, opened
from loaders.understanding import understand
from loaders.workers import Workers
from schema.errors import LoadError


@dataclass
class _File:
    """A document's file, with what stands beside it."""

    source: Source
    name: str
    meta: Meta
    beside: list[tuple[str, Correction]]
    """Corrections of this document alone, each with the name of its file as messages show it."""
    recorded: str
    """What the store remembers of the last time."""
    data_digest: str = ""
    document: Document | None = None
    extraction: Extraction = field(default_factory=Extraction)

    @property
    def shown(self) -> str:
        return self.source.shown(self.name)

    @property
    def id(self) -> str:
        """The id of its document; empty where that could not be read."""
        return self.document.id if self.document else self.source.unchanged.get(self.name, "")


def take_documents(
    store: Store, sources: Sequence[Source], workers: Workers, corrections: Corrections, progress: Progress
) -> None:
    """Enter what the documents of the sources state; those that are as they were are kept as they are."""
    files = [file for source in sources for file in _files(store, source, workers)]
    if not files:
        return
    with known_names(store, sources, workers.limits.name_cache) as names:
        _read(files, workers, corrections, names, progress)
        _refuse_others(store, sources, files)
        _refuse_doubles(files)
        for file in files:
            if file.document:
                _enter(store, file, file.document, corrections, names)
    _correct(store, sources, files, corrections)


def documents_of(store: Store, sources: Sequence[Source]) -> set[str]:
    """Ids of the documents of the sources: those that were read, and those that stay as they are."""
    kept = {(source.root, name) for source in sources for name in source.kept}
    stay = {document_of(digest) for root, name, digest in store.digests() if (root, name) in kept}
    return stay | {document.id for source in sources for document in source.documents.values()}


def take_corrections(store: Store, sources: Sequence[Source], workers: Workers) -> Corrections:
    """The tables of corrections of the sources, other than those that belong to one document."""
    found = Corrections.none()
    for source in sources:
        for name in sorted(source.found.beside):
            if name.rpartition("/")[2] == CORRECTIONS:
                rows = _corrections(store, source, name, workers)
                if rows is None:
                    found.complete = False
                else:
                    source.problems += found.add(source.shown(name), rows)
    return found


def _corrections(store: Store, source: Source, name: str, workers: Workers) -> list[Correction] | None:
    """The rows of a table; None when it cannot be read."""
    try:
        data = read(source.found, name, workers.limits)
        found, problems = read_corrections(store.model, source.shown(name), data)
    except LoadError as error:
        source.complain_of(name, error)
        return None
    source.problems += problems
    return found


def _files(store: Store, source: Source, workers: Workers) -> Iterator[_File]:
    origins = store.digests() if source.found.documents else []
    before = {name: digest for root, name, digest in origins if root == source.root}
    for name in source.found.documents:
        meta, beside = meta_of(source, name, workers.limits), _beside(store, source, name, workers)
        if meta is not None and beside is not None:
            yield _File(source, name, meta, beside, before.get(name, ""))


def _beside(store: Store, source: Source, name: str, workers: Workers) -> list[tuple[str, Correction]] | None:
    """Corrections of a document alone; None when they cannot be read: it stays as it was then."""
    found: list[tuple[str, Correction]] = []
    for other in names_beside(name, f".{CORRECTIONS}"):
        if other in source.found.beside:
            rows = _corrections(store, source, other, workers)
            if rows is None:
                source.fail_beside(name, other)
                return None
            found += [(source.shown(other), each) for each in rows]
    return found


def _read(
    files: Sequence[_File], workers: Workers, corrections: Corrections, names: KnownNames, progress: Progress
) -> None:
    by_place = {(id(file.source), file.name): file for file in files}

    def changed() -> Iterator[tuple[_File, bytes]]:
        for source, name, data in opened([(file.source, file.name) for file in files], workers.limits):
            file = by_place[id(source), name]
            id_before = document_of(file.recorded)
            file.data_digest = data_digest(data)
            # Corrections are made again each time: what is wrong with them is to be said each time.
            corrections_of = [*file.beside, *corrections.of(id_before)]
            same = file.recorded == _digest(file, names, id_before) and not corrections_of
            # What was corrected may be in a table that cannot be read now: a rejected claim must not come back.
            if same or (file.recorded == recorded("", id_before) and not corrections.complete):
                source.unchanged[name] = id_before
                source.kept.add(name)
            else:
                yield file, data

    coming = changed()
    first = next(coming, None)
    if first is None:
        return
    limits = workers.limits
    jobs = ((file, (file.name, data, file.meta, limits, names.path)) for file, data in chain([first], coming))
    for done, (file, result) in enumerate(workers.call(understand, jobs)):
        progress("documents", done, len(files))
        if isinstance(result, LoadError):
            file.source.fail(file.name, result)
        else:
            file.document, file.extraction = result


def _digest(file: _File, names: KnownNames, document: str) -> str:
    """What the store is to remember of a file, if its document has this id and there are no corrections."""
    return recorded(digest(file.data_digest, file.meta, names.digest), document)


def _refuse_others(store: Store, sources: Sequence[Source], files: Sequence[_File]) -> None:
    """Refuse another file for a document that the store has from elsewhere, and will have after this load."""
    loaded = {source.root: source for source in sources}
    there: dict[str, tuple[str, str]] = {}
    for root, name, remembered in store.digests():
        source = loaded.get(root)
        if source is None or name in source.kept - source.unchanged.keys():
            there[document_of(remembered)] = root, root if root.endswith(f"/{name}") else f"{root}/{name}"
    for file in files:
        if not file.document or file.id not in there:
            continue
        own = (claim for claim in store.stated([file.id]) if claim.subject == file.id)
        if file.document.sha256 in {claim.value for claim in own if claim.property == "sha256"}:
            continue
        root, other = there[file.id]
        if other == str(file.source.found.base / file.name):
            _refuse(file, f"expected a file that is loaded with one path, got it with another than {root}; load that")
        else:
            _refuse(file, f"expected one text of {file.id}, got another than {other} has; {_advice(file)}")


def _refuse_doubles(files: Sequence[_File]) -> None:
    """Two files of one id would be one document with two texts. What the store has already goes first."""
    first: dict[str, _File] = {}
    for file in sorted(files, key=lambda file: document_of(file.recorded) != file.id):
        if file.id and (other := first.setdefault(file.id, file)).data_digest != file.data_digest:
            _refuse(file, f"expected one text of {file.id}, got another than {other.shown} has; {_advice(file)}")


def _advice(file: _File) -> str:
    addressed = file.document.url if file.document else file.meta.url
    return "remove one of the two" + ("" if addressed else f", or write its url into {next(names_beside(file.name))}")


def _refuse(file: _File, message: str) -> None:
    file.source.fail(file.name, message)
    file.document = None


def _enter(store: Store, file: _File, document: Document, corrections: Corrections, names: KnownNames) -> None:
    linked = claims_of(store.model, document, file.extraction, names.names)
    found = [*document_claims(document, file.meta), *linked.claims]
    for doubt in linked.doubts:
        file.source.doubt(file.name, doubt)
    file.source.documents[file.name] = document
    file.source.claims[file.name] = dict.fromkeys(found, 0)
    # A digest of what was corrected would hold when the corrections are gone.
    is_corrected = bool(_rows(file, corrections))
    file.source.digests[file.name] = recorded("", document.id) if is_corrected else _digest(file, names, document.id)


def _rows(file: _File, corrections: Corrections) -> list[tuple[str, Correction]]:
    """The corrections of a file's document, each with the name of its file."""
    return [*file.beside, *corrections.of(file.id)]


def _correct(store: Store, sources: Sequence[Source], files: Sequence[_File], corrections: Corrections) -> None:
    """Correct the claims of all documents: what is added may be about what another one describes."""
    rows = [(file, file.document, each) for file in files if file.document and (each := _rows(file, corrections))]
    added = [row for _, _, each in rows for _, row in each if row.action == ADD]
    named = {row.subject for row in added if not row.links()}
    unknown = _unknown(store, sources, {id for row in added for id in row.links()} - named)
    for file, document, each in rows:
        claims, problems = corrected(store.model, document, file.source.claims[file.name], each, unknown)
        file.source.claims[file.name] = dict.fromkeys(claims, 0)
        file.source.problems += problems


def _unknown(store: Store, sources: Sequence[Source], ids: set[str]) -> set[str]:
    """Those of some ids that neither this load speaks of nor the graph has."""
    if not ids:
        return ids
    here = {claim.subject for source in sources for claims in source.origins.values() for claim in claims}
    left = ids - here
    return left - known_by(store, sources)(left)
