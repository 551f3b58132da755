"""Making a store anew from the claims of one that another version of the model made."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import apsw

from graph.facts import Claim, check
from graph.judgements import Judgement
from graph.sqlite.store import SqliteStore
from graph.sqlite.tables import APPLICATION_ID, model_version
from graph.sqlite.write import read_judgements
from graph.store import Progress, Root, no_progress
from schema.errors import StoreError, ValueProblem
from schema.model import Model

Foreign = tuple[str, str, str, int, str]
"""A claim that the model does not know, as JSON; root and name of its origin, its line, and the reason."""

Supports = dict[str, dict[str, dict[Claim, int]]]
"""Claims by root and name of their origins, each with its line."""


def migrate(path: str, model: Model, progress: Progress = no_progress) -> str:
    """Replace the store at `path` by one for this model, made from its claims; a sentence on what was done.

    Claims that the model does not know are kept aside in the new file's table `aside`, with the reason, and come
    back when a later model knows them. The old file stays as it is until the new one is complete. Raises StoreError.
    """
    if not Path(path).exists():
        raise StoreError(f"there is no store at {path}")
    new = Path(f"{path}.new")
    _remove(new)
    found, foreign, judgements, version, loads = _read(path, model)
    if version == model_version(model):
        return f"{path} has version {version} of the model already; nothing to do"
    try:
        claims = _fill(SqliteStore(str(new), model), found, foreign, judgements, loads + 1, progress)
        _swap(new, path)
    except BaseException:
        _remove(new)
        raise
    kept = (
        f"; {len(foreign)} claims that this version does not know are kept aside ({foreign[0][4]})" if foreign else ""
    )
    return f"{path}: {claims} claims taken over from version {version}{kept}"


def _fill(
    store: SqliteStore,
    found: Supports,
    foreign: list[Foreign],
    judgements: Mapping[str, list[Judgement]],
    version: int,
    progress: Progress,
) -> int:
    """Put everything into the new store; how many claims it has. The version of the data goes on counting."""
    try:
        store.replace_all([Root(root, {}, judgements=each) for root, each in judgements.items()], progress)
        for root, origins in found.items():
            store.replace(root, origins, progress=progress)
        with store.db:
            store.db.executemany("INSERT INTO aside VALUES (?, ?, ?, ?, ?)", foreign)
            store.db.execute("UPDATE meta SET value = ? WHERE key = 'version'", (str(version),))
        store.db.execute("PRAGMA journal_mode = DELETE")
        return store.summary().claims
    finally:
        store.close()


def _swap(new: Path, path: str) -> None:
    """Put the new file in the old one's place. A log of the old file must not be read into the new one."""
    db = apsw.Connection(path)
    try:
        db.execute("PRAGMA journal_mode = DELETE")
    except apsw.BusyError as error:
        raise StoreError(f"{path} is in use; end the programs that have it open, such as policygraph serve") from error
    finally:
        db.close()
    new.replace(path)


def _remove(store: Path) -> None:
    for file in (store, Path(f"{store}-wal"), Path(f"{store}-shm")):
        file.unlink(missing_ok=True)


def _read(path: str, model: Model) -> tuple[Supports, list[Foreign], dict[str, list[Judgement]], str, int]:
    """Claims by origin, what this model does not know of them, judgements by their root, and the old file's versions
    of model and data."""
    try:
        # Not read-only: such a connection would leave the log and its index behind.
        db = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        if db.execute("PRAGMA application_id").get != APPLICATION_ID:
            raise StoreError(f"{path} is a SQLite file, but none of policygraph's; give another path")
        version = str(db.execute("SELECT value FROM meta WHERE key = 'model_version'").get)
        loads = int(db.execute("SELECT value FROM meta WHERE key = 'version'").get)
        rows = [*_claims(db), *_aside(db)]
        judgements: dict[str, list[Judgement]] = defaultdict(list)
        # The first versions had no such table.
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'judgement'").get:
            for root, judgement in read_judgements(db):
                judgements[root].append(judgement)
        db.close()
    except apsw.Error as error:
        raise StoreError(f"cannot read the store {path}: {error}") from error
    found: Supports = defaultdict(lambda: defaultdict(dict))
    foreign: list[Foreign] = []
    for claim, root, name, line in rows:
        try:
            check(model, claim)
            found[root][name][claim] = line
        except ValueProblem as problem:
            foreign.append((json.dumps(_content(claim), ensure_ascii=False), root, name, line, str(problem)))
    return found, foreign, judgements, version, loads


def _claims(db: apsw.Connection) -> list[tuple[Claim, str, str, int]]:
    """The claims of any version: their columns are the same in each, `entity` gives their documents' ids."""
    sql = (
        "SELECT c.subject, c.property, c.object, c.value, c.language, c.qualifiers, c.kind, d.id, c.quote, c.start,"
        ' c."end", c.rule, o.root, o.name, s.line FROM support s JOIN origin o ON o.oid = s.origin'
        " JOIN claim c ON c.id = s.claim LEFT JOIN entity d ON d.nid = c.document"
    )
    rows = []
    for *content, root, name, line in db.execute(sql):
        subject, property, object, value, language, qualifiers, kind, document, quote, start, end, rule = content
        pairs = tuple((n, v) for n, v in json.loads(qualifiers))
        first, last = (-1, -1) if start is None else (start, end)
        claim = Claim(
            subject,
            property,
            object,
            value,
            language,
            pairs,
            kind,
            document or "",
            quote or "",
            first,
            last,
            rule,
        )
        rows.append((claim, root, name, line))
    return rows


def _aside(db: apsw.Connection) -> list[tuple[Claim, str, str, int]]:
    rows = []
    for text, root, name, line in db.execute("SELECT claim, root, name, line FROM aside"):
        content = json.loads(text)
        content["qualifiers"] = tuple((n, v) for n, v in content["qualifiers"])
        rows.append((Claim(**content), root, name, line))
    return rows


def _content(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in Claim.__slots__}
