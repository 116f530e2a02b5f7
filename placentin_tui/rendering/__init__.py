"""The article's page: all the paper prints around and under an article, in its order, as lines for one width. Pure."""
