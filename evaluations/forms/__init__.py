"""An evaluation as a document: the JSON form, the Markdown form, and text for a terminal."""
