"""From the nodes of the other data files to records: units, checks, events, ledger, glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from factbook.ground.location import Location
from factbook.ground.problem import suggest
from factbook.load import schema, yaml_file
from factbook.load.figures import phrase, read_formula, text, words
from factbook.load.schema import Reader
from factbook.load.sources import read_address
from factbook.load.yaml_file import Node, Scalar, Sequence
from factbook.model.records import (
    COLOURS,
    PARTIES,
    About,
    Check,
    Event,
    Formula,
    Lane,
    LedgerClaim,
    Name,
    Term,
    Text,
)
from factbook.model.unit import MINUTES_A_MONTH, MULTIPLIERS, Unit

STEPS = {"month": MINUTES_A_MONTH, "quarter": 3 * MINUTES_A_MONTH, "year": 12 * MINUTES_A_MONTH}
RESERVED = frozenset({"a", "an", "per", *MULTIPLIERS} - {"%"})  # words that join units


def read_units(reader: Reader, node: Node) -> Iterator[Unit]:
    """data/units.yml."""
    for key, record in reader.entries(node, "data/units.yml"):
        found = reader.record(record, schema.UNIT, f"the unit '{key.text}'")
        scale = reader.number(found["scale"]) if "scale" in found else Decimal(1)
        minimum = reader.number(found["minimum"]) if "minimum" in found else None
        if scale is not None and scale <= 0:
            reader.report(found["scale"].location, "bad-number", "a scale must be above zero")
            continue
        if set(key.text.split()) & RESERVED:
            said = f"'{key.text}' can't be the name of a unit"
            reader.report(key.location, "bad-name", said, f"it may not hold {', '.join(sorted(RESERVED))}")
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


def read_checks(reader: Reader, node: Node) -> Iterator[Check]:
    """data/checks.yml."""
    for item in reader.items(node, "data/checks.yml"):
        found = reader.record(item, schema.CHECK, "a check")
        predicate = _predicate(reader, found.get("holds"))
        if predicate:
            yield Check(predicate, phrase(found.get("why")))


def read_events(reader: Reader, node: Node, sources: Collection[str], lanes: Collection[str] = ()) -> Iterator[Event]:
    """data/events.yml; where data/site.yml has lanes, each event is in one."""
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
                lane=_lane(reader, found.get("lane"), item.location, lanes),
            )


def _lane(reader: Reader, node: Node | None, at: Location, lanes: Collection[str]) -> str:
    name, every = text(node), "one of " + ", ".join(lanes)
    if lanes and node and name not in lanes:
        reader.report(node.location, "wrong-type", f"'lane' can't be '{name}'", suggest(name, lanes, every))
    elif lanes and not node:
        reader.report(at, "missing-key", "an event needs the key 'lane'", every)
    return name


def _lanes(reader: Reader, node: Node | None, colours: Mapping[str, str]) -> Iterator[Lane]:
    seen: set[str] = set()
    for item in node.items if isinstance(node, Sequence) else ():
        found = reader.record(item, schema.LANE, "a lane")
        name, colour = text(found.get("name")), text(found.get("colour")) or "neutral"
        if not name or not reader.is_new(name, found["name"].location, "the lane", seen):
            continue
        own = colours.get(colour, colour)
        if own not in COLOURS:
            known = [*colours, *(one for one in COLOURS if one not in colours.values())]
            hint = suggest(colour, known, "one of " + ", ".join(known))
            reader.report(found["colour"].location, "wrong-type", f"'colour' can't be '{colour}'", hint)
            own = "neutral"
        yield Lane(name, phrase(found.get("title")), own)


def read_about(reader: Reader, node: Node, sources: Collection[str]) -> About:
    """data/site.yml."""
    found = reader.record(node, schema.SITE, "data/site.yml")
    sections = found.get("sections")
    for key, _ in sections.entries if isinstance(sections, yaml_file.Mapping) else ():
        reader.name(key, "a section")
    texts = {name: phrase(found[name]) for name in found if schema.SITE[name].kind == "text"}
    if "licence_url" in found:
        read_address(reader, found["licence_url"])
    if "checks" in found:
        _source(reader, found["checks"], sources)
    given = found.get("colours")
    listed = given.items if isinstance(given, Sequence) else (given,) if given else ()
    if len(listed) > len(PARTIES):
        said = f"there are {len(PARTIES)} colours for names, and {len(listed)} names"
        reader.report(listed[len(PARTIES)].location, "wrong-type", said, "others are neutral")
    named = zip(map(text, listed), PARTIES, strict=False)
    colours = {f"{name}{soft}": f"{colour}{soft}" for name, colour in named for soft in ("", "-soft")}
    return About(
        **texts,
        colours=colours,
        lanes={lane.name: lane for lane in _lanes(reader, found.get("lanes"), colours)},
        sections=_titles(found.get("sections")),
        topics=_titles(found.get("topics")),
    )


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
        if not schema.CLAIM_ID.fullmatch(claim_id):  # it becomes a part of addresses and the name of files
            said, hint = f"'{claim_id[:40]}' can't be the id of a claim", "a capital letter and a number, such as R10"
            reader.report(found["id"].location, "bad-name", said, hint)
            continue
        if not reader.is_new(claim_id, found["id"].location, "the claim", seen):
            continue
        section = text(found["section"])
        if sections and section not in sections:
            hint = suggest(section, sections, "one of " + ", ".join(sections))
            reader.report(found["section"].location, "wrong-type", f"'section' can't be '{section}'", hint)
            continue
        if isinstance(found["section"], Scalar) and not reader.name(found["section"], "a section"):
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


def read_names(reader: Reader, node: Node) -> Iterator[Name]:
    """data/names.yml: names with digits and why they are names."""
    for item in reader.items(node, "data/names.yml"):
        found = reader.record(item, schema.NAME_ENTRY, "a name")
        if "name" in found:
            yield Name(text(found["name"]), phrase(found.get("why")), found["name"].location)


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
