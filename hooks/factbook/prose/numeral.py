"""What a number looks like in plain words: digits, signs, dates, and numbers that are spelled out.

Cardinals are numbers wherever they stand. "One" is a pronoun unless it measures or joins a number;
"first" to "third" are words of order unless they name a quarter or a rank; later ordinals are
numbers unless they belong to a name. Each pattern is tried on text with single spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

UNITS = "two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALES = "hundreds?|thousands?|(?:multi-?)?(?:m|b|tr|quadr|quint|sext|z|gaz)illions?|dozens?"
RANKS = (
    "fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|"
    "hundredth|thousandth|millionth|billionth"
)
MULTIPLES = (
    "half|halves|halved?|halving|doubled?|doubles|doubling|tripled?|triples|tripling|trebled?|trebles|trebling|"
    "(?:quadrupl|quintupl|sextupl|septupl|octupl|decupl)(?:ed?|es|ing)|twice|thrice"
)
SUPERLATIVES = (
    "most|largest|biggest|smallest|greatest|highest|lowest|longest|shortest|fastest|slowest|oldest|youngest|richest|"
    "wealthiest|poorest|strongest|weakest|cheapest|busiest"
)
DECADES = "(?:twen|thir|for|fif|six|seven|eigh|nine)ties|noughties"
MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
MEASURES = (
    "seconds?|minutes?|hours?|weeks?|months?|years?|decades?|century|fiscal|quarters?|per[ ]?cent|percentage|"
    "dollars?|euros?|pounds?|yuan|yen|rupees?|roubles?|cents?|miles?|met(?:er|re)s?|kilomet(?:er|re)s?|tons?|tonnes?|"
    "grams?|kilograms?|degrees?|fifths?|thirds?|half"
)

_JOINT = "(?:-[ ]|[ -])"  # a hyphen may end a line
_CARDINAL = rf"(?:(?:{TENS})(?:{_JOINT}(?:one|{UNITS}))?|{TEENS}|{UNITS}|{SCALES}|zero|nought)"
_NUMBER = rf"(?:\d|(?:{_CARDINAL})\b)"
# "two hundred and one", "tens of thousands", "ten to one"
_CARDINALS = rf"""
    (?:(?:an?|one)[ -](?=(?:{SCALES})\b)|tens[ ]of[ ])?{_CARDINAL}
    (?:{_JOINT}{_CARDINAL}
      |(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))[ -]and[ -](?:one\b|{_CARDINAL})
      |(?<=s)[ ]of[ ](?:{SCALES})
    )*
    (?:[ -]to[ -]one\b)?
"""
_AMOUNTS = ("by", "to", "than", "over", "under", "about", "almost", "nearly", "rose", "fell", "grew", "lost", "gained")
_BEFORE_A_PART = "|".join(rf"(?<=\b{word}[ ])" for word in _AMOUNTS)
_PARTS = rf"thirds|quarters|halves|(?:{RANKS})s"
# How they all begin, so that other words are passed over fast.
BEGINNINGS = (
    r"(?=a[n\ -]|bi|d[eo]|e[il]|f[io]|ga|h[au]|m[iu]|n[io]|o[cnr]|qu|s[cei]|t(?:e[nr]|h[ior]|r[ei]|w)|um|z[ei])"
)
WORDS = re.compile(
    rf"""(?<!\w){BEGINNINGS}(?:
        (?:an?|one|{_CARDINAL})[ -](?:{_PARTS})
        |one[ -](?:third|quarter|{RANKS})(?![ ]part(?:y|ies)\b)
        |one[ -]and[ -]an?[ -](?:half|quarter|third)
        |an?[ ](?:third|quarter)(?=[ ](?:of|more|less|fewer|higher|lower|larger|bigger|smaller|as|the|above|below)\b)
        |(?:{_BEFORE_A_PART})an?[ ](?:third|quarter)(?=[.,;:!?)\n]|$|[ ](?:in|on|to|from|since|after|during|within|and|or|but|while|year)\b)
        |(?:{TENS})-(?:first|second|third|{RANKS})
        |(?:{RANKS})
        |(?:first|second|third)(?=[ -](?:fiscal[ ])?quarters?\b)|(?:second|third)(?=[ -](?:{SUPERLATIVES})\b)
        |(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|thousand|million)-?fold
        |{_CARDINALS}(?:[ -](?:{_PARTS}))?(?:[ -]and[ -]an?[ -](?:half|quarter|third))?
            (?:[ ](?:per[ ]?cent|percentage[ ]points?))?
        |half[ -](?:an?[ -])?(?:{SCALES})
        |(?:{MULTIPLES})
        |(?:{DECADES})
        |(?<=number[ ])one
        |(?<=exactly[ ])one
        |one(?=[ -](?:{MEASURES})\b(?![ ](?:to|after)[ ](?:the|another)\b))
        |one(?=[ ]day[ ](?:ago|later|earlier|before|after)\b)|(?:(?<=\bin[ ])|(?<=\bwithin[ ]))one(?=[ ]day\b)
        |one(?=[ ](?:in|out[ ]of)[ ](?:every[ ]|an?[ ])?{_NUMBER}|[ -](?:to|or|and)[ -]{_NUMBER})
        |an?[ ](?:decade|century)(?=[ ](?:ago|later|earlier)\b)|an?[ ]fortnight
        |(?:an?[ ](?:score|pair)|(?<!musical[ ])scores)(?=[ ]of\b(?![ ](?:binoculars|glasses|jeans|pliers|scissors|trousers)\b))|umpteen
        |(?:single|triple)[ -](?:digits?|figures?)|(?:an?[ ]order|orders)[ ]of[ ]magnitude
        |an?[ ]couple[ ]of(?=[ ](?:days|weeks|months|years|decades)\b)|an?[ ](?:trio|quartet|quintet)(?=[ ]of\b)
    )(?!\w)""",
    re.VERBOSE,
)
_UNITS_OF_DIGITS = (
    r"%|‰|per[ ]?cent\b|percentage[ ]points?\b|(?:hundred|thousand|million|billion|trillion)\b|bn\b|tn\b|[kmx]\b|×"
)
DIGITS = re.compile(
    rf"""(?<!\d)(?:
        \d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?(?-i:{MONTHS})(?:,?[ ]\d{{4}}\b)?
        |(?-i:(?<!\w){MONTHS})[ ]\d{{1,2}}(?:st|nd|rd|th)?\b(?![.,]\d|[ ]?(?:%|(?:per[ ]?cent|m|bn|million|billion)\b))(?:,?[ ]\d{{4}}\b)?
        |(?-i:(?<!\w){MONTHS}),?[ ]\d{{4}}\b
    )
    |(?:(?:(?<=[\s(])|^)[+\u2212-])?
    (?:(?:\b[a-z]{{1,3}})?[$€£¥₩₹₽][ ]?|\b(?:RMB|CNY|USD|EUR|GBP|JPY|INR)[ ]?|\b[a-zÀ-ɏ]{{1,12}}|\#)?
    (?:\d{{1,3}}(?:[ ]\d{{3}})+(?!\d)|\d[\d.,:/'’⁄-]*(?<![.,:/'’-]))
    [a-zÀ-ɏ\d]*+
    (?:[ ]?(?:{_UNITS_OF_DIGITS}))*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Chinese numerals count if they are two, or if one stands before a measure: 百 is also a part of Baidu.
_HAN = "〇零一二两兩三四五六七八九十百千万萬亿億廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
HAN = re.compile(rf"(?:百分之|[{_HAN}]+分之)[{_HAN}]+|(?!万一|千万)[{_HAN}]{{2,}}|[{_HAN}][年月日号倍%亿]")
ROMAN_YEARS = re.compile(r"M(?<!\wM)C?M[CLXVI]{2,}(?!\w)")  # a letter first, for which `re` looks fast

# Set phrases and terms in which a number word counts nothing.
IDIOMS = re.compile(
    r"""(?<!\w)(?=[a-z])(?:
        high[ -]fives?|nine-to-five|cloud[ ]nine|(?:my|his|her|our|their|your)[ ]two[ ]cents|(?:in|of)[ ]two[ ]minds
        |two[ ]and[ ]two[ ]together|two-(?:dimensional|faced|factor|party|sided|step|tier|tiered|time|timing|tone|way)
        |three-(?:dimensional|way)|four-letter
        |(?:net|ground|patient|absolute)[ -]zero|non-zero|zero[ -](?:sum|tolerance)|zero[ ]in[ ]on
        |zero-(?:carbon|day|days|emissions?|hours?|knowledge|rated|rating|trust)
        |eleventh[ ]hour|fifth[ ](?:column|wheel)|fourth[ ](?:estate|wall)|sixth[ ]sense|seventh[ ]heaven
        |th(?:ink|inks|inking|ought)[ ]twice
        |double-(?!digit|figure)[a-z]+|(?:body|stunt)[ ]doubles?|on[ ]the[ ]double|doubl(?:e|es|ed|ing)[ ](?:down|back)
        |double[ ](?:act|agent|bass|bed|bind|check|click|counting|cross|entry|helix|life|meaning|negative|quote|room|
            slash|standard|take)(?:e?s)?
        |doubl(?:e|es|ed|ing)(?=[ ]as[ ]an?[ ](?!consequence|part|percentage|proportion|result|share))
        |half-(?!an?-|billion|century|day|decade|dozen|full|hour|mile|million|month|owned|percent|point|price|size|
            trillion|year)[a-z]+
        |better[ ]half|half[ ]the[ ]battle|triple-a
    )(?!\w)
    |(?<![a-z])(?:[kcdm]?m|ft|mi)[²³](?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# "Fifth Avenue", "Twenty-First Century Fox", "Charles the Fifth"; but a "Fourth Quarter" is a time.
_CAPITALS = "|".join(rank.capitalize() for rank in RANKS.split("|"))
_TENS_CAPITALS = "|".join(ten.capitalize() for ten in TENS.split("|"))
_NAMED = rf"(?:(?:{_TENS_CAPITALS})-(?:First|Second|Third|{_CAPITALS})|{_CAPITALS})"
_MEASURED = r"(?!(?:century|day|month|quarter|week|year)s?\b(?! Fox)|most\b|\w+est\b)"
ORDINALS_IN_NAMES = re.compile(
    rf"(?<!\w){_NAMED}(?= (?i:{_MEASURED})[A-Z]\w)|(?<=\b[Tt]he ){_NAMED}(?= of [A-Z]|[.,;:!?)]| {_MEASURED}[a-z])"
)

SMALL_LETTERS = str.maketrans(ascii_uppercase, ascii_lowercase)
DIGIT = re.compile(r"\d")


def in_small_letters(text: str) -> str:
    """The same text for patterns in small letters, which are found three times as fast as without regard to case."""
    return text.translate(SMALL_LETTERS)


@lru_cache(maxsize=16_384)  # the next build in `serve` asks for nearly the same texts
def find_numbers(text: str) -> tuple[tuple[int, str], ...]:
    """Offsets and words of the numbers in a plain text, in order, none inside another."""
    spans = _matches(text)
    if not spans:  # most texts
        return ()
    masked = text
    for pattern in (IDIOMS, ORDINALS_IN_NAMES):
        masked = pattern.sub(lambda match: "\x00" * len(match[0]), masked)
    if masked != text:
        text, spans = masked, _matches(masked)
    found = []
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            found.append((start, text[start:stop].strip()))
            end = stop
    return tuple(found)


def _matches(text: str) -> list[tuple[int, int]]:
    """Where something looks like a number, also where it is a part of a set phrase or of another number."""
    shape = text if text.isascii() else text.translate(SHAPES)
    found = [match.span() for match in WORDS.finditer(in_small_letters(shape))]
    patterns = [ROMAN_YEARS, *([DIGITS] if DIGIT.search(shape) else ()), *(() if text.isascii() else [HAN])]
    for pattern in patterns:
        found += [match.span() for match in pattern.finditer(shape)]
    return found


class _Shapes(dict[int, str]):
    """Fractions, superscripts, circled and Roman numerals as a nought, which the patterns know; other signs as they are."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_number = unicodedata.category(sign) in ("No", "Nl") and sign != "〇"
        self[code] = shape = "0" if is_number else sign
        return shape


SHAPES = _Shapes()
