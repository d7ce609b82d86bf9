"""A table has what a narrow page and those who listen need: labels, roles and a box that scrolls."""

from selectolax.lexbor import LexborHTMLParser

from factbook.page.tables import frame_tables

TABLE = (
    "<p>a</p><table>\n<thead>\n<tr>\n<th>Pair</th>\n<th>Later <small>by</small></th>\n</tr>\n</thead>\n"
    '<tbody>\n<tr>\n<td>Didi</td>\n<td><data class="figure">3&nbsp;years</data></td>\n</tr>\n</tbody>\n</table><p>b</p>'
)


def cells(html):
    return LexborHTMLParser(html).css("tbody :is(td, th)")


def test_a_cell_has_the_head_of_its_column_and_the_first_of_a_row_none():
    first, second = cells(frame_tables(TABLE))
    assert "data-label" not in first.attributes
    assert second.attributes["data-label"] == "Later by"


def test_a_table_is_one_for_those_who_listen_however_it_is_drawn():
    table = LexborHTMLParser(frame_tables(TABLE)).css_first("table")
    assert table.attributes["role"] == "table"
    assert {row.attributes["role"] for row in table.css("tr")} == {"row"}
    assert {cell.attributes["role"] for cell in table.css("td")} == {"cell"}
    named = frame_tables(TABLE.replace("<td>Didi</td>", '<th scope="row">Didi</th>'))
    assert cells(named)[0].attributes["role"] == "rowheader"


def test_a_table_stands_in_one_box_that_scrolls():
    page = LexborHTMLParser(frame_tables(TABLE))
    assert page.css_first("div.scroll[tabindex='0'] > table.data")
    boxed = frame_tables(f'<div class="chart-table" tabindex="0">{TABLE[8:-8]}</div>')
    assert boxed.count("tabindex") == 1


def test_a_table_with_a_class_and_all_around_stay_as_they_are():
    own = '<table class="members"><tr><td>1</td></tr></table>'
    assert frame_tables(own) == own
    html = frame_tables(TABLE)
    assert html.startswith("<p>a</p>")
    assert html.endswith("</div><p>b</p>")
    assert LexborHTMLParser(html).text() == LexborHTMLParser(TABLE).text()
