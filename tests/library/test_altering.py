"""What was changed is put back exactly, unless somebody else has changed it since."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library import Altered, Library, Mark, Status
from tests.library.listed import ids


def statuses(library: Library, chosen: list[str]) -> list[Status]:
    """Return what was done to each of the chosen articles, without when."""
    return [
        Status(s.read, s.bookmarked, s.place, None, s.tags, s.note, s.deleted)
        for s in map(library.status, chosen)
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*Mark, "tag", "untag", "note", "delete", "restore"]),
            st.sets(st.integers(0, 2)),
        ),
        max_size=8,
    )
)
def test_all_that_was_done_is_taken_back_and_done_again(
    library: Library, deeds: list[tuple[Mark | str, set[int]]]
) -> None:
    some = ids(library)
    states, done = [statuses(library, some)], list[tuple[Altered, ...]]()
    for number, (deed, chosen) in enumerate(deeds):
        done.append(_do(library, deed, [some[n] for n in sorted(chosen)], number))
        states.append(statuses(library, some))
    again = []
    for altered, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        put = library.put_back(altered)
        assert put.left == 0
        assert statuses(library, some) == before
        again.append(put.done)
    for altered, after in zip(reversed(again), states[1:], strict=True):
        assert library.put_back(altered).left == 0
        assert statuses(library, some) == after
    for altered in reversed(done):
        library.put_back(altered)


def _do(library: Library, deed: Mark | str, chosen: list[str], number: int) -> tuple[Altered, ...]:
    match deed:
        case Mark():
            return library.mark(chosen, deed)
        case "tag":
            return library.labels.tag(chosen, [f"t{number % 2}"])
        case "untag":
            return library.labels.tag(chosen, remove=["t0", "t1"])
        case "note":
            return tuple(
                one for id_ in chosen for one in library.labels.set_note(id_, f"n{number}")
            )
        case "delete":
            return library.bin.delete(chosen)
        case _:
            return library.bin.restore(chosen)


def test_a_bulk_change_leaves_what_was_so_before(library: Library) -> None:
    first, second, third = ids(library)
    library.mark([second], Mark.READ)
    before = library.status(second).read
    altered = library.mark([first, second, third], Mark.READ)
    assert {one.id for one in altered} == {first, third}
    put = library.put_back(altered)
    assert (len(put.done), put.left) == (2, 0)
    assert [one.id for one in library.search("is:read")] == [second]
    assert library.status(second).read == before


def test_what_another_window_changed_since_is_left(library: Library, home: Path) -> None:
    first, second, _ = ids(library)
    altered = library.mark([first, second], Mark.READ)
    with Library(home) as other:
        other.mark([first], Mark.UNREAD)
        other.mark([first], Mark.READ)
        other.labels.tag([second], ["anderes"])
        theirs = other.status(first).read
    put = library.put_back(altered)
    assert [one.id for one in put.done] == [second]
    assert put.left == 1
    assert library.status(first).read == theirs
    assert library.status(second).tags == ("anderes",)


def test_what_another_window_changed_and_crashed_with_is_left(library: Library, home: Path) -> None:
    from library.journal import Change
    from library.state import State
    from library.times import present

    (first, *_) = ids(library)
    altered = library.mark([first], Mark.READ)
    State(home).append([Change(first, "read", None, present())])  # and the mirror never heard of it
    put = library.put_back(altered)
    assert (put.done, put.left) == ((), 1)
