"""Documents and tables become claims, and claims the graph."""
