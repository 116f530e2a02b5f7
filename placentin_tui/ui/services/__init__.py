"""Services of the screens, without widgets: paging and writing the library, requests to the courier, clipboard and
browser.
"""
