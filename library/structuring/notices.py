"""Lines that are no part of what an article tells: calls to the reader, notices, datelines, bylines.

Sites put calls and notices between paragraphs, agencies put place and date before the first one.
They look like headings and are none. They stay in the text, as paragraphs: what is dropped by
mistake is lost for good, and a stray line only takes a moment to read.
"""

from __future__ import annotations

import re
from typing import Final

from library.daynames import WEEKDAY

_MAX_NOTICE: Final = 120
_MAX_CALL: Final = 70
_MONTH: Final = r"(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[^\W\d_]{0,6}\.?"
_DATE: Final = (
    rf"(?:den )?(?:\d{{1,2}}\.? ?{_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?"
    r"|\d{1,2}\. ?\d{1,2}\.(?: ?\d{2,4})?)"
)
_WHEN: Final = rf"(?:\d|{_MONTH} \d|{WEEKDAY}).*"
_NOTICE: Final = re.compile(
    r"(?:(?:read|learn|see|watch|find out|hear) (?:more|also|next)\b.*"
    r"|(?:read|watch|see|related|more|also|mehr|auch|lesen|weiterlesen|video|podcast):.*"
    r"|(?:related|recommended|popular|trending|latest)"
    r"(?: (?:article|stor(?:y|ie)|post|topic|link)s?| content| news)?"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?(?:like|be interested).*"
    r"|recommended for you|more (?:stories|on this|from (?:this|the|our)\b).*"
    r"|share(?: (?:this|on|via|with)\b.*)?|(?:follow|like|find|join) us (?:on|at|in)\b.*"
    r"|(?:please )?(?:sign up|subscribe|log in|register (?:now|here|today|to|for))\b.*|register"
    r"|(?:view|show|read|load|leave|post|add|no|\d+)? ?(?:an? |all |your )?comments?(?: \(\d+\))?"
    r"|(?:story|article) continues\b.*|continue reading\b.*|(?:this )?advertisement"
    r"|sponsored(?: content)?|listen to (?:this|the) (?:article|story)\b.*"
    r"|\d+[ -]min(?:ute)?s? read|reading time\b.*|skip to\b.*|print(?: this)?(?: (?:article|page))?"
    r"|(?:all|some) rights reserved.*|click here\b.*|scroll down\b.*|back to top"
    r"|copyright(?: ?(?:©|\(c\)|\d|by\b|:).*)?"
    rf"|(?:last )?(?:updated|published)(?: on| at)?:? {_WHEN}"
    r"|lesen sie\b.*|mehr (?:lesen|dazu|zum thema)\b.*|(?:hier )?weiterlesen\b.*"
    r"|mehr aus(?: de[rmn]| dies\w+)? [\w-]+"
    r"|weitere (?:artikel|beiträge|nachrichten|meldungen|informationen zum thema|links)"
    r"|auch interessant\b.*|das könnte (?:sie|dich|euch)\b.*|zum (?:artikel|video|thema)\b.*"
    r"|anzeige|werbung|zur startseite|nach oben|meistgelesen(?:e artikel)?|folgen sie\b.*"
    r"|(?:empfohlener )?(?:externer|redaktioneller) inhalt\b.*"
    r"|(?:jetzt|hier|gratis|kostenlos) (?:abonnieren|anmelden|registrieren|bestellen|testen)\b.*"
    r"|(?:auf|bei|via|per) (?:facebook|twitter|x|whatsapp|e-?mail|telegram|xing|linkedin|instagram)"
    r"(?: \w+)?|(?:artikel |beitrag |seite )?"
    r"(?:teilen|drucken|merken|kommentieren|anhören|vorlesen|versenden|empfehlen)"
    r"|\d* ?kommentare?(?: \(\d+\)| (?:lesen|anzeigen|schreiben))?"
    r"|lesezeit\b.*|\d+ min(?:uten?)?\.? lesezeit|alle rechte vorbehalten.*"
    rf"|(?:aktualisiert|veröffentlicht|erschienen|stand)(?: am| um| vom)?:? {_WHEN})[.!:…»>→ ]*",
    re.IGNORECASE,
)
_NEWSLETTER: Final = re.compile(
    r"\bnewsletters?(?: sign-?up| (?:abonnieren|anmelden|bestellen|erhalten|an|ein))?[.!:]?$",
    re.IGNORECASE,
)
NAMED: Final = (
    r"(?:[^.!?:;\"„“]|(?<=\b[A-ZÄÖÜ])\.|(?<=\bDr)\.|(?<=\bProf)\.|(?<=\b[JS]r)\.|(?<=\bSt)\.)"
    r"{3,80}"
)
"""What may be the names of a byline, with the full stops of initials and titles."""
_BY: Final = re.compile(
    r"(?:(?:Text|Interview|Protokoll|Bericht|Reportage|Fotos|Words|Story|Reporting|Interview)"
    rf"(?: (?:und|and|&) \w+)?(?::| by| von) |(?:Von|By|VON|BY) )(?=[A-ZÄÖÜ]){NAMED}"
)
_JOINED: Final = frozenset(
    (
        *("von", "van", "de", "der", "den", "di", "du", "da", "la", "le", "zu", "zur", "el", "al"),
        *("bin", "und", "and", "in", "für", "for", "with", "mit"),
        *("dpa", "dapd", "afp", "apa", "ap", "epd", "kna", "sid", "sda"),
    )
)
"""What stands between names: particles, conjunctions, agencies."""

_AGENCY: Final = (
    r"\((?![^)]*(?:Bild|Foto|Photo))(?:dpa|AP|AFP|Reuters|REUTERS|sid|SID|APA|KNA|epd|dapd|sda|SDA|UPI|PTI|ANI)\b"
    r"[\w/ .-]{0,20}\)"
)
_DATELINE: Final = re.compile(
    r"[A-ZÄÖÜ][^\W\d_]+\.?(?:[ /-][^\W\d_]+\.?){0,4}"
    rf"(?:,? (?:{_DATE} )?{_AGENCY}\s?(?:[–—―:-]|$)"
    rf"|(?<!tag)(?<!woch)(?<!abend)(?<!day), {_DATE}\s?(?:[–—―-]|$))"
)


def is_notice(text: str) -> bool:
    """Say whether `text` is a call to the reader or a notice of the site, as a whole."""
    return len(text) <= _MAX_NOTICE and (
        _NOTICE.fullmatch(text) is not None
        or (len(text) <= _MAX_CALL and _NEWSLETTER.search(text) is not None)
        or (_BY.fullmatch(text) is not None and _names(text))
    )


def is_dateline(text: str) -> bool:
    """Say whether `text` begins with the place and the date or the agency of a report."""
    return _DATELINE.match(text[:120]) is not None


def are_names(text: str) -> bool:
    """Say whether `text` is people's names, of two words or more, and what may stand between."""
    words = text.replace(",", " ").split()
    capitals = [word for word in words if word[0].isupper()]
    others = [word for word in words if not word[0].isupper()]
    starts = bool(words) and words[0][0].isupper()
    return starts and len(capitals) > 1 and _JOINED.issuperset(others)


def _names(text: str) -> bool:
    """Say whether names follow the first word of `text`, or its colon."""
    _, colon, named = text.partition(": ")
    return are_names(named if colon else text.partition(" ")[2])
