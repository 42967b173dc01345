"""``zhutiri receive``: what a unit sent, unpacked, sorted and recorded as a receipt."""
