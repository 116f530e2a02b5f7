"""The only HTTP client: time-outs, size limits, conditional GET, limits per host, and failures as `FetchError`.

client          requests, and redirects one by one
networks        the two sessions: public addresses only, any address
exchange        one request and its response
credentials     a password, and the one server it is for
limiter         concurrent requests, in all and per host
cooldowns       hosts that answered 429
certificates    TLS trust, and exceptions the person chose
body            decompression within a limit of bytes
response        a successful response
error_mapping   failures as `FetchError`
address_policy  which addresses are public; routes and proxies
"""

from placentin_tui.web.address_policy import is_home
from placentin_tui.web.certificates import server_of
from placentin_tui.web.client import Web
from placentin_tui.web.credentials import Authorization, Credential, LoginToken
from placentin_tui.web.error_mapping import host_of
from placentin_tui.web.response import Fetched, retry_after

__all__ = [
    "Authorization",
    "Credential",
    "Fetched",
    "LoginToken",
    "Web",
    "host_of",
    "is_home",
    "retry_after",
    "server_of",
]
