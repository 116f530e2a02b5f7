"""`trust`: trusts a certificate that no authority vouches for, for one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, USAGE
from placentin_tui.cli.output import put, say
from placentin_tui.i18n import _
from placentin_tui.rendering.source_status import fingerprint, no_fingerprint, read_fingerprint

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.models import Source


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `trust`."""
    trust = declare(
        commands, shared, "trust", show_certificates, _("look at the certificate of a source, and believe it or not")
    )
    trust.add_argument("source", metavar=_("SOURCE"), help=_("its number, address or title, or the title's beginning"))
    which = trust.add_mutually_exclusive_group()
    which.add_argument("certificate", metavar=_("SHA256"), nargs="?", default="", help=_("the certificate to believe"))
    which.add_argument("--forget", action="store_true", help=_("believe it no longer"))


def show_certificates(call: CommandContext) -> int:
    """Print which certificate is trusted and which was refused, after changing it where that is asked for."""
    written = call.options.certificate
    certificate = read_fingerprint(written)
    if written and not certificate:
        say(no_fingerprint(written))
        return USAGE
    with call.library() as library:
        source = library.sources.find(call.options.source)
        if certificate or call.options.forget:
            library.sources.trust(source.id, certificate)
            source = library.sources.get(source.id)
    for line in _lines(source):
        put(line)
    return DONE


def _lines(source: Source) -> list[str]:
    """The sentences about a source's certificates."""
    lines = []
    if source.certificate:
        lines.append(_("{title}: this certificate is believed: {mark}"))
    if source.refused not in ("", source.certificate):
        lines.append(_("{title}: this certificate was refused: {shown}"))
    lines = lines or [_("{title}: its certificate is judged like anybody's.")]
    marks = {"mark": fingerprint(source.certificate), "shown": fingerprint(source.refused)}
    return [line.format(title=source.title, **marks) for line in lines]
