"""Numbers that are spelled out: "two hundred and one", "a third", "tenfold", "the early nineties".

Cardinals are numbers wherever they stand. "One" is a pronoun unless it measures or joins a number;
"first" to "third" are words of order unless they name a quarter or a rank; later ordinals are
numbers unless they belong to a name. The pattern is tried on small letters with single spaces.
"""

from __future__ import annotations

import re

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
MEASURES = (
    "seconds?|minutes?|hours?|weeks?|months?|years?|decades?|century|fiscal|quarters?|per[ ]?cent|percentage|"
    "dollars?|euros?|pounds?|yuan|yen|rupees?|roubles?|cents?|miles?|met(?:er|re)s?|kilomet(?:er|re)s?|tons?|tonnes?|"
    "grams?|kilograms?|degrees?|fifths?|thirds?|half"
)

_JOINT = "(?:-[ ]|[ -])"  # a hyphen may end a line
_CARDINAL = rf"(?:(?:{TENS})(?:{_JOINT}?(?:one|{UNITS}))?|(?:one|{UNITS})(?:hundred|thousand|million|billion)|{TEENS}|{UNITS}|{SCALES}|zero|nought)"
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
BEGINNINGS = r"(?=a[n\ -]|bi|d[eo]|e[il]|f[io]|ga|h[au]|m[iu]|n[io]|o[cnr]|qu|s[cei]|t(?:e[nr]|h[ior]|he[ ](?:[a-z]+[ ])?maj|r[ei]|w)|um|z[ei])"
WORDS = re.compile(
    rf"""(?<!\w){BEGINNINGS}(?:
        (?:an?|one|{_CARDINAL})[ -](?:{_PARTS})
        |one[ -](?:third|quarter|{RANKS})(?![ ]part(?:y|ies)\b)
        |one[ -]and[ -]an?[ -](?:half|quarter|third)
        |an?[ ](?:third|quarter)(?=[ ](?:of|more|less|fewer|higher|lower|larger|bigger|smaller|as|the|above|below)\b)
        |(?:{_BEFORE_A_PART})an?[ ](?:third|quarter)(?=[.,;:!?)\n]|$|[ ](?:in|on|to|from|since|after|during|within|and|or|but|while|year|last|this|under|between|against|compared|at)\b)
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
        |an?[ ]couple[ ]of(?=[ ](?:[a-z-]+[ ]){{0,2}}(?:[a-z]+s|people|men|women|children)\b)
        |(?<!at[ ]least[ ])once(?=[ ](?:an?|per|every|each)[ ](?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century)\b)
        |(?:(?<=\bonly[ ])|(?<=\bjust[ ])|(?<=\bexactly[ ]))once(?=[.,;:!?)\n]|$|[ ](?:in|since|before|after|by|during)\b)
        |(?:(?<=^)|(?<=[.!?;:(][ ])|(?<=\n)|(?<=\band[ ])|(?<=\bbut[ ])|(?<=\bthat[ ]))none[ ]of[ ](?:the|its|their|these|those|our|his|her)(?=[ ](?:[a-z-]+[ ])?[a-z]+s\b)
        |(?:the|an?)[ ](?:(?:vast|great|large|overwhelming|clear|small|bare)[ ])?majority[ ]of(?![ ]{_CARDINAL}\b)|quarter-points?|(?<=\bfrom[ ])nil|(?<=\bto[ ])nil
        |(?:second|third)(?=[ ]place\b)|(?<=every[ ])third
        |(?:(?<=took[ ])|(?<=takes[ ])|(?<=within[ ]))an?[ ](?:decade|century)|an?[ ](?:trio|quartet|quintet)(?=[ ]of\b)
    )(?!\w)""",
    re.VERBOSE,
)
