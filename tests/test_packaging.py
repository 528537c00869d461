"""What is packed is what runs: all that the program needs, and nothing of how it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tarfile import TarFile
from zipfile import ZipFile

import pytest
from hatchling.builders.plugin.interface import BuilderInterface
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
NEEDED = {
    *("library/py.typed", "reader/py.typed", "reader/reader.tcss", "reader/site/style.css"),
    *(f"library/entities/model/{name}" for name in ("layers.onnx", "pieces.model", "table.bin")),
    *(f"library/entities/{name}.tsv" for name in ("landmarks", "organisations", "persons")),
    *("library/entities/places.tsv", "library/structuring/weights.tsv"),
    *("library/entities/model/about.json", "reader/welcome/1-welcome.md"),
    *(f"{name}/locale/de/LC_MESSAGES/newsreader.mo" for name in ("library", "reader")),
}


def packed(builder: BuilderInterface) -> set[str]:  # type: ignore[type-arg]
    """Return the paths of the files that a builder packs."""
    return {one.distribution_path for one in builder.recurse_included_files()}


def test_the_wheel_has_what_runs_and_nothing_of_how_it_is_made() -> None:
    wheel = packed(WheelBuilder(str(ROOT)))
    assert wheel >= NEEDED
    data = {path for path in wheel if not path.endswith(".py")}
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for name in ("library", "reader")
        for path in (ROOT / name).rglob("*.*")
        if path.is_file() and "training" not in path.parts and path.suffix not in {".pyc", ".po"}
    }
    assert wheel == on_disk
    assert {path.partition("/")[0] for path in wheel} == {"library", "reader"}
    assert not [path for path in wheel if "training" in path or "/tests" in path]
    assert {Path(path).suffix for path in data} <= {
        *(".tsv", ".md", ".json", ".onnx", ".model", ".bin", ".mo", ".tcss", ".css", ".typed"),
    }


def test_the_source_distribution_has_all_that_makes_the_wheel() -> None:
    source, wheel = packed(SdistBuilder(str(ROOT))), packed(WheelBuilder(str(ROOT)))
    assert wheel <= source
    assert source >= {"README.md", "LICENSE", "tests/test_packaging.py"}


def test_only_versions_that_were_tried_are_declared() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    python = "Programming Language :: Python :: 3."
    declared = [c.removeprefix(python) for c in project["classifiers"] if c.startswith(python)]
    assert project["requires-python"] == f">=3.{min(map(int, declared))}"
    assert "Typing :: Typed" in project["classifiers"]


@pytest.mark.skipif("NEWSREADER_LONG" not in os.environ, reason="takes a minute, and a network")
def test_what_is_built_can_be_installed_and_works(tmp_path: Path) -> None:
    uv = shutil.which("uv")
    assert uv
    environment = {n: v for n, v in os.environ.items() if n not in {"VIRTUAL_ENV", "PYTHONPATH"}}

    def run(*command: str | Path) -> None:
        # Away from the checkout, so that nothing of it is imported.
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=300)

    run(uv, "build", "-q", "--sdist", "-o", tmp_path / "source", ROOT)
    (archive,) = (tmp_path / "source").glob("*.tar.gz")
    with TarFile.open(archive) as file:
        file.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    for source, folder in ((ROOT, "first"), (unpacked, "second")):
        run(uv, "build", "-q", "--wheel", "-o", tmp_path / folder, source)
    wheels = [next((tmp_path / folder).glob("*.whl")) for folder in ("first", "second")]
    assert ZipFile(wheels[0]).namelist() == ZipFile(wheels[1]).namelist()
    run(uv, "venv", "-q", "--python", sys.executable, tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(uv, "pip", "install", "-q", "--python", python, wheels[1])
    run(python, ROOT / "tests" / "tools" / "smoke.py")
    run(tmp_path / "venv" / "bin" / "newsreader", "--version")
