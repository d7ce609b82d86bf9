"""How well numbers and comparing words are found in sentences that were not written for this check."""

import re
from collections import Counter
from pathlib import Path

from example import template
from factbook.prose.comparison import find_unbound
from factbook.prose.numeral import find_numbers

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "golden/others.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


def listed(words):
    return Counter(filter(None, words.split(" ; ")))


def count(pairs):
    """How many were right of those that were reported, and of those that should have been."""
    right = reported = expected = 0
    for found, wanted in pairs:
        right += (found & wanted).total()
        reported += found.total()
        expected += wanted.total()
    return right, right / reported, right / expected


def bind(sentence):
    """The sentence with a figure in place of each number."""
    pieces, done = [], 0
    for start, words in find_numbers(sentence):
        pieces += [sentence[done:start], "{{ a.b }}"]
        done = start + len(words)
    return "".join([*pieces, sentence[done:]])


def comparing(sentence):
    problems = find_unbound(template(bind(sentence)))
    return Counter(re.search(r'the words "(.*)" stand', problem.message)[1] for problem in problems)


def test_there_are_more_than_a_hundred_sentences():
    assert len(LINES) > 150
    assert all(len(line) == 3 for line in LINES)


def test_nearly_every_number_is_found(record_property):
    pairs = [(Counter(words for _, words in find_numbers(line)), listed(numbers)) for _, numbers, line in LINES]
    right, precision, recall = count(pairs)
    record_property("printed", f"numbers of others: {right}, precision {precision:.1%}, recall {recall:.1%}")
    assert precision >= 0.98
    assert recall >= 0.99


def test_nearly_every_comparing_word_is_found(record_property):
    right, precision, recall = count((comparing(line), listed(words)) for words, _, line in LINES)
    record_property("printed", f"comparisons of others: {right}, precision {precision:.1%}, recall {recall:.1%}")
    assert precision >= 0.98
    assert recall >= 0.98


def test_wordings_made_to_slip_through_are_found():
    missed = [words for words, sentence in SLIPPERY if not comparing(sentence)]
    assert missed == []


SLIPPERY = [
    (words, sentence)
    for sentence, words in [
        ("It had 20 less.", "less"),
        ("Rents are 20% higher.", "higher"),
        ("It came 20% cheaper.", "cheaper"),
        ("It is 20 points ahead.", "ahead"),
        ("It kept a 20-point lead.", "lead"),
        ("It has 300 or more.", "or more"),
        ("It has 300 plus.", "plus"),
        ("It has 300-odd.", "odd"),
        ("It has 300 or so.", "or so"),
        ("It saw a healthy 20% increase.", "increase"),
        ("It saw a 20% annual rise.", "rise"),
        ("It has 1.7 million fewer.", "fewer"),
        ("It is 9% up on the year.", "up"),
        ("It is still below the 1.51 billion of the plan.", "below"),
        ("It is up from 300.", "up"),
        ("It lies north of 300.", "north of"),
        ("It fell just shy of 300.", "shy of"),
        ("It sold in excess of 300.", "in excess of"),
        ("It sold more or less 300.", "more or less"),
        ("It sold a minimum of 300.", "a minimum of"),
        ("It sold not even 300.", "not even"),
        ("It is actually around 300.", "around"),
        ("Growth decelerated to 3%.", "decelerated"),
        ("Shares edged up to 300.", "edged up"),
        ("Prices cooled to 300.", "cooled"),
        ("Costs exploded to 300.", "exploded"),
        ("It had a record quarter with 300.", "record quarter"),
        ("For the first time since spring it sold 300.", "first time"),
        ("It is flat on the 300 of last year.", "flat on"),
        ("It is a far cry from 300.", "a far cry from"),
        ("It is a whisker short of 300.", "a whisker short"),
        ("They have seen revenues fall by 20%.", "fall"),
        ("There was an increase in absolute terms of 300.", "increase"),
        ("The recent rise to 300 was told.", "recent rise"),
        ("A significant fall, to 300, came.", "significant fall"),
    ]
]
