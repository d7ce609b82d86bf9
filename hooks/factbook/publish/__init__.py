"""Puts a built site into the folder that is published."""
