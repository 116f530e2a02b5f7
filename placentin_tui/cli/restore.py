"""`restore`: restores a backup."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED
from placentin_tui.cli.output import put, put_json, say
from placentin_tui.i18n import _, ngettext, number
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `restore`."""
    restore = declare(
        commands, shared, "restore", restore_backup, _("put a backup of sources, marks and comments back")
    )
    restore.add_argument(
        "backup", metavar=_("BACKUP"), nargs="?", help=_("its file; without it, the newest one that can be read")
    )
    restore.add_argument("--list", action="store_true", help=_("only say which backups there are"))
    restore.add_argument("--json", action="store_true", help=_("one JSON object"))


def restore_backup(call: CommandContext) -> int:
    """Restore a backup, or list the backups. Raises `LibraryDamaged`."""
    from placentin_tui.library.recovery import backup

    now = int(time.time())
    there = backup.all_of(call.paths.library, now)
    if call.options.list:
        for file in there:
            put_json({"file": clean_path(file)}) if call.options.json else put(clean_path(file))
        return DONE
    if call.options.backup is None and not there:
        say(_("There is no backup yet: the first refresh of a day makes one."))
        return FAILED
    sound = (file for file, _kept in backup.sound(call.paths.library, now))
    file = Path(call.options.backup) if call.options.backup else next(sound, there[0])
    with call.library() as library:
        restored = library.restore(file)
    if call.options.json:
        put_json(
            {
                "file": clean_path(file),
                "sources": restored.sources,
                "articles": restored.articles,
                "comments": restored.outgoing_comments,
            }
        )
    else:
        put(
            _("From {file}: {sources}, {articles} and {comments} came back.").format(
                file=clean_path(file),
                sources=ngettext("{n} source", "{n} sources", restored.sources).format(n=number(restored.sources)),
                articles=ngettext("{n} article", "{n} articles", restored.articles).format(n=number(restored.articles)),
                comments=ngettext("{n} comment of yours", "{n} comments of yours", restored.outgoing_comments).format(
                    n=number(restored.outgoing_comments)
                ),
            )
        )
    return DONE
