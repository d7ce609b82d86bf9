"""Notebooks: their words are bound like any page, and of their HTML only the content stays."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from example import load
from factbook.page.notebook import extract_cells
from factbook.prose.notebook import bind_notebook, find_comments, is_notebook, split_cells

FACTBOOK = load(charts="mix: {kind: columns, title: T, marks: [{figure: shop.revenue, label: R}]}")
NOTEBOOK = """\
# %% [markdown]
# # About {{ shop.share_of_food[2018] }}
#
# Of {{ shop.founders | words }}.

# %%
founders = 4  # {{ not.bound }}
print(f"{{ founders }}")

# %% [markdown]
# {{ "Most" if shop.founders > 1 person }} and {{ "more" if shop.founders > 2 people }} [@report].
# %%
2 + 2
# %% [md]
# {{ "Few" if shop.founders < 9 people }} [@paper; @report]
#
# {{ chart mix }}
"""


def bind(text=NOTEBOOK):
    return bind_notebook(text, "docs/method.py", FACTBOOK)


# Reading


@pytest.mark.parametrize(
    ("text", "notebook"),
    [
        ("# %%\nx = 1\n", True),
        ("# %% [markdown]\n# a\n", True),
        ("import os\n# %%\n", True),
        ("import os\n", False),
        ("", False),
        ("x = '''\n   # %%\n'''", False),
    ],
)
def test_a_notebook_is_a_python_file_with_cells(text, notebook):
    assert is_notebook(text) is notebook


def test_cells_joined_are_the_text_again():
    lines = []
    for cell in split_cells(NOTEBOOK):
        lines += [cell.marker] if cell.marker else []
        lines += cell.lines
    assert "\n".join(lines) == NOTEBOOK


# Binding


def test_code_cells_stay_as_they_are():
    text = bind().text
    assert 'founders = 4  # {{ not.bound }}\nprint(f"{{ founders }}")\n' in text
    assert "# %%\n2 + 2\n" in text


def test_markdown_cells_are_bound_and_stay_comments():
    text = bind().text
    assert (
        '# # About <data class="figure" data-figure="shop.share_of_food[2018]" value="0.95">95%</data>\n#\n# Of <data'
        in text
    )
    assert all(line.startswith("#") for line in text.split("# %%\nfounders")[0].splitlines() if line)


def test_the_lines_of_a_notebook_stay_where_they_are():
    assert bind().text.count("\n") == NOTEBOOK.count("\n")
    assert bind_notebook("# %%\nx = 1", "n.py", FACTBOOK).text == "# %%\nx = 1"


def test_uses_have_their_places_in_the_file():
    assert [(use.entry.id, str(use.location)) for use in bind().uses] == [
        ("shop.share_of_food[2018]", "docs/method.py:2:11"),
        ("shop.founders", "docs/method.py:4:6"),
    ]


def test_claims_are_numbered_through_the_notebook():
    bound = bind()
    assert [claim.anchor for claim in bound.claims] == ["claim-1", "claim-2", "claim-3"]
    assert [str(claim.location) for claim in bound.claims] == [
        "docs/method.py:11:3", "docs/method.py:11:48", "docs/method.py:15:3",
    ]  # fmt: skip
    assert [f'id="claim-{number}"' in bound.text for number in (1, 2, 3)] == [True] * 3


def test_sources_are_numbered_through_the_notebook():
    assert bind().cited == {"report": 1, "paper": 2}


def test_a_chart_in_a_notebook_is_kept():
    assert [(block.name, str(location)) for block, location in bind().blocks] == [("mix", "docs/method.py:17:3")]


def test_a_mistake_has_its_place_in_the_file():
    text = "# %% [markdown]\n#\n# Of {{ x.y }}\n"
    assert [str(problem).partition("\n")[0] for problem in bind(text).problems] == [
        "docs/method.py:3:6: there is no figure 'x.y' [unknown-figure]"
    ]


def test_comments_of_code_are_found_with_their_places():
    comments = [(comment.text, str(comment.location)) for comment in find_comments(NOTEBOOK, "n.py")]
    assert comments == [(" {{ not.bound }}", "n.py:7:16")]


def test_comments_in_what_is_no_python_do_no_harm():
    assert list(find_comments("# %%\nx = '''\n# a\n", "n.py")) == []


# The HTML of the converter


CONVERTED = """
<style>.jp { color: red }</style><script>alert(1)</script>
<div class="jp-Notebook">
<div class="jp-Cell jp-MarkdownCell jp-Notebook-cell" id="cell-id=1"><div class="jp-InputPrompt">x</div>
<div class="jp-RenderedHTMLCommon jp-RenderedMarkdown jp-MarkdownOutput"><h2 id="One">One<a class="anchor-link" href="#One">¶</a></h2><p>Text</p></div></div>
<div class="jp-Cell jp-CodeCell"><div class="jp-Cell jp-CodeCell" id="cell-id=2"><div class="jp-InputArea"><div class="highlight"><pre><span class="nb">print</span>(x)
</pre></div></div>
<div class="jp-OutputArea"><div class="jp-OutputArea-child"><div class="jp-OutputArea-output"><pre>&lt;thing at 0x7f3c2a&gt;
</pre></div></div>
<div class="jp-OutputArea-child"><div class="jp-OutputArea-output"><table><tr><td>4</td></tr></table></div></div></div></div></div>
</div>
"""


def test_markdown_code_and_outputs_stay_in_their_order():
    page = LexborHTMLParser(extract_cells(CONVERTED))
    assert [node.tag for node in page.css("h2, p, pre, table")] == ["h2", "p", "pre", "pre", "table"]
    assert page.css_first("pre code").text() == "print(x)"
    assert page.css_first("h2").text() == "One"


def test_styles_scripts_and_prompts_go():
    html = extract_cells(CONVERTED)
    assert not LexborHTMLParser(html).css("style, script, .jp-InputPrompt, a.anchor-link")


def test_addresses_of_objects_go_since_they_differ_between_builds():
    html = extract_cells(CONVERTED)
    assert "&lt;thing&gt;" in html
    assert "0x" not in html


def test_code_can_be_scrolled_by_keyboard():
    assert all(node.attributes.get("tabindex") == "0" for node in LexborHTMLParser(extract_cells(CONVERTED)).css("pre"))


def test_what_is_no_notebook_has_no_cells():
    assert extract_cells("<p>Text</p>") == ""
