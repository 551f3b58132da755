"""How far long work is, as a person at a terminal or a log reads it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import ClassVar, TextIO


class ProgressLine:
    """Says how far long work is: on a terminal in one line that it writes again, else in a line at times."""

    live_pause: ClassVar = 0.1
    plain_pause: ClassVar = 5.0

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.clock = clock
        self.live = stream.isatty() and os.environ.get("TERM") != "dumb"
        self.pause = self.live_pause if self.live else self.plain_pause
        self.what = ""
        self.first = self.last = 0
        self.began = self.said = clock()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = self.clock()
        if what != self.what or done < self.last:
            self.what, self.first, self.began = what, done, now
        self.last = done
        if now - self.said < self.pause:
            return
        self.said = now
        text = self._text(done, total, now - self.began)
        self.stream.write(f"\r\x1b[K{text[: _columns() - 1]}" if self.live else f"{text}\n")
        self.stream.flush()

    def _text(self, done: int, total: int, seconds: float) -> str:
        text = f"{self.what}: {done:,}" + (f" of {total:,}" if total else "")
        rate = (done - self.first) / seconds if seconds else 0.0
        if not rate:
            return text
        left = f", {duration((total - done) / rate)} left" if total else ""
        return f"{text}, {rate:,.0f}/s{left}"

    def close(self) -> None:
        """Leave nothing on the terminal."""
        if self.live:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return 80


def duration(seconds: float) -> str:
    """Seconds in the unit that a person would choose."""
    whole = max(0, round(seconds))
    if whole < 120:
        return f"{whole} s"
    return f"{round(whole / 60)} min" if whole < 7200 else f"{whole / 3600:.1f} h"
