"""Finds words that compare, in a sentence that shows a figure, without being bound to it as a claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator

from factbook.ground.location import Lines
from factbook.ground.problem import Problem
from factbook.prose.numeral import in_small_letters
from factbook.prose.reading import OURS, read_markdown
from factbook.prose.scan import scan

# Verbs of change in the forms that state one; "would grow" and "to shrink" state none.
CHANGES = (
    r"(?:increas|decreas|declin|surg|plung|plummet|soar|climb|jump|slump|tumbl|balloon|dwindl|collaps|rebound|slow|accelerat|expand|"
    r"gain|widen|narrow|shrink|dropp?|slipp?|dipp?|peak|recover|stagnat)(?:ed|e?s|ing)|"
    "contracted|rose|risen|rises|rising|fell|fallen|falls|falling|grew|grown|grows|growing|shrank|shrunk|sank|sunk|sinks|sinking|"
    "leapt|slid|slides|sliding|halved|doubled|tripled|quadrupled|"
    r"(?:(?<=\ba[ ])|(?<=\ban[ ]))(?:rise|fall|drop|increase|decrease|decline|jump|surge)(?=[ ](?:of|by)[ ])"
)
COMPARATIVES = (
    "more|less|fewer|greater|larger|bigger|smaller|higher|lower|longer|shorter|faster|slower|older|younger|newer|richer|"
    "poorer|stronger|weaker|cheaper|dearer|better|worse|earlier|later|sooner|deeper|wider|broader|steeper|closer|farther|further"
)
SUPERLATIVES = (
    "largest|biggest|smallest|greatest|highest|lowest|longest|shortest|fastest|slowest|oldest|youngest|earliest|richest|"
    "poorest|strongest|weakest|cheapest|dearest|deepest|widest|broadest|steepest|sharpest|fewest|worst"
)
# Words behind which "about" and its like tell how exact a number is, and not what a text deals with.
MEASURES = (
    "was|were|is|are|be|of|to|by|at|than|had|has|have|took|takes|cost|costs|for|after|with|made|makes|reach|reached"
)
HEDGED = "|".join(rf"(?<=\b{word}[ ])" for word in MEASURES.split("|"))
# How they all begin, so that other words are passed over fast.
BEGINNINGS = (
    r"(?=a(?:[bchlprst]|[ ]f)|b[aeir]|c[hlor]|d[eiorw]|e[acnvx]|f[aelu]|g[ar]|h[aiu]|i(?:m|n[cs])|ju|l[aeio]|m[aeiou]|"
    r"n(?:[ae]|o[ ])|o(?:l|n(?:l|[ ](?:a[ ])?par)|u|v)|p[aelor]|qu|r[eiou]|s[achilmotu]|t(?:he[ ]|[iruw]|op)|u[np]|v[ai]|"
    r"w[ehio]|yo)"
)
COMPARING = re.compile(
    rf"""(?<!\w){BEGINNINGS}(?:
        (?:almost|nearly|virtually|practically)(?:[ ](?:all|every\w*|none|nothing|the[ ]only|the[ ]same|half|equal|twice))?
        |barely|hardly[ ]any\w*|scarcely[ ]any\w*
        |(?:just|well|far|slightly|roughly|considerably)[ ](?:under|over|above|below|beyond|short[ ]of)
        |(?:above|below|beyond|under|more[ ]than|less[ ]than|(?<!made[ ])(?<!makes[ ])(?<!make[ ])up|down|(?<!the[ ])only|just|fully|close[ ]to|upwards[ ]of|up[ ]to|as[ ]little[ ]as|approach(?:es|ed)|pass(?:es|ed)|cross(?:es|ed)|tops|topped|lags|lagged)(?=[ ](?:by[ ])?{OURS})
        |(?:over|roughly|approximately|(?:{HEDGED})(?:about|around|some))(?=[ ]{OURS})
        |mostly|most(?![ ](?:likely|notabl|probabl|certainly|recent|importan|famous|known))|majority|minority|the[ ]bulk|lion['’]s[ ]share
        |(?:no[ ])?(?:{COMPARATIVES})[ ]than|(?:more|less)[ ]\w+[ ]than|(?:no|far|much|even|still|slightly)[ ](?:{COMPARATIVES})
        |(?:twice|half)[ ](?:as|the|that)
        |as[ ](?:much|many|large|big|high|low|long|short|few|little|fast|old|great|small)[ ]as|at[ ](?:least|most)
        |(?:{SUPERLATIVES})|the[ ](?:best|least)|record(?:[ ](?:high|low)|(?=[ ]{OURS}))|all-time[ ](?:high|low)
        |{CHANGES}
        |unchanged|negligibl[ey]|marginal(?:ly)?|insignificant(?:ly)?|minuscule|tiny|huge(?:ly)?|enormous(?:ly)?|vast(?:ly)?
        |overwhelming(?:ly)?|substantial(?:ly)?|considerabl[ey]|dwarf(?:s|ed|ing)?|dominat(?:e|es|ed|ing)
        |exceed(?:s|ed|ing)?|outnumber(?:s|ed)?|outpac(?:e|es|ed)|outgrew|outstripp?(?:s|ed)|eclips(?:es|ed)|beats?(?=[ ]{OURS})|on[ ](?:a[ ])?par[ ]with|the[ ]same[ ]as|runner-up|whopping|mere|massive(?:ly)?|staggering(?:ly)?|impressive(?:ly)?|paltry|slight(?:ly)?|steadily|steady(?=[ ]at[ ])|a[ ]fraction[ ]of|flat(?=[ ]at[ ])
        |(?<=still[ ])ahead|(?:leads|led)(?=[ ](?:its|all|every|the[ ](?:field|market|list|table))\b)|overt(?:ake|akes|aken|ook)|surpass(?:es|ed)?
        |ahead[ ]of|lagg?(?:s|ed|ing)?[ ]behind|trail(?:s|ed)
    )(?!\w)(?![ ](?:in[ ]love|apart|asleep|silent|ill|into|up|out|through|back[ ]on)\b)""",
    re.VERBOSE,
)
# A sentence ends at a mark before a space and no small letter, but not behind an initial or a short form.
SENTENCE_END = re.compile(
    r"\.(?<!\b[A-Z]\.)(?<!\b(?:Co|Mr|Ms|Dr|No|vs|cf|Jr|Sr|St)\.)(?<!\b(?:Inc|Ltd|Mrs|e\.g|i\.e|U\.S|U\.K)\.)(?<!\bCorp\.)(?<!\bapprox\.)"
    r"[\"”’»)]*(?=\s(?![a-z]))|[!?…。！？][\"”’»)]*(?=\s(?![a-z])|$)|[\n|]"
)
FIGURE = re.compile(r"\s*(?P<name>[A-Za-z_]\w*\.\w+)(?P<time>[^|]*\|\s*(?:date|year|month|range)\b)?")
HINT = 'bind the words: {{ "%s" if topic.name > 95 %% }}, or leave the comparison out'

HEDGES = frozenset({"about", "around", "some", "roughly", "approximately"})
HEDGE_HINT = "a figure says itself how exact it is: give it 'bound: about' with its limits, or leave the word out"
OF_TIMES = HEDGES | {"over"}


def find_unbound(text: str, path: str, first_line: int = 1, times: Collection[str] = frozenset()) -> Iterator[Problem]:
    """Comparing words that stand beside a figure, outside any claim.

    Before the figures `times`, and where a figure is shown as a time, "over", "about" and their like compare nothing.
    """
    spans = (span for span in scan(text)[0] if span.kind == "placeholder")
    named = ((span.start, FIGURE.match(span.text)) for span in spans)
    figures = {start: figure["time"] is not None or figure["name"] in times for start, figure in named if figure}
    if not figures:
        return
    lines = Lines(path, text, first_line)
    for reading in read_markdown(text):
        ends = [match.end() for match in SENTENCE_END.finditer(reading.text)]
        shown = (bisect_left(reading.offsets, start) for start in figures)
        with_figure = {bisect_right(ends, at) for at in shown if at < len(reading.text) and reading.text[at] == OURS}
        for match in COMPARING.finditer(in_small_letters(reading.text)):
            if match[0] in OF_TIMES and figures.get(reading.offsets[match.end() + 1], True):
                continue
            if bisect_right(ends, match.start()) in with_figure:
                words = reading.text[match.start() : match.end()].strip()
                yield Problem(
                    lines.locate(reading.offsets[match.start()]),
                    "unbound-comparison",
                    f'the words "{words}" stand beside a figure and are bound to none',
                    HEDGE_HINT if match[0] in HEDGES else HINT % words,
                )
