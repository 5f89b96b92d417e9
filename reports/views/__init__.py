"""Pages that need both apps: home, a plan's page, and the reports themselves."""
