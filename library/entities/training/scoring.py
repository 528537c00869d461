"""Precision, recall and F1 of the shipped recogniser on the documents that are kept aside.

    python -m library.entities.training.scoring FOLDER_OF_SETS

Each set is read twice: with one blank between all tokens, as the sets come, and as running text.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from library.entities.model import Model
from library.entities.training.sets import LABELS, SETS, DataSet, Span, documents
from library.entities.training.windows import written
from library.models import EntityKind

_LABEL: Final = {
    EntityKind.PERSON: "PER",
    EntityKind.PLACE: "LOC",
    EntityKind.ORGANISATION: "ORG",
    EntityKind.OTHER: "MISC",
}
_MAIN: Final = LABELS[:3]


def scores(
    gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]], labels: Sequence[str]
) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent of exact spans with one of `labels`."""
    wanted = [{span for span in spans if span[2] in labels} for spans in gold]
    said = [{span for span in spans if span[2] in labels} for spans in found]
    hits = sum(len(one & other) for one, other in zip(wanted, said, strict=True))
    precision = 100 * hits / max(1, sum(map(len, said)))
    recall = 100 * hits / max(1, sum(map(len, wanted)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measure(model: Model, folder: Path, data: DataSet, *, spaced: bool) -> str:
    """Return a line with the scores on a set and the words read in a second of processor time."""
    gold: list[list[Span]] = []
    found: list[list[Span]] = []
    words = 0
    began = time.process_time()
    for document in documents(folder, data, held_out=True):
        pairs = [written(sentence, spaced=spaced) for sentence in document]
        gold += (spans for _, spans in pairs)
        answers: list[list[Span]] = [[] for _ in pairs]
        for name in model.names([text for text, _ in pairs]):
            answers[name.text].append((name.start, name.end, _LABEL[name.kind]))
        found += answers
        words += sum(len(sentence.tokens) for sentence in document)
    rate = words / (time.process_time() - began)
    precision, recall, f1 = scores(gold, found, _MAIN)
    each = "  ".join(f"{label} {scores(gold, found, [label])[2]:5.1f}" for label in LABELS)
    form = "tokens" if spaced else "text"
    return (
        f"{data.file:26} {form:6}  P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"
        f"  {each}  {rate:6.0f} words/s"
    )


def main() -> None:
    """Print a line for each set and form."""
    parser = argparse.ArgumentParser(description="Measure the recogniser on what was kept aside.")
    parser.add_argument("folder", type=Path, help="where the sets are")
    folder = parser.parse_args().folder
    model = Model()
    began = time.perf_counter()
    model.load()
    print(f"loaded in {time.perf_counter() - began:.2f} s")  # noqa: T201
    for data in SETS:
        if data.held_out:
            for spaced in (True, False):
                print(measure(model, folder, data, spaced=spaced), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
