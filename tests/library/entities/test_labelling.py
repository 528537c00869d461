"""The likeliest labels that spell names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from library.entities.labelling import continues, likeliest, shared

LABELS = 9


def row(**scores: float) -> list[float]:
    """A row of scores, 0 but for those named `l1`, `l2`, ..."""
    return [scores.get(f"l{label}", 0.0) for label in range(LABELS)]


def test_the_best_by_token_is_taken_where_it_spells_names() -> None:
    rows = [row(l1=5), row(l2=5), row(l0=5), row(l3=5)]
    assert likeliest(rows, [True, False, False, False]) == [1, 2, 0, 3]


def test_the_middle_of_a_name_needs_a_beginning() -> None:
    assert likeliest([row(l1=4, l0=5), row(l2=5)], [True, False]) == [1, 2]
    assert likeliest([row(l0=9), row(l2=5, l0=4)], [True, False]) == [0, 0]
    assert likeliest([row(l3=5), row(l2=5, l4=4)], [True, False]) == [3, 4]


def test_no_name_reaches_into_the_next_text() -> None:
    assert likeliest([row(l1=5), row(l2=5, l1=4)], [True, True]) == [1, 1]


def test_labels_that_are_hard_to_tell_apart_count_together() -> None:
    made = shared(row(l0=3.0, l1=3.1, l7=2.9), [7, 8])
    assert made[0] > made[1] == 3.1
    assert made[7] == 2.9
    assert shared(row(l7=3.0), [7, 8])[7] > 3.0


def test_no_tokens_have_no_labels() -> None:
    assert likeliest([], []) == []


@given(st.lists(st.tuples(st.lists(st.integers(-9, 9), min_size=9, max_size=9), st.booleans())))
def test_every_path_is_legal_and_none_by_one_change_is_better(
    tokens: list[tuple[list[int], bool]],
) -> None:
    rows = [[float(score) for score in scores] for scores, _ in tokens]
    begins = [begin for _, begin in tokens]
    path = likeliest(rows, begins)
    assert len(path) == len(rows)
    assert _legal(path, begins)
    for place in range(len(path)):
        for label in range(LABELS):
            other = [*path[:place], label, *path[place + 1 :]]
            if _legal(other, begins):
                assert rows[place][label] <= rows[place][path[place]]


def _legal(path: list[int], begins: list[bool]) -> bool:
    inside = [label > 0 and label % 2 == 0 for label in path]
    return all(
        not inside[n] or (n > 0 and not begins[n] and continues(path[n - 1], path[n]))
        for n in range(len(path))
    )
