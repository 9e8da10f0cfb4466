"""Listings pasted as text: found by their layout, cut into titles and abstracts."""
