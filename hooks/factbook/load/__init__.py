"""From data/ to a Factbook, or to problems."""
