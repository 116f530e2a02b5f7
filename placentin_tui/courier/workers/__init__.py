"""Processes that parse foreign documents for the courier, with bounds of time and memory."""
