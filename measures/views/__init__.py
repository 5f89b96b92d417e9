"""Pages of the measures app alone. Signing in and out are Django's own views (see urls.py)."""
