"""A claim of the ledger as a picture that others can show: what is claimed, what the record says, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.chart import svg
from factbook.chart.picture import CARD_HEIGHT, CARD_WIDTH, Lines, Picture, frame_picture
from factbook.model.factbook import Factbook
from factbook.model.records import LedgerClaim, Text
from factbook.prose.bind import bind_words

LEFT, RIGHT, BAR = 84.0, CARD_WIDTH - 64, 24.0
TOP, BOTTOM = 56.0, CARD_HEIGHT - 44
SMALL, LABEL, NUMBER = 19.0, 22.0, 56.0
# Of the claim and of the reason: the largest that leave room for all.
SIZES = ((50.0, 30.0), (44.0, 28.0), (38.0, 26.0), (33.0, 24.0), (29.0, 22.0), (25.0, 20.0), (22.0, 18.0), (18.0, 15.0))
DARK = ("supported", "wrong")  # verdicts whose colour takes white words


def draw_claim_card(claim: LedgerClaim, factbook: Factbook, name: str, address: str, styles: str) -> Picture:
    """The card of a claim, under the name of the site and above its sources and address."""
    foot = Lines(LEFT, RIGHT - LEFT)
    foot.y = 0
    foot.write(say_claim_sources(claim, factbook), SMALL, "tick")
    foot.write(address, SMALL, "tick")
    room = BOTTOM - foot.y - 14
    parts = next((drawn.elements for size in SIZES if (drawn := _draw(claim, factbook, name, size)).y <= room), None)
    parts = parts or _draw(claim, factbook, name, SIZES[-1]).elements
    below = svg.tag("g", "".join(foot.elements), transform=f"translate(0 {svg.fixed(BOTTOM - foot.y)})")
    bar = svg.rect(0, 0, BAR, CARD_HEIGHT, f"mark {claim.verdict}")
    words = f"{claim.verdict.capitalize()}: {say(claim.claim, factbook)}"
    size = (CARD_WIDTH, CARD_HEIGHT)
    # No words stand on a line here, and the edge that keeps them clear of lines takes a third of the time.
    return frame_picture(
        [bar, *parts, below], size, f"{styles}\ntext {{ stroke: none }}", words, say(claim.reason, factbook)
    )


def say(words: Text, factbook: Factbook) -> str:
    """Words of the ledger with their numbers in them."""
    return " ".join(bind_words(words, factbook, markup=False).text.split())


def say_numbers(claim: LedgerClaim, factbook: Factbook) -> Iterator[tuple[str, str]]:
    """What was claimed and what is on record, where these are numbers."""
    for label, name in ((f"The {factbook.about.noun}", claim.stated), ("On record", claim.record)):
        if name in factbook.entries:
            yield label, say(Text(f"{{{{ {name} }}}}", claim.location), factbook)


def say_claim_sources(claim: LedgerClaim, factbook: Factbook) -> str:
    """The sources by title."""
    titles = list(dict.fromkeys(factbook.sources[name].title for name in claim.sources if name in factbook.sources))
    return f"{'Source' if len(titles) == 1 else 'Sources'}: {'; '.join(titles)}" if titles else ""


def _draw(claim: LedgerClaim, factbook: Factbook, name: str, size: tuple[float, float]) -> Lines:
    """All above the foot, as high as its words need."""
    claim_size, reason_size = size
    lines = Lines(LEFT, RIGHT - LEFT)
    lines.y = TOP
    lines.elements.append(
        svg.tag("text", claim.id, x=RIGHT, y=TOP + 24, class_="tick", font_size=LABEL, text_anchor="end")
    )
    lines.write(f"{name}: the {factbook.about.noun} says", LABEL, "tick")
    lines.skip(6)
    lines.write(f"{say(claim.claim, factbook)}.", claim_size, "title")
    lines.skip(20)
    lines.elements += _verdict(claim.verdict, lines.y)
    lines.skip(48 + 16)
    if numbers := list(say_numbers(claim, factbook)):
        start, step = lines.y, (RIGHT - LEFT) / 2
        for place, (label, words) in enumerate(numbers):
            column = Lines(LEFT + place * step, step - 24)
            column.y = start
            column.write(label, LABEL, "tick")
            column.write(words, NUMBER if svg.width_of(words, NUMBER, bold=True) < step - 24 else NUMBER / 2, "title")
            lines.elements += column.elements
            lines.y = max(lines.y, column.y)
        lines.skip(8)
    lines.write(say(claim.reason, factbook), reason_size, "label")
    return lines


def _verdict(verdict: str, y: float) -> list[str]:
    words = verdict.capitalize()
    width = svg.width_of(words, 28, bold=True) + 36
    class_ = f"title {'on' if verdict in DARK else 'on-soft'}"
    return [
        svg.rect(LEFT, y, width, 48, f"mark {verdict}"),
        svg.tag("text", words, x=LEFT + 18, y=y + 34, class_=class_, font_size=28.0),
    ]
