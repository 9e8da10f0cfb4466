"""For curators: what looks worth deciding, what an edit changes, and how problems are shown."""
