"""The manual page has all that the command line declares, in roff that has nothing to complain of."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from reader.declared import program
from reader.examples import EXAMPLES
from reader.manual import manual
from reader.speaking import use_language


def shown(page: str) -> str:
    """Return a page as roff's simplest requests show it."""
    text = re.sub(r"\\f[BIR]", "", page)
    for name, sign in {r"\-": "-", r"\(aq": "'", r"\(ga": "`", r"\(ha": "^", r"\(ti": "~"}.items():
        text = text.replace(name, sign)
    return text.replace(r"\(dq", '"').replace(r"\&", "").replace(r"\e", "\\")


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["NAME", "SYNOPSIS", "EXIT STATUS", "FILES", "ENVIRONMENT", "QUERIES"]),
        ("de", ["BEZEICHNUNG", "ÜBERSICHT", "RÜCKGABEWERT", "DATEIEN", "SUCHEN"]),
    ],
)
def test_all_that_is_declared_is_in_it(language: str, headings: list[str]) -> None:
    use_language(language)
    page = manual(program())
    text = shown(page)
    for heading in headings:
        assert f'.SH "{heading}"\n' in page
    for command in program().all():
        if len(command.words) == 1:
            assert f'.SS "{command.words[0]}"\n' in page
        assert f"{command.help}" in text
        for option in command.options:
            assert ", ".join(option.names) in text
    for examples in EXAMPLES.values():
        for one in examples:
            assert f"\n{one.line}\n" in text
    # Without these a dash would be another one, which no shell takes.
    assert not re.search(r"(?<!\\)-", page.replace("-*-", ""))
    # Only requests begin with a dot, and only those that are known.
    found = set(re.findall(r"^['.](\S*)", page, re.MULTILINE))
    assert found == {"TH", "SH", "SS", "TP", "PP", "RS", "RE", "nf", "fi", "nh", "ad", "br"}
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed, which would look for mistakes")
    groff = ["groff", "-ww", "-z", "-man", "-Tutf8", "-Kutf8"]
    done = subprocess.run(groff, input=page.encode(), capture_output=True, check=True)
    assert done.stderr == b""
