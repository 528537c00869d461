"""Precision, recall and F1 of the recogniser on the documents that are kept aside, and what it costs.

    python -m library.entities.training.scoring FOLDER_OF_SETS [--model FOLDER]

Each set is read twice: with one blank between all tokens, as the sets come, and as running text. Then
come the seconds until the model is loaded, words a second of one core, and the most memory in use;
reading the sets is in none of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from library.entities.model import FOLDER, Model
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
    """Return a line for all labels together and one for each; with words a second of processor time."""
    gold: list[list[Span]] = []
    found: list[list[Span]] = []
    words, seconds = 0, 0.0
    for document in documents(folder, data, held_out=True):
        pairs = [written(sentence, spaced=spaced) for sentence in document]
        gold += (spans for _, spans in pairs)
        answers: list[list[Span]] = [[] for _ in pairs]
        began = time.process_time()
        for name in model.names([text for text, _ in pairs]):
            answers[name.text].append((name.start, name.end, _LABEL[name.kind]))
        seconds += time.process_time() - began
        found += answers
        words += sum(len(sentence.tokens) for sentence in document)
    form = "tokens" if spaced else "text"
    lines = [f"{data.file} {form}: {words / seconds:.0f} words/s"]
    for title, labels in [("all three", _MAIN), *((label, [label]) for label in LABELS)]:
        precision, recall, f1 = scores(gold, found, labels)
        lines.append(f"  {title:9}  P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
    return "\n".join(lines)


def cost(folder: Path) -> str:
    """Return what a process that only recognises takes: seconds to load, and memory with the first text."""
    code = (
        "import resource, sys, time; from pathlib import Path; began = time.perf_counter();"
        "from library.entities.model import Model; model = Model(Path(sys.argv[1])); model.load();"
        "loaded = time.perf_counter() - began;"
        "list(model.names(['Angela Merkel war in Rom und sprach mit der BBC. '] * 200));"
        "most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024;"
        "print(f'loaded in {loaded:.2f} s, {most:.0f} MiB at most')"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def main() -> None:
    """Print the costs, and the scores on each set in both forms."""
    parser = argparse.ArgumentParser(description="Measure the recogniser on what was kept aside.")
    parser.add_argument("sets", type=Path, help="where the sets are")
    parser.add_argument("--model", type=Path, default=FOLDER, help="where the model is")
    options = parser.parse_args()
    print(cost(options.model))  # noqa: T201
    model = Model(options.model)
    model.load()
    for data in SETS:
        if data.held_out:
            for spaced in (True, False):
                print(measure(model, options.sets, data, spaced=spaced), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
