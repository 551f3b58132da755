"""Measuring what calls cost, in CPU and by the clock, so that what is compared runs side by side.

Machines are noisy: only ratios and differences count, and only of figures taken in the same minute. So everything that
is compared takes turns, for many short rounds; a figure is the median of its rounds, and a difference or a ratio is the
median of the differences or ratios within a round.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final, Self

Call = Callable[[], Awaitable[object]]
"""What is measured: one call of it is one request, one statement, one execution."""

_M_TRIM_THRESHOLD: Final = -1
"""As in malloc.h of glibc."""


@dataclass(frozen=True)
class Pace:
    """How long and how often everything is measured."""

    rounds: int
    turn: float
    """Seconds that a call is repeated before the next has its turn."""
    warm_up: int
    """Calls before the first round: caches fill, statements are prepared."""


THOROUGH: Final = Pace(60, 0.025, 10)
QUICK: Final = Pace(2, 0.002, 1)


@dataclass(frozen=True)
class Spent:
    """What a call took, in seconds. CPU is that of all threads of this process."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Rounds:
    """What one call took in each round."""

    spent: list[Spent] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Median CPU seconds of a call."""
        return median(each.cpu for each in self.spent)

    @property
    def wall(self) -> float:
        """Median seconds of a call by the clock."""
        return median(each.wall for each in self.spent)

    def beyond(self, other: Rounds) -> float:
        """How much more CPU this took than something else in the same rounds: the median."""
        return median(self.differences(other))

    def differences(self, other: Rounds) -> list[float]:
        """How much more CPU this took than something else, round by round."""
        return [mine.cpu - its.cpu for mine, its in zip(self.spent, other.spent, strict=True)]

    def times(self, other: Rounds) -> float:
        """How many times the CPU of something else this took in the same rounds: the median."""
        return median(mine.cpu / its.cpu for mine, its in zip(self.spent, other.spent, strict=True))


class Stopwatch:
    """Measures a block once: `with Stopwatch() as watch: …`, then `watch.spent`."""

    spent: Spent

    def __enter__(self) -> Self:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.spent = Spent(time.process_time() - self._cpu, time.perf_counter() - self._wall)


async def take_turns(calls: Mapping[str, Call], pace: Pace, told: Callable[[int, int], None]) -> dict[str, Rounds]:
    """Measure calls in turns; `told` hears how many rounds of how many are done."""
    sizes = {}
    for name, call in calls.items():
        await _run(call, pace.warm_up)
        one = await _run(call, pace.warm_up)
        sizes[name] = max(1, round(pace.turn / one.wall))
    found = {name: Rounds() for name in calls}
    for done in range(pace.rounds):
        told(done, pace.rounds)
        for name, call in calls.items():
            found[name].spent.append(await _run(call, sizes[name]))
    return found


async def _run(call: Call, times: int) -> Spent:
    with Stopwatch() as watch:
        for _ in range(times):
            await call()
    return Spent(watch.spent.cpu / times, watch.spent.wall / times)


def keep_freed_memory() -> None:
    """Let this process keep 16 MiB that it freed, where the C library can be told so.

    Otherwise glibc may give memory back after each statement and fetch it again for the next, page by page, or not:
    that hangs on what else lies in the thread's arena. It more than doubles the CPU of a statement. The server's
    process was seen not to do it, with one request at a time and with eight.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(_M_TRIM_THRESHOLD, 16 * 2**20)


def quartiles(values: list[float]) -> tuple[float, float]:
    """Between which two values the middle half of them lies."""
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third
