"""The contributor's guide: what it shows works, what it quotes is said, and it leaves nothing out."""

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from committed import begin, change
from example import bind, page
from factbook.chart.chart import draw_chart
from factbook.ground.location import Location
from factbook.ground.problem import CODES, format_problems
from factbook.load import schema
from factbook.load.factbook import parse_factbook
from factbook.load.yaml_file import Mapping, Sequence, parse_yaml
from factbook.model.evaluate import evaluate_truth
from factbook.model.look import OPTIONS, Look
from factbook.model.parse import FUNCTIONS, KEYWORDS, parse_formula
from factbook.model.records import CONFIDENCE
from factbook.model.unit import MULTIPLIERS
from factbook.prose.front_matter import KEYS
from factbook.prose.guard import Guard
from factbook.prose.mark import find_tokens
from factbook.prose.placeholder import Block, Claim, FigureUse, parse_placeholder
from factbook.prose.slot import WRITTEN, Slot
from factbook.review.command import main
from factbook.review.project import check_project

ROOT = Path(__file__).parent.parent
PATH = "docs/contributing.md"
GUIDE = (ROOT / PATH).read_text(encoding="utf-8")
MESSAGES = (ROOT / "docs/messages.md").read_text(encoding="utf-8").partition("\n# What the messages mean\n")[2]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SECTION = re.compile(r"^## (\S+) \{#(\S+)\}\n\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"^\| `([^`]+)` \| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
SAID = re.compile(r"The sentence reads “(.*)”")

# Where the templates of each kind of record stand.
RECORDS = {
    "UNIT": "data/units.yml",
    "FIGURE": "data/figures/example.yml",
    "MEMBER": "data/figures/example.yml",
    "SOURCE": "data/sources.yml",
    "AUTHOR": "data/sources.yml",
    "CHECK": "data/checks.yml",
    "EVENT": "data/events.yml",
    "LEDGER": "data/ledger.yml",
    "TERM": "data/glossary.yml",
    "SITE": "data/site.yml",
    "LANE": "data/site.yml",
    "NAME_ENTRY": "data/names.yml",
    "TABLE": "data/tables.yml",
    "SIGNATURE": "data/figures/example.yml",
    "CHART": "data/charts.yml",
    "MARK": "data/charts.yml",
    "ANNOTATION": "data/charts.yml",
    "COMPARED": "data/charts.yml",
    "FEATURE": "data/charts.yml",
    "CELL": "data/charts.yml",
    "WHATIF": "data/whatif.yml",
    "DIAL": "data/whatif.yml",
    "SHOWN": "data/whatif.yml",
    "GUESS": "data/guess.yml",
    "BAND": "data/guess.yml",
}
# How many characters of code a page shows on a wide screen.
WIDTH = 64
# What may stand in a page; a claim has one case, two or more.
FORMS = {"figure", "member", "options", "claim of 1", "claim of 2", "claim of 3", "else", "literal"}
FORMS |= {"chart", "table", "whatif", "guess", "citation", "citations"}
# For each message that the guide quotes, a file that brings it about.
SHOP = "data/figures/shop.yml"
PAGE = "docs/shop.md"
MISTAKES = {
    "yaml-syntax": (SHOP, "staff:\n  title: Staff: people in the shop\n"),
    "unknown-key": (SHOP, "staff:\n  titel: Staff\n  title: Staff\n  unit: person\n"),
    "missing-key": (SHOP, "staff:\n  title: Staff\n  value: 4\n  unit: person\n  date: 2018\n  confidence: checked\n"),
    "bad-number": (SHOP, "staff:\n  title: Staff\n  value: 1,240\n  unit: person\n"),
    "unknown-figure": (PAGE, "It employs {{ example.staf }}.\n"),
    "unknown-member": (PAGE, "It took {{ example.revenue[2019] }}.\n"),
    "unit-mismatch": (SHOP, 'share:\n  title: Share\n  formula: example.revenue[2018]\n  unit: "%"\n'),
    "not-as-printed": (
        SHOP,
        (
            "staff:\n  title: Staff\n  value: 1204\n  unit: person\n  date: 2018\n  source: post-2018\n  confidence: checked\n"
            '  printed: "1,240"\n'
        ),
    ),
    "cycle": (
        SHOP,
        "net: {title: Net, formula: 2 * shop.tax, unit: time}\ntax: {title: Tax, formula: shop.net / 2, unit: time}\n",
    ),
    "unbound-name": (PAGE, "It employs example.staff.\n"),
    "claim-broken": (PAGE, '{{ "almost all" if example.letters_share[2018] > 95 % }} of it\n'),
    "claim-empty": (PAGE, '{{ "So" if 1 = 1 }} it is\n'),
    "claim-misworded": (PAGE, '{{ "Revenue fell" if example.revenue[2018] > example.revenue[2017] }}\n'),
    "bare-number": (PAGE, "It has 1,240 people.\n"),
    "quoted-number": (PAGE, 'It has {{ "1,240 people" }}.\n'),
    "unbound-comparison": (PAGE, "With more than its rivals, {{ example.staff }}, it is slow.\n"),
    "does-not-fit": (PAGE, "{{ example.visitors }} came to see it.\n"),
}


def fences(text, language):
    return [match[2] for match in FENCE.finditer(text) if match[1] == language]


def data_files():
    """The examples by file, together, with the site's own units before theirs."""
    files = {"data/units.yml": (ROOT / "data/units.yml").read_text(encoding="utf-8")}
    for block in fences(GUIDE, "yaml"):
        name, _, records = block.partition("\n")
        assert name.startswith("# data/"), block
        path = name.removeprefix("# ")
        files[path] = files.get(path, "") + records
    return files


def recipe(name):
    """A part of the guide that makes a change: its text, as far as the next heading of its rank or a higher one."""
    return re.search(rf"^### [^\n]* {{#{name}}}\n(.*?)(?=^###? [^\n]* {{#)", GUIDE, re.DOTALL | re.MULTILINE)[1]


def project_before(name, root):
    """The examples of the guide, with one page, as they are before a recipe is followed."""
    files = {}
    for block in fences(GUIDE.replace(recipe(name), ""), "yaml"):
        path, _, records = block.partition("\n")
        files[path.removeprefix("# ")] = files.get(path.removeprefix("# "), "") + records
    files["data/units.yml"] = (ROOT / "data/units.yml").read_text(encoding="utf-8") + files["data/units.yml"]
    return begin(root, files | {"docs/example.md": fences(GUIDE, "markdown")[0], "mkdocs.yml": "site_name: Post\n"})


def follow(name, root):
    """Do what a recipe says, as a person would: add its records, and change the lines that it marks."""
    for block in fences(recipe(name), "yaml"):
        path, _, records = block.partition("\n")
        file = root / path.removeprefix("# ")
        file.write_text(file.read_text(encoding="utf-8") + records, encoding="utf-8")
    for block in fences(recipe(name), "diff"):
        head, *lines = block.splitlines()
        before, after = ([line[2:] for line in lines if line[0] in marks] for marks in (" -", " +"))
        change(root, head.strip().removeprefix("# "), "\n".join(before), "\n".join(after))


def keys_in(node):
    if isinstance(node, Mapping):
        return {key.text for key, _ in node.entries}.union(*(keys_in(value) for _, value in node.entries))
    return set().union(*map(keys_in, node.items)) if isinstance(node, Sequence) else set()


def code_in(text):
    """All words that stand in code spans and fences."""
    return " ".join(re.findall(r"`([^`\n]+)`", FENCE.sub("", text)) + [match[2] for match in FENCE.finditer(text)])


def forms_of(token):
    """What an example shows of the grammar."""
    if token.kind == "citation":
        return {"citation", "citations" if ";" in token.inside else ""}
    found = parse_placeholder(token.inside, Location(PAGE).shift)
    if isinstance(found, FigureUse):
        return {"figure", "member" if found.key else "", "options" if found.look != Look() else ""}
    if isinstance(found, Claim):
        *_, last = found.cases
        return {f"claim of {len(found.cases)}", "else" if last.tree is None else ""}
    return {found.what if isinstance(found, Block) else "literal"}


def reader_sees(markdown, factbook):
    bound = bind(markdown, factbook)
    assert bound.problems == []
    return unescape(re.sub(r"<[^>]+>", "", bound.text)).replace("\u00a0", " ")


def write_project(root, **files):
    for path, text in (data_files() | {"docs/example.md": "# Example Post\n"} | files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def factbook():
    found, problems = parse_factbook(data_files())
    assert not problems, format_problems(problems)
    return found


# The examples work


def test_the_data_examples_load_together_without_a_problem(factbook):
    topics = {path.removeprefix("data/").removesuffix(".yml") for path in data_files()}
    assert topics == {path.removeprefix("data/").removesuffix(".yml") for path in RECORDS.values()}
    assert "example.staff" in factbook.entries


@pytest.mark.parametrize("example", fences(GUIDE, "markdown"))
def test_a_page_example_binds_and_passes_the_guard(example, factbook):
    written = page(example, PAGE)
    bound = written.fill(factbook)
    assert [*written.problems, *bound.problems, *written.find_typed(Guard(factbook))] == []
    assert bound.uses or bound.claims or bound.cited


def test_the_examples_make_a_project_that_the_check_accepts(tmp_path):
    pages = {f"docs/example-{number}.md": text for number, text in enumerate(fences(GUIDE, "markdown"))}
    project = check_project(write_project(tmp_path, **pages))
    assert format_problems(project.problems) == ""
    assert len(project.pages) == len(pages) + 1 > 4


def test_the_chart_examples_can_be_drawn(factbook):
    assert all("<svg" in draw_chart(chart, factbook) for chart in factbook.charts.values())
    assert len(factbook.charts) > 1


def test_the_first_sentence_reads_as_the_guide_says(factbook):
    words = reader_sees(fences(GUIDE, "markdown")[0], factbook)
    assert " ".join(words.split()) == SAID.search(GUIDE)[1].replace("`", "")


def test_each_option_reads_as_the_guide_says(factbook):
    rows = OPTION.findall(GUIDE)
    assert [reader_sees(f"{{{{ {figure} | {option} }}}}", factbook) for option, figure, _ in rows] == [
        reads for *_, reads in rows
    ]


@pytest.mark.parametrize("predicate", [line for block in fences(GUIDE, "text") for line in block.splitlines()])
def test_each_predicate_is_true_of_the_examples(predicate, factbook):
    assert evaluate_truth(parse_formula(predicate), factbook) is True


# The recipes


@pytest.mark.parametrize("name", ["correct", "add", "draw", "reword"])
def test_a_recipe_ends_in_the_comparison_that_the_guide_shows(name, tmp_path):
    root = project_before(name, tmp_path / "post")
    assert format_problems(check_project(root).problems) == ""
    follow(name, root)
    assert format_problems(check_project(root).problems) == ""
    said = CliRunner().invoke(main, ["diff", "HEAD", "--root", str(root)]).output
    (quoted,) = fences(recipe(name), "md")
    assert quoted == said


# Nothing is left out


def test_every_kind_of_record_has_a_template():
    records = {name: value for name, value in vars(schema).items() if name.isupper() and isinstance(value, dict)}
    kinds = {
        name for name, value in records.items() if all(isinstance(field, schema.Field) for field in value.values())
    }
    assert kinds == set(RECORDS)


@pytest.mark.parametrize("kind", RECORDS)
def test_the_templates_show_every_key(kind):
    shown = keys_in(parse_yaml("".join(data_files_of_guide(RECORDS[kind])), "example.yml"))
    assert set(vars(schema)[kind]) - shown == set()


def data_files_of_guide(path):
    return [block for block in fences(GUIDE, "yaml") if block.startswith(f"# {path}\n")]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_choice_is_named(kind):
    named = code_in(GUIDE)
    choices = {choice for field in vars(schema)[kind].values() for choice in field.choices}
    assert {choice for choice in choices if not re.search(rf"(?<![\w-]){choice}(?![\w-])", named)} == set()


def test_every_confidence_is_explained_in_the_words_of_the_cards():
    explained = dict(re.findall(r"^- `([\w ]+)`: (.+)[;.]$", GUIDE, re.MULTILINE))
    assert explained.keys() == CONFIDENCE.keys()


def test_every_option_of_a_figure_is_in_the_table():
    options = [option for option, *_ in OPTION.findall(GUIDE)]
    assert sorted(options) == sorted(["0 digits", *OPTIONS])


@pytest.mark.parametrize(
    "words",
    [FUNCTIONS, KEYWORDS, tuple(MULTIPLIERS), KEYS, ("<", ">", "<=", ">=", "=", "!=", "+", "-", "*", "/", "^")],
    ids=["functions", "keywords", "multipliers", "front matter", "operators"],
)
def test_every_word_of_the_grammar_is_mentioned(words):
    named = code_in(GUIDE).split() + re.findall(r"\w+", code_in(GUIDE))
    assert sorted(set(words) - set(named)) == []


def test_every_form_of_the_grammar_has_an_example():
    shown = {
        form for example in fences(GUIDE, "markdown") for token in find_tokens(example) for form in forms_of(token)
    }
    assert shown >= FORMS


# The messages


def test_every_code_has_one_heading_and_no_heading_lacks_a_code():
    headings = [name for name, *_ in SECTION.findall(MESSAGES)]
    assert sorted(headings) == sorted(CODES)
    assert len(re.findall(r"^#+ ", FENCE.sub("", MESSAGES), re.MULTILINE)) == len(CODES)


@pytest.mark.parametrize(("name", "anchor", "text"), SECTION.findall(MESSAGES))
def test_a_message_is_reached_by_its_code_and_explained(name, anchor, text):
    assert anchor == name
    assert re.fullmatch(r"[A-Z].{40,400}\.\n", FENCE.sub("", text).rstrip() + "\n")


def test_each_quoted_message_has_a_mistake_that_brings_it_about():
    assert [name for name, _, text in SECTION.findall(MESSAGES) if fences(text, "text")] == list(MISTAKES)


@pytest.mark.parametrize("code", MISTAKES)
def test_a_quoted_message_is_what_the_check_says(code, tmp_path):
    quoted = next(text for name, _, text in SECTION.findall(MESSAGES) if name == code)
    path, mistake = MISTAKES[code]
    problems = check_project(write_project(tmp_path, **{path: mistake})).problems
    assert format_problems(problems) + "\n" == "".join(fences(quoted, "text"))


# The guide is a page like any other


def test_it_passes_through_the_same_guard():
    own = [problem for problem in check_project(ROOT).problems if problem.location.path == PATH]
    assert format_problems(own) == ""


def test_its_examples_are_left_alone():
    slots = [piece for piece in page(GUIDE, PATH).template.pieces if isinstance(piece, Slot)]
    assert {slot.context for slot in slots} == {WRITTEN}


def test_its_examples_can_be_read_without_scrolling():
    examples = [match[2] for match in FENCE.finditer(GUIDE)]
    assert [line for example in examples for line in example.splitlines() if len(line) > WIDTH] == []


def test_each_link_to_a_heading_of_its_own_exists():
    anchors = set(re.findall(r"\{#([\w-]+)\}$", GUIDE, re.MULTILINE))
    linked = set(re.findall(r"\]\(#([\w-]+)\)", GUIDE))
    assert linked
    assert linked <= anchors


def test_the_guide_and_the_form_have_one_rule_for_the_changelog():
    form = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    for text in (GUIDE, form):
        (line,) = [line for line in text.splitlines() if "CHANGELOG.md" in line]
        assert all(word in line for word in ("notice", "*Unreleased*", "*Fixed*", "the old value and the new one"))
