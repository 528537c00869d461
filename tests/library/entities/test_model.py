"""The model that comes with the package: a whole article, any text, and what happens without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.entities import recognise, recognise_article
from library.entities import recogniser as module
from library.entities.model import FOLDER, Model
from library.entities.recogniser import ModelRecogniser
from library.errors import ModelUnavailable
from library.models import Block, BlockKind, EntityKind

TITLE = "Park Min Ho will Emmanuel Macron in Straßburg treffen"
BODY = (
    "Park Min Ho, der Außenminister Südkoreas, will im Herbst Präsident Emmanuel Macron besuchen. Das "
    "berichtet die Washington Post unter Berufung auf Diplomaten in Seoul.",
    "Min Ho Park werde vom 12. bis 15. Oktober in Straßburg erwartet, sagte Peter Lindgren, ein Sprecher "
    "des Nationalen Sicherheitsrats (NSC). Macron habe Park schon im Frühjahr eingeladen.",
    "— Peter Lindgren (@LindgrenNSC) October 4, 2022",
    "Frankreich und Südkorea wollten enger zusammenarbeiten, so Lindgren.",
)
ARTICLE = [Block(BlockKind.PARAGRAPH, text) for text in BODY]


def test_an_article() -> None:
    mentions = recognise_article(TITLE, ARTICLE, "de")
    persons = {m.entity.name for m in mentions if m.entity.kind is EntityKind.PERSON}
    assert len({m.entity.key for m in mentions if "Macron" in m.entity.name}) == 1
    assert {"Emmanuel Macron", "Peter Lindgren"} <= persons
    assert {m.entity.key for m in mentions if m.entity.kind is EntityKind.PLACE} >= {
        "place/KR",
        "place/FR",
    }
    names = {m.entity.name for m in mentions}
    assert "@LindgrenNSC" in names
    assert "2022-10-04" in names
    assert any(m.entity.kind is EntityKind.ORGANISATION for m in mentions)


VISIT = (
    "Yoon Sang Ho will Emmanuel Macron wegen Verträgen über Munition besuchen",
    "Yoon Sang Ho, der Machthaber Nordkoreas, bereitet nach einem Bericht der Washington Post eine Reise "
    "nach Frankreich vor. Er wolle dort mit dem französischen Präsidenten Emmanuel Macron über Munition "
    "sprechen. Paris bestreitet das. Aus den Vereinigten Staaten kam zunächst nichts.",
    "Das Treffen soll am Rande eines Gipfels vom 3. bis 6. Oktober in Marseille stattfinden. Yoon, der "
    "sein Land selten verlässt, könnte mit dem Zug nach Lyon fahren, heißt es in der Washington Post.",
    "— Yoon Sang-ho (이상호) (@Yoon_amtlich) March 9, 2017",
    "Macron zeige großes Interesse, so die Zeitung weiter. Yoons Delegation wolle über Hilfe reden.",
    "Vereinigte Staaten: Nordkorea und Frankreich sprechen miteinander",
    "Peter Lindgren, der Sprecher des Nationalen Sicherheitsrats der Vereinigten Staaten, sagte, die "
    "US-Behörden wüssten davon. Der französische Verteidigungsminister Jean Dupont sei in Pjöngjang "
    "gewesen. Danach hätten Präsident Emmanuel Macron und Sang Ho mehrere Briefe gewechselt.",
)


def test_every_name_of_an_article_and_no_other() -> None:
    title, *texts = VISIT
    mentions = recognise_article(title, [Block(BlockKind.PARAGRAPH, text) for text in texts], "de")
    named: dict[str, dict[str, set[str]]] = {}
    for mention in mentions:
        text = VISIT[mention.block + 1][mention.start : mention.end]
        of_kind = named.setdefault(mention.entity.kind, {})
        of_kind.setdefault(mention.entity.name, set()).add(text)
    yoon = {"Yoon Sang Ho", "Yoon", "Yoons", "Yoon Sang-ho", "Sang Ho", "이상호"}
    assert named.pop("person") == {
        "Yoon Sang Ho": yoon,
        "Emmanuel Macron": {"Emmanuel Macron", "Macron"},
        "Peter Lindgren": {"Peter Lindgren"},
        "Jean Dupont": {"Jean Dupont"},
    }
    assert named.pop("organisation") == {
        "Washington Post": {"Washington Post"},
        "Nationaler Sicherheitsrat": {"Nationalen Sicherheitsrats"},
    }
    assert named.pop("place") == {
        "Nordkorea": {"Nordkoreas", "Nordkorea"},
        "Frankreich": {"Frankreich"},
        "Paris": {"Paris"},
        "Vereinigte Staaten": {"Vereinigten Staaten", "Vereinigte Staaten", "US"},
        "Marseille": {"Marseille"},
        "Lyon": {"Lyon"},
        "Pjöngjang": {"Pjöngjang"},
    }
    assert set(named.pop("date")) == {"--10-03/--10-06", "2017-03-09"}
    assert set(named.pop("handle")) == {"@Yoon_amtlich"}
    assert not named


def test_english() -> None:
    text = "Angela Merkel met Boris Johnson in London, the BBC reported."
    found = {(m.entity.kind.value, text[m.start : m.end]) for m in recognise(text, "en")}
    assert found == {
        ("person", "Angela Merkel"),
        ("person", "Boris Johnson"),
        ("place", "London"),
        ("organisation", "BBC"),
    }


def test_plain_words_are_no_names() -> None:
    text = (
        "Der Ausschuss für die Haushalte berät am Montag über den Entwurf. Das Spiel, so hieß es, "
        "soll nach dem Abendessen weitergehen; dann, im Herbst, ist mit den Zahlen zu rechnen."
    )
    assert {m.entity.kind for m in recognise(text, "de")} <= {EntityKind.DATE}


def test_of_a_very_long_text_the_rest_is_read_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 200)
    begin, rest = "Angela Merkel war in Rom. ", "wort " * 40
    text = begin + rest + "Angela Merkel war in Paris. "
    found = [(text[m.start : m.end], m.start) for m in recognise(text, "de")]
    assert ("Angela Merkel", 0) in found
    assert ("Paris", len(text) - 7) in found
    texts = [begin, rest, "Angela Merkel in Prag"]
    mentions = module.ModelRecogniser().recognise(texts, "de")
    assert [(m.block, texts[m.block][m.start : m.end]) for m in mentions] == [
        (0, "Angela Merkel"),
        (0, "Rom"),
        (2, "Prag"),
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(("de", "en", "fr", "", None)))
def test_mentions_are_ordered_disjoint_and_within_any_text(text: str, language: str | None) -> None:
    end = 0
    for mention in recognise(text, language):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 50_000,
        "Angela Merkel " * 1_500,
        "😀" * 5_000,
        "\x00\x1b\x9b" * 3_000,
        "\ud800" * 5_000,
        "김정은Мoskau" * 1_000,
        "@a." * 5_000,
        "Владимир Путин и 习近平 " * 300,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_texts_are_answered(text: str) -> None:
    began = time.process_time()
    for mention in recognise(text, None):
        assert 0 <= mention.start < mention.end <= len(text)
    assert time.process_time() - began < 30


@pytest.mark.parametrize("file", ["about.json", "pieces.model", "table.bin", "layers.onnx"])
@pytest.mark.parametrize("damage", ["missing", "cut", "empty"])
def test_a_model_that_cannot_be_read_is_said_to_be_so(
    tmp_path: Path, file: str, damage: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    if damage == "missing":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2 - 1] if damage == "cut" else b"")
    recogniser = ModelRecogniser(Model(folder))
    with pytest.raises(ModelUnavailable) as caught:
        _named_and_used(recogniser)
    assert caught.value.remedy


def _named_and_used(recogniser: ModelRecogniser) -> None:
    """Read every file of the model."""
    assert recogniser.name
    recogniser.recognise(["Angela Merkel war in Rom."])


def test_importing_loads_no_model() -> None:
    code = (
        "import sys, library, library.entities;"
        "assert not {'onnxruntime', 'numpy', 'sentencepiece'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_recognising_tells_nobody(tmp_path: Path) -> None:
    code = (
        "from library.entities.model import FOLDER, Model;"
        "from library.entities.recogniser import ModelRecogniser;"
        "assert list(ModelRecogniser(Model(FOLDER)).recognise(['Angela Merkel war in Rom.']))"
    )
    # As in a person's own shell: where it sees that it is tested, onnxruntime is silent anyway.
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
    assert list(tmp_path.iterdir()) == []
