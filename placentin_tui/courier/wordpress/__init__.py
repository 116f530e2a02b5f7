"""What a paper's WordPress knows of an article beyond its feed."""
