"""What stands beside a bound number fits it: the article, a capital, and no other unit."""

import pytest

from example import GIVEN, load, template
from factbook.ground.location import Location
from factbook.model.records import Text
from factbook.prose.article import article_for
from factbook.prose.fit import find_misfits_in_words, find_misfits_on_page

FACTBOOK = load(
    f"""
eight: {{title: E, value: 8, unit: "%", {GIVEN}, date: 2018}}
seven: {{title: E, value: 7, unit: "%", {GIVEN}, date: 2018}}
deal: {{title: D, value: 8, unit: billion USD, {GIVEN}, date: 2018}}
yuan: {{title: D, value: 8, unit: billion CNY, {GIVEN}, date: 2018}}
staff: {{title: S, value: 11, unit: person, {GIVEN}, date: 2018}}
floor: {{title: F, value: 86.5, bound: at least, unit: "%", {GIVEN}, date: 2018}}
lead: {{title: L, value: 1, unit: person, {GIVEN}, date: 2018}}
users: {{title: U, value: 3, unit: daily user, {GIVEN}, date: 2018}}
points: {{title: P, value: 5, unit: percentage point, {GIVEN}, date: 2018}}
days: {{title: D, value: 1444, unit: day, {GIVEN}, date: 2018}}
years: {{title: Y, value: 3, unit: year, {GIVEN}, date: 2018}}
opened: {{title: O, value: 2018-04, unit: date, {GIVEN}}}
""",
    topic="x",
)


def misfits(text):
    return [str(one).partition("\n")[0] for one in find_misfits_on_page(template(text), FACTBOOK)]


@pytest.mark.parametrize(
    "words",
    [
        "8%", "11%", "18%", "80%", "89 people", "8.5%", "11.5%", "18.2%", "800 users", "850", "8,100 users", "11,000",
        "18,500", "80,000", "800,000", "8 million users", "11 million", "18.3 billion", "$8 billion", "€11", "US$18",
        "8th", "11th", "80th", "8 March 2019", "eight", "eleven people", "eighteen", "eighty-one", "eighth", "at least 7%",
        "April 2018", "August", "about 7%", "RMB 5", "hour-long", "up to 7%", "even 3",
    ],
)  # fmt: skip
def test_a_number_that_is_spoken_with_a_vowel_has_an(words):
    assert article_for(words) == "an"


@pytest.mark.parametrize(
    "words",
    [
        "7%", "1%", "10%", "12 people", "17%", "19%", "70%", "90%", "100%", "108", "110", "118", "180 users", "1,100",
        "1,800", "118,000", "180,000", "1.8%", "1.1 million", "$1.8 billion", "$19", "1st", "less than 8%",
        "more than 11", "one", "once", "one-week", "two", "twenty-eight", "+8%", "−11%", "3 March 2019", "March 2018",
        "1800", "2018", "1100", "user", "European", "unit",
    ],
)  # fmt: skip
def test_any_other_has_a(words):
    assert article_for(words) == "a"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("A {{ x.eight }} rise came.", "1:1", "'A' stands before '8%'"),
        ("It saw a {{ x.eight }} change.", "1:8", "'a' stands before '8%'"),
        ("It saw an {{ x.seven }} change.", "1:8", "'an' stands before '7%'"),
        ("It was a *{{ x.deal }}* deal.", "1:8", "'a' stands before '$8 billion'"),
        ("It was a “{{ x.eight }}” deal.", "1:8", "'a' stands before '8%'"),
        ("It has a {{ x.staff | plain }}-strong team.", "1:8", "'a' stands before '11'"),
        ("An {{ x.staff | plain }}-strong team and a {{ x.eight }} share.", "1:42", "'a' stands before '8%'"),
        ("It saw a {{ x.floor }} share.", "1:8", "'a' stands before 'at least 86.5%'"),
        ("It was a {{ x.opened | month }} plan.", "1:8", "'a' stands before 'April 2018'"),
        ('It was an {{ "large" if x.eight > 5 % else "even" }} share.', "1:8", "'an' stands before 'large'"),
    ],
)
def test_the_article_goes_with_the_number(text, place, said):
    (problem,) = misfits(text)
    assert problem.startswith(f"page.md:{place}: {said}")
    assert problem.endswith("[does-not-fit]")


@pytest.mark.parametrize(
    "text",
    [
        "{{ x.floor }} came to see it in the end.",
        "It rained. {{ x.floor }} came to see it.",
        "It rained! “{{ x.floor }} came”, he said.",
        "# {{ x.floor }} came to see it",
        "- **{{ x.floor }}** came to see it in the end",
        "It rained.\n\n{{ x.staff | words }} founded it long ago.",
        '{{ "almost all" if x.floor > 90 % }} of them came.',
    ],
)
def test_a_sentence_begins_with_a_capital(text):
    (problem,) = misfits(text)
    assert "a sentence begins with" in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It paid {{ x.deal | plain }} euros.", "'euros' is typed behind 8 billion, which are US dollars"),
        ("It grew by {{ x.eight | plain }} percentage points.", "'percentage points' is typed behind 8"),
        ("It grew by {{ x.points | plain }} %.", "'%' is typed behind 5"),
        ("It grew by {{ x.points | plain }} per cent.", "'per cent' is typed behind 5"),
        ("It has {{ x.staff | plain }} daily users.", "'daily users' is typed behind 11, which are people"),
        ("It has {{ x.staff | plain }} million readers.", "'million' is typed behind 11"),
        ("It is {{ x.staff | plain }}-year-old.", "'year' is typed behind 11"),
        ("It is {{ x.eight }} percent.", "'percent' is typed behind '8%'"),
        ("It is {{ x.eight }}%.", "'%' is typed behind '8%'"),
        ("It is {{ x.eight }} per cent.", "'per cent' is typed behind '8%'"),
        ("It has {{ x.staff }} people.", "'people' is typed behind '11 people'"),
        ("It has {{ x.users }} users.", "'users' is typed behind '3 daily users'"),
        ("It paid {{ x.deal }} dollars.", "'dollars' is typed behind '$8 billion'"),
        ("It paid ${{ x.deal }}.", "'$' is typed before '$8 billion'"),
        ("It paid €{{ x.deal | plain }}.", "'€' is typed before '8 billion'"),
        ("It rose by {{ x.points }} percentage points.", "'percentage points' is typed behind '5 percentage points'"),
        ("It took {{ x.days | spoken }} years.", "'years' is typed behind 'almost four years', which says its unit"),
    ],
)  # fmt: skip
def test_a_unit_is_that_of_the_figure_and_said_once(text, said):
    (problem,) = misfits(text)
    assert said in problem
    assert problem.endswith("[unit-mismatch]")


@pytest.mark.parametrize(
    "text",
    [
        "It saw an {{ x.eight }} rise and a {{ x.seven }} fall.",
        "It gave {{ x.deal | plain }} dollars.",
        "It has {{ x.staff | plain }} people.",
        "It has {{ x.users | plain }} users, or {{ x.users | plain }} daily users.",
        "It has {{ x.eight | plain }} per cent.",
        "It took {{ x.years | plain }} years.",
        "It took a {{ x.years | words compound }} break.",
        "{{ x.floor | capital }} came to see it.",
        "It gave e.g. {{ x.floor }} to others, i.e. {{ x.floor }}.",
        "| Share | of |\n|---|---|\n| {{ x.floor }} | those |",
        "`a {{ x.eight }}` is code.",
        "Vitamin A {{ x.opened | year }}.",
        "It was {{ x.eight }} of its users.",
        "{{ x.nothing }} is reported by others.",
        "{{ x.eight | loud }} too.",
    ],
)
def test_what_fits_is_left_alone(text):
    assert not misfits(text)


def test_words_in_data_are_checked_too():
    words = Text("It saw a {{ x.eight }} rise", Location("data/charts.yml", 3, 9))
    (problem,) = find_misfits_in_words(words, FACTBOOK)
    assert str(problem).startswith("data/charts.yml:3:16: 'a' stands before '8%'")


# Verbs


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Of them {{ x.lead | plain }} are new.", "'are' does not go with '1'"),
        ("{{ x.lead }} have gone.", "'have' does not go with '1 person'"),
        ("There {{ x.lead | plain words capital }} of them were new.", "'were' does not go with 'One'"),
        ("The rest, {{ x.staff }}, and {{ x.staff | plain }} people was new.", ""),
        ("Here {{ x.staff }} is at work.", "'is' does not go with '11 people'"),
        ("Here **{{ x.staff | plain }}** of them has left.", "'has' does not go with '11'"),
        ("Here {{ x.lead | plain }} of the article's {{ x.staff }} are new.", "'are' does not go with '1'"),
        ("Here {{ x.staff | plain }} of its {{ x.lead }} was new.", "'was' does not go with '11'"),
        ("Here {{ x.users }} isn't much.", "'isn't' does not go with '3 daily users'"),
    ],
)
def test_the_verb_behind_a_count_goes_with_it(text, verb):
    found = [one for one in misfits(text) if "does not go" in one]
    assert [one.partition(": ")[2].removesuffix(" [does-not-fit]") for one in found] == ([verb] if verb else [])


@pytest.mark.parametrize(
    "text",
    [
        "Here {{ x.lead }} is new, and {{ x.staff }} are not.",
        "The share of {{ x.staff }} is small.",
        "The number of the {{ x.staff }} was small.",
        "Here {{ x.deal }} was spent and {{ x.seven }} were saved, as {{ x.years }} is long.",
        "A team with {{ x.staff }} has one room.",
        "He and {{ x.lead }} are here.",
        "More than {{ x.lead | plain }} are here.",
        "Of {{ x.staff }} it is said.",
        'Here {{ x.staff }} {{ "are" if x.staff > 1 person else "is" }} new.',
    ],
)
def test_other_words_behind_a_number_are_left_alone(text):
    assert [one for one in misfits(text) if "does not go" in one] == []
