"""Whether a text is the address of a page on the web that a reader could open."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

PUBLIC = ("https://", "http://")
LONGEST = 2000
STRANGE = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`{|}]")
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)*[^\W_](?:[\w-]{0,61}[^\W_])?\.?|\[[0-9a-fA-F:.]+\]")


def find_address_fault(address: str) -> str:
    """What is wrong with a web address, or nothing."""
    if not address.startswith(PUBLIC):
        return "an address starts with https://"
    if len(address) > LONGEST:
        return f"an address has at most {LONGEST} characters"
    if strange := STRANGE.search(address):
        shown = strange[0] if strange[0].isprintable() and not strange[0].isspace() else "a blank"
        return f"an address can't hold {shown}"
    return _find_host_fault(address)


def _find_host_fault(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "this is no address"
    if "@" in parts.netloc:
        return "an address can't hold a name or password"
    is_host = HOST.fullmatch(f"[{host}]" if ":" in host else host)
    return "" if is_host else "the address names no host"
