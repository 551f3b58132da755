"""How the data set describes itself: VoID with its counts, and a catalogue record by DCAT-AP 3.0.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exporters.formats import FORMATS
from exporters.sheet import Sheet
from graph.store import Summary
from schema.rdf import Terms

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_ADMS: Final = "http://purl.org/adms"
_IANA: Final = "https://www.iana.org/assignments/media-types"

TITLE: Final = "Intercultural city policy"
DESCRIPTION: Final = (
    "Cities, countries, institutions, programmes, strategies, projects and events of intercultural city policy,"
    " with the documents that state each fact."
)


UNKNOWN_YEAR: Final = 9999


@dataclass(frozen=True)
class Published:
    """A file of a dump."""

    name: str
    media_type: str
    title: str
    size: int
    sha256: str
    packed: bool
    """Whether it is compressed by gzip."""


@dataclass(frozen=True)
class Counts:
    """What a pass over the sorted lines has counted."""

    triples: int
    """0 when nobody has counted them."""
    subjects: int
    classes: dict[str, int]
    """Number of things by the IRI of their class."""
    properties: dict[str, int]
    """Number of triples by the IRI of their property."""
    first: int = UNKNOWN_YEAR
    """The earliest year that anything is dated to."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes."""

    name: str = "policygraph"
    kind: str = "NonProfitOrganisation"
    """A word of the list of publisher types of ADMS."""


UNNAMED: Final = Publisher()


@dataclass(frozen=True)
class Version:
    """One version of the data set."""

    name: str
    date: str
    """When what it holds was loaded, as an ISO 8601 time in UTC."""
    publisher: Publisher
    examples: tuple[str, ...]
    """IRIs of a few entities."""

    @classmethod
    def of(cls, summary: Summary, publisher: Publisher) -> Version:
        """The version that a store holds, without examples."""
        date = summary.loaded_at or "1970-01-01T00:00:00Z"
        return cls(f"{date[:10]}-{summary.checksum[:12]}", date, publisher, ())


def void(terms: Terms, version: Version, counts: Counts, files: Sequence[Published]) -> Sheet:
    """The description at `{base}.well-known/void`."""
    sheet = Sheet(terms)
    document = f"{terms.base}.well-known/void"
    whole = f"{document}#dataset"
    sheet.a(document, "void:DatasetDescription")
    sheet.link(document, "foaf:primaryTopic", whole)
    sheet.a(whole, "void:Dataset")
    sheet.text(whole, "dcterms:title", TITLE, "en")
    sheet.text(whole, "dcterms:description", DESCRIPTION, "en")
    sheet.link(whole, "dcterms:license", LICENCE)
    sheet.typed(whole, "dcterms:modified", version.date, "xsd:dateTime")
    sheet.text(whole, "void:uriSpace", f"{terms.base}id/")
    for property, number in (
        ("void:triples", counts.triples), ("void:distinctSubjects", counts.subjects),
        ("void:classes", len(counts.classes)), ("void:properties", len(counts.properties)),
    ):  # fmt: skip
        if counts.triples:
            _number(sheet, whole, property, number)
    for space in sorted({space for p in counts.properties for space in terms.prefixes.values() if p.startswith(space)}):
        sheet.link(whole, "void:vocabulary", space)
    sheet.link(whole, "void:exampleResource", *version.examples)
    rdf = {format.media_type for format in FORMATS.values()}
    dumps = [f"{terms.base}dumps/{version.name}/{f.name}" for f in files if f.media_type in rdf]
    sheet.link(whole, "void:dataDump", *dumps)
    for kind, title in (("facts", "Entities and facts"), ("evidence", "Claims and the passages that make them")):
        sheet.link(whole, "void:subset", f"{document}#{kind}")
        sheet.a(f"{document}#{kind}", "void:Dataset")
        sheet.text(f"{document}#{kind}", "dcterms:title", title, "en")
    for kind, found, counted in (("class", counts.classes, "entities"), ("property", counts.properties, "triples")):
        for iri, count in found.items():
            part = f"{document}#{kind}-{_local(terms, iri)}"
            sheet.link(whole, f"void:{kind}Partition", part)
            sheet.a(part, "void:Dataset")
            sheet.link(part, f"void:{kind}", iri)
            _number(sheet, part, f"void:{counted}", count)
    return sheet


def _number(sheet: Sheet, subject: str, property: str, number: int) -> None:
    sheet.typed(subject, property, str(number), "xsd:integer")


def _local(terms: Terms, iri: str) -> str:
    prefix, space = max(terms.prefixes.items(), key=lambda item: len(item[1]) if iri.startswith(item[1]) else 0)
    return f"{prefix}-{iri.removeprefix(space)}"


def catalogue(terms: Terms, version: Version, files: Sequence[Published], first: int = UNKNOWN_YEAR) -> Sheet:
    """The catalogue record at `{base}catalogue`: a series of versions, this version, its distributions."""
    sheet = Sheet(terms)
    record = f"{terms.base}catalogue"
    series, publisher = f"{record}#series", f"{record}#publisher"
    dataset = f"{terms.base}dumps/{version.name}/"
    _agent(sheet, publisher, version.publisher)
    sheet.a(record, "dcat:Catalog")
    _described(sheet, record, f"Catalogue of: {TITLE}", version, publisher)
    sheet.link(record, "foaf:homepage", terms.base)
    sheet.a(terms.base, "foaf:Document")
    sheet.link(record, "dcat:dataset", dataset)
    sheet.link(record, "dcat:themeTaxonomy", f"{_AUTHORITY}/data-theme")
    sheet.a(f"{_AUTHORITY}/data-theme", "skos:ConceptScheme")
    sheet.text(f"{_AUTHORITY}/data-theme", "dcterms:title", "Data theme", "en")
    sheet.a(series, "dcat:DatasetSeries")
    _described(sheet, series, TITLE, version, publisher)
    sheet.a(dataset, "dcat:Dataset")
    _described(sheet, dataset, f"{TITLE}, version {version.name}", version, publisher)
    sheet.link(dataset, "dcat:inSeries", series)
    sheet.text(dataset, "dcat:version", version.name)
    sheet.link(dataset, "dcterms:temporal", f"{dataset}#period")
    sheet.a(f"{dataset}#period", "dcterms:PeriodOfTime")
    if first != UNKNOWN_YEAR:
        sheet.typed(f"{dataset}#period", "dcat:startDate", f"{first:04}", "xsd:gYear")
    sheet.typed(f"{dataset}#period", "dcat:endDate", version.date[:10], "xsd:date")
    sheet.text(dataset, "dcterms:identifier", dataset)
    for word in ("intercultural policy", "cities", "integration", "evidence"):
        sheet.text(dataset, "dcat:keyword", word, "en")
    for each in (record, series, dataset):
        sheet.link(each, "dcat:theme", f"{_AUTHORITY}/data-theme/GOVE", f"{_AUTHORITY}/data-theme/SOCI")
        sheet.link(each, "dcterms:spatial", f"{_AUTHORITY}/continent/EUROPE")
        sheet.link(each, "dcat:contactPoint", f"{record}#contact")
    for theme in ("GOVE", "SOCI"):
        sheet.a(f"{_AUTHORITY}/data-theme/{theme}", "skos:Concept")
        sheet.text(f"{_AUTHORITY}/data-theme/{theme}", "skos:prefLabel", _THEMES[theme], "en")
    europe = f"{_AUTHORITY}/continent/EUROPE"
    sheet.a(europe, "dcterms:Location")
    sheet.typed(europe, "dcat:bbox", "POLYGON((-25 34, 45 34, 45 72, -25 72, -25 34))", "geo:wktLiteral")
    sheet.typed(europe, "dcat:centroid", "POINT(10 53)", "geo:wktLiteral")
    sheet.a(f"{record}#contact", "vcard:Organization", "vcard:Kind")
    sheet.text(f"{record}#contact", "vcard:fn", version.publisher.name)
    sheet.link(f"{record}#contact", "vcard:hasURL", terms.base)
    for file in files:
        _distribution(sheet, dataset, file)
    return sheet


_THEMES: Final = {"GOVE": "Government and public sector", "SOCI": "Population and society"}


def _agent(sheet: Sheet, subject: str, publisher: Publisher) -> None:
    sheet.a(subject, "foaf:Agent")
    sheet.text(subject, "foaf:name", publisher.name)
    _kind(sheet, subject, f"{_ADMS}/publishertype/{publisher.kind}", publisher.kind)


def _kind(sheet: Sheet, subject: str, kind: str, label: str) -> None:
    sheet.link(subject, "dcterms:type", kind)
    sheet.a(kind, "skos:Concept")
    sheet.text(kind, "skos:prefLabel", label, "en")


def _described(sheet: Sheet, subject: str, title: str, version: Version, publisher: str) -> None:
    sheet.text(subject, "dcterms:title", title, "en")
    sheet.text(subject, "dcterms:description", DESCRIPTION, "en")
    sheet.link(subject, "dcterms:publisher", publisher)
    sheet.link(subject, "dcterms:license", LICENCE)
    sheet.a(LICENCE, "dcterms:LicenseDocument")
    _kind(sheet, LICENCE, f"{_ADMS}/licencetype/Attribution", "Attribution")
    sheet.link(subject, "dcterms:language", f"{_AUTHORITY}/language/ENG")
    sheet.a(f"{_AUTHORITY}/language/ENG", "dcterms:LinguisticSystem")
    sheet.typed(subject, "dcterms:modified", version.date, "xsd:dateTime")
    sheet.typed(subject, "dcterms:issued", version.date, "xsd:dateTime")


def _distribution(sheet: Sheet, dataset: str, file: Published) -> None:
    address = dataset + file.name
    sheet.link(dataset, "dcat:distribution", address)
    sheet.a(address, "dcat:Distribution")
    sheet.text(address, "dcterms:title", file.title, "en")
    sheet.text(address, "dcterms:description", f"The whole graph: {file.title}.", "en")
    sheet.link(address, "dcat:accessURL", address)
    sheet.link(address, "dcat:downloadURL", address)
    sheet.link(address, "dcterms:license", LICENCE)
    kind = f"{_IANA}/{file.media_type}"
    sheet.link(address, "dcat:mediaType", kind)
    sheet.a(kind, "dcterms:MediaType")
    sheet.link(address, "dcatap:availability", f"{_AUTHORITY}/planned-availability/STABLE")
    sheet.a(f"{_AUTHORITY}/planned-availability/STABLE", "skos:Concept")
    sheet.text(f"{_AUTHORITY}/planned-availability/STABLE", "skos:prefLabel", "stable", "en")
    if file.packed:
        sheet.link(address, "dcat:compressFormat", f"{_IANA}/application/gzip")
        sheet.a(f"{_IANA}/application/gzip", "dcterms:MediaType")
    if name := _FILE_TYPES.get(file.media_type):
        sheet.link(address, "dcterms:format", f"{_AUTHORITY}/file-type/{name}")
        sheet.a(f"{_AUTHORITY}/file-type/{name}", "dcterms:MediaTypeOrExtent")
    sheet.typed(address, "dcat:byteSize", str(file.size), "xsd:nonNegativeInteger")
    checksum = f"{address}#checksum"
    sheet.link(address, "spdx:checksum", checksum)
    sheet.a(checksum, "spdx:Checksum")
    algorithm = sheet.terms.iri("spdx:checksumAlgorithm_sha256")
    sheet.link(checksum, "spdx:algorithm", algorithm)
    sheet.a(algorithm, "spdx:ChecksumAlgorithm")
    sheet.typed(checksum, "spdx:checksumValue", file.sha256, "xsd:hexBinary")


_FILE_TYPES: Final = {
    FORMATS["nt"].media_type: "RDF_N_TRIPLES",
    FORMATS["nq"].media_type: "RDF_N_QUADS",
    FORMATS["ttl"].media_type: "RDF_TURTLE",
    FORMATS["trig"].media_type: "RDF_TRIG",
    FORMATS["rdf"].media_type: "RDF_XML",
    FORMATS["jsonld"].media_type: "JSON_LD",
    "application/zip": "ZIP",
}
"""Names of the EU's list of file types."""
