"""Foreign text: the sanitizing gate (`sanitize`, `resanitize`), URLs, numbers, collation and similarity."""
