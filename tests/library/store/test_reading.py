"""What is asked of the database is answered in the order in which it was asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from library.search import parse
from library.store import Reader, Writer, connect
from tests.library.making import article, entry, paragraph


def test_headlines_come_in_the_order_of_the_ranks_that_were_asked_for(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "library.db")) as connection:
        writer, reader = Writer(connection), Reader(connection)
        with writer.transaction():
            writer.add({rank: entry(article(f"t{rank}", paragraph("a b c"))) for rank in (2, 4, 6)})
        assert [h.title for h in reader.headlines([4, 6, 2, 4])] == ["t4", "t6", "t2", "t4"]
        assert [h.title for h in reader.headlines([5, 2])] == ["t2"]
        assert reader.headlines([]) == []
        assert {headline.words for headline in reader.headlines([2, 4, 6])} == {3}


def test_a_limit_takes_the_nearest(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "library.db")) as connection:
        writer, reader = Writer(connection), Reader(connection)
        with writer.transaction():
            writer.add({rank: entry(article(f"t{rank}")) for rank in range(-6, 6, 2)})
        node = parse("")
        assert list(reader.ranks(node, None, 2)) == [4, 2]
        assert list(reader.ranks(node, 2, 2)) == [0, -2]
        assert list(reader.ranks(node, -3, 2, upwards=True)) == [-2, 0]
        assert list(reader.ranks(node, None, 2, upwards=True)) == [-6, -4]
        assert list(reader.ranks(node, None, 0)) == []
        assert list(reader.ranks(parse("t4 OR t0"), 4, -1)) == [0]
