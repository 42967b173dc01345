"""YAML text to a plain tree with the place of every key and value, and its faults in Chinese."""
