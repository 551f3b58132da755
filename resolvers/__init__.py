"""One GraphQL operation becomes one plan, and the plan's answer becomes the response."""
