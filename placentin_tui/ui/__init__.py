"""The Textual application: the app, the services its screens use, screens and widgets.

Imports inside functions: screens, and what only some keys need, are loaded when they are asked for, since the first
frame waits for every module; so are modules of Textual that it does without.
"""
