"""Every act a person has, declared once: its keys, its words, where it belongs.

Keys, footer, help, palette and remapping derive from this.

An act's `id` is what the config's `[keys]` names and what the screen's handlers are found by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from placentin_tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Command(msgspec.Struct, frozen=True):
    """One act."""

    id: str
    keys: tuple[str, ...]
    """Textual's names for the keys, the one shown first."""
    label: str
    """A word or two for the footer and the palette (a message to translate)."""
    help: str
    """A sentence for the help and the palette (a message to translate)."""
    group: str
    """`move`, `list`, `article`, `sources`, `type` or `app`."""
    needs: str = ""
    """What must be there for it: `article`, or nothing."""
    footer: bool = False
    """Among the few named in the status line."""
    types: bool = False
    """It opens a line to type into, on the page itself."""


GROUPS = {
    "move": N_("Moving"),
    "list": N_("The Flash"),
    "article": N_("The article"),
    "sources": N_("Papers and feeds"),
    "type": N_("Typography"),
    "app": N_("The program"),
}

COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), N_("Down"), N_("Next headline, or a line further down the article."), "move"),
    Command("up", ("k", "up"), N_("Up"), N_("Previous headline, or a line back up the article."), "move"),
    Command("open", ("enter", "l", "right"), N_("Read"), N_("Open the article, and go into it; there, show the picture in sight on the whole screen."), "move", "article", footer=True),
    Command("back", ("q", "h", "left", "escape"), N_("Back"), N_("Back to the headlines, out of a search or a view."), "move", footer=True),
    Command("top", ("g", "home"), N_("Top"), N_("To the first headline, or the top of the article."), "move"),
    Command("bottom", ("G", "end"), N_("Bottom"), N_("To the last headline, or the end of the article."), "move"),
    Command("page-down", ("space", "pagedown"), N_("Page down"), N_("A page further; at the end of the article, the next unread one."), "move", footer=True),
    Command("page-up", ("b", "pageup"), N_("Page up"), N_("A page back."), "move"),
    Command("other-pane", ("tab", "shift+tab"), N_("Other pane"), N_("From the headlines to the article, and back."), "move"),
    Command("next-unread", ("n",), N_("Next unread"), N_("Open the next unread article; while a search is on, the next one found."), "list"),
    Command("previous-unread", ("p", "N"), N_("Previous unread"), N_("Open the previous unread article; while a search is on, the previous one found."), "list"),
    Command("search", ("slash",), N_("Search"), N_("Search titles, texts, authors and comments; inside an article, find words there. Accents do not matter."), "list", footer=True, types=True),
    Command("view", ("v",), N_("View"), N_("Show all articles, then the unread ones, then the starred ones."), "list"),
    Command("newest", ("full_stop",), N_("Show the new ones"), N_("Bring the articles that have come in since into the list."), "list"),
    Command("read", ("m",), N_("Read or unread"), N_("Mark the article read, or unread again."), "list", "article"),
    Command("all-read", ("A",), N_("All read"), N_("Mark every article of this view read; it can be undone."), "list"),
    Command("star", ("s",), N_("Star"), N_("Keep the article under the starred ones, or let it go again."), "list", "article"),
    Command("share", ("S",), N_("Share"), N_("Share this article: copy, quote, mail, networks, QR code, save as a file."), "article", "article", footer=True),
    Command("export", ("E",), N_("Take it away"), N_("Save today's edition, the starred articles or this one as an e-book (EPUB)."), "article"),
    Command("copy", ("y",), N_("Copy link"), N_("Copy the article's link; over SSH too, where the terminal allows it."), "article", "article"),
    Command("browser", ("o",), N_("Browser"), N_("Open the article in the browser."), "article", "article"),
    Command("links", ("u",), N_("Links"), N_("List the article's links and notes; 1 to 9 open the first nine links at once."), "article", "article"),
    Command("find", ("ctrl+f",), N_("Find in the article"), N_("Find words in this article; n and N go on to the next one and back, Esc ends it."), "article", "article", types=True),
    Command("pictures", ("i",), N_("Pictures"), N_("Show the pictures on the whole screen, the one in sight first; fetch those that are not here."), "article", "article"),
    Command("full-text", ("x",), N_("Full text"), N_("Fetch the whole text where the feed cuts it; again for the feed's own, and back."), "article", "article"),
    Command("changes", ("D",), N_("What changed"), N_("Show what the paper changed in a corrected article, word by word; again for the article."), "article", "article"),
    Command("comments", ("c",), N_("Comments"), N_("Go to the comments, and fetch what is new there."), "article", "article"),
    Command("comment", ("C",), N_("Comment"), N_("Leave a comment; with no network it waits and goes out later."), "article", "article"),
    Command("next-comment", ("J",), N_("Next comment"), N_("To the next comment."), "article", "article"),
    Command("previous-comment", ("K",), N_("Previous comment"), N_("To the previous comment."), "article", "article"),
    Command("next-thread", ("right_curly_bracket",), N_("Next thread"), N_("To the next comment that begins a thread."), "article", "article"),
    Command("previous-thread", ("left_curly_bracket",), N_("Previous thread"), N_("To the previous comment that begins a thread."), "article", "article"),
    Command("fold", ("f",), N_("Fold"), N_("Hide the replies to a comment, or show them again."), "article", "article"),
    Command("outbox", ("O",), N_("Your comments"), N_("What you wrote: drafts, what waits, what the papers said."), "article"),
    Command("support", ("dollar_sign",), N_("Support"), N_("Support the paper: its page for that, in the browser or as a QR code."), "article", "article"),
    Command("author", ("w",), N_("By this author"), N_("Show the author's other articles."), "article", "article"),
    Command("zen", ("z",), N_("Zen"), N_("Only the article, the whole screen wide; again to come back."), "article"),
    Command("refresh", ("r",), N_("Refresh this one"), N_("Ask this article's source for news; on a comment: answer it."), "sources"),
    Command("refresh-all", ("R",), N_("Refresh"), N_("Ask all sources for news."), "sources", footer=True),
    Command("retry", ("exclamation_mark",), N_("Try again"), N_("Ask the sources in trouble now, without waiting for their next try."), "sources"),
    Command("add", ("a",), N_("Subscribe"), N_("Subscribe to a paper: type its address, or its feed's."), "sources"),
    Command("sources", ("P",), N_("Papers"), N_("All papers and feeds: read one, see what is wrong with it, test it now, remove it."), "sources"),
    Command("edition", (), N_("Built-in edition"), N_("Read the built-in edition, which is also the manual."), "sources"),
    Command("undo", ("U", "ctrl+z"), N_("Undo"), N_("Take back the last mark, star or removal, even after a restart."), "app"),
    Command("wider", ("plus",), N_("Longer lines"), N_("Make the lines of the text longer."), "type"),
    Command("narrower", ("minus",), N_("Shorter lines"), N_("Make the lines of the text shorter."), "type"),
    Command("spacing", ("L",), N_("Spacing"), N_("Change what is between paragraphs: an empty line, two, or none and a first line set in."), "type"),
    Command("hyphens", ("H",), N_("Hyphens"), N_("Break words where lines are short, at every width, or never."), "type"),
    Command("justify", ("equals_sign",), N_("Justify"), N_("Let the lines reach both edges, or only the left one."), "type"),
    Command("theme", ("T",), N_("Light or dark"), N_("Change between the light and the dark paper."), "type"),
    Command("themes", (), N_("All themes"), N_("Choose among all themes, with a preview."), "type"),
    Command("palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find any command by its name."), "app"),
    Command("redraw", ("ctrl+l",), N_("Draw anew"), N_("Draw the screen anew, when something else has written over it."), "app"),
    Command("suspend", (), N_("Suspend"), N_("Leave the terminal to the shell for a while; fg comes back."), "app"),
    Command("help", ("question_mark", "f1"), N_("Help"), N_("This page: every command and its keys."), "app", footer=True),
    Command("quit", ("Q", "ctrl+q"), N_("Quit"), N_("Close the paper; everything is kept."), "app"),
)  # fmt: skip

IDS = frozenset(command.id for command in COMMANDS)


def with_keys(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """The commands, those the person remapped with the keys they chose (`"key,key"`, as in the config)."""
    return tuple(
        replace(command, keys=tuple(key.strip() for key in keys[command.id].split(",") if key.strip()))
        if command.id in keys
        else command
        for command in COMMANDS
    )


_SIGNS = {
    "slash": "/", "question_mark": "?", "dollar_sign": "$", "colon": ":", "full_stop": ".", "down": "↓", "up": "↑",
    "left": "←", "right": "→", "pagedown": N_("PgDn"), "pageup": N_("PgUp"), "shift": N_("Shift"), "ctrl": "Ctrl", "alt": "Alt", "space": N_("Space"), "escape": N_("Esc"),
    "enter": N_("Enter"), "home": N_("Home"), "end": N_("End"), "tab": N_("Tab"), "comma": ",", "semicolon": ";",
    "exclamation_mark": "!", "right_curly_bracket": "}", "left_curly_bracket": "{", "plus": "+", "minus": "-", "equals_sign": "=", "asterisk": "*", "backspace": "⌫", "delete": N_("Del"),
}  # fmt: skip


def sign(key: str) -> str:
    """A key as a person knows it, in the language in use: `/` for `slash`, `Ctrl+P` for `ctrl+p`, `Maj+Tab` in French."""
    *modifiers, last = key.split("+")
    name = _SIGNS.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join(_(part) for part in (*(_SIGNS.get(each, each.capitalize()) for each in modifiers), name))
