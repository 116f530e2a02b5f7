"""Mutation tests of the core: which small faults put into a module do its own tests find?"""
