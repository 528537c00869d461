"""Which recogniser a setting names, and a spaCy pipeline as one."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from library.entities import RULES, shipped
from library.entities.engines import engine
from library.errors import EngineError

TEXT = "Erika Muster (@erika_m) von der Muster AG traf gestern in Wien 40 Gäste aus Ulm."
needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed")


def test_settings() -> None:
    assert engine("") is shipped()
    assert engine("shipped") is shipped()
    assert engine(" rules ") is RULES


@pytest.mark.parametrize("setting", ["nonsense", "spacy:", "spacy", "\x1b[31m"])
def test_another_is_refused(setting: str) -> None:
    with pytest.raises(EngineError, match="No engine") as caught:
        engine(setting)
    assert caught.value.remedy


@pytest.mark.filterwarnings("ignore")  # spaCy's own, of some of its versions
def test_a_pipeline_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(EngineError) as caught:
        engine("spacy:xx_not_there")
    assert "pip install" in caught.value.remedy or "xx_not_there" in caught.value.remedy


@needs_spacy
@pytest.mark.filterwarnings("ignore")
def test_a_pipeline(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("de")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Erika Muster"},
            {"label": "ORG", "pattern": "Muster AG"},
            {"label": "LOC", "pattern": "Wien"},
            {"label": "MONEY", "pattern": "40"},
            {"label": "DATE", "pattern": "gestern"},
        ]
    )
    nlp.to_disk(tmp_path / "pipeline")
    recogniser = engine(f"spacy:{tmp_path / 'pipeline'}")
    assert RULES.name in recogniser.name
    mentions = recogniser.recognise(["", TEXT, "\ud800"], "de", datetime(2023, 9, 5, tzinfo=UTC))
    found = [(TEXT[m.start : m.end], str(m.entity.kind), m.entity.key) for m in mentions]
    assert found == [
        ("Erika Muster", "person", ""),
        ("@erika_m", "handle", "handle/erika_m"),
        ("Muster AG", "organisation", ""),
        ("gestern", "date", "date/2023-09-04"),
        ("Wien", "place", "place/geonames:2761369"),
        ("Ulm", "place", "place/geonames:2820256"),
    ]
    assert {mention.block for mention in mentions} == {1}
