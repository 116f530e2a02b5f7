"""The Textual application of the reader process: the app, the services its screens use, the screens and the widgets."""
