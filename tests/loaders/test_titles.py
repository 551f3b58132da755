"""The project that a page is about by its title."""

from __future__ import annotations

import pytest

from tests.loaders.test_rules import read, written

PAGE = """{title}
About   News   Contact

Coordinator: City of Turku (Finland)
Partners: Bergen, Cork
Duration: 2019-2021

{name} helps cities. The project is funded by the European Commission."""


@pytest.mark.parametrize("name", ["DOORWAY", "DoorWay", "Streets of Words"])
def test_a_page_with_the_marks_of_a_project_is_about_what_its_title_names(name: str) -> None:
    stated = {written(relation) for relation in read(PAGE.format(title=f"{name} – for all", name=name)).relations}
    assert {
        f"Turku PARTNER_IN {name} role=LEAD", f"Bergen PARTNER_IN {name} role=PARTNER",
        f"{name} FUNDED_BY European Commission",
    } <= stated  # fmt: skip


@pytest.mark.parametrize("title", ["Integration", "News | DOORWAY", "Our Projects", "Turku Today"])
def test_a_title_that_is_no_name_of_a_project_makes_none(title: str) -> None:
    assert not [m for m in read(PAGE.format(title=title, name=title)).mentions if m.type == "Project"]


def test_a_page_without_the_marks_of_a_project_is_about_none() -> None:
    assert not [m for m in read("Streets of Words\n\nStreets of Words is a song.").mentions if m.type == "Project"]


def test_a_project_that_the_graph_knows_is_what_the_page_is_about() -> None:
    text = PAGE.format(title="Streets of Words", name="Streets of Words") + " It follows Lublin 4 All."
    assert {m.name for m in read(text).mentions if m.type == "Project"} == {"Lublin 4 All"}
