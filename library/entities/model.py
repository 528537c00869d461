"""The model: a small multilingual encoder that labels the tokens of a text as names.

It is multilingual-e5-small, fitted to German and English news by `training/`; `model/CARD.md` says with
what and how well. The table of pieces has four bits a weight, the layers have eight.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from library.entities.labelling import NO_NAME, continues, kind_of, likeliest, shared
from library.entities.pieces import Pieces
from library.entities.windows import Window, windows_of
from library.errors import ModelUnavailable
from library.models import EntityKind
from library.translation import N_, _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Floats = NDArray[np.float32]

FOLDER: Final = Path(__file__).with_name("model")
"""The files of the model that comes with the package."""

_REMEDY: Final = N_("Install newsreader again; until then names are found by rules alone.")
_SURE: Final = 0.6
"""Probability from which another name is one.

Most sets that the model was fitted to say nothing of other names, so that it has no reason to prefer none
to them: on any plain word the labels O, B and I have a third each.
"""
_BLOCK: Final = 32
"""Weights of the table of pieces that share a scale."""
KINDS: Final = (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER)
"""The kinds in the order of the labels: O, then B and I of each."""
OTHER: Final = (7, 8)
"""The labels of other names, which some of the labelled sets do not tell from no name."""
_SILENCE: Final = "ORT_DISABLE_TELEMETRY"
"""The variable by which onnxruntime neither marks the machine nor tells its maker how it is used."""

PIECES: Final = "pieces.model"
"""The piece table."""
TABLE: Final = "table.bin"
"""A row of 384 weights for each piece."""
LAYERS: Final = "layers.onnx"
"""All that stands behind the table."""


def digest_of(data: bytes) -> str:
    """Return what `about.json` says of a file with these bytes: 128 bits of BLAKE2b in hex."""
    return blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _About:
    """What `about.json` says."""

    name: str
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the model sees."""

    kind: EntityKind
    """What it names."""
    text: int
    """Number of the text that it is in."""
    start: int
    """Its first code point there."""
    end: int
    """One past its last code point."""
    certainty: float
    """How sure the model is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a window."""

    window: Window
    """What it read."""
    labels: list[int]
    """Numbers of the labels of the window's tokens."""
    shares: Floats
    """Probabilities of all labels, tokens × labels."""


class Model:
    """The files of a model in one folder; loaded when the first text is read."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Use the model in `folder`."""
        self._folder = folder

    def names(self, texts: Sequence[str]) -> Iterator[Name]:
        """Yield the names in `texts`, which belong together, in reading order.

        Raises:
            ModelUnavailable: The model is not there, or damaged.
        """
        for reading in self.readings(texts):
            yield from _names(reading)

    def readings(self, texts: Sequence[str]) -> Iterator[Reading]:
        """Yield what the model makes of each window of `texts`, which belong together.

        Raises:
            ModelUnavailable: The model is not there, or damaged.
        """
        for window in windows_of(texts, self._pieces):
            yield _reading(window, self._scores(window))

    def load(self) -> None:
        """Read all files; it takes a second.

        Raises:
            ModelUnavailable: They are not there, or damaged.
        """
        deque(self.names(["Rom"]), maxlen=0)

    def _scores(self, window: Window) -> Floats:
        """Return the logarithms of the probabilities of the labels, tokens × labels."""
        import numpy as np

        rows = self._table[np.array(window.pieces)]
        (scores,) = self._session.run(None, {"x": _unpacked(rows)[None]})
        chosen: Floats = scores[0][window.firsts]
        return chosen

    @cached_property
    def name(self) -> str:
        """Its name and version, such as `e5-3`.

        Raises:
            ModelUnavailable: It is not there, or damaged.
        """
        return self._about.name

    @cached_property
    def _about(self) -> _About:
        try:
            about = json.loads((self._folder / "about.json").read_bytes())
            return _About(str(about["name"]), dict(about["digests"]))
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            raise self._unavailable(error) from error

    def _bytes(self, file: str) -> bytes:
        """Return what one of the files holds, if it is what was written to it."""
        try:
            data = (self._folder / file).read_bytes()
        except OSError as error:
            raise self._unavailable(error) from error
        if digest_of(data) != self._about.digests.get(file):
            raise self._unavailable(ValueError(f"{file} is damaged"))
        return data

    @cached_property
    def _pieces(self) -> Pieces:
        try:
            return Pieces(self._bytes(PIECES))
        except (RuntimeError, ImportError) as error:
            raise self._unavailable(error) from error

    @cached_property
    def _table(self) -> NDArray[np.uint8]:
        """The table of pieces, packed: pieces × blocks × bytes of a block."""
        import numpy as np

        rows = np.frombuffer(self._bytes(TABLE), np.uint8)
        return rows.reshape(self._pieces.end + 1, -1, 2 + _BLOCK // 2)

    @cached_property
    def _session(self) -> InferenceSession:
        data = self._bytes(LAYERS)
        os.environ[_SILENCE] = "1"  # which is read when it is loaded
        try:
            import onnxruntime

            onnxruntime.disable_telemetry_events()  # on Windows, where the variable is not known
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own errors share no base class
            raise self._unavailable(error) from error

    def _unavailable(self, error: Exception) -> ModelUnavailable:
        return ModelUnavailable(
            self._folder,
            _("the model of names cannot be used ({error})").format(error=error),
            _(_REMEDY),
        )


def _unpacked(rows: NDArray[np.uint8]) -> Floats:
    """Return rows of the packed table as numbers: a scale of 16 bits and 32 weights of 4 bits a block."""
    import numpy as np

    scales = rows[:, :, :2].copy().view(np.float16).astype(np.float32)
    packed = rows[:, :, 2:]
    weights = np.concatenate([packed & 15, packed >> 4], -1).astype(np.float32) - 8
    return (weights * scales).reshape(len(rows), -1)


def _reading(window: Window, scores: Floats) -> Reading:
    """Return the likeliest labels of a window's tokens."""
    import numpy as np

    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    texts = [located.text for located in window.tokens]
    begins = [not n or texts[n - 1] != text for n, text in enumerate(texts)]
    labels = likeliest([shared(row, OTHER) for row in scores.tolist()], begins)
    return Reading(window, labels, shifted / shifted.sum(-1, keepdims=True))


def _names(reading: Reading) -> Iterator[Name]:
    """Yield the names that the labels of a window's tokens make."""
    labels, tokens = reading.labels, reading.window.tokens
    begin = 0
    for end in range(1, len(labels) + 1):
        if end < len(labels) and continues(labels[end - 1], labels[end]):
            continue
        if labels[begin] != NO_NAME:
            kind = KINDS[kind_of(labels[begin])]
            certainty = float(reading.shares[range(begin, end), labels[begin:end]].mean())
            first, last = tokens[begin], tokens[end - 1]
            if kind is not EntityKind.OTHER or certainty >= _SURE:
                yield Name(kind, first.text, first.token.start, last.token.end, certainty)
        begin = end
