"""Words that open a card, by mouse, finger and key, without a script.

The words themselves are the button. A label around it takes the mouse: in a button no engine but one lets a selection
begin, in a label all do, and a click on it is one on the button. Since a label would name its button, and what it has
to say is that button alone, the name is said again.
"""

from __future__ import annotations


def draw_opener(words: str, card: str, *, is_titled: bool = False) -> str:
    """Words, as HTML without tags, that open the card of this id; its title tells those who hear them what they are."""
    name = words.replace('"', "&#34;")
    title = f' aria-describedby="{title_id(card)}"' if is_titled else ""
    return f'<label><button popovertarget="{card}" aria-label="{name}"{title}>{words}</button></label>'


def title_id(card: str) -> str:
    """The id of a card's title, which tells those who hear the button what its number is."""
    return f"{card}t"
