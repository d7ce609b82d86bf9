"""The fonts of the pages are those that were made as their README says, and small."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
THEME = ROOT / "theme/assets"
# Signs of mathematics and shapes, which no part of these families has, and which stand alone.
FROM_THE_SYSTEM = set("≈≤≥→←●○⁄½")
FONTS = sorted((THEME / "fonts").glob("*.woff2"))


def test_each_file_is_the_one_that_was_made():
    said = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", (THEME / "fonts/README.md").read_text(), re.MULTILINE))
    assert {hashlib.sha256(font.read_bytes()).hexdigest(): font.name for font in FONTS} == said


def test_together_they_take_less_than_sixty_kibibytes():
    assert 0 < sum(font.stat().st_size for font in FONTS) < 60 * 1024


def test_the_sheet_names_each_file_and_no_other_and_none_moves_the_page_when_it_is_late():
    faces = re.findall(r"@font-face \{([^}]+)\}", (THEME / "fonts.css").read_text())
    named = {face: re.findall(r'url\("fonts/([^"]+)"\)', face) for face in faces}
    assert sorted(name for names in named.values() for name in names) == [font.name for font in FONTS]
    assert all("font-display: optional" in face for face, names in named.items() if names)
    assert all("size-adjust" in face for face, names in named.items() if not names)


def test_each_letter_of_latin_script_on_a_page_is_in_the_fonts():
    ranges = re.search(r"--unicodes=(\S+)", (THEME / "fonts/README.md").read_text())[1].split(",")
    ends = [[int(end, 16) for end in (one.split("-") * 2)[:2]] for one in ranges]
    known = {chr(code) for first, last in ends for code in range(first, last + 1)}
    texts = [
        path.read_text(encoding="utf-8") for folder in ("docs", "data") for path in (ROOT / folder).rglob("*.[my][dm]*")
    ]
    missing = {sign for text in texts for sign in text if sign.isprintable() and ord(sign) < 0x3000} - known
    assert missing <= FROM_THE_SYSTEM, missing


def test_the_licence_lies_beside_them_and_the_reserved_name_is_not_used():
    licence = (THEME / "fonts/OFL.txt").read_text()
    assert all(font.name in licence for font in FONTS)
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Source" not in (THEME / "fonts.css").read_text()
