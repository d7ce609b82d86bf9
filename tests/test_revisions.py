"""The page of changes and its feeds tell from git alone what was corrected, when, from what to what, and why."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

import factbook.review.revisions
from committed import begin, change, commit, git, write
from example import SHOP, SOURCES, UNITS
from factbook.export.feed import write_feeds
from factbook.lists.changes import draw_changes, draw_summary
from factbook.load.factbook import load_factbook
from factbook.page.reference import Reference
from factbook.page.site import Site
from factbook.review.revisions import Told, read_history
from factbook.review.store import Store

FIGURES = "data/figures/shop.yml"
LEDGER = "- {id: R1, section: revenue, claim: It had many visitors, verdict: supported, reason: It did.}\n"
FILES = {
    "data/units.yml": UNITS + "claim: {title: claim, definition: A statement.}\n",
    "data/sources.yml": SOURCES,
    "data/ledger.yml": LEDGER,
    FIGURES: SHOP,
}
NAMES = ("changes", "figures/shop", "figures/ledger", "sources", "ledger", "index")
REFERENCE = Reference(
    urls={f"{name}.md": f"{name}/" for name in NAMES},
    titles={},
    here="changes.md",
    site="https://example.org/",
)
SITE = Site("A site", "", "https://example.org/", REFERENCE.urls)
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
DAY = 86_400
BEGAN = 1_705_305_600  # 15 January 2024, 08:00 UTC
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def shop(tmp_path):
    return begin(tmp_path / "shop", FILES)


def history(root):
    return read_history(root, Store()).history


def newest(root):
    return history(root).revisions[0]


def page(root, **settings):
    factbook, _ = load_factbook(root)
    reference = replace(REFERENCE, **settings)
    parts = (draw_summary(history(root), reference), draw_changes(history(root), factbook, reference))
    return "".join(part.html for part in parts).replace("\u00a0", " ")


def rows(html):
    """The cells of all tables."""
    tables = LexborHTMLParser(html).css("tr")
    return [tuple(cell.text().replace("\u00a0", " ") for cell in row.css("th, td")) for row in tables if row.css("td")]


def headings(root):
    """Of the page, newest first."""
    return [heading.text().removesuffix("¶") for heading in LexborHTMLParser(page(root)).css("h2")]


def folds(html):
    return [fold.text() for fold in LexborHTMLParser(html).css("summary")]


# What is told


def test_a_corrected_number_is_told_with_its_day_its_reason_and_what_follows(shop):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue\n\nThe report says so\non page 3.\n\nSigned-off-by: A <a@b.c>", BEGAN + 3 * DAY)
    revision = newest(shop)
    assert revision.day.text == "2024-01-18"
    assert (revision.subject, revision.reason) == ("Correct the revenue", ("The report says so on page 3.",))
    assert [one.id for one in revision.differences.follow] == ["shop.share_of_food[2018]"]
    html = page(shop)
    assert "1 recorded number has been corrected since the record began on 15 January 2024, in 1 step." in html
    assert rows(html)[0] == ("The shop’s revenue, 2018", "160,000,000 USD", "190,000,000 USD")
    assert 'href="../figures/shop/#shop.revenue-2018"' in html
    assert folds(html)[0] == "1 number computed from others moved along"
    assert rows(html)[1] == ("Share of food in the revenue, 2018", "95%", "80%")


def test_several_corrections_are_counted_and_a_date_is_its_own_time(shop):
    change(shop, FIGURES, "value: 2005-12, unit: date, source: report", "value: 2005-12-08, unit: date, source: paper")
    change(shop, FIGURES, "value: 4, unit: person", "value: 5, unit: person")
    commit(shop, "Correct the shop's day\n\nAs 'A Paper' says.", BEGAN + DAY)
    html = page(shop)
    assert newest(shop).subject == "Correct the shop’s day"
    assert headings(shop)[0] == "Two numbers corrected"
    assert "2 recorded numbers have been corrected since" in html
    assert rows(html)[1] == (
        "The day the shop opened",
        "December 2005source: Annual Report",
        "8 December 2005source: A Paper Writes",
    )
    assert "<p>As ‘A Paper’ says.</p>" in html


def test_a_number_that_is_computed_now_has_a_formula_in_place_of_a_source(shop):
    change(
        shop,
        FIGURES,
        "value: 4, unit: person, date: 1995, source: report, confidence: checked",
        "formula: 2 person + 3 person, unit: person",
    )
    commit(shop, "Compute")
    row = rows(page(shop))[0]
    assert row[1] == "4 peopletime: 1995source: Annual Reportconfidence: noted from the source, not located in it"
    assert row[2] == "5 peopleformula: 2 person + 3 person"


def test_the_first_revision_says_what_the_record_began_with(shop):
    html = page(shop)
    assert headings(shop) == ["The record begins: nine figures, two sources, one claim of the text"]
    assert "No recorded number has been corrected since the record began on 15 January 2024" in html
    assert folds(html)[:1] == ["9 figures added"]
    assert "2 sources added" in folds(html)
    assert "1 claim of the text added" in folds(html)


def test_a_commit_that_changes_no_number_is_left_out(shop):
    write(shop, {FIGURES: "# a comment\n" + SHOP})
    commit(shop, "Explain")
    write(shop, {"README.md": "Words"})
    commit(shop, "Write")
    assert [revision.subject for revision in history(shop).revisions] == ["First"]


def test_what_is_told_of_a_number_and_not_the_number_is_no_correction(shop):
    change(shop, FIGURES, "date: 1995, source: report", "date: 1996, source: paper")
    commit(shop, "Take the paper")
    differences = newest(shop).differences
    assert differences.corrections == 0
    assert folds(page(shop))[0] == "1 number told of by another time, source, formula or exactness"
    assert headings(shop)[0] == "One number given other sources"
    assert rows(page(shop))[0] == ("Founders", "time: 1995source: Annual Report", "time: 1996source: A Paper Writes")


def test_another_look_of_a_number_is_no_change(shop):
    change(shop, FIGURES, "founders: {title", "founders: {show: words, title")
    commit(shop, "Say it in words")
    assert len(history(shop).revisions) == 1


def test_verdicts_sources_and_figures_that_come_go_or_get_a_new_name_are_told(shop):
    change(shop, FIGURES, "founders: {", "makers: {")
    change(shop, FIGURES, "visitors: {title: Visitors", "guests: {title: Guests")
    change(shop, "data/ledger.yml", "verdict: supported", "verdict: wrong")
    write(shop, {"data/sources.yml": SOURCES + "- {id: book, type: book, title: A Book}\n"})
    commit(shop, "Tidy")
    differences = newest(shop).differences
    assert [(old, new.id) for old, new in differences.renamed] == [("shop.founders", "shop.makers")]
    assert [one.id for one in differences.added] == ["shop.guests"]
    assert [one.id for one in differences.removed] == ["shop.visitors"]
    assert [one.id for one in differences.sources_added] == ["book"]
    assert ("R1: It had many visitors", "supported", "wrong") in rows(page(shop))
    assert headings(shop)[0] == "One verdict changed, one figure added"


def test_a_member_that_a_series_gains_is_told_with_one_side(shop):
    change(shop, FIGURES, "2018: 152}", "2018: 152, 2019: 170}")
    commit(shop, "Go on")
    assert ("The shop’s revenue from food, 2019", "none", "170,000,000 USD") in [
        (title, before.split("time")[0].replace("value: ", "") or before, after.split("time")[0])
        for title, before, after in rows(page(shop))
    ]
    assert headings(shop)[0] == "One number added"
    assert newest(shop).differences.corrections == 0, "what was not there was not wrong"


def test_a_number_that_is_located_is_folded_by_name_alone(shop):
    change(shop, FIGURES, "date: 1995, source: report", "date: 1995, source: report, printed: '4', place: page 2")
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct one number and locate another", BEGAN + DAY)
    assert headings(shop)[0] == "One number corrected, one located in sources"
    assert "1 number located in sources, each by the characters printed there" in folds(page(shop))
    assert not [row for row in rows(page(shop)) if row[0] == "Founders"]


def test_titles_and_claims_in_other_words_are_told_as_that(shop):
    change(shop, FIGURES, "title: Founders", "title: People who founded it")
    change(shop, "data/ledger.yml", "reason: It did.", "reason: It had, in our count.")
    commit(shop, "Say it better")
    assert headings(shop)[0] == "One claim of the text reworded, one title reworded"
    assert folds(page(shop))[:2] == [
        "1 figure given another title",
        "1 claim of the text told or judged in other words",
    ]


def test_the_words_of_a_commit_are_no_heading_and_stand_folded(shop):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "fix: figures (#12)\n\nThe report says so.", BEGAN + DAY)
    assert headings(shop)[0] == "One number corrected"
    first, note, *_ = LexborHTMLParser(page(shop)).css("details")
    assert first.text().startswith("1 number computed")
    assert note.text() == "The note that came with itfix: figures (#12)The report says so."


def test_a_merge_is_one_change_in_the_words_of_what_was_merged(shop):
    git(shop, "checkout", "-q", "-b", "side")
    for value in (170, 180):
        change(shop, FIGURES, f"2018: {value - 10}", f"2018: {value}")
        commit(shop, f"Try {value}")
    git(shop, "checkout", "-q", "main")
    git(shop, "merge", "-q", "--no-ff", "side", "-m", "Merge pull request #4 from x/side\n\nCorrect the revenue")
    assert [revision.subject for revision in history(shop).revisions] == ["Correct the revenue", "First"]
    assert rows(page(shop))[0][1:] == ("160,000,000 USD", "180,000,000 USD")


def test_a_state_that_cannot_be_read_is_passed_over(shop):
    write(shop, {FIGURES: "revenue: ["})
    commit(shop, "Break")
    write(shop, {FIGURES: SHOP})
    commit(shop, "Mend")
    assert [revision.subject for revision in history(shop).revisions] == ["First"]
    write(shop, {FIGURES: "revenue: ["})
    commit(shop, "Break again")
    write(shop, {FIGURES: SHOP.replace("2018: 160", "2018: 190")})
    commit(shop, "Mend and correct")
    assert [revision.subject for revision in history(shop).revisions] == ["Mend and correct", "First"]
    assert newest(shop).differences.corrections == 1


# How far it goes back


def test_a_shallow_copy_does_not_take_its_first_commit_for_the_beginning(shop, tmp_path):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    change(shop, FIGURES, "2018: 190", "2018: 191")
    commit(shop, "Correct it again")
    git(tmp_path, "clone", "-q", "--depth", "2", shop.as_uri(), "copy")
    assert [revision.subject for revision in history(tmp_path / "copy").revisions] == ["Correct it again"]
    assert "Older changes are in the history of the repository." in page(tmp_path / "copy")
    assert "since 15 January 2024" in page(tmp_path / "copy")


def test_a_copy_of_the_last_commit_alone_offers_no_feed_that_is_not_there(shop, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", shop.as_uri(), "copy")
    assert history(tmp_path / "copy").revisions == ()
    assert "feed" not in page(tmp_path / "copy")
    assert write_feeds(history(tmp_path / "copy"), load_factbook(shop)[0], SITE) == {}


def test_only_the_newest_are_read(shop, monkeypatch):
    monkeypatch.setattr(factbook.review.revisions, "MAX_COMMITS", 1)
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    assert [revision.subject for revision in history(shop).revisions] == ["Correct the revenue"]
    assert not history(shop).is_complete


def test_without_git_the_page_says_so_and_there_are_no_feeds(tmp_path):
    write(tmp_path, FILES)
    assert history(tmp_path) is None
    assert "built without the history of its data" in page(tmp_path)
    assert write_feeds(None, load_factbook(tmp_path)[0], SITE) == {}


def test_uncommitted_changes_are_no_history(shop, tmp_path):
    memory = Store(tmp_path / "kept")
    first = read_history(shop, memory)
    change(shop, FIGURES, "2018: 160", "2018: 190")
    assert read_history(shop, memory) == first


def test_each_commit_is_told_once_and_one_more_costs_one_more(shop, monkeypatch, tmp_path):
    parsed = []
    parse = factbook.review.revisions.parse_factbook
    monkeypatch.setattr(factbook.review.revisions, "parse_factbook", lambda *a, **k: parsed.append(a) or parse(*a, **k))
    for value in range(161, 170):
        change(shop, FIGURES, f"2018: {value - 1}", f"2018: {value}")
        commit(shop, f"Say {value}")
    memory = Store(tmp_path / "kept")
    assert len(read_history(shop, memory).history.revisions) == len(parsed) == 10
    assert len(read_history(shop, memory).history.revisions) == len(parsed)
    change(shop, FIGURES, "2018: 169", "2018: 170")
    commit(shop, "Say 170")
    told = read_history(shop, memory)
    assert len(parsed) == 12, "the states before and after the new commit"
    assert told == read_history(shop, Store())


def test_what_is_remembered_depends_on_how_far_the_copy_goes_back(shop, tmp_path):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    git(tmp_path, "clone", "-q", "--depth", "1", shop.as_uri(), "copy")
    memory = Store(tmp_path / "kept")
    assert read_history(tmp_path / "copy", memory).history.revisions == ()
    git(tmp_path / "copy", "fetch", "-q", "--unshallow")
    assert read_history(tmp_path / "copy", memory) == read_history(shop, Store())


def test_it_grows_also_where_a_branch_was_written_anew(shop, tmp_path):
    memory = Store(tmp_path / "kept")
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    read_history(shop, memory)
    git(shop, "reset", "-q", "--hard", "HEAD^")
    change(shop, FIGURES, "2018: 160", "2018: 195")
    commit(shop, "Correct the revenue otherwise")
    assert read_history(shop, memory) == read_history(shop, Store())


# What today's rules find fault with


def test_what_is_gone_is_told_though_a_check_of_that_day_is_refused_today(shop):
    write(shop, {"data/sources.yml": SOURCES + "- {id: memo, type: report, title: A memo}\n"})
    commit(shop, "Name a memo")
    check = "- {holds: shop.share_of_food[2018] > 0, why: A share is compared with a bare number.}\n"
    write(shop, {"data/sources.yml": SOURCES, "data/checks.yml": check})
    commit(shop, "Drop the memo")
    revision = newest(shop)
    assert revision.subject == "Drop the memo"
    assert [one.id for one in revision.differences.sources_removed] == ["memo"]


def test_what_cannot_be_read_is_not_gone(shop):
    change(shop, FIGURES, "customers: {title: Customers, value: 2.5", "customers: {title: Customers, value: two")
    commit(shop, "Write a number in letters")
    assert newest(shop).subject == "First"


def test_limits_that_a_number_is_given_are_no_correction_of_it(shop):
    change(shop, FIGURES, "value: 2.5, unit", "value: 2.5, bound: about, lower: 2.4, upper: 2.6, unit")
    commit(shop, "Say how exact it is")
    (amended,) = newest(shop).differences.amended
    assert [what for what, _, _ in amended.parts] == ["exactness"]
    assert newest(shop).differences.corrections == 0


# Where it is lost


def lost(root):
    (words,) = read_history(root, Store()).lost
    return words


def test_without_a_repository_nothing_is_lost(tmp_path):
    write(tmp_path, FILES)
    assert read_history(tmp_path, Store()) == Told()


def test_before_the_first_commit_nothing_is_lost(tmp_path):
    write(tmp_path, FILES)
    git(tmp_path, "init", "-q")
    assert read_history(tmp_path, Store()) == Told()


def test_a_shallow_copy_says_what_completes_it(shop, tmp_path):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    git(tmp_path, "clone", "-q", "--depth", "1", shop.as_uri(), "copy")
    assert lost(tmp_path / "copy").startswith(".git: this copy of the repository is shallow, so the page of changes")
    assert lost(tmp_path / "copy").endswith("hint: run: git fetch --unshallow")
    assert "is on record yet" not in page(tmp_path / "copy")


def test_a_repository_that_git_does_not_trust_says_what_trusts_it(shop, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "belongs to another user" in lost(shop)
    assert lost(shop).endswith(f"hint: run: git config --global --add safe.directory {shop}")
    assert history(shop) is None


def test_a_copy_without_its_old_files_says_what_fetches_them_and_fetches_nothing(shop, tmp_path):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue")
    git(shop, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", shop.as_uri(), "copy")
    copy = tmp_path / "copy"
    assert "lacks old files" in lost(copy)
    assert lost(copy).endswith("hint: run: git fetch --refetch --no-filter")
    git(copy, *lost(copy).rpartition("run: git ")[2].split())
    assert read_history(copy, Store()) == read_history(shop, Store())


def test_without_git_a_repository_is_lost(shop, monkeypatch):
    monkeypatch.setenv("PATH", str(shop))
    assert "there is no git here" in lost(shop)


def test_no_other_repository_is_read_whatever_the_environment_says(shop, tmp_path, monkeypatch):
    other = begin(tmp_path / "other", {"data/units.yml": UNITS})
    before = read_history(shop, Store())
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert read_history(shop, Store()) == before


# What can't be told


def commit_raw(root, committer):
    """A commit as a strange program writes it."""
    git(root, "add", "-A")
    tree, parent = (git(root, *what) for what in (("write-tree",), ("rev-parse", "HEAD")))
    text = f"tree {tree}\nparent {parent}\nauthor a <a@b.c> 1 +0000\ncommitter a <a@b.c>{committer}\n\nStrange\n"
    (root / "raw").write_text(text)
    git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", "--literally", "raw"))
    (root / "raw").unlink()


@pytest.mark.parametrize("committer", [" 999999999999 +0000", " 99999999999999999999999 +0000", "", " x +0000"])
def test_a_commit_without_a_date_that_a_calendar_has_is_left_out_with_one_warning(shop, committer):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit_raw(shop, committer)
    told = read_history(shop, Store())
    assert [revision.subject for revision in told.history.revisions] == ["First"]
    (words,) = told.left_out
    assert "this revision is not told, since it has no date" in words
    change(shop, FIGURES, "2018: 190", "2018: 195")
    commit(shop, "Correct the revenue", BEGAN + DAY)
    assert newest(shop).differences.amended[0].parts == (("value", "160,000,000\u00a0USD", "195,000,000\u00a0USD"),)


@pytest.mark.parametrize("error", [RecursionError, ValueError, KeyError])
def test_data_that_the_code_of_today_cannot_read_is_left_out_with_one_warning(shop, monkeypatch, error):
    parse = factbook.review.revisions.parse_factbook

    def read(texts, **options):
        if "odd" in texts[FIGURES]:
            raise error
        return parse(texts, **options)

    monkeypatch.setattr(factbook.review.revisions, "parse_factbook", read)
    for text, message in ((f"# odd\n{SHOP}", "Odd"), (SHOP.replace("2018: 160", "2018: 190"), "Correct")):
        write(shop, {FIGURES: text})
        commit(shop, message)
    told = read_history(shop, Store())
    assert [revision.subject for revision in told.history.revisions] == ["Correct", "First"]
    assert len(told.left_out) == 1


def test_a_huge_file_of_the_past_is_left_out(shop):
    write(shop, {"data/figures/huge.yml": "#" * 2_000_001})
    commit(shop, "Huge")
    assert [revision.subject for revision in history(shop).revisions] == ["First"]


@pytest.mark.parametrize(
    "trailer",
    [
        "Signed-off-by: Jane Doe <jane@example.org>",
        "signed-off-by: Jane Doe <jane@example.org>",
        "Co-authored-by : Jane Doe <jane@example.org>",
        "Cc: jane@example.org",
        "Reported by jane@example.org.",
        "(jane@example.org)",
        "Bug=jane＠example.org",
        "<mailto:jane@localhost>",
        'Thanks-to: "jane doe"@example.org',
        "Acked-by: Jane Doe <jane@\u00adexample.org>\nSee: the report",
    ],
)
def test_no_address_of_a_person_is_printed(shop, trailer):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, f"Correct the revenue\n\nIt was misread.\n\n{trailer}", BEGAN + DAY)
    assert newest(shop).reason[0] == "It was misread."
    feeds = write_feeds(history(shop), load_factbook(shop)[0], SITE)
    for text in (page(shop), *feeds.values()):
        for piece in ("jane@", "jane＠", "@example", "@localhost", "jane doe&quot;"):
            assert piece not in text


def test_words_with_an_at_sign_that_are_no_address_stay(shop):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Take https://medium.com/@name\n\nSay: two @ a dollar", BEGAN + DAY)
    assert newest(shop).subject == "Take https://medium.com/@name"
    assert newest(shop).reason == ("Say: two @ a dollar",)


# What strangers committed stays words

EVIL = "<script>alert(1)</script> {{ shop.gone }} [x](javascript:alert) ![y](https://e.org/a.png) `z` \u202e @everyone"


@pytest.fixture
def site(shop):
    """The pages of a site whose last commit says something evil."""
    config = (
        f"site_name: Shop\nsite_url: https://example.org/\nhooks: {[str(hook) for hook in hooks()]}\n"
        "nav: [{Start: index.md}, {Changes: changes.md}]\nextra: {repository: https://forge.example/shop}\n"
        "theme: {name: material, font: false, features: [content.action.edit]}\n"
    )
    write(
        shop,
        {
            "mkdocs.yml": config,
            "docs/sources.md": "# Sources\n\n{{ sources }}\n",
            "docs/changes.md": "# Changes\n\n{{ changes summary }}\n\n{{ changes }}\n",
            "docs/index.md": "# Shop\n\nIt opened in {{ shop.opened | year }} [@report].\n",
        },
    )
    change(shop, FIGURES, "2018: 160", "2018: 190")
    change(shop, FIGURES, "source: paper", "source: report")
    change(shop, "data/sources.yml", SOURCES[SOURCES.index("- id: paper") :], "")
    (shop / "data/ledger.yml").unlink()
    commit(shop, f"{EVIL}\n\n{EVIL}")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=shop, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return shop / "site"


def article_of(site, page):
    return LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8")).css_first("article")


def test_a_hostile_message_builds_and_stays_words(site):
    article = article_of(site, "changes")
    assert article.css("h2")[0].text().startswith("One number corrected")
    note = next(fold for fold in article.css("details") if fold.text().startswith("The note"))
    assert [line.text() for line in note.css("p")] == [EVIL.replace("\u202e ", "")] * 2
    assert not article.css("h2 a[href^=java], script, article img, h2 code")
    content = ET.parse(site / "changes.atom").find(f"{ATOM}entry/{ATOM}content").text
    assert not LexborHTMLParser(content).css("script, img, [href^=java]")


def test_a_known_repository_is_linked_from_each_change_and_each_page(site):
    commits = [link.attributes["href"] for link in article_of(site, "changes").css(".change-when a")]
    assert len(commits) == 2
    assert all(link.startswith("https://forge.example/shop/commit/") for link in commits)
    pencils = {page: article_of(site, page).css("a[rel=edit]") for page in ("", "changes", "sources", "figures/shop")}
    assert {page: [pencil.attributes["href"] for pencil in found] for page, found in pencils.items()} == {
        "": ["https://forge.example/shop/edit/main/docs/index.md"],
        "changes": ["https://forge.example/shop/edit/main/docs/changes.md"],
        "sources": ["https://forge.example/shop/edit/main/docs/sources.md"],
        "figures/shop": ["https://forge.example/shop/edit/main/data/figures/shop.yml"],
    }


def hooks():
    return [Path(__file__).parents[1] / "hooks" / name for name in ("build_site.py", "publish_site.py")]


def build(root):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_strict_build_stops_where_history_is_lost_and_not_where_a_revision_cannot_be_told(site, tmp_path):
    shop = site.parent
    change(shop, FIGURES, "2018: 190", "2018: 191")
    commit_raw(shop, " 999999999999 +0000")
    status, said = build(shop)
    assert (status, said.count("this revision is not told")) == (0, 1)
    git(tmp_path, "clone", "-q", "--depth", "1", shop.as_uri(), "copy")
    status, said = build(tmp_path / "copy")
    assert status == 1
    assert "hint: run: git fetch --unshallow" in said


# The feeds


@pytest.fixture
def feeds(shop):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "Correct the revenue & more\n\nIt was misread.", BEGAN + DAY)
    return write_feeds(history(shop), load_factbook(shop)[0], SITE)


def test_the_atom_feed_has_what_the_standard_asks_for(feeds):
    feed = ET.fromstring(feeds["changes.atom"])
    assert feed.tag == f"{ATOM}feed"
    assert [feed.findtext(ATOM + tag) for tag in ("id", "updated")] == [
        "https://example.org/changes.atom",
        "2024-01-16T08:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    newest, first = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}title") == "One number corrected"
    assert newest.findtext(f"{ATOM}id") == "urn:uuid:3d276046-8df3-580f-bc1b-98d15c93a65b", (
        "as it was when entries had other titles"
    )
    assert newest.findtext(f"{ATOM}id") != first.findtext(f"{ATOM}id")
    content = newest.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<p>It was misread.</p>" in content.text
    assert rows(content.text)[0][1:] == ("160,000,000 USD", "190,000,000 USD")
    links = [link.attributes["href"] for link in LexborHTMLParser(content.text).css("a")]
    assert "https://example.org/figures/shop/#shop.revenue-2018" in links
    assert all(link.startswith("https://example.org/") for link in links)


def test_the_json_feed_says_the_same(feeds):
    feed = json.loads(feeds["changes.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    entries = ET.fromstring(feeds["changes.atom"]).findall(f"{ATOM}entry")
    assert [(item["id"], item["title"], item["date_published"], item["content_html"]) for item in feed["items"]] == [
        tuple(entry.findtext(ATOM + tag) for tag in ("id", "title", "updated", "content")) for entry in entries
    ]


def ids(feeds):
    return [entry.findtext(f"{ATOM}id") for entry in ET.fromstring(feeds["changes.atom"]).findall(f"{ATOM}entry")]


def test_an_entry_keeps_its_name_at_a_new_address_and_with_new_commits(shop, feeds):
    site = replace(SITE, url="https://other.example/")
    assert ids(write_feeds(history(shop), load_factbook(shop)[0], site)) == ids(feeds)
    known = history(shop)
    anew = tuple(replace(one, id="f" * 39 + str(at), seconds=one.seconds + 9) for at, one in enumerate(known.revisions))
    assert ids(write_feeds(replace(known, revisions=anew), load_factbook(shop)[0], SITE)) == ids(feeds)


def test_the_same_change_made_twice_has_two_names(shop, feeds):
    for value in ("160", "190"):
        change(shop, FIGURES, "2018: 190" if value == "160" else "2018: 160", f"2018: {value}")
        commit(shop, "Correct the revenue & more\n\nIt was misread.", BEGAN + (3 if value == "160" else 5) * DAY)
    found = ids(write_feeds(history(shop), load_factbook(shop)[0], SITE))
    assert len(found) == len(set(found)) == 4
    assert found[-2:] == ids(feeds)


def test_no_entry_comes_from_the_future(shop):
    change(shop, FIGURES, "2018: 160", "2018: 190")
    commit(shop, "A clock was wrong", 1_950_000_000)
    times = [
        item["date_published"]
        for item in json.loads(write_feeds(history(shop), load_factbook(shop)[0], SITE)["changes.json"])["items"]
    ]
    assert max(times) <= f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
