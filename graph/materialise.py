"""What a graph becomes when claims come and go: the same for every store.

A store reads and writes rows in batches (`Rows`). Which rows, is decided here: which claims are new and which are
made by nobody any more, which facts that touches (also those whose documents' dates move), what these facts and
their entities come to, what disappears, and what has changed. All of it happens in the caller's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from typing import Final, Protocol, TypeVar

from graph.facts import ISSUED, NAME, Claim, Fact, Key, Names, Rank, key_of, names_of, rank_by, settle
from graph.judgements import NONE, Judgement, Successors, judged, successors
from graph.store import Change, Progress, Root, Watch, no_watch
from schema.model import Attribute, Model, Type
from schema.values import Cell

BATCH: Final = 2_000
"""How many facts or entities at most are read, settled and written at once."""

BATCH_CHARACTERS: Final = 500_000
"""How long their texts may be together; one that is longer comes alone."""

CHECKSUM_BITS: Final = 96
"""Size of a checksum: that of the hash in a claim's id."""

NO_CLAIMS: Final = "0" * (CHECKSUM_BITS // 4)
"""The checksum of an empty graph."""

T = TypeVar("T")


@dataclass(frozen=True)
class Supports:
    """How what the origins of a root make differs from before. Claims are named by their ids."""

    made: Sequence[tuple[str, str, int]]
    """Name of the origin, claim and line of each claim that an origin did not make before."""
    moved: Sequence[tuple[str, str, int]]
    """The same for claims that stand on another line now."""
    gone: Sequence[tuple[str, str]]
    """Name of the origin and claim of each that it makes no longer."""
    emptied: Collection[str]
    """Names of origins that make nothing any more."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """By name of the origin: digests that differ."""

    def __bool__(self) -> bool:
        return bool(self.made or self.moved or self.gone or self.emptied or self.digests)


@dataclass(frozen=True)
class FactChange:
    """A fact as it was and as it is; None where there was or is none."""

    before: Fact | None
    after: Fact | None

    @property
    def row_differs(self) -> bool:
        """Whether the fact itself changes, and not only what stands behind it."""
        return self.before is None or self.after is None or _row(self.before) != _row(self.after)


def _row(fact: Fact) -> tuple[object, ...]:
    return fact.object, fact.value, fact.language, fact.qualifiers, fact.conflicting


@dataclass(frozen=True)
class EntityRow:
    """What an entity comes to."""

    id: str
    type: Type
    names: Names
    facts: Mapping[str, Sequence[Fact]]
    """Facts on its attributes, by GraphQL name, sorted by language and value."""


@dataclass(frozen=True)
class Outcome:
    """What was done."""

    change: Change
    checksum: int
    """What is to be added to the checksum."""


class Rows(Protocol):
    """The rows of a store within one change. Ids that it does not have are passed over."""

    def made(self, root: str) -> Mapping[str, Mapping[str, int]]:
        """Claims (by id) that the origins of a root make, with their lines, by name of the origin."""

    def existing(self, claims: Collection[str]) -> set[str]:
        """Which of these claims there are."""

    def digests(self, root: str) -> Mapping[str, str]:
        """The digests of a root's origins, by name of the origin; without those that have none."""

    def made_elsewhere(self, claims: Collection[str], roots: Collection[str]) -> set[str]:
        """Which of these claims an origin of a root beside these makes."""

    def claims(self, ids: Collection[str]) -> Iterable[Claim]:
        """Claims by their ids."""

    def cited(self, documents: Collection[str]) -> Iterable[Claim]:
        """Claims that these documents state."""

    def issued(self, documents: Collection[str]) -> Mapping[str, str]:
        """When documents were issued; without those that have no date."""

    def facts(self, ids: Collection[str]) -> Iterable[Fact]:
        """Facts by their ids, with all their claims."""

    def attributes(self, entities: Collection[str]) -> Iterable[Fact]:
        """Facts on the attributes and names of these entities, with their best claims at least.

        Asked when all facts are written: what they are about follows from the judgements that were written.
        """

    def known(self, entities: Collection[str]) -> set[str]:
        """Which of these entities there are."""

    def used(self, entities: Collection[str]) -> set[str]:
        """Which of these entities a fact is about or leads to, or a claim cites."""

    def judgements(self) -> list[tuple[str, Judgement]]:
        """Every judgement with its root, in order."""

    def naming(self, entities: Collection[str]) -> Iterable[Claim]:
        """Claims that were claimed of these entities, or that lead to them."""

    def move(self, claims: Collection[str]) -> None:
        """Told before the first row is written: these claims stay, and may come to stand behind another fact."""

    def write_judgements(self, judgements: Sequence[tuple[str, Judgement]], successors: Successors) -> None:
        """Write all judgements, each with its root, and what merged ids have become."""

    def expect(self, claims: int, characters: int) -> None:
        """Told before the first row is written: how many claims come and go, and how long their texts are together.

        May refuse with a StoreError.
        """

    def create(self, entities: Collection[str]) -> None:
        """Make room for entities that facts will name. `write_entities` follows for each of them."""

    def write_facts(self, changes: Sequence[FactChange]) -> None:
        """Write facts, their claims and links, and remove those that are no more."""

    def write_supports(self, root: str, supports: Supports) -> None:
        """Write who makes which claim."""

    def write_entities(self, rows: Sequence[EntityRow]) -> None:
        """Write entities and their names."""

    def remove_entities(self, ids: Collection[str]) -> None:
        """Remove entities and their names."""

    def finish(self) -> None:
        """Told after the last row."""


def replace(
    rows: Rows,
    model: Model,
    roots: Sequence[Root],
    progress: Progress,
    watch: Watch = no_watch,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Make the claims of each root exactly these (`graph.store.Store.replace_all`) and materialise what follows."""
    before = {root.name: rows.made(root.name) for root in roots}
    supports = {root.name: _supports(root, before[root.name], rows.digests(root.name)) for root in roots}
    there = {id for origins in before.values() for made in origins.values() for id in made}
    new = {claim.id: claim for root in roots for claims in root.origins.values() for claim in claims}
    new = {id: claim for id, claim in new.items() if id not in there}
    for id in rows.existing(new) if new else ():
        del new[id]
    lost = _lost(rows, roots, before, supports)
    old = rows.judgements()
    now = _judgements(roots, old)
    judging = _Judging(successors(each for _, each in old), successors(each for _, each in now))
    change = _Change(rows, model, new, lost, judging, watch, dry_run)
    if not dry_run:
        rows.expect(len(new) + len(lost), change.characters)
        if old != now:
            rows.write_judgements(now, judging.after)
    change.redate()
    change.settle_facts(progress)
    if not dry_run:
        for name, each in supports.items():
            if each:
                rows.write_supports(name, each)
        change.settle_entities(progress)
        rows.finish()
    made, gone = ({judgement for _, judgement in each} for each in (now, old))
    counted = replace_fields(change.counted(), judgements=len(made ^ gone))
    sum_of_judgements = sum(each.hash for each in made) - sum(each.hash for each in gone)
    return Outcome(counted, sum(map(hash_of, new)) - sum(map(hash_of, lost)) + sum_of_judgements)


def _judgements(roots: Sequence[Root], before: Sequence[tuple[str, Judgement]]) -> list[tuple[str, Judgement]]:
    """All judgements as they are to be."""
    said = {root.name: root.judgements for root in roots if root.judgements is not None}
    kept = [(root, each) for root, each in before if root not in said]
    return sorted(kept + [(root, each) for root, judgements in said.items() for each in judgements])


@dataclass(frozen=True)
class _Judging:
    """What merged ids were and are."""

    before: Successors
    after: Successors

    @property
    def moved(self) -> set[str]:
        """Ids that mean something else now."""
        ids = self.before.keys() | self.after.keys()
        return {id for id in ids if self.before.get(id) != self.after.get(id)}


def _supports(root: Root, before: Mapping[str, Mapping[str, int]], digests: Mapping[str, str]) -> Supports:
    now = {name: {claim.id: line for claim, line in claims.items()} for name, claims in root.origins.items()}
    said = {name: root.digests.get(name, "") for name, claims in now.items() if claims}
    differing = {name: digest for name, digest in said.items() if digest != digests.get(name, "")}
    return replace_fields(compare(before, now, set(root.kept)), digests=differing)


def compare(
    before: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]], kept: Collection[str]
) -> Supports:
    """How what origins make (lines of claims by name of the origin) differs; `kept` ones stay as they are."""
    made, moved, gone, emptied = [], [], [], []
    for name, lines in now.items():
        old = before.get(name, {})
        made += [(name, id, line) for id, line in lines.items() if id not in old]
        moved += [(name, id, line) for id, line in lines.items() if id in old and old[id] != line]
    for name, old in before.items():
        if name not in now and name in kept:
            continue
        lines = now.get(name, {})
        gone += [(name, id) for id in old if id not in lines]
        if not lines:
            emptied.append(name)
    return Supports(made, moved, gone, emptied)


def _lost(
    rows: Rows,
    roots: Sequence[Root],
    before: Mapping[str, Mapping[str, Mapping[str, int]]],
    supports: Mapping[str, Supports],
) -> set[str]:
    """Claims that no origin makes any more."""
    lost = {id for each in supports.values() for _, id in each.gone}
    if not lost:
        return lost
    for root in roots:
        for made in root.origins.values():
            lost.difference_update(claim.id for claim in made)
        emptied = set(supports[root.name].emptied)
        for name, kept in before[root.name].items():
            if name not in root.origins and name not in emptied:
                lost -= kept.keys()
    return lost - rows.made_elsewhere(lost, [root.name for root in roots])


def hash_of(claim: str) -> int:
    """The hash in a claim's id."""
    return int(claim.partition("/")[2], 16)


def add_to_checksum(checksum: str, sum: int) -> str:
    """The checksum is the sum of all claims' hashes: the same for the same claims, in whatever order they came."""
    return f"{(int(checksum, 16) + sum) % 2**CHECKSUM_BITS:0{CHECKSUM_BITS // 4}x}"


SETTLED: Final = 2
"""Counted up when the same claims come to other facts than before."""


def signature(model: Model) -> list[str]:
    """What tells one version of the model from another, whatever the store: the identity and values of facts."""
    lines = [
        f"{type_.name} {type_.slug} {a.field} {a.value.__name__} {a.many} {a.multilingual} {a.default}"
        for type_ in model.entities
        for a in type_.attributes.values()
    ]
    lines += [f"{r.type} {r.sources} {r.targets} {r.to_one} {r.edge.name}" for r in model.relations]
    lines += [f"{a.field} {a.value.__name__} {a.default}" for a in model.edge_attributes.values()]
    return [*lines, f"settled {SETTLED}"]


def stored_fact(
    model: Model,
    claims: Sequence[Claim],
    value: str,
    qualifiers: Mapping[str, str],
    conflicting: bool,
    successors: Successors = NONE,
) -> Fact:
    """A fact as a store has it. `claims`: the best first."""
    best = judged(claims[0], successors)
    return Fact(key_of(model, best), best.object, value, best.language, qualifiers, conflicting, tuple(claims))


def cells_of(attribute: Attribute, text: str | None) -> Iterator[tuple[str, Cell]]:
    """Name and value of each column of a single-valued attribute; None where it has no value."""
    columns = [name for name, _ in attribute.columns]
    return zip(columns, attribute.value.cells(text) if text else [None] * len(columns), strict=True)


def edge_cells(model: Model, fact: Fact) -> Iterator[tuple[str, Cell]]:
    """Name and value of each column that a link has of its own."""
    for attribute in model.relation_types[fact.key.property].attributes:
        yield from cells_of(attribute, fact.qualifiers.get(attribute.field))


def batches(items: Iterable[T], length: Callable[[T], int] = lambda item: 0) -> Iterator[list[T]]:
    """The items in lists; `length` is that of an item's texts."""
    batch: list[T] = []
    characters = 0
    for item in items:
        more = length(item)
        if batch and (len(batch) == BATCH or characters + more > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += more
    if batch:
        yield batch


def length_of(claims: Iterable[Claim]) -> int:
    """Characters in the texts of claims."""
    return sum(len(claim.value) + len(claim.quote) for claim in claims)


@dataclass
class _Change:
    """One change while it is made: first facts, then the entities that they touch."""

    rows: Rows
    model: Model
    new: Mapping[str, Claim]
    lost: Collection[str]
    judging: _Judging
    watch: Watch
    dry_run: bool
    touched: dict[str, Key] = field(default_factory=dict)
    """Facts whose claims change or change places, by id."""
    added: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    """Claims that are new behind a fact, by its id."""
    moved: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Claims that leave a fact for another one, by its id."""
    stored: dict[str, Fact] = field(default_factory=dict)
    """The facts that they leave, by id, as they were before any of them was written anew."""
    own: dict[str, dict[str, Fact]] = field(default_factory=lambda: defaultdict(dict))
    """By entity: those of the touched facts that are on its attributes, by id."""
    known: set[str] = field(default_factory=set)
    """Entities that are in use, and in the store."""
    created: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    """Entities that a fact or claim named before."""
    facts_added: int = 0
    facts_changed: int = 0
    facts_retracted: int = 0
    conflicts: int = 0

    def __post_init__(self) -> None:
        gone = list(self.rows.claims(self.lost)) if self.lost else []
        for claim in self.new.values():
            self.added[self._touch(claim).id].append(claim)
        for claim in gone:
            self._leave(claim)
        self._rejudge()
        self.characters = length_of(self.new.values()) + length_of(gone)
        self.dates = _Dates(self.rows)
        self.rank: Rank = rank_by(self.dates.issued)

    def _touch(self, claim: Claim) -> Key:
        """The fact that a claim stands behind now."""
        key = key_of(self.model, judged(claim, self.judging.after))
        return self.touched.setdefault(key.id, key)

    def _leave(self, claim: Claim) -> Key:
        """The fact that a claim stood behind."""
        key = key_of(self.model, judged(claim, self.judging.before))
        return self.touched.setdefault(key.id, key)

    def _rejudge(self) -> None:
        """Let the claims of what was merged, or is no longer, stand behind the facts that they state now."""
        ids = self.judging.moved
        moved = [claim for claim in self.rows.naming(ids) if claim.id not in self.lost] if ids else []
        for claim in moved:
            old, new = self._leave(claim), self._touch(claim)
            if old.id != new.id:
                self.moved[old.id].add(claim.id)
                self.added[new.id].append(claim)
        if self.moved:
            self.stored = {fact.id: fact for fact in self.rows.facts(list(self.moved))}
            if not self.dry_run:
                self.rows.move({id for ids in self.moved.values() for id in ids})

    def _understood(self, claim: Claim) -> Claim:
        return judged(claim, self.judging.after)

    def counted(self) -> Change:
        return Change(
            len(self.new), len(self.lost), self.facts_added, self.facts_changed, self.facts_retracted, self.conflicts
        )

    def redate(self) -> None:
        """Find out which documents' dates change, and touch what these documents state."""
        keys = [key for key in self.touched.values() if key.property == ISSUED]
        if not keys:
            return
        stored = {fact.id: fact for fact in self.rows.facts([key.id for key in keys])}
        moved = {}
        for key in keys:
            claims = self._claims(key, stored.get(key.id))
            before = stored[key.id].value if key.id in stored else ""
            after = settle(self.model, claims, self.rank, self._understood).value if claims else ""
            if before != after:
                moved[key.subject] = after
        self.dates.know(moved)
        for claim in self.rows.cited(moved.keys()) if moved else ():
            self._leave(claim)

    def _claims(self, key: Key, stored: Fact | None) -> list[Claim]:
        """The claims of a fact as they are now."""
        before = stored.claims if stored else ()
        away = self.moved.get(key.id, ())
        stay = [claim for claim in before if claim.id not in self.lost and claim.id not in away]
        return stay + self.added.get(key.id, [])

    def settle_facts(self, progress: Progress) -> None:
        """Write what the touched facts come to."""
        done = 0
        for keys in batches(self.touched.values(), lambda key: length_of(self.added.get(key.id, ()))):
            progress("facts", done, len(self.touched))
            stored = {fact.id: fact for fact in self.rows.facts([key.id for key in keys])} | self._left(keys)
            claims = {key.id: self._claims(key, stored.get(key.id)) for key in keys}
            self.dates.fetch(claim.document for group in claims.values() for claim in group)
            changes = [FactChange(stored.get(key.id), self._settled(claims[key.id])) for key in keys]
            for change in changes:
                self._note(change)
            if not self.dry_run:
                self._create(changes)
                self.rows.write_facts([change for change in changes if change.before != change.after])
            done += len(keys)

    def _left(self, keys: Iterable[Key]) -> dict[str, Fact]:
        return {key.id: self.stored[key.id] for key in keys if key.id in self.stored}

    def _settled(self, claims: list[Claim]) -> Fact | None:
        return settle(self.model, claims, self.rank, self._understood) if claims else None

    def _note(self, change: FactChange) -> None:
        before, after = change.before, change.after
        if change.row_differs:
            self.watch(before, after)
        if before:
            self.left |= _names(before)
        if after is None:
            self.facts_retracted += 1
        elif before is None:
            self.facts_added += 1
        elif change.row_differs:
            self.facts_changed += 1
        if after:
            self.conflicts += after.conflicting
        if (fact := after or before) and not fact.object:
            # An entity whose last attribute goes is written anew as well: the entry must be there, even if empty.
            own = self.own[fact.key.subject]
            if after:
                own[after.id] = after

    def _create(self, changes: Iterable[FactChange]) -> None:
        """Make the entities that facts name and that are not there yet."""
        named = {id for change in changes if change.after for id in _names(change.after)} - self.known
        missing = named - self.rows.known(named)
        self.known |= named
        self.created |= missing
        if missing:
            self.rows.create(missing)

    def settle_entities(self, progress: Progress) -> None:
        """Remove the entities that nothing speaks of any more, and write those whose attributes were touched."""
        left = self.left - self.known
        gone = left - self.rows.used(left) if left else left
        if gone:
            self.rows.remove_entities(gone)
        written = sorted((self.own.keys() | self.created) - gone)
        done = 0
        for ids in batches(written, lambda id: sum(len(fact.value) for fact in self.own.get(id, {}).values())):
            progress("entities", done, len(written))
            facts = self._attributes(ids)
            named = [fact for stated in facts.values() for fact in stated if fact.key.property == NAME.field]
            self.dates.fetch(fact.claims[0].document for fact in named)
            self.rows.write_entities([self._entity(id, stated) for id, stated in facts.items()])
            done += len(ids)

    def _attributes(self, ids: Collection[str]) -> dict[str, list[Fact]]:
        """The facts on these entities' attributes as they are now."""
        facts = {id: list(self.own.get(id, {}).values()) for id in ids}
        old = [id for id in ids if id not in self.created]
        for fact in self.rows.attributes(old) if old else ():
            if fact.id not in self.touched:
                facts[fact.key.subject].append(fact)
        return facts

    def _entity(self, id: str, facts: Iterable[Fact]) -> EntityRow:
        type_ = self.model.type_of_id(id)
        assert type_
        by_field: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: (fact.language, fact.value)):
            by_field[fact.key.property].append(fact)
        names = by_field.pop(NAME.field, [])
        fallback = next((fact.value for fact in by_field.get("url", ())), id)
        return EntityRow(id, type_, names_of(names, self.rank, fallback), by_field)


def _names(fact: Fact) -> set[str]:
    """The entities that a fact or its claims name."""
    return {id for id in (fact.key.subject, fact.object, *(claim.document for claim in fact.claims)) if id}


class _Dates:
    """When documents were issued, fetched when it is asked for."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.issued: dict[str, str] = {}
        self.seen: set[str] = {""}

    def know(self, dates: Mapping[str, str]) -> None:
        """Dates as they are now, empty for none; the store still has the old ones."""
        self.issued |= dates
        self.seen |= dates.keys()

    def fetch(self, documents: Iterable[str]) -> None:
        """See to it that `issued` has these documents' dates."""
        asked = set(documents) - self.seen
        if asked:
            self.issued |= self.rows.issued(asked)
            self.seen |= asked
