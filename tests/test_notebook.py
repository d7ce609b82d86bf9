"""Notebooks: their words are bound like any page, and of their HTML only the content stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import test_sites
from example import load
from factbook.notebook.ipynb import find_code, find_picture, write_ipynb
from factbook.notebook.later import Later
from factbook.notebook.run import CellError, Run, Work
from factbook.page.notebook import extract_cells
from factbook.prose.convert import Converter
from factbook.prose.notebook import find_comments, is_notebook, mark_notebook, split_cells
from factbook.prose.page import read_page

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
    return read_page("method.py", "docs/method.py", text, Converter([], {})).fill(FACTBOOK)


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
    text = mark_notebook(NOTEBOOK, "n.py").text
    assert 'founders = 4  # {{ not.bound }}\nprint(f"{{ founders }}")\n' in text
    assert "# %%\n2 + 2\n" in text


def test_markdown_cells_are_marked_and_stay_comments_on_their_lines():
    text = mark_notebook(NOTEBOOK, "n.py").text
    assert "shop.share_of_food" not in text
    assert all(line.startswith("#") for line in text.split("# %%\nfounders")[0].splitlines() if line)
    assert text.count("\n") == NOTEBOOK.count("\n")
    assert mark_notebook("# %%\nx = 1", "n.py").text == "# %%\nx = 1"


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


# As it ran


def test_words_and_code_stand_in_their_order_with_what_was_printed():
    outputs = (({"output_type": "stream", "name": "stdout", "text": "4"},), ())
    cells = json.loads(write_ipynb(split_cells(NOTEBOOK), outputs))["cells"]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code", "markdown", "code", "markdown"]
    assert cells[1]["outputs"] == [dict(outputs[0][0])]
    assert cells[0]["source"].startswith("# About")
    assert not json.loads(write_ipynb(split_cells(NOTEBOOK), ()))["cells"][1]["outputs"]


def test_a_head_without_a_marker_is_code_and_its_comments_are_read():
    text = "# 40 shops\nimport os\n\n# %%\nos.name\n"
    assert [cell.code for cell in find_code(split_cells(text))] == ["# 40 shops\nimport os", "os.name"]
    assert [comment.text for comment in find_comments(text, "n.py")] == [" 40 shops"]


def printed(**data):
    return {"output_type": "display_data", "data": {name.replace("_", "/"): text for name, text in data.items()}}


def test_a_picture_without_words_is_found():
    assert find_picture([printed(image_png="aGk=", text_plain="<Figure>")]) == "image/png"
    assert find_picture([printed(image_png="aGk=", text_html="<svg></svg>")]) == ""
    assert find_picture([{"output_type": "stream", "text": "words"}]) == ""


# Running


def run(*codes, seconds=30, **variables):
    return [
        "".join(output.get("text", "") or output["data"]["text/plain"] for output in cell)
        for cell in Run(Work(codes, seconds, tuple(variables.items()))).wait()
    ]


def test_cells_run_in_one_process_and_with_the_given_variables():
    assert run("x = 4", "x + 1", "import os; print(os.environ['SHOP'])", SHOP="a") == ["", "5", "a\n"]


def test_what_is_printed_in_pieces_is_joined_however_long_it_is():
    code = "import sys, time\nfor n in range(3): print('x' * 200_000, flush=True); time.sleep(0.1)\nprint('e', file=sys.stderr)"
    (printed,) = Run(Work((code,), 30)).wait()
    assert [(one["name"], len(one["text"])) for one in printed] == [("stdout", 600_003), ("stderr", 2)]


@pytest.mark.parametrize(
    ("codes", "cell", "reason"),
    [
        (("1", "raise ValueError('no such shop')"), 1, "a cell failed: ValueError: no such shop"),
        (("1", "2", "import time; time.sleep(60)"), 2, "a cell ran longer than 1 second"),
        (("1", "import os; os._exit(0)"), 1, "a cell failed: Kernel died"),
        (("no Python",), 0, "a cell failed: SyntaxError: invalid syntax"),
    ],
)
def test_a_cell_that_fails_is_named(codes, cell, reason):
    with pytest.raises(CellError) as failed:
        run(*codes, seconds=1)
    assert (failed.value.cell, str(failed.value)) == (cell, reason)


def test_nothing_of_the_person_who_builds_is_in_what_it_prints(tmp_path, monkeypatch):
    home = tmp_path / "home"
    files = {
        ".ipython/profile_default/startup/00.py": "import builtins\nbuiltins.round = lambda x: 42\n",
        ".ipython/profile_default/ipython_config.py": "c.InteractiveShellApp.exec_lines = ['y = 42']\n",
        ".jupyter/jupyter_config.py": "c.NotebookClient.allow_errors = True\n",
        ".jupyter/jupyter_config.json": '{"NotebookClient": {"allow_errors": true}}',
        ".local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["/bin/false"], "display_name": "x", "language": "y"}',
        "start.py": "z = 42\n",
        "lib/random.py": "print('mine')\n",
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    settings = {
        "HOME": home,
        "IPYTHONDIR": home / ".ipython",
        "JUPYTER_CONFIG_DIR": home / ".jupyter",
        "JUPYTER_CONFIG_PATH": home / ".jupyter",
        "JUPYTER_PATH": home / ".local/share/jupyter",
        "PYTHONSTARTUP": home / "start.py",
        "PYTHONPATH": home / "lib",
        "PYTHONWARNINGS": "error",
        "PYTHONDEVMODE": "1",
        "PYTHONOPTIMIZE": "2",
        "GIT_DIR": home,
        "TZ": "Asia/Shanghai",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, str(value))
    asked = "import os, random, time; print(round(1.2), {*'yz'} & {*globals()}, __debug__, time.tzname[0])"
    assert run(asked, "[name for name in os.environ if name == 'GIT_DIR']") == ["1 set() True UTC\n", "[]"]


def test_a_user_without_a_home_or_a_name_can_run_it(monkeypatch):
    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    asked = "import getpass, pathlib; (getpass.getuser(), pathlib.Path.home().is_dir())"
    assert run(asked) == ["('notebook', True)"]


# While somebody waits


def test_a_run_begins_once_for_the_same_and_again_for_other_inputs():
    later = Later()
    work = Work(("import random; random.random()",), 30)
    later.begin("n.py", "a", work)
    first = later.take("n.py", is_waiting=True)
    later.begin("n.py", "a", work)
    assert later.take("n.py", is_waiting=False) == first
    later.begin("n.py", "b", work)
    assert later.take("n.py", is_waiting=True) != first


def test_a_run_that_failed_is_not_tried_again_with_the_same():
    later = Later()
    for _ in range(2):
        later.begin("n.py", "a", Work(("raise ValueError(id(later))",), 30))
        with pytest.raises(CellError, match="NameError"):
            later.take("n.py", is_waiting=True)
    assert [name.name for name in Path(later.ended).iterdir()] == ["now"]


def test_a_build_never_publishes_what_has_not_run(monkeypatch):
    def lose(run):
        run.stop()
        raise ValueError("no answer")

    monkeypatch.setattr(Run, "wait", lose)
    later = Later()
    later.begin("n.py", "a", Work(("1",), 30))
    with pytest.raises(CellError, match="does not answer"):
        later.take("n.py", is_waiting=True)


def test_what_is_out_of_date_is_ended_and_nobody_waits_for_it():
    later = Later()
    later.begin("n.py", "a", Work(("import time; time.sleep(600)",), 600))
    assert later.take("n.py", is_waiting=False) is None
    later.begin("n.py", "b", Work(("2",), 30))
    assert later.take("n.py", is_waiting=True)[0][0]["data"]["text/plain"] == "2"
    later.begin("n.py", "c", Work(("import time; time.sleep(600)",), 600))
    later.stop()


PREVIEW = """
import json, sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

def make(first=False):
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    later, = (hook._later for name, hook in config.hooks.items() if "run_notebooks" in name)
    print(json.dumps(Path(config.site_dir, "method/index.html").read_text()))
    return Path(later.ended, "now")

def wait(ended):
    while not ended.exists():
        time.sleep(0.05)
    ended.unlink()

wait(make(first=True))
make()
data = Path("data/figures/shop.yml")
data.write_text(data.read_text().replace("2018: 152", "2018: 80"))
wait(make())
make()
make()
"""


def test_a_preview_shows_a_page_at_once_and_its_results_follow(tmp_path):
    test_sites.lay_out("notebook", tmp_path)
    page = "# %% [markdown]\n# # Method\n#\n# Of {{ shop.share_of_food[2018] }}.\n\n# %%\n"
    code = "from factbook.load.factbook import load_factbook\nfrom factbook.review.project import find_root\n"
    code += "load_factbook(find_root())[0].entry('shop.share_of_food', '2018').quantity.value\n"
    (tmp_path / "docs/method.py").write_text(page + code)
    command = [sys.executable, "-c", PREVIEW, str(tmp_path / "preview")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    pages = [LexborHTMLParser(json.loads(line)) for line in done.stdout.splitlines()]
    shown = [
        (
            page.css_first("main data.figure").text(),
            "".join(node.text() for node in page.css(".cell-output")),
            bool(page.css(".cell-waiting[role=status]")),
        )
        for page in pages
    ]
    assert shown == [
        ("95%", "", True),
        ("95%", "Decimal('0.95')", False),
        ("50%", "Decimal('0.95')", True),
        ("50%", "Decimal('0.5')", False),
        ("50%", "Decimal('0.5')", False),
    ]
