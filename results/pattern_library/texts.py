"""The words of the pattern library, in the two languages of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the examples in one language."""

    title: str
    introduction: str
    heading: str
    text: str
    label: str
    part_label: str
    whole_label: str
    source: str
    note: str
    link: str
    caption: str
    film: str
    quote: str
    name: str
    role: str
    helpline: str
    hours: str
    share: str
    content_notice: str


LONG_WORD = "Barnrättighetskonventionstolkningsverksamhetsutredningsbetänkandet"
EMOJI = "👩🏽‍🏫"
RIGHT_TO_LEFT = "حقوق الطفل"

TEXTS = {
    "sv": Texts(
        title="Resultat 2016",
        introduction="Vad organisationen arbetar för, och vad den här utgåvan handlar om.",
        heading="Tips som granskades under året",
        text="Vem som helst kan lämna ett tips. Varje tips läses och bedöms.",
        label="granskade tips",
        part_label="tips som bedömdes som illegala",
        whole_label="granskade tips",
        source="Verksamhetsberättelsen",
        note="Varje tips räknas en gång.",
        link="Läs mer om hur tips granskas",
        caption="En bild står här med sin bildtext.",
        film="Kampanjfilmen",
        quote="Kunskap är det första steget till skydd.",
        name="Förnamn Efternamn",
        role="roll, organisation",
        helpline="Behöver du någon att prata med?",
        hours="alla dagar, dygnet runt",
        share="Hjälp oss att sprida kunskap",
        content_notice="Den här delen berättar om brott mot barn.",
    ),
    "en": Texts(
        title="Results 2016",
        introduction="What the organisation works for, and what this edition is about.",
        heading="Reports reviewed during the year",
        text="Anybody can make a report. Every report is read and assessed.",
        label="reports reviewed",
        part_label="reports assessed as illegal",
        whole_label="reports reviewed",
        source="Annual report",
        note="Each report is counted once.",
        link="Read more about how reports are reviewed",
        caption="A picture stands here with its caption.",
        film="The campaign film",
        quote="Knowledge is the first step to protection.",
        name="First Name Last Name",
        role="role, organisation",
        helpline="Do you need somebody to talk to?",
        hours="every day, round the clock",
        share="Help us spread knowledge",
        content_notice="This part tells of crimes against children.",
    ),
}
