"""The acts of the dialogs laid over the page: of every dialog, of lists to choose from, and of single kinds of dialogs."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_menu = partial(Command, group="menu", scope=Scope.MENU)
_picker = partial(Command, group="menu", scope=Scope.PICKER, priority=True)
_share = partial(Command, group="share", scope=Scope.SHARE)
_question = partial(Command, group="dialog", scope=Scope.QUESTION)
_tags = partial(Command, group="dialog", scope=Scope.TAGS, priority=True)
_mute = partial(Command, group="dialog", scope=Scope.MUTE, priority=True)
_help = partial(Command, group="help", scope=Scope.HELP)
_dialog = partial(Command, group="dialog", scope=Scope.DIALOG)

MENU: tuple[Command, ...] = (
    _menu("menu-down", ("j", "down"), N_("Down"), N_("A line down."), action="move('cursor_down')"),
    _menu("menu-up", ("k", "up"), N_("Up"), N_("A line up."), action="move('cursor_up')"),
    _menu("menu-top", ("g", "home"), N_("Top"), N_("To the first line."), action="move('first')"),
    _menu("menu-bottom", ("G", "end"), N_("Bottom"), N_("To the last line."), action="move('last')"),
    _menu("menu-take", ("enter", "l", "right"), N_("Take"), N_("Take the line."), action="move('select')"),
    _menu("menu-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of lists first."), action="help"),
    _menu("menu-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this dialog by its name.")),
)  # fmt: skip

PICKER: tuple[Command, ...] = (
    _picker("picker-down", ("down",), N_("Down"), N_("A line down, while you type."), action="move('cursor_down')"),
    _picker("picker-up", ("up",), N_("Up"), N_("A line up, while you type."), action="move('cursor_up')"),
    _picker("picker-page-down", ("pagedown",), N_("Page down"), N_("A page down, while you type."), action="move('page_down')"),
    _picker("picker-page-up", ("pageup",), N_("Page up"), N_("A page up, while you type."), action="move('page_up')"),
)  # fmt: skip

SHARE: tuple[Command, ...] = (
    _share("share-down", ("j", "down"), N_("Down"), N_("A line down."), action="move(1)", priority=True),
    _share("share-up", ("k", "up"), N_("Up"), N_("A line up."), action="move(-1)", priority=True),
    _share("share-right", ("l", "right"), N_("Right"), N_("To the column at the right."), action="side(1)"),
    _share("share-left", ("h", "left"), N_("Left"), N_("To the column at the left; from the first one, back."), action="side(-1)"),
    _share("share-top", ("home",), N_("Top"), N_("To the first line."), action="end(False)", priority=True),
    _share("share-bottom", ("G", "end"), N_("Bottom"), N_("To the last line."), action="end(True)", priority=True),
    _share("share-take", ("enter",), N_("Take"), N_("Take the line."), action="take"),
    _share("share-link", ("y",), N_("Link"), N_("Copy the article's link."), action="take('link')"),
    _share("share-title", ("t",), N_("Title and link"), N_("Copy the title and the link."), action="take('title')"),
    _share("share-quote", ("c",), N_("Quote"), N_("Copy a quote with its source."), action="take('quote')"),
    _share("share-qr", ("r",), N_("QR code"), N_("Show the link as a QR code, for a telephone."), action="take('qr')"),
    _share("share-mail", ("m",), N_("Mail"), N_("Send it by mail."), action="take('mail')"),
    _share("share-whatsapp", ("w",), "WhatsApp", N_("Share it there, in the browser."), action="take('whatsapp')"),
    _share("share-telegram", ("g",), "Telegram", N_("Share it there, in the browser."), action="take('telegram')"),
    _share("share-facebook", ("f",), "Facebook", N_("Share it there, in the browser."), action="take('facebook')"),
    _share("share-x", ("x",), "X", N_("Share it there, in the browser."), action="take('x')"),
    _share("share-linkedin", ("n",), "LinkedIn", N_("Share it there, in the browser."), action="take('linkedin')"),
    _share("share-bluesky", ("b",), "Bluesky", N_("Share it there, in the browser."), action="take('bluesky')"),
    _share("share-mastodon", ("a",), "Mastodon", N_("Share it there, in the browser."), action="take('mastodon')"),
    _share("share-server", ("o",), N_("Another server"), N_("Share it on another server of Mastodon."), action="other_server"),
    _share("share-markdown", ("d",), "Markdown", N_("Save it as Markdown."), action="take('markdown')"),
    _share("share-html", ("p",), N_("Web page"), N_("Save it as a web page, its pictures inside."), action="take('html')"),
    _share("share-text", ("s",), N_("Text"), N_("Save it as plain text."), action="take('text')"),
    _share("share-epub", ("e",), N_("E-book"), N_("Save it as an e-book."), action="take('epub')"),
    _share("share-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of the sheet first."), action="help"),
    _share("share-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this sheet by its name."), action="palette"),
)  # fmt: skip

TAGS: tuple[Command, ...] = (
    _tags("tags-complete", ("tab",), N_("Complete"), N_("Where tags are typed, complete the name by the chosen one."), action="complete"),
    _tags("tags-down", ("down",), N_("Down"), N_("Where tags are typed, choose the one below."), action="move('cursor_down')"),
    _tags("tags-up", ("up",), N_("Up"), N_("Where tags are typed, choose the one above."), action="move('cursor_up')"),
)  # fmt: skip

MUTE: tuple[Command, ...] = (
    _mute("mute-down", ("down",), N_("Down"), N_("Where articles are muted, choose the line below."), action="move('cursor_down')"),
    _mute("mute-up", ("up",), N_("Up"), N_("Where articles are muted, choose the line above."), action="move('cursor_up')"),
    _mute("mute-longer", ("tab",), N_("For how long"), N_("Where articles are muted: for ever, a day, a week, a month."), action="term(1)"),
    _mute("mute-shorter", ("shift+tab",), N_("For how long, back"), N_("Where articles are muted: the length of time before."), action="term(-1)"),
)  # fmt: skip

HELP: tuple[Command, ...] = (
    _help("help-down", ("j", "down"), N_("Down"), N_("A line down."), action="scroll('down')"),
    _help("help-up", ("k", "up"), N_("Up"), N_("A line up."), action="scroll('up')"),
    _help("help-page-down", ("space", "pagedown"), N_("Page down"), N_("A page further."), action="scroll('page_down')"),
    _help("help-page-up", ("b", "pageup"), N_("Page up"), N_("A page back."), action="scroll('page_up')"),
    _help("help-top", ("g", "home"), N_("Top"), N_("To the first line."), action="scroll('home')"),
    _help("help-bottom", ("G", "end"), N_("Bottom"), N_("To the last line."), action="scroll('end')"),
    _help("help-search", ("slash",), N_("Search"), N_("Search the help: commands whose name, key or sentence has the words."), action="search"),
    _help("help-close", ("question_mark", "f1"), N_("Back"), N_("Put the help away."), action="put_away"),
)  # fmt: skip

DIALOG: tuple[Command, ...] = (
    _dialog("dialog-close", ("escape", "q", "h", "left"), N_("Back"), N_("Put the dialog away; in a line to type into, Esc alone."), action="put_away"),
    _dialog("dialog-quit", ("ctrl+q",), N_("Quit"), N_("Close the paper; everything is kept."), action="app.quit"),
    _dialog("dialog-redraw", ("ctrl+l",), N_("Draw anew"), N_("Draw the screen anew, when something else has written over it."), action="app.redraw"),
    _question("question-page-down", ("space",), N_("Page down"), N_("At a question, read on in what stands above the choice."), action="scroll_why(1)"),
    _question("question-page-up", ("b",), N_("Page up"), N_("At a question, back in what stands above the choice."), action="scroll_why(-1)"),
    Command("qr-close", ("enter", "space"), N_("Back"), N_("Put the QR code away."), "dialog", scope=Scope.QR, action="put_away"),
)  # fmt: skip
