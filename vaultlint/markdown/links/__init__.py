"""The links of a note, and what they may lead to in it; links to the web are none."""
