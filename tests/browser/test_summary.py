"""The story on one page, which prints on one sheet of A4; and a chart as another site shows it."""

import re

from playwright.sync_api import expect

PANELS = ".panels > ul > li"


def test_it_prints_on_one_sheet(open_page, base):
    printed = open_page(base, "summary/").pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_each_panel_has_a_number_a_drawing_and_the_way_to_its_chapter(open_page, base):
    panels = open_page(base, "summary/").locator(PANELS).all()
    assert len(panels) == 6
    for panel in panels:
        assert panel.locator("strong data.figure").count() == 1
        assert panel.locator(".chart.small svg").count() == 1
        assert panel.locator("a[href^='../']").count() == 1


def test_a_chart_in_the_page_of_another_site_needs_no_script_and_follows_the_reader(browser, base):
    said, grounds = [], []
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.set_content(f'<iframe src="{base}embed/who_pays/" width="760" height="560"></iframe>')
            frame = page.frame_locator("iframe")
            expect(frame.locator("svg.chart-wide text").first).to_be_visible()
            assert frame.locator("script").count() == 0
            body = frame.locator("body")
            grounds.append(body.evaluate("body => getComputedStyle(body).backgroundColor"))
            assert body.evaluate("body => body.ownerDocument.documentElement.scrollHeight <= innerHeight")
    assert grounds == ["rgb(255, 255, 255)", "rgb(18, 21, 27)"]
    assert said == []
