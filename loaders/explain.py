"""A document's text with what it states: for a terminal, and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from pathlib import Path

from graph.facts import NAME, Claim
from graph.store import Store
from loaders.digests import document_of
from loaders.identifiers import document_id
from schema.errors import LoadError, ValueProblem
from schema.values import Url


@dataclass(frozen=True)
class Explained:
    """A document as the store has it."""

    id: str
    title: str
    text: str
    """Empty for a document of which only claims are known, such as a table's source."""
    claims: tuple[Claim, ...]
    """What it states, in the order of the text; claims without a passage come last."""

    def is_placed(self, claim: Claim) -> bool:
        """Whether the text has a claim's words where the claim says: others would show something wrong."""
        return claim.quote != "" and self.text[claim.start : claim.end] == claim.quote

    @property
    def pieces(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The text cut wherever a passage begins or ends, each piece with the numbers of the claims that it states."""
        spans = [(number, c.start, c.end) for number, c in enumerate(self.claims, 1) if self.is_placed(c)]
        cuts = sorted({0, len(self.text), *(place for _, start, end in spans for place in (start, end))})
        ends: dict[int, list[int]] = {}
        begins: dict[int, list[int]] = {}
        for number, start, end in spans:
            begins.setdefault(start, []).append(number)
            ends.setdefault(end, []).append(number)
        here: set[int] = set()
        for first, last in pairwise(cuts):
            here.difference_update(ends.get(first, ()))
            here.update(begins.get(first, ()))
            yield self.text[first:last], tuple(sorted(here))


def find_document(store: Store, given: str) -> str:
    """The id of a document, given as an id, an address or the path of a file that was loaded. Raises LoadError."""
    if given.startswith("document/"):
        id = given
    elif "://" in given:
        id = _of_address(given)
    else:
        id = _of_path(store, given)
    if id and store.known([id]):
        return id
    raise LoadError(
        f"expected the id, the address or the path of a document that was loaded, got {given!r};"
        " `policygraph documents` lists what was loaded"
    )


def _of_address(given: str) -> str:
    try:
        return document_id(Url.parse(given))
    except ValueProblem:
        return ""


def _of_path(store: Store, given: str) -> str:
    path = Path(given).resolve()
    for root, name, digest in store.digests():
        below = path.name if str(path) == root else str(path)[len(root) + 1 :] if path.is_relative_to(root) else ""
        if name == below and (found := document_of(digest)):
            return found
    return ""


def explained(store: Store, id: str) -> Explained:
    """A document and what it states, from the store."""
    claims = store.stated([id])
    own = {claim.property: claim.value for claim in claims if claim.subject == id and not claim.object}
    found = Explained(id, own.get(NAME.field, "") or own.get("url", "") or id, own.get("text", ""), ())
    placed = [c for c in claims if found.is_placed(c)]
    others = [c for c in set(claims) - set(placed) if c.property != "text"]
    placed.sort(key=lambda c: (c.start, c.end, c.property, c.id))
    others.sort(key=lambda c: (c.subject != id, c.subject, c.property, c.object, c.value))
    return replace(found, claims=(*placed, *others))


def in_terminal(found: Explained, *, colours: bool) -> str:
    """The text with its passages marked, and below what each states."""
    begin, end = ("\x1b[1;36m", "\x1b[0m") if colours else ("⟦", "⟧")
    parts: list[str] = []
    pieces = list(found.pieces)
    for place, (text, numbers) in enumerate(pieces):
        after = pieces[place + 1][1] if place + 1 < len(pieces) else ()
        parts.append(f"{begin}{text}{end}" if numbers else text)
        ending = [str(number) for number in numbers if number not in after]
        parts.append(f"[{', '.join(ending)}]" if ending else "")
    width = len(str(len(found.claims)))
    lines = [f"{number:>{width}}  {statement(claim)}" for number, claim in enumerate(found.claims, 1)]
    head = [found.title, *([found.id] if found.id != found.title else []), ""]
    return "\n".join([*head, *(["".join(parts), ""] if found.text else []), *lines]) + "\n"


def statement(claim: Claim) -> str:
    """What a claim states, of which kind it is, and the rule that found it."""
    what = claim.object or (claim.value if len(claim.value) <= 80 else f"{claim.value[:80]}…")
    more = [f"{name} {value}" for name, value in claim.qualifiers]
    shown = f"{what}@{claim.language}" if claim.language else what
    found = f"{claim.kind}, {claim.rule}" if claim.rule else claim.kind
    return " ".join([claim.subject, claim.property, shown, *([f"({', '.join(more)})"] if more else []), f"— {found}"])


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ color: #1b1b1b; background: #fff; }}
main {{ display: grid; grid-template-columns: 3fr 2fr; gap: 2rem; }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
mark {{ background: #fff1a8; color: inherit; border-bottom: 2px solid #8a6d00; }}
mark.many {{ background: #ffdf70; }}
sup a {{ text-decoration: none; }}
ol {{ padding-left: 2.5rem; overflow-wrap: anywhere; }}
li {{ margin-bottom: .6rem; }}
li:target, mark:target {{ outline: 3px solid #0a5; }}
.found {{ color: #555; }}
@media (max-width: 50rem) {{ main {{ display: block; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{id}</p>
<main>
<div class="text"{language}>{text}</div>
<ol>
{claims}
</ol>
</main>
</body>
</html>
"""


def as_page(found: Explained) -> str:
    """A page that needs nothing else: the text with its passages marked, beside what each states."""
    language = next((c.value for c in found.claims if c.property == "language" and c.subject == found.id), "")
    return _PAGE.format(
        title=escape(found.title),
        id=escape(found.id),
        language=f' lang="{escape(language)}" dir="auto"' if language else ' dir="auto"',
        text="".join(_marked(list(found.pieces))),
        claims="\n".join(
            _entry(number, claim, linked=found.is_placed(claim)) for number, claim in enumerate(found.claims, 1)
        ),
    )


def _marked(pieces: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[str]:
    met: set[int] = set()
    for place, (text, numbers) in enumerate(pieces):
        if not numbers:
            yield escape(text)
            continue
        new = [number for number in numbers if number not in met]
        met.update(new)
        anchors = "".join(f'<a id="passage-{number}"></a>' for number in new)
        yield f"{anchors}<mark{' class=many' if len(numbers) > 1 else ''}>{escape(text)}</mark>"
        after = pieces[place + 1][1] if place + 1 < len(pieces) else ()
        for number in numbers:
            if number not in after:
                yield f'<sup><a href="#claim-{number}">{number}</a></sup>'


def _entry(number: int, claim: Claim, *, linked: bool) -> str:
    what, _, found = statement(claim).rpartition(" — ")
    back = f' <a href="#passage-{number}" aria-label="passage {number}">↑</a>' if linked else ""
    return f'<li id="claim-{number}">{escape(what)} <span class="found">{escape(found)}</span>{back}</li>'
