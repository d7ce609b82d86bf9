"""What stands around and behind the words of a page: cards, margin, sources, tooltips, styles, policy."""
