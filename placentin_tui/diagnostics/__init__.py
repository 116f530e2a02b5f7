"""What helps when something is amiss: the report of a crash, and a look at the installation."""
