"""Marks that miss the grammar, or that belong to other kinds of Markdown, are told before a reader sees them."""

import pytest

from example import SHOP, load, page, template
from factbook.ground.location import Location
from factbook.model.records import Text
from factbook.prose.guard import Guard
from factbook.prose.slips import find_slips, find_slips_in_words

FACTBOOK = load(SHOP)


def slips(text):
    return [
        f"{problem.location.line}:{problem.location.column} {problem.code}"
        for problem in find_slips(template(text), FACTBOOK)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # braces of a Chinese keyboard, with spaces, alone
        ("It sold ｛｛ shop.closed ｝｝.", ["1:9 placeholder-syntax"]),
        ("It sold ｛{ founders }｝ of {{ shop.founders.", ["1:9 placeholder-syntax"]),
        ("It sold { { founders } }.", ["1:9 placeholder-syntax"]),
        ("It sold { founders }}.", ["1:20 placeholder-syntax"]),
        # names
        ("It sold {shop.founders}.", ["1:9 unbound-name"]),
        ("It sold { shop.revenue[2018] }.", ["1:9 unbound-name"]),
        ("It sold shop.revenue[2018] in it.", ["1:9 unbound-name"]),
        ("As *shop.founders* says.", ["1:5 unbound-name"]),
        ("![shop.founders](a.png)", ["1:3 unbound-name"]),
        # git
        ("<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other", ["1:1 merge-conflict", "5:1 merge-conflict"]),
        ("One.\n\n||||||| base\nTwo.", ["3:1 merge-conflict"]),
        # other kinds of Markdown
        ("It is $$x^2$$ there.", ["1:7 unknown-markdown"]),
        ('=== "Tab"\n    text', ["1:1 unknown-markdown"]),
        ('Text\n\n=== "Tab"\n\n    text', ["3:1 unknown-markdown"]),
        ("Good :smile: and :material-account:", ["1:6 unknown-markdown", "1:18 unknown-markdown"]),
        ("> [!NOTE]\n> Words", ["1:3 unknown-markdown"]),
        ("Words[^93] here", ["1:6 unknown-markdown"]),
        ("~~gone~~ and ^^new^^", ["1:1 unknown-markdown", "1:14 unknown-markdown"]),
        ("Press ++ctrl+c++ now", ["1:7 unknown-markdown"]),
        ("See [[Other page]]", ["1:5 unknown-markdown"]),
        ("{++added++} {--gone--}", ["1:1 unknown-markdown", "1:13 unknown-markdown"]),
        ("{% include x %}", ["1:1 unknown-markdown"]),
    ],
)
def test_a_slip_is_told_at_its_place(text, found):
    assert sorted(slips(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "{{ shop.founders }} and {{ shop.revenue[2018] | plain }}",
        "`{ { shop.founders } }`, `shop.founders` and `:smile:`",
        "```\n｛｛ x ｝｝\n$$x$$\n```",
        r"\{{ shop.nothing is no name",
        "shop.nothing, data/figures/shop.yml and https://shop.founders/ or me@shop.founders",
        "A set {1, 2} of {things}",
        "It costs $5 or $6, at 10:30:15, as in a:b:c or ::",
        "Note: [x] is a box, [!] is a mark",
        "Words[^1]\n\n[^1]: More",
        "==marked== and - [ ] open",
        "a = b == c, C++ and C++17, i++",
        "~ about ~ this",
        "Title\n=======\n\nText",
        "<!-- {{ x.y }} { { -->",
    ],
)
def test_words_that_only_look_alike_are_left_alone(text):
    assert slips(text) == []


def test_a_slip_says_what_to_write():
    (problem,) = find_slips(template("It sold {shop.founders}."), FACTBOOK)
    assert problem.message == "the name 'shop.founders' stands here as it is"
    assert problem.hint == "write {{ shop.founders }}, or `shop.founders` for the name itself"
    (problem,) = find_slips(template("> [!NOTE]\n> Words"), FACTBOOK)
    assert problem.message == "'[!NOTE]' would be shown as it is: a note of GitHub"
    assert problem.hint == "write !!! note"


def test_a_page_tells_its_slips_with_its_typed_numbers():
    found = page("It was 98, { { shop.founders").find_typed(Guard(FACTBOOK))
    assert [problem.code for problem in found] == ["bare-number", "placeholder-syntax"]


# What mkdocs.yml has set up works with figures and the guard

SET_UP = [
    ("Shop\n:   It had {}", "dd"),
    ("{} in all\n:   Founders", "dt"),
    ("Words[^a].\n\n[^a]: It had {}", "div.footnote li p"),
    ("- [ ] found {}\n- [x] done", "li.task-list-item"),
    ("It =={}==", "mark"),
    ("Words\n1. It had {}", "p"),
    ("See https://example.org/5 had {}", "p"),
]


@pytest.mark.parametrize(("text", "within"), SET_UP)
def test_what_is_set_up_shows_a_figure_and_hides_no_number(text, within):
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    good = page(text.format("{{ shop.founders }}"))
    guard = Guard(FACTBOOK)
    assert [*good.problems, *good.find_typed(guard)] == (
        [] if within != "p" or "\n" not in text else [*good.find_typed(guard)]
    )
    shown = LexborHTMLParser(good.fill(FACTBOOK).text)
    assert shown.css_first(f"{within} data.figure button")
    typed = page(text.format("93 of them"))
    (problem,) = [problem for problem in typed.find_typed(guard) if "93" in problem.message]
    line = typed.text[: typed.text.index("93")]
    assert (problem.location.line, problem.location.column) == (line.count("\n") + 1, len(line) - line.rfind("\n"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('```py linenums="93"\nx\n```', "unknown-markdown"),
        ('~~~ {.py hl_lines="1 2"}\nx\n~~~', "unknown-markdown"),
        ("It rose by `93` per cent.", "bare-number"),
        ("It had `1,240` people.", "bare-number"),
        ("It had `$5` million.", "bare-number"),
        ("It rose by <kbd>93</kbd> per cent, and by <samp>4</samp>%.", "bare-number"),
    ],
)
def test_numbers_that_code_would_hide_are_found(text, code):
    found = list(find_slips(template(text), load()))
    assert {one.code for one in found} == {code}


@pytest.mark.parametrize(
    "text",
    [
        "Write `93` there.",
        "Between `92.5` and `93.5`.",
        "```py\nlinenums = 3\n```",
        "`93 %` in YAML",
        "<kbd>F5</kbd> loads it, <kbd>1</kbd> begins.",
    ],
)
def test_code_that_is_code_is_left_alone(text):
    assert [one.code for one in find_slips(template(text), load())] == []


# Words of data/, which are no Markdown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It sold { { shop.founders } }.", ["9 placeholder-syntax"]),
        ("It sold ｛｛ shop.founders ｝｝.", ["9 placeholder-syntax"]),
        ("It sold {shop.founders}.", ["9 unbound-name"]),
        ("As shop.founders says.", ["4 unbound-name"]),
        ("As shop.share_of_food says.", ["4 unbound-name"]),
        ("Good :smile: and ~~gone~~", ["6 unknown-markdown", "18 unknown-markdown"]),
        ("Of {{ shop.founders }}: see [[Other page]]", ["29 unknown-markdown"]),
        ("{{ shop.founders }} of {a, b}, https://shop.founders/ and \\{{ x", []),
    ],
)
def test_slips_are_told_in_words_of_data_and_of_front_matter_too(text, found):
    problems = list(find_slips_in_words(Text(text, Location("data/charts.yml", 3, 1)), FACTBOOK))
    assert sorted(f"{one.location.column} {one.code}" for one in problems) == sorted(found)
    assert not [one for one in problems if "`" in one.hint or "!!!" in one.hint]
    assert [one.code for one in page(f"---\ntitle: '{text}'\n---\n# A\n").find_typed(Guard(FACTBOOK))] == [
        one.partition(" ")[2] for one in found
    ]
