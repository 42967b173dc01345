"""What the renderers of one format share whatever the command."""
