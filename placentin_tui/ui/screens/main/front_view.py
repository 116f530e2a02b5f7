"""The front page as a view of the main screen: when it is shown, what stands on it, and what leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.errors import LibraryError, UnknownSource
from placentin_tui.i18n import _
from placentin_tui.models import View
from placentin_tui.models.setting_enums import OpensOn, PictureMode
from placentin_tui.rendering.front_page.boxes import PictureUse, Terms
from placentin_tui.rendering.front_page.head import HeadFacts, head_rows
from placentin_tui.rendering.front_page.layout import lay_out, stories_shown
from placentin_tui.rendering.front_page.size import page_size
from placentin_tui.ui.screens.main import front_edition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.ui.screens.main.front_edition import FrontEdition
    from placentin_tui.ui.screens.main.page_protocol import Page

SPARSE = 15
"""Stories with which the largest page is full."""
REMEMBERED = "opens-on"
"""The setting that holds the view used last."""


def begin(page: Page) -> None:
    """Note which of the two views the program opens with."""
    wish = page.app.config.opens_on or page.app.own_library.settings.get(REMEMBERED)
    page.home = OpensOn.LIST if wish == OpensOn.LIST else OpensOn.FRONT


def can_show(view: View) -> bool:
    """Whether a view fills a front page: all articles, a paper's, or a section's; the others are lists."""
    return view == View(source=view.source, section=view.section)


def follow(page: Page, *, article: int | None = None, stay: bool = False) -> None:
    """Show the front page for the present view where that was used last, else the list; the cursor goes to an article,
    or stays where it is, or goes to the lead.
    """
    page.front = page.home is OpensOn.FRONT and can_show(page.view) and not page.searching
    if page.front:
        page.reading = page.zen = False
        if article is None and not stay:
            page.front_page.to_start()
        fill(page, article=article)


def choose_home(page: Page, home: OpensOn) -> None:
    """Go to the front page or to the list, and open with it the next time."""
    article = target.id if (target := page.chooser.current) else None
    page.home = home
    page.app.remember(REMEMBERED, home)
    if home is OpensOn.FRONT and not can_show(page.view):
        page.show_view(View(), select=article)
    else:
        follow(page, article=article)
    if not page.front and article is not None and (pager := page.headlines.pager):
        page.headlines.move_to(index if (index := pager.index(article)) is not None else page.headlines.cursor)
    page.focus_chooser()


def is_sparse(page: Page) -> bool:
    """Whether the present view was chosen from fewer stories than a page has."""
    edition = page.editions.get(page.view)
    return edition is not None and len(edition.order) < SPARSE


def new_edition(page: Page) -> None:
    """Have the stories chosen anew the next time the front page is filled; what is new is marked then."""
    page.outdated = True


def fill(page: Page, *, article: int | None = None) -> None:
    """Lay the stories out for the window; `article`: the one the cursor goes to."""
    library, app = page.app.library, page.app
    columns, rows = app.size
    size, pictures = page_size(columns, rows), picture_use(page)
    try:
        most = stories_shown(columns, rows, pictures)
        edition = _edition(page)
        stories = edition.stories(library, most)
        if stories and stories[0].extract.picture is None:
            # A lead of words takes less room. Where nothing else has a picture either, words fill the page.
            stories = edition.stories(library, stories_shown(columns, rows, PictureUse.NONE))
            if pictures is PictureUse.BLOCKS or not any(story.extract.picture for story in stories):
                pictures = PictureUse.NONE
    except LibraryError as error:
        page.app.tell(error)
        return
    facts = _facts(page, edition)
    page.front_head.show(facts, size, picture_use(page))
    above = head_rows(size, picture_use(page))
    for welcome in (each for each in page.query("Welcome") if not each.has_class("-dismissed")):
        welcome.styles.margin = (above, 0, 0, 0)
        above += welcome.rows(columns)
    has_graphics = picture_use(page) is PictureUse.GRAPHICS
    terms = Terms(
        app.clock(),
        several_sources=page.view.source is None and facts.papers > 1,
        pictures=pictures,
        typesetter=app.lettering if has_graphics else None,
    )
    layout = lay_out(stories, size, columns, max(1, rows - above - 1), terms)
    nothing = _("There is no article here yet.")
    page.front_page.show(layout, page.headlines.pager, new=edition.new, nothing=nothing, article=article)


def _edition(page: Page) -> FrontEdition:
    """The edition of the present view; a new one where there is none, or it is outdated."""
    library = page.app.library
    if page.outdated:
        page.outdated = False
        before, page.editions = page.editions, {}
        page.past = {view: edition for view, edition in before.items() if edition.order}
    edition = page.editions.get(page.view)
    if edition is None or not edition.order:
        edition = front_edition.make(library, page.view, page.app.clock(), page.past.get(page.view))
        page.editions[page.view] = edition
    return edition


def _facts(page: Page, edition: FrontEdition) -> HeadFacts:
    """What the head of the page says."""
    library, view = page.app.library, page.view
    front = page.editions.get(replace(view, section=None))
    return HeadFacts(
        name=_name(page),
        now=page.app.clock(),
        edition=library.sources.last_success(),
        unread=library.articles.count(View(unread=True, source=view.source)),
        papers=library.sources.count(),
        offline=page.app.offline or bool(page.status.offline),
        sections=tuple(_tabs(page, (front or edition).sections)),
        current=view.section or "",
    )


def _name(page: Page) -> str:
    """The nameplate: the paper's name where there is one, else the program's."""
    sources = page.app.library.sources
    try:
        if page.view.source is not None:
            return sources.get(page.view.source).title
        return sources.all()[0].title if sources.count() == 1 else "Le Placentin"
    except UnknownSource:
        return "Le Placentin"


def picture_use(page: Page) -> PictureUse:
    """How pictures are shown in this terminal."""
    app = page.app
    if app.config.pictures is PictureMode.OFF:
        return PictureUse.NONE
    if app.shows_graphics:
        return PictureUse.GRAPHICS
    # In 16 colours nobody knows what blocks show.
    words = app.has_few_colours and app.config.pictures is PictureMode.AUTO
    return PictureUse.NONE if words else PictureUse.BLOCKS


def repaint(page: Page, articles: Iterable[int] = ()) -> None:
    """Show these articles (none: all) as the library has them now."""
    numbers = tuple(articles)
    for edition in page.editions.values():
        edition.forget(numbers)
    if page.front:
        fill(page)


def show_section(page: Page, number: int) -> None:
    """Show a section by its number, 1 for « À la une »; nothing where there is none."""
    edition = page.editions.get(replace(page.view, section=None)) or page.editions.get(page.view)
    views = [View(source=page.view.source), *_tabs(page, edition.sections if edition else ()).values()]
    if number <= len(views):
        page.show_view(views[number - 1])
        page.focus_chooser()
    else:
        page.app.say(_("There is no section {n} here.").format(n=number))


def _tabs(page: Page, sections: Iterable[str]) -> dict[str, View]:
    """What stands beside « À la une », with what each shows: the saved views that are pinned, which are lists, then the
    sections with the most news.
    """
    pinned = {each.name: View(query=each.query, source=page.view.source) for each in page.app.library.saved.pinned()}
    return pinned | {name: View(source=page.view.source, section=name) for name in sections if name not in pinned}


def come_back(page: Page) -> None:
    """Show the front page again after an article, at that article where it is on the page."""
    article = page.article.summary.id if page.article else None
    page.from_front = False
    if article is not None:
        page.front_page.go_to(article)
    follow(page, stay=True)
    page.focus_chooser()
