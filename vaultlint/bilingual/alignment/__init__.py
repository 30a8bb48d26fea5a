"""Which block translates which texts: an alignment of both over the whole note."""
