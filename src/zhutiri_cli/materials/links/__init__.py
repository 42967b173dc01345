"""Publicity links: finding and judging them, whose outlet they are, and (``web/``) opening them."""
