"""Where places lie on the maps: the projections in which `frontend/basemap.mjs` draws the outlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Final

CENTRE: Final = (12.0, 51.0)
"""Longitude and latitude in the middle of the map of Europe."""


@dataclass(frozen=True)
class Outline:
    """A map: its size in pixels, and how degrees become pixels."""

    name: str
    width: int
    height: int
    scale: float
    middle: tuple[float, float]
    """Where the projection's origin lies."""
    project: Callable[[float, float], tuple[float, float]]
    """Radians from the origin to units of the scale; y grows to the north."""

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        x, y = self.project(radians(longitude), radians(latitude))
        return self.middle[0] + self.scale * x, self.middle[1] - self.scale * y

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a place lies on it."""
        x, y = self.place(longitude, latitude)
        near = self is not EUROPE or (-30 < longitude < 60 and latitude > 25)
        return near and 0 <= x <= self.width and 0 <= y <= self.height


def _equal_area(longitude: float, latitude: float) -> tuple[float, float]:
    """Lambert's azimuthal equal-area projection around CENTRE (Snyder, Map Projections, 1987, pages 185 and 186)."""
    turned, around = longitude - radians(CENTRE[0]), radians(CENTRE[1])
    k = sqrt(2 / (1 + sin(around) * sin(latitude) + cos(around) * cos(latitude) * cos(turned)))
    north = cos(around) * sin(latitude) - sin(around) * cos(latitude) * cos(turned)
    return k * cos(latitude) * sin(turned), k * north


def _natural_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """The Natural Earth projection by its polynomials (Šavrič and others, 2011)."""
    p2 = latitude * latitude
    p4 = p2 * p2
    x = longitude * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    y = latitude * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


EUROPE: Final = Outline("europe", 900, 760, 1050, (450, 380), _equal_area)
WORLD: Final = Outline("world", 960, 470, 178, (480, 247), _natural_earth)
