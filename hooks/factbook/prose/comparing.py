"""What comparing words look like in plain English: words of order, of size and of change.

Each pattern is tried on small letters with single spaces; a figure is a run of OURS. Words that say
by themselves that a number went up or down count in the whole sentence of a figure. Words that
do so only with a number, such as "up", "under" and "around", count right beside one, on either side.
"""

from __future__ import annotations

import re

OURS = "\x01"

# Verbs of change in the forms that state one; "would grow" and "to shrink" state none.
VERBS = (
    r"(?:increas|decreas|declin|surg|plung|plummet|soar|climb|jump|slump|tumbl|balloon|dwindl|collaps|rebound|slow|accelerat|expand|"
    r"gain|widen|narrow|shrink|dropp?|slipp?|dipp?|peak|recover|stagnat|decelerat|deteriorat|worsen|strengthen|weaken|"
    r"lengthen|quicken|soften|subsid|rocket|skyrocket|spik|mushroom|swell|outperform|underperform|reduc|diminish|slash|"
    r"halv|doubl|tripl|quadrupl|inch|retreat|moderat|nosediv|crater)(?:ed|e?s|ing)|"
    r"(?:cool|explod|eas|lift|trim|firm|shorten|improv|multipli)ed|worsening|"
    "contracted|rose|risen|rises|rising|fell|fallen|falls|falling|grew|grown|grows|growing|shrank|shrunk|sank|sunk|sinks|sinking|"
    "leapt|leaped|slid|slides|sliding|swollen|nosedived|crept|creeping|"
    r"(?:edg|tick|nudg|creep|mov|turn)(?:ed|es|s|ing)[ ](?:up|down|higher|lower|ahead|upwards?|downwards?|forwards?)|"
    r"(?:went|gone|came|picked|picks|picking|pushed)[ ](?:back[ ])?(?:up|down)(?=[ ](?:by|to|from|at|after|in)\b)"
    r"|(?:picked|picks|picking)[ ]up(?=[ ](?:\w+[ ]){0,2}" + OURS + ")|"
    r"(?:bounc|fall|fell|drop|dropp|climb)(?:ed|ing|s|en)?[ ]back"
)
BASES = (
    "rise|fall|grow|increase|decrease|decline|drop|jump|surge|slump|shrink|climb|plunge|slide|dip|slip|double|halve|"
    "tumble|expand|contract"
)
NOUNS = (
    "rise|fall|increase|decrease|decline|drop|jump|surge|slump|plunge|slide|dip|climb|gain|reduction|downturn|upturn|slowdown|"
    "spike|uptick|upswing|collapse|rebound|recovery|improvement|deterioration|contraction|pick-up|hike|cut|boost|leap|shortfall"
)
QUALITIES = (
    "sharp|steep|steady|slight|small|large|big|modest|moderate|marginal|significant|substantial|considerable|notable|marked|"
    "dramatic|rapid|huge|massive|major|minor|strong|further|recent|annual|yearly|monthly|weekly|quarterly|daily|overall|"
    "average|net|real|sudden|gradual|continued|corresponding|similar|healthy|surprise|sequential|underlying|seasonal|"
    "double-digit|single-digit|year-on-year|year-over-year|month-on-month|month-over-month|week-on-week|quarter-on-quarter|"
    "like-for-like|percentage|percentage-point|per[ ]cent|percent|point|\\w+-fold"
)
COMPARATIVES = (
    "more|less|fewer|greater|larger|bigger|smaller|higher|lower|longer|shorter|faster|slower|older|younger|newer|richer|"
    "poorer|stronger|weaker|cheaper|dearer|better|worse|earlier|later|sooner|deeper|wider|broader|steeper|closer|farther|further|"
    "heavier|lighter|busier|hotter|colder|warmer|safer|taller"
)
SUPERLATIVES = (
    "largest|biggest|smallest|greatest|highest|lowest|longest|shortest|fastest|slowest|oldest|youngest|earliest|richest|"
    "poorest|strongest|weakest|cheapest|dearest|deepest|widest|broadest|steepest|sharpest|fewest|worst|heaviest|lightest|"
    "busiest|hottest|coldest|warmest|wettest|driest|deadliest|tallest|wealthiest|quickest"
)
# Words behind which "about" and its like tell how exact a number is, and not what a text deals with.
MEASURES = (
    "was|were|is|are|be|of|to|by|at|than|had|has|have|took|takes|cost|costs|for|after|with|made|makes|reach|reached|"
    "just|only|still|now|currently|actually|from|in|on|and|or|but|averaged|totalled|added|paid|earned|spent|lost|"
    "employs|employed|holds|held|sold|sells|produces|produced|covers|covered|gives|gave|adds|account|accounts|accounted"
)
HEDGED = "|".join(rf"(?<=\b{word}[ ])" for word in MEASURES.split("|"))
# Small words that may stand between a comparing word and its number.
BETWEEN = r"(?:(?:by|on|from|to|at|about|around|some|the|an?|its|their|another|a[ ]further|a[ ]total[ ]of|nearly|almost|just|over|roughly|approximately)[ ]){0,3}"
BESIDE = (
    r"above|below|beyond|under|more[ ]than|less[ ]than|(?<!made[ ])(?<!makes[ ])(?<!make[ ])up(?![ ]to[ ])|up[ ]to|down|(?<!the[ ])only|just|fully|"
    r"close[ ]to|close[ ]on|upwards[ ]of|as[ ](?:little|few|much|many|low|high|small|large|long|short)[ ]as|approach(?:es|ed)|pass(?:es|ed|ing)|"
    r"cross(?:es|ed)|tops|topped|lags|lagged|north[ ]of|south[ ]of|shy[ ]of|short[ ]of|in[ ]excess[ ]of|in[ ]the[ ]region[ ]of|"
    r"(?:in|of|on)[ ]the[ ]order[ ]of|nigh[ ]on|getting[ ]on[ ]for|more[ ]or[ ]less|give[ ]or[ ]take|not[ ](?:even|quite|yet)|"
    r"a[ ](?:minimum|maximum|peak|low|high|trough|record|ceiling|floor)[ ]of|the[ ]best[ ]part[ ]of|a[ ]good|a[ ]full|level[ ]with|"
    r"in[ ]line[ ]with|flat[ ](?:on|with)|match(?:es|ed|ing)|nowhere[ ]near|towards|ahead|behind|off"
)
AFTER = (
    rf"(?:(?:of[ ])?(?:(?:{QUALITIES})[ ]){{0,2}}(?:{NOUNS}|lead|advantage)s?"
    r"|points?[ ](?:ahead|behind|clear|higher|lower|up|down|more|less)"
    rf"|(?:or[ ])?(?:{COMPARATIVES.replace('earlier|later|sooner|', '')})(?![ ]than\b|[ ]or[ ](?:less|more|fewer))|or[ ]so|or[ ]thereabouts|plus|odd|and[ ](?:counting|rising|falling|growing|more|over|above)"
    r"|up(?=[ ](?:on|from|over|year|against|compared)\b)|down(?=[ ](?:on|from|year|against|compared)\b)"
    r"|(?:above|below|ahead[ ]of|behind|short[ ]of)(?=[ ](?:the|its|their|last|what|those|that|target|average|pre|level|expectation|forecast|budget|plan|consensus))|(?:over|under)(?=[ ](?:target|average|expectation|forecast|budget|plan|quota|par)|[ ](?:the|its|their)[ ](?:target|average|limit|mark|forecast|budget))|[a-z]+[ ](?:more|fewer|less)(?=[ ]?(?:[.,;:]|$)))"
)
PREDICATES = "was|were|is|are|be|been|remain|remains|remained|remaining|stood|stands|stayed|stays|ended|closed|finished|still|well|also|both"
# What cannot start a comparison is passed over fast.
BEGINNINGS = r"(?=[a-z])(?![kz])"
COMPARING = re.compile(
    rf"""(?<!\w){BEGINNINGS}(?:
        (?:almost|nearly|virtually|practically)(?:[ ](?:all|every\w*|none|nothing|the[ ]only|the[ ]same|half|equal|twice))?
        |barely|hardly[ ]any\w*|scarcely(?:[ ]any\w*)?
        |(?:just|well|far|slightly|roughly|considerably|comfortably|significantly)[ ](?:under|over|above|below|beyond|short[ ]of)
        |(?:{BESIDE})(?=[ ]{BETWEEN}{OURS})
        |(?:over|roughly|approximately|(?:{HEDGED})(?:about|around|some))(?=[ ](?:an?[ ]|the[ ])?{OURS})
        |mostly|most(?![ ](?:likely|notabl|probabl|certainly|recent|importan|famous|known))|majority|minority|the[ ]bulk|lion['’]s[ ]share|the[ ]best[ ]part
        |(?:no[ ])?(?:{COMPARATIVES})[ ]than|(?:more|less)[ ]\w+[ ]than|(?:no|far|much|even|still|slightly|significantly|considerably|markedly|sharply|somewhat)[ ](?:{COMPARATIVES})
        |(?<!no[ ])(?<!or[ ])(?:{COMPARATIVES.removeprefix("more|less|")})(?=(?:[ ][\w'’%,\x01-]+){{1,6}}?[ ]than\b)|(?:more|less|fewer)(?=(?:[ ][\w'’-]+){{1,5}}?[ ]than\b)
        |(?<=\ba[ ])(?:{COMPARATIVES})(?=[ ](?:rate|level|share|proportion|number|pace|price|percentage|figure|total|score|increase|rise|fall|drop)\b)
        |(?:twice|half)[ ](?:as|the|that)
        |as[ ](?:much|many|large|big|high|low|long|short|few|little|fast|old|great|small)[ ]as|at[ ](?:least|most)
        |(?:{SUPERLATIVES})|the[ ](?:best|least)|all-time[ ](?:high|low)
        |(?:near-)?record(?:[ ](?:high|low|year|quarter|month|week|numbers?|levels?|profits?|sales|revenues?|results|earnings|amounts?|sums?|additions?|growth|turnout|pace)|-(?:breaking|setting)|(?=[ ]{OURS}))
        |(?:a|the|its|their|another)[ ](?:new[ ])?record(?=[ ](?:of|at|for)[ ]|[.,;]|$)|(?:above|below)-average|beating(?=[ ]{BETWEEN}{OURS})|since[ ]records[ ]began|at[ ]or[ ](?:above|below|near)|well[ ]within|cut(?=[ ](?:by|to|from)[ ]{BETWEEN}{OURS})|only(?=[ ]\w+(?:ed|wn|en)[ ]by[ ]{BETWEEN}{OURS})|(?<=year[ ])(?:high|low)|(?<=month[ ])(?:high|low)|(?<=week[ ])(?:high|low)
        |(?:the[ ])?first[ ](?:time|year|month|quarter|week|day|fall|rise|drop|increase|decrease|decline|loss|profit)(?=[ ](?:since|in[ ]|that|for|ever)\b)
        |{VERBS}
        |(?:(?<=\ba[ ])|(?<=\ban[ ])|(?<=\bthe[ ])|(?<=\bits[ ])|(?<=\btheir[ ])|(?<=\bthis[ ])|(?<=\bthat[ ])|(?<=\bany[ ])|(?<=\bno[ ]))(?<!\bin[ ]the[ ])(?:{NOUNS})(?=[ ](?:of|by|in|from|to|on|over|since|compared)[ ])(?![ ]of[ ](?:the[ ])?(?:internet|web|press|a[ ])|[ ]in[ ]the[ ](?:ocean|road|forest)|[ ]to[ ](?:fame|power)|[ ]on[ ]the[ ]head)
        |(?:(?:{QUALITIES})[ ])(?:{NOUNS})s?
        |(?<!would[ ])(?<!could[ ])(?<!should[ ])(?<!might[ ])(?<!may[ ])(?<!to[ ])(?<!not[ ])(?<!will[ ])(?:{BASES})(?=[ ](?:by|to|from)[ ]{BETWEEN}{OURS})
        |(?<!or[ ])(?<=\ban[ ])(?:increase|improvement)|(?:increases|decreases|declines|reductions|falls|rises|drops|gains)(?=[ ](?:in|of|from|to)\b)
        |(?P<skip>(?:{PREDICATES})[ ])(?:higher|lower|larger|smaller|bigger|greater|fewer|faster|slower|stronger|weaker|cheaper|dearer|worse)(?![ ](?:known|to|for|or|and[ ]better|than)\b)
        |(?P<omit>(?:was|were|are|remain|remains|remained|stayed|still|is)[ ])(?:well[ ]|down[ ])?(?:up|down|above|below)(?![ ](?:to|against|for|there|here|and[ ]running)\b)(?!\x01)
        |unchanged|negligibl[ey]|marginal(?:ly)?|insignificant(?:ly)?|minuscule|tiny|huge(?:ly)?|enormous(?:ly)?|vast(?:ly)?
        |overwhelming(?:ly)?|substantial(?:ly)?|considerabl[ey]|dwarf(?:s|ed|ing)?|dominat(?:e|es|ed|ing)
        |exceed(?:s|ed|ing)?|outnumber(?:s|ed)?|outpac(?:e|es|ed)|outgrew|outstripp?(?:s|ed)|eclips(?:es|ed)|beats?(?=[ ]{OURS})|on[ ](?:a[ ])?par[ ]with|the[ ]same[ ]as|runner-up|whopping|mere|massive(?:ly)?|staggering(?:ly)?|impressive(?:ly)?|paltry|slight(?:ly)?|steadily|steady(?=[ ]at[ ])|a[ ]fraction[ ]of|(?<=\bbeen[ ])flat|(?<=\bwas[ ])flat|(?<=\bwere[ ])flat|(?<=nearly[ ])flat|(?<=broadly[ ])flat|flat(?=[ ]at[ ])|blistering|meagre|sluggish|hefty|sizeable|sizable
        |a[ ]far[ ]cry[ ]from|within[ ]a[ ]whisker[ ]of|a[ ]whisker[ ](?:short|off|below|above)|a[ ]handful[ ]of|neck[ ]and[ ]neck|level[ ]pegging|double-digit
        |(?<=still[ ])ahead|(?:leads|led)(?=[ ](?:its|all|every|the[ ](?:field|market|list|table))\b)|overt(?:ake|akes|aken|ook)|surpass(?:es|ed)?|in[ ]the[ ]lead
        |ahead[ ]of|lagg?(?:s|ed|ing)?[ ]behind|trail(?:s|ed)
    )(?!\w)(?![ ](?:in[ ]love|apart|asleep|silent|ill|into|up|out|through|back[ ]on)\b)
    |(?<=\x01)(?!\x01)(?P<after>[ -]{AFTER})(?!\w)""",
    re.VERBOSE,
)


def find_comparing(text: str) -> list[tuple[int, int]]:
    """Where the comparing words of a sentence stand, in order; `text` is in small letters."""
    found = []
    for match in COMPARING.finditer(text):
        start, end = match.span("after") if match["after"] else match.span()
        start = max(start, match.end("skip"), match.end("omit"))
        while text[start] in " -":
            start += 1
        found.append((start, end))
    return found
