"""YAML with places: reading it into nodes that know where they stand, and writing into it."""
