"""The policy lets a page run its own scripts, told apart by their digests, and nothing else."""

import hashlib
from base64 import b64encode

from factbook.present.policy import find_scripts, write_policy

PAGE = """<head><script>var a = "<b>"</script><script src="a.js"></script><script id="c" type="application/json">{"a": 1}</script>
<script type="application/ld+json">{}</script></head><body><script type="module">b()</script></body>"""


def test_the_scripts_of_a_page_are_those_that_stand_in_it_and_run():
    assert find_scripts(PAGE) == {'var a = "<b>"', "b()"}


def test_a_script_in_the_article_is_not_allowed_to_run():
    page = "<script>a()</script><article><p></article><script>evil()</script><b></article><script>b()</script>"
    assert find_scripts(page) == {"a()", "b()"}


def test_scripts_are_named_by_the_digest_of_their_code():
    digest = b64encode(hashlib.sha256(b"b()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in write_policy(["b()"])


def test_the_policy_is_strict_and_always_the_same():
    policy = write_policy(["b()", "a()"])
    assert policy == write_policy(["a()", "b()"])
    assert policy.startswith("default-src 'none'; ")
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
