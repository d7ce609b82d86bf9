"""Numbers in digits and numerals: "$16.9bn", "6 March 2019", "百分之三十", "MMXIX"."""

from __future__ import annotations

import re

MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
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
_ALONE = "二两兩三四五六七八九十百千"  # 一 is "a", and 万 a name
HAN = re.compile(
    rf"(?:百分之|[{_HAN}]+分之)[{_HAN}]+|(?!万一|千万)[{_HAN}]{{2,}}|[{_HAN}][年月日号倍%亿]"
    rf"|(?<![\u4e00-\u9fff])[{_ALONE}](?:[家个個次人位名种種件条條天周岁块元]|(?![\u4e00-\u9fff]))"
)
BRAILLE = re.compile("\u283c[\u2801-\u28ff]+")  # the sign for a number, and its digits
# "XII shops" counts, and "World War II veterans" and "XL shirts" do not: a small word stands before, a plural behind.
_ROMAN = r"(?!X[LX] )(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_BEFORE_COUNT = (
    *(
        "has",
        "had",
        "have",
        "of",
        "with",
        "in",
        "for",
        "bought",
        "sold",
        "sells",
        "owns",
        "owned",
        "runs",
        "ran",
        "opened",
        "closed",
    ),
    *(
        "all",
        "the",
        "its",
        "their",
        "about",
        "over",
        "and",
        "to",
        "from",
        "by",
        "than",
        "only",
        "or",
        "are",
        "were",
        "after",
        "these",
    ),
)
_COUNTING = "|".join(rf"(?<=\b{word} )" for word in _BEFORE_COUNT)
ROMAN_COUNTS = re.compile(rf"(?:{_COUNTING}){_ROMAN}(?= (?:[a-z]+s|people)\b)|(?<!\w){_ROMAN}(?= ?(?:per ?cent\b|%))")
ROMAN_YEARS = re.compile(r"M(?<!\wM)C?M[CLXVI]{2,}(?!\w)")  # a letter first, for which `re` looks fast
DIGIT = re.compile(r"\d")
