"""The words that documents print beside their numbers: hedges, scales, money, units and spelled numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

PER_CENT, TIMES, DURATION = "%", "times", "duration"

HEDGES: Mapping[str, tuple[str, ...]] = {
    "about": ("about", "approximately", "approx.", "approx", "around", "roughly", "some", "circa", "ca.", "~", "≈",
              "大约", "大約", "约", "約"),
    "nearly": ("nearly", "almost", "close to", "just under", "接近", "近"),
    "more than": ("more than", "over", "in excess of", "exceeding", "exceeded", "exceeds", "upwards of", "above",
                  "just over", ">", "超过", "超過", "突破", "逾", "超", "多", "余", "餘"),
    "at least": ("at least", "no less than", "no fewer than", "not less than", "or more", "≥", "+", "至少", "以上"),
    "less than": ("less than", "fewer than", "under", "below", "<", "不到", "不足"),
    "at most": ("at most", "no more than", "not more than", "or less", "≤", "至多"),
    "up to": ("up to", "as many as", "as much as", "多达"),
}  # fmt: skip
SCALES: Mapping[Decimal, tuple[str, ...]] = {
    Decimal(10): ("十",),
    Decimal(10**2): ("hundred", "百"),
    Decimal(10**3): ("thousand", "thousands", "'000", "k", "千"),
    Decimal(10**4): ("万", "萬"),
    Decimal(10**5): ("lakh",),
    Decimal(10**6): ("million", "millions", "mln", "mn", "mm", "m"),
    Decimal(10**7): ("crore",),
    Decimal(10**8): ("亿", "億"),
    Decimal(10**9): ("billion", "billions", "bln", "bn", "b"),
    Decimal(10**12): ("trillion", "trillions", "tn", "t"),
}
MONEY: Mapping[str, tuple[str, ...]] = {
    "USD": ("us$", "usd", "u.s. dollars", "us dollars", "dollars", "dollar", "$", "美元", "美金"),
    "HKD": ("hk$", "hkd", "港元"),
    "CNY": ("rmb", "cny", "cn¥", "renminbi", "yuan", "人民币", "元"),
    "EUR": ("€", "eur", "euros", "euro", "欧元"),
    "GBP": ("£", "gbp", "pounds", "pound", "英镑"),
    "INR": ("₹", "inr", "rs.", "rs", "rupees"),
    "BRL": ("r$", "brl", "reais"),
    "CHF": ("chf",),
    "KRW": ("krw", "won"),
    "SGD": ("s$", "sgd"),
    "JPY": ("jp¥", "jpy", "yen", "日元"),
    "¥": ("¥",),  # of China or Japan
}
MINUTES: Mapping[Decimal, tuple[str, ...]] = {
    Decimal(1) / 60: ("seconds", "second", "sec", "秒"),
    Decimal(1): ("minutes", "minute", "mins", "min", "分钟"),
    Decimal(60): ("hours", "hour", "hrs", "hr", "h", "小时"),
    Decimal(1440): ("days", "day", "天"),
    Decimal(10080): ("weeks", "week", "周"),
    Decimal(525960): ("years", "year", "年"),
}
SHARES: Mapping[Decimal, tuple[str, ...]] = {
    Decimal("0.01"): ("%", "per cent", "percent", "percentage points", "percentage point", "个百分点", "百分之"),
    Decimal("0.0001"): ("basis points", "bps"),
}
MULTIPLES = ("times", "time", "-fold", "fold", "x", "×", "倍")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
SPELLED: Mapping[str, int] = {
    **{word: number for number, word in enumerate(ONES, start=1)},
    **{word: 10 * number for number, word in enumerate(TENS, start=2)},
    **{f"{ten}-{one}": 10 * i + j for i, ten in enumerate(TENS, start=2) for j, one in enumerate(ONES[:9], start=1)},
    **{word: number for number, word in enumerate("一二三四五六七八九", start=1)},
    "两": 2,
    "a": 1,
    "an": 1,
}
IDLE = ("and", "in", "of", ",", "(", ")", "from")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word does: it is a hedge, a scale, a kind of unit, a number, a range or idle; `size` is of a scale or number."""

    role: str
    name: str = ""
    size: Decimal = Decimal(1)


def _list_words() -> Mapping[str, Word]:
    found = {word: Word("idle") for word in IDLE} | {"between": Word("range", "between")}
    found |= {word: Word("hedge", name) for name, words in HEDGES.items() for word in words}
    found |= {word: Word("scale", "", size) for size, words in SCALES.items() for word in words}
    found |= {word: Word("kind", name) for name, words in MONEY.items() for word in words}
    found |= {word: Word("kind", DURATION, size) for size, words in MINUTES.items() for word in words}
    found |= {word: Word("kind", PER_CENT, size) for size, words in SHARES.items() for word in words}
    found |= {word: Word("kind", TIMES) for word in MULTIPLES}
    found |= {word: Word("number", "", Decimal(number)) for word, number in SPELLED.items()}
    return found


WORDS = _list_words()
LONGEST = sorted(WORDS, key=lambda word: (-len(word), word))
