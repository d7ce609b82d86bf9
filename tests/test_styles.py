"""A style sheet keeps the rules that pages or the theme's script can use, and loses the others."""

import pytest

from factbook.page.styles import find_classes, find_script_classes, trim_styles

KNOWN = {"a", "b", "=slate"}


@pytest.mark.parametrize(
    "css",
    [
        "p{color:red}",
        ".a{color:red}",
        ".a.b>p:hover{color:red}",
        "p:not(.zz){color:red}",
        ":is(.a,.zz) p{color:red}",
        "[data-md-color-scheme=slate]{color:red}",
        "[type=text]{color:red}",
        "@media print{.a{color:red}}",
        "@supports (position-area:top){.b{color:red}}",
        ".a{color:red!important}",
        "@container page (min-width:1rem){.a{color:red}}",
        ":is(kbd,p){color:red}",
    ],
)
def test_a_rule_that_can_match_stays_as_it_is(css):
    assert trim_styles(css, KNOWN) == css


@pytest.mark.parametrize(
    "css",
    [
        ".zz{color:red}",
        ".a .zz{color:red}",
        ".a.zz{color:red}",
        "@media print{.zz{color:red}}",
        "[data-md-color-scheme=pink]{color:red}",
        ".a{}",
        "/* words */",
        ".a kbd{color:red}",
        "@container page (min-width:1rem){.zz{color:red}}",
    ],
)
def test_a_rule_that_cannot_match_goes(css):
    assert trim_styles(css, KNOWN) == ""


def test_of_a_list_of_selectors_those_stay_that_can_match():
    assert trim_styles(".zz,.a,.zz p{color:red}", KNOWN) == ".a{color:red}"


def test_a_property_goes_that_is_read_only_by_one_that_nobody_reads():
    css = "p{--used:1;--first:2;--second:var(--first);color:var(--used)}"
    assert trim_styles(css, KNOWN) == "p{--used:1;color:var(--used)}"
    assert "--first" in trim_styles(css, KNOWN, readers="getPropertyValue('--second')")


def test_the_classes_of_a_page_are_found_with_its_palettes_and_the_properties_it_reads():
    html = '<body data-md-color-scheme="slate"><p class="a b">x</p><i class="c" fill="var(--blue)">'
    assert find_classes(html) == {"a", "b", "c", "=slate", "--blue"}


def test_the_script_sets_what_it_names_but_for_parts_that_no_page_asks_for():
    script = 'x.classList.add("md-tabs--up");h("nav",{class:"md-code__nav"});y("md-annotation")'
    assert find_script_classes(script, set()) == {"md-tabs--up"}
    assert find_script_classes(script, {"content.code.copy"}) == {"md-tabs--up", "md-code__nav"}
