"""What people type into the search, chosen for a synthetic library, and what the database takes for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from library import Article, Library, QueryError, parse_query
from tests.benchmarks import synthetic
from tests.benchmarks.figures import Spent, clocks, since
from tests.benchmarks.vocabulary import ENGLISH, GERMAN, vocabulary

LIMIT: Final = 200
"""Articles that the first page of an answer has."""
_TIMES: Final = 3
_SAMPLES: Final = (0.13, 0.47, 0.88)
"""Where in the list the articles stand that are looked for by their words."""


class Asked(NamedTuple):
    """A question to the database."""

    query: str
    """As it was typed so far."""
    spent: Spent
    """What the answer took, the median of some."""
    found: int
    """Articles on its first page."""

    @property
    def length(self) -> int:
        """Letters of its last word."""
        return len(self.query.rpartition(" ")[2].rpartition(":")[2].strip('"-()'))


def queries(library: Library) -> list[str]:
    """Return queries as people type them: words frequent and rare, phrases, fields, what must not occur."""
    german, english = vocabulary(GERMAN).words, vocabulary(ENGLISH).words
    typed = [german[rank] for rank in (2, 60, 200, 700, 3_000, 20_000, 150_000)]
    typed += [english[rank] for rank in (3, 150, 400, 2_000, 15_000)]
    for one, other in ((0, 5), (150, 900), (400, 6_000), (5_000, 9_000)):
        typed.append(f"{german[one]} {german[other]}")
    typed.append(f"{english[180]} {english[700]}")
    for article in _samples(library):
        typed += _for(article)
    typed += [
        f"{german[300]} -{german[500]}",
        f"{german[800]} OR {english[800]}",
        f"({german[4_000]} OR {german[250]}) {german[40]}",
        f"{german[350]} is:unread",
        f"lang:en {english[250]}",
        'source:"Blatt 7"',
        f"author:{synthetic.author(vocabulary(GERMAN), 100).split()[0]}",
        "zzxxq",
    ]
    return [query.lower().replace(" or ", " OR ") for query in typed]


def _samples(library: Library) -> Iterator[Article]:
    """Yield some articles of the library."""
    listed = library.search("")
    for share in _SAMPLES:
        yield library.article(listed[int(share * (len(listed) - 1))].id)


def _for(article: Article) -> list[str]:
    """Return queries that find an article."""
    title, words = article.title.split(), article.blocks[1].text.rstrip(".").split()
    phrase = " ".join(words[1:4]).replace(",", "")
    return [f"{title[0]} {title[1]}", f'"{phrase}"', f"title:{title[2]}"]


def prefixes(query: str) -> Iterator[str]:
    """Yield what stands in the line after each letter of `query`, where it can be read."""
    for length in range(1, len(query) + 1):
        try:
            parse_query(query[:length], typing=True)
        except QueryError:
            continue
        yield query[:length]


def ask(library: Library, typed: list[str]) -> list[Asked]:
    """Ask the database what each letter of the queries `typed` asks it; no question twice."""
    questions = dict.fromkeys(prefix for query in typed for prefix in prefixes(query))
    return [_ask(library, question) for question in questions]


def _ask(library: Library, query: str) -> Asked:
    node, spent, found = parse_query(query, typing=True), list[Spent](), 0
    for _ in range(_TIMES):
        begun = clocks()
        found = len(library.find(node, limit=LIMIT))
        spent.append(since(begun))
    return Asked(query, sorted(spent)[_TIMES // 2], found)
