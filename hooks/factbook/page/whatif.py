"""A what-if as HTML: its question, controls for a script, what follows from the record, and a table for all else.

Without a script the controls are hidden and the table of the named stops says the same. The script comes when a
reader touches a control; it reads what it needs from the block itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from factbook.chart.label import unit_label
from factbook.chart.svg import fixed
from factbook.model.factbook import Entry, Factbook
from factbook.model.records import Dial, WhatIf
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words
from factbook.prose.steps import write_steps
from factbook.prose.whatif import Followed, Play, Turn, all_settings, in_unit_of, stops_of

SCRIPT = "assets/whatif.js"
ASSUMED = "assumed"
FIRST = 2  # inputs that are in sight at once


def draw_whatif(whatif: WhatIf, factbook: Factbook, reference: Reference | None = None) -> str:
    """The whole block. Raises ProblemError if the script could not follow it."""
    play, name = Play(whatif, factbook), f"whatif-{whatif.name}"
    full = _full(play)
    data = {"name": whatif.name, "full": str(full), **write_steps(play)}
    text = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")), quote=False).replace("'", "&#39;")
    source = f' data-script="{reference.file(SCRIPT)}"' if reference else ""
    now = play.follow(play.recorded)
    question = bind_words(whatif.question, factbook, anchor=f"{name}-").text
    controls = [_control(play, place, name) for place in range(len(play.dials))]
    return (
        f'<figure class="whatif" id="{name}" role="group" aria-labelledby="{name}-question"{source} data-steps=\'{text}\'>'
        f'<p class="whatif-question" id="{name}-question">{question}</p>'
        f'<div class="whatif-follows">{_says(now)}{_outputs(play, now, full)}</div>'
        f'<div class="whatif-controls" hidden>{"".join(controls[:FIRST])}{_fold(controls[FIRST:])}'
        f'<p class="whatif-back"><button type="button" class="whatif-reset" disabled>As it was</button></p></div>'
        '<output class="whatif-said"></output>'
        f'<div class="whatif-table">{_table(play)}</div></figure>'
    )


def draw_words(whatif: WhatIf, factbook: Factbook) -> str:
    """What a search finds of it: the question, and what follows from the record."""
    play = Play(whatif, factbook)
    said = (bind_words(whatif.question, factbook, markup=False).text, *play.follow(play.recorded).claims)
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in said)


def label_of(dial: Dial, entry: Entry) -> str:
    """What an input is called."""
    return dial.label or entry.title


def _full(play: Play) -> Decimal:
    """The value that fills a bar: the largest that any has at a stop or at an end of the range of one input."""
    settings = [setting for _, _, setting in all_settings(play)]
    for place, dial in enumerate(play.whatif.dials):
        settings += [play.moved(place, end) for end in (dial.low, dial.high)]
    bars = [at for at, shown in enumerate(play.whatif.shown) if shown.bar]
    followed = [play.follow(setting) for setting in settings] if bars else []
    found = [one.values[at] for one in followed for at in bars]
    return max((value for value in found if value), default=Decimal(1))


def _control(play: Play, place: int, name: str) -> str:
    dial, entry, own = play.whatif.dials[place], play.dials[place], f"{name}-{place + 1}"
    measure = entry.figure.measure
    value = in_unit_of(entry, entry.quantity.value)
    unit = " ".join(filter(None, [measure.multiplier.replace("%", ""), unit_label(measure)]))
    label = escape(label_of(dial, entry), quote=False)
    note = " <small>our assumption</small>" if entry.confidence == ASSUMED else ""
    steps = int((dial.high - dial.low) / dial.step)
    at = int(((value - dial.low) / dial.step).to_integral_value())
    words = play.follow(play.recorded).inputs[place]
    ends = [play.follow(play.moved(place, end)).inputs[place] for end in (dial.low, dial.high)]
    turns = play.find_turns(place)
    places = [(turn.value - dial.low) / (dial.high - dial.low) for turn in turns]
    ticks = "".join(f'<rect x="{fixed(float(part * 100))}%" width="2" height="100%"/>' for part in places)
    return (
        f'<div class="whatif-input"><p class="whatif-label"><label for="{own}">{label}</label>{note} <span>'
        f'<input type="number" id="{own}" min="{dial.low}" max="{dial.high}" step="any" value="{_plain(value)}"'
        f' inputmode="decimal" autocomplete="off" aria-describedby="{own}-unit"> <small id="{own}-unit">{escape(unit)}</small>'
        f'</span></p><p class="whatif-slide"><input type="range" min="0" max="{steps}" step="1" value="{at}"'
        f' autocomplete="off" aria-label="{escape(label_of(dial, entry))}" aria-valuetext="{escape(words)}">'
        f'<svg class="whatif-ticks" aria-hidden="true">{ticks}</svg>'
        f'<small aria-hidden="true">{escape(ends[0])}</small><small aria-hidden="true">{escape(ends[1])}</small></p>'
        f'<p class="whatif-stops"><span class="whatif-turns">{"".join(_turn(play, place, turn) for turn in turns)}</span>'
        f"{''.join(_stops(play, place))}</p></div>"
    )


def _fold(controls: Sequence[str]) -> str:
    """The inputs that only those need who want to know more."""
    inner = "".join(controls)
    return f'<details class="whatif-more"><summary>More to move</summary>{inner}</details>' if controls else ""


def _stops(play: Play, place: int) -> Iterator[str]:
    for name, value in stops_of(play, place):
        yield f'<button type="button" value="{_plain(value)}">{escape(name, quote=False)}</button> '


def _turn(play: Play, place: int, turn: Turn) -> str:
    words = play.follow(play.moved(place, turn.value)).inputs[place]
    said = f"“{turn.near}” becomes “{turn.far}” at {words}"
    return (
        f'<button type="button" value="{_plain(turn.value)}" aria-label="{escape(said)}">'
        f"{escape(turn.far, quote=False)} at {escape(words, quote=False)}</button> "
    )


def _plain(value: Decimal) -> str:
    """A number as the field for it wants it, which may have no end."""
    return format(round(value, 9).normalize(), "f")


def _says(now: Followed) -> str:
    return "".join(
        f"<p>{''.join(f'<span>{escape(piece, quote=False)}</span>' if at % 2 else escape(piece, quote=False) for at, piece in enumerate(sentence))}</p>"
        for sentence in now.says
    )


def _outputs(play: Play, now: Followed, full: Decimal) -> str:
    items = []
    for shown, entry, words, value in zip(play.whatif.shown, play.outputs, now.outputs, now.values, strict=True):
        bar = _bar(value, full) if shown.bar else ""
        label = escape(shown.label or entry.title, quote=False)
        items.append(f"<li><span>{label}</span> <strong>{escape(words, quote=False)}</strong>{bar}</li>")
    return f'<ul class="whatif-outputs">{"".join(items)}</ul>'


def _bar(value: Decimal | None, full: Decimal) -> str:
    width = fixed(float(min(max((value or Decimal(0)) / full, Decimal(0)), Decimal(1))) * 100)
    return (
        '<svg class="whatif-bar" aria-hidden="true">'
        f'<rect class="whatif-now" width="{width}%" height="100%"/><rect class="whatif-was" x="{width}%" width="2" height="100%"/></svg>'
    )


def _table(play: Play) -> str:
    """The record and the named stops of each input, with what follows from them."""
    heads = [
        "Setting",
        "Value",
        *(shown.label or entry.title for shown, entry in zip(play.whatif.shown, play.outputs, strict=True)),
    ]
    heads += ["In words"] if play.sentences else []
    rows = []
    for name, place, setting in all_settings(play):
        found = play.follow(setting)
        places = [place] if place >= 0 else range(len(play.dials))
        labels = [label_of(dial, entry) for dial, entry in zip(play.whatif.dials, play.dials, strict=True)]
        value = "; ".join(f"{labels[at]}: {found.inputs[at]}" for at in places)
        cells = [value, *found.outputs, *([" ".join(found.claims)] if play.sentences else [])]
        row = "".join(f"<td>{escape(cell, quote=False)}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(name, quote=False)}</th>{row}</tr>')
    head = "".join(f'<th scope="col">{escape(one, quote=False)}</th>' for one in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
