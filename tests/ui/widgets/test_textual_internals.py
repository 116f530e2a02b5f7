"""What is used of Textual from within: a test a part, which says what of ours stops working when it fails."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from codecs import getincrementaldecoder
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from rich import _wrap
from textual.app import ComposeResult
from textual.content import Content
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

import placentin_tui.ui
from placentin_tui.ui import textual_internals as internals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UI = Path(placentin_tui.ui.__file__).parent
EXEMPT = {"placentin_tui.ui.textual_internals"}


class Bad(Message):
    """A handler fails over it."""


class Guarded(internals.DispatchGuard, Static):
    BEARABLE = ValueError

    def __init__(self) -> None:
        super().__init__("Bonjour")
        self.heard = 0

    def on_bad(self) -> None:
        self.heard += 1
        raise ValueError("bad")


class Paper(internals.InternalsApp):
    def __init__(self) -> None:
        super().__init__()
        self.borne: list[Exception] = []
        self.call_when_up: Callable[[], object] = lambda: None

    def on_mount(self) -> None:
        self.call_after_refresh(self.call_when_up)

    def compose(self) -> ComposeResult:
        yield Guarded()
        yield OptionList(Option("one\nline more"), Option("two"))

    def bears(self, error: Exception) -> bool:
        self.borne.append(error)
        return isinstance(error, ValueError)


class Recorded(Screen[None]):
    def __init__(self) -> None:
        super().__init__()
        internals.record_updates(self)

    def compose(self) -> ComposeResult:
        yield Static("Bonjour")


async def test_a_screen_says_which_of_its_regions_a_frame_replaces() -> None:
    # Else every frame that touches a page would have all of its Sixel pictures drawn anew.
    app = Paper()
    async with app.run_test(size=(80, 24)) as pilot:
        assert list(internals.updated_regions(app.screen)) == [Region(0, 0, 80, 24)], "not recorded: all of it"
        screen = Recorded()
        await app.push_screen(screen)
        await pilot.pause()
        screen.query_one(Static).refresh(Region(2, 0, 3, 1))
        await pilot.pause()
        assert Region(2, 0, 3, 1) in internals.updated_regions(screen)
        assert Region(0, 0, 80, 24) not in internals.updated_regions(screen)
        assert internals.written_regions(screen.query_one(Static)) == [Region(2, 0, 3, 1)]


async def test_a_frame_writes_what_is_replaced_and_nothing_beside_it() -> None:
    # Else the pictures to the left of what changes would be painted over.
    app = Paper()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Recorded()
        await app.push_screen(screen)
        await pilot.pause()
        screen._compositor._dirty_regions = {Region(2, 0, 3, 1), Region(6, 0, 1, 1)}
        update = screen._compositor.render_partial_update()
        assert update
        written = update.render_segments(app.console)
        assert re.sub(r"\x1b\[[0-9;]*m", "", written) == "\x1b[1;3Hnjo\x1b[1;7Hr", (
            "Compositor.render_partial_update or ChopsUpdate of Textual has changed: `ExactUpdate` needs both"
        )


class Restyled(internals.SingleFrameScreen):
    def __init__(self) -> None:
        super().__init__()
        internals.record_updates(self)
        self.frames: list[object] = []

    def compose(self) -> ComposeResult:
        yield Static("Bonjour")

    def _compositor_refresh(self) -> None:
        super()._compositor_refresh()
        self.frames += self._compositor.updated if isinstance(self._compositor, internals.RecordingCompositor) else ()


async def test_a_new_layout_and_a_new_style_are_one_frame() -> None:
    # Else all is painted twice to open an article: the second time for the same lines.
    app = Paper()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Restyled()
        await app.push_screen(screen)
        await pilot.pause()
        screen.frames.clear()
        screen.query_one(Static).styles.height = 2
        screen.refresh()
        await pilot.pause()
        assert screen.query_one(Static).size.height == 2
        assert screen.frames.count(Region(0, 0, 80, 24)) == 1
        screen.refresh()
        screen.frames.clear()
        await pilot.pause()
        assert screen.frames.count(Region(0, 0, 80, 24)) == 1, "what is to be painted alone is painted"


async def test_a_handler_that_fails_is_heard_again() -> None:
    app = Paper()
    async with app.run_test() as pilot:
        widget = app.query_one(Guarded)
        for _ in range(2):
            widget.post_message(Bad())
            await pilot.pause()
        assert (widget.heard, len(app.borne)) == (2, 2), (
            "MessagePump._dispatch_message or App._handle_exception of Textual has changed: "
            "DispatchGuard no longer keeps a widget alive after an error that is only told to the person"
        )
        assert not app.is_ending, "App._exit of Textual has changed: errors after the end was asked for are reported"
        app.exit()
        assert app.is_ending, "App._exit of Textual has changed: errors after the end was asked for are reported"


async def test_an_error_that_is_not_borne_ends_the_app_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    app, secret = Paper(), "swordfish"

    def fail() -> None:
        raise KeyError(secret)

    app.call_when_up = fail
    await app.run_async(headless=True)
    assert isinstance(app.first_failure, KeyError), (
        "App._exception of Textual has changed: `InternalsApp.first_failure` no longer knows what the app ended over"
    )
    assert app.return_code == 1
    out, err = capsys.readouterr()
    assert secret not in out + err, (
        "App._fatal_error or App._close_messages_no_wait of Textual has changed: the traceback with the values of all "
        "variables is printed again"
    )


async def test_a_panic_ends_the_app_with_status_1_and_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    app = Paper()
    app.call_when_up = lambda: app.panic("swordfish")
    await app.run_async(headless=True)
    assert app.return_code == 1, "App._return_code of Textual has changed: `InternalsApp.panic` needs it"
    assert "swordfish" not in "".join(capsys.readouterr()), (
        "App.panic of Textual has changed: it says what it should not"
    )


async def test_the_driver_and_its_app_know_each_other() -> None:
    app = Paper()
    async with app.run_test():
        driver = internals.driver_of(app)
        assert isinstance(driver, Driver), (
            "App._driver of Textual has changed: pictures, Ctrl+Z and Ctrl+L no longer reach the terminal"
        )
        assert internals.app_of(driver) is app, (
            "Driver._app of Textual has changed: the driver no longer knows whether the cursor is to stay visible"
        )


def test_a_driver_parses_by_our_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    class Parser(internals.XTermParser):
        pass

    monkeypatch.setattr(linux_driver, "XTermParser", internals.XTermParser)
    assert not internals.uses_parser(linux_driver.LinuxDriver, Parser)
    changed = (
        "textual.drivers.linux_driver no longer finds its parser by the name XTermParser: "
        "the terminal's answers would be taken for keys"
    )
    assert internals.use_parser(linux_driver.LinuxDriver, Parser), changed
    assert internals.uses_parser(linux_driver.LinuxDriver, Parser), changed
    assert "XTermParser(" in inspect.getsource(linux_driver.LinuxDriver), changed
    assert not internals.use_parser(HeadlessDriver, Parser), "no driver of a terminal"
    assert {"feed", "tick"} <= set(dir(Parser)), (
        "XTermParser of Textual has other methods than `feed` and `tick`: `ResponseParser` overrides both"
    )


def test_a_driver_reads_bytes_that_are_no_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", getincrementaldecoder)
    internals.decode_any_bytes()
    assert vars(linux_driver)["getincrementaldecoder"]("utf-8")().decode(b"a\xff") == "a\N{REPLACEMENT CHARACTER}"
    assert 'getincrementaldecoder("utf-8")' in inspect.getsource(linux_driver.LinuxDriver), (
        "textual.drivers.linux_driver decodes by another name than getincrementaldecoder: a byte that is no UTF-8, "
        "typed or pasted, ends the app"
    )


def test_no_line_ends_at_a_no_break_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_wrap, "re_word", re.compile(r"\s*\S+\s*"))
    said = Content("Essai le 2\u00a0mai à 14\u00a0h\u00a006\u202f: où\u202f?")
    internals.keep_no_break_spaces()
    assert [line.plain for line in said.wrap(18)] == ["Essai le 2\u00a0mai à", "14\u00a0h\u00a006\u202f: où\u202f?"], (
        "Content.wrap of Textual no longer breaks lines by rich._wrap.re_word: French « ? » begins lines"
    )
    assert [line.plain for line in Content("un  deux\u00a0").wrap(5)] == ["un", "deux\u00a0"]


async def test_a_frame_is_had_as_text() -> None:
    app = Paper()
    async with app.run_test(size=(20, 6)):
        assert "Bonjour" in internals.whole_frame(app.screen), (
            "Screen._compositor of Textual has changed: the launch frame of the next start cannot be painted"
        )


async def test_the_line_of_an_option_is_known() -> None:
    app = Paper()
    async with app.run_test() as pilot:
        options = app.query_one(OptionList)
        options.highlighted = 1
        await pilot.pause()
        assert internals.line_of_option(options) == 2, (
            "OptionList._index_to_line of Textual has changed: the terminal's cursor no longer follows lists"
        )


async def test_scrollbars_follow_alone() -> None:
    app = Paper()
    async with app.run_test(size=(20, 6)) as pilot:
        options = app.query_one(OptionList)
        options.styles.overflow_y = "scroll"
        await pilot.pause()
        internals.resize_scrollbars(options, Size(20, 600))
        assert options.vertical_scrollbar.window_virtual_size == 600, (
            "Widget._scroll_update of Textual has changed: the scrollbar no longer follows the list of articles"
        )


def test_style_sheets_are_named_by_a_list() -> None:
    assert "List" in str(internals.CSSPathType), (
        "textual._path.CSSPathType has changed: dialogs name two style sheets in `CSS_PATH`"
    )


# ── nothing else ─────────────────────────────────────────────────────────────────────────────────────────────────────


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def is_toolkit(name: str) -> bool:
    return name.partition(".")[0] in ("textual", "rich")


def by_self(tree: ast.AST) -> set[str]:
    """The private names a class's body defines, and those it reaches through `self` or `super()`."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name("self" | "cls") | ast.Call(func=ast.Name("super")), attr=name):
                names.add(name)
    return set(filter(is_private, names))


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(UI.rglob("*.py")):
        name = ".".join(("placentin_tui.ui", *path.relative_to(UI).with_suffix("").parts)).removesuffix(".__init__")
        if name not in EXEMPT:
            yield name, ast.parse(path.read_text())


def test_no_other_module_imports_what_is_private() -> None:
    found = [
        f"{name}: {ast.unparse(node)}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and is_toolkit(node.module)
        if any(map(is_private, (*node.module.split("."), *(alias.name for alias in node.names))))
    ]
    assert found == [], "private parts of Textual belong into placentin_tui/ui/textual_internals.py"


def test_no_other_module_reaches_into_what_is_not_its_own() -> None:
    found = [
        f"{name}: {ast.unparse(node)}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr != "_replace"  # of named tuples
        if not isinstance(node.value, ast.Name) or node.value.id not in ("self", "cls")
    ]
    assert found == [], "private parts of Textual belong into placentin_tui/ui/textual_internals.py"


def ui_classes() -> list[type]:
    found: list[type] = []
    for module in walk_packages(placentin_tui.ui.__path__, "placentin_tui.ui."):
        if module.name not in EXEMPT:
            loaded = import_module(module.name)
            found += [
                kind for kind in vars(loaded).values() if isinstance(kind, type) and kind.__module__ == module.name
            ]
    return found


def source(kind: type) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(kind)))


def inherited(kind: type, known: dict[type, set[str]]) -> set[str]:
    """The private names a class has from Textual."""
    names: set[str] = set()
    for base in kind.__mro__:
        if is_toolkit(base.__module__):
            if base not in known:
                known[base] = by_self(source(base)) | set(filter(is_private, vars(base)))
            names |= known[base]
    return names


def test_no_class_uses_or_overrides_what_textual_keeps_to_itself() -> None:
    known: dict[type, set[str]] = {}
    found = [
        f"{kind.__module__}.{kind.__name__}: {name}"
        for kind in ui_classes()
        for name in sorted(by_self(source(kind)) & inherited(kind, known))
    ]
    assert found == [], "a private name of Textual's own: another name, or placentin_tui/ui/textual_internals.py"


async def test_the_first_theme_may_be_one_of_the_terminals_own_colours() -> None:
    """Without it a theme of the terminal's 16 colours, set before the first frame, would be shown in RGB."""
    app = Paper()
    app.set_reactive(Paper.theme, "ansi-dark")
    assert [each.enabled for each in app._filters if isinstance(each, ANSIToTruecolor)] == [True]
    internals.use_native_colours(app)
    assert [each.enabled for each in app._filters if isinstance(each, ANSIToTruecolor)] == [False]


async def test_the_lines_of_the_chosen_option_are_known() -> None:
    """Without it no bar stands beside what is chosen in a list."""
    async with Paper().run_test() as pilot:
        options = pilot.app.query_one(OptionList)
        options.highlighted = 0
        await pilot.pause()
        assert [internals.is_chosen_line(options, line) for line in range(4)] == [True, True, False, False]
        options.highlighted = 1
        assert [internals.is_chosen_line(options, line) for line in range(4)] == [False, False, True, False]
