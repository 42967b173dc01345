"""What ``zhutiri record`` and ``receive`` say on the screen."""
