"""`share`: prints what each share target would get; `--open` hands it over."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.cli.articles import article_number
from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED, USAGE
from placentin_tui.cli.output import line_width, paint, put, put_json, say, table
from placentin_tui.errors import ShareError
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.sharing import link, mailto, quote, targets, title_and_link
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.library import Library
    from placentin_tui.models import Article


@dataclass(frozen=True, slots=True)
class Offer:
    """What one target would get."""

    target: str
    address: str = ""
    """The URL that a browser or mail program would open, for targets of that kind."""
    text: str = ""
    """What is handed over as it is: text, a document."""


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `share`."""
    share = declare(commands, shared, "share", share_article, _("show what sharing an article would hand on"))
    share.add_argument("id", metavar=_("ID"), type=article_number, help=_("an article's number, as “list” shows it"))
    names = ", ".join((*targets.WORDS, *(network.name for network in targets.NETWORKS)))
    share.add_argument(
        "--to",
        metavar=_("TARGET"),
        default="",
        help=_("one target only: {names}, or a name from the config").format(names=names),
    )
    share.add_argument("--json", action="store_true", help=_("one JSON object per line"))
    share.add_argument(
        "--open",
        action="store_true",
        help=_("hand it over: to the browser, the mail program, a new file, or the program of the config"),
    )
    share.add_argument(
        "--server", metavar="HOST", default="", help=_("your account's Mastodon server; it is remembered")
    )


def share_article(call: CommandContext) -> int:
    """Print what would be shared, or hand it over. Raises `UnknownArticle` or `ShareError`."""
    options = call.options
    if options.open and not options.to:
        say(_("“--open” needs “--to”."))
        return USAGE
    with call.library() as library:
        article = library.articles.get(options.id)
        server = _server(library, options.server)
        offers = {offer.target: offer for offer in _offers(call, library, article, server)}
    if not options.to:
        _list(article, offers, as_json=options.json)
        return DONE
    if options.to not in offers:
        say(_no_such_target(options.to, article, offers))
        return USAGE
    offer = offers[options.to]
    if options.open:
        return _hand_over(call, article, offer)
    _print(article, offer, as_json=options.json)
    return DONE


def _server(library: Library, typed: str) -> str:
    """The person's Mastodon server: the one given, which is stored, else the stored one. Raises `ShareError`."""
    if typed:
        server = targets.mastodon_server(typed)
        if not server:
            raise ShareError(_("“{server}” is no server's name; it looks like mastodon.social.").format(server=typed))
        library.settings.set(targets.MASTODON, server)
    return library.settings.get(targets.MASTODON)


def _offers(call: CommandContext, library: Library, article: Article, server: str) -> Iterator[Offer]:
    """What each target would get."""
    from placentin_tui.sharing.document import passage
    from placentin_tui.sharing.export import DOCUMENTS, document, pictures_of

    summary = article.summary
    url = link(summary)
    if url:
        yield Offer("link", url, url)
    yield Offer("title", url, title_and_link(summary))
    if words := passage(article):
        yield Offer("quote", url, quote(words, summary))
    yield Offer("mail", mailto(summary))
    if url:
        yield from (Offer(network.name, network.address(summary)) for network in targets.NETWORKS)
        yield from [Offer(targets.MASTODON, targets.mastodon(summary, server))] if server else []
        yield Offer("qr", url, url)
    pictures = library.pictures.find(pictures_of(article))
    yield from (Offer(kind, text=document(article, kind, pictures)) for kind in DOCUMENTS)
    yield from (Offer(name, text=document(article, ExportFormat.MARKDOWN)) for name in call.config.share)


def _no_such_target(name: str, article: Article, offers: dict[str, Offer]) -> str:
    """The sentence about an unknown target."""
    if name == targets.MASTODON and link(article.summary):
        return _("name your account's server once: “--server mastodon.social”.")
    return _("“{name}” is none of: {names}.").format(name=name, names=", ".join(offers))


# ── printing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _list(article: Article, offers: dict[str, Offer], *, as_json: bool) -> None:
    """Print all offers."""
    if as_json:
        for offer in offers.values():
            put_json(_record(article, offer))
    else:
        rows = [(offer.target, (offer.text or offer.address).split("\n")[0]) for offer in offers.values()]
        for line in table(rows, width=line_width(), soft=(1,)):
            put(line)


def _print(article: Article, offer: Offer, *, as_json: bool) -> None:
    """Print one offer."""
    if as_json:
        put_json(_record(article, offer))
    elif offer.target == "qr":
        _print_code(offer.text)
    else:
        put((offer.text or offer.address).rstrip("\n"))


def _record(article: Article, offer: Offer) -> dict[str, object]:
    return {
        "id": article.summary.id,
        "target": offer.target,
        "title": article.summary.title,
        "address": offer.address or None,
        "text": offer.text or None,
    }


def _print_code(text: str) -> None:
    """Print a QR code, black on white where stdout is a terminal."""
    from placentin_tui.sharing.qr import code

    coloured = sys.stdout.isatty()
    for row in code(text).rows:
        paint(f"\x1b[38;5;16;48;5;231m{row}\x1b[0m" if coloured else row)


# ── handing over ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _hand_over(call: CommandContext, article: Article, offer: Offer) -> int:
    """Save the document, run the person's program, or open the browser; returns the exit status."""
    from placentin_tui.sharing.export import DOCUMENTS, folder, save
    from placentin_tui.terminal.external_program import hand_over

    if offer.target in DOCUMENTS:
        file = save(offer.text, article.summary.title, ExportFormat(offer.target), folder(call.config.save_to))
        put(_("Saved: {file}").format(file=clean_path(file)))
    elif offer.target in call.config.share:
        hand_over(targets.command(call.config.share[offer.target], article.summary), offer.text)
        put(_("{name} has the article.").format(name=offer.target))
    else:
        return _browse(call, offer.address)
    return DONE


def _browse(call: CommandContext, address: str) -> int:
    """Open a URL; returns the exit status."""
    from placentin_tui.terminal import browser

    opener = browser.opener(address, call.config.browser)
    if opener:
        put(_("Opening {address}").format(address=address))
        if browser.run(opener.command) if opener.takes_terminal else browser.start(opener.command):
            return DONE
    say(_("no browser can be opened from here: {address}").format(address=address))
    return FAILED
