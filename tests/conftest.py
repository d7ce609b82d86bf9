"""Settings that all tests share."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# Nothing is written into the project, and a slow machine is no failure.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "hypothesis-home"))
settings.register_profile("site", deadline=None, max_examples=100, database=None)
settings.load_profile("site")


def pytest_terminal_summary(terminalreporter):
    """Print what tests recorded to be printed; with several workers their own output is not shown."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    for said in sorted({value for report in reports for name, value in report.user_properties if name == "printed"}):
        terminalreporter.write_line(said)
