import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.structuring.entries import Entry, entries


def values(*lines: str) -> list[tuple[str, str]]:
    return [(entry.key, entry.value) for entry in entries(lines)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain words", "plain words"),
        ("'it''s new'", "it's new"),
        ('"a \\"new\\" one"', 'a "new" one'),
        ("words  # a comment", "words"),
        ("#1 of many", "#1 of many"),
        ("A: B", "A: B"),
        ("[Erika Beispiel, 'Muster, Max']", "Erika Beispiel, Muster, Max"),
        ("[]", ""),
        ("", ""),
    ],
)
def test_values_on_one_line(written: str, value: str) -> None:
    assert values(f"key: {written}") == [("key", value)]


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (("key: >-", "  two", "  lines"), "two lines"),
        (("key: |", "  two", "", "  lines"), "two lines"),
        (("key: two", "  lines"), "two lines"),
        (('key: "two', '  lines"'), "two lines"),
        (("key:", "  - one", "  - 'two'"), "one, two"),
        (("key:", "- one", "- two"), "one, two"),
        (("key:", "  name: one"), "one"),
        (("key:", "  - name: one", "  - name: 'two'"), "one, two"),
        (("key:", "  - name: one", "    place: x", "  - name: two"), "one, two"),
        (("key:", "  - name: one", "  - two"), "name: one, two"),
        (("key: [one,", "  'two, three']"), "one, two, three"),
        (("key:", "  name: one", "  place: two"), ""),
    ],
)
def test_values_on_several_lines(lines: tuple[str, ...], value: str) -> None:
    assert values(*lines) == [("key", value)]


def test_toml() -> None:
    assert values('title = "A: B"', "date = 2023-09-05") == [
        ("title", "A: B"),
        ("date", "2023-09-05"),
    ]


def test_a_line_that_is_no_entry_has_no_key() -> None:
    assert list(entries(["# a comment"])) == [Entry("", "", "# a comment")]


@given(st.lists(st.text(alphabet=" abc:-=#[]'\"|>\\,\t", max_size=12), max_size=12))
def test_no_line_is_lost(lines: list[str]) -> None:
    kept = "\n".join(entry.source for entry in entries(lines)).split()
    assert kept == "\n".join(lines).split()
