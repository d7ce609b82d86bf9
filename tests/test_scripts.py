"""A script of ours says the same without what is only for those who write it."""

import pytest

from factbook.page.scripts import trim_frame, trim_script


def test_comments_of_a_line_and_indentation_go():
    code = "// what it is\n{\n  const a = 1\n\n  // why\n  const b = `//${a}` // here\n}\n"
    assert trim_script(code) == "{\nconst a = 1\nconst b = `//${a}` // here\n}\n"


def test_a_text_over_several_lines_is_refused():
    with pytest.raises(ValueError, match="spaces"):
        trim_script("const a = `\n  b`")


def test_the_frame_of_a_page_loses_its_indentation_and_the_article_nothing():
    html = "<head>\n    <p>\n\n  a</p>\n<article>\n  <pre>\n  a</pre></article>\n   <p>"
    assert trim_frame(html) == "<head>\n<p>\na</p>\n<article>\n  <pre>\n  a</pre></article>\n<p>"
    assert trim_frame("<p>\n  a") == "<p>\na"
