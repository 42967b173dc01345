"""``python -m zhutiri_cli``."""

from zhutiri_cli.cli import main

if __name__ == "__main__":
    main()
