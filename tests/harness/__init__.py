"""What the tests and the benchmark share, and the tests of the project as a whole: rooms, packaging, set-up."""
