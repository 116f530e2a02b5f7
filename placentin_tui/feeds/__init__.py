"""Feeds: bytes in, models out. No network, no files, no SQL.

parse      RSS, Atom or JSON Feed → ParsedFeed     (decode → quick, or repair → reader)
comments   a comment feed → ParsedComment
discover   what a person typed → the feed behind it (page_links → named_feeds, known_feeds, usual_feeds)
decide     what is new, what changed
prepare    an item's HTML → blocks
opml       subscription lists, read and written
"""
