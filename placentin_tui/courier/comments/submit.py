"""One letter handed to its paper: the way there, and what the paper said.

page of the article ─▶ its form, its number ─▶ may it go there? ─▶ `sending` written down ─▶ POST ─▶ the paper's word
                                                                                    taken, but shown? ─▶ asked for ◀┘

The paper's word is all that counts: whatever cannot be told for sure is said to be so, and the text stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.courier.comments.credentials import credential_for
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.comments.recheck_held import found_in_thread, standing
from placentin_tui.courier.wordpress.locate_post import WordPressPost, note
from placentin_tui.courier.workers import wordpress_tasks
from placentin_tui.destinations import comment_address
from placentin_tui.errors import ConsentNeeded, FeedError, FetchError
from placentin_tui.models import OutgoingState, comment_validation
from placentin_tui.reasons import Reason
from placentin_tui.wordpress import comment_form
from placentin_tui.wordpress.discovery import endpoint
from placentin_tui.wordpress.submit_result import Standing, SubmitResult, SubmitState

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Article, OutgoingComment
    from placentin_tui.web import Credential, Fetched, Web

PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
ANSWER = "application/json, text/html;q=0.5"
"""With this a WordPress says why it refuses in a way programs can read."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a letter."""

    state: OutgoingState
    """Never `DRAFT`; `WAITING`: try again after `wait` seconds."""
    message: str = ""
    """The paper's own words."""
    reason: Reason | None = None
    """Ours, where the paper has none."""
    comment: int = 0
    wait: int = 0
    consent: ConsentNeeded | None = None
    """What the person must agree to before it can go."""

    @property
    def said(self) -> str:
        """The message to show for its state: the sentence of `reason`, else the paper's own."""
        return str(self.reason) if self.reason else self.message


@dataclass(frozen=True, slots=True)
class _Counter:
    """Where a letter is handed in."""

    address: str
    fields: list[tuple[str, str]]
    credential: Credential | None = None


async def deliver(executor: Executor, web: Web, outgoing: OutgoingComment, *, public_only: bool) -> Result | None:
    """Hand a letter to its paper; `None`: the person took it back meanwhile.

    Raises `FetchError` when it could not be handed over, or nobody knows whether it was; `FeedError` when the article's
    page cannot be read, `AccountError` when the person's account cannot be used.
    """
    article = await executor.keep(executor.library.articles.get, outgoing.article)
    page = await _page(web, article, public_only=public_only)
    if page is None:
        return Result(OutgoingState.REFUSED, reason=Reason("no-article"))
    post = await note(executor, web, article, page, public_only=public_only)
    try:
        counter = await _counter(executor, outgoing, article, page, post)
    except ConsentNeeded as needed:
        return Result(OutgoingState.REFUSED, reason=needed.reason, consent=needed)
    if isinstance(counter, Result):
        return counter
    if not await executor.keep(executor.library.outbox.sending, outgoing.id):
        return None
    answer = await web.post(
        counter.address,
        counter.fields,
        accept=ANSWER,
        public_only=public_only,
        credential=counter.credential,
    )
    said = await _read(executor, answer)
    if counter.credential and answer.status == 401:
        return Result(OutgoingState.REFUSED, reason=Reason("password-withdrawn"))
    return await _result(executor, web, outgoing, post, said, public_only=public_only)


async def _read(executor: Executor, answer: Fetched) -> SubmitResult:
    """What the paper said; where its answer cannot be read, nobody knows."""
    headers = {name: answer.headers.get(name, "") for name in ("content-type", "location", "retry-after")}
    try:
        return await executor.read(wordpress_tasks.verdict, answer.status, headers, answer.body)
    except (FeedError, FetchError):
        return SubmitResult(SubmitState.UNKNOWN)


async def _page(web: Web, article: Article, *, public_only: bool) -> Fetched | None:
    """The article's page; `None` when it is gone."""
    if not article.summary.url:
        return None
    try:
        return await web.get(article.summary.url, accept=PAGE, public_only=public_only)
    except FetchError as error:
        if error.code in ("http-404", "http-410"):
            return None
        raise


async def _counter(
    executor: Executor, outgoing: OutgoingComment, article: Article, page: Fetched, post: WordPressPost | None
) -> _Counter | Result:
    """Where this letter is handed in, and as what; a result when it is not. Raises `ConsentNeeded`, `AccountError`."""
    source = article.summary.source
    credential = await credential_for(executor, source, post.root) if post else None
    signed = ("-", "-@example.org") if credential else (outgoing.name, outgoing.email)
    if trouble := comment_validation.trouble(*signed, outgoing.text):
        return Result(OutgoingState.REFUSED, reason=trouble)
    paper = await executor.read(wordpress_tasks.comment_form, page.body, page.url, page.content_type)
    if paper is None and post is not None:
        paper = comment_form.usual(post.root)
    if paper is None or post is None:
        return Result(OutgoingState.REFUSED, reason=Reason("no-form"))
    fields = comment_form.fields(paper, post.number, outgoing.parent, outgoing.name, outgoing.email, outgoing.text)
    if credential:
        said = dict(fields)
        asked = {"post": str(post.number), "parent": said["comment_parent"], "content": said["comment"]}
        return _Counter(endpoint(post.root, "wp/v2/comments"), list(asked.items()), credential)
    address = comment_address(
        paper.action,
        source=await executor.keep(executor.library.sources.get, source),
        article=article.summary.url,
        page=page.url,
        agreed=await executor.keep(executor.library.accounts.comment_servers, source),
    )
    return _Counter(address, fields)


async def _result(
    executor: Executor,
    web: Web,
    outgoing: OutgoingComment,
    post: WordPressPost | None,
    said: SubmitResult,
    *,
    public_only: bool,
) -> Result:
    if said.state is SubmitState.VERIFY:
        return await _verified(executor, web, outgoing, post, said.comment, public_only=public_only)
    if said.state is SubmitState.DUPLICATE:
        return await _found(executor, web, outgoing, said, public_only=public_only)
    return _plain(said)


def _plain(said: SubmitResult) -> Result:
    """An answer that is clear by itself."""
    match said.state:
        case SubmitState.HELD:
            return Result(OutgoingState.HELD, comment=said.comment)
        case SubmitState.PUBLISHED:
            return Result(OutgoingState.PUBLISHED, comment=said.comment)
        case SubmitState.WAIT:
            return Result(OutgoingState.WAITING, said.message, wait=said.wait)
        case SubmitState.REFUSED | SubmitState.CLOSED:
            return Result(OutgoingState.REFUSED, said.message)
        case SubmitState.NOTHING:
            return Result(OutgoingState.REFUSED, reason=Reason("no-comments"))
        case _:
            return Result(OutgoingState.UNKNOWN, reason=Reason("unclear"))


async def _verified(
    executor: Executor,
    web: Web,
    outgoing: OutgoingComment,
    post: WordPressPost | None,
    comment: int,
    *,
    public_only: bool,
) -> Result:
    """A comment the paper has taken: whether it shows it."""
    url = (await executor.keep(executor.library.articles.summary, outgoing.article)).url
    try:
        state = await standing(executor, web, post.root if post else "", comment, url, public_only=public_only)
    except (FetchError, FeedError):
        state = Standing.UNKNOWN
    if state is Standing.PUBLISHED:
        return Result(OutgoingState.PUBLISHED, comment=comment)
    return Result(OutgoingState.HELD, reason=Reason("not-shown"), comment=comment)


async def _found(
    executor: Executor, web: Web, outgoing: OutgoingComment, said: SubmitResult, *, public_only: bool
) -> Result:
    """A comment the paper has already (ours, when its sending broke off): whether it shows it."""
    try:
        await fetch_comments(executor, web, outgoing.article, public_only=public_only)
    except (FetchError, FeedError):
        return Result(OutgoingState.HELD, said.message)
    if number := await found_in_thread(executor, outgoing):
        return Result(OutgoingState.PUBLISHED, comment=number)
    return Result(OutgoingState.HELD, reason=Reason("not-shown-yet"))
