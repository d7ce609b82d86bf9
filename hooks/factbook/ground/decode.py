"""The one way in which a file that people write is read, so that all steps see the same text or the same problem."""

from __future__ import annotations

from factbook.ground.location import Location
from factbook.ground.problem import Problem, ProblemError

HINT = "save the file as UTF-8: most editors offer that where they save under another name"
MARKS = (b"\xff\xfe", b"\xfe\xff")  # that UTF-16 begins with


def decode_text(content: bytes, shown: str) -> str:
    """What a file holds, with line ends as in this system and without a byte order mark. Raises ProblemError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = "it is UTF-16" if content.startswith(MARKS) else error.reason
        raise ProblemError(Problem(Location(shown), "yaml-syntax", f"this is not UTF-8 text: {reason}", HINT)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
