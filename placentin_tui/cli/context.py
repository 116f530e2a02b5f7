"""What the commands share: how one is declared, and what its function is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import PictureMode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from placentin_tui.config import Config
    from placentin_tui.courier.images.cache import ImageCache
    from placentin_tui.library import Library
    from placentin_tui.paths import Paths

    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What a command's function is given: options, folders and settings."""

    options: argparse.Namespace
    paths: Paths
    config: Config

    def library(self) -> Library:
        """Open the library. Raises `LibraryError`."""
        from placentin_tui.cli.output import say
        from placentin_tui.library import open_or_repair

        library = open_or_repair(self.paths.library, self.paths.pictures, warn=say)
        if library.notice:
            say(library.notice)
        return library

    def pictures(self, *, asked: bool = False) -> ImageCache | None:
        """The picture cache; `None` when pictures are off, or, unless `asked` for, when the network is metered."""
        from placentin_tui.courier.images.cache import ImageCache
        from placentin_tui.courier.refresh.metered import is_metered

        if self.config.pictures is PictureMode.OFF or (not asked and is_metered(self.config.network.metered)):
            return None
        return ImageCache(self.paths.pictures, self.config.picture_bytes)


def say_no_sources(library: Library) -> None:
    """Say how to subscribe, or to restore a backup where a library was lost."""
    from placentin_tui.cli.output import say

    say(_("There are no sources yet: “placentin-tui add ADDRESS” subscribes to one."))
    if offer := library.offer():
        say(offer)


def declare(
    commands: Commands, shared: argparse.ArgumentParser, name: str, handler: Callable[[CommandContext], int], words: str
) -> argparse.ArgumentParser:
    """Declare a command and return its parser, to which it adds its own arguments; `words`: its line in the help."""
    sentence = f"{words[:1].upper()}{words[1:]}."
    parser = commands.add_parser(name, parents=[shared], help=words, description=sentence, allow_abbrev=False)
    parser.set_defaults(handler=handler)
    return parser
