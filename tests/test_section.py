"""The sections of a page have the anchors that Markdown will give them, and the lines of their source."""

import markdown
import pytest

from example import SHOP, load
from factbook.prose.bind import bind_markdown
from factbook.prose.section import find_sections, section_at, slug

FACTBOOK = load(SHOP)
PAGE = """# The shop

Words.

## What it sold {#sold}

More {{ "words"
if shop.founders > 2 people }}.

## From {{ shop.founders }} to *many*

### A `name` and a [link](page.md) & more

```yaml
# no heading
```

## A `name` and a [link](page.md) & more ##

## 2018: “quotes”, café
"""
EXTENSIONS = ["attr_list", "md_in_html", "toc", "pymdownx.superfences"]


def bound(text=PAGE):
    return bind_markdown(text, "page.md", FACTBOOK, 5)


def anchors_of_markdown(text):
    parser = markdown.Markdown(extensions=EXTENSIONS)
    parser.convert(text)

    def flat(tokens):
        for token in tokens:
            if token["level"] > 1:
                yield token["id"]
            yield from flat(token["children"])

    return list(flat(parser.toc_tokens))


def test_anchors_are_those_that_markdown_makes():
    page = bound()
    assert [section.anchor for section in page.sections[1:]] == anchors_of_markdown(page.text)


def test_lines_are_those_of_the_file_and_words_those_of_the_reader():
    assert [(section.line, section.words) for section in bound().sections] == [
        (5, "The shop"),
        (9, "What it sold"),
        (14, "From 4\u00a0people to many".replace("\u00a0", " ")),
        (16, "A name and a link & more"),
        (22, "A name and a link & more"),
        (24, "2018: “quotes”, café"),
    ]


def test_the_title_of_a_page_has_no_anchor():
    assert bound().sections[0].anchor == ""


@pytest.mark.parametrize(
    ("line", "anchor"), [(1, None), (5, ""), (8, ""), (9, "sold"), (13, "sold"), (99, "2018-quotes-cafe")]
)
def test_a_line_stands_in_the_section_above_it(line, anchor):
    section = section_at(line, bound().sections)
    assert (section and section.anchor) == anchor


def test_headings_in_code_are_none():
    assert find_sections("```\n# no\n```\n", "```\n# no\n```\n") == []


def test_a_text_whose_headings_differ_has_no_sections():
    assert find_sections("# one\n", "# one\n# two\n") == []


@pytest.mark.parametrize("words", ["", "¿?", "A  b\tc", "Under_score", "naïve — dash", "x" * 1000])
def test_a_slug_is_that_of_python_markdown(words):
    from markdown.extensions.toc import slugify  # noqa: PLC0415 (only compared with)

    assert slug(words) == slugify(words, "-")
