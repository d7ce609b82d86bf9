"""Set phrases, terms and names in which a number word counts nothing: "think twice", "Fifth Avenue"."""

from __future__ import annotations

import re

from factbook.prose.number_words import RANKS, TENS

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
        |better[ ]half|half[ ]the[ ]battle|triple-a|two-edged
        |(?:first|second|latter)[ ]half(?=[ ]of[ ](?:an?|the|that|this|its|their)[ ]
            (?:year|month|week|day|decade|century|book|article|chapter|story|page|speech|game|match)\b)
        |the[ ]two[ ]of[ ](?:them|us|you)
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
