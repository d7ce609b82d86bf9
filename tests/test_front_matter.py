"""The front matter of a page: title and description in the reader's words, and nothing else that runs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from example import load
from factbook.prose.front_matter import bind_front_matter, read_front_matter

FACTBOOK = load()


def bind(text):
    """The front matter as it is written, and bound."""
    front = read_front_matter(text, "page.md")
    return front, bind_front_matter(front, FACTBOOK)


def problems(text):
    front, bound = bind(text)
    return [str(problem).partition("\n")[0] for problem in (*front.problems, *bound.problems)]


def test_an_eyebrow_is_bound_as_they_are():
    _front, bound = bind("---\neyebrow: 'A check of {{ shop.closed | month }}'\n---\n# Text\n")
    assert bound.front == {"eyebrow": "A check of March 2019"}


def test_title_and_description_are_bound_as_plain_words():
    _front, bound = bind(
        "---\ntitle: 'Of {{ shop.founders | words }}'\ndescription: 'In {{ shop.closed | year }} & <b>'\n---\nText\n"
    )
    assert bound.front == {"title": "Of four people", "description": "In 2019 & <b>"}
    assert [use.entry.id for use in bound.uses] == ["shop.founders", "shop.closed"]
    assert bound.problems == []


def test_claims_and_literal_words_work_too():
    _front, bound = bind('---\ntitle: \'{{ "Most" if shop.founders > 1 person }} of {{ "58.com" }}\'\n---\n')
    assert bound.front["title"] == "Most of 58.com"
    assert len(bound.claims) == 1


@pytest.mark.parametrize(
    ("text", "offset", "line"),
    [
        ("Text", 0, 1),
        ("", 0, 1),
        ("---\ntitle: a\n---\nText", 17, 4),
        ("---\ntitle: a\n...\nText", 17, 4),
        ("---  \ntitle: a\n---  \n\nText", 21, 4),
        ("\n---\ntitle: a\n---\n", 0, 1),
        ("Some text: with a colon", 0, 1),
        ("Text\n---\ntitle: a\n---\n", 0, 1),
        ("--- a\ntitle: b\n---\n", 0, 1),
    ],
)
def test_the_text_of_the_page_starts_behind_it(text, offset, line):
    front, _ = bind(text)
    assert (front.body_offset, front.body_line) == (offset, line)


@pytest.mark.parametrize(
    "text",
    [
        "Text\n",
        "---\ntitle: a\n---\n\n\nText\n",
        "---\ntitle: a\n...\nText\n",
        "--- \t\ntitle: a\n---\t\nText\n---\nMore\n",
        "\n\nText: more\n",
        "Some text: more\n",
        "# A heading: more\n",
    ],
)
def test_mkdocs_reads_the_same_text_as_we_do(text):
    front, _ = bind(text)
    theirs, meta = get_data(text)
    assert problems(text) == []
    assert text[front.body_offset :].lstrip("\n") == theirs.lstrip("\n")
    assert bool(meta) == bool(front.body_offset)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "title: <script>alert(1)</script>\n\nText\n",
            "MkDocs takes a first line that starts with 'title:' for metadata",
        ),
        ("   template: evil.html\nText\n", "MkDocs takes a first line that starts with 'template:' for metadata"),
        ("Note: this is text\n", "MkDocs takes a first line that starts with 'Note:' for metadata"),
        ("---\ntitle: a\n", "the front matter is not closed"),
        ("---\ntitle: a\n---", "the front matter is not closed"),
        ("---\n---\nText", "the front matter is not closed"),
        ("---\n---\na: &a {x: 1}\nb: {<<: [*a, *a]}\n---\n", "the anchor '&a' is not allowed here"),
        ("---\n---\nText\n---\n", "front matter must be keys and values"),
    ],
)
def test_what_mkdocs_would_take_for_metadata_is_never_taken_for_text(text, said):
    (found,) = bind(text)[0].problems
    assert found.message == said


@given(st.text(alphabet=st.sampled_from("-.: \na\t"), max_size=40))
@settings(max_examples=300)
def test_whatever_mkdocs_takes_for_metadata_is_front_matter_or_a_problem(text):
    front, _ = bind(text)
    theirs, meta = get_data(text)
    if meta and not front.body_offset:
        assert front.problems
    if front.body_offset and not front.problems:
        assert text[front.body_offset :].lstrip("\n") == theirs.lstrip("\n")


@pytest.mark.parametrize(
    "pair",
    [
        "hide: [toc]",
        "hide:\n  - navigation\n  - footer",
        "hide: [path, tags]",
        "search: {exclude: true}",
        "search: {exclude: false}",
        "search: {boost: 0.5}",
        "search: {boost: 2}",
    ],
)
def test_settings_are_what_mkdocs_reads(pair):
    text = f"---\n{pair}\n---\n"
    front, bound = bind(text)
    assert (front.texts, problems(text)) == ({}, [])
    assert bound.settings == front.settings == get_data(text)[1]


@pytest.mark.parametrize(
    "pair",
    [
        "title: {a: '<script>'}",
        "description: ['<script>']",
        "title: 2018-13-45",
        "title: yes",
        "title: =",
        "title:",
        "hide: 5",
        "hide: toc",
        "hide: [[toc]]",
        "hide: ['\"><script>']",
        "search: abc",
        "search: {boost: .nan}",
        "search: {boost: 0}",
        "search: {boost: 1e9}",
        "search: {boost: '2'}",
        "search: {exclude: 'false'}",
        "search: {exclude: [true]}",
        "search: {else: true}",
        "icon: nope/missing",
        "status: '\"><script>alert()</script>'",
        "tags: [a]",
    ],
)
def test_what_the_theme_would_print_or_fail_at_is_a_problem_at_its_line(pair):
    other = "description" if pair.startswith("title") else "title"
    front, _ = bind(f"---\n{other}: >\n  Fine\n{pair}\n---\n")
    (problem,) = front.problems
    assert problem.location.line == 4
    assert problem.hint
    assert front.settings == {}


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("titel: a", "page.md:2:1: a page has no key 'titel' [unknown-key]"),
        ("template: evil.html", "page.md:2:1: a page has no key 'template' [unknown-key]"),
        ("title: [", "page.md:3:1: this is not valid YAML: did not find expected node content [yaml-syntax]"),
        ("title: a\ntitle: b", "page.md:3:1: the key 'title' is already there on line 2 [duplicate-key]"),
        ("title: &a b", "page.md:2:8: the anchor '&a' is not allowed here [yaml-feature]"),
        ("a: &a {x: 1}\nb: {<<: [*a, *a]}", "page.md:2:4: the anchor '&a' is not allowed here [yaml-feature]"),
        ("title: !!python/object:os.system x", "page.md:2:8: the tag 'tag:yaml.org,2002:python/object:os.system' is not allowed here [yaml-feature]"),
        ("title: a\u200bb", "page.md:2:9: invisible character U+200B [hidden-character]"),
        ("- a", "page.md:2:1: front matter must be keys and values [front-matter]"),
        ("just words", "page.md:2:1: front matter must be keys and values [front-matter]"),
        ("title: '{{ shop.zz }}'", "page.md:2:9: there is no figure 'shop.zz' [unknown-figure]"),
        ("title: a\ndescription: >\n  one\n  two {{ shop.zz }}", "page.md:5:7: there is no figure 'shop.zz' [unknown-figure]"),
        ("title: '{{ shop.zz'", "page.md:2:9: '{{' is never closed [placeholder-syntax]"),
        ("title: '{{ chart mix }}'", "page.md:2:9: a chart can't stand inside a line [placeholder-syntax]"),
        ("title: '{{ \"most\" if shop.founders > 9 people }}'", 'page.md:2:9: the words "most" no longer hold: shop.founders is 4\u00a0people, not shop.founders > 9 people [claim-broken]'),
    ],
)  # fmt: skip
def test_a_mistake_is_one_problem_at_its_place(front, said):
    assert problems(f"---\n{front}\n---\nText\n") == [said]


def test_an_unknown_key_is_told_which_there_are():
    (problem,) = bind("---\ntitel: a\n---\n")[0].problems
    assert problem.hint == "did you mean 'title'? the keys are title, description, eyebrow, hide, search"


def test_broken_front_matter_is_still_cut_off():
    front, _ = bind("---\ntitle: [\n---\nText")
    assert front.body_line == 4


def test_a_placeholder_that_starts_a_value_needs_quotes_and_says_so():
    assert len(problems("---\ntitle: {{ shop.founders }}\n---\n")) == 1


@given(st.text(alphabet=st.sampled_from("-.: \nab{}[]&*'\"|>"), max_size=60))
def test_any_front_matter_is_bound_or_has_problems(text):
    whole = f"---\n{text}\n---\nText"
    front, bound = bind(whole)
    assert front.body_offset <= len(whole)
    assert all(1 <= problem.location.line <= whole.count("\n") + 1 for problem in (*front.problems, *bound.problems))
