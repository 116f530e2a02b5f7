"""Version 11: failures as codes with values, from which the sentence is made when it is read.

Sentences stored before (`error`, `message`) stay until the next answer.
"""

SCRIPT = """
ALTER TABLE source ADD error_values TEXT NOT NULL DEFAULT '';   -- what the sentence of error_reason wants, as JSON
ALTER TABLE letter ADD reason TEXT NOT NULL DEFAULT '';         -- why it waits or was not taken, if the paper is silent
ALTER TABLE letter ADD reason_values TEXT NOT NULL DEFAULT '';  -- what the sentence of reason wants, as JSON
"""
