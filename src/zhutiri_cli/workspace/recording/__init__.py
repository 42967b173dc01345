"""``zhutiri record``: changing a ``submission.yaml`` in place."""
