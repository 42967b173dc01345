"""``plan_YYYY.yaml``: its models, its table, where it is found, its revisions, two compared, and one imported."""
