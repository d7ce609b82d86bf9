"""JSON Schemas of the data files, made from the same records that the loader reads them by.

Editors use them to complete keys, units and sources and to underline mistakes. What an editor can't
know, such as whether a formula's figures exist, the check still says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from factbook.load import schema
from factbook.load.schema import NAME, NUMBER, SOURCE_TYPES, Field, Fields
from factbook.model.factbook import Factbook
from factbook.model.period import FORM
from factbook.model.unit import MULTIPLIERS, PERIODS, Units

Schema = Mapping[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that yaml-language-server knows in full
NAMED: Mapping[str, Fields] = {"figures": schema.FIGURE, "units": schema.UNIT, "charts": schema.CHART,
                                "tables": schema.TABLE, "whatif": schema.WHATIF, "guess": schema.GUESS}  # fmt: skip
LISTED: Mapping[str, Fields] = {
    "sources": schema.SOURCE,
    "checks": schema.CHECK,
    "events": schema.EVENT,
    "ledger": schema.LEDGER,
    "glossary": schema.TERM,
    "names": schema.NAME_ENTRY,
}
SINGLE: Mapping[str, Fields] = {"site": schema.SITE}
# Records inside a record, by the key that holds them.
PARTS: Mapping[str, Fields] = {"values": schema.MEMBER, "author": schema.AUTHOR, "marks": schema.MARK,
                                "notes": schema.ANNOTATION, "compared": schema.COMPARED, "features": schema.FEATURE,
                                "cells": schema.CELL, "signed": schema.SIGNATURE, "inputs": schema.DIAL,
                                "outputs": schema.SHOWN, "lanes": schema.LANE,
                                "bands": schema.BAND}  # fmt: skip
FIGURE_NAME = rf"{NAME.pattern}\.{NAME.pattern}(?:\[[^\[\]]+\])?"
SCALAR: Schema = {"type": ["string", "number"]}


def schema_path(data_path: str) -> str:
    """Where the schema of a data file stands, from the root."""
    name = data_path.removeprefix("data/").removesuffix(".yml")
    return f"schema/{'figures' if name.startswith('figures/') else name}.schema.json"


def modeline(data_path: str) -> str:
    """The first line of a data file: it tells an editor where the schema is."""
    return f"# yaml-language-server: $schema={'../' * data_path.count('/')}{schema_path(data_path)}"


def write_schemas(factbook: Factbook) -> dict[str, str]:
    """The text of every schema by its path from the root."""
    forms = _forms(factbook.units, factbook.sources)
    found = {name: _named(name, fields) for name, fields in NAMED.items()}
    found |= {name: _record(fields) for name, fields in SINGLE.items()}
    found |= {name: {"type": "array", "items": _record(fields)} for name, fields in LISTED.items()}
    return {schema_path(f"data/{name}.yml"): _write(name, found[name], forms) for name in sorted(found)}


def _write(name: str, body: Schema, forms: Schema) -> str:
    text = json.dumps(body)
    used = {form: forms[form] for form in sorted(forms) if f'"#/definitions/{form}"' in text}
    title = "data/figures/*.yml" if name == "figures" else f"data/{name}.yml"
    whole = {"$schema": DRAFT, "title": title, **body, **({"definitions": used} if used else {})}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _named(name: str, fields: Fields) -> Schema:
    """A file that maps names to records; only the names of units may be any words."""
    if name == "units":
        return {"type": "object", "additionalProperties": _record(fields)}
    return {"type": "object", "patternProperties": {_whole(NAME): _record(fields)}, "additionalProperties": False}


def _record(fields: Fields) -> Schema:
    required = [name for name, field in fields.items() if field.required]
    return {
        "type": "object",
        "properties": {name: _property(name, field) for name, field in fields.items()},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _property(name: str, field: Field) -> Schema:
    """What may stand behind a key, with the words that an editor shows beside it."""
    return {"description": field.about, **_shape(name, field)}


def _shape(name: str, field: Field) -> Schema:
    if field.kind == "choice":
        return {"enum": list(field.choices)}
    if field.kind in ("number", "value"):
        return {"allOf": [{"$ref": f"#/definitions/{field.kind}"}]}
    if field.kind == "mapping":
        inside = {"anyOf": [{"$ref": "#/definitions/value"}, _record(PARTS[name])]} if name in PARTS else SCALAR
        return {"type": "object", "additionalProperties": inside}
    if field.kind == "list":
        return {"type": "array", "items": _record(PARTS[name])}
    one: Schema = {"$ref": f"#/definitions/{field.form}"} if field.form else SCALAR
    if field.kind == "texts":
        return {"anyOf": [one, {"type": "array", "items": one}]}
    return {"allOf": [one]} if field.form else one  # words beside a bare $ref would be passed over


def _forms(units: Units, sources: Collection[str]) -> Schema:
    """What each form and each kind of number looks like; YAML reads 2018 as a number and 2018-12 as a text."""
    date, number = _plain(FORM), _plain(NUMBER)
    return {
        "address": {"type": "string", "pattern": "^https?://"},
        "csl": {"enum": list(SOURCE_TYPES)},
        "date": {"type": ["string", "integer"], "pattern": f"^(?:{date})$"},
        "figure": {"type": "string", "pattern": f"^(?:{FIGURE_NAME})$"},
        "number": {"type": ["number", "string"], "pattern": f"^(?:{number})$"},
        "page": {"type": "string", "pattern": r"^[\w/-]+\.(?:md|py)$"},
        "source": {"enum": sorted(sources)},
        "unit": {"anyOf": [{"enum": units.known_words()}, {"type": "string", "pattern": _unit(units)}]},
        "value": {"type": ["number", "string"], "pattern": f"^(?:{number}|{date})$"},
    }


def _unit(units: Units) -> str:
    """Every text that names a unit: a multiplier, a unit, and those it is counted per."""
    words = {word for unit in units.by_name.values() for word in (unit.name, unit.plural)} | set(PERIODS)
    one = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))
    sizes = "|".join(MULTIPLIERS)
    return f"^(?:(?:{sizes}) )?(?:{one})(?: (?:an?|per) (?:{one}))*$"


def _whole(pattern: re.Pattern[str]) -> str:
    return f"^(?:{_plain(pattern)})$"


def _plain(pattern: re.Pattern[str]) -> str:
    """A pattern as JSON Schema knows it: without names for its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)
