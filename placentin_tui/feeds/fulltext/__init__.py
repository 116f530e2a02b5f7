"""The whole text of an article from its page: bytes in, blocks out.

partial      which feeds' texts want it
read         a page → its article                      (tree: bytes → lxml's tree, bounded)
main         the element the article is in, what else stands in it taken out
metadata     title, author, date, picture, as the page says them for machines
walls        what stands before a text: a subscription, a consent, a login
whole        the feed's text and the page's → the article
"""
