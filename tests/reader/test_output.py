"""All that is printed goes by one place, which lets nothing by that acts."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from library import is_safe
from reader import output
from tests.attacks import ATTACKS
from tests.controls import parts_of
from tests.terminal import Terminal

EVERY = " ".join(ATTACKS.values())


def test_people_and_programs_are_told_what_is_safe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.put(f"{EVERY}\nand more", end="", flush=True)
    output.put_record({EVERY: [EVERY, "\udc80"]})
    output.complain(EVERY)
    monkeypatch.setattr(sys, "stdin", StringIO("y \n"))
    assert output.ask(EVERY) == "y"
    with pytest.raises(ValueError, match="Kanarie") as caught:
        int(f"{EVERY}")
    output.tell_bug(caught.type, caught.value, caught.tb)
    out, err = capsys.readouterr()
    assert all(map(is_safe, f"{out}{err}".split("\n")))
    assert json.loads(out[out.index("and more") + 8 :]) == {EVERY: [EVERY, "\udc80"]}
    assert "Traceback" in err


def test_objects_that_go_to_a_file_go_there_beside_a_bar(tmp_path: Path) -> None:
    for number in range(30):
        text = f"Meldung {number}\nDie Stadt hat am Montag die Meldung {number} vergeben.\n"
        (tmp_path / f"{number}.txt").write_text(text)
    script, file = Path(sys.executable).with_name("newsreader"), tmp_path / "out"
    line = f"{script} --home {tmp_path}/home add --json --later {tmp_path}/*.txt >{file}"
    with Terminal(["sh", "-c", line]) as terminal:
        assert terminal.process.wait(60) == 0
        terminal.listen(0.1)
        written = bytes(terminal.output)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["result"] for line in lines] == ["stored"] * 30
    assert b'"result"' not in written
    assert any(part.name == "K" for part in parts_of(written))  # there was a bar
