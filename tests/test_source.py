"""Nothing in the source lets outside text act: as markup, as a program, as code, or printed as it came."""

from __future__ import annotations

import pytest

from tests.walking_source import complaints, found_in, sources


def test_no_module_lets_outside_text_act() -> None:
    walked = sources("reader", "library")
    assert len(walked) > 200
    assert [told for path in walked for told in complaints(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(title)",
        'Static(f"{title}")',
        'Static(_("Note: {title}").format(title=title), id="x")',
        'Label("Note: " + title)',
        "Button(label=title)",
        "Static(title, markup=True)",
        'dialog.border_title = f"Note: {title}"',
        "dialog.border_subtitle = title",
        'dialog.border_title = _("Note: {t}").format(t=title)',
        "widget.tooltip = title",
        "Input(tooltip=title)",
        "self.sub_title = title",
        "TITLE = title()",
        "Content.from_markup(title)",
        'Static(Content.from_text(f"{title}"))',
        "x = Static()\nx.update(title)",
        'self.query_one("#x").update(title)',
        "def render(self):\n    return self.text",
        "self.notify(title, markup=True)",
        "super().notify(title)",
        'self.run_action(f"open({title!r})")',
        "Style(link=url)",
        "from textual.widgets import OptionList",
        "print(title)",
        "sys.stdout.write(title)",
        "sys.stderr.buffer.write(title)",
        "Input(title)",
        "class Line(Input):\n    pass",
        "subprocess.run(line, shell=True)",
        'subprocess.run(f"less {path}")',
        "subprocess.Popen(words)",
        "os.system(line)",
        "os.popen(line)",
        "eval(text)",
        "exec(text)",
        "import pickle",
        "from yaml import load",
        "from xml.etree import ElementTree",
        "import xml.sax",
        "etree.fromstring(data)",
        "webbrowser.open(url)",
        "import_module(name)",
    ],
)
def test_what_would_let_it_act_is_found(line: str) -> None:
    assert list(found_in(line, "reader/screens/any.py"))


@pytest.mark.parametrize(
    "line",
    [
        'Static(_("Such as: [brackets]"))',
        "Static(title, markup=False)",
        "Static(Content(title))",
        'Static(Content.assemble(("a", "bold"), title))',
        "def bold(x) -> Content:\n    return Content(x)\nStatic(bold(title))",
        'dialog.border_title = Content(_("Note: {t}").format(t=title))',
        "x = Static(markup=False)\nx.update(title)",
        'def render(self):\n    return Content(" ").join(parts)',
        "output.put(title)",
        "SafeInput(title)",
        "found.update(other)",
        'import_module("library.documents")',
    ],
)
def test_what_does_not_is_left_alone(line: str) -> None:
    assert list(found_in(line, "reader/screens/any.py")) == []
