"""The formats of a unit's own page (``zhutiri remind --for UNIT``): one file each."""
