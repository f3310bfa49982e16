"""Finnish, whose numerals are inflected."""

from fractions import Fraction

from . import LanguageData

# Genitive, partitive, inessive, elative, illative and so on of one to ten, by their stems.
_FORMS = {
    1: "yhden yhtä yhdessä yhdestä yhteen yhdellä yhdelle yhdeltä yhdeksi",
    2: "kahden kahta kahdessa kahdesta kahteen kahdella kahdelle kahdelta kahdeksi kahtena",
    3: "kolmen kolmea kolmessa kolmesta kolmeen kolmella kolmelle kolmelta kolmeksi kolmena",
    4: "neljän neljää neljässä neljästä neljään neljällä neljälle neljältä neljäksi neljänä",
    5: "viiden viittä viidessä viidestä viiteen viidellä viidelle viideltä viideksi viitenä",
    6: "kuuden kuutta kuudessa kuudesta kuuteen kuudella kuudelle kuudelta kuudeksi kuutena",
    **{
        number: " ".join(f"{stem}{end}" for end in ends.split())
        for number, stem, ends in (
            (7, "seitsemä", "n ä ssä stä än llä lle ltä ksi"),
            (8, "kahdeksa", "n a ssa sta an lla lle lta ksi"),
            (9, "yhdeksä", "n ä ssä stä än llä lle ltä ksi"),
        )
    },
    10: (
        "kymmenen kymmentä kymmenessä kymmenestä kymmeneen kymmenellä kymmenelle kymmeneltä "
        "kymmeneksi"
    ),
}
_ONES = [(form, number) for number, forms in _FORMS.items() for form in forms.split()]
_INFLECTED = {
    **dict(_ONES),
    **{f"{form}toista": number + 10 for form, number in _ONES if number < 10},
    # Both parts of a ten are in one case: "kahdenkymmenen".
    **{
        f"{form}{_FORMS[10].split()[place]}": number * 10
        for number, forms in _FORMS.items()
        for place, form in enumerate(forms.split()[:9])
        if 1 < number < 10
    },
    "sadan": 100, "sataa": 100, "sadassa": 100, "tuhannen": 1000, "tuhatta": 1000,
}  # fmt: skip
_INFLECTED |= {
    f"{ten}{one}": value + number
    for ten, value in list(_INFLECTED.items())
    if 20 <= value <= 90
    for one, number in _ONES
    if number < 10
}
# What an inflected noun ends with; a longer rest makes another word: "päiväkotia", "eurooppalaista".
_CASE = (
    r"(?:[ij]?(?:[aä]|e?n|t|t[aä]|s[st][aä]|l[lt][aä]|lle|ksi|n[aä]|[aeiouyäö]n|h[aeiouyäö]n|den))?"
)
_ORDINALS = {
    "ensimmäi\\w*": 1, "toinen|toisen|toisena|toisessa|toiseen|toisella|toisesta|toiseksi": 2,
    "kolmas|kolmannen|kolmatta|kolmantena|kolmannessa|kolmanteen|kolmannella|kolmanneksi": 3,
}  # fmt: skip

DATA = LanguageData(
    num2words="fi",
    numbers={
        **_INFLECTED, "kahdesti": 2, "kolmesti": 3, "tusina": 12, "tusinaa": 12,
        "puolitoista": Fraction(3, 2), "puolentoista": Fraction(3, 2),
    },
    scales={
        "sata(?:a|n)?|sada[nst]\\w*": 100, "tuhat(?:ta)?|tuhan\\w*|tuhansi\\w*": 1000,
        "miljoon\\w*|milj\\.?": 10**6, "miljard\\w*|mrd\\.?": 10**9, "biljoon\\w*": 10**12,
    },
    units={
        f"prosentt?i{_CASE}": "percent", "promill\\w*": "permille",
        "prosenttiyksik\\w*": "points",
        "kruunu\\w*|kr": "crown", "ruotsin kruunu\\w*": "SEK", "norjan kruunu\\w*": "NOK",
        "tanskan kruunu\\w*": "DKK",
        f"euro{_CASE}": "EUR", "(?:yhdysvaltain )?dollari\\w*": "USD", "punta\\w*|punna\\w*": "GBP",
        "kertaa|kerran|kertai\\w*|kerralla": "times",
        "sekun\\w*": "second", "minuut\\w*": "minute", f"tun[tn]i{_CASE}": "hour",
        f"päiv[äi]{_CASE}|vuorokau\\w*": "day", "viik\\w*": "week", f"kuukau(?:si|tta|te|de){_CASE}": "month",
        "neljännesvuo\\w*|vuosineljän\\w*|kvartaal\\w*": "quarter",
        f"vuo(?:si|de|te|tta|nna|tis){_CASE}|vuotia\\w*": "year",
        "vuosikymmen\\w*": "decade", "vuosisa\\w*": "century",
        "millimetri\\w*": "millimetre", "senttimetri\\w*|sentti\\w*": "centimetre",
        "metri\\w*": "metre", "kilometri\\w*": "kilometre", "maili\\w*": "mile",
        "neliömetri\\w*|neliöt?": "squaremetre", "neliökilometri\\w*": "squarekilometre",
        "kuutiometri\\w*|kuutiota?": "cubicmetre",
        "gramma\\w*|grammoj\\w*": "gram", "kilo(?:a|n|gramma\\w*)?": "kilogram",
        "tonni\\w*": "tonne", "litra\\w*": "litre", "hehtaari\\w*": "hectare", "aste\\w*": "degree",
        "korkopiste\\w*": "basispoint", "meripeninkulma\\w*": "nauticalmile",
        "kilowattitun\\w*": "kilowatthour", "megawattitun\\w*": "megawatthour",
        "kilowat\\w*": "kilowatt", "megawat\\w*": "megawatt", "milligramm\\w*": "milligram",
    },
    parts={
        "puole[tn]|puolet|puoli\\w{0,2}|puolta": Fraction(1, 2),
        "kolmasosa\\w*|kolmannes|kolmanneks\\w+": Fraction(1, 3),
        "neljäsosa\\w*|neljännes|neljänneks\\w+": Fraction(1, 4),
        "viidesosa\\w*|viidennes|viidenneks\\w+": Fraction(1, 5),
        "kuudesosa\\w*|kuudennes|kuudenneks\\w+": Fraction(1, 6),
        "seitsemäsosa\\w*|seitsemännes|seitsemänneks\\w+": Fraction(1, 7),
        "kahdeksasosa\\w*|kahdeksannes|kahdeksanneks\\w+": Fraction(1, 8),
        "yhdeksäsosa\\w*": Fraction(1, 9),
        "kymmenesosa\\w*|kymmenys\\w*|kymmenennes|kymmenenneks\\w+": Fraction(1, 10),
        "kahdeskymmenesosa\\w*": Fraction(1, 20), "sadasosa\\w*": Fraction(1, 100),
    },
    multiples={
        "kaksinkertai\\w*|tupla\\w*": Fraction(2), "kolminkertai\\w*": Fraction(3),
        "nelinkertai\\w*": Fraction(4), "viisinkertai\\w*": Fraction(5),
        "kymmenkertai\\w*": Fraction(10), "puolit(?:t|et)\\w*|puoliin\\w*": Fraction(1, 2),
    },
    weak={
        "yksi|yhden|yhtä|yhdessä|yhdestä|yhteen|yhdellä|ainoa\\w*|kerran": 1,
        "molem\\w*|kumpi\\w*": 2, "pari\\w*": 2, "nolla\\w*|ilmai\\w*|maksut\\w*": 0,
        **_ORDINALS, "vuosipuolisko\\w*": 6, "kymmeni\\w*": 10, "sato[j]\\w*|satoja": 100,
        "tuhansi\\w*": 1000, "miljooni\\w*": 10**6, "tusinoi\\w*": 12,
    },
    compounds="osai\\w*|sivu\\w*|henki\\w*|tähde\\w*|portai\\w*|kielis\\w*|kerroks\\w*|numeroi\\w*",
    ordinal="\\.",
    every="joka",
    every_other="joka toi\\w+",
    of="sta|stä|/",
    clock="kello|klo",
    decade="-?luvu\\w*|-?luku\\w*",
    century="vuosisa\\w*",
    half="puoli",
    past="yli",
    to="vaille|vailla",
    quarter="vart\\w+",
    joined_by="ja",
    endings="nne\\w+|tt[aä]|nten\\w+",
    ending="s",
    minus="miinus",
    morning="aamulla|ap|aamupäiv\\w*",
    evening="illalla|ip|iltapäiv\\w*",
    times={"keskiyö\\w*": 0},
    phrases=(
        "ensi sijassa", "yksi asia", "toisaalta", "yhden kerran", "ensimmäisen kerran",
        "ensi kertaa", "muun muassa",
    ),
)  # fmt: skip
