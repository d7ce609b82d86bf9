"""From the nodes of the other data files to records: units, sources, checks, events, ledger, glossary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from factbook.ground.problem import suggest
from factbook.load import schema, yaml_file
from factbook.load.figures import phrase, read_formula, read_period, text, words
from factbook.load.schema import Reader
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.records import PARTIES, About, Chart, Check, Event, Formula, LedgerClaim, Mark, Source, Term, Text
from factbook.model.unit import MINUTES_A_MONTH, Unit

PUBLIC = ("https://", "http://")
STEPS = {"month": MINUTES_A_MONTH, "quarter": 3 * MINUTES_A_MONTH, "year": 12 * MINUTES_A_MONTH}
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_units(reader: Reader, node: Node) -> Iterator[Unit]:
    """data/units.yml."""
    for key, record in reader.entries(node, "data/units.yml"):
        found = reader.record(record, schema.UNIT, f"the unit '{key.text}'")
        scale = reader.number(found["scale"]) if "scale" in found else Decimal(1)
        minimum = reader.number(found["minimum"]) if "minimum" in found else None
        if scale is not None and scale <= 0:
            reader.report(found["scale"].location, "bad-number", "a scale must be above zero")
            continue
        title = phrase(found.get("title")) or key.text
        if scale is not None and scale != STEPS.get(key.text, scale) and text(found.get("measures")) == "duration":
            said = f"a {key.text} of the calendar has {STEPS[key.text]:,} minutes on average"
            reader.report(found["scale"].location, "bad-number", said, f"write scale: {STEPS[key.text]}")
            continue
        yield Unit(
            name=key.text,
            title=title,
            plural=phrase(found.get("plural")) or f"{title}s",
            kind=text(found.get("measures")) or key.text,
            scale=scale or Decimal(1),
            definition=phrase(found.get("definition")),
            symbol=found["symbol"].text if isinstance(found.get("symbol"), Scalar) else "",  # type: ignore[union-attr]
            minimum=minimum,
            location=key.location,
        )


def read_sources(reader: Reader, node: Node) -> Iterator[Source]:
    """data/sources.yml, a list of CSL items."""
    seen: set[str] = set()
    for item in reader.items(node, "data/sources.yml"):
        found = reader.record(item, schema.SOURCE, "a source")
        if "id" not in found:
            continue
        source_id, url = text(found["id"]), _address(reader, found.get("URL"))
        if not reader.is_new(source_id, found["id"].location, "the source", seen):
            continue
        if not SOURCE_ID.fullmatch(source_id):
            said = f"'{source_id[:60]}' can't be the id of a source"
            reader.report(found["id"].location, "bad-name", said, "lower-case letters, digits and hyphens")
        yield Source(
            id=source_id,
            type=text(found.get("type")),
            title=phrase(found.get("title")),
            author=tuple(_authors(reader, found.get("author"))),
            publisher=phrase(found.get("publisher")) or phrase(found.get("container-title")),
            issued=read_period(reader, found.get("issued")),
            url=url,
            accessed=read_period(reader, found.get("accessed")),
            note=phrase(found.get("note")),
            location=item.location,
            archive=_address(reader, found.get("archive")),
            digest=_digest(reader, found.get("digest")),
            not_located=phrase(found.get("not_located")),
        )


def read_checks(reader: Reader, node: Node) -> Iterator[Check]:
    """data/checks.yml."""
    for item in reader.items(node, "data/checks.yml"):
        found = reader.record(item, schema.CHECK, "a check")
        predicate = _predicate(reader, found.get("holds"))
        if predicate:
            yield Check(predicate, phrase(found.get("why")))


def read_events(reader: Reader, node: Node, sources: Collection[str]) -> Iterator[Event]:
    """data/events.yml."""
    seen: set[str] = set()
    for item in reader.items(node, "data/events.yml"):
        found = reader.record(item, schema.EVENT, "an event")
        date = text(found.get("date"))
        if date and "title" in found and reader.is_new(date, found["date"].location, "the event of", seen):
            yield Event(
                date=date,
                title=_words(found["title"]),
                page=text(found.get("page")),
                source=_source(reader, found.get("source"), sources),
                theme=text(found.get("theme")),
                location=item.location,
            )


def read_about(reader: Reader, node: Node, sources: Collection[str]) -> About:
    """data/site.yml."""
    found = reader.record(node, schema.SITE, "data/site.yml")
    texts = {name: phrase(found[name]) for name in found if schema.SITE[name].kind == "text"}
    if "checks" in found:
        _source(reader, found["checks"], sources)
    given = found.get("colours")
    listed = given.items if isinstance(given, Sequence) else (given,) if given else ()
    if len(listed) > len(PARTIES):
        said = f"there are {len(PARTIES)} colours for names, and {len(listed)} names"
        reader.report(listed[len(PARTIES)].location, "wrong-type", said, "others are neutral")
    named = zip(map(text, listed), PARTIES, strict=False)
    colours = {f"{name}{soft}": f"{colour}{soft}" for name, colour in named for soft in ("", "-soft")}
    return About(**texts, colours=colours, sections=_titles(found.get("sections")), topics=_titles(found.get("topics")))


def _titles(node: Node | None) -> dict[str, str]:
    pairs = node.entries if isinstance(node, yaml_file.Mapping) else ()
    return {name.text: phrase(value) for name, value in pairs}


def read_ledger(
    reader: Reader, node: Node, sources: Collection[str], sections: Collection[str] = ()
) -> Iterator[LedgerClaim]:
    """data/ledger.yml; without sections in data/site.yml any name is one."""
    seen: set[str] = set()
    for item in reader.items(node, "data/ledger.yml"):
        found = reader.record(item, schema.LEDGER, "a claim of the ledger")
        if not {"id", "section", "claim", "verdict", "reason"} <= found.keys():
            continue
        claim_id = text(found["id"])
        if not reader.is_new(claim_id, found["id"].location, "the claim", seen):
            continue
        section = text(found["section"])
        if sections and section not in sections:
            hint = suggest(section, sections, "one of " + ", ".join(sections))
            reader.report(found["section"].location, "wrong-type", f"'section' can't be '{section}'", hint)
            continue
        if "close" in found and "holds" not in found:
            reader.report(found["close"].location, "missing-key", "'close' needs the key 'holds'",
                          schema.LEDGER["holds"].about)  # fmt: skip
        given = found.get("source")
        listed = given.items if isinstance(given, Sequence) else (given,) if given else ()
        yield LedgerClaim(
            id=claim_id,
            section=section,
            claim=_words(found["claim"]),
            verdict=text(found["verdict"]),
            reason=_words(found["reason"]),
            told=text(found.get("told")),
            stated=text(found.get("stated")),
            record=text(found.get("record")),
            sources=tuple(_source(reader, one, sources) for one in listed),
            holds=_predicate(reader, found.get("holds")),
            close=_predicate(reader, found.get("close")),
            location=item.location,
            verdict_location=found["verdict"].location,
        )


def read_glossary(reader: Reader, node: Node) -> Iterator[Term]:
    """data/glossary.yml."""
    seen: set[str] = set()
    for item in reader.items(node, "data/glossary.yml"):
        found = reader.record(item, schema.TERM, "a term")
        term = phrase(found.get("term"))
        if term and "meaning" in found and reader.is_new(term, found["term"].location, "the term", seen):
            wrong = found.get("mistranslated")
            words = wrong.items if isinstance(wrong, Sequence) else (wrong,) if wrong else ()
            yield Term(
                term=term,
                chinese=text(found.get("chinese")),
                mistranslated=tuple(text(word) for word in words),
                meaning=_words(found["meaning"]),
                location=item.location,
                tooltip="tooltip" not in found,
            )


def read_names(reader: Reader, node: Node) -> Iterator[tuple[str, str]]:
    """data/names.yml: names with digits and why they are names."""
    for item in reader.items(node, "data/names.yml"):
        found = reader.record(item, schema.NAME_ENTRY, "a name")
        if "name" in found:
            yield text(found["name"]), phrase(found.get("why"))


def read_charts(reader: Reader, node: Node, colours: Mapping[str, str]) -> Iterator[Chart]:
    """data/charts.yml."""
    for key, record in reader.entries(node, "data/charts.yml"):
        found = reader.record(record, schema.CHART, f"the chart '{key.text}'")
        marks = found.get("marks")
        if not reader.name(key, "a chart") or not isinstance(marks, Sequence) or "title" not in found:
            continue
        options = found.get("options")
        pairs = options.entries if isinstance(options, yaml_file.Mapping) else ()
        yield Chart(
            name=key.text,
            kind=text(found.get("kind")),
            title=_words(found["title"]),
            note=_words(found["note"]) if "note" in found else None,
            marks=tuple(_marks(reader, marks, colours)),
            options={name.text: phrase(value) for name, value in pairs},
            location=key.location,
        )


def _marks(reader: Reader, node: Sequence, colours: Mapping[str, str]) -> Iterator[Mark]:
    for item in node.items:
        found = reader.record(item, schema.MARK, "a mark")
        if "figure" in found:
            colour = text(found.get("colour"))
            yield Mark(
                figure=text(found["figure"]),
                label=phrase(found.get("label")),
                colour=colours.get(colour, colour),
                shape=text(found.get("shape")),
                location=found["figure"].location,
                value=text(found.get("value")),
                label_text=words(found.get("label")),
            )


def _authors(reader: Reader, node: Node | None) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.AUTHOR, "an author")
        yield phrase(found.get("literal")) or ", ".join(
            phrase(found[part]) for part in ("family", "given") if part in found
        )


def _address(reader: Reader, node: Node | None) -> str:
    url = text(node)
    if node and not url.startswith(PUBLIC):
        hint = "leave the key out if there is no public address"
        reader.report(node.location, "wrong-type", "an address starts with https://", hint)
        return ""
    return url


def _digest(reader: Reader, node: Node | None) -> str:
    digest = text(node)
    if node and not DIGEST.fullmatch(digest):
        hint = "write sha256: and the 64 digits that sha256sum prints"
        reader.report(node.location, "wrong-type", "a digest is written sha256:0123…", hint)
    return digest


def _source(reader: Reader, node: Node | None, known: Collection[str]) -> str:
    name = text(node)
    if node and name not in known:
        reader.report(
            node.location,
            "unknown-source",
            f"there is no source '{name}'",
            suggest(name, known, "add it to data/sources.yml"),
        )
    return name


def _predicate(reader: Reader, node: Node | None) -> Formula | None:
    return read_formula(reader, node) if isinstance(node, Scalar) else None


def _words(node: Node) -> Text:
    return words(node) or Text("", node.location)
