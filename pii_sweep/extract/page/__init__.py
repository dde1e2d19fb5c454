"""Tables and headings on pages, from words with boxes, whatever the words were read from."""
