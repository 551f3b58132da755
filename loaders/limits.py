"""What reading a file may cost at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The settings of the same names; their table says what each is for."""

    file_limit: int = 200_000_000
    unpacked_limit: int = 500_000_000
    text_limit: int = 20_000_000
    read_timeout: float = 60.0
    read_memory: int = 2_000_000_000
    load_processes: int = 0
    name_cache: str = ""
