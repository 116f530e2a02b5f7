"""The front page: the Flash pane, the article beside it, and every act on them."""
