"""Numbers with a source, words bound to them, and the proof that both are in step."""
