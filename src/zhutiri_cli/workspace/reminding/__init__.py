"""``zhutiri remind --sent``: what went out when, kept in a file of its own."""
