"""Lines as agencies write them, made up: results, tables, datelines, squads, headlines in capitals.

The labelled sets have hardly any of them, and a newspaper is full of them. Each line is one of the
patterns below, filled with names of the labelled sets, of the table of places, and of sports clubs.
In a result a city stands for its club, an organisation; a country stays a place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from library.entities.training.sets import DataSet, Sentence, Span

_PLACES: Final = Path(__file__).parent.with_name("places.tsv")
_CLUBS: Final = {
    "en": """Arsenal|Aston Villa|Celtic|Rangers|Leeds United|Everton|Tottenham Hotspur|Wimbledon|Hearts
        |West Ham|Middlesbrough|Derby County|Crystal Palace|Ajax|PSV Eindhoven|Feyenoord|Benfica|Porto
        |Sporting|Juventus|Lazio|Sampdoria|Fiorentina|Napoli|Real Madrid|Valencia|Deportivo La Coruna
        |Auxerre|Lens|Monaco|Paris St Germain|Bayern Munich|Werder Bremen|Schalke 04|Anderlecht
        |Club Brugge|Galatasaray|Fenerbahce|Dynamo Kiev|Spartak Moscow|Red Star|Sparta Prague
        |Rapid Vienna|Grasshopper|Rosenborg|Essex|Surrey|Yorkshire|Warwickshire|Glamorgan|Wigan
        |Bath|Leicester|Harlequins|Cubs|Red Sox|Yankees|Braves|Dodgers|Giants|Padres|Orioles|Mets
        |Pirates|Cowboys|Packers|Steelers|Dolphins|Bulls|Lakers|Knicks|Celtics|Rockets|Jazz|Maple Leafs
        |Canadiens|Penguins|Red Wings|Brumbies|Broncos|Essendon|Collingwood|Carlton|Al Ahly|Zamalek
        |Flamengo|Boca Juniors|River Plate|Kashima Antlers""",
    "de": """Bayern München|Borussia Dortmund|Werder Bremen|1. FC Köln|Hamburger SV|VfB Stuttgart
        |Eintracht Frankfurt|1. FC Kaiserslautern|Schalke 04|Bayer Leverkusen|Hertha BSC|VfL Bochum
        |1. FC Nürnberg|Karlsruher SC|Dynamo Dresden|Hansa Rostock|Kickers Offenbach|FSV Frankfurt
        |Darmstadt 98|Waldhof Mannheim|SC Freiburg|FC St. Pauli|MSV Duisburg|Fortuna Düsseldorf
        |SV Wehen|TSV Trebur|TV Großwallstadt|THW Kiel|SG Egelsbach|Rot-Weiss Essen|Arminia Bielefeld
        |Rapid Wien|Austria Wien|Sturm Graz|Grasshoppers Zürich|FC Basel|Real Madrid|AC Mailand
        |Juventus Turin|Manchester United|Ajax Amsterdam|Sparta Prag|KSV Baunatal|TuS Nettelstedt
        |VfL Gummersbach|Post SV|TG Rüsselsheim|SKG Sprendlingen""",
}
_AGENCIES: Final = {
    "en": "Reuters|Reuter|AP|AFP|UPI|PA",
    "de": "dpa|AP|AFP|Reuter|epd|ap|taz|vwd|sid",
}
_SPORTS: Final = (
    "SOCCER|TENNIS|CRICKET|BASEBALL|GOLF|CYCLING|RUGBY UNION|ATHLETICS|BASKETBALL|BOXING"
)

_LINES: Final = {
    "en": (
        ("<CITY> 1996-<nn>-<nn>",),
        ("<CITY> , <Month> <n> ( <AGENCY> ) -", "<CITY> ( <AGENCY> ) --", "<CITY> <nn>-<Month>-97"),
        ("<club> <n> <club> <n>", "<club> <n> <club> <n> ( halftime <n>-<n> )"),
        ("<city-club> <n> <city-club> <n>", "<CITY-CLUB> <n> <CITY-CLUB> <n>"),
        ("<CITY-CLUB> AT <CITY-CLUB>", "<city-club> at <city-club>", "<club> v <club>"),
        ("<country> <n> <country> <n>", "<country> beat <country> <n>-<n> ( halftime <n>-<n> )"),
        ("<club> <nn> <n> <n> <n> <nn> <nn> <nn>", "<CITY-CLUB> <nn> <nn> .<nn>7 <n> 1/2"),
        ("<country> <n> <n> <n> <n> <n> <n> <n>",),
        ("<n> - <person> ( <country> ) beat <person> ( <country> ) 6-<n> 7-<n>",),
        ("<person> ( <country> ) beat <person> ( <country> ) 6-<n> 6-<n> 6-<n>",),
        ("<n>. <person> ( <country> ) <nn>.<nn> seconds", "<n>. <person> <country> <nn>.<nn>"),
        ("<n>. <person> ( <country> / <club> ) <n> hours <nn> minutes <nn> seconds",),
        ("<nn>7 <person> <nn> <nn> <nn>", "<nn>3 <person> ( <country> ) <nn> <nn> <nn>"),
        ("<surname> c <surname> b <surname> <nn>", "<surname> lbw b <surname> <nn>"),
        ("<surname> not out <nn>", "<surname> <nn>-<n>-<nn>-<n>", "<surname> run out <n>"),
        ("Scorers : <surname> <n> , <surname> <nn> , <surname> ( pen ) <nn>",),
        ("<country> : <person> ( <n>th minute ) , <person> ( <nn>th )",),
        ("<club> - <surname> ( <nn>th ) , <surname> ( <nn>th ) . Halftime <n>-<n> .",),
        ("<country> - <n> - <person> ; <n> - <person> ; <n> - <person> ; <n> - <person>",),
        ("<club> - <person> , <person> , <person> , <person> , <person> .",),
        (
            "<SPORT> - <CLUB> BEAT <CLUB> IN CUP FINAL .",
            "<SPORT> - <COUNTRY> LEAD <COUNTRY> <n>-<n> .",
        ),
        ("<SPORT> - <SURNAME> WINS IN <CITY> .", "<SPORT> - RESULTS OF <COUNTRY> CHAMPIONSHIP ."),
        (
            "<SPORT> - <CLUB> SIGN <SURNAME> FROM <CLUB> .",
            "<SPORT> - <SURNAME> OUT OF <COUNTRY> SQUAD .",
        ),
        (
            "<ORG> SAYS PROFIT UP IN SECOND QUARTER .",
            "<COUNTRY> SAYS TALKS WITH <COUNTRY> FAILED .",
        ),
        ("<SURNAME> MEETS <SURNAME> IN <CITY> .", "<ORG> SHARES FALL AFTER <COUNTRY> RULING ."),
        (
            "<org> Q<n> net $ <n>.<n> mln vs $ <n>.<n> mln .",
            "<org> <nn>-month net rises <nn> pct .",
        ),
        ("-- <city> newsroom , +<nn> <nn>1 <nn>2 <nn>58", "( <city> newsroom +<nn> <nn>4 <nn>0 )"),
        ("-- <person> , <city> newsroom", "By <person>", "<person> , <agency>"),
        ("Result of a <country> first division soccer match on Saturday :",),
        ("Standings in the <country> league ( tabulate under played , won , drawn , lost ) :",),
        ("<country> , <country> , <country> and <country> also qualified .",),
        (
            "at <city> : <country> <nn>3 ( <person> <nn> ) and <nn>2 for <n>",
            "in <city> : <country> v <country>",
        ),
    ),
    "de": (
        (
            "<CITY> , <n>. <Month> .",
            "<CITY> .",
            "<CITY> ( <agency> ) .",
            "<CITY> , <n>. <Month> ( <agency> ) .",
        ),
        ("<city> ( <agency> ) -", "<city> ( <agency> / <agency> ) -"),
        ("<club> - <club> <n>:<n> ( <n>:<n> )", "<club> - <club> <n>:<n>", "<club> – <club> -:-"),
        (
            "<country> - <country> <n>:<n> ( <n>:<n> )",
            "<n>. <country> <n> <n> <n> <n> <nn>:<nn> <n>",
        ),
        ("<n>. <club> <nn> <n> <n> <n> <nn>:<nn> <nn>", "<nn>. <club> <nn> <nn>:<nn> <nn>:<nn>"),
        ("Tore : 1:0 <surname> ( <nn>. ) , 1:1 <surname> ( <nn>. ) , 2:1 <surname> ( <nn>. )",),
        ("<club> : <surname> - <surname> , <surname> ( <nn>. <surname> ) - <surname> , <surname>",),
        (
            "<n>. <person> ( <country> ) <n>:<nn>,<n> Minuten",
            "<n>. <person> ( <club> ) <nn>,<n> Punkte",
        ),
        ("<person> ( <country> ) - <person> ( <country> ) 6:<n> , 6:<n>",),
        (
            "Schiedsrichter : <surname> ( <city> ) . - Zuschauer : <nn>00",
            "SR : <person> ( <city> )",
        ),
        ("Von <person>", "Von <person> , <city>", "<person> ( <city> )", "<PERSON>"),
        ("<city> : <org> , <n> Uhr , Rathaus .", "<CITY> . Der <org> lädt für Samstag ein ."),
        ("<country> , <country> und <country> sind ebenfalls qualifiziert .",),
    ),
}
_SLOT: Final = re.compile(r"<([\w-]+)>")
_KINDS: Final = {
    "city": "LOC",
    "country": "LOC",
    "club": "ORG",
    "city-club": "ORG",
    "org": "ORG",
    "agency": "ORG",
    "person": "PER",
    "surname": "PER",
}
_MONTHS: Final = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
}


class Agency:
    """Makes up lines in one language."""

    def __init__(self, language: str, sets: Iterable[tuple[DataSet, list[list[Sentence]]]]) -> None:
        """Take names of persons and organisations from the `sets` of the language."""
        self._language = language
        spelt: dict[str, set[str]] = {"PER": set(), "ORG": set()}
        for data, documents in sets:
            if data.language == language and data.repeats >= 1:
                for name, label in _names(documents):
                    spelt.setdefault(label, set()).add(name)
        persons = [name.split() for name in sorted(spelt["PER"]) if _is_full(name)]
        countries, cities = _places(language)
        self._lists = {
            "city": cities,
            "city-club": cities,
            "country": countries,
            "club": _split(_CLUBS[language]),
            "org": sorted(name for name in spelt["ORG"] if name[:1].isupper() and "-" not in name),
            "agency": _split(_AGENCIES[language]),
            "first": [words[0] for words in persons],
            "surname": [words[1] for words in persons],
            "sport": _split(_SPORTS),
            "month": _split(_MONTHS[language]),
        }

    def documents(self, count: int, rng: random.Random) -> list[list[Sentence]]:
        """Return `count` stretches of a few lines, most of them of one pattern each."""
        made = []
        for _ in range(count):
            pattern = rng.choice(_LINES[self._language])
            lines = [self._line(rng.choice(pattern), rng) for _ in range(rng.randint(1, 7))]
            if rng.random() < 0.5:
                head = rng.choice(_LINES[self._language][0])
                lines.insert(0, self._line(head, rng))
            made.append(lines)
        return made

    def _line(self, pattern: str, rng: random.Random) -> Sentence:
        """Return a line of one pattern."""
        tokens: list[str] = []
        spans: list[Span] = []
        for part in pattern.split():
            slot = _SLOT.fullmatch(part)
            name = slot[1].lower() if slot else ""
            filled = _SLOT.sub(lambda found: self._filled(found[1], rng), part).split()
            if name in _KINDS:
                spans.append((len(tokens), len(tokens) + len(filled), _KINDS[name]))
            tokens += filled
        return Sentence(tuple(tokens), tuple(spans))

    def _filled(self, slot: str, rng: random.Random) -> str:
        """Return what stands in a slot; in capitals, if its name is."""
        if slot in ("n", "nn"):
            return str(rng.randint(0, 9) if slot == "n" else rng.randint(10, 99))
        kind = slot.lower()
        if kind == "person":
            first = rng.choice(self._lists["first"])
            text = f"{first} {rng.choice(self._lists['surname'])}"
        else:
            text = rng.choice(self._lists[kind])
        return text.upper() if slot.isupper() else text


def _names(documents: list[list[Sentence]]) -> Iterable[tuple[str, str]]:
    """Yield the names in some documents and their labels."""
    for document in documents:
        for sentence in document:
            for start, end, label in sentence.spans:
                yield " ".join(sentence.tokens[start:end]), label


def _is_full(name: str) -> bool:
    """Tell whether `name` is a first name and a surname."""
    return bool(re.fullmatch(r"[^\W\d_][^\W\d_]+ [^\W\d_][\w'’-]+", name)) and name.istitle()


def _split(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split("|")]


def _places(language: str) -> tuple[list[str], list[str]]:
    """Return countries and cities, by their usual names."""
    countries: list[str] = []
    cities: list[str] = []
    column = 2 if language == "de" else 3
    for line in _PLACES.read_text("utf-8").splitlines():
        key, _, *names = line.split("\t")
        if key.startswith("place/") and any(names):
            name = (names[column - 2] or names[0]).split("|")[0]
            short = re.fullmatch(r"place/[A-Z]{2}", key)
            (countries if short else cities).append(name)
    return countries, cities
