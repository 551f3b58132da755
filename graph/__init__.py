"""Where facts live and how they are asked."""
