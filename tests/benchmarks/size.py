"""Measures how large an installation is, and what each part of the program costs of it.

    python -m tests.benchmarks.size [--python 3.11] [--folder FOLDER]

Installs the package into a fresh environment, as a user would, and counts the bytes of the files
that belong to each distribution, without compiled bytecode. What a part of the program costs is what
would be gone without its dependencies: these, and what nothing else brings.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PROGRAM: Final = "newsreader-tui"
PARTS: Final[Mapping[str, frozenset[str]]] = {
    "recognising names": frozenset(("onnxruntime", "numpy", "sentencepiece")),
    "reading pages": frozenset(("trafilatura", "lxml", "htmldate", "charset-normalizer")),
    "searching": frozenset(("pystemmer", "rapidfuzz")),
    "the screen": frozenset(("textual", "rich")),
    "fetching": frozenset(("httpx", "httpcore", "brotli")),
    "feeds": frozenset(("feedparser", "listparser")),
    "Markdown": frozenset(("markdown-it-py",)),
    "keeping": frozenset(("tinydb", "filelock", "platformdirs")),
}
"""What we need dependencies for, and which of ours; together, for some are needed by others too."""
_NAME: Final = re.compile(r"([\w.-]+)(?:\[([^]]*)\])?")
_EXTRA: Final = re.compile(r"""extra\s*==\s*['"]([^'"]+)""")


@dataclass(frozen=True, slots=True)
class Installed:
    """A distribution that is installed."""

    size: int
    """Bytes of its files."""
    needs: frozenset[str]
    """The names of what it requires, as far as that is installed."""


def main() -> None:
    """Install, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the version, or its path")
    parser.add_argument("--folder", type=Path, help="count what is installed here already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        packages = options.folder or _install(Path(temporary) / "venv", options.python)
        installed = dict(_installed(packages))
    whole = sum(one.size for one in installed.values())
    own = installed[PROGRAM]
    print(f"{_mb(whole)} in {len(installed)} distributions, {_mb(own.size)} of them our own")
    if unknown := own.needs - set().union(*PARTS.values()):
        print(f"in no part: {', '.join(sorted(unknown))}", file=sys.stderr)
    for part, names in PARTS.items():
        gone = set(installed) - _reached(installed, without=names)
        rows = sorted(((installed[name].size, name) for name in gone), reverse=True)
        told = ", ".join(f"{name} {_mb(size)}" for size, name in rows)
        print(f"{_mb(sum(size for size, _ in rows)):>10}  {part}: {told}")


def _reached(installed: Mapping[str, Installed], without: Set[str]) -> set[str]:
    """Return what is still needed when we do not ask for some of our dependencies."""
    reached, waiting = {PROGRAM}, list(installed[PROGRAM].needs - without)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += installed[name].needs
    return reached


def _install(folder: Path, python: str) -> Path:
    """Install the package into a fresh environment, and return where its packages are."""
    made, package = str(folder / "bin" / "python"), str(ROOT)
    subprocess.run(["uv", "venv", "-q", "--python", python, str(folder)], check=True)
    subprocess.run(["uv", "pip", "install", "-q", "--python", made, package], check=True)
    return next((folder / "lib").glob("python3*/site-packages"))


def _installed(packages: Path) -> Iterator[tuple[str, Installed]]:
    """Yield the distributions in a folder by their names."""
    found = {_plain(one.name): one for one in distributions(path=[str(packages)])}
    wanted = {  # the extras that anything asks for, each with its distribution
        (_plain(match[1]), _plain(extra.strip()))
        for one in found.values()
        for requirement in one.requires or ()
        if (match := _NAME.match(requirement)) and match[2]
        for extra in match[2].split(",")
    }
    for name, one in found.items():
        needs = frozenset(_needed(name, one.requires or (), wanted)) & set(found)
        yield name, Installed(_size(one), needs)


def _size(one: Distribution) -> int:
    files = (Path(str(one.locate_file(file))) for file in one.files or ())
    return sum(f.stat().st_size for f in files if f.suffix != ".pyc" and f.is_file())


def _needed(name: str, requirements: Iterable[str], wanted: Set[tuple[str, str]]) -> Iterator[str]:
    """Yield the names of what is required, that of extras only where these are wanted."""
    for requirement in requirements:
        extra = _EXTRA.search(requirement)
        if (match := _NAME.match(requirement)) and (
            not extra or (name, _plain(extra[1])) in wanted
        ):
            yield _plain(match[1])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
