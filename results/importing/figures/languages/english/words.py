"""What the words of English tell about a number beside them."""

from __future__ import annotations

from ....word_sets import words
from ..words import Words

WORDS = Words(
    decimal_sign=".",
    numbers={
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
    },
    before_years=words(
        "a after and as at autumn before between both by calendar christmas during early "
        "ended ending financial for from her his in its late mid of on or our season since "
        "spring summer than the their this through throughout till to until versus vs winter "
        "with year"
    ),
    counted=(
        r"people|children|pupils?|students?|adults|volunteers?|members|visitors|families|"
        r"households|schools|calls|reports?|books?|loans|meals|parcels|tickets|donors|"
        r"donations|trees|hours|passengers|women|men|girls|boys|participants|learners|homes|"
        r"beds|nights|visits|sessions|copies|followers|subscribers|views|shares|downloads|"
        r"signatures|signatories|kilometres|miles|metres|tonnes|kilos|kg|km|hectares|acres|"
        r"litres|responses|respondents|patients|residents|employees|staff|places|callouts|"
        r"call-outs|rescues|items|lives|units|seedlings|plants|supporters|attendees|players"
    ),
    function_words=words(
        "a about according after against already also among an and are as at be because been "
        "before being between both but by can compared could despite during each for from had "
        "has have he her his i if in into is it its may not of on only onto or our over per "
        "respectively she since so than that the their then there these they this those "
        "through to towards under until up via was we were when where which while who whom "
        "will with within without would you today tomorrow tonight yesterday away back "
        "together abroad online"
    ),
    weak_nouns=words("occasions times"),
    before_figures=words(
        "a and are at became been by came decreased down fell for from grew had has have in "
        "increased is of on or reached rose stood the to total totalled up was were with"
    ),
    part_of=(
        r"of(?: (?:the|our|all|these|those|a total of|all the|its|their))?|"
        r"out of(?: (?:the|our|every|all|a total of))?|in(?: every)?"
    ),
    of_those_behind=r"of (?:them|these|those|whom|which)",
    of_those=(r"of (?:which|whom|these|those|them)(?:,)?(?: \w+)?|among (?:these|those|them),?"),
    # Plurals, verbs and adverbs.
    no_singular=(
        r"s|ed|ing|ly|only|just|even|made|held|ran|won|got|gave|took|saw|sold|lent|sent|built|"
        r"taught|fed|kept|met|paid|came|went|grew|fell|rose|left|total|another|further|"
        r"average|plus|minus|least|most|remaining|people|children|staff|almost|then|further|"
        r"year|years|month|week|end|time|last|first|next|been|have|were|with|gain|score|scored"
    ),
    # Verbs and adverbs.
    no_noun=(
        r"ed|ing|ly|only|just|even|made|held|gave|took|sold|lent|sent|built|taught|kept|paid|"
        r"came|went|grew|fell|rose|another|total|further"
    ),
    past=(
        r"ed|was|were|had|took|gave|ran|went|\b(?:lent|lost|sold|made|held|won|got|saw|sent|built|"
        r"taught|fed|kept|met|paid|came|grew|fell|rose|left|brought|bought|found|led|said|began|"
        r"became|drew|flew|knew|spoke|wrote|hit|set|put|sank|ran|is|has)"
    ),
    abbreviations=words(
        "approx apr art aug c ca cf ch dec dr e.g etc feb fig i.e inc jan ltd mar max min mr "
        "mrs ms no nos nov oct p para pp prof ref sec sept st tel vol vs"
    ),
    # Which currency it is, English does not tell.
    money=r"(?!)",
    currency=None,
)
