"""The Textual application: the app, the services its screens use, screens and widgets."""
