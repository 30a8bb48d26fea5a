"""The pass over the tags of a note: which blocks they build, and where they break off."""
