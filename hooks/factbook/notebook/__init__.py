"""Runs the code of notebooks apart from whoever builds, and draws what it prints."""
