"""A page is refused before it could keep Markdown busy for long or nest too deep for it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example import CONVERTER
from factbook.prose.limits import MARKS, MAX_BLANK, _find_in_large, find_too_large, is_small
from factbook.prose.notebook import mark_notebook

ROOT = Path(__file__).parents[1]


def problems(text, first_line=1):
    return [str(problem).partition("\n")[0] for problem in find_too_large(text, "a.md", first_line)]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_our_pages_could_be_four_times_as_large(path):
    text = path.read_text(encoding="utf-8")
    assert problems((text + "\n\n") * 4) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" * 200_001, "1:200001: the page is longer than 200,000 characters"),
        ("a\n" * 5_001, "5002:1: the page has more than 5,000 lines"),
        ("# a\n" * 501, "501:1: the page has more than 500 headings"),
        ("a\n===\n" * 501, "1002:1: the page has more than 500 headings"),
        ("# Zz\n\n" + "[" * 401, "3:401: the paragraph has more than 400 '['"),
        ("![" * 401, "1:802: the paragraph has more than 400 '['"),
        ("[a](" * 401, "1:1601: the paragraph has more than 400 '['"),
        ("<a \n" * 401, "401:1: the paragraph has more than 400 '<'"),
        ("`a " * 401, "1:1201: the paragraph has more than 400 '`'"),
        ("*a " * 401, "1:1201: the paragraph has more than 400 '*'"),
        ("_a " * 401, "1:1201: the paragraph has more than 400 '_'"),
        ("|a" * 401, "1:801: the paragraph has more than 400 '|'"),
        ('"a ' * 401, "1:1201: the paragraph has more than 400 '\"'"),
        ("\\a" * 401, "1:801: the paragraph has more than 400 '\\'"),
        (("[" * 400 + "\n\n") * 18, "35:201: the page has more than 7,000 of the characters [ ! < ` * _ | \\ & \" '"),
        ("<a\n\n" * 501, "1001:1: the page has more than 500 '<'"),
        (("word " * 400 + "\n") * 6, "5:1997: the paragraph is longer than 10,000 characters"),
        ("x" + " " * 2_500, "1:2501: the line is longer than 2,500 characters"),
        ("Words:\n\n> ~~~ { .C title=a }\n> x\n> ~~~", "3:10: code in 'C' is not coloured here"),
        ("```ini\nx\n```", "1:4: code in 'ini' is not coloured here"),
        ("*[a]: b\n\n" * 101, "201:1: the page has more than 100 abbreviations"),
        ("a\n\n" + "  - " * 31, "3:1: the line nests more than 30 lists and quotations"),
        ("> 1. " * 16, "1:1: the line nests more than 30 lists and quotations"),
        ("- - -\n\n" * 2_334, "4667:3: the page has more than 7,000 marks of lists and quotations"),
        (
            "\n".join(" " * 4 * depth + "- a" for depth in range(26)),
            "26:1: the line is indented by more than 100 columns",
        ),
        ("\t" * 26 + "a", "1:1: the line is indented by more than 100 columns"),
    ],
    ids=lambda value: repr(value[:12]) if len(value) > 200 else value,
)
def test_what_is_too_large_is_said_at_its_place_with_a_remedy(text, said):
    found = list(find_too_large(text, "a.md"))
    assert f"a.md:{said} [too-large]" in [str(problem).partition("\n")[0] for problem in found]
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "```yaml\na: b\n```",
        "```\nx\n```",
        "``` { .md title=x }\nx\n```",
        "a ``` b",
        "[" * 400,
        "- " * 30 + "a",
        "--- \n" * 400,
        "-" * 2_500,
        "|---" * 400,
    ],
)
def test_what_is_just_small_enough_passes(text):
    assert problems(text) == []


def test_lines_count_from_the_first_of_the_file():
    assert problems("[" * 401, 7) == ["a.md:7:401: the paragraph has more than 400 '[' [too-large]"]


def test_the_words_of_a_notebook_keep_their_lines():
    notebook = "import a\n\n# %% [markdown]\n# # Title\n#\n# Words\n\n# %%\nx = 1\n# %% [markdown]\n# More"
    assert mark_notebook(notebook, "a.py").source.text.split("\n") == [
        "",
        "",
        "",
        "# Title",
        "",
        "Words",
        "",
        "",
        "",
        "",
        "More",
    ]


@pytest.mark.parametrize(
    "text",
    [
        ("[" * 399 + "\n\n") * 12,
        ("<a " * 249 + "\n\n") * 2 + ("word " * 450 + "\n") * 4,
        ("![a][b] " * 199 + "\n\n") * 8,
        "a\n\n" * 2_499,
        "- " * 30 + "a",
        "\n".join(" " * 4 * depth + "- a" for depth in range(25)),
        ("- " * 30 + "a\n\n") * 160,
        "\"'a' \"" * 100 + "\n\n",
    ],
    ids=["brackets", "tags", "pictures", "paragraphs", "line of lists", "deep lists", "many lists", "quotes"],
)
def test_the_slowest_that_passes_is_rendered(text):
    assert problems(text) == []
    assert CONVERTER.convert(text)


@pytest.mark.parametrize("mark", [*MARKS, "a\n", "# a\n", "a\n\n", "- ", "> ", "1. ", " ", "\t", "*[a]: b\n", "word "])
@given(st.integers(1, 6_000), st.sampled_from(["", "\n", "\n\n"]))
@settings(max_examples=20)
def test_what_counting_takes_for_small_is_within_all_limits(mark, times, end):
    text = (mark + end) * times
    if is_small(text):
        assert list(_find_in_large(text, "a.md", 1)) == []


@pytest.mark.parametrize("language", ["python", "py", "{ .python title=a }", "Python"])
def test_python_is_coloured_and_its_slow_case_is_refused(language):
    head, tail = f"```{language}\nprint()\n", "\nprint()\n```\n"
    assert list(find_too_large(head + "\n" * (MAX_BLANK - 10) + tail, "a.md")) == []
    for blank in ("\n" * MAX_BLANK, "\n ".rjust(9) * (MAX_BLANK // 9 + 1), ">\n" * (MAX_BLANK // 2 + 1)):
        (problem,) = find_too_large(head + blank + tail, "a.md")
        assert problem.message == "white space goes on for more than 500 characters"
    assert list(find_too_large("\n" * MAX_BLANK * 2, "a.md")) == []  # which nothing colours
