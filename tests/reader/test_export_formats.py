"""`export` and `show` write every format, and overwrite nothing unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.writing import named
from tests import texts
from tests.reader.inside import records, run

BEGINS = {
    "md": "---\ntitle: ",
    "html": "<!DOCTYPE html>",
    "txt": "Title: ",
    "json": '{"id": ',
    "bibtex": "@misc{",
    "opml": "<?xml ",
}


@pytest.mark.parametrize("form", BEGINS)
def test_every_format_goes_to_stdout_a_file_and_a_folder(
    home: Path, tmp_path: Path, form: str
) -> None:
    printed, _ = run(home, "export", "haushalt", "--format", form)
    assert printed.startswith(BEGINS[form])
    file = tmp_path / "one"
    assert run(home, "export", "haushalt", "--format", form, "--output", file)[0] == f"{file}\n"
    assert file.read_text(encoding="utf-8") == printed
    (path,) = run(home, "export", "haushalt", "--format", form, "--to", tmp_path / "to")[0].split()
    assert Path(path).suffix == named(form).suffix
    assert Path(path).read_text(encoding="utf-8") == printed
    id_ = records(run(home, "list", "--json", "haushalt")[0])[0]["id"]
    assert run(home, "show", "--format", form, id_)[0] == printed
    assert len(list(tmp_path.glob("to/*"))) == 1


def test_all_articles_are_one_text(home: Path) -> None:
    assert len(records(run(home, "export", "--format", "json")[0])) == 3
    assert run(home, "export", "--format", "html")[0].count("<article ") == 3
    assert run(home, "export", "--format", "txt")[0].count("Title: ") == 3
    assert run(home, "export", "--output", "-")[0].count("\n# ") == 3
    assert run(home, "export", "nichtsdergleichen", "--format", "html", code=1)[0] == ""


def test_show_writes_files_that_are_not_stored(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(texts.BUDGET)
    printed, errors = run(
        home, "show", "--format", "html", tmp_path / "a.txt", tmp_path / "gone", code=1
    )
    assert "gone" in errors
    printed, _ = run(home, "show", "--format", "html", tmp_path / "a.txt")
    assert "<h1>Der Haushalt steht, die Straße nicht</h1>" in printed
    assert json.loads(run(home, "show", "--json", tmp_path / "a.txt")[0])["versions"] == []


def test_what_holds_something_else_is_overwritten_only_when_told(
    home: Path, tmp_path: Path
) -> None:
    to = tmp_path / "to"
    paths = [Path(path) for path in run(home, "export", "--to", to)[0].splitlines()]
    assert run(home, "export", "--to", to) == ("", "")
    mine = next(path for path in paths if "haushalt" in path.name)
    mine.write_text("Notizen")
    output, errors = run(home, "export", "--to", to, code=3)
    assert output == ""
    assert f"{mine}: is there already, and stays as it is" in errors
    assert mine.read_text() == "Notizen"
    assert run(home, "export", "--to", to, "--force") == (f"{mine}\n", "")
    assert mine.read_text().startswith("---\n")
    assert sorted(to.iterdir()) == sorted(paths)

    file = tmp_path / "all.md"
    file.write_text("Notizen")
    assert "stays as it is" in run(home, "export", "--output", file, code=3)[1]
    assert file.read_text() == "Notizen"
    run(home, "export", "--output", file, "--force")
    assert file.read_text().count("\n# ") == 3


def test_where_nothing_can_be_written_is_told(home: Path, tmp_path: Path) -> None:
    errors = run(home, "export", "--output", tmp_path / "gone" / "a.md", code=2)[1]
    assert "there is no such folder. Make it first, or name another." in errors
    errors = run(home, "export", "--output", "/dev/null", "--force", code=2)[1]
    assert "it is no file" in errors
    run(home, "export", "--output", "a", "--to", "b", code=2)
    run(home, "export", "--format", "pdf", code=2)


@pytest.mark.parametrize(("name", "form"), [("a.HTML", "html"), ("a.bib", "bibtex"), ("a", "md")])
def test_the_name_of_the_file_tells_the_format_unless_one_is_named(
    home: Path, tmp_path: Path, name: str, form: str
) -> None:
    run(home, "export", "haushalt", "--output", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(BEGINS[form])
    run(home, "export", "haushalt", "--output", tmp_path / f"x{name}", "--format", "txt")
    assert (tmp_path / f"x{name}").read_text(encoding="utf-8").startswith(BEGINS["txt"])
