"""What those hear who listen to a page: what it says, in its order, each number once and by name.

A small page in our theme is read by a virtual screen reader, in Chromium, and compared with the transcript in aloud.txt.
To write what it should say: `python tests/browser/test_aloud.py`; then read it as somebody would who listens.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # for those who run this file

from pages import CHAPTERS

import test_sites

pytestmark = pytest.mark.xdist_group("browser")

HERE = Path(__file__).parent
THEME = test_sites.ROOT / "theme"
READER = HERE / "virtual-screen-reader" / "reader.js"
TRANSCRIPT = HERE / "aloud.txt"
ORIGIN = "https://aloud.example/"
PAGE = """# The shop

In its best year the shop made {{ shop.revenue[2018] }}, of which {{ shop.share_of_food[2018] }} was food [@report].
It had {{ shop.founders | words }}, and {{ "most" if shop.share_of_food[2018] > 50 % }} of its revenue was food.

It opened in {{ shop.opened | month }}. For more see [the report](https://example.org/report) and {{ shop.visitors }}.

| Year | Revenue | Lag |
| --- | --- | --- |
| first | {{ shop.revenue[2016] }} | |
| last | {{ shop.revenue[2018] }} | {{ shop.customers }} |

{{ chart revenue }}
"""
PARTS = {
    "two paragraphs": "article > p:nth-of-type(1), article > p:nth-of-type(2)",
    "a table": "article > .scroll",
    "a chart": "figure.chart",
    "a card": "#N1",
}
READ = """async ([address, selector]) => {
  const { virtual } = await import(address)
  const heard = []
  for (const container of document.querySelectorAll(selector)) {
    if (container.popover) container.showPopover()
    await virtual.start({ container })
    for (let count = 0; count < 2000; count++) {
      await virtual.next()
      if (await virtual.lastSpokenPhrase() === (await virtual.spokenPhraseLog())[0]) break
    }
    heard.push(...(await virtual.spokenPhraseLog()).slice(0, -1))
    await virtual.stop()
  }
  return heard
}"""


def listen(page, selector):
    """The phrases of the parts of a page, one after the other."""
    address = page.url.rpartition("/")[0] + "/virtual-screen-reader.js"
    page.route("**/virtual-screen-reader.js", lambda route: route.fulfill(path=READER, content_type="text/javascript"))
    return [" ".join(phrase.split()) for phrase in page.evaluate(READ, [address, selector])]


def build(folder):
    """The small page, in our theme."""
    test_sites.lay_out("charts", folder)
    config = folder / "mkdocs.yml"
    styles = [path.relative_to(THEME).as_posix() for path in sorted(THEME.glob("assets/*.css"))]
    theme = f"{{name: material, custom_dir: {THEME}, font: false}}\nextra_css: {styles}"
    text = config.read_text(encoding="utf-8").replace("{name: null, custom_dir: theme}", theme)
    config.write_text(text, encoding="utf-8")
    (folder / "docs/index.md").write_text(PAGE, encoding="utf-8")
    test_sites.build(folder)
    return folder / "site"


def transcribe(browser, site):
    """All that is heard of the page, by its parts."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})

    def answer(route):
        path = site / urlsplit(route.request.url).path.lstrip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page.route(f"{ORIGIN}**", answer)
    page.goto(ORIGIN)
    said = [f"# {name}\n" + "\n".join(listen(page, selector)) for name, selector in PARTS.items()]
    page.close()
    return "\n\n".join(said) + "\n"


def test_a_page_is_heard_as_it_was_listened_to(browser, tmp_path):
    assert transcribe(browser, build(tmp_path)) == TRANSCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CHAPTERS)
def test_each_number_of_a_chapter_is_heard_once_with_what_it_is(path, base, open_page):
    page = open_page(base, path)
    text = "article > p:has(data.figure button)"
    heard = listen(page, text)
    numbers = page.locator(f"{text} >> data.figure button").all()
    buttons = [phrase for phrase in heard if phrase.startswith("button")]
    assert len(buttons) >= len(numbers) > 3
    for number in numbers:
        name = " ".join(number.inner_text().split())
        what = " ".join(page.locator(f"[id='{number.get_attribute('aria-describedby')}']").text_content().split())
        assert any(name in phrase and what in phrase for phrase in buttons), (name, what, buttons)
    assert not [phrase for phrase in heard if phrase in ("button", "link", "button, source")]


@pytest.mark.parametrize("path", CHAPTERS)
def test_bound_words_are_heard_once_in_their_sentence_with_what_they_depend_on(path, base, open_page):
    page = open_page(base, path)
    text = "article > p:has(.claim button)"
    heard = listen(page, text)
    for button in page.locator(f"{text} >> .claim button").all():
        name = " ".join(button.inner_text().split())
        what = " ".join(page.locator(f"[id='{button.get_attribute('aria-describedby')}']").text_content().split())
        assert what.startswith("Stands while")
        assert f"button, {name}, {what}" in heard


if __name__ == "__main__":
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        TRANSCRIPT.write_text(transcribe(chromium, build(Path(made))), encoding="utf-8")
