"""Many workspaces checked side by side: found, handed out, kept in a journal as they come in."""
