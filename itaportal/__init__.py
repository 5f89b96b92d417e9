"""Settings, and the Thai language primitives that both apps need."""
