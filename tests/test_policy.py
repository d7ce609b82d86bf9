"""The policy lets a page run its own scripts, told apart by their digests, and nothing else."""

import hashlib
from base64 import b64encode

from selectolax.lexbor import LexborHTMLParser

import test_sites
from factbook.page.policy import find_scripts, write_policy

PAGE = """<head><script>var a = "<b>"</script><script src="a.js"></script><script id="c" type="application/json">{"a": 1}</script>
<script type="application/ld+json">{}</script></head><body><script type="module">b()</script><script type="speculationrules">{"prefetch": []}</script></body>"""


def test_the_scripts_of_a_page_are_those_that_stand_in_it_and_run():
    assert find_scripts(PAGE) == {'var a = "<b>"', "b()", '{"prefetch": []}'}


def test_a_script_in_the_article_is_not_allowed_to_run():
    page = "<script>a()</script><article><p></article><script>evil()</script><b></article><script>b()</script>"
    assert find_scripts(page) == {"a()", "b()"}


def test_a_browser_may_fetch_the_next_page_ahead():
    """Which falls under the rule for all that no rule names, and so does nothing else."""
    assert write_policy([]).startswith("default-src 'self'; ")


def test_scripts_are_named_by_the_digest_of_their_code():
    digest = b64encode(hashlib.sha256(b"b()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in write_policy(["b()"])


def test_the_policy_is_strict_and_always_the_same():
    policy = write_policy(["b()", "a()"])
    assert policy == write_policy(["a()", "b()"])
    assert "style-src 'self';" in policy
    assert {f"{name} 'none'" for name in ("object-src", "frame-src", "media-src")} < set(policy.split("; "))
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_words_of_a_page_take_the_place_of_the_policy_or_leave_the_title(tmp_path):
    test_sites.lay_out("looks", tmp_path)
    config = tmp_path / "mkdocs.yml"
    ours = f"{{name: material, custom_dir: {test_sites.ROOT / 'theme'}, font: false}}"
    config.write_text(
        config.read_text(encoding="utf-8").replace("{name: null, custom_dir: theme}", ours), encoding="utf-8"
    )
    (tmp_path / "docs/evil.md").write_text(
        "---\ndescription: Read the policy of this site before you go on.\n---\n"
        "# Evil &lt;/title&gt;&lt;script&gt;evil()&lt;/script&gt;\n\nThe policy of this site is short.\n",
        encoding="utf-8",
    )
    test_sites.build(tmp_path)
    page = LexborHTMLParser((tmp_path / "site/evil/index.html").read_text(encoding="utf-8"))
    policy = page.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    assert policy.startswith("default-src 'self'; ")
    assert page.css_first("title").text().startswith("Evil </title><script>evil()</script> - ")
    assert not [script for script in page.css("script") if script.text() == "evil()"]
    assert page.css_first("meta[name=description]").attributes["content"].startswith("Read the policy of this site")
