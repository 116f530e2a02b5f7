"""The terminal and the desktop around it, without Textual: capabilities, responses, clipboard, browser, restoring."""
