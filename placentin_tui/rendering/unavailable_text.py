"""Why parts of an article are not available offline, in words."""

from __future__ import annotations

from placentin_tui.i18n import _, ngettext, number


def why_no_text(trouble: str) -> str:
    """Why the whole text of an article could not be fetched; `trouble` is the code the library stores."""
    said = {
        "paywall": _("The paper shows the whole text to its subscribers only."),
        "login": _("The paper shows the whole text only to those who log in."),
        "consent": _("The paper shows a consent form where the text should be."),
        "goes-on": _("The page says that the text goes on for subscribers: this may not be all of it."),
        "whole": _("This is the whole text already."),
        "no-more": _("The article's page has no more than this."),
        "not-a-page": _("What stands at the article's address is no page."),
        "broke": _("The article's page broke what was to read it, and was left alone."),
        "private": _("The article's page is not on the public web."),
        "http-404": _("The article's page is no longer there."),
        "http-410": _("The article's page is no longer there."),
    }
    return said.get(trouble) or _("The article's page could not be had ({reason}).").format(reason=trouble or "?")


def why_not_ready(*, text: str, pictures: int, no_pictures: bool, comments: bool) -> tuple[str, ...]:
    """Why an article is not offline-ready, a sentence for each part that is missing.

    `text`: the code of the trouble with its text, empty when it is there; `pictures`: how many are missing;
    `no_pictures`: pictures are not fetched at present; `comments`: some are missing.
    """
    said = [why_no_text(text)] if text else []
    if pictures and no_pictures:
        said.append(_("No pictures are fetched: they are turned off, or the line is metered."))
    elif pictures:
        sentence = ngettext("{n} picture could not be had.", "{n} pictures could not be had.", pictures)
        said.append(sentence.format(n=number(pictures)))
    if comments:
        said.append(_("The comments could not be had."))
    return tuple(said)
