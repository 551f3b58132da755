from __future__ import annotations

from pathlib import Path

import pytest

from loaders.limits import Limits
from loaders.readers.encodings import decode
from loaders.reading import read_document
from loaders.sidecars import Meta
from tests.loaders.made import MADE, PARAGRAPH, Made


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_a_document_is_read(made: Made) -> None:
    found = read_document(made.name, made.make())
    if made.text:
        assert found.text == made.text
    place = -1
    for passage in made.holds:
        place = found.text.find(passage, place + 1)
        assert place >= 0, passage
    assert [passage for passage in made.lacks if passage in found.text] == []
    assert {name: getattr(found, name) for name in made.said} == made.said
    assert "\r" not in found.text
    assert len(found.sha256) == 64


def test_there_are_twenty_documents() -> None:
    assert len({made.name for made in MADE}) == len(MADE) >= 20


def test_what_a_curator_says_wins() -> None:
    meta = Meta("https://a.example/b", "A title", "pl", "2020", "Somebody", "report")
    (made,) = (made for made in MADE if made.name == "furniture.html")
    found = read_document("a.html", made.make(), meta)
    said = found.url, found.title, found.language, found.issued, found.publisher, found.kind
    assert said == ("https://a.example/b", "A title", "pl", "2020", "Somebody", "report")
    assert found.id == "document/a-example-b"


def test_the_same_file_always_reads_the_same() -> None:
    for made in MADE[:3]:
        assert read_document(made.name, made.make()) == read_document(made.name, made.make())


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(Exception, match="expected a text of at most 100 characters, got"):
        read_document("a.txt", PARAGRAPH.encode(), limits=Limits(text_limit=100))


SENTENCES = [line.split("\t")[:2] for line in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()]
ENCODED = [
    *((encoding, text) for language, text in SENTENCES if language == "pl" for encoding in ("cp1250", "iso8859_2")),
    *(("cp1252", text) for language, text in SENTENCES if language != "pl"),
    ("cp1250", "Łódź is a city of Poland."),
    ("cp1250", "Rada Městského úřadu schválila strategii, která příště bude širší."),
    ("iso8859_2", "A város elfogadta a stratégiát a fővárosban, külföldről érkezőknek."),
    ("cp1252", "Élève à l'école, très bien, ça va être déjà prêt."),
    ("cp1252", "L'any passat, l'Ajuntament va aprovar el Pla d'acció intercultural."),
    ("cp1252", "Malmö och Göteborg är städer i Sverige."),
    ("cp1252", "The fee is £300 per person – that’s all."),
    ("cp1257", "Vilniaus miesto taryba patvirtino strategiją, kurioje numatyta įtraukti visų užsieniečių šeimas."),
    ("cp1251", "Городской совет принял стратегию межкультурной интеграции."),
]


@pytest.mark.parametrize("encoding", sorted({encoding for encoding, _ in ENCODED}))
def test_one_sentence_is_enough_to_tell_its_encoding(encoding: str) -> None:
    # What an encoding does not have, such as quotation marks, is left out.
    written = [text.encode(encoding, "ignore") for each, text in ENCODED if each == encoding]
    assert [decode(data) for data in written] == [data.decode(encoding) for data in written]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "The “Welcome Plan” – adopted"),
        ("Latin1", "cp1252", "The “Welcome Plan” – adopted"),
        ("us-ascii", "cp1252", "The “Welcome Plan” – adopted"),
        ("iso-8859-9", "cp1254", "“Hoş geldiniz” – şehir"),
        ("iso-8859-2", "iso-8859-2", "Łódź"),
        ("gb2312", "gb18030", "跨文化城市 镕"),
        ("utf-16", "cp1252", "The “Welcome Plan” – adopted"),
        ("idna", "cp1252", "The “Welcome Plan” – adopted"),
        ("none such", "cp1252", "The “Welcome Plan” – adopted"),
    ],
)
def test_a_declared_encoding_is_understood_as_browsers_do(declared: str, encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), declared) == text
