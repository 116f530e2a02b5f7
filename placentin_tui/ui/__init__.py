"""The Textual application of the reader process: the app, the services its screens use, the screens and the widgets.

Imports inside functions: screens, and what only some keys need, are loaded when they are asked for, since the first
frame waits for every module; so are modules of Textual that it does without.
"""
