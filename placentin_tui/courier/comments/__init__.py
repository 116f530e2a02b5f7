"""Comments: fetching, polling, sending, and the accounts they are sent with."""
