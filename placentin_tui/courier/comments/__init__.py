"""Comments: fetched, watched, sent, and the accounts they are sent with."""
