"""The words of the pages in other languages: gettext catalogues. `python -m web.catalogues` brings them up to date.

A catalogue is kept as text (web/locale/LANGUAGE.po) and compiled in memory when a page needs it, so that the two
cannot differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.support import NullTranslations, Translations

from graph.facts import KINDS
from schema.model import Model
from schema.names import words
from schema.values import NameKind, Role
from web.paths import LOCALE, WEB

LOCALES: Final = ("en", "pl")
"""Languages of the pages; the first one is that of the templates."""

_METHODS: Final = [("templates/**.html", "jinja2"), ("*.py", "python"), ("frontend/src/*.jsx", "javascript")]


@cache
def translations(locale: str) -> NullTranslations:
    """The catalogue of a language, ready for use."""
    if locale == LOCALES[0]:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(locale))
    compiled.seek(0)
    return Translations(compiled)


def read_catalogue(locale: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with (LOCALE / f"{locale}.po").open("rb") as file:
        return read_po(file, locale)


def messages(model: Model) -> Catalog:
    """Everything that wants to be translated: the words of templates and modules, and the names of the model."""
    found = Catalog()
    options = {"templates/**.html": {"trimmed": "true", "extensions": "jinja2.ext.i18n", "silent": "false"}}
    for name, _, message, comments, context in extract_from_dir(
        WEB, _METHODS, options, comment_tags=("Translators:",), keywords=_KEYWORDS
    ):
        found.add(message, locations=[(f"web/{name}", 0)], auto_comments=comments, context=context)
    for context, text in sorted(set(model_words(model))):
        found.add(text, context=context)
    return found


_KEYWORDS: Final = {
    "gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def model_words(model: Model) -> Iterator[tuple[str, str]]:
    """The words that pages take from the model, each with its context."""
    for type_ in model.entities:
        yield "type", words(type_.name)
        yield "types", words(type_.plural)
        for attribute in type_.attributes.values():
            if not attribute.derived:
                yield "field", words(attribute.field)
        for link in type_.links.values():
            if not link.only:
                yield "field", words(link.field)
    for attribute in model.edge_attributes.values():
        yield "field", words(attribute.field)
    yield from (("value", member.lower()) for kind in (Role, NameKind) for member in kind.members)
    yield from (("value", kind) for kind in KINDS)


def update(locale: str, model: Model) -> Catalog:
    """The catalogue of a language with exactly the messages that there are now."""
    catalogue = read_catalogue(locale)
    catalogue.update(messages(model), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept: sorted, and without the time at which it was written."""
    written = BytesIO()
    write_po(written, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {catalogue.locale}\\n"\n'
    return f'{header}"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'.encode() + written.getvalue()


def _is_translated(message: Message) -> bool:
    forms = message.string or ""
    return bool(forms) and all(forms)


def main() -> None:
    """Bring all catalogues up to date, and say what is not translated."""
    from schema import policy_model

    for locale in LOCALES[1:]:
        catalogue = update(locale, policy_model())
        (LOCALE / f"{locale}.po").write_bytes(as_text(catalogue))
        missing = [str(m.id) for m in catalogue if m.id and not _is_translated(m)]
        sys.stdout.write(f"web/locale/{locale}.po: {len(catalogue)} messages, {len(missing)} not translated\n")
        sys.stdout.writelines(f"  {text}\n" for text in missing)


if __name__ == "__main__":
    main()
