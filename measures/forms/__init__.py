"""Input of people."""
