"""Processes that read foreign documents for the courier, within bounds of time and memory."""
