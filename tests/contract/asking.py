"""Asks a store and the reference evaluator the same, and makes small what they answer differently."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from random import Random
from typing import Any, Final

import schema
from graph.facts import Claim
from graph.judgements import Judgement
from graph.paths import Bounds
from graph.store import Change, Progress, Root, SlotValue, Store, Watch, no_progress, no_watch
from resolvers.execute import Engine
from resolvers.limits import Limits
from resolvers.paths import PathLimits
from resolvers.planner import Options, Planned
from tests.contract.arguments import Values
from tests.contract.coverage import Coverage
from tests.contract.graphs import Graph
from tests.contract.operation import Operation
from tests.contract.reference import Reference
from tests.contract.smaller import smaller_document, smaller_list
from tests.contract.stores import Kind, Opened

MODEL: Final = schema.policy_model()
OPTIONS: Final = Options(
    iri_base="https://example.org/id/",
    licence="CC BY 4.0, “policygraph”",
    paths=PathLimits(hub=4, bounds=Bounds(seconds=60)),
)

LIMITS: Final = Limits(cost=1_000_000_000)
"""A drawn operation may cost more than a server grants: what it answers is compared all the same."""


class Recording:
    """A store that also remembers what was loaded into it."""

    def __init__(self, store: Store) -> None:
        self.inner, self.model = store, store.model
        self.loads = 0
        self.claims: dict[str, Mapping[str, Mapping[Claim, int]]] = {}
        """By root and origin."""
        self.judged: dict[str, Collection[Judgement]] = {}
        """By root."""

    def replace(
        self,
        root: str,
        origins: Mapping[str, Mapping[Claim, int]],
        kept: Collection[str] = (),
        progress: Progress = no_progress,
    ) -> Change:
        return self.replace_all([Root(root, origins, kept)], progress)

    def replace_all(
        self,
        roots: Sequence[Root],
        progress: Progress = no_progress,
        watch: Watch = no_watch,
        *,
        dry_run: bool = False,
    ) -> Change:
        assert not dry_run
        change = self.inner.replace_all(roots, progress, watch)
        self.loads += bool(change)
        for root in roots:
            assert not root.kept
            self.claims[root.name] = root.origins
            if root.judgements is not None:
                self.judged[root.name] = root.judgements
        return change

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def reference(self) -> Reference:
        claims = [claim for origins in self.claims.values() for made in origins.values() for claim in made]
        judgements = {judgement for each in self.judged.values() for judgement in each}
        return Reference(self.model, claims, str(self.loads), self.inner.summary().loaded_at, judgements)


class Loaded:
    """A graph in a store and in the reference evaluator."""

    def __init__(self, kind: Kind, fill: Callable[[Store], object]) -> None:
        self.kind, self.fill = kind, fill
        self._load()
        self.values = Values(MODEL, list(self.reference.claims.values()))

    def _load(self) -> None:
        self._opened = self.kind.open()
        recording = Recording(self._opened.store)
        self.fill(recording)
        self.reference = recording.reference()

    @property
    def opened(self) -> Opened:
        """The store; loaded again when it has held another graph since."""
        if not self.kind.holds(self._opened):
            self._load()
        return self._opened


# Asking ---------------------------------------------------------------------------------------------------------


class Differs(AssertionError):
    """Two answers that should be equal."""


class Contract:
    """One kind of store with one engine, whose store is changed from graph to graph."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.engine = Engine(MODEL, kind.open(), OPTIONS, limits=LIMITS)
        self.coverage = Coverage(self.engine.core, MODEL)
        self.runner = asyncio.Runner()

    def close(self) -> None:
        self.runner.run(self.kind.close())
        self.runner.close()

    def loaded(self, fill: Callable[[Store], object]) -> Loaded:
        return Loaded(self.kind, fill)

    def of(self, graph: Graph) -> Loaded:
        """A generated graph, loaded step by step."""

        def fill(store: Store) -> None:
            for step in graph.steps:
                store.replace("generated", {name: dict.fromkeys(claims, 0) for name, claims in step.items()})

        return self.loaded(fill)

    def of_claims(self, claims: Sequence[Claim]) -> Loaded:
        """A graph that is loaded in one step."""
        return self.loaded(lambda store: store.replace("claims", {"all": dict.fromkeys(claims, 0)}))

    def takes(self, number: int) -> bool:
        """Whether a generated example with this number is for this kind of store."""
        return number % self.kind.one_in == 0

    def _thoroughly(self, text: str) -> bool:
        """Whether an operation is asked in other ways too."""
        return self.takes(zlib.crc32(text.encode()))

    def ask(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> Any:
        """The store's answer. It must be that of the reference to the same plan."""
        planned, statement, values = self._planned(graph, text, sent)
        found = self._answer(graph, statement, values)
        compare("the reference", graph.reference.answer(planned.plan, values), "the store", found)
        if node := self.engine.document(text).node:
            self.coverage.add(node, sent)
        if self._thoroughly(text):
            for name, other in self.kind.otherwise(planned.plan, statement):
                compare("the store", found, f"the store {name}", self._answer(graph, other, values))
        return found

    def answer(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> Any:
        """The store's answer, whatever was loaded since into it."""
        _, statement, values = self._planned(graph, text, sent)
        return self._answer(graph, statement, values)

    def _planned(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> tuple[Planned, Any, list[SlotValue]]:
        document = self.engine.document(text)
        assert not document.errors, (document.errors, text)
        operation = document.operation(None)
        variables = operation.variables(sent)
        self.engine.answers = graph.opened
        planned, statement = self.engine.plan(operation, variables)
        return planned, statement, self.runner.run(self.engine.values(planned, variables))

    def _answer(self, graph: Loaded, statement: Any, values: list[SlotValue]) -> Any:
        text = self.runner.run(_finish(graph.opened.run(statement, values)))
        return json.loads(text, object_pairs_hook=_distinct)

    def through_core(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> Any:
        """The store's answer after graphql-core has checked its shape, nulls and types."""
        self.engine.answers = graph.opened
        self.engine.through_core = True
        try:
            result = self.runner.run(self.engine.answer(text, sent))
        finally:
            self.engine.through_core = False
        assert not result.errors, result.errors
        return result.data

    def paths(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> tuple[Any, Any]:
        """The store's answer to an operation that searches for paths, and what its extensions say of them."""
        self.engine.answers = graph.opened
        result = self.runner.run(self.engine.answer(text, sent))
        assert not result.errors, result.errors
        data = json.loads(str(result.data), object_pairs_hook=_distinct)
        compare("graphql-core", self.through_core(graph, text, sent), "the fast way out", data)
        assert result.extensions
        return data, result.extensions["paths"]

    def same(self, graph: Loaded, text: str, sent: Mapping[str, Any]) -> Any:
        """The answer of an operation, the same by all three ways."""
        answer = self.ask(graph, text, sent)
        if self._thoroughly(text):
            compare("graphql-core", self.through_core(graph, text, sent), "the fast way out", answer)
        return answer

    def check(self, graph: Loaded, operation: Operation, random: Random) -> None:
        """An operation, at times also without variables, with other variables, and with cursors from its answer."""
        answer = self._check(graph, operation)
        if operation.definitions and random.random() < 0.2:
            written = operation.written_out(self.engine.core)
            compare("without variables it", self._check(graph, written), "with variables it", answer)
        if operation.definitions and random.random() < 0.3:
            self._check(graph, operation.otherwise(random))
        if found := operation.found(answer):
            cursors = {name: random.choice(known) for name, known in sorted(found.items())}
            self._check(graph, operation.paged(cursors, [name for name in cursors if random.random() < 0.3]))

    def _check(self, graph: Loaded, operation: Operation) -> Any:
        """The answer; an operation that fails is made smaller."""
        try:
            return self.same(graph, operation.text, operation.sent)
        except Exception as error:
            text, claims = self._smaller(graph, operation, type(error))
            try:
                self.same(self.of_claims(claims) if claims else graph, text, operation.sent)
            except type(error) as smaller:
                sent = json.dumps(operation.sent, ensure_ascii=False)
                smaller.add_note("\n".join([text, sent, *map(repr, claims)]))
                raise smaller from error
            raise

    def _smaller(self, graph: Loaded, operation: Operation, kind: type[Exception]) -> tuple[str, Sequence[Claim]]:
        """A document that fails in the same way, and the fewest claims with which it does; none stand for all."""

        def fails(graph: Loaded, text: str) -> bool:
            try:
                if not self.engine.document(text).errors:
                    self.same(graph, text, operation.sent)
            except kind:
                return True
            except Exception:  # noqa: BLE001 # another mistake is not the one that is looked for
                return False
            return False

        text = smaller_document(operation.text, lambda text: fails(graph, text))
        claims = list(graph.reference.claims.values())
        if not fails(self.of_claims(claims), text):
            return text, ()
        return text, smaller_list(claims, lambda claims: fails(self.of_claims(claims), text))


def compare(one: str, ones: Any, other: str, others: Any) -> None:
    """Raise Differs unless two answers are the same, key order included."""
    texts = json.dumps(ones, ensure_ascii=False), json.dumps(others, ensure_ascii=False)
    if texts[0] != texts[1]:
        raise Differs(f"{one} says\n{texts[0]}\n{other} says\n{texts[1]}")


async def _finish(answer: Awaitable[bytes]) -> bytes:
    return await answer


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    assert len(found) == len(pairs), f"a key stands twice: {[key for key, _ in pairs]}"
    return found
