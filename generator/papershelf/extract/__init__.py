"""Papers → keywords, vectors, topics: the one room that needs a model, used by the lock half alone."""
