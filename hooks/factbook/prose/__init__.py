"""From running text to running text, or to problems."""
