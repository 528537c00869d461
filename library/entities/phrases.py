"""The words by which German and English texts tell days without a number: gestern, next Friday.

Each language has one pattern for its phrases, and others that judge what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from library.daynames import ENGLISH_WEEKDAYS, GERMAN_WEEKDAYS

_GERMAN_MONTHS: Final = "Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"  # noqa: E501 - one alternative a line
_ENGLISH_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)

DAYS: Final = {
    "vorgestern": -2,
    "gestern": -1,
    "heute": 0,
    "morgen": 1,
    "übermorgen": 2,
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
"""How many days from today the words for days are, in lower case."""

UNITS: Final = {
    "Tag": "day",
    "Woche": "week",
    "Wochenende": "weekend",
    "Monat": "month",
    "Jahr": "year",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "year": "year",
}
"""What spans of time are called."""


def _numbers(below: str, tens: str, joined: str) -> dict[str, int]:
    """Return the numbers from two to 99 in words, of those below twenty and of the tens from twenty on.

    `joined` puts the two together.
    """
    small = dict(enumerate(below.split(), start=1))
    numbers = {word: number for number, word in small.items() if number > 1}
    for number, ten in enumerate(tens.split(), start=2):
        numbers[ten] = 10 * number
        for digit in range(1, 10):
            numbers[joined.format(digit=small[digit], ten=ten)] = 10 * number + digit
    return numbers


_GERMAN_NUMBERS: Final = {
    **_numbers(
        "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
        " sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "{digit}und{ten}",
    ),
    "hundert": 100,
}
_ENGLISH_NUMBERS: Final = _numbers(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "{ten}-{digit}",
)
NUMBERS: Final = {
    **dict.fromkeys(("einem", "einer", "one", "a", "an"), 1),
    **_GERMAN_NUMBERS,
    **_ENGLISH_NUMBERS,
}
"""Numbers in words, in lower case."""


def _any(words: Iterable[str]) -> str:
    """Return what matches one of some numbers in words, or one of up to three digits."""
    return "|".join((*words, "[1-9][0-9]{0,2}"))


class Words(NamedTuple):
    """What one language says, as patterns; those that end in `$` look at what stands before."""

    phrase: re.Pattern[str]
    """A phrase, with what it is made of in groups."""
    week_after: re.Pattern[str]
    """What may follow a weekday, and says of which week it is."""
    weekday_before: re.Pattern[str] | None
    """What must stand before a weekday."""
    weekday_not_before: re.Pattern[str]
    """What must not stand before a weekday."""
    weekday_not_after: re.Pattern[str]
    """What must not follow a weekday."""
    span_not_before: re.Pattern[str]
    """What must not stand before `last week` and the like."""
    span_not_after: re.Pattern[str]
    """What must not follow it."""
    weekend_before: re.Pattern[str]
    """What must stand before a weekend that nothing else tells."""
    number_not_before: re.Pattern[str]
    """What makes a number of days a rough one, or one of times."""
    month_before: re.Pattern[str]
    """What must stand before a month on its own."""
    month_range: re.Pattern[str]
    """What leads from a first month to a last."""
    range_before: re.Pattern[str]
    """What must stand before two months."""
    tense: re.Pattern[str]
    """Words that tell what lies ahead, in group `future` or `short`, or behind.

    A `participle` may belong to either; a `modal` one may after all be about something past.
    """
    told: re.Pattern[str]
    """What, at the end of a clause, tells something past in spite of a word that looks ahead."""


_STRONG: Final = (
    "bat|begann|blieb|brach|fand|fiel|fing|flog|floh|fuhr|ging|griff|hielt|kam|lief|ließ|nahm|rief"
    "|sah|sang|sank|saß|schied|schlief|schloss|schlug|schoss|schuf|schwamm|sprach|sprang|stahl|stand"
    "|stieg|stieß|stritt|traf|trat|trug|warf|wich|wies|zog"
)
"""The pasts of strong verbs that are news, and begin many others."""

GERMAN: Final = Words(
    phrase=re.compile(
        r"\b(?:(?P<day>[Vv]orgestern|[Gg]estern|[Hh]eute|[Üü]bermorgen|[Mm]orgen)"
        rf"|(?:(?P<ago>[Vv]or)|[Ii]n) (?P<number>eine[mr]|{_any(_GERMAN_NUMBERS)})"
        r" (?P<of>Tag|Woche|Monat|Jahr)(?:en?|n)?"
        r"|(?:(?:(?P<past>(?:[Vv]ergangen|[Ll]etzt|[Vv]orig)e[nmrs]?)"
        r"|(?P<next>(?:[Kk]ommend|[Nn]ächst)e[nmrs]?)"
        r"|(?P<this>(?:[Dd]ies|[Ll]aufend)e[nmrs]?)) )?"
        rf"(?:(?P<weekday>{'|'.join(GERMAN_WEEKDAYS)}|Sonnabend)"
        r"(?P<part>früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?"
        r"|(?P<unit>Woche|Wochenende|Monat|Jahr)(?:s|es)?"
        rf"|(?P<month>{_GERMAN_MONTHS})))(?![\w-])"
    ),
    week_after=re.compile(
        r" (?:in |der |in der )?(?:(?P<before>vergangene[nr]|letzte[nr]|vorige[nr])"
        r"|(?P<after>nächste[nr]|kommende[nr])|diese[nr]) Woche\b"
    ),
    weekday_before=re.compile(
        r"(?:\b(?:[Aa]m|[Vv]om|[Bb]is|[Ss]eit|[Aa]b|[Zz]um|Nacht auf|frühen|späten)"
        r"|(?:tag|woch|abend) (?:und|oder)) $"
    ),
    weekday_not_before=re.compile(
        r"\b(?:Bild|BILD|Welt|WELT|NZZ|Presse|Kurier|Sport|Mopo|Black|jeden?"
        r"|jedem) (?:am )?$|(?:tag|woch) bis $"
    ),
    weekday_not_after=re.compile(r" (?:bis|-|–) (?:[A-Z][a-z]+(?:tag|woch|abend))\b|[–-][A-Z]"),
    span_not_before=re.compile(r"\b(?:jede[nmrs]?|ganze[nmrs]?|viele) $"),
    span_not_after=re.compile(r" (?:des|seiner|ihrer|vor de[mnr]|unter|als)\b"),
    weekend_before=re.compile(r"\b(?:[Aa]m|[Üü]bers|[Üü]ber das|[Vv]om) $"),
    number_not_before=re.compile(r"(?:\b(?:Mal|mal|innerhalb von|erst)|[0-9]) $"),
    month_before=re.compile(
        r"\b(?:[Ii]m|[Ss]eit|[Bb]is|[Aa]b|[Vv]om|[Zz]um|Anfang|Mitte|Ende|[Ff]ür|Monat|Monats) $"
    ),
    month_range=re.compile(rf" (?:bis|und) (?P<last>{_GERMAN_MONTHS})(?![\w-]|\.? ?[0-9])"),
    range_before=re.compile(r"\b(?:[Vv]on|[Zz]wischen) $"),
    tense=re.compile(
        r"\b(?:(?P<future>(?P<modal>soll(?:en)?|will|wollen|dürften?|könnten?|sollten?)|wird|werden?"
        r"|möchten?|muss|müssen|kann|können|(?:[Bb]is(?: zu[mr])?|[Aa]b(?: dem)?)(?= $)"
        r"|beginn(?:t|en)|starte[tn]|finde[tn]"
        r"|stattfinde[tn]|triff?t|treffen|tritt|treten|ende[tn]|steht|stehen|geplant|erwartet)"
        r"|(?:war|waren|ha[tb]|habe|haben|hatten?|wurden?|ist|sind|sei|[Ss]eit|kam|kamen|ging|gab"
        r"|hieß|schrieb|starb|lag|[a-zäöüß]*(?<!heu)ten?|sagt|teilt|ge[a-zäöü]+t"
        rf"|(?:be|ent|er|ge|ver|zer|über|unter)?(?:{_STRONG})(?:en)?))\b"
    ),
    told=re.compile(r"\b(?:haben|worden sein|gewesen sein)\s*$"),
)
"""German."""

_NO_PLANNING: Final = (
    r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bour )(?<!\bnew )"
    r"(?<!\bfor )(?<!\bof )(?<!\bon )(?<!\bwith )(?<!\babout )(?<!\bby )(?<!ed )"
)
"""Words before which `plans` is a noun."""

ENGLISH: Final = Words(
    phrase=re.compile(
        r"\b(?:(?P<day>(?:[Tt]he )?day (?:before yesterday|after tomorrow)|[Yy]esterday|[Tt]oday|[Tt]onight"
        r"|[Tt]omorrow)"
        rf"|(?P<ago>(?<![\w.,-])(?P<back>[Oo]ne|[Aa]n?|(?i:{_any(_ENGLISH_NUMBERS)}))"
        r" (?P<ago_of>day|week|month|year)s? ago)"
        rf"|[Ii]n (?P<number>one|an?|{_any(_ENGLISH_NUMBERS)}) (?P<of>day|week|month|year)s?"
        r"(?P<time>['’]s? time)?"
        r"|(?:(?:(?P<past>[Ll]ast|[Tt]his past)|(?P<next>[Nn]ext)|(?P<this>[Tt]his(?: coming)?)) )?"
        rf"(?:(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)})"
        r"|(?P<unit>weekend|week|month|year|morning|afternoon|evening|night)"
        rf"|(?P<month>{_ENGLISH_MONTHS})))(?![\w-])"
    ),
    week_after=re.compile(
        r" (?:of )?(?:(?P<before>last)|(?P<after>next)|this) week\b",
    ),
    weekday_before=None,
    weekday_not_before=re.compile(
        r"\b(?:[Ee]very|[Ee]ach|[Aa]n?|[Oo]ne|[Tt]he|[Tt]hat|[Ss]ome|[Aa]ny|[Tt]he following"
        r"|[Tt]he previous|[Ff]ollowing|[Pp]revious"
        r"|Ash|Black|Bloody|Blue|Boxing|Cyber|Easter|Fat|Good|Happy|Holy|Maundy|Palm|Shrove|Spy"
        r"|Super|Whit|Sheffield|(?:Mail|Scotland|Wales|Independent) on) $|day (?:to|through) $|-$"
    ),
    weekday_not_after=re.compile(
        r" (?:to|through|until) [A-Z][a-z]+day\b| [A-Z][a-z]+(?!day)\w\b(?<!day)| the [0-9]"
        r"| (?:prayers|roast|lunch|school|league|service|best|papers|newspapers?)\b"
        r"| (?:mornings|afternoons|evenings|nights)\b"
    ),
    span_not_before=re.compile(
        r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Yy]our|[Aa]|[Oo]ne|[Vv]ery|whose) $"
    ),
    span_not_after=re.compile(r" (?:of|in office|in charge)\b"),
    weekend_before=re.compile(r"\b(?:[Aa]t|[Oo]ver|[Oo]n|[Dd]uring) the $"),
    number_not_before=re.compile(
        r"\b(?:about|around|nearly|almost|over|than|roughly|some|half|and|least|most|to|or"
        r"|approximately|only|just|[Ff]irst|[Ss]econd|[Tt]hird|[Ll]ast|time|times|once|twice) $",
        re.IGNORECASE,
    ),
    month_before=re.compile(
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Ee]arly|[Ll]ate|[Mm]id|(?P<plain>[Bb]y|[Bb]efore"
        r"|[Aa]fter|[Dd]uring|[Ff]or|[Ff]rom|[Tt]hrough)"
        r"|(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle|[Mm]onth) of) $|\b[Mm]id-$"
    ),
    month_range=re.compile(
        rf" (?:to|until|through|and) (?P<last>{_ENGLISH_MONTHS})(?![\w-]|,? ?[0-9])"
    ),
    range_before=re.compile(r"\b(?:[Ff]rom|[Bb]etween) $"),
    tense=re.compile(
        r"(?:\b(?P<future>will|won['’]t|(?:is|are) to|(?:is|are|be|now) (?:due|set|planned)"
        r"|planned for|due (?:on|in|out|back|by|for|to be)|set (?:to|for)|scheduled|expected"
        rf"|{_NO_PLANNING}plans? to"
        r"|begins?|starts?|meets?|opens?|resumes?|takes? place|ahead of|[Uu]ntil|[Bb]y(?= $)|must)"
        r"|['’](?P<short>ll)"
        r"|\b(?:said|says|told|was|were|had|has|have|did|[Ss]ince|wrote|came|went|died|fell|rose"
        r"|began|took|(?P<participle>left|won|lost|made|met|held|found|(?!need)[a-z]+ed)))\b"
    ),
    told=re.compile(r"(?!)"),
)
"""English."""
