"""Files that nobody should load: each is named with the reason, and the rest loads."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import main
from graph.sqlite.store import SqliteStore
from loaders.limits import Limits
from loaders.pipeline import load
from loaders.report import Report
from tests.loaders.conftest import Write
from tests.loaders.made import PARAGRAPH, docx, page
from tests.loaders.pdfs import flowed, pdf

LIMITS = Limits(file_limit=20_000_000, unpacked_limit=30_000_000, text_limit=10_000_000, read_timeout=20.0)
GOOD = "good.txt"


def zipped(parts: dict[str, bytes], *, level: int = 9) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def entities(data: bytes, part: str) -> bytes:
    """An office file, one of whose parts declares entities that grow."""
    bomb = growing("<x>&e8;</x>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped({**parts, part: bomb.encode()})


def growing(content: str) -> str:
    """XML that declares entities that grow a thousandfold at each step, &e8; being the largest."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 1000}">' for n in range(1, 9))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{declared}]>{content}'


GROWING = growing(
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/x"><a:b>&e8;</a:b></rdf:Description></rdf:RDF>'
)


def lying(data: bytes) -> bytes:
    """A package whose directory says that its parts are small."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]


def plain_docx() -> bytes:
    return docx(lambda document: document.add_paragraph(PARAGRAPH))


def book(fill: Callable[[object], None] = lambda book: None) -> bytes:
    from openpyxl import Workbook

    made, data = Workbook(), io.BytesIO()
    fill(made)
    made.save(data)
    return data.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "expected a text, got an empty file"),
    "blank.md": (lambda: b" \n\t\n", "expected Markdown, got an empty file"),
    "empty.html": (lambda: b"", "expected an HTML page, got an empty file"),
    "empty.pdf": (lambda: b"", "expected a PDF, got an empty file"),
    "empty.docx": (lambda: b"", "expected a DOCX file, got an empty file"),
    "empty.xlsx": (lambda: b"", "expected an XLSX file, got an empty file"),
    "nothing.html": (lambda: page("").replace("<h1>Dialogue</h1>", "").encode(), "expected an HTML page with a text"),
    "comment.md": (lambda: b"<!-- nothing else -->", "expected Markdown with a text, got one without"),
    "page.pdf": (lambda: page(PARAGRAPH).encode(), "expected a PDF, as the name says, got an HTML page"),
    "page.txt": (lambda: page(PARAGRAPH).encode(), "expected a text, as the name says, got an HTML page"),
    "pdf.html": (lambda: pdf([[(50, 700, "x")]]), "expected an HTML page, as the name says, got a PDF"),
    "text.html": (PARAGRAPH.encode, "expected an HTML page, as the name says, got a text without any tag"),
    "text.docx": (PARAGRAPH.encode, "expected a DOCX file, got a file that is damaged or none"),
    "docx.xlsx": (plain_docx, "expected an XLSX file, as the name says, got a DOCX file"),
    "xlsx.docx": (book, "expected a DOCX file, as the name says, got an XLSX file"),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "expected a text, as the name says, got a picture"),
    "program.txt": (lambda: b"\x7fELF" + bytes(range(256)), "expected a text, as the name says, got a program"),
    "noise.txt": (lambda: bytes(range(256)) * 40, "expected a text, got bytes of no known encoding"),
    "half.txt": (lambda: PARAGRAPH.encode("utf-16")[:-1], "expected UTF-16, as its first bytes say, got"),
    "archive.docx": (lambda: zipped({"a.txt": b"a"}), "expected a DOCX file, as the name says, got a ZIP archive"),
    "bomb.docx": (
        lambda: zipped({"word/document.xml": bytes(31_000_000)}),
        "expected a DOCX file that unpacks into at most 30,000,000 bytes",
    ),
    "bomb.xlsx": (
        lambda: zipped({"xl/workbook.xml": b"x", **{f"xl/{n}.xml": bytes(4_000_000) for n in range(8)}}),
        "expected an XLSX file that unpacks into at most 30,000,000 bytes",
    ),
    "lying.docx": (
        lambda: lying(zipped({"word/document.xml": bytes(31_000_000)})),
        "expected a DOCX file, got a file that is damaged or none",
    ),
    "parts.docx": (
        lambda: zipped({"word/document.xml": b"<x/>"} | {f"{n}.bin": b"" for n in range(20_001)}, level=0),
        "expected a DOCX file that unpacks into at most 30,000,000 bytes in 20,000 parts, got",
    ),
    "entities.docx": (
        lambda: entities(plain_docx(), "word/document.xml"),
        "expected a DOCX file without entities, got a declaration in 'word/document.xml'",
    ),
    "entities.xlsx": (
        lambda: entities(book(), "xl/worksheets/sheet1.xml"),
        "expected an XLSX file without entities, got a declaration in 'xl/worksheets/sheet1.xml'",
    ),
    "password.docx": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000),
        "expected a DOCX file, got one with a password or of an older version",
    ),
    "password.pdf": (
        lambda: pdf([[(50, 700, "secret")]], encrypted=True),
        "expected a PDF that can be opened, got one that asks for a password",
    ),
    "pictures.pdf": (lambda: pdf([[], []]), "expected a PDF with text, got 2 pages without any"),
    "damaged.pdf": (lambda: b"%PDF-1.7\n" + bytes(5000), "expected a PDF, got a file that is damaged or none"),
    "tags.html": (
        lambda: b"<html><body>" + b"<b>x" * 1_000_000,
        "expected a page of at most 200,000 tags, got",
    ),
    "deep.html": (lambda: b"<html><body>" + b"<div>x" * 5_000, "expected a page with elements nested at most 256 deep"),
    "huge.txt": (lambda: b"a" * 10_000_001, "expected a text of at most 10,000,000 characters, got 10,000,001"),
    "large.txt": (lambda: b"a" * 20_000_001, "expected at most 20,000,000 bytes, got 20,000,001"),
    "deep.ttl": (
        lambda: b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 200_000 + b"<a:a>" + b" )>>" * 200_000 + b" .",
        "expected a file that can be read, got one over which its reader crashed",
    ),
    "entities.rdf": (GROWING.encode, "expected RDF/XML without entities, got a declaration"),
    "ragged.csv": (lambda: b"a,b\n1\n", "expected a file name that begins with what it holds"),
    "countries.csv": (lambda: b"id,code,source\nde\n", "expected 3 cells as in the header, got 1"),
    "cities.tsv": (lambda: b'id\tname\tsource\na-de\t"A\n', "expected quotation marks in pairs"),
}


def load_one(store: SqliteStore, folder: Path, write: Write, name: str, data: bytes) -> Report:
    write(name, data)
    write(GOOD, PARAGRAPH)
    return load(store, [folder], limits=LIMITS)


@pytest.mark.parametrize("name", BAD)
def test_it_is_named_with_the_reason_and_the_rest_loads(
    store: SqliteStore, folder: Path, write: Write, name: str
) -> None:
    make, message = BAD[name]
    started = time.monotonic()
    report = load_one(store, folder, write, name, make())
    (problem,) = report.problems
    assert problem.file == f"{folder}/{name}"
    assert problem.message.startswith(message), problem.message
    assert not report.ok
    assert [name for _, name, _ in store.origins()] == [GOOD]
    assert time.monotonic() - started < 20


def test_a_page_that_takes_too_long_is_given_up(store: SqliteStore, folder: Path, write: Write) -> None:
    write("slow.html", b"<html><body>" + b"<p>some words of a text.</p>" * 60_000)
    write(GOOD, PARAGRAPH)
    report = load(store, [folder], limits=Limits(read_timeout=4.0))
    assert [problem.message for problem in report.problems] == [
        "expected a file that is read within 4 s, got one that takes longer"
    ]
    assert report.documents == 1


def test_a_page_that_needs_too_much_memory_is_given_up(store: SqliteStore, folder: Path, write: Write) -> None:
    write("large.txt", b"some words " * 15_000_000)
    write(GOOD, PARAGRAPH)
    report = load(store, [folder], limits=Limits(read_memory=200_000_000))
    assert [problem.message for problem in report.problems] == [
        "expected a file that is read with at most 200,000,000 bytes of memory, got one that needs more"
    ]
    assert report.documents == 1


def test_what_is_no_file_is_refused(store: SqliteStore, folder: Path, tmp_path: Path, write: Write) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret", "utf-8")
    write(GOOD, PARAGRAPH)
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.html").mkdir()
    (folder / "link.md").symlink_to(outside)
    (folder / "endless.pdf").symlink_to("/dev/zero")
    (folder / "bell\x07.txt").write_text("x", "utf-8")
    (folder / "a\\..\\windows.txt").write_text(PARAGRAPH, "utf-8")
    (folder / "bell\x07.doc").write_text("x", "utf-8")
    (folder / "notes.txt").write_text(PARAGRAPH, "utf-8")
    (folder / "notes.meta.json").symlink_to(outside)
    report = load(store, [folder], limits=LIMITS)
    refused = {str(problem).replace(f"{folder}/", "") for problem in report.problems}
    out = "expected a file, got a symbolic link that leads out of the folder"
    stays = "expected notes.meta.json without errors, got some; until they are mended, the document stays as it was"
    assert refused == {
        "bell\\x07.txt: expected a file, got a name with characters that cannot be shown",
        f"endless.pdf: {out}",
        "folder.html: expected a file, got a folder",
        f"link.md: {out}",
        f"notes.meta.json: {out}",
        f"notes.txt: {stays}",
        "pipe.txt: expected a file, got a pipe",
    }
    assert [name for _, name, _ in store.origins()] == ["a\\..\\windows.txt", GOOD]
    assert report.not_read == (f"{folder}/bell\\x07.doc",)


SAID = "expected a text, got one with {}; write it anew"
SIDECARS: dict[str, tuple[str, str]] = {
    r'{"title": "A \ud83d page"}': ("title", SAID.format("half of a character, U+D83D")),
    r'{"title": "Ring\u0007 and \u0000nul"}': ("title", SAID.format("the control character U+0007")),
    r'{"titl\u001b\ud83d": "x"}': (
        r"titl\x1b\ud83d",
        r"expected one of url, title, language, date, publisher, kind, got 'titl\x1b\ud83d'; did you mean 'title'?",
    ),
}


@pytest.mark.parametrize("text", SIDECARS)
def test_what_is_no_text_beside_a_document_is_left_out(
    folder: Path, write: Write, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(GOOD, PARAGRAPH)
    write("good.meta.json", text)
    key, message = SIDECARS[text]
    assert main(["load", str(folder), "--store", f"sqlite:{folder.parent / 's.sqlite'}"]) == 1
    told = capsys.readouterr().out
    assert "Read 1 document with" in told
    assert f"{folder}/good.meta.json: {key}: {message}" in told


def test_a_file_that_was_good_keeps_what_it_stated(store: SqliteStore, folder: Path, write: Write) -> None:
    write("page.txt", stated := "Miasto przystąpiło do sieci w 2019 roku.")
    assert load(store, [folder]).ok
    write("page.txt", b"")
    report = load(store, [folder])
    assert [problem.message for problem in report.problems] == ["expected a text, got an empty file"]
    assert not report.change
    write("page.txt", stated)
    assert load(store, [folder]).unchanged == 1


def test_the_program_ends_with_1_and_names_the_file(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    write("scan.pdf", pdf([[]]))
    write("text.pdf", pdf([flowed(PARAGRAPH, 50, 700, 80)]))
    assert main(["load", "tables", "--store", "s.sqlite"]) == 1
    told = capsys.readouterr().out
    assert "Read 1 document with" in told
    assert "tables/scan.pdf: expected a PDF with text, got 1 page without any" in told
    assert main(["load", "tables/scan.pdf", "--store", "s.sqlite"]) == 1
    assert main(["load", "tables/text.pdf", "--store", "s.sqlite"]) == 0
