"""Exports an article to a file: Markdown, a self-contained web page, or text."""

from __future__ import annotations

import base64
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from placentin_tui.errors import ShareError
from placentin_tui.i18n import _
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.sharing.document import as_blocks
from placentin_tui.text.sanitize import clean, clean_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from placentin_tui.models import Article, StoredPicture
    from placentin_tui.prose.blocks import Picture

SUFFIXES = {
    ExportFormat.MARKDOWN: ".md",
    ExportFormat.HTML: ".html",
    ExportFormat.TEXT: ".txt",
    ExportFormat.EPUB: ".epub",
}
"""The suffixes of the files."""
DOCUMENTS = (ExportFormat.MARKDOWN, ExportFormat.HTML, ExportFormat.TEXT)
"""The formats that `document` makes."""
LONGEST_NAME = 120
"""The most bytes of the title in a file's name; file systems allow 255, some fewer."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MEDIA = {".jpg": "image/jpeg", ".png": "image/png"}


def document(article: Article, kind: ExportFormat, pictures: Mapping[str, StoredPicture] | None = None) -> str:
    """The article in a format of `DOCUMENTS`; `pictures` (by URL) are embedded in the web page."""
    blocks = as_blocks(article)
    if kind is ExportFormat.MARKDOWN:
        from placentin_tui.prose.markdown import to_markdown

        return to_markdown(blocks) + "\n"
    if kind is ExportFormat.TEXT:
        from placentin_tui.prose.plain import to_text

        return to_text(blocks) + "\n"
    from placentin_tui.sharing.html import to_html

    stored = pictures or {}
    return to_html(
        blocks,
        title=article.summary.title or _("Untitled"),
        language=article.language,
        inlined=lambda picture: inlined(stored, picture),
    )


def pictures_of(article: Article) -> tuple[str, ...]:
    """The URLs of the pictures that a web page of the article would embed."""
    from placentin_tui.prose.walk import every_figure

    return tuple(dict.fromkeys(figure.picture.url for figure in every_figure(as_blocks(article))))


def save(content: str | bytes, title: str, kind: ExportFormat, folder: Path) -> Path:
    """Write a document into a folder, under its title, never over an existing file. Raises `ShareError`."""
    file = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in _free_names(folder, title, SUFFIXES[kind]):
            try:
                _write_new(file, content.encode() if isinstance(content, str) else content)
            except FileExistsError:
                continue
            return file
    except OSError as error:
        sentence = _("{file} cannot be written: {why}.")
        raise ShareError(sentence.format(file=clean_path(file), why=error.strerror or error)) from error
    raise ShareError(_("{folder} has too many files of this name.").format(folder=clean_path(folder)))


def folder(wish: str) -> Path:
    """The folder to save to: that of the settings, else documents, downloads, home. Raises `ShareError`."""
    if wish:
        try:
            return Path(wish).expanduser()
        except RuntimeError as error:  # `~somebody` who has no home here
            raise ShareError(
                _("{file} cannot be written: {why}.").format(file=clean_path(wish), why=clean(str(error)))
            ) from error
    import platformdirs

    usual = (platformdirs.user_documents_path(), platformdirs.user_downloads_path())
    return next((place for place in usual if place.is_dir()), Path.home())


def file_name(title: str) -> str:
    """A title as a file name without suffix: valid on every system, never hidden, never like an option."""
    name = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", title)).split())
    name = name.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore")
    name = name.lstrip(".-~ ").rstrip(". ")
    return f"_{name}" if _DEVICES.match(name) else name or _("Article")


def _free_names(folder: Path, title: str, suffix: str) -> list[Path]:
    name = file_name(title)
    return [folder / f"{name}{suffix}", *(folder / f"{name} ({n}){suffix}" for n in range(2, 1000))]


def _write_new(file: Path, data: bytes) -> None:
    """Create a file with these bytes, whole or not at all; raises `FileExistsError` when there is one."""
    # `x` (O_EXCL): an existing symbolic link is not followed either.
    with file.open("xb") as out:
        try:
            out.write(data)
            out.flush()
        except OSError:
            file.unlink(missing_ok=True)
            raise


def inlined(stored: Mapping[str, StoredPicture], picture: Picture) -> str:
    """The picture's file as a `data:` URL; empty when there is none."""
    found = stored.get(picture.url)
    if found is None or found.path is None or found.path.suffix not in _MEDIA:
        return ""
    try:
        data = found.path.read_bytes()
    except OSError:
        return ""
    return f"data:{_MEDIA[found.path.suffix]};base64,{base64.b64encode(data).decode()}"
