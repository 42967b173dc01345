"""One verdict for one commit: property tests draw the same examples on every run of CI.

``pytest --hypothesis-profile=explore`` (``make explore``) draws new ones, and more of them; what it finds becomes an
example that is always run.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.load_profile("repeatable")
