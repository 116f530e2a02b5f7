"""The elements of feeds, by feedparser's names whatever their prefix in the document.

A table gives for each element allowed at a place the method of `elements.Reader` (without `on_`) that handles it, and
its key. `skip`: it has no effect on the fields that `feeds.parse` needs. Elements that are not in the table are unusual
there.
"""

from __future__ import annotations

from typing import TypeAlias

Table: TypeAlias = dict[str, tuple[str, str]]

NAMESPACES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://example.com/necho": "",
    "http://example.com/newformat#": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/echo/": "",
    "http://purl.org/pie/": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://www.w3.org/2005/atom": "",
    "uri/of/echo/namespace#": "",
    "http://webns.net/mvcb/": "admin",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://media.tangent.org/rss/1.0/": "audio",
    "http://backend.userland.com/blogchannelmodule": "blogchannel",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://purl.org/rss/1.0/modules/company": "co",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://my.theinfo.org/changed/1.0/rss/": "cp",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://freshmeat.net/rss/fm/": "fm",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://postneo.com/icbm/": "icbm",
    "http://purl.org/rss/1.0/modules/image/": "image",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://madskills.com/public/xml/rss/module/pingback/": "pingback",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://purl.org/rss/1.0/modules/reference/": "ref",
    "http://purl.org/rss/1.0/modules/richequiv/": "reqv",
    "http://purl.org/rss/1.0/modules/search/": "search",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://schemas.xmlsoap.org/soap/envelope/": "soap",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://purl.org/rss/1.0/modules/subscription/": "sub",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://schemas.pocketsoap.com/rss/mydescmodule/": "szf",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/rss/1.0/modules/textinput/": "ti",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
"""feedparser's prefixes by namespace, in lower case; it ignores elements of all other namespaces."""

PREFIXES = frozenset(NAMESPACES.values()) | {"summary", "title", "published", "updated", "created"}
"""Prefixes that would make a foreign element look like one of these, or like a key `parse` reads."""

SKIPPED = ("skip", "")
UNUSUAL = ("unusual", "")

VERSIONS = {"rdf": ("rss10", "rss090"), "atom": ("atom10",)}
_MARKUP = ("description", "subtitle", "copyright", "rights", "itunes:subtitle", "dc:rights")
"""The skipped elements in which feedparser takes elements for markup."""


def version(prefix: str, uri: str) -> str:
    """The format that a namespace declaration implies, empty when none."""
    if uri == "http://my.netscape.com/rdf/simple/0.9/" and not prefix:
        return "rss090"
    return {"http://purl.org/rss/1.0/": "rss10", "http://www.w3.org/2005/atom": "atom10"}.get(uri, "")


def _skipped(elements: str) -> Table:
    return {name: ("skip", "markup" if name in _MARKUP else "") for name in elements.split()}


def _each(elements: str, meaning: tuple[str, str]) -> Table:
    return dict.fromkeys(elements.split(), meaning)


_FEED: Table = {
    "title": ("feed_title", ""),
    "link": ("link", ""),
    "id": ("guid", "id"),
    "language": ("text", "language"),
    "dc:language": ("text", "language"),
    "icon": ("bare_address", "icon"),
    "logo": ("bare_address", "logo"),
    "itunes:image": ("itunes_image", ""),
    "itunes:title": ("text", "itunes_title"),
} | _skipped(
    """
    description subtitle generator ttl docs copyright rights managingeditor webmaster pubdate lastbuilddate category
    cloud rating skiphours hour skipdays day updated published contributor name email uri url items
    dc:date dc:creator dc:publisher dc:rights dc:subject dc:identifier dc:source dc:type dc:format rdf:seq rdf:li
    sy:updateperiod sy:updatefrequency sy:updatebase xhtml:meta geo:lat geo:long
    itunes:author itunes:owner itunes:name itunes:email itunes:category itunes:explicit itunes:type itunes:summary
    itunes:subtitle itunes:keywords itunes:block itunes:complete itunes:new-feed-url
    feedburner:info feedburner:emailserviceid feedburner:feedburnerhostname media:rating media:thumbnail
    """
)
_PERSON = ("person", "")
_MEDIA: Table = {
    "media:content": ("media_content", ""),
    "media:group": ("media_group", ""),
    "media:thumbnail": ("media_thumbnail", ""),
    "media:description": ("media_text", "media_description"),
    "media:credit": ("media_text", "media_credit"),
    "media:title": ("media_title", ""),
    "media:keywords": ("keywords", ""),
} | _skipped(
    """
    media:community media:starrating media:statistics media:rating media:player media:copyright media:text media:hash
    media:adult media:license media:restriction
    """
)
_ITEM: Table = (
    _MEDIA
    | _each("pubdate published dcterms:issued", ("text", "published"))
    | _each("updated dc:date dcterms:modified", ("text", "updated"))
    | _each("category dc:subject", ("category", ""))
    | _each("author dc:creator itunes:author", _PERSON)
    | {
        "title": ("title", ""),
        "link": ("link", ""),
        "dcterms:created": ("text", "created"),
        "comments": ("bare_address", "comments"),
        "wfw:commentrss": ("bare_address", "wfw_commentrss"),
        "slash:comments": ("bare_text", "slash_comments"),
        "thr:total": ("bare_text", "thr_total"),
        "feedburner:origlink": ("bare_text", "feedburner_origlink"),
        "itunes:duration": ("bare_text", "itunes_duration"),
        "itunes:summary": ("text", "itunes_summary"),
        "itunes:title": ("text", "itunes_title"),
        "itunes:keywords": ("keywords", "http://www.itunes.com/"),
        "itunes:image": ("itunes_image", ""),
        "enclosure": ("enclosure", ""),
    }
    | _skipped(
        """
        contributor rights copyright name email uri url homepage geo:lat geo:long
        dc:publisher dc:rights dc:identifier dc:type dc:format dc:language
        itunes:episode itunes:season itunes:episodetype itunes:explicit itunes:subtitle itunes:block
        itunes:order slash:section slash:department slash:hit_parade wfw:comment
        """
    )
)

_RSS_FEED = _FEED | {"image": ("image", ""), "author": SKIPPED}
PLACES: dict[str, Table] = {
    "root": {"rss": ("root", "rss"), "rdf:rdf": ("root", "rdf"), "feed": ("root", "atom")},
    "rss": {"channel": ("channel", "rss channel")},
    "rss channel": _RSS_FEED | {"item": ("item", "")},
    "rdf": {"channel": ("channel", "rdf channel"), "image": ("image", ""), "item": ("item", "")},
    "rdf channel": _RSS_FEED,
    "atom": _FEED | _each("author dc:creator itunes:author", _PERSON) | {"entry": ("item", "")},
    "rss item": _ITEM
    | _each("description dc:description", ("description", "text/html"))
    | {"guid": ("guid", "id"), "content:encoded": ("content", "text/html"), "source": ("source", "")},
    "atom item": _ITEM
    | {"id": ("guid", "id"), "content": ("content", "text/plain"), "summary": ("description", "text/plain")},
    "image": {"url": ("bare_address", "href")} | _skipped("title link width height description"),
    "person": _each("uri url homepage", ("person_part", "uri"))
    | {"name": ("person_part", "name"), "email": ("person_part", "email")},
    "media": _MEDIA,
}

READ = frozenset(name.partition(":")[0] for table in PLACES.values() for name in table if ":" in name) | {"xml"}
"""The prefixes of elements that are read: no other namespace may use them."""
