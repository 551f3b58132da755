"""What is asked by the id of something that was merged into something else: its successor answers."""

from __future__ import annotations

import json
from typing import Any

from graph.store import Answers, SlotValue
from resolvers.planner import Planned


async def run(answers: Answers, planned: Planned, statement: Any, values: list[SlotValue]) -> bytes:
    """The answer to a statement as JSON; where `node` finds nothing, with the successor's id once more."""
    data = await answers.run(statement, values)
    lists, singles = {}, {}
    nodes = list(planned.plan.nodes)
    for slot, many in nodes if nodes and b"null" in data else ():
        if many:
            lists[slot.number] = json.loads(str(values[slot.number]))
        else:
            singles[slot.number] = str(values[slot.number])
    asked = {id for ids in (singles.values(), *lists.values()) for id in ids}
    merged = await answers.successors(asked) if asked else {}
    if not merged:
        return data
    for number, id in singles.items():
        values[number] = merged.get(id, id)
    for number, ids in lists.items():
        values[number] = json.dumps([merged.get(id, id) for id in ids])
    return await answers.run(statement, values)
