"""Finds in the source what could let outside text act: as markup, as a program, as code, unprinted by us.

It walks the syntax tree, so that neither a comment nor the layout of a line counts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeGuard

ROOT: Final = Path(__file__).parents[1]

PARSING: Final = frozenset(("Static", "Label", "Button"))
"""Widgets that are used here and take a text for markup unless they are told not to."""
TITLES: Final = frozenset(
    ("border_title", "border_subtitle", "tooltip", "sub_title", "TITLE", "SUB_TITLE")
)
"""Attributes of widgets and screens that are drawn, of which the first three are taken for markup."""
WIDGETS: Final = frozenset((*PARSING, "Input", "TextArea"))
"""What may be imported of Textual's widgets; whoever needs another says here how it takes its text."""
READING_MARKUP: Final = frozenset(("from_markup", "from_text", "from_ansi", "render_markup"))
SAFE: Final = frozenset(("Content", "Text"))
"""What takes a text as it is."""

NEVER_CALLED: Final = frozenset(
    (
        *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile"),
        *(f"os.{kind}{how}" for kind in ("exec", "spawn") for how in ("l", "le", "lp", "v", "ve")),
        *("os.posix_spawn", "os.execvp", "os.execvpe", "pty.spawn", "subprocess.getoutput"),
        *("subprocess.getstatusoutput", "webbrowser.open", "webbrowser.get", "tempfile.mktemp"),
        *("asyncio.create_subprocess_shell", "runpy.run_path", "runpy.run_module"),
        *("etree.XMLParser", "etree.fromstring", "etree.XML", "etree.parse", "etree.iterparse"),
    )
)
NEVER_IMPORTED: Final = frozenset(
    (
        *("pickle", "marshal", "shelve", "dill", "yaml", "ruamel", "jsonpickle", "joblib"),
        *("xml.sax", "xml.dom", "xml.etree", "xmlrpc", "commands", "webbrowser", "runpy", "code"),
    )
)
ALLOWED: Final = frozenset(("xml.sax.saxutils.escape", "xml.sax.saxutils.quoteattr"))
"""Of that what writes and reads nothing."""
STARTING: Final = frozenset(("Popen", "run", "call", "check_call", "check_output"))
"""Of `subprocess`, what starts a program."""
MAY_START: Final = frozenset(
    (
        *("reader/piping.py", "reader/browsing.py", "reader/background.py"),
        "library/workers/process.py",
    )
)
MAY_IMPORT: Final = frozenset(
    (
        *("library/lazily.py", "library/workers/child.py"),
        *("reader/writing/__init__.py", "reader/shells/__init__.py"),
    )
)
"""Where a module is imported by a name that is ours: of a table, or told by the process that starts it."""

MAY_BE_TYPED_INTO: Final = frozenset(
    ("reader/widgets/typed_line.py", "reader/widgets/typed_area.py")
)
"""Modules whose widgets clean what is typed into them."""

MAY_PRINT: Final = frozenset(
    ("reader/output.py", "reader/dialogue/console.py", "reader/terminal.py")
)
"""Where it is printed, said and drawn: each cleans what it gets, or gets what has been cleaned."""
PRINTING: Final = frozenset(("print", "sys.displayhook", "os.write"))
TYPED_INTO: Final = frozenset(("Input", "TextArea"))
"""What cleans nothing that is typed or pasted into it."""


def sources(*folders: str) -> list[Path]:
    """Return the modules below folders of the project but for those that only make models."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "training" not in path.parts)


def complaints(path: Path) -> Iterator[str]:
    """Yield what is wrong with a module, each with its place."""
    where = path.relative_to(ROOT).as_posix()
    for line, what in found_in(path.read_text(encoding="utf-8"), where):
        yield f"{where}:{line}: {what}"


def found_in(text: str, where: str) -> Iterator[tuple[int, str]]:
    """Yield line and description of all that is wrong in a module that stands at `where`."""
    tree = ast.parse(text)
    yield from _programs(tree, where)
    if where.startswith("reader/"):
        yield from _Markup(tree).found()
        yield from _printing(tree, where)


# Programs and code


def _programs(tree: ast.Module, where: str) -> Iterator[tuple[int, str]]:
    """Yield what runs what it should not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _imported(node) - ALLOWED:
                if any(name == one or name.startswith(f"{one}.") for one in NEVER_IMPORTED):
                    yield node.lineno, f"imports {name}"
        elif isinstance(node, ast.Call):
            name = _dotted(node.func)
            last = name.rpartition(".")[2]
            if name in NEVER_CALLED:
                yield node.lineno, f"calls {name}"
            if any(one.arg == "shell" and not _is(one.value, False) for one in node.keywords):
                yield node.lineno, "asks for a shell"
            if name.startswith("subprocess.") and last in STARTING:
                yield from _started(node, where)
            if last == "import_module" and where not in MAY_IMPORT and not _is_literal(node.args):
                yield node.lineno, "imports what is not known"


def _started(node: ast.Call, where: str) -> Iterator[tuple[int, str]]:
    if where not in MAY_START:
        yield node.lineno, "starts a program"
    if not node.args or isinstance(node.args[0], ast.Constant | ast.JoinedStr | ast.BinOp):
        yield node.lineno, "starts a line of text instead of a list of words"


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {one.name for one in node.names}
    return {f"{node.module}.{one.name}" for one in node.names}


# Markup


class _Markup:
    """What of one module is taken for markup."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        # Functions of this module that say what they return.
        self._making = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and node.returns is not None
            and _dotted(node.returns) in SAFE
        }
        self._parsing = set(self._widgets_that_parse())

    def found(self) -> Iterator[tuple[int, str]]:
        """Yield line and description of each."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                yield from self._call(node)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from self._title(target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                yield from self._title(node.target, node.value)
            elif isinstance(node, ast.ImportFrom) and node.module == "textual.widgets":
                for one in node.names:
                    if one.name not in WIDGETS:
                        yield node.lineno, f"uses {one.name}, of which it is not known how"
            elif isinstance(node, ast.FunctionDef) and node.name == "render":
                yield from self._render(node)

    def _call(self, node: ast.Call) -> Iterator[tuple[int, str]]:
        name = _dotted(node.func)
        last = name.rpartition(".")[2]
        texts = _texts(node)
        if last in READING_MARKUP and not _is_literal(texts):
            yield node.lineno, f"{last} of what is not literal"
        if last in PARSING and not _has(node, "markup", False):
            yield from self._unsafe(node, texts, last)
        if last == "update" and self._is_of_parsing(node.func):
            yield from self._unsafe(node, texts, name)
        if last == "notify" and name != "super.notify" and _has(node, "markup", True):
            yield node.lineno, "notify with markup"
        if name == "super.notify" and not _has(node, "markup", False):
            yield node.lineno, "notify takes markup"
        if last == "run_action" and any(isinstance(one, ast.JoinedStr) for one in node.args):
            yield node.lineno, "an action is put together from parts"
        for one in node.keywords:
            if one.arg == "tooltip" and not self._is_safe(one.value):
                yield node.lineno, "a tooltip that is not literal"
            if one.arg == "link":
                yield node.lineno, "a style with a link"

    def _unsafe(
        self, node: ast.Call, texts: list[ast.expr], name: str
    ) -> Iterator[tuple[int, str]]:
        if texts and not self._is_safe(texts[0]):
            yield node.lineno, f"{name} takes for markup what is not literal"

    def _title(self, target: ast.expr, value: ast.expr) -> Iterator[tuple[int, str]]:
        is_of_widget = isinstance(target, ast.Attribute) or _dotted(target).isupper()
        name = _dotted(target).rpartition(".")[2]
        # The article of a list has a title too; it is not drawn by being set.
        if is_of_widget and name in TITLES and not self._is_safe(value):
            yield target.lineno, f"{name} is set to what is not literal"

    def _render(self, node: ast.FunctionDef) -> Iterator[tuple[int, str]]:
        for one in ast.walk(node):
            if (
                isinstance(one, ast.Return)
                and one.value is not None
                and not self._is_safe(one.value)
            ):
                yield one.lineno, "render returns what may be a text"

    def _is_safe(self, node: ast.expr) -> bool:
        """Tell whether a text is literal, perhaps translated, or none but what stands for it as it is."""
        if _is_literal([node]):
            return True
        if isinstance(node, ast.IfExp):
            return self._is_safe(node.body) and self._is_safe(node.orelse)
        if isinstance(node, ast.Call):
            made = _root(node)
            is_read = any(
                isinstance(one, ast.Attribute) and one.attr in READING_MARKUP
                for one in ast.walk(node.func)
            )
            return not is_read and (made in SAFE or made in self._making)
        return False

    def _widgets_that_parse(self) -> Iterator[str]:
        """Yield the attributes that are widgets which take texts for markup."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                widget = _dotted(node.value.func)
                if widget in PARSING and not _has(node.value, "markup", False):
                    yield from (_dotted(target) for target in node.targets)

    def _is_of_parsing(self, node: ast.expr) -> bool:
        if not isinstance(node, ast.Attribute):
            return False
        asked = isinstance(node.value, ast.Call) and _dotted(node.value.func).endswith("query_one")
        return asked or _dotted(node.value) in self._parsing


# Printing, and what is typed into


def _printing(tree: ast.Module, where: str) -> Iterator[tuple[int, str]]:
    """Yield what is printed elsewhere than in the one place, or taken in by what does not clean it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _dotted(node.func)
            if where not in MAY_PRINT and (name in PRINTING or _writes_out(name)):
                yield node.lineno, f"{name} outside of reader.output"
            if name in TYPED_INTO:
                yield node.lineno, f"{name} does not clean what is typed into it"
        elif _is_typed_into(node) and where not in MAY_BE_TYPED_INTO:
            yield node.lineno, f"{node.name} does not clean what is typed into it"


def _is_typed_into(node: ast.AST) -> TypeGuard[ast.ClassDef]:
    return isinstance(node, ast.ClassDef) and bool(TYPED_INTO & set(map(_dotted, node.bases)))


def _writes_out(name: str) -> bool:
    return name.startswith(("sys.stdout.", "sys.stderr.", "sys.__std")) and ".write" in name


# Nodes


def _texts(node: ast.Call) -> list[ast.expr]:
    """Return what a widget is given to show."""
    named = [one.value for one in node.keywords if one.arg in {"content", "label", "renderable"}]
    return [*node.args[:1], *named]


def _dotted(node: ast.expr) -> str:
    """Return `a.b` for what is written so, and for `a().b` too; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return _dotted(node.func) if isinstance(node, ast.Call) else ""


def _root(node: ast.expr) -> str:
    """Return the name that a chain of calls and attributes begins with."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            node = node.value
        else:
            return ""
    return node.id


def _is_literal(nodes: list[ast.expr]) -> bool:
    """Tell whether the first of some is a literal, or one that is translated or drawn in ASCII."""
    if not nodes:
        return True
    node = nodes[0]
    if isinstance(node, ast.Call) and _dotted(node.func) in {"_", "N_", "sign"}:
        return _is_literal(node.args)
    return isinstance(node, ast.Constant)


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _has(node: ast.Call, name: str, value: object) -> bool:
    return any(one.arg == name and _is(one.value, value) for one in node.keywords)
