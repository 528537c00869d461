"""Labels of tokens: the likeliest sequence of them that spells names.

The labels are O (no name), then B and I of each kind: B begins a name, I continues one of its kind.
Each token by itself may look most like the middle of a name that nothing began; so the whole sequence
is chosen at once, as the best path through the labels (Viterbi 1967), in which I follows B or I.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

NO_NAME = 0
"""Number of the label O."""


def kind_of(label: int) -> int:
    """Return the number of the kind of a label that is not O."""
    return (label - 1) // 2


def continues(before: int, label: int) -> bool:
    """Tell whether a token with `label` belongs to the name that the token before it is part of."""
    return (
        before != NO_NAME
        and label != NO_NAME
        and label % 2 == 0
        and kind_of(label) == kind_of(before)
    )


def shared(row: Sequence[float], apart: Sequence[int]) -> list[float]:
    """Return the scores of a token with those of O and of the labels `apart` for one, as one rival of the rest.

    What the labels `apart` stand for is hard to tell from no name. A token that is one or the other, and
    not sure which, is no name of the other kinds; so the likeliest of them gets the probabilities of all.
    """
    several = [NO_NAME, *apart]
    largest = max(several, key=row.__getitem__)
    total = sum(exp(row[label] - row[largest]) for label in several)
    made = list(row)
    made[largest] += log(total)
    return made


def likeliest(scores: Sequence[Sequence[float]], begins: Sequence[bool]) -> list[int]:
    """Return the labels with the highest sum of scores in which no I lacks what it continues.

    Time is linear in the tokens.

    Args:
        scores: For each token, a logarithm of a probability (up to a constant) for each label.
        begins: For each token, whether a text begins with it, which no name reaches across.
    """
    single = [max(range(len(row)), key=row.__getitem__) for row in scores]
    if _spells(single, begins):  # the best by token, and so the best path
        return single
    totals: list[float] = []
    steps: list[list[int]] = []
    for row, begin in zip(scores, begins, strict=True):
        best = max(range(len(totals)), key=totals.__getitem__) if totals else NO_NAME
        base = totals[best] if totals else 0.0
        step = [best] * len(row)
        made = [base + score for score in row]
        for label in range(2, len(row), 2):
            if begin or not totals:
                made[label] = float("-inf")
            else:
                step[label] = max(label - 1, label, key=totals.__getitem__)
                made[label] = totals[step[label]] + row[label]
        totals = made
        steps.append(step)
    return _back(totals, steps)


def _back(totals: list[float], steps: list[list[int]]) -> list[int]:
    """Return the path that ends with the highest of `totals`."""
    label = max(range(len(totals)), key=totals.__getitem__) if totals else NO_NAME
    path = []
    for step in reversed(steps):
        path.append(label)
        label = step[label]
    return path[::-1]


def _spells(labels: Sequence[int], begins: Sequence[bool]) -> bool:
    """Tell whether every I among `labels` continues a name."""
    before = NO_NAME
    for label, begin in zip(labels, begins, strict=True):
        inside = label != NO_NAME and label % 2 == 0
        if inside and (begin or not continues(before, label)):
            return False
        before = label
    return True
