"""Polish names of bodies in the nominative."""

from __future__ import annotations

import pytest

from loaders.nominative import nominative


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Rady Miasta Lublina", "Rada Miasta Lublina"),
        ("Rady Miejskiej", "Rada Miejska"),
        ("Fundacji Wspólnej Europy", "Fundacja Wspólnej Europy"),
        ("Miejskim Ośrodkiem Pomocy Rodzinie", "Miejski Ośrodek Pomocy Rodzinie"),
        ("Uniwersytetu Gdańskiego", "Uniwersytet Gdański"),
        ("Uniwersytet Gdański", "Uniwersytet Gdański"),
        ("Centrum Informacyjnym", "Centrum Informacyjne"),
        ("Punkcie Informacyjnym dla Migrantów", "Punkt Informacyjny dla Migrantów"),
        ("Muzeum Narodowego", "Muzeum Narodowe"),
        ("Instytutu Lelewela", "Instytut Lelewela"),
        ("Instytutu Słowackiego", "Instytut Słowackiego"),
        ("Wydziału Polityki Społecznej i Zdrowia", "Wydział Polityki Społecznej i Zdrowia"),
        ("Stowarzyszeniem Otwarte Drzwi", "Stowarzyszenie Otwarte Drzwi"),
        ("Open Doors", "Open Doors"),
    ],
)
def test_the_noun_of_a_name_and_what_agrees_with_it_stand_in_the_nominative(written: str, name: str) -> None:
    assert nominative(written) == name
