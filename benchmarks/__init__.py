"""One script for each claim of speed or quality; labelled data comes as an argument."""
