"""What an organization promised, did and scored, and who may change it."""
