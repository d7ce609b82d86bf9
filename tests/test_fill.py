"""A template is filled with the words of a factbook; converting is done once and depends on no number."""

import pytest

from example import CONVERTER, SHOP, bind, load, page
from factbook.prose.convert import Converter
from factbook.prose.fill import fill
from factbook.prose.source import Source
from factbook.prose.template import read_template

FACTBOOK = load(SHOP)
OTHER = load(SHOP.replace("2018: 160", "2018: 190").replace("value: 4,", "value: 7,"))
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

## 2018: “quotes”, café, {{ "58.com" }} it's

{{ shop.revenue[2018] }}
"""


class Counting(Converter):
    """Counts how often it is asked."""

    asked = 0

    def convert(self, text):
        self.asked += 1
        return super().convert(text)


def test_a_change_of_data_converts_nothing():
    converter = Counting(*CONVERTER.settings)
    found = page(PAGE, converter=converter)
    one, other = found.fill(FACTBOOK), found.fill(OTHER)
    assert converter.asked == 1
    assert one.text != other.text
    assert "$160" in one.text
    assert "$190" in other.text


def test_filling_changes_no_template():
    found = page(PAGE)
    assert found.fill(FACTBOOK).text == found.fill(FACTBOOK).text == page(PAGE).fill(FACTBOOK).text
    assert fill(found.template, FACTBOOK).parts == fill(found.template, FACTBOOK).parts


def test_the_ids_of_headings_do_not_depend_on_a_value():
    ids = [
        "the-shop",
        "sold",
        "from-to-many",
        "a-name-and-a-link-more",
        "a-name-and-a-link-more_1",
        "2018-quotes-cafe-its",
    ]
    for factbook in (FACTBOOK, OTHER):
        bound = bind(PAGE, factbook)
        assert [anchor for _, anchor, _ in bound.headings] == ids
        assert all(f'id="{anchor}"' in bound.text for anchor in ids)


def test_a_heading_has_the_words_of_the_reader_in_the_list_of_contents_too():
    assert [(level, words.replace("\u00a0", " ")) for level, _, words in bind(PAGE, FACTBOOK).headings] == [
        (1, "The shop"),
        (2, "What it sold"),
        (2, "From 4 people to many"),
        (3, "A name and a link &amp; more"),
        (2, "A name and a link &amp; more"),
        (2, "2018: “quotes”, café, 58.com it’s"),
    ]


def test_uses_and_claims_know_their_section_and_the_title_begins_none():
    bound = bind("{{ shop.opened }}\n\n" + PAGE, FACTBOOK)
    assert [(use.entry.id, use.section.anchor) for use in bound.uses] == [
        ("shop.opened", ""), ("shop.founders", "from-to-many"), ("shop.revenue[2018]", "2018-quotes-cafe-its"),
    ]  # fmt: skip
    assert [(claim.words, claim.section.words) for claim in bound.claims] == [("words", "What it sold")]


def test_lines_are_those_that_a_reader_sees_each_with_its_heading():
    bound = bind(PAGE + "\n![{{ shop.opened }}](a.png)\n\n- a [@report]\n- {{ shop.founders | words }}", FACTBOOK)
    assert [(section, line.replace("\u00a0", " ")) for section, line in bound.lines[-4:]] == [
        ("2018: “quotes”, café, 58.com it’s", "2018: “quotes”, café, 58.com it’s"),
        ("2018: “quotes”, café, 58.com it’s", "$160 million"),
        ("2018: “quotes”, café, 58.com it’s", "a"),
        ("2018: “quotes”, café, 58.com it’s", "four people"),
    ]


def test_a_chart_is_no_line():
    factbook = load(SHOP, charts="mix: {kind: columns, title: The mix, marks: [{figure: shop.revenue, label: R}]}")
    assert bind("a\n\n{{ chart mix }}\n\nb", factbook).lines == [("", "a"), ("", "b")]


@pytest.mark.parametrize("text", ["a {{ shop.founders }}\n\n{{ shop.zz }}", "a {{", "[@nobody] b"])
def test_what_has_problems_is_filled_as_far_as_it_goes(text):
    bound = bind(text, FACTBOOK)
    assert len(bound.problems) == 1
    assert 'class="problem"' in bound.text


def test_a_block_right_behind_another_keeps_its_first_letter():
    template = read_template("<h1>How</h1><p>The food.</p>", Source("a.md", "# How\n\nThe food."), ())
    bound = fill(template, load())
    assert bound.lead == "The food."
    assert [line for _, line in bound.lines] == ["How", "The food."]
