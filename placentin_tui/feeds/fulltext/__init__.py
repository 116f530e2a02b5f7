"""Full-text extraction: an article's page (bytes) to blocks.

truncated           whether a feed's text is only a part
fetch_policy        whether an article's page is fetched
read_page           a page → its article
tree                bytes → lxml tree, within limits
extract             the element with the article, and what is removed from it
trafilatura_adapter, mark_extracted  trafilatura's choice of texts, and which passages of the page they are
passages, text_density  the page's text by blocks, and how much is in each element
recover_omitted, lead_in, page_pictures  parts of the article that trafilatura leaves out
further_sections    sections of the article beside the one that trafilatura chose
page_data           the article in the JSON that the page's scripts show
junk, trim_edges    parts that trafilatura takes in and that are not the article
element_hints, phrases, links  evidence: class names, set phrases, targets of links
metadata            title, author, date, picture (json_ld, headline, byline, names)
paywall             what may keep the text away: a subscription, a consent, a login
clean_captions      captions and descriptions of pictures
merge               the feed's text and the page's → the article
"""
