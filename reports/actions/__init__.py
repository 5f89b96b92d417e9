"""What is done with a plan's report."""
