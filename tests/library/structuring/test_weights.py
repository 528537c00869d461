from pathlib import Path

import pytest

from library.models import BlockKind
from library.structuring.evidence import EVIDENCE, RULES, bare_kinds
from library.structuring.weights import KINDS, TABLE, Weights, read_weights, write_weights

LINES = ["Ein kurzer Satz.", "Land übernimmt die Hälfte", "Ein anderer kurzer Satz."]


def test_every_evidence_has_weights_or_a_rule() -> None:
    names = [evidence.name for evidence in EVIDENCE]
    assert len(names) == len(set(names))
    assert set(RULES) < set(names)
    assert set(read_weights().evidence) == set(names) - set(RULES)


def test_the_table_is_as_it_was_written(tmp_path: Path) -> None:
    write_weights(read_weights(), tmp_path / "weights.tsv")
    assert (tmp_path / "weights.tsv").read_bytes() == TABLE.read_bytes()


@pytest.mark.parametrize("text", ["", "any line\t1\t2\n", "any line\tmany\n"])
def test_another_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises((KeyError, ValueError)):
        read_weights(path)


@pytest.mark.parametrize("kind", KINDS)
def test_other_weights_may_be_given(kind: BlockKind) -> None:
    place = KINDS.index(kind)
    evidence = {"any line": (20.0 * (place == 1), 20.0 * (place == 2))}
    weights = Weights(evidence, ((0.0,) * 3,) * 3)
    assert bare_kinds("Titel", LINES, weights)[1] is kind
