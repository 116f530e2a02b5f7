"""The only HTTP client: time-outs, size caps, conditional requests, politeness, and every failure as a sentence.

client        asks, follows redirects by hand
networks      the ways: to the internet alone, anywhere
exchange      one request, one answer
credentials   a password, and the one server it is for
turns         so many at once, so many of one host
pauses        hosts that want to be left alone
certificates  those the person chose to believe
body          the bytes of an answer, decompressed and counted
answer        what came back
troubles      what can go wrong → `FetchError`
hosts         which addresses are public, and the way to them
"""

from placentin_tui.web.address_policy import is_home
from placentin_tui.web.certificates import server_of
from placentin_tui.web.client import Web
from placentin_tui.web.credentials import Credential
from placentin_tui.web.error_mapping import host_of
from placentin_tui.web.response import Fetched

__all__ = ["Credential", "Fetched", "Web", "host_of", "is_home", "server_of"]
