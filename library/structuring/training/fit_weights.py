"""Recipe: fit `weights.tsv` to labelled articles.

    uv run python -m library.structuring.training.fit_weights GOLD.jsonl...

Each line of a GOLD file is an article: `lines`, the title first, and `labels`, one a line;
`gold_kind`, `site` and `lang` are used as `DATA.md` says. The weights are those of a conditional
random field whose labels are likeliest, less a penalty for large weights. They are found by
stochastic gradient descent with the step sizes of AdaGrad (Duchi, Hazan and Singer 2011); the same
articles in the same order give the same weights.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from math import exp
from pathlib import Path
from typing import Any, Final, NamedTuple

from library.clean import clean_text
from library.structuring.evidence import EVIDENCE, LONG_PROSE, RULED_OUT, RULES, is_certain
from library.structuring.lines import lines_of
from library.structuring.weights import KINDS, Weights, write_weights

EPOCHS: Final = 25
AVERAGED: Final = 10
"""Of the last epochs the weights are averaged, so that they do not depend on the last articles seen."""
STEP: Final = 0.3
"""Size of the first steps; AdaGrad makes them smaller."""
PENALTY: Final = 10.0
"""Half the inverse variance of the weights' Gaussian prior, counted once over all articles."""
TRUST: Final = {"silver": 0.5, "markdown": 0.3}
"""What an article of a kind of gold counts where it is less than 1: labels are noisy, or texts unlike."""
SEED: Final = 1

_KIND_OF_LABEL: Final = {"p": 0, "quote": 0, "caption": 0, "heading": 1, "li": 2}
"""Index in `KINDS`; lines of other labels may be anything."""
_HEADING: Final = 1
_ANY: Final = -1
_FITTED: Final = tuple(evidence for evidence in EVIDENCE if evidence.name not in RULES)
_SIZE: Final = len(KINDS)
_INDEXES: Final = range(_SIZE)

Vector = list[float]


class Node(NamedTuple):
    """A line to learn from."""

    fixed: tuple[float, ...]
    """What rules say for each of `KINDS`."""
    evidence: tuple[int, ...]
    """Which of the fitted evidence holds."""
    kind: int
    """Index of what it is in `KINDS`, or `_ANY`."""


class Example(NamedTuple):
    """An article to learn from."""

    nodes: tuple[Node, ...]
    """Its lines."""
    trust: float
    """What it counts, 1 for labels that are to be trusted."""


def main() -> None:
    """Fit the weights to the gold files named on the command line, and write them."""
    articles = [
        json.loads(line)
        for name in sys.argv[1:]
        for line in Path(name).read_text("utf-8").splitlines()
    ]
    write_weights(fit(articles))


def fit(articles: Iterable[dict[str, Any]]) -> Weights:
    """Return the weights that explain the labels of `articles` best."""
    examples = [example for example in map(example_of, articles) if example.nodes]
    order = random.Random(SEED)  # noqa: S311 - an order, no secret
    model = _Model()
    for epoch in range(EPOCHS):
        order.shuffle(examples)
        for example in examples:
            model.learn(example, PENALTY / len(examples))
        if epoch >= EPOCHS - AVERAGED:
            model.remember()
    return model.weights()


def example_of(article: dict[str, Any]) -> Example:
    """Return what is learned from one article of the gold."""
    title, *texts = (" ".join(clean_text(line).split()) for line in article["lines"])
    labelled = [
        (text, label) for text, label in zip(texts, article["labels"][1:], strict=True) if text
    ]
    nodes = []
    for line, (_, label) in zip(lines_of(title, [t for t, _ in labelled]), labelled, strict=True):
        kind = _KIND_OF_LABEL.get(label, _ANY)
        if is_certain(line):
            nodes.append(Node(LONG_PROSE, (), kind))
            continue
        ruled = [RULES[e.name] for e in EVIDENCE if e.name in RULES and e.holds(line)]
        fixed = (0.0, sum(r[0] for r in ruled), sum(r[1] for r in ruled))
        if fixed[1] <= RULED_OUT and kind == _HEADING:
            # No weight should be bent to explain what the rules will never say.
            kind = _ANY
        holding = tuple(n for n, evidence in enumerate(_FITTED) if evidence.holds(line))
        nodes.append(Node(fixed, holding, kind))
    return Example(tuple(nodes), TRUST.get(article["gold_kind"], 1.0))


class _Model:
    """The weights while they are learned, all in one vector, and how far each has moved."""

    def __init__(self) -> None:
        """Start from nothing: every weight is 0."""
        self._transitions = 2 * len(_FITTED)
        self._values: Vector = [0.0] * (self._transitions + _SIZE * _SIZE)
        self._moved: Vector = [1e-2] * len(self._values)
        self._remembered: Vector = [0.0] * len(self._values)

    def weights(self) -> Weights:
        """Return the mean of the weights that were remembered."""
        values = [total / AVERAGED for total in self._remembered]
        start = self._transitions
        evidence = {e.name: (values[2 * n], values[2 * n + 1]) for n, e in enumerate(_FITTED)}
        rows = (values[start + row * _SIZE : start + (row + 1) * _SIZE] for row in range(_SIZE))
        return Weights(evidence, tuple(tuple(row) for row in rows))

    def remember(self) -> None:
        """Remember the weights as they are now."""
        self._remembered = [a + b for a, b in zip(self._remembered, self._values, strict=True)]

    def learn(self, example: Example, penalty: float) -> None:
        """Move the weights so that the labels of `example` get likelier."""
        scores = [self._scores(node) for node in example.nodes]
        start = self._transitions
        rows = [self._values[start + r * _SIZE : start + (r + 1) * _SIZE] for r in range(_SIZE)]
        steps = [[exp(weight) for weight in row] for row in rows]
        expected = _marginals(scores, steps)
        labelled = _marginals(
            [_clamped(s, n.kind) for s, n in zip(scores, example.nodes, strict=True)], steps
        )
        slope = _slope(example.nodes, expected, labelled)
        for place, (have, want) in enumerate(zip(expected.pairs, labelled.pairs, strict=True)):
            slope[start + place] = want - have
        self._move(slope, example.trust, penalty)

    def _scores(self, node: Node) -> Vector:
        """Return what speaks for each of `KINDS`."""
        values = self._values
        heading = sum(values[2 * number] for number in node.evidence)
        item = sum(values[2 * number + 1] for number in node.evidence)
        return [node.fixed[0], node.fixed[1] + heading, node.fixed[2] + item]

    def _move(self, slope: dict[int, float], trust: float, penalty: float) -> None:
        """Take a step along `slope`, pulled towards 0 by the `penalty`."""
        for place, rise in slope.items():
            gradient = trust * rise - penalty * self._values[place]
            self._moved[place] += gradient * gradient
            self._values[place] += STEP * gradient / self._moved[place] ** 0.5


class _Marginals(NamedTuple):
    """How likely everything is, given the scores."""

    nodes: list[Vector]
    """For each line, the probability of each of `KINDS`."""
    pairs: Vector
    """For each pair of kinds, how often the one is expected to follow the other."""


def _slope(nodes: Sequence[Node], expected: _Marginals, labelled: _Marginals) -> dict[int, float]:
    """Return by how much each weight of evidence should rise, by its place among the weights."""
    slope: dict[int, float] = {}
    for node, have, want in zip(nodes, expected.nodes, labelled.nodes, strict=True):
        for kind in _INDEXES[1:]:
            if difference := want[kind] - have[kind]:
                for number in node.evidence:
                    place = 2 * number + kind - 1
                    slope[place] = slope.get(place, 0.0) + difference
    return slope


def _clamped(scores: Vector, kind: int) -> Vector:
    """Return `scores` with all kinds but the labelled one ruled out."""
    if kind == _ANY:
        return scores
    return [score if number == kind else -1e3 for number, score in enumerate(scores)]


def _marginals(scores: Sequence[Vector], steps: Sequence[Vector]) -> _Marginals:
    """Return the probabilities under a chain (the forward-backward algorithm, scaled).

    `steps` are the exponentials of the transitions.
    """
    local = [[exp(max(score - max(own), -300.0)) for score in own] for own in scores]
    forward, backward = _forward(local, steps), _backward(local, steps)
    nodes = [
        _scaled([before * after for before, after in zip(left, right, strict=True)])
        for left, right in zip(forward, backward, strict=True)
    ]
    pairs = [0.0] * (_SIZE * _SIZE)
    for left, own, right in zip(forward[:-1], local[1:], backward[1:], strict=True):
        reached = [score * after for score, after in zip(own, right, strict=True)]
        joint = _scaled(
            [left[kind] * steps[kind][to] * reached[to] for kind in _INDEXES for to in _INDEXES]
        )
        pairs = [total + share for total, share in zip(pairs, joint, strict=True)]
    return _Marginals(nodes, pairs)


def _forward(local: Sequence[Vector], steps: Sequence[Vector]) -> list[Vector]:
    """Return how likely each kind is at each line, given it and the lines before."""
    found = [_scaled(local[0])]
    for own in local[1:]:
        last = found[-1]
        reached = [sum(last[kind] * steps[kind][to] for kind in _INDEXES) for to in _INDEXES]
        found.append(_scaled([score * way for score, way in zip(own, reached, strict=True)]))
    return found


def _backward(local: Sequence[Vector], steps: Sequence[Vector]) -> list[Vector]:
    """Return, up to a factor, how likely the lines below each line are, given its kind."""
    found = [[1.0] * _SIZE]
    for own in reversed(local[1:]):
        ahead = [score * after for score, after in zip(own, found[-1], strict=True)]
        found.append(_scaled([sum(row[to] * ahead[to] for to in _INDEXES) for row in steps]))
    return found[::-1]


def _scaled(values: Vector) -> Vector:
    """Return `values`, which are not negative, so that they add up to 1."""
    total = sum(values) or 1.0
    return [value / total for value in values]


if __name__ == "__main__":
    main()
