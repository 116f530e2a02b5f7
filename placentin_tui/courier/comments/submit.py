"""Submits one comment to its paper, and interprets the answer.

  page of the article ─▶ its form, its post id ─▶ may it be sent there? ─▶ recorded as `sending` ─▶ POST ─▶ the answer
                                                           accepted, but shown? ─▶ the paper is asked ◀┘

Only the paper's answer counts: what cannot be told for sure is recorded as `unknown`, and the text is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.courier.comments.credentials import credential_for
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.comments.recheck_held import found_in_thread, state_at_paper
from placentin_tui.courier.wordpress.locate_post import WordPressPost, note
from placentin_tui.courier.workers import wordpress_tasks
from placentin_tui.destination_policy import comment_address
from placentin_tui.errors import ConsentNeeded, FeedError, FetchError
from placentin_tui.failure_codes import Reason
from placentin_tui.models import OutgoingState, comment_validation
from placentin_tui.wordpress import comment_form
from placentin_tui.wordpress.discovery import endpoint
from placentin_tui.wordpress.submit_result import Standing, SubmitResult, SubmitState

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import Article, OutgoingComment
    from placentin_tui.web import Credential, Fetched, Web

PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""The Accept header for the article's page."""
ANSWER = "application/json, text/html;q=0.5"
"""The Accept header with which WordPress gives the reason of a refusal as JSON."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of submitting a comment."""

    state: OutgoingState
    """As `OutgoingComment.state`; `waiting`: try again after `wait` seconds; `withdrawn`: by the person, meanwhile."""
    message: str = ""
    """The paper's own words."""
    reason: Reason | None = None
    """Our reason, where the paper gives none."""
    comment: int = 0
    wait: int = 0
    consent: ConsentNeeded | None = None
    """What the person must agree to before it can be sent."""

    @property
    def said(self) -> str:
        """Reason or message, as a sentence."""
        return str(self.reason) if self.reason else self.message


@dataclass(frozen=True, slots=True)
class _Destination:
    """Where and with which fields a comment is posted."""

    address: str
    fields: list[tuple[str, str]]
    credential: Credential | None = None


async def submit(executor: Executor, web: Web, outgoing: OutgoingComment, *, public_only: bool) -> Result | None:
    """Submit a comment to its paper.

    Raises `FetchError` when it could not be submitted, or that is unknown; `FeedError` when the article's page cannot
    be parsed, `AccountError` when the person's account cannot be used.
    """
    article = await executor.call_library(executor.library.articles.get, outgoing.article)
    page = await _page(web, article, public_only=public_only)
    if page is None:
        return Result(OutgoingState.REFUSED, reason=Reason("no-article"))
    post = await note(executor, web, article, page, public_only=public_only)
    try:
        destination = await _destination(executor, outgoing, article, page, post)
    except ConsentNeeded as needed:
        return Result(OutgoingState.REFUSED, reason=needed.reason, consent=needed)
    if isinstance(destination, Result):
        return destination
    if not await executor.call_library(executor.library.outbox.sending, outgoing.id):
        return None
    answer = await web.post(
        destination.address,
        destination.fields,
        accept=ANSWER,
        public_only=public_only,
        credential=destination.credential,
    )
    said = await _read(executor, answer)
    if destination.credential and answer.status == 401:
        return Result(OutgoingState.REFUSED, reason=Reason("password-withdrawn"))
    return await _result(executor, web, outgoing, post, said, public_only=public_only)


async def _read(executor: Executor, answer: Fetched) -> SubmitResult:
    """Parse the paper's answer; one that cannot be parsed is `unknown`."""
    headers = {name: answer.headers.get(name, "") for name in ("content-type", "location", "retry-after")}
    try:
        return await executor.parse(wordpress_tasks.verdict, answer.status, headers, answer.body)
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


async def _destination(
    executor: Executor, outgoing: OutgoingComment, article: Article, page: Fetched, post: WordPressPost | None
) -> _Destination | Result:
    """Where and with which fields a comment is posted; a `Result` when it cannot be. Raises `ConsentNeeded`,
    `AccountError`.
    """
    source = article.summary.source
    credential = await credential_for(executor, source, post.root) if post else None
    signed = ("-", "-@example.org") if credential else (outgoing.name, outgoing.email)
    if trouble := comment_validation.trouble(*signed, outgoing.text):
        return Result(OutgoingState.REFUSED, reason=trouble)
    paper = await executor.parse(wordpress_tasks.comment_form, page.body, page.url, page.content_type)
    if paper is None and post is not None:
        paper = comment_form.usual(post.root)
    if paper is None or post is None:
        return Result(OutgoingState.REFUSED, reason=Reason("no-form"))
    fields = comment_form.fields(paper, post.number, outgoing.parent, outgoing.name, outgoing.email, outgoing.text)
    if credential:
        said = dict(fields)
        asked = {"post": str(post.number), "parent": said["comment_parent"], "content": said["comment"]}
        return _Destination(endpoint(post.root, "wp/v2/comments"), list(asked.items()), credential)
    address = comment_address(
        paper.action,
        source=await executor.call_library(executor.library.sources.get, source),
        article=article.summary.url,
        page=page.url,
        agreed=await executor.call_library(executor.library.accounts.comment_servers, source),
    )
    return _Destination(address, fields)


async def _result(
    executor: Executor,
    web: Web,
    outgoing: OutgoingComment,
    post: WordPressPost | None,
    said: SubmitResult,
    *,
    public_only: bool,
) -> Result:
    """The result that follows from an answer, after asking the paper again where the answer is not final."""
    if said.state is SubmitState.VERIFY:
        return await _verified(executor, web, outgoing, post, said.comment, public_only=public_only)
    if said.state is SubmitState.DUPLICATE:
        return await _found(executor, web, outgoing, said, public_only=public_only)
    return _plain(said)


def _plain(said: SubmitResult) -> Result:
    """The result of an answer that is clear by itself."""
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
    """The result for a comment the paper has accepted: whether it is shown."""
    url = (await executor.call_library(executor.library.articles.summary, outgoing.article)).url
    try:
        state = await state_at_paper(executor, web, post.root if post else "", comment, url, public_only=public_only)
    except (FetchError, FeedError):
        state = Standing.UNKNOWN
    if state is Standing.PUBLISHED:
        return Result(OutgoingState.PUBLISHED, comment=comment)
    return Result(OutgoingState.HELD, reason=Reason("not-shown"), comment=comment)


async def _found(
    executor: Executor, web: Web, outgoing: OutgoingComment, said: SubmitResult, *, public_only: bool
) -> Result:
    """The result for a comment the paper has already (ours, after an interruption): whether it is shown."""
    try:
        await fetch_comments(executor, web, outgoing.article, public_only=public_only)
    except (FetchError, FeedError):
        return Result(OutgoingState.HELD, said.message)
    if number := await found_in_thread(executor, outgoing):
        return Result(OutgoingState.PUBLISHED, comment=number)
    return Result(OutgoingState.HELD, reason=Reason("not-shown-yet"))
