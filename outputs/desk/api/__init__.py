"""Every module here with a ``router`` is a part of the web API, mounted under ``/api``."""
