"""The form of every data file, said once: keys, kinds of value, which are required, and what each means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from factbook.ground.location import Location
from factbook.ground.problem import Problem, suggest
from factbook.load import yaml_file
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.records import BOUNDS, BY, CHART_KINDS, CONFIDENCE, SHAPES, SIDES, STATES, VERDICTS, WEIGHTS, WIDTHS

MAX_DIGITS = 40
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
# The types of CSL 1.0.2.
SOURCE_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "classic",
    "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic",
    "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
    "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9_]*")
MAX_NAME = 80  # names become those of files, of which no system takes more than 255 bytes
CLAIM_ID = re.compile(r"[A-Z][0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    `kind`: text, number, value (a number or a date), choice, texts (one or a list), mapping, list.
    `form`: what the text is, for editors: date, unit, source, figure, page or address.
    """

    kind: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    form: str = ""


Fields = Mapping[str, Field]

UNIT: Fields = {
    "title": Field("text", "The unit's name in full", required=True),
    "definition": Field("text", "What one of it is, and what it is not", required=True),
    "plural": Field("text", "The plural; the title with an s unless said"),
    "symbol": Field("text", "For money: what stands before the number"),
    "measures": Field("text", "The kind it measures; units of one kind can be added"),
    "scale": Field("number", "How many base units one of it is"),
    "minimum": Field("number", "The smallest possible value"),
}
MEMBER: Fields = {
    "value": Field("value", "The number as the source gives it, or a date"),
    "formula": Field("text", "A formula over figure names"),
    "title": Field("text", "What this member is"),
    "source": Field("texts", "Source ids from data/sources.yml", form="source"),
    "printed": Field("text", "The number in the characters of the source: 'approximately 93%'"),
    "printed_in": Field("text", "The scale and unit that its table states: 'million USD'"),
    "place": Field("text", "Where it stands in the source: page, section, table, row, column"),
    "table": Field("text", "A table of data/tables.yml that holds it"),
    "row": Field("text", "The row of the table, by its label"),
    "column": Field("text", "The column of the table, unless the key or the date names it"),
    "counted": Field("texts", "What the value counts, by the names in the source"),
    "rounded": Field("choice", "For what was set and not measured, such as a fine: it is exact", choices=("never",)),
    "not_located": Field("text", "Why it is not known where in the source it stands"),
    "signed": Field("list", "Who compared it with the source, and on which day"),
    "confidence": Field("choice", "How well it was checked", choices=tuple(CONFIDENCE)),
    "bound": Field("choice", "If the value is known only from one side, or about", choices=BOUNDS),
    "lower": Field("number", "The lowest it can be"),
    "upper": Field("number", "The highest it can be"),
    "note": Field("text", "One sentence that a reader must know"),
    "date": Field("text", "The time the value is true for", form="date"),
}
FIGURE: Fields = {
    **MEMBER,
    "title": Field("text", "What the number is, as a reader would say it", required=True),
    "unit": Field("text", "What one of it is: 'million USD a year'", required=True, form="unit"),
    "by": Field("choice", "For a series: what its keys are", choices=BY),
    "at": Field("choice", "Counted at the end of each period and not during it", choices=("end",)),
    "values": Field("mapping", "The members of a series by key"),
    "show": Field("text", "How it reads by default: '1 digits'"),
}
SOURCE: Fields = {
    "id": Field("text", "Lower case with hyphens; used in figures and in [@id]", required=True),
    "type": Field("text", "A CSL type: report, webpage, article-newspaper", required=True, form="csl"),
    "weight": Field(
        "choice",
        "What it counts, where its type and its author do not tell: first-hand, a newspaper of record, press, other",
        choices=WEIGHTS,
    ),
    "title": Field("text", "The title as the document gives it", required=True),
    "author": Field("list", "People (family, given) or bodies (literal)"),
    "publisher": Field("text", "Who published it"),
    "container-title": Field("text", "The newspaper, site or report series"),
    "issued": Field("text", "The date it was published", form="date"),
    "URL": Field("text", "Its public address", form="address"),
    "archive": Field("text", "The address of a copy in an archive", form="address"),
    "accessed": Field("text", "The day it was last seen", form="date"),
    "digest": Field("text", "Of a file that stays as it is: sha256 and its hexadecimal digits"),
    "not_located": Field("text", "Why it is not known where in it the numbers stand"),
    "note": Field("text", "What a reader must know of it"),
}
AUTHOR: Fields = {
    "literal": Field("text", "A body's name"),
    "family": Field("text", "A person's family name"),
    "given": Field("text", "A person's given name"),
}
SIGNATURE: Fields = {
    "by": Field("text", "Who compared the value with the source", required=True),
    "on": Field("text", "The day", required=True, form="date"),
}
TABLE: Fields = {
    "source": Field("text", "The source that it stands in", required=True, form="source"),
    "place": Field("text", "Where it stands in the source", required=True),
    "printed_in": Field("text", "The scale and unit that it states: 'million USD'"),
    "columns": Field(
        "texts", "The columns: 2018, 2018Q4, 2018-12-31, or the keys of a series by category", required=True
    ),
    "rows": Field("mapping", "The cells of each row as they are printed, a | between two", required=True),
}
CHECK: Fields = {
    "holds": Field("text", "A predicate over figures", required=True),
    "why": Field("text", "Why it must hold", required=True),
}
EVENT: Fields = {
    "date": Field("text", "The name of a date figure", required=True, form="figure"),
    "title": Field("text", "What happened", required=True),
    "page": Field("text", "The page that tells it", required=True, form="page"),
    "source": Field("text", "A source id", form="source"),
    "theme": Field("text", "A word to group it by"),
    "lane": Field("text", "Whose event it is: a lane of the timeline, from data/site.yml, where there are any"),
}
LANE: Fields = {
    "name": Field("text", "What events call it", required=True),
    "title": Field("text", "What the timeline calls it", required=True),
    "colour": Field("text", "Its colour, as marks of charts give theirs; neutral unless said"),
}
LEDGER: Fields = {
    "id": Field("text", "A letter for the section and a number", required=True),
    "section": Field("text", "The part of what is checked; data/site.yml has the titles", required=True),
    "claim": Field("text", "The claim in our words", required=True),
    "verdict": Field("choice", "Our verdict", required=True, choices=VERDICTS),
    "reason": Field("text", "Why", required=True),
    "told": Field("text", "The page that tells it; left out if only the ledger does", form="page"),
    "stated": Field("text", "The figure that holds the number as it was stated", form="figure"),
    "record": Field("text", "The figure on record", form="figure"),
    "source": Field("texts", "Source ids", form="source"),
    "holds": Field("text", "A predicate: while it holds, the claim is supported"),
    "close": Field("text", "A predicate: while 'holds' fails and this holds, the claim is imprecise"),
}
TERM: Fields = {
    "term": Field("text", "The word in plain English", required=True),
    "chinese": Field("text", "The Chinese word"),
    "mistranslated": Field("texts", "What the machine translation made of it"),
    "meaning": Field("text", "What it means", required=True),
    "tooltip": Field("choice", "For an everyday word: it is not explained on other pages", choices=("none",)),
}
NAME_ENTRY: Fields = {
    "name": Field("text", "Words with digits in them that are no figure", required=True),
    "why": Field("text", "Why they are no figure", required=True),
}
CHART: Fields = {
    "kind": Field("choice", "What is drawn", required=True, choices=CHART_KINDS),
    "title": Field("text", "The message, as a sentence", required=True),
    "note": Field("text", "What must be known to read it"),
    "marks": Field("list", "What is drawn from which figure; [] where the ledger is drawn", required=True),
    "options": Field(
        "mapping",
        "Choices of the kind. Columns and lines: 'keys: shared' draws only what all marks have. Bars: 'lead' names the "
        "member that comes first. Verdicts: the words for each section. Slopes: the words for 'left' and 'right'",
    ),
    "width": Field("choice", "wide: as far as the margin of the text; full: as the page", choices=WIDTHS),
    "notes": Field("list", "Words on the drawing, each at a place"),
    "compared": Field("list", "Of a matrix: what has the features or lacks them"),
    "features": Field("list", "Of a matrix: its rows, each with a cell for everything that is compared"),
}
ANNOTATION: Fields = {
    "at": Field("text", "A year, quarter, month or date of the drawing, or a member or date figure", required=True),
    "text": Field("text", "What is said there, in a sentence", required=True),
    "side": Field("choice", "Where it stands if there is room; above unless said", choices=SIDES),
}
COMPARED: Fields = {
    "label": Field("text", "What has the features or lacks them", required=True),
    "colour": Field("text", "Whose it is, as for a mark"),
}
FEATURE: Fields = {
    "label": Field("text", "The feature", required=True),
    "cells": Field("list", "For each thing that is compared whether it has the feature", required=True),
}
CELL: Fields = {
    "state": Field("choice", "yes, part or no", required=True, choices=STATES),
    "words": Field("text", "What stands beside it; the state unless said"),
    "source": Field("text", "A source id from data/sources.yml", required=True, form="source"),
}
MARK: Fields = {
    "figure": Field("text", "A figure, a series or a member", required=True, form="figure"),
    "label": Field("text", "What stands on the mark; the title of the figure, member or event unless said"),
    "colour": Field("text", "Whose it is, by a name from data/site.yml, or neutral; accent for values that are wrong"),
    "shape": Field(
        "choice",
        "bar, line, or rule for a level across or a number that is wrong, where a chart has several",
        choices=SHAPES,
    ),
    "value": Field("text", "In a timeline: the figure that says how large the event was", form="figure"),
}


WHATIF: Fields = {
    "question": Field("text", "What a reader may ask", required=True),
    "inputs": Field("list", "The given figures that a reader may move", required=True),
    "outputs": Field("list", "The figures that follow, in their order", required=True),
    "says": Field("texts", "Sentences with placeholders; each claim in them ends with an else"),
}
DIAL: Fields = {
    "figure": Field("text", "A given number, known exactly", required=True, form="figure"),
    "label": Field("text", "What it is called; the title of the figure unless said"),
    "from": Field("number", "The lowest that a reader may set, in the unit of the figure", required=True),
    "to": Field("number", "The highest", required=True),
    "step": Field("number", "How far one step goes", required=True),
    "stops": Field("mapping", "Values worth trying by name; a number, or a formula that is rounded to a step"),
}
SHOWN: Fields = {
    "figure": Field("text", "A derived figure, or a member of one", required=True, form="figure"),
    "label": Field("text", "What it is called; the title of the figure unless said"),
    "chart": Field("choice", "It is drawn, too; all that are drawn share one scale", choices=("bar",)),
}
GUESS: Fields = {
    "question": Field("text", "What a reader is asked", required=True),
    "figure": Field(
        "text", "The number that is guessed, or a series, of which each member is", required=True, form="figure"
    ),
    "members": Field("text", "Of a series those from one to another, as in 2009..2018"),
    "from": Field("text", "The lowest guess, in the unit of the figure; a number, or one by its name", required=True),
    "to": Field("text", "The highest", required=True),
    "step": Field("number", "How far one step goes", required=True),
    "start": Field("number", "Where a guess begins", required=True),
    "bands": Field("list", "What is said of a miss, from small to large; the last one has no limit", required=True),
    "answer": Field("text", "What the record says, with placeholders", required=True),
    "chart": Field("text", "A chart of data/charts.yml that stands with the answer"),
}
BAND: Fields = {
    "within": Field("number", "The largest miss of which this is said, in the unit of the figure"),
    "says": Field("text", "The words", required=True),
}
SITE: Fields = {
    "publisher": Field("text", "Who answers for the site, as downloads and feeds name it"),
    "licence": Field("text", "The licence of words and data, by its short name in the SPDX list"),
    "licence_title": Field("text", "The licence in full"),
    "licence_url": Field("text", "Where the licence can be read", form="address"),
    "package": Field("text", "The name of the data package: lower-case letters, digits and hyphens"),
    "noun": Field("text", "What the ledger checks, in one word: article, speech, film"),
    "checks": Field("text", "The same as a source id", form="source"),
    "sections": Field("mapping", "The parts of the ledger in their order, each with its title"),
    "colours": Field(
        "texts", "Whose the first and the second colour of charts are; marks give their colour by these names"
    ),
    "lanes": Field("list", "The lanes of the timeline, from above down"),
    "topics": Field("mapping", "What topics of figures are called, where their name is not enough"),
}


class Reader:
    """Reads nodes into Python values and keeps every problem it meets instead of stopping."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def report(self, at: Location, code: str, message: str, hint: str = "") -> None:
        """Keep one problem."""
        self.problems.append(Problem(at, code, message, hint))

    def is_new(self, name: str, at: Location, what: str, seen: set[str]) -> bool:
        """Whether this id was not there before; it is now."""
        if name in seen:
            self.report(at, "duplicate-key", f"{what} '{name}' is already there", "keep one of them")
        is_new = name not in seen
        seen.add(name)
        return is_new

    def record(self, node: Node, fields: Fields, what: str) -> dict[str, Node]:
        """The known keys of a record whose values have the right shape."""
        if not isinstance(node, yaml_file.Mapping):
            self.report(
                node.location,
                "wrong-type",
                f"{what} must be a mapping of keys to values",
                "the keys are " + ", ".join(fields),
            )
            return {}
        found = {}
        meant: set[str] = set()  # a misspelt key is not missing as well
        for key, value in node.entries:
            field = fields.get(key.text)
            if field is None:
                hint = suggest(key.text, fields, "the keys are " + ", ".join(fields))
                self.report(key.location, "unknown-key", f"{what} has no key '{key.text}'", hint)
                meant.update(name for name in fields if hint == suggest(name, [name]))
            elif self._fits(value, field, key.text):
                found[key.text] = value
        present = meant.union(key.text for key, _ in node.entries)
        for name, field in fields.items():
            if field.required and name not in present:
                self.report(node.location, "missing-key", f"{what} needs the key '{name}'", field.about)
        return found

    def entries(self, node: Node, what: str) -> Iterator[tuple[Scalar, Node]]:
        """The entries of a mapping file whose keys are names."""
        if not isinstance(node, yaml_file.Mapping):
            self.report(node.location, "wrong-type", f"{what} must map names to records")
            return
        yield from node.entries

    def items(self, node: Node, what: str) -> Iterator[Node]:
        """The items of a list file."""
        if isinstance(node, yaml_file.Mapping) and not node.entries:
            return
        if not isinstance(node, Sequence):
            self.report(node.location, "wrong-type", f"{what} must be a list", "start each item with '- '")
            return
        yield from node.items

    def number(self, node: Node) -> Decimal | None:
        """A number as we write it, or None and a problem."""
        text = node.text if isinstance(node, Scalar) else ""
        short = len(text) <= MAX_DIGITS or sum(character.isdigit() for character in text) <= MAX_DIGITS
        if isinstance(node, Scalar) and NUMBER.fullmatch(text) and short:
            return Decimal(text)
        shown = text if len(text) <= MAX_DIGITS else text[:20] + "…"
        self.report(
            node.location,
            "bad-number",
            f"'{shown}' is not a number as we write them",
            f"digits and one point, at most {MAX_DIGITS}, as in 1097.6; put thousands or millions into the unit",
        )
        return None

    def name(self, key: Scalar, what: str) -> bool:
        """Whether a key is a name."""
        if NAME.fullmatch(key.text) and len(key.text) <= MAX_NAME:
            return True
        self.report(
            key.location,
            "bad-name",
            f"'{key.text[:MAX_NAME]}' can't be the name of {what}",
            f"lower-case letters, digits and _, starting with a letter, at most {MAX_NAME} in all",
        )
        return False

    def _fits(self, node: Node, field: Field, key: str) -> bool:
        if field.kind == "mapping":
            fits, wanted = isinstance(node, yaml_file.Mapping), "a mapping"
        elif field.kind == "list":
            fits, wanted = isinstance(node, Sequence), "a list"
        elif field.kind == "texts":
            items = node.items if isinstance(node, Sequence) else (node,)
            fits, wanted = all(isinstance(item, Scalar) and item.text for item in items), "text or a list of texts"
        else:
            fits, wanted = isinstance(node, Scalar) and bool(node.text.strip()), "text"
        if not fits:
            self.report(node.location, "wrong-type", f"'{key}' must be {wanted}", field.about)
        elif field.choices and isinstance(node, Scalar) and node.text not in field.choices:
            hint = suggest(node.text, field.choices, "one of " + ", ".join(field.choices))
            self.report(node.location, "wrong-type", f"'{key}' can't be '{node.text}'", hint)
            fits = False
        return fits
