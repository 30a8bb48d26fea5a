"""What `check` found is kept in the user's cache folder, and used again while nothing that it rests on has changed."""
