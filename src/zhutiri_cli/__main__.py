"""``python -m zhutiri_cli``."""

from zhutiri_cli.cli import main

main()
