"""CPU of a request, split into store and road, beside graphql-core's own execution.

Asked: questions 1, 2 and 3 of GraphiQL on the seed, and 1,000 flat objects with 6 fields. `benchmarks/asking.py` says
what each column is; the road is whole − bare: everything that is not the statement. What stands in one table was
measured in turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks import stores
from benchmarks.asking import Measured, Question, measure_all, runner
from benchmarks.report import at_most, ms, say, table
from benchmarks.timing import QUICK, THOROUGH, quartiles

FLAT: Final = """{
  a: cities(first: 500) { nodes { id name iri latitude longitude geonamesId } }
  b: cities(first: 500, orderBy: [{name: DESC}]) { nodes { id name iri latitude longitude geonamesId } }
}"""
"""A page has 500 objects at most."""

ROAD: Final = ("whole", "bare", "pool", "gzip")
CORE: Final = ("whole", "core", "decode", "execute")
NEW: Final = ("whole", "new text", "parse", "validate", "plan", "compile", "cost", "bare", "afresh")

ROAD_LIMIT: Final = 0.4
FLAT_LIMIT: Final = 6
COST_LIMIT: Final = 50


def run(*, quick: bool) -> None:
    """Measure and report."""
    groups, pace = (ROAD, CORE, NEW), QUICK if quick else THOROUGH
    with stores.folder() as folder, runner() as loop:
        seed, flat = stores.seeded(folder / "seed.sqlite"), stores.flat(folder / "flat.sqlite")
        questions = [Question(f"question {number}", stores.question(number)) for number in (1, 2, 3)]
        found = loop.run(measure_all(seed, questions, groups, pace))
        found += loop.run(measure_all(flat, [Question("1,000 flat objects", FLAT)], groups, pace))
    say(road_table(found))
    say(_core_table(found))
    say(_new_table(found))
    for each in found[:-1]:
        road, *_ = each.groups
        low, high = quartiles(road["whole"].differences(road["bare"]))
        line = at_most(f"road of {each.name}", road["whole"].beyond(road["bare"]) * 1000, ROAD_LIMIT, "ms")
        say(f"{line} (half of the rounds: {ms(low)} to {ms(high)})")
    cost = max(each.groups[2]["cost"].cpu for each in found)
    say(at_most("the cost rule, for a document that was seen before,", cost * 1e6, COST_LIMIT, "µs"))
    _, core, _ = found[-1].groups
    for part in ("core", "execute"):
        say(at_most(f"flat objects, share of {part}", 1 / core[part].times(core["whole"]), 1 / FLAT_LIMIT))


def road_table(found: Sequence[Measured]) -> str:
    """What a request costs, and what of it is not its statement."""
    rows = []
    for each in found:
        group = each.groups[0]
        whole = group["whole"]
        cells = [group[part].cpu for part in ROAD]
        cells += [whole.beyond(group["bare"]), whole.beyond(group["pool"]), whole.wall]
        rows.append([each.name, f"{each.size:,}", *map(ms, cells)])
    return table(["the road, CPU in ms", "bytes", *ROAD, "road", "whole − pool", "wall of whole"], rows)


def _core_table(found: Sequence[Measured]) -> str:
    rows = []
    for each in found:
        group = each.groups[1]
        times = (group[part].times(group["whole"]) for part in ("core", "execute"))
        rows.append([each.name, *(ms(group[part].cpu) for part in CORE), *(f"{each:.1f}" for each in times)])
    return table(["graphql-core, CPU in ms", *CORE, "core : whole", "execute : whole"], rows)


def _new_table(found: Sequence[Measured]) -> str:
    rows = []
    for each in found:
        group = each.groups[2]
        cells = [group[part].cpu for part in NEW[:-2]]
        rows.append([each.name, *map(ms, cells), ms(group["afresh"].beyond(group["bare"]))])
    return table(["a new document, CPU in ms", *NEW[:-2], "prepare"], rows)
