"""The ledger: every claim of the article, in order, with a verdict that its numbers bear out."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from example import UNITS, problems_of, read
from factbook.load.factbook import parse_factbook, read_data
from factbook.load.verdict import decide_verdict
from factbook.load.yaml_file import parse_yaml
from factbook.model.records import VERDICTS

ROOT = Path(__file__).parent.parent
LEDGER = "data/ledger.yml"
# Letter, section, and how many claims it has: supported, imprecise, wrong, unverifiable.
SECTIONS = [
    ("S", "strategy", 3, 5, 0, 0),
    ("R", "revenue", 6, 4, 2, 1),
    ("P", "privacy", 1, 3, 0, 2),
    ("W", "wechat", 3, 1, 0, 6),
    ("C", "copying", 11, 8, 2, 8),
    ("I", "innovation", 3, 1, 0, 2),
]
PAGES = {"index.md", "strategy.md", "revenue.md", "privacy.md", "wechat.md", "copying.md"}
# A number is stated, but the verdict is on what was counted or done, and not on how much.
FAULTS_OF_KIND = {"S5", "R2", "P2", "W2", "C15"}

FIGURES = """
stated: {title: What the article says, value: 93, unit: "%", date: 2018, source: paper, confidence: claimed}
record: {title: What is on record, value: RECORD, unit: "%", date: 2018, source: report, confidence: checked}
people: {title: Visitors, value: 5, bound: at least, unit: person, date: 2018, source: report, confidence: checked}
"""
CLAIM_UNIT = "claim: {title: claim, minimum: 0, definition: What the article says.}\n"
CLAIM = """
- id: R10
  section: revenue
  claim: The shop lives from food
  verdict: wrong
  reason: It says so itself.
"""
HOLDS = "  holds: shop.stated = shop.record within 0.5 percentage points\n"
CLOSE = "  close: shop.stated = shop.record within 2 percentage points\n"
CHANGED = "data/ledger.yml:5:12: the verdict of R10 is 'wrong', and the numbers say '{}' [verdict-changed]"


parse_once = cache(parse_yaml)


@pytest.fixture(autouse=True)
def _read_each_file_once(monkeypatch):
    """A changed number changes a single file; the others need no second reading."""
    monkeypatch.setattr("factbook.load.factbook.parse_yaml", parse_once)


@cache
def real():
    """The data of this site by path, and the factbook and problems that it makes."""
    texts, _ = read_data(ROOT)
    return texts, *parse_factbook(texts)


def ledger():
    return real()[1].ledger


def verdict_problems(problems):
    return [problem for problem in problems if problem.location.path == LEDGER]


def problems_with(predicates, record="value: 98", verdict="wrong"):
    """The problems of one claim, in full."""
    figures = FIGURES.replace("value: RECORD", record)
    claim = CLAIM.replace("wrong", verdict) + predicates
    return [str(problem) for problem in sorted(read(figures, ledger=claim, units=UNITS + CLAIM_UNIT)[1])]


def first_lines(problems):
    return [problem.partition("\n")[0] for problem in problems]


# The real ledger


def test_the_ledger_has_every_claim_once_and_in_order():
    wanted = [f"{letter}{number}" for letter, _, *counts in SECTIONS for number in range(1, sum(counts) + 1)]
    assert len(wanted) == 72
    assert [claim.id for claim in ledger()] == wanted


def test_each_claim_stands_in_the_section_of_its_letter():
    sections = {letter: section for letter, section, *_ in SECTIONS}
    assert [claim.section for claim in ledger()] == [sections[claim.id[0]] for claim in ledger()]


def test_the_verdicts_of_each_section_add_up():
    found = Counter((claim.section, claim.verdict) for claim in ledger())
    for _, section, *counts in SECTIONS:
        assert [found[section, verdict] for verdict in VERDICTS] == counts, section


def test_no_verdict_differs_from_what_the_numbers_say():
    assert verdict_problems(real()[2]) == []
    assert [decide_verdict(claim, real()[1]) for claim in ledger()] == [claim.verdict for claim in ledger()]


def test_a_verdict_on_a_stated_number_is_computed_unless_its_fault_is_one_of_kind():
    judged = [claim for claim in ledger() if claim.stated and claim.verdict != "unverifiable"]
    assert {claim.id for claim in judged if not claim.holds} == FAULTS_OF_KIND


def test_what_cannot_be_verified_has_no_predicate():
    assert [claim.id for claim in ledger() if claim.verdict == "unverifiable" and claim.holds] == []


def test_each_page_that_tells_a_claim_exists():
    told = {claim.told for claim in ledger()} - {""}
    assert told <= PAGES
    assert [page for page in sorted(told) if not (ROOT / "docs" / page).is_file()] == []


def test_the_page_that_tells_a_stated_number_shows_it_or_what_is_on_record():
    shown = {page: (ROOT / "docs" / page).read_text(encoding="utf-8") for page in PAGES}
    beside = {page: " ".join(re.findall(r"{{ verdict ([\w ]+) }}", text)).split() for page, text in shown.items()}
    told = [claim for claim in ledger() if claim.told and claim.stated and claim.id not in beside[claim.told]]
    silent = [c.id for c in told if c.stated not in shown[c.told] and (not c.record or c.record not in shown[c.told])]
    assert silent == []


def test_a_verdict_about_the_record_names_a_source():
    judged = [claim for claim in ledger() if claim.record]
    assert [claim.id for claim in judged if not claim.sources] == []


def test_an_opinion_says_whose_it_is():
    opinions = [claim.claim.text for claim in ledger() if claim.claim.text.startswith("Opinion")]
    assert opinions
    assert [text for text in opinions if not re.match(r"Opinion( of| that the article|, as reported;)", text)] == []


# The real data, changed: another value for one figure, and what the numbers then say of a claim
CHANGES = [
    ("S1", "article.advice_age", "6", "wrong"),
    ("S3", "dates.article_published", "2019-03-18", "imprecise"),
    ("R1", "article.market_value", "480", "wrong"),
    ("R3", "article.family_people", "2.58", "imprecise"),
    ("R4", "article.annual_revenue_floor", "40", "supported"),
    ("R5", "facebook.operating_margin", "20", "imprecise"),
    ("R6", "facebook.advertising[2018]", "8000", "wrong"),
    ("R7", "facebook.consensus_revenue", "17.39", "imprecise"),
    ("R8", "article.quarter_revenue", "16.9", "imprecise"),
    ("R9", "article.quarter_advertising", "16.5", "wrong"),
    ("R10", "article.ad_share", "98.4", "supported"),
    ("R10", "article.ad_share", "97", "imprecise"),
    ("R11", "facebook.other[2012]", "9000", "wrong"),
    ("R12", "article.quarter_revenue", "11.966", "supported"),
    ("P3", "article.hearing_length", "5", "wrong"),
    ("P4", "dates.scandal", "2018-02-17", "supported"),
    ("W1", "article.wechat_accounts", "1", "imprecise"),
    ("W6", "dates.whatsapp_bought", "2020-10-06", "wrong"),
    ("C1", "article.copy_age", "13", "supported"),
    ("C2", "article.decade_floor", "13.5", "imprecise"),
    ("C5", "copying.us_models_listed", "4", "supported"),
    ("C7", "dates.jd_listing", "2020-05-22", "wrong"),
    ("C11", "dates.sohu_company", "1998", "supported"),
    ("C13", "article.first_email_year", "1984", "wrong"),
    ("C14", "article.internet_age_floor", "20", "supported"),
    ("C22", "payments.mobile_users[2018-06]", "100", "wrong"),
    ("C24", "dates.apple_pay_announced", "1999-09-09", "supported"),
    ("C26", "article.apple_cash_year", "2012", "wrong"),
    ("C27", "dates.wechat_pay", "2016-01", "imprecise"),
    ("C29", "dates.lime_service", "2014-06", "wrong"),
    ("I1", "article.population", "1.3", "imprecise"),
    ("I2", "china.internet_users[2018-12]", "773", "supported"),
]


def with_value(figure, value):
    """The texts of the real data with another value for one given figure or member."""
    name, _, key = figure.removesuffix("]").partition("[")
    topic, _, name = name.partition(".")
    path = f"data/figures/{topic}.yml"
    place = rf"(?:  .*\n)*?    {key}:(?:\n      value:)? " if key else r"(?:  .*\n)*?  value: "
    text, count = re.subn(rf"(?m)^({name}:\n{place})[\d.-]+$", rf"\g<1>{value}", real()[0][path])
    assert count == 1, f"{figure} was not found in {path}"
    return {**real()[0], path: text}


@pytest.mark.parametrize(("claim", "figure", "value", "computed"), CHANGES)
def test_a_changed_number_changes_the_verdict(claim, figure, value, computed):
    recorded = next(one.verdict for one in ledger() if one.id == claim)
    assert recorded != computed
    said = [problem.message for problem in verdict_problems(parse_factbook(with_value(figure, value))[1])]
    assert f"the verdict of {claim} is '{recorded}', and the numbers say '{computed}'" in said


def test_each_computed_verdict_can_be_changed_by_a_number():
    assert {claim for claim, *_ in CHANGES} == {claim.id for claim in ledger() if claim.holds}


def test_a_change_within_the_tolerance_changes_no_verdict():
    assert verdict_problems(parse_factbook(with_value("china.internet_users[2018-12]", "828"))[1]) == []


# A small ledger


@pytest.mark.parametrize(("record", "verdict"), [("93", "supported"), ("93.5", "supported"), ("94", "imprecise"),
                                                 ("95", "imprecise"), ("95.1", "wrong")])  # fmt: skip
def test_the_verdict_follows_from_both_predicates(record, verdict):
    assert problems_with(HOLDS + CLOSE, f"value: {record}", verdict) == []


def test_a_verdict_that_the_numbers_contradict_is_a_problem_at_its_place():
    assert problems_with(HOLDS, "value: 93.2") == [
        CHANGED.format("supported") + "\n    hint: change the verdict, or the tolerance in 'holds'"
    ]
    assert first_lines(problems_with(HOLDS + CLOSE, "value: 94")) == [CHANGED.format("imprecise")]


def test_without_close_a_claim_that_fails_is_wrong():
    assert problems_with(HOLDS, "value: 94") == []


def test_without_predicates_the_verdict_is_ours():
    assert problems_with("", "value: 93") == []


def test_a_predicate_that_the_bounds_leave_open_is_a_problem():
    (problem,) = problems_with("  holds: shop.people > 10 people\n")
    assert problem == (
        "data/ledger.yml:7:10: the verdict of R10 can't be decided: 'holds' is true for some values within bounds only "
        "[claim-undecided]\n    hint: change the tolerance in 'holds', or leave it out and judge by hand"
    )
    assert "'close' is true for some values" in problems_with(HOLDS + "  close: shop.people > 10 people\n")[0]


def test_an_open_close_does_not_matter_while_holds_is_true():
    assert problems_with(HOLDS + "  close: shop.people > 10 people\n", "value: 93", "supported") == []


def test_different_kinds_are_not_compared():
    (problem,) = first_lines(problems_with("  holds: shop.stated < shop.people\n"))
    assert problem.startswith("data/ledger.yml:7:22: ")
    assert problem.endswith("[unit-mismatch]")


def test_close_is_checked_even_while_holds_is_true():
    (problem,) = first_lines(problems_with(HOLDS + "  close: shop.stated < shop.nothing\n", "value: 93", "supported"))
    assert problem == "data/ledger.yml:8:24: there is no figure 'shop.nothing' [unknown-figure]"


def test_close_needs_holds():
    assert first_lines(problems_with(CLOSE)) == ["data/ledger.yml:7:10: 'close' needs the key 'holds' [missing-key]"]


def test_a_predicate_must_be_one():
    (problem,) = first_lines(problems_with("  holds: shop.stated <\n"))
    assert problem.endswith("[formula-syntax]")
    (problem,) = first_lines(problems_with("  holds: shop.stated\n"))
    assert "a number where a comparison is needed" in problem


def test_a_figure_that_failed_is_complained_of_once():
    (problem,) = first_lines(problems_with(HOLDS, "value: nothing"))
    assert problem.startswith("data/figures/shop.yml:3:")


@pytest.mark.parametrize("odd", ["../../A1", "/A1", "A1/x", "'A1\" onclick=\"x'", "'A 1'", "a1", "A", f"A{'1' * 300}"])
def test_an_id_that_could_be_no_name_of_a_file_is_refused(odd):
    claim = f"- {{id: {odd}, section: revenue, claim: It grew, verdict: wrong, reason: No.}}"
    (said,) = problems_of(ledger=claim)
    assert said.startswith("data/ledger.yml:1:")
    assert said.endswith("can't be the id of a claim [bad-name]")


@pytest.mark.parametrize("odd", ["'a\" onclick=\"x'", "<b>", "../a", "A b"])
def test_a_section_is_a_name_since_it_is_an_anchor(odd):
    claim = f"- {{id: A1, section: {odd}, claim: It grew, verdict: wrong, reason: No.}}"
    assert [said[-10:] for said in problems_of(ledger=claim)] == ["[bad-name]"]
    assert [said[-10:] for said in problems_of(site=f"sections: {{{odd}: A}}")] == ["[bad-name]"]
