"""Who may do what: users and their passwords, sessions, the guard before every page."""
