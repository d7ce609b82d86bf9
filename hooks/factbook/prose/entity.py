"""The entities of HTML, such as &amp; and &#65;."""

from __future__ import annotations

import re

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
