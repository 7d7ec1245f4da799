"""Every module here with a ``router`` is a group of pages; ``NAV`` (path, name, order) puts it into the navigation."""
