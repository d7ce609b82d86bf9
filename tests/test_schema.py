"""A record's form is said once; what does not fit is reported, and reading goes on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.load import schema
from factbook.load.schema import Field, Reader
from factbook.load.yaml_file import parse_yaml
from factbook.model.records import CONFIDENCE

FORM = {
    "title": Field("text", "Its name", required=True),
    "kind": Field("choice", "Which one", choices=("line", "bar")),
    "source": Field("texts", "Where from"),
    "values": Field("mapping", "Members"),
    "marks": Field("list", "Parts"),
    "size": Field("number", "How large"),
}


def record(text):
    """The keys that were read, and the problems."""
    reader = Reader()
    found = reader.record(parse_yaml(text, "a.yml"), FORM, "a thing")
    return list(found), [str(problem) for problem in reader.problems]


def number(text):
    reader = Reader()
    return reader.number(parse_yaml(f"a: {text}", "a.yml").entries[0][1]), reader.problems


def test_a_record_that_fits_is_read():
    text = "{title: x, kind: bar, source: [a, b], values: {x: 1}, marks: [1], size: 3}"
    assert record(text) == (["title", "kind", "source", "values", "marks", "size"], [])


def test_one_text_may_stand_for_a_list_of_texts():
    assert record("{title: x, source: a}") == (["title", "source"], [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{title: x, nose: 1}", ("a.yml:1:12: a thing has no key 'nose' [unknown-key]\n"
                                "    hint: the keys are title, kind, source, values, marks, size")),
        ("{title: x, sorce: 1}", "a.yml:1:12: a thing has no key 'sorce' [unknown-key]\n    hint: did you mean 'source'?"),
        ("{kind: bar}", "a.yml:1:1: a thing needs the key 'title' [missing-key]\n    hint: Its name"),
        ("{titel: x}", "a.yml:1:2: a thing has no key 'titel' [unknown-key]\n    hint: did you mean 'title'?"),
        ("{title: [x]}", "a.yml:1:9: 'title' must be text [wrong-type]\n    hint: Its name"),
        ("{title: {x: 1}}", "a.yml:1:9: 'title' must be text [wrong-type]\n    hint: Its name"),
        ("{title: }", "a.yml:1:9: 'title' must be text [wrong-type]\n    hint: Its name"),
        ("{title: ' '}", "a.yml:1:10: 'title' must be text [wrong-type]\n    hint: Its name"),
        ("{title: x, kind: lin}", "a.yml:1:18: 'kind' can't be 'lin' [wrong-type]\n    hint: did you mean 'line'?"),
        ("{title: x, kind: '?'}", "a.yml:1:19: 'kind' can't be '?' [wrong-type]\n    hint: one of line, bar"),
        ("{title: x, source: [[a]]}", "a.yml:1:20: 'source' must be text or a list of texts [wrong-type]\n    hint: Where from"),
        ("{title: x, source: {a: b}}", "a.yml:1:20: 'source' must be text or a list of texts [wrong-type]\n    hint: Where from"),
        ("{title: x, values: [1]}", "a.yml:1:20: 'values' must be a mapping [wrong-type]\n    hint: Members"),
        ("{title: x, marks: 1}", "a.yml:1:19: 'marks' must be a list [wrong-type]\n    hint: Parts"),
        ("{title: x, size: {}}", "a.yml:1:18: 'size' must be text [wrong-type]\n    hint: How large"),
        ("[title]", ("a.yml:1:1: a thing must be a mapping of keys to values [wrong-type]\n"
                    "    hint: the keys are title, kind, source, values, marks, size")),
        ("title", ("a.yml:1:1: a thing must be a mapping of keys to values [wrong-type]\n"
                  "    hint: the keys are title, kind, source, values, marks, size")),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_problem_with_its_place(text, problem):
    assert record(text)[1] == [problem]


def test_a_key_that_does_not_fit_is_left_out_and_the_others_are_read():
    assert record("{title: x, kind: [], size: 3}")[0] == ["title", "size"]


def test_all_problems_of_a_record_are_found():
    assert [line.partition(" ")[0] for line in record("{nose: 1, kind: x, marks: 1}")[1]] == [
        "a.yml:1:2:",
        "a.yml:1:17:",
        "a.yml:1:27:",
        "a.yml:1:1:",
    ]


@pytest.mark.parametrize(
    "text", ["0", "-0", "1", "-3", "1097.6", "0.5", "-0.001", "1000000", "9" * 40, "0." + "1" * 39]
)
def test_a_number_is_digits_and_one_point(text):
    assert number(text) == (Decimal(text), [])


@pytest.mark.parametrize(
    "text",
    [
        "1e6", "1E6", "1,000", "1_000", "0123", "00", "+1", ".5", "5.", "1:30", "0x10", "0o7", "no", "~", "null", "'1 '",
        "' 1'", "1 000", "1'000", ".inf", ".nan", "Infinity", "NaN", "--1", "\u22121", "1.2.3", "٣", "1٣", "１", "½", "10%",
        "$5", "9" * 41, "0." + "1" * 40, "9" * 1000, "[1]", "{a: 1}", "",
    ],
)  # fmt: skip
def test_a_number_that_could_be_misread_is_refused(text):
    value, problems = number(text)
    assert value is None
    assert [problem.code for problem in problems] == ["bad-number"]
    assert len(problems[0].message) < 90


def test_the_quoted_form_of_a_number_is_the_same_number():
    assert number('"1.50"')[0] == Decimal("1.50")


@pytest.mark.parametrize(("name", "fits"), [
    ("revenue", True), ("a", True), ("a_1", True), ("a1b2", True), ("", False), ("A", False), ("1a", False), ("_a", False),
    ("a-b", False), ("a.b", False), ("a b", False), ("é", False), ("аpple", False), ("a\u0661", False),
])  # fmt: skip
def test_a_name_is_lower_case_letters_digits_and_underscores(name, fits):
    reader = Reader()
    key = parse_yaml(f"{name!r}: 1", "a.yml").entries[0][0]
    assert reader.name(key, "a figure") is fits
    assert [problem.code for problem in reader.problems] == ([] if fits else ["bad-name"])


def test_a_list_file_may_be_empty():
    reader = Reader()
    assert list(reader.items(parse_yaml("# nothing yet\n", "a.yml"), "a.yml")) == []
    assert reader.problems == []


def test_a_list_file_must_be_a_list():
    reader = Reader()
    assert list(reader.items(parse_yaml("a: 1", "a.yml"), "data/a.yml")) == []
    assert str(reader.problems[0]).startswith("a.yml:1:1: data/a.yml must be a list [wrong-type]")


def test_a_mapping_file_must_be_a_mapping():
    reader = Reader()
    assert list(reader.entries(parse_yaml("- a", "a.yml"), "data/a.yml")) == []
    assert str(reader.problems[0]) == "a.yml:1:1: data/a.yml must map names to records [wrong-type]"


FORMS = {
    name: value
    for name, value in vars(schema).items()
    if isinstance(value, dict) and value and all(isinstance(field, Field) for field in value.values())
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_key_of_every_form_says_what_it_is_in_a_phrase(form):
    for field in FORMS[form].values():
        assert field.about
        assert not field.about.endswith(".")
        assert field.kind in ("text", "number", "value", "choice", "texts", "mapping", "list")
        assert bool(field.choices) == (field.kind == "choice")


def test_a_member_has_the_choices_of_the_records():
    assert schema.MEMBER["confidence"].choices == tuple(CONFIDENCE)


@given(st.recursive(
    st.sampled_from(["x", "1", "''", "bar"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
    | st.dictionaries(st.sampled_from([*FORM, "other"]), inner, max_size=4).map(
        lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"),
    max_leaves=12,
))  # fmt: skip
def test_whatever_the_shape_reading_ends_with_problems_that_have_places(text):
    found, problems = record(text)
    assert set(found) <= set(FORM)
    assert all(problem.startswith("a.yml:1:") for problem in problems)
