"""The rows of a list in groups are those of a plain evaluation, whatever is closed or opened."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from library.grouping import Group, Label, Labels, Outline, Row
from library.listing import Listing
from library.models import Headline
from library.ordering import Grouping
from library.paged import GONE

NAMES = st.sampled_from([None, "taz", "Ärzte Zeitung", "BBC", "bbc"])
_DAY = 86_400_000


def headlines(keys: Sequence[int]) -> list[Headline]:
    return [replace(GONE, id=f"{key:016x}", title=str(key)) for key in keys]


def listing(
    names: Sequence[str | None], stories: dict[int, int], closed: frozenset[Label] = frozenset()
) -> Listing:
    """Return a list of articles from publications with these names, the first the newest."""
    labels = Labels(Grouping.SOURCE)
    count = len(names)
    rows = [Row(count - n, name, None, 0, (count - n) % 2) for n, name in enumerate(names)]
    keys, groups = labels.parted(rows)

    def known(keys: Sequence[int]) -> dict[int, int]:
        return {key: stories[key] for key in keys if key in stories}

    return Listing(headlines, keys, known, Outline(labels, closed), groups)


def shown(listed: Listing) -> list[tuple[Label, str | None]]:
    """Return what every row of the screen shows: the group, and the article's title."""
    outline = listed.outline
    assert outline is not None
    spots = map(outline.spot, range(len(outline)))
    return [
        (outline.group(s.group).label, None if s.row is None else listed[s.row].title)
        for s in spots
    ]


ORDER = ["Ärzte Zeitung", "BBC", "bbc", "taz", None]


def expected(
    names: Sequence[str | None], stories: dict[int, int], closed: set[Label], opened: set[int]
) -> list[tuple[Label, str | None]]:
    rows: list[tuple[Label, str | None]] = []
    for label in ORDER:
        keys = [len(names) - n for n, name in enumerate(names) if name == label]
        if not keys:
            continue
        rows.append((label, None))
        if label in closed:
            continue
        told: set[int] = set()
        for key in keys:
            story = stories.get(key)
            if story in told:
                continue
            rows.append((label, str(key)))
            if story is not None:
                told.add(story)
                if key in opened:
                    rows += [(label, str(k)) for k in keys if k != key and stories.get(k) == story]
    return rows


@given(
    st.lists(NAMES, max_size=30),
    st.dictionaries(st.integers(1, 30), st.integers(1, 3), max_size=12),
    st.lists(st.tuples(st.sampled_from(["group", "version"]), st.integers(0, 40)), max_size=12),
    st.frozensets(NAMES),
)
def test_rows_are_those_of_a_plain_evaluation(
    names: list[str | None],
    stories: dict[int, int],
    steps: list[tuple[str, int]],
    first_closed: frozenset[Label],
) -> None:
    listed = listing(names, stories, first_closed)
    outline = listed.outline
    assert outline is not None
    closed, opened = set(first_closed), set[int]()
    for what, number in steps:
        if what == "group" and outline.groups:
            outline.toggle(number % outline.groups)
            closed ^= {outline.group(number % outline.groups).label}
        elif what == "version" and len(listed):
            row = number % len(listed)
            first = listed.key(listed.story_row(row))
            if listed.is_open(listed.story_row(row)):
                listed.close(row)
                opened.discard(first)
            elif listed.versions(row) > 1:
                listed.open(row)
                opened.add(first)
    assert shown(listed) == expected(names, stories, closed, opened)
    for row in range(len(listed)):
        place = outline.shown(row)
        assert place is None or outline.spot(place).row == row
    for number in range(outline.groups):
        assert outline.spot(outline.heading(number)) == (number, None)
        assert outline.group(number).articles == names.count(outline.group(number).label)  # type: ignore[arg-type]


def test_days_come_newest_first_and_those_without_a_date_by_the_day_they_were_added() -> None:
    rows = [
        Row(9, None, 19_000 * _DAY, 0, 1),
        Row(8, None, None, 19_001 * _DAY, 0),
        Row(7, None, 19_000 * _DAY, 0, 0),
        Row(6, None, 18_000 * _DAY, 0, 1),
    ]
    keys, groups = Labels(Grouping.DAY).parted(rows)
    first = date(1970, 1, 1)
    assert list(keys) == [8, 9, 7, 6]
    assert groups == (
        Group(first + timedelta(days=19_001), 1, 0),
        Group(first + timedelta(days=19_000), 2, 1),
        Group(first + timedelta(days=18_000), 1, 1),
    )


def test_counts_follow_marks_of_what_is_listed() -> None:
    listed = listing(["taz", "BBC", "taz", "taz"], {4: 1, 2: 1})
    outline = listed.outline
    assert outline is not None
    assert [(g.articles, g.unread) for g in map(outline.group, (0, 1))] == [(1, 1), (3, 1)]
    taz = replace(GONE, source="taz", read=datetime.now(UTC))
    listed.note_unread(replace(taz, id="nowhere"), 2, -1)  # behind the row of its story
    assert outline.group(1).unread == 0
    listed.note_unread(replace(taz, id="nowhere"), 77, -1)  # not in the list
    assert outline.group(1).unread == 0
    assert listed[1].id == f"{4:016x}"
    listed.note_unread(replace(taz, id=f"{1:016x}"), 1, 1)  # looked at
    assert outline.group(1).unread == 1


def test_all_are_closed_and_opened_at_once() -> None:
    listed = listing(["taz", "BBC", None], {})
    outline = listed.outline
    assert outline is not None
    outline.toggle(1)
    outline.toggle_all()
    assert (len(outline), set(outline.closed)) == (3, {"taz", "BBC", None})
    assert [outline.shown(row) for row in range(3)] == [None, None, None]
    outline.toggle_all()
    assert len(outline) == 6
    assert not outline.closed


def test_an_empty_list_has_no_groups() -> None:
    listed = listing([], {})
    assert listed.outline is not None
    assert (len(listed.outline), listed.outline.groups, len(listed)) == (0, 0, 0)


def test_a_million_rows_are_found_at_once() -> None:
    labels, outline = Labels(Grouping.DAY), Outline(Labels(Grouping.DAY))
    rows = [Row(n, None, n * 600_000, 0, 1) for n in range(1_000_000, 0, -1)]
    keys, groups = labels.parted(rows)
    listed = Listing(headlines, array("q", keys), None, outline, groups)
    assert len(outline) == 1_000_000 + len(groups)
    last = outline.spot(len(outline) - 1)
    assert listed.key(last.row or 0) == 1
    assert outline.shown(999_999) == len(outline) - 1
