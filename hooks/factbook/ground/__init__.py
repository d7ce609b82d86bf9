"""Where something stands and what is wrong with it; the lowest layer."""
