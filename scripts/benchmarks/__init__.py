"""What ``scripts/bench.py`` measures, and how: one module for each subject, the rest shared by all of them."""
