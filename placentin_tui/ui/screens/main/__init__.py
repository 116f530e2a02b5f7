"""The main screen: the Flash list, the article beside it, and the actions on both, a module for each group of them."""
