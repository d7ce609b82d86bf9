"""Words that open a card, by mouse, finger and key, without a script.

The words themselves are the button. A label around it takes the mouse: in a button no engine but one lets a selection
begin, in a label all do, and a click on it is one on the button. Since a label would name its button, and what it has
to say is that button alone, the name is said again. No engine breaks a button into lines, so of many words only the
last are the button, and those before it stand in the label.
"""

from __future__ import annotations

LONGEST = 16  # letters that a line has room for, and that leave no hole in the line before


def draw_opener(words: str, card: str, *, is_titled: bool = False, before: str = "") -> str:
    """Words, as HTML without tags, that open the card of this id; its title tells those who hear them what they are."""
    name = words.replace('"', "&#34;")
    title = f' aria-describedby="{title_id(card)}"' if is_titled else ""
    return f'<label>{before}<button popovertarget="{card}" aria-label="{name}"{title}>{words}</button></label>'


def draw_phrase(words: str, card: str) -> str:
    """The same for words of any length, which break into lines as the text around them does."""
    before, last = split_last(words.replace("\n", " "))
    return draw_opener(last, card, is_titled=True, before=before)


def split_last(words: str) -> tuple[str, str]:
    """The last words of a phrase, as many as stay together on a line, and before them the others with their space."""
    start = 0
    while len(words) - start > LONGEST and (space := words.find(" ", start)) >= 0:
        start = space + 1
    return words[:start], words[start:]


def title_id(card: str) -> str:
    """The id of a card's title, which tells those who hear the button what its number is."""
    return f"{card}t"
