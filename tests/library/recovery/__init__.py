"""What can be had of a damaged library, piece by piece; `tests/faults` has the damages themselves."""
