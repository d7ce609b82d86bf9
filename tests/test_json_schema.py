"""Editors know the data files by schemas that are made from the loader's own records."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from example import SHOP, SOURCES, UNITS, load
from factbook.load import schema
from factbook.load.factbook import OTHERS, load_factbook
from factbook.load.json_schema import LISTED, NAMED, PARTS, SINGLE, modeline, schema_path, write_schemas
from factbook.load.schema import Field
from factbook.review.command import main

ROOT = Path(__file__).parent.parent
DATA = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: dates are texts, and only true and false are truth values."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editors_read(text):
    return Yaml12(text).get_single_data()


@pytest.fixture(scope="module")
def schemas():
    """The schemas of the real data."""
    factbook, _ = load_factbook(ROOT)
    return {path: json.loads(text) for path, text in write_schemas(factbook).items()}


def complaints(text, name, **files):
    """What an editor underlines in a data file of the shop, as the path to it."""
    made = json.loads(write_schemas(load(**files))[schema_path(f"data/{name}.yml")])
    checker = jsonschema.Draft7Validator(made)
    return ["/".join(map(str, error.absolute_path)) for error in checker.iter_errors(as_editors_read(text))]


def figure(**keys):
    return json.dumps({"x": {"title": "X", "unit": "person", **keys}})


# One schema, no second copy


def test_the_committed_schemas_are_those_that_the_records_make():
    """But for the names of units and sources: who adds one in a browser can't run the command, and is not stopped."""
    made = {name: _without_names(text) for name, text in write_schemas(load_factbook(ROOT)[0]).items()}
    files = (ROOT / "schema").iterdir()
    committed = {f"schema/{path.name}": _without_names(path.read_text(encoding="utf-8")) for path in files}
    assert committed == made, "run: python -m factbook schema"


def _without_names(text):
    made = json.loads(text)
    for form in ("source", "unit"):
        made.get("definitions", {}).pop(form, None)
    return made


def test_every_data_file_has_a_schema(schemas):
    assert {schema_path(path) for path in DATA} == set(schemas)
    assert {*NAMED, *LISTED, *SINGLE} == {*OTHERS, "figures"}


def test_every_key_of_every_record_is_in_a_schema(schemas):
    records = [*NAMED.values(), *LISTED.values(), *SINGLE.values(), *PARTS.values()]
    every = [value for value in vars(schema).values() if isinstance(value, dict) and _is_record(value)]
    assert all(any(one is record for record in records) for one in every)


def _is_record(value):
    return bool(value) and all(isinstance(field, Field) for field in value.values())


def test_every_form_is_defined():
    forms = {
        field.form
        for record in (*NAMED.values(), *LISTED.values(), *SINGLE.values(), *PARTS.values())
        for field in record.values()
    }
    made = " ".join(write_schemas(load()).values())
    assert all(f'"{form}": {{' in made for form in forms - {""})


@pytest.mark.parametrize("path", DATA)
def test_the_first_line_of_a_data_file_names_its_schema(path):
    first = (ROOT / path).read_text(encoding="utf-8").partition("\n")[0]
    if "yaml-language-server" not in first and path.startswith("data/figures/"):
        return  # a topic that somebody added in a browser; an editor offers less there, and nothing is wrong
    assert first == modeline(path)
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)[1]
    assert (ROOT / path).parent.joinpath(named).resolve() == ROOT / schema_path(path)


def test_the_command_writes_them(tmp_path):
    (tmp_path / "data/figures").mkdir(parents=True)
    for name, text in {"units": UNITS, "sources": SOURCES, "figures/shop": SHOP}.items():
        (tmp_path / f"data/{name}.yml").write_text(text, encoding="utf-8")
    main(["schema", "--root", str(tmp_path)], standalone_mode=False)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "schema").iterdir()}
    assert {f"schema/{name}": text for name, text in written.items()} == write_schemas(load())


def test_the_command_writes_nothing_while_the_data_is_wrong(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/units.yml").write_text("USD: {}\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["schema", "--root", str(tmp_path)], standalone_mode=False)
    assert not (tmp_path / "schema").exists()


# The real data fits


@pytest.mark.parametrize("path", DATA)
def test_the_data_is_valid(path, schemas):
    made = schemas[schema_path(path)]
    jsonschema.Draft7Validator.check_schema(made)
    read = as_editors_read((ROOT / path).read_text(encoding="utf-8"))
    assert [error.message for error in jsonschema.Draft7Validator(made).iter_errors(read)] == []


# What an editor can offer


def test_sources_are_offered_by_name():
    made = json.loads(write_schemas(load())["schema/figures.schema.json"])
    assert made["definitions"]["source"] == {"enum": ["paper", "report"]}


def test_units_are_offered_by_name():
    made = json.loads(write_schemas(load())["schema/figures.schema.json"])
    assert {"USD", "person", "%", "date"} <= set(made["definitions"]["unit"]["anyOf"][0]["enum"])


def test_each_key_says_what_it_is_for(schemas):
    record = schemas["schema/figures.schema.json"]["patternProperties"]["^(?:[a-z][a-z0-9_]*)$"]
    assert record["properties"]["title"]["description"] == schema.FIGURE["title"].about
    assert list(record["properties"]) == list(schema.FIGURE)


# What it underlines


@pytest.mark.parametrize(
    "unit", ["person", "people", "million USD a year", "% per year", "thousand people", "USD per share"]
)
def test_a_unit_that_the_loader_reads_is_accepted(unit):
    load().measure(unit)
    assert complaints(figure(unit=unit, value=1), "figures/x") == []


@pytest.mark.parametrize("unit", ["persons", "milion USD", "million", "USD an", "USD  a year", "person."])
def test_a_word_that_is_no_unit_is_underlined(unit):
    assert complaints(figure(unit=unit, value=1), "figures/x") == ["x/unit"]


@pytest.mark.parametrize("value", [1, 1097.6, -3, "12", "2018-12-31", "2018-12", "2018Q4", 2018])
def test_a_number_or_a_date_is_a_value(value):
    assert complaints(figure(value=value), "figures/x") == []


@pytest.mark.parametrize("value", ["1,240", "12 million", "31.12.2018", "", [1], None])
def test_other_words_are_no_value(value):
    assert complaints(figure(value=value), "figures/x") == ["x/value"]


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"titel": "X"}, "x"),
        ({"source": "reprot"}, "x/source"),
        ({"source": ["report", "reprot"]}, "x/source"),
        ({"confidence": "sure"}, "x/confidence"),
        ({"bound": "around"}, "x/bound"),
        ({"by": "day"}, "x/by"),
        ({"date": "last year"}, "x/date"),
        ({"date": 2018.5}, "x/date"),
        ({"values": {"2018": "many"}}, "x/values/2018"),
        ({"values": {"2018": {"value": 1, "unit": "person"}}}, "x/values/2018"),
        ({"title": ["X"]}, "x/title"),
    ],
)
def test_a_mistake_is_underlined_where_it_is(keys, where):
    assert complaints(figure(**keys), "figures/x") == [where]


def test_a_missing_key_is_underlined():
    assert complaints("x: {unit: person, value: 1}", "figures/x") == ["x"]


def test_a_name_that_can_be_none_is_underlined():
    assert complaints("'Über uns': {title: X, unit: person, value: 1}", "figures/x") == [""]


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("sources", "[{id: a, type: book, title: A, URL: 'javascript:1'}]", "0/URL"),
        ("sources", "[{id: a, type: book, title: A, author: [{surname: Doe}]}]", "0/author/0"),
        ("charts", "x: {kind: pie, title: X, marks: []}", "x/kind"),
        ("charts", "x: {kind: bars, title: X, marks: [{figure: shop}]}", "x/marks/0/figure"),
        ("events", "[{date: 2018-12-31, title: X, page: a.md}]", "0/date"),
        ("events", "[{date: shop.opened, title: X, page: a.html}]", "0/page"),
        ("ledger", "[{id: A1, section: strategy, claim: X, verdict: true, reason: X}]", "0/verdict"),
        ("units", "{x: {title: X, definition: X, scale: ten}}", "x/scale"),
    ],
)
def test_other_files_are_watched_too(name, text, where):
    assert complaints(text, name) == [where]


def test_it_is_the_same_text_each_time():
    assert write_schemas(load()) == write_schemas(load())
