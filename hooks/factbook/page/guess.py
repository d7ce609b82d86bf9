"""A guess as HTML: the question, controls for a script, and the answer one step away for all who want none.

The script comes when a reader touches a control. It reads what it needs from the block; nothing is kept or sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from factbook.chart.label import key_label
from factbook.chart.svg import fixed
from factbook.model.factbook import Entry, Factbook
from factbook.model.guess import SCALE, entries_guessed
from factbook.model.records import Guess
from factbook.page.facts import say_sources
from factbook.page.reference import Reference
from factbook.prose.bind import bind_words
from factbook.prose.guess import HIGH, HIT, LOW, OFF, Target, find_target, say_guess

SCRIPT = "assets/guess.js"


def draw_guess(guess: Guess, factbook: Factbook, reference: Reference | None = None, chart: str = "") -> str:
    """The whole block; `chart` is the drawing that stands with the answer."""
    name, target, entries = f"guess-{guess.name}", find_target(guess, factbook), entries_guessed(guess, factbook)
    question = bind_words(guess.question, factbook, anchor=f"{name}-q-").text
    answer = bind_words(guess.answer, factbook, anchor=f"{name}-a-").text
    # A chart names its own.
    sources = "" if chart else f'<p class="guess-source">{say_sources(entries[0], factbook, reference)}</p>'
    source = f' data-script="{reference.file(SCRIPT)}"' if reference else ""
    controls = _series(name, target, entries) if len(entries) > 1 else _slider(f"{name}-1", "Your guess", target)
    return (
        f'<div class="guess" id="{name}" role="group" aria-labelledby="{name}-question"{source}'
        f' data-guess=\'{_data(target)}\'><p class="guess-question" id="{name}-question">{question}</p>'
        f'<div class="guess-controls" hidden>{controls}'
        '<p><button type="button">Compare with the record</button></p></div>'
        '<output class="guess-said"></output>'
        f'<details class="guess-answer"><summary>Show the answer</summary><p>{answer}</p>{sources}{chart}</details></div>'
    )


def _data(target: Target) -> str:
    data = {
        "values": target.values,
        "low": target.low,
        "step": target.step,
        "steps": target.steps,
        "digits": target.digits,
        "units": target.units,
        "bands": target.bands,
        "says": (HIT, HIGH, LOW, OFF),
        "scale": SCALE,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return escape(text, quote=False).replace("'", "&#39;")


def _series(name: str, target: Target, entries: Sequence[Entry]) -> str:
    """An area to draw in, with the first and last of the scale beside it, and a slider for each number."""
    labels = [key_label(entry) for entry in entries]
    years = "".join(f"<span>{escape(label, quote=False)}</span>" for label in labels)
    height = fixed(100 - 100 * target.start / target.steps)
    points = [f"{fixed((at + 0.5) / len(entries) * 100)} {height}" for at in range(len(entries))]
    sliders = "".join(_slider(f"{name}-{at}", label, target) for at, label in enumerate(labels, start=1))
    low, high = (escape(say_guess(target, place), quote=False) for place in (0, target.steps))
    return (
        "<p>Draw the line with the mouse or a finger, or set each number below.</p>"
        f'<div class="guess-field" aria-hidden="true"><svg viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path class="guess-drawn" d="M{"L".join(points)}"/><path class="guess-record"/></svg>'
        f"<small>{high}</small><small>{low}</small></div>"
        f'<p class="guess-keys" aria-hidden="true">{years}</p>'
        f"<details><summary>Set each number</summary>{sliders}</details>"
    )


def _slider(own: str, label: str, target: Target) -> str:
    words = say_guess(target, target.start)
    return (
        f'<p class="guess-slide"><label for="{own}">{escape(label, quote=False)}</label> <input type="range" id="{own}" '
        f'min="0" max="{target.steps}" value="{target.start}" autocomplete="off" aria-valuetext="{escape(words)}"> '
        f"<output>{escape(words, quote=False)}</output></p>"
    )
