"""A writer of small PDF files for tests: lines of Helvetica at places of a page."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[float, float, str]
"""Points from the left and from the bottom, and the words."""

# Letters beyond Latin-1 have a code of their own and are told to the reader by the names that Adobe gave them.
_NAMED = {
    "ł": (0x80, "lslash"), "Ł": (0x81, "Lslash"), "ą": (0x82, "aogonek"), "ć": (0x83, "cacute"), "ę": (0x84, "eogonek"),
    "ń": (0x85, "nacute"), "ś": (0x86, "sacute"), "ź": (0x87, "zacute"), "ż": (0x88, "zdotaccent"),
}  # fmt: skip


def pdf(
    pages: Sequence[Sequence[Line]],
    *,
    title: str = "",
    encrypted: bool = False,
    size: tuple[float, float] = (595, 842),
    points: float = 10,
) -> bytes:
    """A file with these lines on its pages. `encrypted`: for a password that nobody knows."""
    differences = " ".join(f"{code} /{name}" for code, name in _NAMED.values())
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding"
            f" /BaseEncoding /WinAnsiEncoding /Differences [{differences}] >> >>"
        ).encode(),
    ]
    for number, lines in enumerate(pages):
        box = f"[0 0 {size[0]} {size[1]}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources << /Font << /F 3 0 R >> >>"
            f" /Contents {5 + 2 * number} 0 R >>".encode()
        )
        drawn = b"\n".join(b"BT /F %g Tf %g %g Td (%s) Tj ET" % (points, x, y, _codes(text)) for x, y, text in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    objects.append(b"<< /Title <%s> >>" % ("\ufeff" + title).encode("utf-16-be").hex().encode())
    info, trailer = len(objects), b""
    if encrypted:
        key = b"5a" * 32
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (key, key))
        trailer = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _file(objects, b"/Info %d 0 R%s" % (info, trailer))


def flowed(text: str, x: float, top: float, width: int, leading: float = 12) -> list[Line]:
    """Words in lines of so many letters, one below the other."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [(x, top - leading * n, words) for n, words in enumerate([*lines, line])]


def _codes(text: str) -> bytes:
    data = b"".join(bytes([_NAMED[c][0]]) if c in _NAMED else c.encode("cp1252") for c in text)
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, trailer, len(data))
    )
