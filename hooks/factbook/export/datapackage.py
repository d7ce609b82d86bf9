"""The downloads as a Frictionless Data Package: the files and the descriptor by which programs know them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markdown.extensions.toc import slugify

from factbook.export.dictionary import FIGURES, LEDGER, SERIES, Resource
from factbook.export.export import Exporter
from factbook.export.readme import INTRODUCTION, write_readme
from factbook.export.tabular import write_csv, write_json
from factbook.model.factbook import Factbook
from factbook.page.place import Places
from factbook.page.site import Site

FOLDER = "data/"
PACKAGE, README = "datapackage.json", "README.txt"

DATA = ("figures.json", "figures.csv", "series.csv", "ledger.json")
DOWNLOADS = tuple(FOLDER + name for name in (*DATA, PACKAGE, README))


def write_downloads(factbook: Factbook, site: Site, places: Places) -> dict[str, str]:
    """The text of every download by its path below the site."""
    resources = make_resources(Exporter(factbook, site, places))
    texts = {resource.path: resource.text for resource in resources}
    texts[PACKAGE] = json.dumps(describe(resources, factbook, site), indent=2, ensure_ascii=False) + "\n"
    texts[README] = write_readme(resources, site)
    return {FOLDER + path: text for path, text in texts.items()}


def make_resources(exporter: Exporter) -> list[Resource]:
    """The data files themselves."""
    figures, claims = exporter.figures(), exporter.claims()
    found = [
        Resource("figures.json", "Every number, with the places that use it", FIGURES, ("id",), write_json(figures)),
        Resource("figures.csv", "The same as a table", FIGURES, ("id",), write_csv(figures, list(FIGURES))),
        Resource(
            "series.csv",
            "The members of all series, one to a row",
            SERIES,
            ("figure", "key"),
            write_csv(exporter.series(), list(SERIES)),
        ),
    ]
    if claims:  # an empty table is no table for who reads the package
        words = "The claims that are checked, with our verdicts"
        found.append(Resource("ledger.json", words, LEDGER, ("id",), write_json(claims)))
    return found


def describe(resources: Sequence[Resource], factbook: Factbook, site: Site) -> Mapping[str, Any]:
    """The descriptor of the package."""
    return {
        "profile": "data-package",
        "name": site.about.package or str(slugify(site.name, "-")),
        "title": site.name,
        "description": f"{INTRODUCTION} {site.description}".strip(),
        "homepage": site.url,
        **_describe_licence(site),
        "contributors": [{"title": site.publisher, "role": "author"}],
        "sources": [
            {"name": source.id, "title": source.title, **({"path": source.url} if source.url else {})}
            for source in sorted(factbook.sources.values(), key=lambda source: source.id)
        ],
        "resources": [_describe_resource(resource) for resource in resources],
    }


def _describe_licence(site: Site) -> Mapping[str, Any]:
    """What data/site.yml says of it, if anything."""
    about = site.about
    parts = {"name": about.licence, "title": about.licence_title, "path": about.licence_url}
    return {"licenses": [{name: said for name, said in parts.items() if said}]} if about.licence else {}


def _describe_resource(resource: Resource) -> Mapping[str, Any]:
    name, _, kind = resource.path.rpartition(".")
    return {
        "name": f"{name}-{kind}",
        "type": "table",
        "path": resource.path,
        "title": resource.title,
        "format": kind,
        "mediatype": "text/csv" if resource.is_table else "application/json",
        "encoding": "utf-8",
        **_fingerprint(resource),
        "schema": {
            "fields": [_describe_column(name, resource) for name in resource.columns],
            "primaryKey": list(resource.key),
            **_foreign_keys(resource),
        },
    }


def _fingerprint(resource: Resource) -> Mapping[str, Any]:
    """Size and hash of a table; frictionless can't count the bytes of JSON and would call them wrong."""
    data = resource.text.encode()
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"} if resource.is_table else {}


def _describe_column(name: str, resource: Resource) -> Mapping[str, Any]:
    column = resource.columns[name]
    kind = "string" if resource.is_table and column.type == "array" else column.type
    rules = {"constraints": column.constraints} if column.constraints else {}
    return {"name": name, "type": kind, "format": column.format, "description": column.about, **rules}


def _foreign_keys(resource: Resource) -> Mapping[str, Any]:
    """Each member of a series is a figure."""
    if resource.columns is not SERIES:
        return {}
    fields = list(resource.key)
    return {"foreignKeys": [{"fields": fields, "reference": {"resource": "figures-csv", "fields": fields}}]}
