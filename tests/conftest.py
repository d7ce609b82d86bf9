"""Settings that all tests share."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# Nothing is written into the project, and a slow machine is no failure.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "hypothesis-home"))
settings.register_profile("site", deadline=None, max_examples=100, database=None)
settings.load_profile("site")
