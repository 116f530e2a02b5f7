"""The sources: subscriptions, the state of their servers, and the accounts given for them."""
