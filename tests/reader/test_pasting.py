"""Pasted text is text: nothing in it is a key, in whatever pieces it comes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import clean_text
from reader.pasting import BEGIN, END, Pasted
from tests.attacks import ATTACKS
from tests.terminal import Terminal

SCRIPT = str(Path(sys.executable).with_name("newsreader"))
KEYS = "jk\x1b[A\x1b\x1b[<0;3;4M"
TEXTS = st.lists(st.sampled_from((*ATTACKS.values(), END[:3], BEGIN, "QQ", "ä\n")), max_size=4)


@given(TEXTS.map("".join), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_keys_stay_and_pasted_text_has_none(text: str, sizes: list[int]) -> None:
    text = text.replace(END, "")  # as every terminal does
    sent = f"{KEYS}{BEGIN}{text}{END}{KEYS}{BEGIN}{END}{KEYS}"
    pasted, parts = Pasted(), list[str]()
    number = 0
    while sent:
        size = sizes[number % len(sizes)]
        parts.append(pasted.cleaned(sent[:size]))
        sent, number = sent[size:], number + 1
    before, _, rest = "".join(parts).partition(BEGIN)
    got, _, after = rest.partition(END)
    assert (before, after) == (KEYS, f"{KEYS}{BEGIN}{END}{KEYS}")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", got)
    # Of several that are replaced one after the other here each is, elsewhere the run.
    assert re.sub("\ufffd+", "\ufffd", clean_text(got)) == clean_text(text)


def test_what_is_typed_comes_at_once() -> None:
    pasted = Pasted()
    for key in ("\x1b", "\x1b[", "\x1b[20", "a"):
        assert pasted.cleaned(key) == key


@pytest.mark.alone
def test_a_pasted_text_presses_no_key(home: Path) -> None:
    with Terminal([SCRIPT, "--home", str(home)]) as terminal:
        terminal.wait("● Min Ho Park")
        # In the list nothing is typed into, so all of this would be commands.
        terminal.type(f"{BEGIN}{'x' * 40}\x1b{'s' * 40}\x1b\x1bQQ\x1b[Bs{END}s")
        terminal.wait("★ 1")
        terminal.type("/")
        terminal.type(f"{BEGIN}kohle\x1b[31m{END}")
        terminal.wait("kohle␛")
        assert terminal.process.poll() is None
