"""Feeds: bytes in, models out. No network, no files, no SQL.

parse              RSS, Atom or JSON Feed → ParsedFeed  (decode → fast_parser, or repair_xml → feedparser_adapter)
comments           a comment feed → ParsedComment
discover           what a person typed → the feed behind it
                   (page_links → linked_feeds, feed_providers, common_feed_paths → duplicate_feeds)
changed_articles   which articles of a feed are new or changed (match_renamed)
prepare            an item's HTML → blocks, without the boilerplate of publishing
fulltext           an article's page → its whole text
support_page       a paper's front page → its support page
opml               subscription lists, read and written
"""
