"""Settings of what-ifs on which two evaluators must agree, and what the core says of them."""

import json
from decimal import Decimal
from random import Random

from factbook.model.breakeven import find_limits
from factbook.model.quantity import measured
from factbook.prose.steps import write_steps
from factbook.prose.whatif import Play, in_unit_of

SEED = 20_190_306
HALVES = [Decimal(text) for text in ("0.05", "0.5", "0.25", "0.45", "0.0005", "0.005", "0.000000001")]
SHARES = [Decimal(number) / 1000 for number in (5, 45, 55, 445, 495, 500, 505, 945, 949, 950, 951, 985, 995)]


def plain(value):
    """A value as a reader or an address may write it."""
    return None if value is None else format(value, "f")


def traps(play, place):
    """Values of one input at which rounding turns over, words change, or the range ends."""
    dial, entry = play.whatif.dials[place], play.dials[place]
    recorded = in_unit_of(entry, entry.quantity.value)
    found = [None, dial.low, dial.high, dial.low + dial.step, recorded, dial.high - dial.step / 2]
    found += [turn.value for turn in play.find_turns(place)]
    ends = (measured(dial.low, entry.figure.measure).value, measured(dial.high, entry.figure.measure).value)
    for tree in (case.tree for claim in play.claims for case in claim.cases if case.tree):
        for limit in find_limits(tree, entry, play.factbook, ends):
            near = in_unit_of(entry, limit)
            found += [near.quantize(Decimal(1).scaleb(-places)) for places in range(-2, 8)]
    other = play.dials[(place + 1) % len(play.dials)].quantity.value
    if other:  # where one of two is a share of both that stands on a half or a limit
        found += [in_unit_of(entry, other * share / (1 - share)) for share in SHARES if share != 1]
        found += [in_unit_of(entry, other * (1 - share) / share) for share in SHARES]
    numbers = [value for value in found if value is not None]
    found += [value.quantize(Decimal(1), "ROUND_FLOOR") + half for value in numbers[:12] for half in HALVES]
    return [
        value if value is None else round(value, 9)
        for value in found
        if value is None or dial.low <= value <= dial.high
    ]


def settings(play, count, random):
    """So many settings: traps alone, traps joined, steps, and any number that can be typed."""
    kinds = [traps(play, place) for place in range(len(play.dials))]
    found = [play.moved(place, value) for place, values in enumerate(kinds) for value in values if value is not None]
    while len(found) < count:
        one = []
        for dial, values in zip(play.whatif.dials, kinds, strict=True):
            steps = random.randrange(int((dial.high - dial.low) / dial.step) + 1)
            typed = dial.low + (dial.high - dial.low) * Decimal(random.randrange(10**9 + 1)) / 10**9
            places = random.randrange(8)
            ways = [random.choice(values), dial.low + steps * dial.step, round(typed, places), None]
            one.append(min(max(way, dial.low), dial.high) if (way := random.choice(ways)) is not None else None)
        found.append(tuple(one))
    return found[:count]


def said(play, setting):
    """The words of the core: inputs, outputs, and each piece of each sentence."""
    found = play.follow(setting)
    return [list(found.inputs), list(found.outputs), [list(sentence) for sentence in found.says]]


def batch(whatif, factbook, count):
    """What a script is given, and what the core says to it."""
    play = Play(whatif, factbook)
    random = Random(f"{SEED} {whatif.name}")  # noqa: S311 - the same settings each time
    asked = settings(play, count, random)
    data = {"name": whatif.name, "full": "1", **write_steps(play)}
    given = [[plain(value) for value in setting] for setting in asked]
    return json.loads(json.dumps(data)), given, [said(play, setting) for setting in asked]
