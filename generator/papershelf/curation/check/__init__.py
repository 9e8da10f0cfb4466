"""What the files of curation/ mean together: names that lead nowhere, decisions that contradict."""
