"""Frozen, typed values; no input or output."""
