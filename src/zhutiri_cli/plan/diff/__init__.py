"""Two plans compared: every changed field, what it brings about, and which activity is which."""
