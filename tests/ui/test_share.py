"""The share sheet and the support card: what each line hands on, by keys and by mouse, in any window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from rich.style import Style
from textual.widgets import OptionList

from placentin_tui.config import Config
from placentin_tui.models import StoredPicture
from placentin_tui.prose.html import to_blocks
from placentin_tui.theme_definitions import DAY, NIGHT
from placentin_tui.ui.screens.qr import QrScreen
from placentin_tui.ui.screens.share import ShareScreen
from placentin_tui.ui.screens.support import SupportScreen
from tests.ui.paper import Paper, article
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_acts import opened, opener, said

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp

SHEET = {
    "the link": "y", "title and link": "t", "a quote": "c", "QR code": "r",
    "by mail": "m", "WhatsApp": "w", "Telegram": "g", "Facebook": "f", "X": "x", "LinkedIn": "n", "Bluesky": "b",
    "Mastodon": "a", "Markdown": "d", "web page": "p", "text": "s", "e-book": "e",
}  # fmt: skip
"""The lines of the sheet, and the letter of each."""
LINK = "https%3A%2F%2Fcourrier.example%2F0%2F"


def lines(app: PlacentinApp) -> list[str]:
    """The labels of the sheet's lines, column by column, without their letters."""
    found = [str(option.prompt)[3:] for each in app.screen.query(OptionList) for option in each.options]
    return [label.strip() for label in found]


async def share(pilot: Pilot[int], line: str) -> None:
    """Open the sheet and take the line with these words, by its letter, or with arrows where it has none."""
    await pilot.press("S")
    await pilot.pause()
    if line in SHEET:
        await pilot.press(SHEET[line])
    else:
        screen = pilot.app.screen
        assert isinstance(screen, ShareScreen)
        while screen.line.label != line:
            before = screen.line
            await pilot.press("down")
            await pilot.pause()
            assert screen.line is not before
        await pilot.press("enter")
    await pilot.pause()


async def says(pilot: Pilot[int], app: PlacentinApp, words: str) -> str:
    """What the app says, once it has said these words."""
    assert await until(pilot, lambda: app._notifications and words in said(app)), words
    return said(app)


async def test_the_sheet_lists_every_target_in_order(paper: Paper) -> None:
    app = paper.app(Config(language="en", share={"wallabag": ("true",), "lp": ("true",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        assert lines(app) == [*SHEET, "wallabag", "lp"]
        for line, letter in SHEET.items():
            assert f"{letter}  {line}" in screen_text(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_every_line_can_be_reached_and_keeps_to_one_row(paper: Paper, size: tuple[int, int]) -> None:
    app = paper.app(Config(language="fr"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("S")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ShareScreen)
        seen = []
        for _line in SHEET:
            seen.append(screen.line.name)
            rows = screen_text(app).splitlines()
            assert any(f"  {screen.line.label}" in row for row in rows)
            assert all(len(row) <= size[0] for row in rows)
            assert "Partager" in screen_text(app)
            assert "Échap revient" in screen_text(app), "the keys stand on one line"
            await pilot.press("down")
            await pilot.pause()
        assert len(set(seen)) == len(SHEET)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.front


async def test_the_heading_of_a_column_is_in_sight_at_its_first_line(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("S")
        assert await sees(pilot, "COPY")
        await pilot.press("end", "down", "end")
        assert await until(pilot, lambda: "▌a  Mastodon" in screen_text(app) and "COPY" not in screen_text(app))
        await pilot.press("home")
        assert await until(pilot, lambda: "▌m  by mail" in screen_text(app) and "SEND" in screen_text(app))
        await pilot.press("up", "home")
        assert await sees(pilot, "COPY")
        assert "▌y  the link" in screen_text(app)


async def test_arrows_go_between_the_columns_and_lead_out_at_the_left(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S", "down")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ShareScreen)
        way = (("right", "whatsapp"), ("right", "html"), ("right", "html"), ("home", "markdown"), ("end", "epub"),
               ("left", "facebook"), ("left", "qr"), ("down", "mail"), ("up", "qr"))  # fmt: skip
        for key, name in way:
            await pilot.press(key)
            await pilot.pause()
            assert screen.line.name == name, key
        assert "for a telephone" in screen_text(app)
        await pilot.press("left")
        await pilot.pause()
        assert app.screen is app.front


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("WhatsApp", "https://wa.me/?text=Titre%200%20%3A%20les%20n%C3%A9gociateurs"),
        ("Telegram", f"https://t.me/share/url?url={LINK}&text=Titre%200"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={LINK}"),
        ("X", "https://x.com/intent/post?text=Titre%200"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={LINK}"),
        ("Bluesky", "https://bsky.app/intent/compose?text=Titre%200"),
        ("by mail", "mailto:?subject=Titre%200"),
    ],
)
async def test_a_network_opens_in_the_browser(paper: Paper, line: str, address: str) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, line)
        assert (await opened(pilot, log)).startswith(address)
        assert LINK in log.read_text()


async def test_a_line_can_be_clicked(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 1))
        await pilot.pause()
        assert app.clipboard.endswith(" — https://courrier.example/0/")
        await pilot.press("S")
        await pilot.pause()
        await pilot.click(app.screen.query(OptionList)[1], offset=(4, 0))
        await pilot.pause()
        assert app.screen is app.front


# ── the quote ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_quote_is_the_paragraph_at_the_top_of_the_pane(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.press("j", "j", "enter", "space", "space")
        await pilot.pause()
        page, line = app.front.body.page, app.front.body.line
        assert page is not None
        await share(pilot, "a quote")
        number = page.place(line)
        assert number > 3
        assert app.clipboard.startswith(f"«\N{NO-BREAK SPACE}Paragraphe numéro {number} d’un long article")
        assert app.clipboard.endswith("calendrier — https://courrier.example/2/")


async def test_an_article_that_is_not_open_is_quoted_from_its_beginning(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(60, 24)) as pilot:
        await share(pilot, "a quote")
        assert app.clipboard.startswith("«\N{NO-BREAK SPACE}Un premier paragraphe avec un lien et de l’emphase.")


async def test_an_article_without_address_offers_what_needs_none(empty: Paper) -> None:
    from msgspec.structs import replace

    empty.fill(0)
    bare = article(0, title="Sans adresse")
    with empty.open() as library:
        library.articles.store(1, [replace(bare, parsed=replace(bare.parsed, url=""), blocks=to_blocks("<hr>"))])
    app = empty.app(Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        assert lines(app) == ["the title", "by mail", *[*SHEET][-4:]]


# ── Mastodon ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_mastodon_asks_for_the_server_once_and_remembers_it(paper: Paper) -> None:
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "Mastodon")
        await pilot.press(*"nowhere", "enter")
        assert await sees(pilot, "no server's name")
        await pilot.press("ctrl+u", *"@me@piaille.fr", "enter")
        assert (await opened(pilot, log)).startswith("https://piaille.fr/share?text=Titre%200")
        await app.workers.wait_for_complete()
    again = paper.app(Config(language="en", browser=command))
    async with again.run_test(size=(120, 40)) as pilot:
        log.unlink()
        await share(pilot, "Mastodon")
        assert (await opened(pilot, log)).startswith("https://piaille.fr/share?text=Titre%200")
        # `o` names another one.
        await pilot.press("S", "o")
        await pilot.pause()
        log.unlink()
        await pilot.press(*"mamot.fr", "enter")
        assert (await opened(pilot, log)).startswith("https://mamot.fr/share?")
        await again.workers.wait_for_complete()
    with paper.open() as library:
        assert library.settings.get("mastodon") == "mamot.fr"


# ── the code ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def photograph(app: PlacentinApp) -> Image.Image:
    """The screen as a telephone sees it: half-blocks in their colours, other signs as smudges on their grounds."""
    width, height, cell = app.size.width, app.size.height, 6
    picture = Image.new("RGB", (width, height * 2))
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            ink, ground = colours(style or Style())
            for sign in text:
                upper, lower = {"▀": (ink, ground), "▄": (ground, ink), "█": (ink, ink)}.get(sign, (ground, ground))
                if x < width:
                    picture.putpixel((x, 2 * y), upper)
                    picture.putpixel((x, 2 * y + 1), lower)
                x += 1
    return picture.resize((width * cell, height * 2 * cell), Image.Resampling.NEAREST)


def colours(style: Style) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    ink = style.color.get_truecolor() if style.color else (255, 255, 255)
    ground = style.bgcolor.get_truecolor() if style.bgcolor else (0, 0, 0)
    return tuple(ink), tuple(ground)  # type: ignore[return-value]  # three numbers each


@pytest.mark.parametrize(
    ("theme", "size"),
    [(DAY, (120, 40)), (NIGHT, (120, 40)), (DAY, (80, 24)), (NIGHT, (60, 21)), ("nord", (80, 24))],
)
async def test_a_telephone_reads_the_code_in_every_theme(paper: Paper, theme: str, size: tuple[int, int]) -> None:
    app = paper.app(Config(language="en", theme=theme))
    async with app.run_test(size=size) as pilot:
        await share(pilot, "QR code")
        assert isinstance(app.screen, QrScreen)
        await pilot.pause()
        (read,) = zxingcpp.read_barcodes(photograph(app))
        assert read.text == "https://courrier.example/0/"
        assert "https://courrier.example/0/" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen_stack[-1] is app.front


async def test_the_code_follows_the_window_and_says_what_it_needs(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12)) as pilot:
        await share(pilot, "QR code")
        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert "too small for the code: it takes 29 columns and 16 rows." in shown
        assert zxingcpp.read_barcodes(photograph(app)) == []
        await pilot.resize_terminal(29, 16)
        await pilot.pause()
        (read,) = zxingcpp.read_barcodes(photograph(app))
        assert read.text == "https://courrier.example/0/"


# ── files, and programs of one's own ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "suffix", "holds"),
    [
        ("Markdown", ".md", "# Titre 0 : les négociateurs"),
        ("web page", ".html", "<h1>Titre 0 : les négociateurs"),
        ("text", ".txt", "Titre 0 : les négociateurs"),
    ],
)
async def test_saving_never_overwrites(paper: Paper, line: str, suffix: str, holds: str) -> None:
    folder = paper.folder / "mine"
    app = paper.app(Config(language="en", save_to=str(folder)))
    name = "Titre 0 les négociateurs s’accordent sur un calendrier"
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, line)
        assert await says(pilot, app, f"Saved: {folder / (name + suffix)}")
        await share(pilot, line)
        assert await says(pilot, app, f"{name} (2){suffix}")
    assert holds in (folder / (name + suffix)).read_text("utf-8")
    assert len(list(folder.iterdir())) == 2


async def test_a_saved_web_page_holds_the_pictures_of_the_library(empty: Paper) -> None:
    empty.fill(0)
    url = "https://courrier.example/a.png"
    file = empty.paths.pictures / "a.png"
    Image.new("RGB", (2, 2)).save(file)
    with empty.open() as library:
        library.articles.store(1, [article(0, html=f'<p>Un.</p><img src="{url}" alt="Une vue">')])
        library.pictures.record(StoredPicture(url, file, 2, 2))
    app = empty.app(Config(language="en", save_to=str(empty.folder)))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "web page")
        await says(pilot, app, "Saved: ")
    (page,) = empty.folder.glob("*.html")
    assert 'src="data:image/png;base64,' in page.read_text("utf-8")


async def test_what_cannot_be_saved_is_said(paper: Paper) -> None:
    (paper.folder / "file").write_text("")
    app = paper.app(Config(language="en", save_to=str(paper.folder / "file")))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "text")
        assert str(paper.folder / "file") in await says(pilot, app, "cannot be written")


def program(folder: Path, body: str) -> str:
    script = folder / "program"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


async def test_a_program_of_ones_own_gets_the_article_on_its_standard_input(paper: Paper) -> None:
    script = program(paper.folder, f'printf "%s\\n" "$@" > {paper.folder}/arguments; cat > {paper.folder}/given')
    app = paper.app(Config(language="en", share={"mine": (script, "-t", "{title}", "{url}")}))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "mine")
        await says(pilot, app, "mine has the article.")
    arguments = (paper.folder / "arguments").read_text("utf-8").splitlines()
    assert arguments == [
        "-t",
        "Titre 0 : les négociateurs s’accordent sur un calendrier",
        "https://courrier.example/0/",
    ]
    assert "# Titre 0 : les négociateurs" in (paper.folder / "given").read_text("utf-8")


@pytest.mark.parametrize(
    ("body", "words"),
    [('echo "no [/x] account" >&2; exit 3', "ended with status 3. no [/x] account"), (None, "cannot be started")],
)
async def test_a_program_that_fails_is_said(paper: Paper, body: str | None, words: str) -> None:
    script = program(paper.folder, body) if body else str(paper.folder / "nothing")
    app = paper.app(Config(language="en", share={"mine": (script,)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "mine")
        assert script in await says(pilot, app, words)


async def test_a_program_that_reads_nothing_and_a_long_article(paper: Paper) -> None:
    with paper.open() as library:
        library.articles.store(1, [article(-1, html="<p>mot</p>" * 60_000)])
    app = paper.app(Config(language="en", share={"mine": (program(paper.folder, "exit 0"),)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "mine")
        await says(pilot, app, "mine has the article.")


async def test_a_headline_of_a_stranger_is_an_argument_and_no_command(paper: Paper) -> None:
    with paper.open() as library:
        library.articles.store(1, [article(-1, title=f'--x "; touch {paper.folder}/pwned; $(id) [/b]')])
    script = program(paper.folder, f'printf "%s\\n" "$@" > {paper.folder}/arguments')
    app = paper.app(Config(language="en", share={"mine": (script, "{title}")}))
    async with app.run_test(size=(120, 40)) as pilot:
        await share(pilot, "mine")
        await says(pilot, app, "mine has the article.")
    assert (paper.folder / "arguments").read_text().startswith(' --x "; touch')
    assert not (paper.folder / "pwned").exists()


# ── support ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = "https://courrier.example/soutenir"


def supported(paper: Paper) -> None:
    with paper.open() as library:
        library.sources.edit(1, support_url=PAGE)


async def test_support_in_the_browser_as_a_code_or_copied(paper: Paper) -> None:
    supported(paper)
    command, log = opener(paper.folder)
    app = paper.app(Config(language="en", browser=command))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert isinstance(app.screen, SupportScreen)
        assert "Support Le Courrier du Levant" in screen_text(app)
        await pilot.press("enter")
        assert await opened(pilot, log) == PAGE
        await pilot.press("dollar_sign", "j", "enter")
        await pilot.pause()
        (read,) = zxingcpp.read_barcodes(photograph(app))
        assert read.text == PAGE
        await pilot.press("escape", "dollar_sign", "j", "j", "enter")
        await pilot.pause()
        assert app.clipboard == PAGE


async def test_support_where_there_is_none_is_said(paper: Paper) -> None:
    app = paper.app(Config(language="en"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert app.screen is app.front
        assert "Le Courrier du Levant has no support page here" in said(app)
        supported(paper)
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert await sees(pilot, "Open the support page")
