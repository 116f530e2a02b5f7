"""The acts of the page of papers and feeds; those with `footer` stand in the details of a paper, each a place to click."""

from __future__ import annotations

from functools import partial

from placentin_tui.commands.command import Command, Scope
from placentin_tui.i18n import N_

_paper = partial(Command, group="papers", scope=Scope.PAPERS)
_shown = partial(_paper, footer=True)

PAPERS: tuple[Command, ...] = (
    _paper("papers-down", ("j", "down"), N_("Down"), N_("A line down."), action="move(1)"),
    _paper("papers-up", ("k", "up"), N_("Up"), N_("A line up."), action="move(-1)"),
    _paper("papers-top", ("g", "home"), N_("Top"), N_("To the first line."), action="end(False)"),
    _paper("papers-bottom", ("G", "end"), N_("Bottom"), N_("To the last line."), action="end(True)"),
    _paper("papers-read", ("enter", "l", "right"), N_("Read"), N_("Read this paper alone, those of this folder, or all of them.")),
    _paper("papers-next-page", ("pagedown",), N_("Page down"), N_("A page down the list."), action="page(1)"),
    _paper("papers-previous-page", ("pageup",), N_("Page up"), N_("A page up the list."), action="page(-1)"),
    _paper("papers-page-down", ("space",), N_("Page down"), N_("Read on in what is known of the paper."), action="scroll_about(1)"),
    _paper("papers-page-up", ("b",), N_("Page up"), N_("Back in what is known of the paper."), action="scroll_about(-1)"),
    _paper("papers-details", ("v",), N_("Details"), N_("Show what is known of the paper, or hide it; in a small window it takes the place of the list.")),
    _shown("papers-refresh", ("r",), N_("test now"), N_("Ask the paper for news now, even if it was to be left alone.")),
    _shown("papers-add", ("a",), N_("add"), N_("Subscribe to another paper.")),
    _shown("papers-remove", ("d", "delete"), N_("remove"), N_("Remove the paper and its articles; it can be undone.")),
    _shown("papers-rename", ("t",), N_("title"), N_("Give the paper another title.")),
    _shown("papers-folder", ("f",), N_("folder"), N_("Put the paper into a folder.")),
    _shown("papers-support", ("e",), N_("support"), N_("Enter the address of the paper's support page.")),
    _shown("papers-pictures", ("i",), N_("pictures"), N_("Fetch all of its pictures, the first of each article, or none.")),
    _shown("papers-full-text", ("x",), N_("full text"), N_("Fetch whole texts where the feed cuts them, always, or never.")),
    _shown("papers-selector", ("s",), N_("selector"), N_("Say where on its pages the text is, by a CSS selector.")),
    _shown("papers-certificate", ("c",), N_("certificate"), N_("Look at a certificate nobody vouches for, and say whether to believe it.")),
    _shown("papers-account", ("p",), N_("account"), N_("Give an account at the paper to comment with, or forget it.")),
    _shown("papers-site", ("o",), N_("site"), N_("Open the paper's site in the browser.")),
    _shown("papers-undo", ("U", "ctrl+z"), N_("undo"), N_("Take back the last mark, star or removal.")),
    _paper("papers-services", ("Y",), N_("Servers"), N_("The servers of yours that papers come from: add one, sync, see what waits.")),
    _paper("papers-help", ("question_mark", "f1"), N_("Help"), N_("Every command and its keys, those of this list first."), action="help"),
    _paper("papers-palette", ("colon", "ctrl+p"), N_("All commands"), N_("Find a command of this list by its name.")),
)  # fmt: skip
