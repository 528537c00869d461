"""Dates in sentences of our own, labelled by hand in `dates.tsv`, and texts that mean no good.

A line of it is language, day of publishing (`-`: not known) and sentence, with `[dates=values]`.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.entities.dates import find_dates

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("dates.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
MARKED = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")
MOMENTS = (
    None,
    datetime(2023, 9, 5, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2024, 2, 29, tzinfo=UTC),
)
Found = set[tuple[int, int, str]]


def read(marked: str) -> tuple[str, Found]:
    """Return a sentence without its marks, and what they mark."""
    text, found, end = "", set(), 0
    for match in MARKED.finditer(marked):
        text += marked[end : match.start()]
        found.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        end = match.end()
    return text + marked[end:], found


def test_nearly_all_are_found_and_nearly_nothing_else() -> None:
    right = wrong = missed = 0
    for language, day, marked in LINES:
        published = None if day == "-" else datetime.fromisoformat(day).replace(tzinfo=UTC)
        text, wanted = read(marked)
        found = {(m.start, m.end, m.entity.name) for m in find_dates(text, language, published)}
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert right + missed >= 200
    assert sum("=" not in marked for *_, marked in LINES) >= 60
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


SENTENCES = [read(marked)[0] for *_, marked in LINES]
PIECES = sorted({word for sentence in SENTENCES for word in sentence.split()})
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=60)


@given(TEXTS, st.sampled_from(("de", "en", "", None, "fr")), st.sampled_from(MOMENTS))
def test_any_text_of_any_time(text: str, language: str | None, published: datetime | None) -> None:
    end = 0
    for mention in find_dates(text, language, published):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.entity.key == f"date/{mention.entity.name}"
        assert mention.entity.name
        end = mention.end


@pytest.mark.parametrize("published", MOMENTS)
def test_every_sentence_at_the_edges_of_time(published: datetime | None) -> None:
    for sentence in SENTENCES:
        for language in ("de", "en", None):
            for mention in find_dates(sentence, language, published):
                assert "0000" not in mention.entity.name


@pytest.mark.parametrize(
    "piece",
    ["am Montag ", "Montag", "last ", "in two weeks ", "wird ", "vor drei ", "9. und ", "2019/", "im Mai "],
)  # fmt: skip
def test_hostile_texts_take_time_in_proportion(piece: str) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        for _ in find_dates(text, None, MOMENTS[1]):
            pass
        return time.process_time() - began

    text = piece * (200_000 // len(piece))
    short = seconds(text[: len(text) // 8])
    assert seconds(text) < max(1.0, 24 * short)
