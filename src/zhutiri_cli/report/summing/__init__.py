"""Many workspaces beside one another: what is kept of the check of each, and their sums."""
