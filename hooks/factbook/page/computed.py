"""How a number was computed, in words with numbers: "Advertising $55 billion ÷ revenue $55.8 billion"."""

from __future__ import annotations

from html import escape

from factbook.chart.label import key_label
from factbook.model.factbook import Entry, Factbook
from factbook.model.formula import Call, Literal, Operation, Tree
from factbook.model.formula import Reference as Named
from factbook.model.quantity import ONE
from factbook.page.digits import say_input
from factbook.page.reference import Reference
from factbook.page.wording import Name, name_of, say_formula, title_of

MAX_MEMBERS = 4  # of a series, said one by one


def say_computed(entry: Entry, factbook: Factbook, reference: Reference | None = None) -> str:
    """The formula of a derived number as HTML: names lead to their entries, each with its value behind it."""
    if entry.formula is None or not entry.inputs:
        return ""
    tree = entry.formula.tree
    return say_formula(_spell_growth(tree, entry), factbook, _name(entry, factbook, reference))


def _name(entry: Entry, factbook: Factbook, reference: Reference | None) -> Name:
    """A figure by its title, with the link to its entry, and its value or those of its members that count."""

    def name(named: Named) -> str:
        part = factbook.entries.get(str(named)) or factbook.entries.get(f"{named.figure}[{entry.key}]")
        if part and part.id in entry.inputs:
            title = part.title if part.period == entry.period else name_of(part)
            return f"{_link(part.id, title, reference)} {escape(say_input(part))}"
        linked = _link(named.figure, title_of(named, factbook), reference)
        return linked + _members(named, entry, factbook)

    return name


def _members(named: Named, entry: Entry, factbook: Factbook) -> str:
    """The values of a series that a formula takes as a whole, as many as one can read at a glance."""
    parts = [
        factbook.entries[one] for one in entry.inputs if one.startswith(f"{named.figure}[") and one in factbook.entries
    ]
    if not 0 < len(parts) <= MAX_MEMBERS:
        return ""
    return f" ({'; '.join(f'{escape(key_label(part))} {escape(say_input(part))}' for part in parts)})"


def _link(entry_id: str, title: str, reference: Reference | None) -> str:
    words = escape(title, quote=False)
    address = reference.figure(entry_id) if reference else ""
    return f'<a href="{address}">{words}</a>' if address else words


def _spell_growth(tree: Tree, entry: Entry) -> Tree:
    """Growth by the two numbers that it compares."""
    if isinstance(tree, Operation):
        return Operation(tree.operator, tuple(_spell_growth(part, entry) for part in tree.operands), tree.column)
    if not isinstance(tree, Call) or tree.function != "growth" or not isinstance(tree.arguments[0], Named):
        return tree
    series = tree.arguments[0].figure
    found = [name.removeprefix(f"{series}[")[:-1] for name in entry.inputs if name.startswith(f"{series}[")]
    if len(found) != 2:
        return tree
    before, after = (Named(series, key, tree.column) for key in found)
    return Operation("-", (Operation("/", (after, before), 0), Literal(ONE, "", 0)), tree.column)
