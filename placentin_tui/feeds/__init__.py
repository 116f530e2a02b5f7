"""Feeds: bytes in, models out. No network, no files, no SQL.

parse      RSS, Atom or JSON Feed → ParsedFeed     (decode → fast_parser, or repair_xml → feedparser_adapter)
comments   a comment feed → ParsedComment
discover   what a person typed → the feed behind it (page_links → named_feeds, known_feeds, usual_feeds)
diff       which articles of a feed are new or changed (match_renamed)
prepare    an item's HTML → blocks
fulltext   an article's page → its whole text
support    a front page → the paper's support page
opml       subscription lists, read and written
"""
