"""What a person types becomes a tree, or an error that says where and what to do; nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import QueryError
from library.search import BOOKMARKED, EVERYTHING, UNREAD, all_of, parse
from library.search.nodes import And, Condition, Node, Not, Or, Words
from library.search.query import MAX_LENGTH

A, B, C = Words(("a",)), Words(("b",)), Words(("c",))


def like(column: str, pattern: str) -> Condition:
    return Condition(f"headlines.{column} LIKE ? ESCAPE '\\'", (f"%{pattern}%",))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", EVERYTHING),
        (" \n ", EVERYTHING),
        ("…!?", EVERYTHING),
        ("a", A),
        ("Köln", Words(("koln",))),
        ("a b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a or b", And((A, Words(("or",)), B))),
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
        ('""', EVERYTHING),
        ('"OR"', Words(("or",))),
        ("US-Regierung", Words(("us", "regierung"))),
        ("title:a", Words(("a",), "title")),
        ("TITLE:a", Words(("a",), "title")),
        ('heading:"a b"', Words(("a", "b"), "heading")),
        ("source:dpa", like("source", "dpa")),
        ('author:"Erika Muster"', like("author", "Erika Muster")),
        ("lang:de", like("language", "de")),
        (r"source:50%_\ ", like("source", r"50\%\_\\")),
        ("is:unread", UNREAD),
        ("is:READ", Not(UNREAD)),
        ("-is:bookmarked", Not(BOOKMARKED)),
        ("20:15", Words(("20", "15"))),
        ("https://example.org/a", Words(("example", "org", "a"))),
        ("Berlin: a", And((Words(("berlin",)), A))),
        ("a\0b", Words(("a", "b"))),
        ("a* NEAR(b, c)", And((A, Words(("near",)), B, C))),
        ("a^b {c}", And((Words(("a", "b")), C))),
    ],
)
def test_a_query_becomes_a_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", And((A, Words(("b",), prefix=True)))),
        ("a ", Words(("a",), prefix=True)),
        ("a b.", And((A, B))),
        ("title:a", Words(("a",), "title", prefix=True)),
        ('"a b', Words(("a", "b"), prefix=True)),
        ('"a b"', Words(("a", "b"))),
        ('title:"a', Words(("a",), "title", prefix=True)),
        ("us-reg", Words(("us", "reg"), prefix=True)),
        ("(a", Words(("a",), prefix=True)),
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
        ("a -b", And((A, Not(Words(("b",), prefix=True))))),
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
        ("xyzq:b", 0, "There is no field “xyzq:”", "Known are title:, heading:, source:, "),
        ("a is:unraed", 2, "“is:unraed” is unknown", "Did you mean “unread”?"),
        ("is:qqq", 0, "“is:qqq” is unknown", "Known are unread, read, bookmarked."),
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


def test_joining_queries_nests_nothing_that_need_not_be() -> None:
    assert all_of(EVERYTHING, A, EVERYTHING) == A
    assert all_of(And((A, B)), UNREAD) == And((A, B, UNREAD))
    assert all_of() == all_of(EVERYTHING) == EVERYTHING


SIGNS = "\" ( ) - : * ^ { } + ' ; \\ % \0 \ud800 \x1b"
NAMES = 'OR AND NEAR a Köln title: is: is:read source: heading:" xyz:'
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
