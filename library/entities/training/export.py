"""From fitted weights to the files that the recogniser reads.

`layers.onnx` holds everything behind the table of pieces, with products of whole numbers; see `rounding`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from library.entities.model import LAYERS, PIECES, TABLE, digest_of
from library.entities.training.rounding import evening, packed, rounded

_WIDTH: Final = 384
_HEADS: Final = 12
_EPSILON: Final = 1e-12
_PLACES: Final = 256
_CONTRIB: Final = "com.microsoft"

Floats = NDArray[np.float32]


def export(
    weights: Mapping[str, Floats],
    peaks: Mapping[str, Floats],
    table: Floats,
    pieces: bytes,
    name: str,
    folder: Path,
) -> None:
    """Write the files of a model to `folder`.

    Args:
        weights: The fitted network, by the names of `network.Network`.
        peaks: How large each channel of what a layer's part is multiplied with gets; see `peaks_of`.
        table: A row of 384 numbers for each piece, which 4 bits in blocks of 32 can hold as they are.
        pieces: The piece table as a SentencePiece model.
        name: Its name and version.
        folder: Where to; made if need be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {PIECES: pieces, TABLE: packed(table).tobytes(), LAYERS: _Graph(weights, peaks).model()}
    for file, data in files.items():
        (folder / file).write_bytes(data)
    digests = {file: digest_of(data) for file, data in files.items()}
    about = json.dumps({"name": name, "digests": digests}, indent=1)
    (folder / "about.json").write_text(about + "\n", "utf-8")


class _Graph:
    """The network as ONNX."""

    def __init__(self, weights: Mapping[str, Floats], peaks: Mapping[str, Floats]) -> None:
        self._weights = weights
        self._peaks = peaks
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> bytes:
        """Return the whole graph, from `x` (1 × pieces × 384) to `y` (1 × pieces × labels)."""
        places = self._weights["places"][:_PLACES].copy()
        places[0] += self._weights["source.weight"][0]
        self._constant("places", places[None])
        self._constant("zero", np.array([0], np.int64))
        self._constant("axis", np.array([1], np.int64))
        self._constant("last", np.array([-1], np.int64))
        self._node("Shape", ["x"], "length", start=1, end=2)
        self._node("Slice", ["places", "zero", "length", "axis"], "here")
        self._node("Add", ["x", "here"], "placed")
        norm = [
            self._constant(f"norm.{part}", self._weights[f"norm.{part}"])
            for part in ("weight", "bias")
        ]
        self._node("LayerNormalization", ["placed", *norm], "state0", epsilon=_EPSILON)
        count = sum(name.endswith(".q.weight") for name in self._weights)
        for number in range(count):
            self._layer(number)
        self._constant("head.w", np.ascontiguousarray(self._weights["head.weight"].T))
        self._constant("head.b", self._weights["head.bias"])
        self._node("MatMul", [f"state{count}", "head.w"], "raw")
        self._node("Add", ["raw", "head.b"], "y")
        labels = len(self._weights["head.bias"])
        graph = helper.make_graph(
            self._nodes,
            "names",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, "pieces", _WIDTH])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, "pieces", labels])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIB, 1)]
        made = helper.make_model(graph, opset_imports=opsets)
        made.ir_version = 10
        data: bytes = made.SerializeToString()
        return data

    def _layer(self, number: int) -> None:
        at, x = f"layers.{number}", f"state{number}"
        q, k, v = self._products(x, [f"{at}.{part}" for part in "qkv"])
        self._node("MultiHeadAttention", [q, k, v], f"{at}.c", _CONTRIB, num_heads=_HEADS)
        (attended,) = self._products(f"{at}.c", [f"{at}.out"])
        middle = self._normed(x, attended, f"{at}.norm1")
        (up,) = self._products(middle, [f"{at}.up"])
        self._node("Gelu", [up], f"{at}.g", _CONTRIB)
        (down,) = self._products(f"{at}.g", [f"{at}.down"])
        self._normed(middle, down, f"{at}.norm2", f"state{number + 1}")

    def _products(self, x: str, parts: list[str]) -> list[str]:
        """Add the products of `x` with the weights of each of `parts`, and return their names."""
        name = parts[0]
        matrices = [self._weights[f"{part}.weight"] for part in parts]
        evened = evening(self._peaks[name], np.concatenate(matrices))
        even = self._node("Mul", [x, self._constant(f"{name}.e", 1 / evened)], f"{name}.even")
        largest = self._node("Abs", [even], f"{name}.abs")
        largest = self._node("ReduceMax", [largest, "last"], f"{name}.largest", keepdims=1)
        equal = self._node("Div", [even, largest], f"{name}.equal")
        return [
            self._product(equal, largest, part, matrix.T * evened[:, None])
            for part, matrix in zip(parts, matrices, strict=True)
        ]

    def _product(self, x: str, factor: str, name: str, weight: Floats) -> str:
        """Add the product of `x` with `weight`, times `factor`, and return its name."""
        numbers, scales = rounded(weight)
        inputs = [
            x,
            self._constant(f"{name}.n", numbers),
            self._constant(f"{name}.s", scales),
            self._constant(f"{name}.z", np.zeros(len(scales), np.int8)),
        ]
        product = self._node("DynamicQuantizeMatMul", inputs, f"{name}.p", _CONTRIB)
        scaled = self._node("Mul", [product, factor], f"{name}.f")
        bias = self._constant(f"{name}.b", self._weights[f"{name}.bias"])
        return self._node("Add", [scaled, bias], f"{name}.y")

    def _normed(self, x: str, more: str, name: str, output: str = "") -> str:
        """Add the norm of a sum, and return its name; the kernel that does both at once is slower."""
        total = self._node("Add", [x, more], f"{name}.t")
        parts = [
            self._constant(f"{name}.{part}", self._weights[f"{name}.{part}"])
            for part in ("weight", "bias")
        ]
        return self._node(
            "LayerNormalization", [total, *parts], output or f"{name}.y", epsilon=_EPSILON
        )

    def _constant(self, name: str, value: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output
