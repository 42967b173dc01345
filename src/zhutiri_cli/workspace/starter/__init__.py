"""``zhutiri init``: what a new workspace holds, and putting it into place whole or not at all."""
