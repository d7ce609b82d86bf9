"""Lists made from data: figures, sources, the ledger, claims, the timeline, the glossary, changes."""
