"""What a person types becomes a tree, or an error that says where and what to do; nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import QueryError
from library.search import BOOKMARKED, EVERYTHING, UNREAD, all_of, parse
from library.search.columns import Column
from library.search.moments import Limit
from library.search.nodes import And, Condition, During, Node, Not, Or, Wild, Words, within
from library.search.query import MAX_LENGTH
from tests import zones

A, B, C = (Words((letter,), surface=letter) for letter in "abc")
NOW = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)


def part(column: str, text: str) -> Condition:
    return Condition(f"has_part(headlines.{column}, ?)", (text,))


def typed(word: str, column: Column | None = None) -> Words:
    return Words((word,), column, prefix=True, surface=word)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", EVERYTHING),
        (" \n ", EVERYTHING),
        ("a", A),
        ("Köln", Words(("koln",), surface="Köln")),
        ("a b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a or b", And((A, Words(("or",), surface="or"), B))),
        ("OR a OR OR", A),
        ("-a", Not(A)),
        ("--a", Not(Not(A))),
        ("b -a", And((B, Not(A)))),
        ("b - a", And((B, A))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("-() a -", A),
        ("(a -)", A),
        ("((a)(b))", And((A, B))),
        ('"a b"', Words(("a", "b"))),
        ('-"a b"', Not(Words(("a", "b")))),
        ('"OR"', Words(("or",))),
        ("US-Regierung", Words(("us", "regierung"), surface="Regierung")),
        ("title:a", Words(("a",), "title", surface="a")),
        ("TITLE:a", Words(("a",), "title", surface="a")),
        ('title:"a"', Words(("a",), "title")),
        ("lead:a", Words(("a",), "lead", surface="a")),
        ("in:lead a b", And((Words(("a",), "lead", surface="a"), within(B, "lead")))),
        ("a (b in:lead) c", And((A, within(B, "lead"), C))),
        ("a in:TITLE OR b", Or((within(A, "title"), B))),
        ("in:lead title:a -b", And((within(A, "title"), Not(within(B, "lead"))))),
        ("a in:lead in:title", Or((within(A, "lead"), within(A, "title")))),
        ("a in:lead is:unread", And((within(A, "lead"), UNREAD))),
        ("a*", Words(("a",), prefix=True)),
        ("title:a*", Words(("a",), "title", prefix=True)),
        ("*a", Wild("*a")),
        ("*Öl*", Wild("*ol*")),
        ("**a***b", Wild("*a*b")),
        ("*", EVERYTHING),
        ("lead:*a*", Wild("*a*", "lead")),
        ("in:title *a*", Wild("*a*", "title")),
        ("*a-b*", And((Wild("*a"), Words(("b",), prefix=True)))),
        ('heading:"a b"', Words(("a", "b"), "heading")),
        ("source:dpa", part("source", "dpa")),
        ('author:"Erika Muster"', part("author", "erika muster")),
        ("lang:de", part("language", "de")),
        (r"source:50%_\ ", part("source", "50%_\\")),
        ("is:unread", UNREAD),
        ("is:READ", Not(UNREAD)),
        ("-is:bookmarked", Not(BOOKMARKED)),
        ("a AND b", And((A, B))),
        ("NOT a", Not(A)),
        ("a AND NOT (b OR c) AND", And((A, Not(Or((B, C)))))),
        ("a NOT", A),
        ('"AND" a', And((Words(("and",)), A))),
        ("AND", Words(("and",), surface="AND")),
        ("NOT", Words(("not",), surface="NOT")),
        ("a and not", And((A, Words(("and",), surface="and"), Words(("not",), surface="not")))),
        ("20:15", Words(("20", "15"), surface="15")),
        ("https://example.org/a", Words(("example", "org", "a"), surface="a")),
        ("Berlin: a", And((Words(("berlin",), surface="Berlin"), A))),
        ("a\0b", Words(("a", "b"), surface="b")),
        ("a+ NEAR(b, c)", And((A, Words(("near",), surface="NEAR"), B, C))),
        ("a^b {c}", And((Words(("a", "b"), surface="b"), C))),
    ],
)
def test_a_query_becomes_a_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", And((A, typed("b")))),
        ("a ", typed("a")),
        ("a b.", And((A, B))),
        ("title:a", typed("a", "title")),
        ('"a b', And((Words(("a",)), Words(("b",), prefix=True)))),
        ('"a ver', And((Words(("a",)), Words(("ver",), prefix=True)))),
        ('"a bcd', Words(("a", "bcd"), prefix=True)),
        ('"a b"', Words(("a", "b"))),
        ('title:"a', Words(("a",), "title", prefix=True)),
        ("us-reg", Words(("us", "reg"), prefix=True, surface="reg")),
        ("(a", typed("a")),
        ("a after:", A),
        ("a after:20", A),
        ("a in:", A),
        ("a in:l", A),
        ("*a", Wild("*a")),
        ("(a)", A),
        ("a (", A),
        ("a -", A),
        ("a OR", A),
        ("a title:", A),
        ("a source:", A),
        ("a is:", A),
        ("a is:unr", A),
        ("-is:b", EVERYTHING),
        ("a is:unread", And((A, UNREAD))),
        ("a -b", And((A, Not(typed("b"))))),
    ],
)
def test_what_is_still_being_typed_is_no_error(query: str, tree: Node) -> None:
    assert parse(query, typing=True) == tree


@pytest.mark.parametrize(
    ("query", "position", "message", "remedy"),
    [
        ('a "b', 2, "A quotation mark is left open", 'Close it with ".'),
        ("a  (b", 3, "A bracket is left open", "Close it with )."),
        ("ä (b))", 5, "A bracket closes that was never opened", "Remove it."),
        ("a sorce:b", 2, "There is no field “sorce:”", "Did you mean “source:”?"),
        ("  OR", 2, "There is no word to look for", "Write what to look for."),
        *(
            (query, 0, "There is no word to look for", "Write what to look for.")
            for query in ("-(OR)", "()", "€", "…!?", '""', "in:lead", "🙂 *", "-€")
        ),
        ("xyzq:b", 0, "There is no field “xyzq:”", "Known are title, heading, lead, source, "),
        ("a is:unraed", 2, "“is:unraed” is unknown", "Did you mean “unread”?"),
        (
            "is:qqq",
            0,
            "“is:qqq” is unknown",
            "Known are unread, read, bookmarked, hidden, tagged, noted.",
        ),
        ("a after:2023-02-30", 2, "“after:2023-02-30” is no time", "Write 2023-09-05, 2023-09"),
        ("before:soon a", 0, "“before:soon” is no time", "Write 2023-09-05, "),
        ("added:2023-13 a", 0, "“added:2023-13” is no time", "Write 2023-09-05, "),
        ("a after: b", 2, "Nothing stands after “after:”", "Put a word right after it."),
        ("in:tilte a", 0, "“in:tilte” is unknown", "Did you mean “title”?"),
        ("in: a", 0, "Nothing stands after “in:”", "Put a word right after it."),
        ("-in:lead a", 1, "“in:” cannot be excluded", "Put the minus before the words."),
        ("a title: b", 2, "Nothing stands after “title:”", "Put a word right after it."),
        ("is:(a)", 0, "Nothing stands after “is:”", "Put a word right after it."),
        ("(" * 40 + "a" + ")" * 40, 10, "Brackets are nested too deep", "Use fewer of them."),
        ("-" * 9_000 + "a", 10, "Brackets are nested too deep", "Use fewer of them."),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "The search is too long", "Shorten it."),
    ],
)
def test_an_error_says_where_and_what_to_do(
    query: str, position: int, message: str, remedy: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert str(caught.value) == message
    assert caught.value.position == position
    assert caught.value.remedy.replace(":", "").startswith(remedy.replace(":", ""))


@pytest.mark.parametrize(
    ("query", "column", "since", "until"),
    [
        ("after:2026-03-30", "published", "2026-03-30", None),
        ("before:2026-03-30", "published", None, "2026-03-30"),
        ("date:2026-03", "published", "2026-03-01", "2026-04-01"),
        ("added:2025-12", "added", "2025-12-01", "2026-01-01"),
        ("added:2025", "added", "2025-01-01", "2026-01-01"),
        ("date:2024-2-29", "published", "2024-02-29", "2024-03-01"),
        ("date:29.2.2024", "published", "2024-02-29", "2024-03-01"),
        ("date:02.2024", "published", "2024-02-01", "2024-03-01"),
        ("date:today", "published", "2026-03-31", "2026-04-01"),
        ("added:Gestern", "added", "2026-03-30", "2026-03-31"),
        ("after:12h", "published", "2026-03-30 21:30", None),
        ("added:7d", "added", "2026-03-24 09:30", None),
        ("before:3w", "published", None, "2026-03-10 09:30"),
        ("after:1m", "published", "2026-02-28 09:30", None),
        ("after:13m", "published", "2025-02-28 09:30", None),
        ("after:2y", "published", "2024-03-31 09:30", None),
    ],
)
def test_dates_and_ages_are_stretches_of_time(
    query: str, column: str, since: str | None, until: str | None
) -> None:
    is_age = query[-1] in "hdwmy" and query[-2].isdigit()
    for zone in zones.ZONES:
        with zones.within(zone):
            begin, end = (text and _limit(text, is_age) for text in (since, until))
            assert parse(query, now=NOW) == During(column, begin, end)  # type: ignore[arg-type]


def _limit(text: str, is_age: bool) -> Limit:
    """Return the limit at a time: days are the reader's own, ages are reckoned from `NOW`."""
    moment = datetime.fromisoformat(text)
    in_utc = round(moment.replace(tzinfo=UTC).timestamp() * 1000)
    return Limit(in_utc if is_age else round(moment.timestamp() * 1000), in_utc)


@pytest.mark.parametrize(
    "age", ["0-1-1", "2023-00", "32.1.2023", "9999999d", "999999y", "9999-12-31", "٣d"]
)
def test_a_time_that_there_is_not_is_said_to_be_none(age: str) -> None:
    with pytest.raises(QueryError, match="is no time"):
        parse(f"after:{age} a")


def test_joining_queries_nests_nothing_that_need_not_be() -> None:
    assert all_of(EVERYTHING, A, EVERYTHING) == A
    assert all_of(And((A, B)), UNREAD) == And((A, B, UNREAD))
    assert all_of() == all_of(EVERYTHING) == EVERYTHING


SIGNS = "\" ( ) - : * ^ { } + ' ; \\ % \0 \ud800 \x1b"
NAMES = 'OR AND NEAR a Köln title: is: is:read in: in:lead added: after:7d *a* a* source: heading:" xyz:'
TEXTS = st.text(st.characters()) | st.lists(
    st.sampled_from([*SIGNS.split(" "), *NAMES.split(" "), " "]), max_size=60
).map("".join)


@given(TEXTS, st.booleans())
def test_any_text_is_a_query_or_a_query_error(text: str, typing: bool) -> None:
    try:
        parse(text, typing=typing)
    except QueryError as error:
        assert 0 <= error.position <= len(text)  # noqa: PT017 - either outcome is right
        assert error.remedy  # noqa: PT017


@given(TEXTS)
def test_typing_forgives_whatever_is_only_unfinished(text: str) -> None:
    try:
        parse(text)
    except QueryError:
        return
    parse(text, typing=True)
