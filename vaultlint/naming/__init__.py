"""The names of notes and of their folders: which do harm, which are the same on another disk."""
