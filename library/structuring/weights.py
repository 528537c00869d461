"""How much each piece of evidence speaks for what: the table of weights, read and written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from library.models import BlockKind

KINDS: Final = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
"""What a bare line can be, in the order of all weights."""
TABLE: Final = Path(__file__).with_name("weights.tsv")
"""A weight row a line: the evidence, its weight for a heading and for a list item; tabs between them.

Rows that begin with `after ` hold transitions: the weights of each of `KINDS` following that one.
"""
_TRANSITION: Final = "after "


class Weights(NamedTuple):
    """Weights in nats, all against a paragraph, whose own are 0."""

    evidence: dict[str, tuple[float, float]]
    """For a heading and for a list item, by the name of the evidence."""
    transitions: tuple[tuple[float, ...], ...]
    """Of each kind (row) being followed by each kind (column), in the order of `KINDS`."""


def read_weights(path: Path = TABLE) -> Weights:
    """Return the weights of the table at `path`; raise KeyError or ValueError when it is none."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    numbers = {row[0]: tuple(map(float, row[1:])) for row in rows}
    transitions = tuple(numbers.pop(_TRANSITION + kind) for kind in KINDS)
    return Weights({name: (row[0], row[1]) for name, row in numbers.items()}, transitions)


def write_weights(weights: Weights, path: Path = TABLE) -> None:
    """Write the table of `weights` to `path`, in their order."""
    rows = [_row(name, pair) for name, pair in weights.evidence.items()]
    for kind, row in zip(KINDS, weights.transitions, strict=True):
        rows.append(_row(_TRANSITION + kind, row))
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def _row(name: str, numbers: Sequence[float]) -> str:
    """Return one line of the table; three decimals are more than the data can tell apart."""
    # Adding 0 makes a negative zero positive.
    return "\t".join((name, *(f"{round(number, 3) + 0.0:.3f}" for number in numbers)))
