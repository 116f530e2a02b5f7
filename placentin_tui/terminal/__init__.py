"""The terminal and the desktop around it, without Textual: capabilities, answers, clipboard, browser, restoring."""
