"""The parts of the model's recipe that need no network."""

from __future__ import annotations

import numpy as np

from library.entities.training.choose_pieces import chosen, forms, is_basic, weights
from library.entities.training.rounding import evening, rounded


def test_words_are_written_in_four_ways() -> None:
    assert list(forms("bahn")) == ["▁bahn", "▁Bahn", "▁BAHN", "bahn"]


def test_pieces_weigh_what_their_words_do() -> None:
    found = weights([("ab", 0.5), ("a", 0.25)], list)
    assert found["▁"] > found["a"] > found["b"] > found["B"] > 0


def test_the_first_groups_are_chosen_first() -> None:
    assert chosen([["a", "b"], ["b", "c", "d"]], 3) == {"a", "b", "c"}
    assert chosen([["a"]], 3) == {"a"}


def test_letters_and_signs_are_basic() -> None:
    assert all(map(is_basic, ["a", "ß", "Ž", ",", "▁", "▁„", "7", "€"]))
    assert not any(map(is_basic, ["ab", "ж", "的", "▁de"]))


def test_evened_channels_and_weights_multiply_to_the_same() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(5, 8)).astype(np.float32)
    weight = rng.normal(size=(3, 8)).astype(np.float32)
    x[:, 2] *= 100
    factors = evening(np.abs(x).max(0), weight)
    assert np.allclose((x / factors) @ (weight * factors).T, x @ weight.T, rtol=1e-4, atol=1e-4)
    assert np.abs(x / factors).max() < np.abs(x).max()


def test_rounded_weights_fit_in_seven_bits() -> None:
    weight = np.random.default_rng(1).normal(size=(8, 3)).astype(np.float32)
    numbers, scales = rounded(weight)
    assert np.abs(numbers).max(0).tolist() == [63, 63, 63]
    assert np.abs(numbers * scales - weight).max() <= scales.max() / 2 + 1e-6
