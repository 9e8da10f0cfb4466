"""Library → outputs: the Markdown pages, and the site that MkDocs builds from them."""
