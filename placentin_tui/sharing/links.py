"""An article's link, title and quotes for sharing, without tracking parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote as percent
from urllib.parse import unquote_plus

from placentin_tui.i18n import NO_BREAK

if TYPE_CHECKING:
    from placentin_tui.models import ArticleSummary

# Parameters that tell where a reader came from and nothing about the page: mail campaigns, social networks, statistics
# (Google, Matomo, AT Internet, Marketo, HubSpot, Mailchimp, the BBC's own).
TRACKING = (
    r"utm_.+|at_.+|mtm_.+|pk_(campaign|kwd|keyword|source|medium|content|cid)|piwik_.+|hsa_.+|ns_(mchannel|source|campaign|linkname|fee)"
    r"|fbclid|fb_(action_ids|action_types|ref|source)|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id"
    r"|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hstc|__hssc|__hsfp|hsctatracking|vero_id|vero_conv|oly_anon_id|oly_enc_id"
    r"|wickedid|_openstat|s_cid|xtor|xtref|xts|xtcr|__twitter_impression|srsltid"
)

_QUOTED = re.compile("«([^«»]*+)»")


def strip_tracking(url: str) -> str:
    """The address without tracking parameters; all the rest byte for byte."""
    if not url.lower().startswith(("http://", "https://")):
        return url
    page, hash_sign, fragment = url.partition("#")
    page, question_mark, query = page.partition("?")
    if question_mark:
        page += _untracked("?", query)
    # `#xtor=RSS-1` is tracking; `#comment-8` and `#/a/page` are real fragments.
    return page + _untracked("#", fragment) if hash_sign else page


def _untracked(sign: str, parameters: str) -> str:
    pairs = parameters.split("&")
    kept = [pair for pair in pairs if not _is_tracking(pair, bare=sign == "?")]
    # When nothing was removed even a lone `?` stays as it was.
    return sign + "&".join(kept) if kept or not any(pairs) else ""


def _is_tracking(pair: str, *, bare: bool) -> bool:
    """Whether a parameter is for tracking only; `bare`: a parameter without a value may be one too."""
    name, equals, _value = pair.partition("=")
    return bool(equals or bare) and re.fullmatch(TRACKING, unquote_plus(name), re.IGNORECASE) is not None


def link(article: ArticleSummary) -> str:
    """The article's address without tracking parameters; empty when it has none."""
    return strip_tracking(article.url)


def title_and_link(article: ArticleSummary) -> str:
    """« Title — address », without what is empty."""
    return " — ".join(filter(None, (article.title, link(article))))


def quote(text: str, article: ArticleSummary) -> str:
    """A passage between French quotation marks, then the title and the address it comes from."""
    # French typography uses “ ” for quotation marks inside « ».
    inner = _QUOTED.sub(lambda found: f"“{found[1].strip()}”", text.strip())
    return f"«{NO_BREAK}{inner}{NO_BREAK}»\n{title_and_link(article)}"


def mailto(article: ArticleSummary, body: str = "") -> str:
    """A `mailto:` address (RFC 6068) with the title as subject; the body is the title and the address unless given."""
    text = body or "\n".join(filter(None, (article.title, link(article))))
    lines = "\r\n".join(text.splitlines())
    return f"mailto:?subject={percent(article.title, safe='')}&body={percent(lines, safe='')}"
